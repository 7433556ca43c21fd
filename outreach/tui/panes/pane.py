"""What the four panes share: a titled round border with a count, an accent when the focus is inside, and a list or a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from outreach.tui.cells import cut, width
from outreach.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from outreach.planner import Planner
    from outreach.tui.app import OutreachApp
    from outreach.tui.lens import Lens

LOWER = ("3 Draft", "4 Follow-ups")
"""Titles of the two panes beneath, which share one place on a narrow screen."""


class Pane(Widget):
    """A bordered part of a page. Its title line is drawn into the top border, the count flush right."""

    SCOPE: ClassVar[str] = ""
    TABLES: ClassVar[frozenset[str]] = frozenset()
    """Tables whose change means this pane must look again."""
    BINDINGS: ClassVar[list[BindingType]] = []
    LEGEND: ClassVar[str] = ""
    """What the short signs of its rows mean, in the bottom border where it fits and no filter stands there."""
    SHARES: ClassVar[tuple[str, ...]] = ()
    """Titles of the panes that share one place on a narrow screen, this one among them."""

    def __init__(self) -> None:
        super().__init__(id=self.SCOPE, classes="pane")
        self._title = ("", "")
        self._count = ""
        self._inside = False
        self._titled_for = (0, False)
        """The room the title was cut for."""

    @property
    def planner(self) -> Planner:
        """The open plan."""
        return cast("OutreachApp", self.app).planner

    @property
    def lens(self) -> Lens:
        """What stands between records and the screen."""
        return cast("OutreachApp", self.app).lens

    @property
    def body(self) -> Widget:
        """The widget that takes the focus for this pane."""
        raise NotImplementedError

    def reload(self) -> None:
        """Ask the planner again and show what it says."""
        raise NotImplementedError

    def name_it(self, title: str, about: str = "", count: str = "") -> None:
        """Set the title, whom or what it is about, and the count at the right."""
        if (title, about) != self._title or count != self._count:
            self._title, self._count = (title, about), count
            self._retitle()

    def watch_list(self, listing: VirtualList) -> None:
        """Show the filter of this list in the bottom border."""
        self.watch(listing, "narrowing", self._show_filter, init=False)
        self.watch(listing, "query_text", self._show_filter, init=False)

    def _show_filter(self) -> None:
        listing = cast(VirtualList, self.body)
        if not listing.narrowing and not listing.query_text:
            self.border_subtitle = cast(str, self._legend())
            return
        caret = "▏" if listing.narrowing else ""
        words = cut(listing.query_text, max(4, self.size.width - 30))
        parts = [Content.styled(f"/{words}{caret}  ", "bold $accent"), Content.styled(f"{listing.rows.count:,}", "$quiet")]
        self.border_subtitle = cast(str, Content.assemble(*parts))

    def _legend(self) -> Content | None:
        fits = self.LEGEND and self._count and width(self.LEGEND) + 6 <= self.size.width
        return Content.styled(self.LEGEND, "$quiet") if fits else None

    def _retitle(self) -> None:
        title, about = self._title
        self._titled_for = self._room()
        room = self.size.width - 2
        if room < 4:
            # Not laid out yet: the title is cut when there is a width to cut it for.
            return
        if self.LEGEND:
            self._show_filter()
        before, behind = self._beside(title)
        count = f" {self._count}" if self._count else ""
        free = room - width(before + title + behind) - width(count) - 7
        title = cut(title, max(3, free + 7 + width(title) - 4))
        about = cut(about, free) if free > 3 else ""
        rule = "$line-focus" if self._inside else "$line"
        style = "bold $accent" if self._inside else "$quiet"
        parts = [Content.styled(before, "$quiet"), Content.styled(title, style), Content.styled(behind, "$quiet")]
        if about:
            parts += [Content.styled(" ─ ", rule), Content.styled(about, "bold $ink" if self._inside else "$ink")]
        if count:
            fill = free + 4 - (width(about) + 3 if about else 0)
            parts += [Content(" "), Content.styled("─" * max(0, fill), rule)]
            parts.append(Content.styled(count, "$ink" if self._inside else "$quiet"))
        self.border_title = cast(str, Content.assemble(*parts))

    def _beside(self, title: str) -> tuple[str, str]:
        """The titles before and behind this one: of the panes that hide beneath it on a narrow screen."""
        if title not in self.SHARES or not self._room()[1]:
            return "", ""
        at = self.SHARES.index(title)
        return "".join(f"{one}   " for one in self.SHARES[:at]), "".join(f"   {one}" for one in self.SHARES[at + 1 :])

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw it under a title cut for its width; the first frame is drawn before a pane hears that it has one."""
        if self._room() != self._titled_for:
            self._retitle()
        return super().render_lines(crop)

    def _room(self) -> tuple[int, bool]:
        """How wide it is, and whether two panes share the place of this one."""
        return self.size.width, not self.screen.classes.isdisjoint(("-narrow", "-small"))

    def _on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._inside = True
        self._retitle()

    def _on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._inside = False
        self._retitle()
