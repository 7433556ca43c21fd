"""Text as terminal cells: made harmless, cut with an ellipsis, padded, wrapped, always by cell width."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from outreach.text import clean, displayed

ELLIPSIS = "…"


def shown(text: str) -> str:
    """One line as the terminal may have it: nothing that moves the cursor, nothing whose width is in doubt. Outer blanks stay."""
    if text.isascii() and text.isprintable():
        return text
    body = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    return " " * before + displayed(clean(body)) + " " * (len(text) - before - len(body))


def width(text: str) -> int:
    """How many cells it takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, cells: int) -> str:
    """At most that many cells, with an ellipsis when something was left out."""
    if width(text) <= cells:
        return text
    if cells <= 1:
        return ELLIPSIS[:cells]
    return set_cell_size(text, cells - 1).rstrip() + ELLIPSIS


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """Exactly that many cells: cut or padded."""
    text = cut(text, cells)
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks


GLUE = "\N{NO-BREAK SPACE}"
"""A blank between a key and what it does, at which no line is broken; drawn as any other. ``clean`` leaves none from outside."""


def wrap(text: str, cells: int) -> list[str]:
    """Lines of at most that many cells, broken at blanks where there are any. An empty text is one empty line."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        while width(word) > cells:
            if line:
                lines.append(line)
                line = ""
            head = set_cell_size(word, cells).rstrip() or word[:1]
            lines.append(head)
            word = word[len(head) :]
        if not line:
            line = word
        elif width(line) + 1 + width(word) <= cells:
            line = f"{line} {word}"
        else:
            lines.append(line)
            line = word
    lines.append(line)
    return [line.replace(GLUE, " ") for line in lines]
