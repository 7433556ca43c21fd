"""Which encoding a file is in: marked Unicode, plain UTF-8, else Western Windows, said aloud when it is a guess."""

from __future__ import annotations

import codecs
import io
import re

import msgspec

from outreach.text import clean

_CHUNK = 1 << 13
_HIGH = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_SEQUENCE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Decoding(msgspec.Struct, frozen=True):
    """How to turn a file's bytes into text."""

    encoding: str
    errors: str = "strict"
    note: str = ""
    """One sentence for the preview when this is a guess; empty when it is certain."""


def choose(data: bytes) -> Decoding:
    """The decoding for ``data``; never one that drops characters silently."""
    if data.isascii() and b"\0" not in data:
        return Decoding("utf-8")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if _decodes(data, encoding):
                return Decoding(encoding)
            return Decoding(encoding, "replace", "some characters are damaged and show as \ufffd")
    if unmarked := _wide_without_mark(data[:2000]):
        return Decoding(unmarked, "replace", f"read as {unmarked.upper()}, a guess: check the names")
    if _decodes(data, "utf-8"):
        return Decoding("utf-8")
    if _mostly_utf8(data[:1_000_000]):
        return Decoding("utf-8", "replace", "some characters are damaged and show as \ufffd")
    return Decoding("cp1252", "replace", f"not UTF-8, read as Western (Windows-1252): {_sample(data)!r}")


def text_of(data: bytes, how: Decoding) -> io.TextIOWrapper:
    """``data`` as a stream of text whose line ends are left alone."""
    if b"\r" in data and not how.encoding.startswith("utf-16") and b"\n" in data and data.count(b"\r") != data.count(b"\r\n"):
        # In a file with line feeds a carriage return on its own ends no row: somebody typed it into a name.
        data = _LONE_RETURN.sub(b" ", data)
    return io.TextIOWrapper(io.BytesIO(data), encoding=how.encoding, errors=how.errors, newline="")


def _decodes(data: bytes, encoding: str) -> bool:
    # Small pieces: one far-off emoji must not widen the whole text to four bytes a character.
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(data)
    try:
        for at in range(0, len(data), _CHUNK):
            decoder.decode(view[at : at + _CHUNK])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _wide_without_mark(head: bytes) -> str:
    if len(head) < 40:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _mostly_utf8(data: bytes) -> bool:
    high = sum(map(len, re.findall(rb"[\x80-\xff]+", data)))
    good = sum(len(run) for run in _SEQUENCE.findall(data) if _decodes(run, "utf-8"))
    return good > high * 0.6


def _sample(data: bytes) -> str:
    line = _HIGH.search(data)
    return clean(line[0].decode("cp1252", "replace"), limit=60) if line else ""
