"""The composition root of the terminal face: one app, one plan, one way to do anything."""

# ruff: noqa: E402 - the collector and the frame rate must be set before anything heavy is imported
from __future__ import annotations

import gc

gc.disable()

from outreach.tui import environment

environment.prepare()

import asyncio
import signal
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from outreach.tui.catalogue import BY_ID
from outreach.tui.inturn import InTurn
from outreach.tui.leaving import Leaving
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.once import LeftOnce
from outreach.tui.widgets.virtual_list import VirtualList

PULSE = 0.5
"""Seconds between two looks at what other processes wrote: two file look-ups when that is nothing, and shown within a second."""


class OutreachApp(InTurn, Leaving, inherit_bindings=False):
    """The terminal program on one open plan."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "outreach"
    CSS_PATH = ["app.tcss", "screens/main.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "perform('screen.neutral')", show=False, priority=True),
        Binding("ctrl+q", "perform('go.out')", show=False, priority=True),
        Binding("ctrl+o", "perform('go.jump')", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
        Binding("ctrl+c", "say('ctrl+q leaves. Everything is saved already.')", show=False),
    ]

    def get_default_screen(self) -> Screen[None]:
        """The main screen is the first; no empty one is drawn before it."""
        return MainScreen(self.size)

    def on_mount(self) -> None:
        """Hear of changes, of the clock and of the system's wish to stop."""
        self.planner.subscribe(self._plan_changed)
        self.app_resume_signal.subscribe(self, self._taken_up_again)
        self.day = self.planner.clock.today()
        self.set_interval(PULSE, self._pulse)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            with_code = 128 + number
            asyncio.get_running_loop().add_signal_handler(number, self.leave, with_code)
        for name, keys in self.keys.items():
            if keys and not BY_ID[name].keys:
                self.bind(",".join(keys), f"perform({name!r})", show=False)
        self.call_after_refresh(self._painted)

    def _taken_up_again(self, _: object) -> None:
        """Back from the shell: the terminal has forgotten what was drawn, and days may have passed."""
        self.screen.refresh(layout=True)
        self._pulse()

    def _painted(self) -> None:
        gc.freeze()
        gc.enable()
        self.main.complete()
        for sentence in [*self.broken, *self.planner.views.status().notices]:
            self.say(sentence, "warn")
        if not self.planner.views.companies(include_closed=True):
            from outreach.tui.commands.go import welcome

            welcome(self)
        self.stands()

    def _pulse(self) -> None:
        if self.hold_refresh:
            return
        self.attempt(self.planner.refresh, once=True)
        if self.day != self.planner.clock.today():
            self.day = self.planner.clock.today()
            self.main.refresh_tables(None)

    def _plan_changed(self, tables: frozenset[str], label: str) -> None:
        if not self.is_running:  # what others wrote while the program was left is told once more before the plan is closed
            return
        self.lens.forget()
        if "settings" in tables and (chosen := self.planner.recall("theme")) in self.themes:
            self.theme = chosen
        if self.hold_refresh:
            return
        front = self.screen
        if isinstance(front, ModalScreen) or front is self.main:
            self.main.refresh_tables(tables)
        else:
            self.main.missed |= tables
        for screen in self.screen_stack:
            if isinstance(screen, LeftOnce):
                screen.look_again()

    async def perform(self, name: str) -> bool:
        """Do an action by its id; False when it is off or failed, after saying why."""
        from outreach.tui.perform import perform

        return await perform(self, name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a list is being narrowed, the key that starts it is a letter like any other; a screen not up yet takes none."""
        if action == "perform" and isinstance(self.screen, LeftOnce) and not self.screen.stands:
            return False
        narrowing = isinstance(self.focused, VirtualList) and self.focused.narrowing
        return not (action == "perform" and parameters == ("list.filter",) and narrowing)

    async def action_perform(self, name: str) -> None:
        """What every key is bound to."""
        await self.perform(name)

    def action_say(self, sentence: str) -> None:
        """Say something in a toast."""
        self.say(sentence)
