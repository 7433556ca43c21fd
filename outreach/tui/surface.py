"""What every screen may ask of the app: the plan, the lens, the theme files, a word to the user."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.driver import Driver

from outreach.errors import NotSaved, OutreachError
from outreach.tui import themes
from outreach.tui.dressed import Dressed
from outreach.tui.keyed import told
from outreach.tui.lens import Lens
from outreach.tui.perform import in_words
from outreach.tui.screens.main import MainScreen
from outreach.tui.selection import Selection
from outreach.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from outreach.planner import Planner


class Surface(Dressed, inherit_bindings=False):
    """An app on one open plan."""

    PLAN_IS_OPEN = True

    def __init__(self, planner: Planner, *, private: bool = False, driver_class: type[Driver] | None = None) -> None:
        super().__init__(planner.recall("theme") or planner.config.theme, planner.paths, planner.clock, driver_class)
        self.planner = planner
        self.lens = Lens(self._names, private=private or planner.config.private)
        self._said_last = ""
        self.ready = False
        """The first paint is out and what took longer is filled in."""
        self.hold_refresh = False
        """An import is at work in a thread: the plan is not to be touched meanwhile."""

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

    def selection(self) -> Selection:
        """What the screen in front has under its cursor."""
        front = self.screen
        return front.selection() if hasattr(front, "selection") else self.main.selection()

    def say(self, sentence: str, tone: str = "good") -> None:
        """A line in a toast, free of markup; nothing is said over the neutral screen."""
        if self.screen.id != "neutral":
            super().say(self.lens.text(told(sentence, self.keys)), tone)

    def attempt(self, do: Callable[[], object], *, once: bool = False) -> None:
        """Do something outside of a key press, and say what went wrong; with ``once``, the same thing is not said twice in a row."""
        try:
            do()
        except OutreachError as error:
            if not once or str(error) != self._said_last:
                self.complain(error)
            self._said_last = str(error)
        else:
            self._said_last = ""

    def complain(self, error: OutreachError) -> None:
        """Say an error, and keep it in sight when it means that a change is not on disk."""
        self.say(in_words(error), "bad")
        if isinstance(error, NotSaved):
            self.main.tell_status(trouble=error.message)

    def clear_marks(self) -> None:
        """A bulk command is done: unmark its rows."""
        for listing in self.main.query(VirtualList):
            listing.clear_marks()

    def _names(self) -> list[str]:
        companies = [row.name for row in self.planner.views.companies(include_closed=True)]
        return companies + [label for _, label in self.planner.completions_person("")]
