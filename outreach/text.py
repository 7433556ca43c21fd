"""Text from outside is hostile until ``clean()`` has passed it; ``CleanText`` is the proof that it did."""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

CleanText = NewType("CleanText", str)
"""Text that holds no control, bidi-override or invisible characters and is NFC: safe to store and to print."""

BLANK = CleanText("")

MAX_LINE = 1_000
"""Longest single-line field kept, in characters; FORMATS 1.2 measured 328 as the longest real one."""

MAX_NOTE = 100_000
"""Longest multi-line text kept, in characters."""

_MARKS_PER_BASE = 8
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\u200b\u2060\u180e\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def clean(text: str, *, limit: int = MAX_LINE) -> CleanText:
    """One line of harmless text: controls dropped, NFC, blanks collapsed, stacked marks capped, at most ``limit`` characters."""
    if text.isascii() and text.isprintable():
        return CleanText(" ".join(text.split())[:limit])
    return CleanText(" ".join(_scrub(text.replace("\r", "\n").replace("\n", " ").replace("\t", " "), limit * 4).split())[:limit])


def clean_note(text: str, *, limit: int = MAX_NOTE) -> CleanText:
    """Several lines of harmless text: as ``clean`` but keeps line breaks and tabs."""
    return CleanText(_scrub(text.replace("\r\n", "\n").replace("\r", "\n"), limit * 4)[:limit].strip("\n"))


def _scrub(text: str, limit: int) -> str:
    text = text[:limit]
    text = _SURROGATES.sub("\ufffd", text)
    text = _DROPPED.sub("", text)
    text = unicodedata.normalize("NFC", text)
    text = _BLANKS.sub(lambda m: "\t" if m[0] == "\t" else " " * min(len(m[0]), 200), text)
    return _cap_marks(text)


def _cap_marks(text: str) -> str:
    if text.isascii():
        return text
    out: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MARKS_PER_BASE:
            out.append(char)
    return "".join(out)
