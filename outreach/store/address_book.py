"""Putting a damaged address book back from a backup, with the plan itself left as it is."""

from __future__ import annotations

from pathlib import Path

from outreach.clock import Clock
from outreach.errors import BadInput, NotFound, NotSaved
from outreach.store.backup import network_copy, set_aside
from outreach.store.datafile import parse
from outreach.store.files import Files, real, write_anew
from outreach.store.journal import scan
from outreach.store.lock import Lock
from outreach.store.places import plan_places


def rescue_address_book(folder: Path, backup: Path, clock: Clock, files: Files | None = None) -> list[Path]:
    """Replace network.json by the copy that goes with ``backup``; what is there is set aside first. Returns the copies set aside.

    Changes still in the journal are laid over it when it is read. Raises NotFound when that backup has no address book, BadInput when
    it is damaged itself, Busy, NotSaved.
    """
    files = files or Files()
    places = plan_places(folder)
    assert places.side is not None
    copy = network_copy(backup)
    try:
        data = files.read(copy)
    except FileNotFoundError:
        raise NotFound(f"{backup.name} has no address book beside it", next_step="choose a backup that has one") from None
    except OSError as error:
        raise BadInput(f"{copy} cannot be read: {error.strerror}", next_step="choose another backup") from None
    parse(data, copy, "choose another backup")
    lock = Lock(places, files)
    try:
        lock.acquire()
        try:
            aside = set_aside(files, places, "damaged", clock.now())
            write_anew(files, real(places.side), data)
            _unbind(files, places.journal)
        finally:
            lock.release()
    except OSError as error:
        raise NotSaved(f"the address book could not be put in place: {error.strerror}") from error
    return aside


def _unbind(files: Files, journal: Path) -> None:
    """A journal without changes only says which files it belonged to, which is no longer so."""
    try:
        found = scan(files.read(journal))
    except FileNotFoundError:
        return
    if not found.lines and not found.bad:
        files.unlink(journal)
