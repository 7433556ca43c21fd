"""Practices to read about the selection: ways into a company, a referral kit, the weeks to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import PersonId

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def paths(app: OutreachApp, at: Selection) -> None:
    """Every way into the selected company."""
    from outreach.tui.screens.card import Leaflet
    from outreach.tui.screens.practice_reading import ways_in

    if (company := at.company_id) is not None:
        app.push_screen(Leaflet(lambda: ways_in(app, company, at.company_name), at))


def kit(app: OutreachApp, at: Selection) -> None:
    """What the selected person needs to refer the user."""
    from outreach.tui.screens.kit import Kit

    app.push_screen(Kit(app, at.person_id or PersonId(0), at))


def ask(app: OutreachApp, at: Selection) -> None:
    """Questions for a talk with somebody of the selected company."""
    from outreach.tui.screens.card import Leaflet
    from outreach.tui.screens.practice_reading import questions_for_a_talk

    if (company := at.company_id) is not None:
        app.push_screen(Leaflet(lambda: questions_for_a_talk(app, company), at))


def budget(app: OutreachApp, at: Selection) -> None:
    """Invitations, notes and first messages used and left."""
    from outreach.tui.screens.budget_reading import budgets
    from outreach.tui.screens.card import Leaflet

    app.push_screen(Leaflet(lambda: budgets(app), at))


def forecast(app: OutreachApp, at: Selection) -> None:
    """What the weeks to come ask."""
    from outreach.tui.screens.card import Leaflet
    from outreach.tui.screens.practice_reading import weeks_to_come

    app.push_screen(Leaflet(lambda: weeks_to_come(app), at))
