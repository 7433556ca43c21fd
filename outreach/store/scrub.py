"""A plan file may come from anywhere: control, bidi and invisible characters in it are found quickly and taken out on reading."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from outreach.text import clean_note

_ASCII = bytes(range(128))
_RAW = rb"\xc2[\x80-\x9f]|\xe2\x80[\x8b\xa8-\xae]|\xe2\x81[\xa0\xa6-\xa9]|\xe1\xa0\x8e|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]|\xf3\xa0[\x80\x81]"
_ESCAPED = (
    rb"\\[bfr]|\\u(?:00[0189]|007[fF]|2028|2029|202[a-eA-E]|206[06-9]|200[bB]|180[eE]|[fF][eE][fF][fF]|[fF]{3}[9abAB]|[dD][89a-fA-F])"
)
# Patterns stay text until one is needed: compiling them would cost every start of the program a millisecond.
_RISKY = frozenset({b"u", b"b", b"f", b"r"})
_SURROGATE = "[\ud800-\udfff]"


def hostile(data: bytes) -> bool:
    """Whether JSON text may hold characters that ``text.clean`` removes. Quick to say no; a false yes only costs time."""
    if b"\x7f" in data:
        return True
    # One byte is looked for at memory speed, two are not: the split finds what follows each backslash in one pass.
    if b"\\" in data and not _RISKY.isdisjoint(part[:1] for part in data.split(b"\\")) and re.search(_ESCAPED, data):
        return True
    return not data.isascii() and re.search(_RAW, data.translate(None, _ASCII)) is not None


def scrub(value: Any) -> Any:
    """The same JSON value with harmless text, and null for numbers that JSON does not know."""
    if isinstance(value, str):
        return value if value.isprintable() else clean_note(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {scrub(key): scrub(item) for key, item in value.items()}
    if isinstance(value, list):
        return [scrub(item) for item in value]
    return value


def soften(value: Any) -> Any:
    """The same JSON value without lone surrogates and without numbers that JSON does not know; all else stays."""
    if isinstance(value, str):
        return re.sub(_SURROGATE, "\ufffd", value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {soften(key): soften(item) for key, item in value.items()}
    if isinstance(value, list):
        return [soften(item) for item in value]
    return value


def scrubbed(data: bytes) -> bytes:
    """JSON text with harmless strings; must have parsed before."""
    return json.dumps(scrub(json.loads(data)), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
