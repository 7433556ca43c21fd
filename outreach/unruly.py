"""What ``text.clean`` takes out of text that is not plain. Apart from it, for few texts need this and its patterns take time to compile."""

from __future__ import annotations

import re
import unicodedata

from outreach.text import LOW_MARK, MARKS_PER_BASE

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
HIGH = re.compile("[^\x00-\u02ff]")
"""A character from the first combining mark on: all marks are among these. Said as what it is not, which compiles twenty times faster."""

LATIN = re.compile("[\t -~\u00a1-\u00ac\u00ae-\u02ff]*").fullmatch
"""Matches what is printable below the first combining mark, and tabs: nothing in it is dropped or composed."""


def joined(text: str) -> str:
    """Several lines as one."""
    return _SEPARATORS.sub(" ", text)


def with_plain_blanks(text: str) -> str:
    """Lines broken by line feeds alone, and every wide or narrow blank an ordinary one; scrubbed as well."""
    return _WIDE_BLANKS.sub(" ", scrubbed(_SEPARATORS.sub("\n", text)))


def shown(text: str) -> str:
    """Text without joiners, skin tones and direction marks."""
    return _UNSHOWN.sub("", text)


def scrubbed(text: str) -> str:
    """NFC, without controls, halves of characters and towers of marks."""
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
        if char >= LOW_MARK:
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
