"""The program with its guard taken away, to see that the tour of its screens notices: ``leaky.py bytes`` or ``leaky.py markup``.

``bytes`` lets control bytes through where text comes in and where it goes out; ``markup`` takes text for Textual's markup.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from support import answering


def bytes_through() -> None:
    """Every function that cleans a text gives it back as it is."""
    from outreach import text
    from outreach.tui import cells

    for name in ("clean", "clean_note"):
        getattr(text, name).__code__ = (lambda text, *, limit: text).__code__
    text.clean_each.__code__ = (lambda texts: list(texts)).__code__
    for show in (text.displayed, cells.shown):
        show.__code__ = (lambda text: text).__code__


def markup_read() -> None:
    """What is written in a style is read as markup."""
    from textual.content import Content

    Content.styled = classmethod(lambda cls, text, style="", **_: cls.from_markup(text).stylize(style))  # type: ignore[assignment,method-assign]


if __name__ == "__main__":
    {"bytes": bytes_through, "markup": markup_read}[sys.argv.pop(1)]()
    sys.exit(answering.main())
