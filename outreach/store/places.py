"""Where a plan's files are: the data file, the address book, the journal and what stands beside them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from outreach.store.records import SIDE_TABLES


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """The files one journal covers."""

    folder: Path
    """Holds journal, lock and history, even when the data file is a symlink elsewhere."""
    main: Path
    """The TinyDB file."""
    side: Path | None
    """A second TinyDB file under the same journal, read only when one of its tables is asked for."""
    side_tables: frozenset[str]
    meta: bool
    """Whether the main file carries a ``meta`` table; a bare TinyDB file does not."""
    journal: Path
    """Acknowledged changes since the last checkpoint."""
    lock: Path
    """Held for one commit; never replaced or removed."""
    history: Path
    """Change sets of earlier checkpoints, for undo."""
    forgotten: Path
    """Whom not to take in again, as salted hashes."""
    backups: Path
    """Copies made before risky work, and damaged files set aside."""


def plan_places(folder: Path) -> Places:
    """The files of a plan in its data folder."""
    return _around(folder / "outreach.json", side=folder / "network.json", side_tables=SIDE_TABLES, meta=True)


def single_file(path: Path) -> Places:
    """A bare TinyDB file with a journal beside it."""
    return _around(path, side=None, side_tables=frozenset(), meta=False)


def _around(main: Path, *, side: Path | None, side_tables: frozenset[str], meta: bool) -> Places:
    return Places(
        folder=main.parent,
        main=main,
        side=side,
        side_tables=side_tables,
        meta=meta,
        journal=main.with_suffix(".journal"),
        lock=main.with_suffix(".lock"),
        history=main.with_suffix(".history"),
        forgotten=main.with_name("forgotten.json"),
        backups=main.parent / "backups",
    )
