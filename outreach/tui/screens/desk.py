"""A desk: one thing at a time, one key each. Triage and the questions are desks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from outreach.tui.actions import key_shown
from outreach.tui.binding import anywhere
from outreach.tui.catalogue import offered
from outreach.tui.screens.cover import Cover
from outreach.tui.selection import Selection
from outreach.tui.widgets.chrome import Hint, Hints
from outreach.tui.widgets.lines import Lines, Paragraph
from outreach.tui.widgets.rows import Blank

if TYPE_CHECKING:
    from outreach.planner import Planner
    from outreach.tui.app import OutreachApp


class Desk(Cover[None]):
    """A titled box with what is to be judged, and the keys beneath."""

    SCOPE: ClassVar[str] = ""
    NAME: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = anywhere("go.help", "screen.neutral", "go.jump")
    CSS_PATH: ClassVar = ["desk.tcss"]

    def compose(self) -> ComposeResult:
        """The box and the footer."""
        with Vertical(id="desk"):
            yield Lines(id="matter", focus=True, hang=2)
        yield Hints()

    @property
    def outreach(self) -> OutreachApp:
        """The app."""
        return cast("OutreachApp", self.app)

    @property
    def planner(self) -> Planner:
        """The open plan."""
        return self.outreach.planner

    def on_mount(self) -> None:
        """Gather what is to be judged, and show the first."""
        keys = self.outreach.keys
        actions = sorted((action for action in offered(self.SCOPE) if action.hint), key=lambda action: action.hint)
        leave = next(action for action in offered(self.SCOPE) if action.id.endswith(".leave"))
        self._hints = [Hint(action.id, key_shown(keys[action.id][0]), action.label) for action in actions if keys[action.id]]
        self._way_out = Hint(leave.id, key_shown(keys[leave.id][0]), leave.label)
        self.query_one("#matter").focus()
        self.gather()
        self.draw()

    @on(Hints.Picked)
    async def _hint_clicked(self, message: Hints.Picked) -> None:
        await self.outreach.perform(message.action)

    def selection(self) -> Selection:
        """Desks act on what lies on them, not on a selection; what is opened from them may be about the company beneath."""
        beneath = self.outreach.main.selection()
        return Selection(scope=self.SCOPE, company=beneath.company, read_only=self.planner.store.read_only)

    def gather(self) -> None:
        """Ask the planner what is to be judged."""
        raise NotImplementedError

    def matter(self) -> tuple[str, list[Paragraph]]:
        """Progress in words, and what lies on the desk."""
        raise NotImplementedError

    def nothing(self) -> Blank | None:
        """What to say when nothing lies on the desk; None when something does."""
        return None

    def draw(self) -> None:
        """Show what lies on the desk, and only the keys that have something to act on."""
        blank = self.nothing()
        progress, paragraphs = self.matter() if blank is None else ("", [])
        about = Content.styled(f"  {progress}" if progress else "", "$quiet")
        self.query_one("#desk").border_title = cast(str, Content.assemble(Content.styled(self.NAME, "bold $accent"), about))
        self.query_one(Hints).offer(self._hints if blank is None else (), self._way_out)
        matter = self.query_one("#matter", Lines)
        if blank is None:
            matter.show(paragraphs)
        else:
            matter.say(blank)
