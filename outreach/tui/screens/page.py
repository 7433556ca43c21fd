"""What the pages of the main screen share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.widget import Widget

from outreach.tui.selection import Selection

if TYPE_CHECKING:
    from outreach.planner import Planner
    from outreach.tui.app import OutreachApp
    from outreach.tui.lens import Lens


class Page(Widget):
    """One of the things the main screen shows between header and footer. Kept when another comes in front."""

    NAME: ClassVar[str] = ""
    BLANK = True
    """Its panes cover all of it."""

    def __init__(self) -> None:
        super().__init__(id=f"page-{self.NAME}", classes="page")
        self.stale: frozenset[str] = frozenset()
        """Tables that changed while another page was in front."""

    @property
    def planner(self) -> Planner:
        """The open plan."""
        return cast("OutreachApp", self.app).planner

    @property
    def lens(self) -> Lens:
        """What stands between records and the screen."""
        return cast("OutreachApp", self.app).lens

    def selection(self) -> Selection:
        """What the cursor stands on."""
        raise NotImplementedError

    def focus_target(self) -> Widget:
        """The widget to focus when the page comes in front."""
        raise NotImplementedError

    def reload(self, tables: frozenset[str] | None = None) -> None:
        """Look again at what these tables changed; None for everything."""
        raise NotImplementedError
