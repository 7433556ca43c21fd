"""The same screens in a tab of the user's own browser, spoken to through the pipes of the server that 'outreach serve' runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

from outreach.tui.app import OutreachApp

if TYPE_CHECKING:
    from outreach.planner import Planner


class PipeDriver(WebDriver):
    """Speaks to the server through pipes, and leaves when the server is gone instead of calling that a fault."""

    gone = False

    def write(self, data: str) -> None:
        """What is to be shown."""
        self._unless_gone(super().write, data)

    def write_meta(self, data: dict[str, object]) -> None:
        """What the page is to know."""
        self._unless_gone(super().write_meta, data)

    def _unless_gone(self, send: Callable[[Any], None], what: Any) -> None:
        if self.gone:
            return
        try:
            send(what)
        except BrokenPipeError:
            self.gone = True
            if isinstance(self._app, OutreachApp):
                self._app.leave()


class BrowserApp(OutreachApp):
    """The program in a tab: closing the tab keeps what is half typed, as a closed terminal does."""

    def on_exit_app(self, event: ExitApp) -> None:
        """The tab is gone: keep the words before the program ends, and let a start be finished first."""
        if self.ready or self._exit:
            self._keep()
        else:
            event.prevent_default()
            self.leave()


def run(planner: Planner, *, private: bool = False) -> int:
    """Run the program on an open plan until the tab is closed or the user leaves. Returns the exit status."""
    app = BrowserApp(planner, private=private, driver_class=PipeDriver)
    app.run()
    return int(app.return_code or 0)
