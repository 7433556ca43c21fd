"""The ways out: asked to stop, or told to by the system; what is half typed is kept each time."""

from __future__ import annotations

from textual.css.query import NoMatches

from outreach.tui.surface import Surface

PATIENCE = 2.0
"""Seconds a start may still take once the program was told to stop."""


class Leaving(Surface, inherit_bindings=False):
    """An app that ends without losing words."""

    _told: int | None = None
    """The status to leave with as soon as the first screen stands."""

    def leave(self, code: int = 0) -> None:
        """Keep what is half typed, and go; a start is finished first, for Textual mounts screens without their widgets while it ends."""
        if self.ready:
            self._go(code)
        elif self._told is None:
            self._told = code
            self.set_timer(PATIENCE, lambda: self._go(code))

    def stands(self) -> None:
        """The first screen is up: what was put off until now is done."""
        self.ready = True
        if self._told is not None:
            self._go(self._told)

    def _go(self, code: int) -> None:
        self._keep()
        self.exit(code, return_code=code)

    def _handle_exception(self, error: Exception) -> None:
        """A screen that was being put up while the program ends finds no widgets: that is the end, not a fault."""
        if not (self._exit and isinstance(error, NoMatches)):
            super()._handle_exception(error)

    def _keep(self) -> None:
        """Let every screen keep what is half typed."""
        for screen in self.screen_stack:
            if hasattr(screen, "keep"):
                screen.keep()
