"""Taking one person out of everything the store keeps: the plan, the address book, the past, the backups and what was set aside."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from outreach.errors import BadInput, NotSaved
from outreach.memo import is_kept
from outreach.store.blot import Blot, Marks
from outreach.store.changes import Change, ChangeSet
from outreach.store.checkpoint import checkpoint
from outreach.store.datafile import compose, parse
from outreach.store.files import Files, write_anew
from outreach.store.history import EMPTIED, SILENT, read_history
from outreach.store.journal import Line, encode_control, encode_set, scan
from outreach.store.places import plan_places

if TYPE_CHECKING:
    from outreach.store.engine import Engine

LABEL = "Forget somebody"
"""What the command is called in the journal. It stands there only until the past is rewritten: one found later was cut short."""

DONE = "Forgot somebody"
"""What it is called once the past is rewritten."""

_UNSAVED = re.compile(r"(?:(draft)|form-[a-z-]+-([a-z]+))-(\d+)(?:-subject)?\.(?:txt|json|new)")
"""Half-typed words of a draft, or of a form about a record of a table."""


class Erased(msgspec.Struct, frozen=True):
    """What a forgetting did."""

    records: int
    """Records removed from the plan and the address book."""
    mentions: int
    """Records of others that no longer mention them."""
    files: int
    """Backups and files set aside that were rewritten or, when unreadable, removed."""
    left: tuple[Path, ...]
    """Files in the data folder, not this program's, that still name them."""
    done: ChangeSet | None = None
    """The removal, for those who watch the plan; None when the plan held nothing of them any more."""


class Forgotten(msgspec.Struct):
    """Whom not to take in again, as salted hashes: nobody can be read out of it, though a guess can be checked against it."""

    salt: str
    keys: list[str] = []

    def knows(self, mark: str) -> bool:
        """Whether this profile key, e-mail address or uid is a forgotten person's."""
        return bool(self.keys) and _hashed(self.salt, mark) in self.keys


def read_forgotten(folder: Path, files: Files | None = None) -> Forgotten:
    """The list of who was forgotten; empty when nobody was. Raises BadInput when it is damaged."""
    path = plan_places(folder).forgotten
    try:
        return msgspec.json.decode((files or Files()).read(path), type=Forgotten)
    except FileNotFoundError:
        return Forgotten(os.urandom(32).hex())
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadInput(f"{path} is damaged", next_step="remove it to let everybody be imported again") from None


def erase(engine: Engine, marks: Marks) -> Erased:
    """Remove one person, for good: no undo. Raises NotSaved when a file could not be rewritten; doing it again goes on from there.

    The removal itself is one ordinary commit, so a crash leaves the plan with the person or without. What the past and the copies
    still hold is taken out after it, the history last of all: until then the journal or the history holds a set called ``LABEL``.
    """
    engine.begin()
    try:
        blot = _learned(engine, marks)
        _remember(engine, blot.marks)
        done = _commit(engine, blot)
        try:
            files = _rewrite_copies(engine, blot)
            _drop_caches(engine, blot)
            checkpoint(engine)
            _rewrite_history(engine, blot)
            left = _left(engine, blot)
        except OSError as error:
            engine.suspect = True
            engine.close_journal()
            raise NotSaved(
                f"they are out of the plan, but not yet out of every copy: {error.strerror}", next_step="'outreach forget --finish' goes on"
            ) from error
        gone = sum(change.new is None for change in done.changes) if done else 0
        return Erased(gone, len(done.changes) - gone if done else 0, files, tuple(left), done)
    finally:
        engine.end()


def unfinished(engine: Engine) -> Marks | None:
    """Whom a forgetting that was cut short was about; None when there was none."""
    found: Marks | None = None
    for line in [*read_history(engine.files, engine.places), *_journal_lines(engine)]:
        if line.label == LABEL:
            for change in line.change_set().changes:
                if change.new is None and change.table in {"people", "contacts"} and change.id is not None:
                    marks = marks_of(change.table, change.id, change.before or {})
                    found = marks if found is None else found | marks
    return found


def marks_of(table: str, id: int, document: dict[str, Any]) -> Marks:
    """What one stored person or contact is known by."""
    return Marks(
        people=frozenset({id}) if table == "people" else frozenset(),
        contacts=frozenset({id}) if table == "contacts" else frozenset(),
        uids=frozenset(filter(None, [document.get("uid", "")])),
        keys=frozenset(filter(None, [document.get("key", "")])),
        names=frozenset(filter(None, [document.get("name", "")])),
        addresses=frozenset(filter(None, (document.get(field, "") for field in ("email", "url", "phone")))),
    )


def _hashed(salt: str, mark: str) -> str:
    return hashlib.blake2b(mark.casefold().encode(), key=bytes.fromhex(salt), digest_size=20).hexdigest()


def _journal_lines(engine: Engine) -> list[Line]:
    try:
        return scan(engine.files.read(engine.places.journal)).lines
    except FileNotFoundError:
        return []


def _learned(engine: Engine, marks: Marks) -> Blot:
    """The rule for this person, after a look at all that is and was: names they had before, and records known only by an older key."""
    engine.state.load_side()
    documents = [(name, id, bytes(row)) for name, table in engine.state.tables.items() for id, row in table.sorted_rows()]
    for line in [*read_history(engine.files, engine.places), *_journal_lines(engine)]:
        for change in line.change_set().changes:
            if change.id is not None:
                documents += [(change.table, change.id, row) for row in (change.old, change.new) if row is not None]
    while True:
        blot = Blot(marks)
        # People stand before what points to them only in most files: the second pass finds the rest.
        for table, id, row in documents * 2:
            blot.learn(table, id, row)
        wider = marks
        for table, id, row in documents:
            if table in {"people", "contacts"} and blot.removed(table, id):
                wider |= marks_of(table, id, msgspec.json.decode(row))
        if wider == marks:
            return blot
        marks = wider


def _remember(engine: Engine, marks: Marks) -> None:
    """Before anything is removed, so that no import in between brings them back."""
    known = read_forgotten(engine.places.folder, engine.files)
    words = {*marks.keys, *marks.uids, *(address for address in marks.addresses if "@" in address)}
    fresh = [hashed for word in sorted(words) if (hashed := _hashed(known.salt, word)) not in known.keys]
    if fresh:
        try:
            write_anew(engine.files, engine.places.forgotten, msgspec.json.encode(Forgotten(known.salt, sorted([*known.keys, *fresh]))))
        except OSError as error:
            raise NotSaved(f"NOT SAVED - {error.strerror} ({engine.places.folder})", next_step="nobody was forgotten; try again") from error


def _commit(engine: Engine, blot: Blot) -> ChangeSet | None:
    changes: list[Change] = []
    for name, table in engine.state.tables.items():
        for id, row in table.sorted_rows():
            old = bytes(row)
            new = blot.row(name, id, old)
            if new != old:
                changes.append(Change(name, id, old, new))
    return engine.commit(changes, LABEL) if changes else None


def _rewrite_history(engine: Engine, blot: Blot) -> None:
    files, places = engine.files, engine.places
    try:
        old = files.read(places.history)
    except FileNotFoundError:
        return
    new = b"".join(_blotted(read_history(files, places), blot))
    if new != old:
        write_anew(files, places.history, new)


def _blotted(lines: Iterable[Line], blot: Blot) -> Iterable[bytes]:
    """The past without them. Every set keeps its place, so that a window which is behind still finds an unbroken row of numbers."""
    for line in lines:
        done = line.change_set()
        if line.label == LABEL:
            # Other windows must still hear what went; what it was is nobody's business any more.
            told = tuple(Change(change.table, change.id, now, now) for change in done.changes for now in [_kept(blot, change)])
            yield encode_set(ChangeSet(done.seq, done.at, DONE, told, SILENT))
            continue
        kept = blot.change_set(done)
        yield encode_set(kept if kept.changes else ChangeSet(kept.seq, kept.at, kept.label, (), SILENT if kept.undoes else EMPTIED))


def _kept(blot: Blot, change: Change) -> bytes | None:
    return None if change.id is None else blot.row(change.table, change.id, change.new)


def _rewrite_copies(engine: Engine, blot: Blot) -> int:
    files, places = engine.files, engine.places
    count = 0
    for name in files.listdir(places.backups):
        path = places.backups / name
        data = files.read(path)
        kept = _journal_copy(data, blot) if name.endswith(".journal") else _plan_copy(data, path, blot)
        if kept == data:
            continue
        count += 1
        if kept is None:
            files.unlink(path)
        else:
            write_anew(files, path, kept)
    return count


def _plan_copy(data: bytes, path: Path, blot: Blot) -> bytes | None:
    """A copy of a data file without them; None for one that cannot be read and names them."""
    try:
        content = parse(data, path, "", distrust=False)
        rows = [(name, table, table.sorted_rows()) for name, table in content.tables.items()]
    except BadInput:
        return None if blot.named_in(data) else data
    # A copy may come from another machine and number people otherwise: what is learned in it holds for it alone.
    blot = Blot(blot.marks)
    changed = False
    for _ in range(2):
        for name, _, documents in rows:
            for id, row in documents:
                blot.learn(name, id, bytes(row))
    for name, table, documents in rows:
        for id, row in documents:
            old = bytes(row)
            new = blot.row(name, id, old)
            if new != old:
                table.set(id, new)
                changed = True
    for name, value in content.loose.items():
        if blot.named_in(value):
            content.loose[name] = blot.loose(value) or b"null"
            changed = True
    return compose(content.tables.values(), content.loose, content.meta if content.has_meta else None) if changed else data


def _journal_copy(data: bytes, blot: Blot) -> bytes:
    """A journal set aside without them; damaged lines, which nobody can look into, go too."""
    found = scan(data)
    head = b"" if found.header is None else encode_control(found.header)
    new = head + b"".join(_blotted(found.lines, blot))
    plain = head + b"".join(map(encode_set, (line.change_set() for line in found.lines)))
    return data if new == plain and not found.bad and not found.torn else new


def _drop_caches(engine: Engine, blot: Blot) -> None:
    """Pages and texts kept for convenience: theirs go, and so does any that names them."""
    files, folder = engine.files, engine.places.folder
    for name in files.listdir(folder):
        if is_kept(name) or (name == "crash.log" and blot.named_in(files.read(folder / name))):
            files.unlink(folder / name)
    unsaved = folder / "unsaved"
    for name in files.listdir(unsaved):
        match = _UNSAVED.fullmatch(name)
        table = "drafts" if match and match[1] else match[2] if match else ""
        if match and (blot.removed(table, int(match[3])) or blot.named_in(files.read(unsaved / name))):
            files.unlink(unsaved / name)


def _left(engine: Engine, blot: Blot) -> Sequence[Path]:
    """Files that are not this program's to rewrite, such as a sync client's second version, and still name them."""
    files, places = engine.files, engine.places
    found = []
    for folder in (places.folder, places.backups, places.folder / "unsaved"):
        for name in files.listdir(folder):
            path = folder / name
            try:
                if blot.named_in(files.read(path)):
                    found.append(path)
            except OSError:
                continue
    return found
