"""Screens over the main one on which nothing is typed: the keys of everywhere are heard on them too."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events

from outreach.tui.catalogue import offered
from outreach.tui.screens.once import LeftOnce

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp

R = TypeVar("R")


class Cover(LeftOnce[R]):
    """A desk, a list, a card, a text: a key it has no use for itself means what it means everywhere.

    What that opens lies over it, and esc leads back to it; a page or a pane of the main screen takes its place. So nothing is
    further away than two keys, however many screens lie over one another.
    """

    SCOPE: ClassVar[str] = ""
    """The scope of its own keys."""

    GIVES_WAY: ClassVar[bool] = False
    """Left by such a key, as if it had been pressed beneath."""

    def meant(self, key: str) -> str | None:
        """The action of everywhere that a key means here; None where it does something else, or there is no plan to go about in."""
        app = cast("OutreachApp", self.app)
        if not app.PLAN_IS_OPEN or not self.stands or key in self.active_bindings:
            return None
        return next((action.id for action in offered("everywhere") if key in app.keys[action.id]), None)

    async def on_key(self, event: events.Key) -> None:
        """Go where a key leads that is not this screen's own."""
        if (name := self.meant(event.key)) is not None:
            event.stop()
            event.prevent_default()
            if self.GIVES_WAY:
                self.app.pop_screen()
            await cast("OutreachApp", self.app).perform(name)
