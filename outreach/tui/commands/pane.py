"""Moving between the four panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui.screens.plan import ORDER, PlanPage

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


async def _go(app: OutreachApp, scope: str) -> None:
    app.main.come_forward()
    page = app.main.page
    if not isinstance(page, PlanPage):
        page = await app.main.show_page(PlanPage)
    if isinstance(page, PlanPage):
        page.go(scope)


async def companies(app: OutreachApp, _: Selection) -> None:
    """To pane 1."""
    await _go(app, "companies")


async def insiders(app: OutreachApp, _: Selection) -> None:
    """To pane 2."""
    await _go(app, "insiders")


async def draft(app: OutreachApp, _: Selection) -> None:
    """To pane 3."""
    await _go(app, "draft")


async def followups(app: OutreachApp, _: Selection) -> None:
    """To pane 4."""
    await _go(app, "followups")


async def next(app: OutreachApp, at: Selection) -> None:
    """To the next pane, round and round."""
    await _go(app, ORDER[(ORDER.index(at.scope) + 1) % 4] if at.scope in ORDER else "companies")


async def previous(app: OutreachApp, at: Selection) -> None:
    """To the pane before."""
    await _go(app, ORDER[(ORDER.index(at.scope) - 1) % 4] if at.scope in ORDER else "companies")


def zoom(app: OutreachApp, _: Selection) -> None:
    """The whole page for this pane, or back."""
    page = app.main.page
    if isinstance(page, PlanPage):
        page.zoom()
