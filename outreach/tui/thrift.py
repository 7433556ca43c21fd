"""What goes to the terminal with every style said once: over a slow line, colours are three quarters of a frame.

Textual ends each piece of text with a reset and says the whole style of the next one, though most often only the ink differs, or
nothing does. What the terminal shows is the same, cell by cell.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST = 200
"""Characters of output below which there is nothing to save."""

_STYLE = re.compile(r"\x1b\[([0-9;:]*)m")
_MOVES = re.compile(r"(?:\x1b\[[0-9;]*[A-DGH]|[\r\n])*")
_ATTRIBUTES = frozenset("123456789")
_WEIGHTS, _NO_WEIGHT = frozenset("12"), "22"
_RESET = ""

Parts = tuple[frozenset[str], str, str]
"""Attributes, ink and ground of a style, as codes; an empty one is the terminal's own."""


def thrifty(data: str) -> str:
    """The same output in fewer characters. It may follow on any style, and leaves behind the one that ``data`` would have left."""
    if len(data) < SHORTEST:
        return data
    out: list[str] = []
    # Codes since the last reset: as the terminal has them, and as they should be. None is whatever it was before.
    shown: str | None = None
    wanted: str | None = None
    for place, piece in enumerate(_STYLE.split(data)):
        if place % 2:
            if piece in {"", "0"}:
                wanted = _RESET
            elif wanted is None:
                out.append(f"\x1b[{piece}m")
            else:
                wanted = f"{wanted};{piece}" if wanted else piece
        elif piece:
            moves = _MOVES.fullmatch(piece) is not None
            # A moving cursor shows no style, a blank no ink; the next text says what has changed by then.
            unseen = moves or (piece.isspace() and _same_ground(shown, wanted))
            if not unseen and shown != wanted and wanted is not None:
                out.append(_change(shown, wanted))
                shown = wanted
            out.append(piece)
            if not moves and "\x1b" in piece:
                # Another sequence may have changed the style.
                shown = wanted = None
    if shown != wanted and wanted is not None:
        out.append(_change(shown, wanted))
    return "".join(out)


@lru_cache(maxsize=4096)
def _change(shown: str | None, wanted: str) -> str:
    """The sequence that leads from one style to another."""
    if wanted == _RESET:
        return "\x1b[0m"
    if shown == _RESET:
        return f"\x1b[{wanted}m"
    before, after = _parts(shown), _parts(wanted)
    if before is None or after is None or (before[1] and not after[1]) or (before[2] and not after[2]):
        return f"\x1b[0;{wanted}m"
    gone, new = before[0] - after[0], [*sorted(after[0] - before[0])]
    if gone and (gone - _WEIGHTS or after[0] & _WEIGHTS):
        return f"\x1b[0;{wanted}m"
    if gone:
        new.append(_NO_WEIGHT)
    new += [colour for colour, old in zip(after[1:], before[1:], strict=True) if colour != old]
    return f"\x1b[{';'.join(new)}m"


@lru_cache(maxsize=4096)
def _same_ground(shown: str | None, wanted: str | None) -> bool:
    """Whether a blank looks the same in both: no line through or under it, no colours changed about, and the same ground."""
    before, after = _parts(shown), _parts(wanted)
    return before is not None and after is not None and before[2] == after[2] and not (before[0] | after[0]) - _WEIGHTS


def _parts(codes: str | None) -> Parts | None:
    """A style taken apart; None for one that is not known, and for codes that are not known here."""
    if not codes:
        return None if codes is None else (frozenset(), "", "")
    attributes: set[str] = set()
    colours = {"3": "", "4": ""}
    left = codes.split(";")
    while left:
        code = left.pop(0)
        if code in _ATTRIBUTES:
            attributes.add(code)
        elif code in {"38", "48"} and left[:1] in (["2"], ["5"]):
            length = 4 if left[0] == "2" else 2
            colours[code[0]] = ";".join([code, *left[:length]])
            del left[:length]
        elif len(code) == 2 and code[0] in colours and code[1] in "01234567":
            colours[code[0]] = code
        elif re.fullmatch("(9|10)[0-7]", code):
            colours["3" if len(code) == 2 else "4"] = code
        else:
            return None
    return frozenset(attributes), colours["3"], colours["4"]
