"""The same screens in a tab of the user's own browser, spoken to through the pipes of the server that 'outreach serve' runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.drivers.web_driver import WebDriver

from outreach.tui.app import OutreachApp

if TYPE_CHECKING:
    from outreach.planner import Planner


class BrowserApp(OutreachApp):
    """The program in a tab: closing the tab keeps what is half typed, as a closed terminal does."""

    def on_exit_app(self) -> None:
        """The tab is gone: keep the words before the program ends."""
        self._keep()


def run(planner: Planner, *, private: bool = False) -> int:
    """Run the program on an open plan until the tab is closed or the user leaves. Returns the exit status."""
    app = BrowserApp(planner, private=private, driver_class=WebDriver)
    app.run()
    return int(app.return_code or 0)
