"""Where a plan's files are: the data file, the address book, the journal and what stands beside them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from outreach.store.records import SIDE_TABLES


class Places(msgspec.Struct, frozen=True):
    """The files one journal covers."""

    main: Path
    """The TinyDB file."""
    side: Path | None
    """A second TinyDB file under the same journal, read only when one of its tables is asked for."""
    side_tables: frozenset[str]
    meta: bool
    """Whether the main file carries a ``meta`` table; a bare TinyDB file does not."""

    @property
    def folder(self) -> Path:
        """The folder that holds journal, lock and history, even when the data file is a symlink elsewhere."""
        return self.main.parent

    @property
    def journal(self) -> Path:
        """Acknowledged changes since the last checkpoint."""
        return self.main.with_suffix(".journal")

    @property
    def lock(self) -> Path:
        """Held for one commit; never replaced or removed."""
        return self.main.with_suffix(".lock")

    @property
    def history(self) -> Path:
        """Change sets of earlier checkpoints, for undo."""
        return self.main.with_suffix(".history")

    @property
    def backups(self) -> Path:
        """Copies made before risky work, and damaged files set aside."""
        return self.folder / "backups"


def plan_places(folder: Path) -> Places:
    """The files of a plan in its data folder."""
    return Places(main=folder / "outreach.json", side=folder / "network.json", side_tables=SIDE_TABLES, meta=True)


def single_file(path: Path) -> Places:
    """A bare TinyDB file with a journal beside it."""
    return Places(main=path, side=None, side_tables=frozenset(), meta=False)
