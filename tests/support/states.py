"""Every screen of the terminal face and every state worth looking at: which keys lead there, on which plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from support.screens import typed

from outreach.errors import NotSaved
from outreach.text import clean
from outreach.tui.screens.bringing_in import BringIn

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from outreach.tui.app import OutreachApp

ARCHIVE = Path(__file__).parents[1] / "fixtures" / "Complete_LinkedInDataExport_10-06-2026.zip"

PASTE = "paste:"
"""What starts a step that is pasted, not pressed."""


class State(msgspec.Struct, frozen=True):
    """One look of the program."""

    keys: tuple[str, ...] = ()
    """Pressed one after the other; ``paste:…`` puts a text in at once."""
    plan: str = "usual"
    """``usual``, ``empty`` (nothing in it), ``idle`` (nothing due) or ``locked`` (read-only)."""
    private: bool = False
    then: Callable[[OutreachApp], None] | None = None
    """What no key can bring about."""
    size: tuple[int, int] | None = None
    """The one size this state is about."""


def _unsaved(app: OutreachApp) -> None:
    app.complain(NotSaved("no space left on the disk", next_step="make room; it is tried again"))


def _reading(app: OutreachApp) -> None:
    screen = app.screen
    assert isinstance(screen, BringIn)
    screen._work("Reading", None)
    screen._show_progress("Connections.csv", 12_000, 30_000)


def _notices(app: OutreachApp) -> None:
    app.say("Logged: a reply from Ana Ruiz. u takes it back.")
    app.say("The plan was changed in another window; this one follows.", "warn")
    app.say("Tom Okafor works where you work: outreach keeps quiet there.", "bad")


STATES: dict[str, State] = {
    "plan": State(),
    "plan-insiders": State(("2", "j")),
    "plan-draft": State(("3",)),
    "plan-followups": State(("4",)),
    "plan-zoom": State(("2", "z")),
    "plan-filter": State(("slash", "h", "o")),
    "plan-no-match": State(("slash", "q", "q")),
    "plan-marked": State(("2", "x", "x")),
    "plan-toasts": State(then=_notices),
    "plan-unsaved": State(then=_unsaved),
    "plan-locked": State(plan="locked"),
    "plan-private": State(("2",), private=True),
    "today": State(("t",)),
    "today-draft": State(("t", "j", "j", "j")),
    "today-idle": State(("t",), plan="idle"),
    "today-empty": State(("escape", "t"), plan="empty"),
    "network": State(("n",)),
    "network-filter": State(("n", "slash", "a", "r")),
    "network-empty": State(("escape", "n"), plan="empty"),
    "insights": State(("S",)),
    "insights-empty": State(("escape", "S"), plan="empty"),
    "inbound": State(("B",)),
    "inbound-empty": State(("escape", "B"), plan="empty"),
    "triage": State(("i",)),
    "triage-done": State(("escape", "i"), plan="empty"),
    "questions": State(("Q",)),
    "suggestions": State(("I", PASTE + str(ARCHIVE), "enter", "enter", "escape", "N")),
    "suggestions-empty": State(("N",)),
    "day-one": State(("A",)),
    "lists": State(("L",)),
    "list-recommendations": State(("L", "j", "enter")),
    "list-links-empty": State(("escape", "L", "j", "j", "j", "j", "enter"), plan="empty"),
    "list-teachers": State(("L", "G", "k", "k", "k", "k", "enter")),
    "list-reputation": State(("L", "G", "enter", "x", "x")),
    "drill": State(("W",)),
    "drill-records": State(("W", "enter")),
    "preflight": State(("F",)),
    "research": State(("r", "space")),
    "kit": State(("2", "f")),
    "ways-in": State(("b",)),
    "forecast": State(("C",)),
    "budget": State(("dollar_sign",)),
    "talk-questions": State(("Y",)),
    "wordings": State(("2", "3", "R")),
    "history": State(("H",)),
    "card": State(("2", "enter")),
    "card-asking": State(("2", "enter", "G")),
    "company-card": State(("c",)),
    "why-step": State(("4", "enter")),
    "help": State(("2", "question_mark")),
    "palette": State(("colon",)),
    "palette-search": State(("colon", "s", "n", "o")),
    "theme": State(("ctrl+t",)),
    "neutral": State(("0",)),
    "jumping": State(("comma",)),
    "jumping-today": State(("t", "comma")),
    "form-company": State(("a",)),
    "form-company-edit": State(("e",)),
    "form-company-more": State(("M",)),
    "form-opening": State(("O",)),
    "form-person": State(("2", "a")),
    "form-person-edit": State(("2", "e")),
    "form-person-more": State(("2", "M")),
    "form-evidence": State(("2", "v")),
    "form-log": State(("2", "l")),
    "form-step": State(("4", "a")),
    "form-snooze": State(("4", "s")),
    "form-refused": State(("4", "s", "ctrl+u", PASTE + "soonish", "enter")),
    "form-thrown-away": State(("a", PASTE + "Northgate", "escape")),
    "triage-menu": State(("2", "T")),
    "export": State(("E",)),
    "confirm": State(("d",)),
    "editor": State(("2", "w")),
    "editor-findings": State(("2", "w", PASTE + ", just checking in: are you hiring? Could you refer me, and who else should I ask?")),
    "editor-gap": State(("2", "w", PASTE + ", «hook: what you share»", "ctrl+n")),
    "import": State(("I",)),
    "import-busy": State(("I",), then=_reading),
    "import-preview": State(("I", PASTE + str(ARCHIVE), "enter")),
    "welcome": State(plan="empty"),
    "empty": State(("escape",), plan="empty"),
    "too-small": State(size=(50, 15)),
}
"""By name."""


async def enter(app: OutreachApp, pilot: Pilot[int], state: State) -> None:
    """Bring a running program into a state, and let it come to rest."""
    for key in state.keys:
        if key.startswith(PASTE):
            await typed(pilot, clean(key.removeprefix(PASTE), limit=500))
            continue
        await pilot.press(key)
        await app.workers.wait_for_complete()
    if state.then is not None:
        state.then(app)
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
