"""The keys of the rescue screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import OutreachError
from outreach.planner import keeping
from outreach.tui.keyed import key_of
from outreach.tui.perform import in_words
from outreach.tui.screens.rescue import RescueScreen

if TYPE_CHECKING:
    from outreach.planner.keeping import BackupRow
    from outreach.tui.rescue import RescueApp
    from outreach.tui.selection import Selection


def _readable(app: RescueApp) -> tuple[RescueScreen, BackupRow] | None:
    """The screen and the backup under its cursor, when that one can be read; says why not."""
    screen = app.screen
    if not isinstance(screen, RescueScreen):
        return None
    if screen.chosen is None:
        app.say(f"There is no backup to choose. {key_of('rescue.where')} says where the files are.", "warn")
        return None
    if isinstance(seen := screen.preview(screen.chosen.path), str):
        app.say(seen, "bad")
        return None
    return screen, screen.chosen


def restore(app: RescueApp, _: Selection) -> None:
    """Go back to the backup under the cursor, after a question."""
    from outreach.tui.screens.dialog import Confirm

    if (found := _readable(app)) is None:
        return
    screen, row = found
    seen = screen.preview(row.path)
    lost = ["the files as they are now are kept in backups/, byte for byte"]
    removed = 0 if isinstance(seen, str) else seen.removed
    if removed:
        lost.append(f"{removed} records that can still be read disappear with it")

    def answered(yes: bool | None) -> None:
        if not yes:
            return
        try:
            app.restored = keeping.restore(app.paths, app.clock, Path(row.path), losing=removed)
        except (OutreachError, OSError) as error:
            app.say(in_words(error) if isinstance(error, OutreachError) else str(error.strerror), "bad")
        else:
            app.leave(0)

    app.push_screen(Confirm(f"Go back to the backup of {row.made[:16]}?", lost, yes="Restore", no="Leave it"), answered)


def look(app: RescueApp, _: Selection) -> None:
    """Open a copy of the backup under the cursor, read-only."""
    if (found := _readable(app)) is not None:
        app.look_into = Path(found[1].path)
        app.leave(0)


def where(app: RescueApp, _: Selection) -> None:
    """Say where the files are and how big."""
    from outreach.tui.screens.dialog import Reading
    from outreach.tui.screens.rescue import size_words
    from outreach.tui.widgets.lines import Paragraph
    from outreach.tui.widgets.rows import Cell, cell

    out: list[Paragraph] = []
    for label, path in keeping.places(app.paths):
        size = size_words(Path(path).stat().st_size) if Path(path).is_file() else ""
        out.append((Cell(f"{label:<14}", "quiet"), cell(path), Cell(f"  {size}", "quiet")))
    app.push_screen(Reading("Where the files are", out, hang=14))


def leave(app: RescueApp, _: Selection) -> None:
    """Leave everything as it is."""
    app.leave()
