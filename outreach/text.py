"""Text from outside is hostile until ``clean()`` has passed it; ``CleanText`` is the proof that it did."""

from __future__ import annotations

import re
import unicodedata
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

# Built from numbers so that this file itself holds no invisible character.
_DROPPED_RANGES = (
    (0x00, 0x08),  # C0 up to, not including, tab and line feed
    (0x0B, 0x1F),
    (0x7F, 0x9F),  # DEL and C1
    (0x180E, 0x180E),
    (0x200B, 0x200B),  # zero-width space: splits a name for search, shows nothing
    (0x202A, 0x202E),  # bidi embeddings and overrides
    (0x2060, 0x2060),
    (0x2066, 0x2069),  # bidi isolates
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),  # tags
)


def _in_set(*ranges: tuple[int, int]) -> str:
    return "[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges) + "]"


_DROPPED = re.compile(_in_set(*_DROPPED_RANGES))
_SURROGATES = re.compile(_in_set((0xD800, 0xDFFF)))
_SEPARATORS = re.compile(_in_set((0x2028, 0x2029)))
_WIDE_BLANKS = re.compile(_in_set((0xA0, 0xA0), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)))
_UNSHOWN = re.compile(_in_set((0x034F, 0x034F), (0x061C, 0x061C), (0x200D, 0x200F), (0xFE0E, 0xFE0F), (0x1F3FB, 0x1F3FF)))
_LOW_MARK = "\u0300"
HIGH = re.compile("[^\x00-\u02ff]")
"""A character from the first combining mark on: all marks are among these. Said as what it is not, which compiles twenty times faster."""

_LATIN = re.compile("[\t -~\u00a1-\u00ac\u00ae-\u02ff]*").fullmatch
"""Matches what is printable below the first combining mark, and tabs: nothing in it is dropped or composed."""


def clean(text: str, *, limit: int = MAX_LINE) -> CleanText:
    """One line of harmless text: controls dropped, NFC, blanks collapsed, stacked marks capped, at most ``limit`` characters."""
    if is_plain(text):
        return CleanText(" ".join(text.split())[:limit].rstrip())
    flat = _SEPARATORS.sub(" ", text[: limit * 4].replace("\r", " "))
    return CleanText(" ".join(_scrub(flat).split())[:limit].rstrip())


def clean_note(text: str, *, limit: int = MAX_NOTE) -> CleanText:
    """Several lines of harmless text: as ``clean`` but keeps line breaks, tabs and indentation."""
    text = text[: limit * 4].replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() or _DROPPED.search(text):
        text = _WIDE_BLANKS.sub(" ", _scrub(_SEPARATORS.sub("\n", text)))
    return CleanText(text[:limit].strip("\n"))


def is_plain(text: str) -> bool:
    """Whether nothing is to be dropped or composed: printable, and below the first combining mark, where each character is its own NFC."""
    return text.isprintable() and (text.isascii() or max(text) < _LOW_MARK)


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
        odd = [place for place, text in enumerate(texts) if not (text.isascii() or _LATIN(text)) or len(text) > MAX_LINE]
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
    return text if text.isascii() else _UNSHOWN.sub("", text)


def _scrub(text: str) -> str:
    if not text.isascii():
        text = _SURROGATES.sub("\ufffd", text)
    text = _DROPPED.sub("", text)
    return text if text.isascii() else _cap_marks(unicodedata.normalize("NFC", text))


def _cap_marks(text: str) -> str:
    if len(HIGH.findall(text)) <= MARKS_PER_BASE:
        return text
    out: list[str] = []
    marks = 0
    for char in text:
        if char >= _LOW_MARK:
            category = unicodedata.category(char)
            if category[0] == "M":
                marks += 1
                if marks > MARKS_PER_BASE:
                    continue
            elif category != "Cf":
                # A joiner does not start a new base, or marks could be stacked without end around joiners.
                marks = 0
        else:
            marks = 0
        out.append(char)
    return "".join(out)
