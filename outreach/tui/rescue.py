"""The program on a plan that cannot be read: nothing is written until the user chooses a backup to go back to."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.binding import Binding, BindingType
from textual.screen import Screen

from outreach.clock import Clock
from outreach.config import Config
from outreach.errors import BadInput, Exit, NewerVersion
from outreach.paths import Paths
from outreach.planner import Planner, keeping, open_planner
from outreach.tui.dressed import Dressed
from outreach.tui.keyed import key_of
from outreach.tui.screens.rescue import RescueScreen
from outreach.tui.selection import Selection

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp


class RescueApp(Dressed, inherit_bindings=False):
    """One screen: what is wrong, the backups, and the ways on."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "outreach"
    CSS_PATH = ["app.tcss", "screens/desk.tcss", "screens/list_desk.tcss", "screens/rescue.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "perform('rescue.leave')", show=False, priority=True),
        Binding("ctrl+c", "perform('rescue.leave')", show=False),
    ]

    def __init__(self, paths: Paths, clock: Clock, config: Config, damage: str, *, newer: bool = False) -> None:
        from outreach.tui.terminal import driver

        super().__init__(config.theme, paths, clock, driver())
        self.paths = paths
        self.clock = clock
        self.config = config
        plan = keeping.places(paths)[0][1]
        self.wrong = damage if str(paths.data) in damage else f"{plan}: {damage}"
        """What is wrong, in one line."""
        self.newer = newer
        """Nothing is damaged: a later version of the program wrote the plan, and opens it."""
        self.restored: keeping.Restored | None = None
        """The backup that was put in place, once it is."""
        self.look_into: Path | None = None
        """A backup the user wants to look into."""

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        return RescueScreen(id="_default")

    def on_mount(self) -> None:
        """Hear of the system's wish to stop."""
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            asyncio.get_running_loop().add_signal_handler(number, self.leave, 128 + number)

    def selection(self) -> Selection:
        """Nothing of the plan can be selected."""
        return Selection(scope="rescue", read_only=True)

    def leave(self, code: int = int(Exit.BAD_INPUT)) -> None:
        """Go, with the status of a damaged plan unless told another."""
        super().leave(code)

    async def perform(self, name: str) -> bool:
        """Do an action by its id."""
        noun, _, verb = name.partition(".")
        if noun in {"rescue", "list"} or name in {"go.help", "screen.redraw"}:
            getattr(import_module(f"outreach.tui.commands.{noun}"), verb)(self, self.selection())
        return True

    async def action_perform(self, name: str) -> None:
        """What every key is bound to."""
        await self.perform(name)


class Rescue(msgspec.Struct, frozen=True):
    """How a rescue ended."""

    restored: keeping.Restored | None
    """The backup that is in place now; None when the user left without one."""
    code: int
    """The exit status, when nothing was restored."""


def rescue(paths: Paths, clock: Clock, config: Config, damage: BadInput) -> Rescue:
    """Show what is wrong until the user restored a backup or left; looking into backups in between."""
    while True:
        app = RescueApp(paths, clock, config, str(damage.message), newer=isinstance(damage, NewerVersion))
        app.run()
        if app.look_into is None:
            return Rescue(app.restored, int(app.return_code or 0))
        look_inside(app.look_into, paths, clock, config)


def look_inside(backup: Path, paths: Paths, clock: Clock, config: Config) -> None:
    """Open a copy of a backup read-only, beside the plan and not in its place; the copy is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="outreach-look-") as folder:
        keeping.lay_out(backup, Path(folder))
        planner = open_planner(Paths(data=Path(folder), config=paths.config), clock, config, read_only=True)
        try:
            looking_app(planner, backup).run()
        finally:
            planner.close()


def looking_app(planner: Planner, backup: Path) -> OutreachApp:
    """The screens on a backup, saying what they show."""
    from outreach.tui.app import OutreachApp
    from outreach.tui.terminal import driver

    app = OutreachApp(planner, driver_class=driver())
    app.broken.append(f"This is the backup {backup.name}, to look at only. {key_of('go.back')} goes back.")
    return app
