"""The first run: three ways to start, no wizard."""

from __future__ import annotations

from outreach.tui.keyed import key_of
from outreach.tui.screens.dialog import Menu

CHOICES = (
    ("i", "import", "Read my LinkedIn archive · the ZIP LinkedIn mailed you; it stays on this machine"),
    ("a", "add", "Add a company · name one you would like to work for"),
    ("s", "sample", f"Look at a sample plan · a made-up search; {key_of('plan.undo')} takes it away again"),
)


class Welcome(Menu):
    """Three choices; esc leaves the plan empty."""

    def __init__(self) -> None:
        super().__init__(
            "Welcome",
            CHOICES,
            "Name the companies you want. outreach finds whom you really know there, says whom to write to, when, and when not to. "
            "It never sends anything and never goes online.",
        )
