"""The TinyDB file as bytes: reading it without changing it, and laying it out with one document per line."""

from __future__ import annotations

import codecs
import json
import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from outreach.errors import BadInput
from outreach.store.records import TABLES
from outreach.store.scrub import hostile, scrubbed, soften
from outreach.store.tables import Shelf
from outreach.text import clean

META = "meta"
_SOME = 256
_PIECE = 1 << 16
_META_START = b'\n"meta":{\n'
_tables: msgspec.json.Decoder[dict[str, msgspec.Raw]] = msgspec.json.Decoder(dict[str, msgspec.Raw])
_numbered: msgspec.json.Decoder[dict[int, msgspec.Raw]] = msgspec.json.Decoder(dict[int, msgspec.Raw])
_key = msgspec.json.Encoder().encode


class Meta(msgspec.Struct):
    """What a plan says of itself, kept in its ``meta`` table."""

    schema: int = 1
    """Version of the records' shape."""
    seq: int = 0
    """The last change set the file holds."""
    counters: dict[str, int] = {}
    """Table -> highest id ever handed out; never goes back."""
    body: str = ""
    """Fingerprint of everything before the meta table, so that a flipped bit is noticed."""


class Content(msgspec.Struct):
    """What was read from one file."""

    tables: dict[str, Shelf]
    loose: dict[str, bytes]
    """Top-level values that are not tables; TinyDB itself allows them."""
    mark: str
    """Fingerprint of the bytes; empty when there is no file."""
    meta: Meta
    has_meta: bool = False
    notices: tuple[str, ...] = ()


def fingerprint(data: bytes) -> str:
    """Length and checksums of a file's bytes; tells two versions of a file apart, proves nothing against malice."""
    return fingerprints(data, 0)[1]


def fingerprints(data: bytes, cut: int) -> tuple[str, str]:
    """Fingerprints of the first ``cut`` bytes and of all of them, in one pass."""
    view = memoryview(data)
    crc, adler = zlib.crc32(view[:cut]), zlib.adler32(view[:cut])
    whole = _print(len(data), zlib.crc32(view[cut:], crc), zlib.adler32(view[cut:], adler))
    return _print(cut, crc, adler), whole


def _print(length: int, crc: int, adler: int) -> str:
    return f"{length}-{crc:08x}{adler:08x}" if length else ""


def changed_elsewhere(path: Path) -> str:
    """What to say of a file that is not as it was saved."""
    return f"{path.name} was changed by another program, or by a fault of the disk, since it was saved: 'outreach check' looks closer"


def empty() -> Content:
    """A file that is not there."""
    return Content({}, {}, "", Meta())


def parse(data: bytes, path: Path, where_backups_are: str, *, distrust: bool = True) -> Content:
    """Tables of a TinyDB file. Raises BadInput with path, place and reason; never changes anything.

    With ``distrust``, text that could harm a terminal is made harmless in what is read.
    """
    try:
        if not data.isascii():
            data.decode("utf-8")
        values = _tables.decode(data)
        mended = False
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        values, mended = _tables.decode(_mend(data, path, error, where_backups_are)), True
    notices: list[str] = []
    if mended:
        notices.append(f"{path.name} held text or numbers that JSON does not allow; they are read as \ufffd and null")
    body, mark = fingerprints(data, max(data.rfind(_META_START), 0))
    if distrust and hostile(data):
        plain = _mend(data, path, ValueError(), where_backups_are) if mended else data
        cleaned = scrubbed(plain)
        if json.loads(cleaned) != json.loads(plain):
            values, body = _tables.decode(cleaned), ""
            notices.append(f"{path.name} held control or invisible characters; they are left out")
    meta = Meta()
    raw_meta = values.get(META)
    if raw_meta is not None:
        meta = _meta(raw_meta, path, where_backups_are)
        if meta.body and meta.body != body:
            notices.append(changed_elsewhere(path))
    tables: dict[str, Shelf] = {}
    loose: dict[str, bytes] = {}
    for name, raw in values.items():
        if name == META and raw_meta is not None:
            continue
        if name in TABLES or _is_table(raw):
            tables[name] = Shelf(name, raw, ours=bool(meta.body) and meta.body == body)
        else:
            loose[name] = bytes(raw)
    return Content(tables, loose, mark, meta, raw_meta is not None, tuple(notices))


def _is_table(raw: msgspec.Raw) -> bool:
    """Whether a value of a bare TinyDB file is a table of numbered documents."""
    try:
        rows = _numbered.decode(raw)
    except msgspec.DecodeError:
        return False
    return all(bytes(row)[:1] == b"{" for row in rows.values())


def _meta(raw: msgspec.Raw, path: Path, backups: str) -> Meta:
    try:
        rows = msgspec.json.decode(raw, type=dict[str, Meta])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: $.meta: {clean(str(error))}", next_step=backups) from None
    return next(iter(rows.values()), Meta())


def _mend(data: bytes, path: Path, error: Exception, backups: str) -> bytes:
    """Stock TinyDB writes NaN and lone surrogates, which are no JSON: the standard library reads them, we soften them."""
    if data.count(b"\0") == len(data):
        raise BadInput(f"{path} holds nothing but zero bytes (a disk or sync fault)", next_step=backups) from None
    try:
        value = json.loads(data.decode("utf-8", "strict"))
        if not isinstance(value, dict):
            raise BadInput(f"{path}: $ is not an object of tables", next_step=backups)
        return json.dumps(soften(value), ensure_ascii=False, allow_nan=False).encode()
    except json.JSONDecodeError as worse:
        wrong = worse.msg.removesuffix(" starting at")
        reason = f"{wrong} at line {worse.lineno} column {worse.colno} (byte {len(data.decode()[: worse.pos].encode())} of {len(data)})"
    except UnicodeDecodeError as worse:
        reason = f"not UTF-8 at byte {worse.start} of {len(data)}"
    except RecursionError:
        reason = "nested too deeply"
    except ValueError:
        reason = clean(str(error))
    raise BadInput(f"{path} cannot be read: {reason}", next_step=backups) from None


def compose(tables: Iterable[Shelf], loose: dict[str, bytes], meta: Meta | None) -> bytes:
    """The bytes of a TinyDB file: tables in the order given, records in id order, one per line, meta last."""
    # Pieces of everything, put together once: an address book is megabytes, and every copy of it is felt.
    pieces: list[bytes | memoryview] = [b"{"]
    for table in tables:
        pieces += (*_section(table), b",")
    for name, value in loose.items():
        pieces += (b"\n", _key(name), b":", value, b",")
    if meta is None:
        if len(pieces) > 1:
            pieces.pop()
        return b"".join((*pieces, b"\n}\n"))
    body = b"".join(pieces)
    meta = Meta(meta.schema, meta.seq, dict(sorted(meta.counters.items())), fingerprint(body))
    return b"".join((body, _META_START, b'"1":', _key(meta), b"\n}\n}\n"))


def _section(table: Shelf) -> Iterable[bytes | memoryview]:
    head = b"\n%b:" % _key(table.name)
    if table.verbatim is not None:
        return head, memoryview(table.verbatim)
    rows = table.sorted_rows()
    if not rows:
        return head, b"{}"
    # Some at a time, as the journal does it: what was just made is put together before it is out of the processor's reach.
    runs = [b"".join([b',\n"%d":%b' % row for row in rows[start : start + _SOME]]) for start in range(0, len(rows), _SOME)]
    return head, b"{", memoryview(runs[0])[1:], *runs[1:], b"\n}"


def validate(data: bytes) -> None:
    """Read back what is about to be written. Raises ValueError when it would not be readable."""
    decoder, view = codecs.getincrementaldecoder("utf-8")(), memoryview(data)
    try:
        msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        # Piece by piece: one far-off emoji would widen the whole file to four bytes a character.
        for at in range(0, len(data), _PIECE):
            decoder.decode(view[at : at + _PIECE])
        decoder.decode(b"", True)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"the plan would not be readable: {error}") from None
