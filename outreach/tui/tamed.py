"""What Textual offers every app and this one takes away: opening any address unasked, and writing pictures of a private screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.app import App

from outreach.tui.keyed import in_force, key_of, told

if TYPE_CHECKING:
    from textual.app import SystemCommand
    from textual.screen import Screen

UNASKED = f"Addresses are opened with {key_of('person.profile')}, which shows them first."
PRIVATE = "No picture is written: the screen may hold what is nobody's business."


class Tamed(App[int], inherit_bindings=False):
    """An app in which nothing, not even a link in somebody's text, opens an address or writes a file by Textual's own doors."""

    def _refuse(self, words: str) -> None:
        self.notify(told(words, in_force(self)), severity="warning", markup=False)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Say how addresses are opened; http, https and mailto go through ``links.ask_to_open``, which shows them."""
        self._refuse(UNASKED)

    def save_screenshot(self, filename: str | None = None, path: str | None = None, time_format: str | None = None) -> str:
        """Write nothing."""
        self._refuse(PRIVATE)
        return ""

    def deliver_screenshot(self, filename: str | None = None, path: str | None = None, time_format: str | None = None) -> str | None:
        """Write nothing."""
        self._refuse(PRIVATE)
        return None

    def deliver_text(self, *_: Any, **__: Any) -> str | None:
        """Hand nothing to a browser."""
        return None

    def deliver_binary(self, *_: Any, **__: Any) -> str | None:
        """Hand nothing to a browser."""
        return None

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None: the palette is this program's own."""
        return ()
