"""Text from outside is hostile until ``clean()`` has passed it; ``CleanText`` is the proof that it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NewType, cast

CleanText = NewType("CleanText", str)
"""Text that holds no control, bidi-override or invisible characters and is NFC: safe to store and to print."""

BLANK = CleanText("")

MAX_LINE = 1_000
"""Longest single-line field kept, in characters; FORMATS 1.2 measured 328 as the longest real one."""

MAX_NOTE = 100_000
"""Longest multi-line text kept, in characters."""

MARKS_PER_BASE = 8
"""Combining marks kept on one base character: enough for every living script, too few to climb over the lines above."""

LOW_MARK = "\u0300"
"""The first combining mark."""


def clean(text: str, *, limit: int = MAX_LINE) -> CleanText:
    """One line of harmless text: controls dropped, NFC, blanks collapsed, stacked marks capped, at most ``limit`` characters."""
    if is_plain(text):
        return CleanText(" ".join(text.split())[:limit].rstrip())
    from outreach import unruly

    flat = unruly.joined(text[: limit * 4].replace("\r", " "))
    return CleanText(" ".join(unruly.scrubbed(flat).split())[:limit].rstrip())


def clean_note(text: str, *, limit: int = MAX_NOTE) -> CleanText:
    """Several lines of harmless text: as ``clean`` but keeps line breaks, tabs and indentation."""
    text = text[: limit * 4].replace("\r\n", "\n").replace("\r", "\n")
    if not is_plain(text.replace("\n", "").replace("\t", "")):
        from outreach import unruly

        text = unruly.with_plain_blanks(text)
    return CleanText(text[:limit].strip("\n"))


def is_plain(text: str) -> bool:
    """Whether nothing is to be dropped or composed: printable, and below the first combining mark, where each character is its own NFC."""
    return text.isprintable() and (text.isascii() or max(text) < LOW_MARK)


def is_tidy(texts: Sequence[str]) -> bool:
    """Whether all of these are printable ASCII without a blank and not too long: then each is clean as it stands."""
    whole = "".join(texts)
    return whole.isascii() and whole.isprintable() and " " not in whole and max(map(len, texts), default=0) <= MAX_LINE


def clean_each(texts: Sequence[str]) -> list[CleanText]:
    """``[clean(text) for text in texts]``, several times faster: an archive has some hundred thousand cells.

    Plain texts are put right all together, as one string; the others, about one in twenty, one by one.
    """
    if not texts:
        return []
    whole = "\n".join(texts)
    odd: list[int] = []
    if not whole.isascii() or max(map(len, texts)) > MAX_LINE:
        from outreach.unruly import LATIN

        odd = [place for place, text in enumerate(texts) if not (text.isascii() or LATIN(text)) or len(text) > MAX_LINE]
        plain = list(texts)
        for place in odd:
            plain[place] = ""
        whole = "\n".join(plain)
    whole = whole.replace("\t", " ")
    if whole.count("\n") >= len(texts) or not whole.replace("\n", " ").isprintable():
        return [clean(text) for text in texts]
    while "  " in whole:
        whole = whole.replace("  ", " ")
    cleaned = cast("list[CleanText]", whole.replace(" \n", "\n").replace("\n ", "\n").strip(" ").split("\n"))
    for place in odd:
        cleaned[place] = clean(texts[place])
    return cleaned


def displayed(text: str) -> str:
    """``text`` as a terminal gets it: without joiners, skin tones and direction marks, whose width terminals disagree on."""
    if text.isascii() or is_plain(text):
        return text
    from outreach import unruly

    return unruly.shown(text)
