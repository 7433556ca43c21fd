"""The rescue screen: why the plan cannot be read, and the backups one can look into or go back to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical

from outreach.domain.saying import plural
from outreach.errors import OutreachError
from outreach.planner import keeping
from outreach.planner.keeping import BackupRow, RestorePreview, TableChange
from outreach.planner.words import day_long
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.screens.list_desk import MOTIONS, ListDesk
from outreach.tui.widgets.chrome import Hints
from outreach.tui.widgets.lines import BREAK, Lines, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, Column, Heading, cell
from outreach.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from outreach.tui.rescue import RescueApp

UPDATE = "Update outreach: the version that wrote this plan opens it as it is. Going back to a backup loses what was done since."
"""What a plan that is newer than the program needs."""

TOLD = 6
"""Tables counted beneath the list."""


class RescueScreen(ListDesk):
    """Damage above, backups in the middle, what one of them holds beneath."""

    SCOPE = "rescue"
    NAME = "The plan cannot be read"
    COLUMNS = (
        Column(21),
        Column(least=12, weight=1, drop=2),
        Column(13, right=True),
        Column(9, right=True, drop=1),
        Column(17, drop=3),
    )
    EMPTY = Blank(
        "No backup has been made yet.",
        (f"The files stay as they are. {key_of('rescue.where')} says where they are, so that you can keep a copy or mend them.",),
    )
    BINDINGS: ClassVar = [*bindings_for("rescue"), *MOTIONS]
    CSS_PATH: ClassVar = ["desk.tcss", "list_desk.tcss", "rescue.tcss"]

    def compose(self) -> ComposeResult:
        """What is wrong, the backups, what one holds, the footer."""
        with Vertical(id="desk"):
            yield Lines(id="damage", hang=0)
            yield VirtualList(self.COLUMNS, self.paint, empty=self.EMPTY, id="desk-list")
            yield Lines(id="matter", hang=2)
        yield Hints()

    @property
    def rescue(self) -> RescueApp:
        """The app."""
        return cast("RescueApp", self.app)

    def on_mount(self) -> None:
        """Say what is wrong."""
        newer: list[Paragraph] = [(Cell(UPDATE, "ink", bold=True),), BREAK] if self.rescue.newer else []
        self.set_class(self.rescue.newer, "-newer")
        self.query_one("#damage", Lines).show(
            [
                (cell(self.rescue.wrong, "bad", bold=True),),
                BREAK,
                *newer,
                (Cell("Nothing was changed: every file stays byte for byte as it is until you go back to a backup.", "quiet"),),
            ]
        )

    @cached_property
    def rows(self) -> dict[str, BackupRow]:
        """The backups by path, newest first."""
        return {row.path: row for row in keeping.backups(self.rescue.paths.data)}

    @cached_property
    def _seen(self) -> dict[str, RestorePreview | str]:
        return {}

    def preview(self, path: str) -> RestorePreview | str:
        """What going back to a backup would do, or why it cannot be read; read once."""
        if path not in self._seen:
            try:
                self._seen[path] = keeping.preview(self.rescue.paths.data, Path(path))
            except OutreachError as error:
                self._seen[path] = str(error)
        return self._seen[path]

    @property
    def chosen(self) -> BackupRow | None:
        """The backup under the cursor."""
        return self.rows.get(str(self.body.highlighted))

    def gather(self) -> None:
        """The backups do not change while one looks."""

    def draw(self) -> None:
        """Show them, and without any only the keys that need none."""
        super().draw()
        if not self.rows:
            self.query_one(Hints).offer([hint for hint in self._hints if hint.action == "rescue.where"], self._way_out)

    def keys(self) -> list[Hashable]:
        """Newest first."""
        return list(self.rows)

    def paint(self, key: Hashable) -> tuple[Cell, ...]:
        """When, why, how many records, how big, whether the address book is kept with it."""
        row = self.rows[str(key)]
        made = dt.datetime.fromisoformat(row.made)
        return (
            cell(f"{day_long(made.date())} {made:%H:%M}"),
            cell(row.reason, "quiet"),
            cell(plural(row.records, "record")),
            cell(size_words(row.size), "quiet"),
            cell("with address book" if row.address_book else "", "quiet"),
        )

    def detail(self, key: Hashable) -> list[Paragraph]:
        """What it holds, and what going back would mean."""
        row = self.rows[str(key)]
        seen = self.preview(row.path)
        if isinstance(seen, str):
            return [Heading(row.name, "ink"), (Cell("! ", "bad", bold=True), cell(seen))]
        if seen.damage:
            fullest = sorted((table for table in seen.tables if table.added), key=lambda table: -table.added)[:TOLD]
            held = " · ".join(f"{table.table} {table.added:,}" for table in fullest)
            said = "It takes the place of the files as they are, which are set aside in backups/, byte for byte."
            return [Heading(row.name, "ink"), (cell(held, "ink"),), (Cell(said, "quiet"),)]
        changes = " · ".join(f"{table.table} {_change(table)}" for table in seen.tables)
        return [Heading(row.name, "ink"), (cell(changes or "the plan holds what this backup holds"),)]

    def progress(self) -> str:
        """How many there are."""
        return plural(len(self.rows), "backup")

    def choose(self) -> str:
        """A double click asks to go back."""
        return "rescue.restore"


def _change(table: TableChange) -> str:
    counts = ((table.added, "come back"), (table.changed, "change back"), (table.removed, "go"))
    return ", ".join(f"{count:,} {word}" for count, word in counts if count)


def size_words(size: int) -> str:
    """Bytes as people read them: ``812 B``, ``15.2 kB``, ``9.8 MB``."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
