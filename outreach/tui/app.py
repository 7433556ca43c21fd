"""The composition root of the terminal face: one app, one plan, one way to do anything."""

# ruff: noqa: E402 - the collector and the frame rate must be set before anything heavy is imported
from __future__ import annotations

import gc

gc.disable()

import os

os.environ.setdefault("TEXTUAL_FPS", "120")

import asyncio
import signal
import sys
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from outreach.errors import BadInput, Exit
from outreach.tui import keymap, themes
from outreach.tui.catalogue import BY_ID
from outreach.tui.cells import shown
from outreach.tui.lens import Lens
from outreach.tui.screens.main import MainScreen
from outreach.tui.selection import Selection
from outreach.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from outreach.planner import Planner

SEVERITY = {"good": "information", "warn": "warning", "bad": "error"}


class OutreachApp(App[int], inherit_bindings=False):
    """The terminal program on one open plan."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "outreach"
    CSS_PATH = ["app.tcss", "screens/main.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "perform('screen.neutral')", show=False, priority=True),
        Binding("ctrl+q", "perform('go.out')", show=False, priority=True),
        Binding("ctrl+c", "say('ctrl+q leaves. Everything is saved already.')", show=False),
    ]

    def __init__(self, planner: Planner, *, private: bool = False, driver_class: type[Driver] | None = None) -> None:
        wanted = planner.recall("theme") or planner.config.theme
        self.themes, self.broken = themes.find(wanted, planner.paths.config)
        super().__init__(driver_class=driver_class)
        self.planner = planner
        self.lens = Lens(self._names, private=private or planner.config.private)
        self.hold_refresh = False
        """An import is at work in a thread: the plan is not to be touched meanwhile."""
        self.keys = keymap.load(planner.paths.config)
        for theme in self.themes.values():
            self.register_theme(themes.built(theme))
        self.theme = wanted if wanted in self.themes else themes.DEFAULT
        self.set_keymap({name: ",".join(keys) for name, keys in self.keys.items() if keys and keys != BY_ID[name].keys})

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colour roles, so that the style sheets always parse."""
        return themes.variables(self.themes[themes.DEFAULT])

    def get_default_screen(self) -> Screen[None]:
        """The main screen is the first; no empty one is drawn before it."""
        return MainScreen(id="_default")

    def reload_themes(self) -> tuple[dict[str, themes.ThemeFile], list[str]]:
        """Read the theme files again, so that one just edited is worn at once; with a sentence for every broken one."""
        self.themes, wrong = themes.load(self.planner.paths.config)
        for theme in self.themes.values():
            self.register_theme(themes.built(theme))
        return self.themes, wrong

    @property
    def main(self) -> MainScreen:
        """The main screen, whatever lies over it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, MainScreen))

    def _names(self) -> list[str]:
        companies = [row.name for row in self.planner.views.companies(include_closed=True)]
        return companies + [label for _, label in self.planner.completions_person("")]

    def on_mount(self) -> None:
        """Hear of changes, of the clock and of the system's wish to stop."""
        self.planner.subscribe(self._plan_changed)
        self.day = self.planner.clock.today()
        self.set_interval(1.0, self._pulse)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            with_code = 128 + number
            asyncio.get_running_loop().add_signal_handler(number, self.leave, with_code)
        for name, keys in self.keys.items():
            if keys and not BY_ID[name].keys:
                self.bind(",".join(keys), f"perform({name!r})", show=False)
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        gc.freeze()
        gc.enable()
        self.main.complete()
        for sentence in [*self.broken, *self.planner.views.status().notices]:
            self.say(sentence, "warn")
        if not self.planner.views.companies(include_closed=True):
            from outreach.tui.commands.go import welcome

            welcome(self)

    def _pulse(self) -> None:
        if self.hold_refresh:
            return
        self.planner.refresh()
        if self.day != self.planner.clock.today():
            self.day = self.planner.clock.today()
            self.main.refresh_tables(None)

    def _plan_changed(self, tables: frozenset[str], label: str) -> None:
        self.lens.forget()
        if not self.hold_refresh:
            self.main.refresh_tables(tables)

    def selection(self) -> Selection:
        """What the screen in front has under its cursor."""
        front = self.screen
        return front.selection() if hasattr(front, "selection") else self.main.selection()

    async def perform(self, name: str) -> bool:
        """Do an action by its id; False when it is off or failed, after saying why."""
        from outreach.tui.perform import perform

        return await perform(self, name)

    async def action_perform(self, name: str) -> None:
        """What every key is bound to."""
        await self.perform(name)

    def action_say(self, sentence: str) -> None:
        """Say something in a toast."""
        self.say(sentence)

    def say(self, sentence: str, tone: str = "good") -> None:
        """A line in a toast, free of markup; nothing is said over the neutral screen."""
        if self.screen.id != "neutral":
            self.notify(shown(self.lens.text(sentence)), severity=SEVERITY.get(tone, "information"), timeout=4, markup=False)  # type: ignore[arg-type]

    def clear_marks(self) -> None:
        """A bulk command is done: unmark its rows."""
        for listing in self.main.query(VirtualList):
            listing.clear_marks()

    def not_saved(self, reason: str) -> None:
        """A change did not reach the disk: say so until one does."""
        self.main.tell_status(trouble=reason)

    def leave(self, code: int = 0) -> None:
        """Keep what is half typed, and go."""
        for screen in self.screen_stack:
            if hasattr(screen, "keep"):
                screen.keep()
        self.exit(code, return_code=code)

    def _fatal_error(self) -> None:
        """A fault of ours: say so without what the plan holds, then stop."""
        from rich.text import Text

        from outreach.crash import place_of, write_report

        error = self._exception or sys.exc_info()[1]
        told = "outreach stopped because of a fault of its own. Everything you saved is on disk."
        if error is not None:
            kept = write_report(error, self.planner.paths.data, self.planner.clock)
            told += f"\nIt was a {type(error).__name__} at {place_of(error)}." + (f" The report is {kept}." if kept else "")
        self._exit_renderables.append(Text(told))
        self._return_code = int(Exit.INTERNAL)
        self._close_messages_no_wait()


def run(planner: Planner, *, private: bool = False) -> int:
    """Run the program on an open plan until the user leaves. Returns the exit status."""
    from outreach.tui.terminal import PatientDriver, refusal

    if reason := refusal():
        print(reason, file=sys.stderr)
        return int(Exit.USAGE)
    try:
        app = OutreachApp(planner, private=private, driver_class=PatientDriver)
    except BadInput as error:
        print(error, file=sys.stderr)
        return int(error.code)
    app.run()
    return int(app.return_code or 0)
