"""What leaves the program: data on stdout, words on stderr, both free of control characters whatever they quote."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from typing import TextIO

from outreach.text import clean_note, displayed

WIDEST = 100
"""Columns a page of text fills at most: longer lines are hard to read."""

_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u061c\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


def prepare_streams() -> None:
    """Make stdout and stderr able to take any text: present, UTF-8 where the locale knows only ASCII, and never raising."""
    sys.stdout = _able(sys.stdout)
    sys.stderr = _able(sys.stderr)


def _able(stream: TextIO | None) -> TextIO:
    if stream is None:
        return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    if isinstance(stream, io.TextIOWrapper):
        encoding = (stream.encoding or "ascii").lower().replace("_", "-")
        if encoding in {"ascii", "us-ascii", "ansi-x3.4-1968", "646"}:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        else:
            stream.reconfigure(errors="backslashreplace")
    return stream


def harmless(text: str) -> str:
    """Text as it may be shown: line by line without controls, bidi overrides or characters whose width terminals disagree on."""
    if text.isascii() and text.isprintable():
        return text
    return "\n".join(displayed(clean_note(line)) for line in text.split("\n"))


def echo(text: str = "") -> None:
    """Print data: one or more lines to stdout."""
    sys.stdout.write(harmless(text) + "\n")


def say(text: str = "") -> None:
    """Print words about what was done: one or more lines to stderr, so that a pipe gets only data."""
    with contextlib.suppress(OSError):  # where stderr is gone there is nobody left to tell
        sys.stderr.write(harmless(text) + "\n")


def echo_json(value: object) -> None:
    """Print a read model, or a list or dict of them, as indented UTF-8 JSON."""
    echo_bytes(json_text(value).encode("utf-8"))


def json_text(value: object) -> str:
    """A read model as indented JSON text, ending in a line break; characters a terminal might act on are escaped."""
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode("utf-8")
    return _UNSAFE_IN_JSON.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def path_text(path: str | bytes | os.PathLike[str]) -> str:
    """A path as text that can be encoded, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def echo_bytes(content: bytes) -> None:
    """Write bytes to stdout as they are: an export, or JSON, which is UTF-8 whatever the locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def page_width() -> int:
    """Columns to fill with running text: the terminal's, at most ``WIDEST``; 80 when the output is not a terminal."""
    return min(table_width() or 80, WIDEST)


def table_width() -> int | None:
    """Columns a table may take, or None when it goes to a file or pipe, where nothing is cut."""
    if not sys.stdout.isatty():
        return None
    import shutil  # with every way to pack a folder behind it: too much for a page that goes to a file

    return max(20, shutil.get_terminal_size((80, 24)).columns)
