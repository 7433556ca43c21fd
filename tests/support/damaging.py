"""Damage done to a file by a deterministic hand."""

from __future__ import annotations

import random

SPLINTERS = (
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\0",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"BEGIN:VCARD\n",
    b"%",
    b";",
    b"\xc3\xa9",
    b"\x1b]0;x\x07",
    b"=1+1",
)
"""What is put in: ends of cells, lines and cards, half characters, marks of another encoding, a terminal sequence, a formula."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes changed, put in, taken out, cut off or doubled at some places."""
    hurt = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 100))):
        at = chance.randrange(len(hurt) + 1)
        match chance.randrange(5):
            case 0:
                hurt[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                hurt[at:at] = chance.choice(SPLINTERS)
            case 2:
                del hurt[at : at + chance.randrange(40)]
            case 3:
                del hurt[at + chance.randrange(len(data)) :]
            case _:
                hurt[at:at] = hurt[chance.randrange(len(hurt) + 1) :][:200]
    return bytes(hurt)
