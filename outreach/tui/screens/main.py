"""The main screen: a header line, one page at a time, a footer. Pages are made when first visited."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from outreach.planner.rows import StatusRow
from outreach.tui.actions import key_shown, outward
from outreach.tui.binding import bindings_for
from outreach.tui.catalogue import BY_ID, LISTED, offered
from outreach.tui.screens.page import Page
from outreach.tui.screens.plan import PlanPage
from outreach.tui.selection import Selection
from outreach.tui.widgets.chrome import Header, Hint, Hints
from outreach.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp

NARROWING = (Hint("", "type", "to narrow"), Hint("", "↑↓", "move"), Hint("", "enter", "keep"), Hint("", "esc", "clear"))


class Stage(Widget):
    """The place of the pages, all of which the one in front covers."""

    BLANK = True


def too_small(size: Size) -> bool:
    """Whether a terminal has room for one message only."""
    return size.width < 60 or size.height < 18


def classes_for(size: Size) -> list[str]:
    """The classes a screen of that size will have, so that its first frame is laid out like the second."""
    bounds = (MainScreen.HORIZONTAL_BREAKPOINTS, size.width), (MainScreen.VERTICAL_BREAKPOINTS, size.height)
    fitting = [max((least, name) for least, name in points if least <= cells)[1] for points, cells in bounds]
    return [*fitting, *(["-too-small"] if too_small(size) else [])]


def wanting(size: Size) -> str:
    """What a terminal that is too small is told."""
    return f"This terminal is {size.width} × {size.height}.\noutreach needs 60 × 18.\n\nEverything is saved; ctrl+q quits."


class MainScreen(Screen[None]):
    """Header, page, footer."""

    BLANK = True

    BINDINGS: ClassVar = bindings_for("everywhere")
    HORIZONTAL_BREAKPOINTS = [(0, "-small"), (60, "-narrow"), (100, "-wide"), (160, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (18, "-low"), (30, "-high")]

    missed: frozenset[str] = frozenset()
    """Tables that changed while a desk or the editor covered all of it."""

    def __init__(self, size: Size) -> None:
        super().__init__(id="_default", classes=" ".join(classes_for(size)))
        self._styled = True
        """Its widgets have the styles they were mounted with a moment ago, for a screen of this very size."""

    def compose(self) -> ComposeResult:
        """Header, page, footer; and the words for a terminal that is too small."""
        yield Header()
        with Stage(id="stage"):
            yield PlanPage()
        yield Hints()
        yield Static(wanting(self.app.size), id="too-small", markup=False)

    @property
    def outreach(self) -> OutreachApp:
        """The app."""
        return cast("OutreachApp", self.app)

    @property
    def page(self) -> Page:
        """The page in front."""
        return next(page for page in self.query(Page) if page.display)

    def on_mount(self) -> None:
        """Put the cursor into the companies and follow the focus."""
        self.query_one(PlanPage).go("companies")
        self.watch(self, "focused", self._focus_moved, init=True)
        planner = self.outreach.planner
        store = planner.store
        first = StatusRow(today=planner.clock.today(), due=0, companies=0, saved=store.saved, read_only=store.read_only, notices=())
        self.query_one(Header).tell(status=first)

    def complete(self) -> None:
        """The first paint is out: fill in what took longer."""
        self.query_one(PlanPage).complete()
        self.tell_status()

    def come_forward(self) -> None:
        """Take away what lies over this screen."""
        while self.app.screen is not self:
            self.app.pop_screen()

    async def show_page(self, kind: type[Page]) -> Page:
        """Bring a page in front of all else, making it when it was never seen."""
        self.come_forward()
        wanted = next(iter(self.query(kind)), None)
        with self.app.batch_update():
            if wanted is None:
                wanted = kind()
                wanted.display = False
                await self.query_one("#stage").mount(wanted)
            elif wanted.stale:
                wanted.reload(wanted.stale)
            wanted.stale = frozenset()
            for page in self.query(Page):
                page.display = page is wanted
            self.set_focus(wanted.focus_target())
        self.query_one(Header).tell(page=kind.NAME)
        return wanted

    def refresh_tables(self, tables: frozenset[str] | None) -> None:
        """Some tables changed: the page in front looks again now, the others when they come in front."""
        for page in self.query(Page):
            if page.display:
                page.reload(tables)
            else:
                page.stale |= (
                    tables if tables is not None else frozenset({"companies", "people", "steps", "drafts", "evidence", "contacts"})
                )
        self.tell_status()
        self.offer_hints()

    def tell_status(self, trouble: str | None = None) -> None:
        """Say what is due and whether all is saved."""
        status = self.outreach.planner.views.status()
        self.query_one(Header).tell(status=status, trouble="" if trouble is None and status.saved else trouble)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """In sight, or again: look at what changed meanwhile. Styles are worked out anew for all but the first frame, which just was."""
        if self._styled:
            event.refresh_styles = self._styled = False
        missed, self.missed = self.missed, frozenset()
        if missed:
            self.refresh_tables(missed)

    def selection(self) -> Selection:
        """What the page in front has under its cursor."""
        return self.page.selection()

    def _focus_moved(self, focused: Widget | None) -> None:
        for listing in self.query(VirtualList):
            if listing is focused and not getattr(listing, "_followed", False):
                listing._followed = True  # type: ignore[attr-defined]
                self.watch(listing, "narrowing", self.offer_hints, init=False)
        self.offer_hints()

    def offer_hints(self) -> None:
        """Fill the footer for where the focus is."""
        focused = self.focused
        hints = self.query_one(Hints)
        if isinstance(focused, VirtualList) and focused.narrowing:
            hints.offer(NARROWING)
            return
        keys = self.outreach.keys
        scope = self.page.selection().scope
        reach = [*outward(scope), *(("list",) if scope in LISTED else ())]
        found = {action.id: action for place in reach for action in offered(place) if action.hint}
        order = sorted(found.values(), key=lambda action: action.hint)
        shown = [Hint(action.id, key_shown(keys[action.id][0]), action.label) for action in order if keys[action.id]]
        palette = keys["go.palette"]
        hints.offer(shown, Hint("go.palette", key_shown(palette[0]), BY_ID["go.palette"].label) if palette else None)

    def on_resize(self, event: events.Resize) -> None:
        """Below 60 × 18 there is room for one message only."""
        small = too_small(event.size)
        if small:
            self.query_one("#too-small", Static).update(wanting(event.size))
        self.set_class(small, "-too-small")

    @on(Header.Picked)
    async def _tab_clicked(self, message: Header.Picked) -> None:
        await self.outreach.perform(f"go.{message.page}")

    @on(Hints.Picked)
    async def _hint_clicked(self, message: Hints.Picked) -> None:
        await self.outreach.perform(message.action)

    @on(VirtualList.Chosen)
    async def _row_chosen(self, message: VirtualList.Chosen) -> None:
        scope = self.page.selection().scope
        for action in offered(scope):
            if "enter" in action.keys:
                await self.outreach.perform(action.id)
