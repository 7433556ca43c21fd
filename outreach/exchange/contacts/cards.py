"""vCards 2.1, 3.0 and 4.0, split by hand within fixed bounds; one bad card costs only itself."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Callable, Iterator

import msgspec

from outreach.exchange import decoding
from outreach.exchange.contacts.people import Found, People

MAX_CARD = 2_000_000
"""Bytes of one card, pictures not counted."""

MAX_CARDS = 50_000
"""Cards read of one file."""

MAX_DEPTH = 4
"""How deep cards may stand inside cards."""

_BULKY = {b"PHOTO", b"LOGO", b"SOUND", b"KEY"}
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END = re.compile(rb"END\s*:\s*VCARD\s*$", re.IGNORECASE)
_CHARSET = re.compile(r"CHARSET=\"?(UTF-8|US-ASCII|ISO-8859-\d{1,2}|WINDOWS-\d{3,4}|CP\d{3,4}|GB\w+|BIG5|SHIFT_JIS|EUC-\w\w|KOI8-\w)\b")
"""Only plain text encodings: Python knows stranger ones, some of them slow on purpose-made input."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_UNESCAPED_SEMICOLON = re.compile(r"(?<!\\)((?:\\\\)*);")


class Line(msgspec.Struct, frozen=True):
    """One property: name without its group, parameters as one upper-case text, value still escaped."""

    name: str
    params: str
    value: str


def is_cards(data: bytes) -> bool:
    """Whether the file begins as a vCard file does, in any of the usual encodings."""
    return b"BEGIN:VCARD" in data[:2_000].replace(b"\0", b"").replace(b" ", b"").upper()


def read(data: bytes, people: People, skip: Callable[[int, str], None]) -> int:
    """Add the people of all cards; returns how many cards there were. ``skip`` gets line and reason of those left out."""
    how = decoding.choose(data)
    if how.encoding.startswith(("utf-16", "utf-32")):
        data = data.decode(how.encoding, "replace").encode()
    count = 0
    for number, lines, problem in _cards(data.splitlines()):
        count += 1
        if count > MAX_CARDS:
            skip(number, f"only the first {MAX_CARDS:,} cards are read")
            return count
        reason = problem or _add([line for raw in lines if (line := _line(bytes(raw)))], people)
        if reason:
            skip(number, reason)
    return count


def _cards(lines: list[bytes]) -> Iterator[tuple[int, list[bytearray], str]]:
    """(line number, unfolded lines, problem) of each card, pictures left out."""
    card: list[bytearray] = []
    began = size = depth = 0
    bulky = deep = False
    for number, raw in enumerate(lines, 1):
        if _START.match(raw):
            if depth and not (card and card[-1].upper().startswith(b"AGENT")):
                # A card that starts while another is open, other than as that one's agent: the first was never closed.
                yield began, [], "the card never ends"
                depth = 0
            depth += 1
            deep = deep or depth > MAX_DEPTH
            if depth == 1:
                card, began, size, bulky, deep = [], number, 0, False, False
        elif depth and _END.match(raw):
            depth -= 1
            if depth == 0:
                problem = f"cards within cards more than {MAX_DEPTH} deep" if deep else ""
                yield began, card, problem or ("the card is too long" if size > MAX_CARD else "")
        elif depth == 1:
            size, bulky = _take(raw, card, size, bulky)
    if depth:
        yield began, [], "the card never ends"


def _take(raw: bytes, card: list[bytearray], size: int, bulky: bool) -> tuple[int, bool]:
    folded = raw[:1] in {b" ", b"\t"}
    soft = bool(card) and not bulky and card[-1].endswith(b"=") and b"QUOTED-PRINTABLE" in card[-1][:200].upper()
    if not folded and not soft:
        name = re.split(rb"[;:]", raw, maxsplit=1)[0].rpartition(b".")[2].strip().upper()
        bulky = name in _BULKY
        if not bulky and b":" in raw:
            size += len(raw)
            if size <= MAX_CARD:
                card.append(bytearray(raw))
        return size, bulky
    if bulky or not card:
        return size, bulky
    size += len(raw)
    if size <= MAX_CARD:
        if soft:
            # A blank here is part of the text: what is broken softly is not folded as well.
            del card[-1][-1]
            card[-1] += raw
        else:
            card[-1] += raw[1:]
    return size, bulky


def _line(raw: bytes) -> Line | None:
    head, value = _parted(raw)
    name, _, params = head.decode("utf-8", "replace").partition(";")
    params = params.upper()
    if "QUOTED-PRINTABLE" in params:
        value = quopri.decodestring(value)
    elif "ENCODING=B" in params:
        try:
            value = binascii.a2b_base64(value)
        except (binascii.Error, ValueError):
            return None
    return Line(name.rpartition(".")[2].strip().upper(), params, _decoded(value, params))


def _parted(raw: bytes) -> tuple[bytes, bytes]:
    quoted = False
    for at, byte in enumerate(raw[:4_000]):
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            return raw[:at], raw[at + 1 :]
    head, _, value = raw.partition(b":")
    return head, value


def _decoded(value: bytes, params: str) -> str:
    told = _CHARSET.search(params)
    for charset in ([told[1]] if told else []) + ["utf-8"]:
        try:
            return value.decode(charset)
        except (LookupError, UnicodeError):
            continue
    return value.decode("cp1252", "replace")


def _add(lines: list[Line], people: People) -> str:
    found = Found()
    ranked: list[tuple[bool, str]] = []
    for line in lines:
        match line.name:
            case "N" if not found.last and not found.first:
                last, first, *_ = (*_pieces(line.value), "", "")
                found.last, found.first = last, first
            case "FN" if not found.full:
                found.full = _plain(line.value)
            case "ORG" if not found.company:
                found.company = _pieces(line.value)[0]
            case "TITLE" | "ROLE" if not found.position:
                found.position = _plain(line.value)
            case "EMAIL":
                ranked.append(("PREF" not in line.params, _plain(line.value)))
            case "TEL":
                found.phones.append(_plain(line.value).removeprefix("tel:"))
            case "URL" | "X-SOCIALPROFILE" | "SOCIALPROFILE":
                found.links.append(_plain(line.value))
            case "NOTE":
                found.remarks.append(_plain(line.value))
            case "KIND" | "X-ADDRESSBOOKSERVER-KIND" if line.value.strip().casefold() in {"org", "group", "location"}:
                return "a company or group, not a person"
            case "X-ABSHOWAS" if line.value.strip().upper() == "COMPANY":
                return "a company or group, not a person"
            case _:
                pass
    found.emails = [text for _, text in sorted(ranked, key=lambda pair: pair[0])]
    return people.add(found)


def _pieces(value: str) -> list[str]:
    return [_plain(piece) for piece in _UNESCAPED_SEMICOLON.sub("\\1\0", value).split("\0")]


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
