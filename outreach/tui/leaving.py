"""The ways out: asked to stop, told to by the system, or by a fault of ours; what is half typed is kept each time."""

from __future__ import annotations

import sys
from contextlib import suppress

from outreach.errors import Exit
from outreach.tui.surface import Surface


class Leaving(Surface, inherit_bindings=False):
    """An app that ends without losing words and without showing what the plan holds."""

    def leave(self, code: int = 0) -> None:
        """Keep what is half typed, and go."""
        self._keep()
        self.exit(code, return_code=code)

    def _keep(self) -> None:
        for screen in self.screen_stack:
            if hasattr(screen, "keep"):
                screen.keep()

    def _fatal_error(self) -> None:
        """A fault of ours: say so without what the plan holds, then stop."""
        from rich.text import Text

        from outreach.crash import place_of, write_report

        error = self._exception or sys.exc_info()[1]
        with suppress(Exception):
            self._keep()
        told = "outreach stopped because of a fault of its own. Everything you saved is on disk."
        if error is not None:
            kept = write_report(error, self.planner.paths.data, self.planner.clock)
            told += f"\nIt was a {type(error).__name__} at {place_of(error)}." + (f" The report is {kept}." if kept else "")
        self._exit_renderables.append(Text(told))
        self._return_code = int(Exit.INTERNAL)
        self._close_messages_no_wait()
