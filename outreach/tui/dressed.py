"""What every app of the terminal face wears: the user's theme and keys, a plain word to the user, an end that shows nothing private."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import ClassVar

from textual.app import ScreenStackError
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.notifications import Notify

from outreach.clock import Clock
from outreach.errors import BadInput, Exit
from outreach.paths import Paths
from outreach.tui import keymap, themes
from outreach.tui.catalogue import BY_ID
from outreach.tui.cells import shown
from outreach.tui.keyed import told
from outreach.tui.tamed import Tamed

SEVERITY = {"good": "information", "warn": "warning", "bad": "error"}
"""Textual's severities for our tones."""

UNBOUND = "unbound"
"""A key no keyboard has, for an action whose keys were taken away in keys.toml."""


class Dressed(Tamed, inherit_bindings=False):
    """An app themed and keyed as its user wants. Raises BadInput when keys.toml is wrong."""

    PLAN_IS_OPEN: ClassVar[bool] = False
    """Whether there is a plan to go about in."""

    damage: BadInput | None = None
    """A file of the plan turned out not to be readable: no fault of the program, and a case for the rescue screen."""

    def __init__(self, theme: str, paths: Paths, clock: Clock, driver_class: type[Driver] | None) -> None:
        self.themes, self.broken = themes.find(theme, paths.config)
        super().__init__(driver_class=driver_class)
        if self.no_color:
            # Textual's own answer is shades of grey, which are colours too, and black on black in a theme of the terminal's.
            self._filters = [NoColor() if isinstance(one, Monochrome) else one for one in self._filters]
        self.set_class(self.console.color_system == "standard", "-sixteen")
        self._paths = paths
        self._clock = clock
        self.keys = keymap.load(paths.config)
        for known in self.themes.values():
            self.register_theme(themes.built(known))
        self.theme = theme if theme in self.themes else themes.DEFAULT
        self.set_keymap({name: ",".join(keys) or UNBOUND for name, keys in self.keys.items() if keys != BY_ID[name].keys})

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colour roles, so that the style sheets always parse."""
        return themes.variables(self.themes[themes.DEFAULT])

    def refresh_css(self, animate: bool = True) -> None:
        """Wear the theme of the moment. Before the first screen is made the style sheets need no more than its colours.

        Textual would parse them all for it, and once more with that screen's own.
        """
        try:
            _ = self.screen
        except ScreenStackError:
            self.stylesheet.set_variables(self.get_css_variables())
        else:
            super().refresh_css(animate)

    def say(self, sentence: str, tone: str = "good") -> None:
        """A line in a toast, free of markup."""
        self.notify(shown(told(sentence, self.keys)), severity=SEVERITY.get(tone, "information"), timeout=4, markup=False)  # type: ignore[arg-type]

    def _on_notify(self, event: Notify) -> None:
        """What is said again takes the place of itself: a key held down would fill the screen with it. Textual then adds it."""
        again = event.notification
        for said in [one for one in self._notifications if (one.message, one.severity) == (again.message, again.severity)]:
            self._unnotify(said, refresh=False)

    def leave(self, code: int = 0) -> None:
        """End the program with this status."""
        self.exit(code, return_code=code)

    def _keep(self) -> None:
        """Called before the end: an app that holds half-typed words keeps them here."""

    def _fatal_error(self) -> None:
        """A fault of ours: say so without what the plan holds, then stop. A plan that cannot be read is none."""
        from rich.text import Text

        from outreach.crash import place_of, write_report

        error = self._exception or sys.exc_info()[1]
        with suppress(Exception):
            self._keep()
        if isinstance(error, BadInput):
            self.damage = error
            self._return_code = int(error.code)
            self._close_messages_no_wait()
            return
        told = "outreach stopped because of a fault of its own. Everything you saved is on disk."
        if error is not None:
            kept = write_report(error, self._paths.data, self._clock)
            told += f"\nIt was a {type(error).__name__} at {place_of(error)}." + (f" The report is {kept}." if kept else "")
        self._exit_renderables.append(Text(told))
        self._return_code = int(Exit.INTERNAL)
        self._close_messages_no_wait()
