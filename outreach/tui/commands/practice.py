"""Practices to read about the selection: ways into a company, a referral kit, the weeks to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import PersonId

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def paths(app: OutreachApp, at: Selection) -> None:
    """Every way into the selected company."""
    from outreach.tui.screens.practice_reading import ways_in

    if at.company_id is not None:
        app.push_screen(ways_in(app, at.company_id, at.company_name))


def kit(app: OutreachApp, at: Selection) -> None:
    """What the selected person needs to refer the user."""
    from outreach.tui.screens.kit import Kit

    app.push_screen(Kit(app, at.person_id or PersonId(0), at))


def ask(app: OutreachApp, at: Selection) -> None:
    """Questions for a talk with somebody of the selected company."""
    from outreach.tui.screens.practice_reading import questions_for_a_talk

    if at.company_id is not None:
        app.push_screen(questions_for_a_talk(app, at.company_id))


def budget(app: OutreachApp, _: Selection) -> None:
    """Invitations, notes and first messages used and left."""
    from outreach.tui.screens.budget_reading import budgets

    app.push_screen(budgets(app))


def forecast(app: OutreachApp, _: Selection) -> None:
    """What the weeks to come ask."""
    from outreach.tui.screens.practice_reading import weeks_to_come

    app.push_screen(weeks_to_come(app))
