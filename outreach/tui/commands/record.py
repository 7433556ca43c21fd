"""Changing, deleting and adding what a card shows, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from outreach.domain.model import CompanyId, EvidenceId, LeadId, News, PersonId, QandA, StepId
from outreach.tui.keyed import key_of
from outreach.tui.screens.card import Card

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.records import Ref
    from outreach.tui.selection import Selection


def _under_cursor(app: OutreachApp) -> Ref | None:
    if not isinstance(app.screen, Card):
        return None
    if app.screen.record is None:
        words = (
            f"Choose a line with {key_of('text.down')} and {key_of('text.up')} first."
            if app.screen.records
            else f"There is nothing on this card to change yet. {key_of('record.add')} adds to it."
        )
        app.say(words, "warn")
    return app.screen.record


def edit(app: OutreachApp, _: Selection) -> None:
    """The form of what the line under the cursor stands for."""
    from outreach.tui import correcting

    if (ref := _under_cursor(app)) is not None:
        correcting.FORMS[ref.kind](app, ref)


def delete(app: OutreachApp, _: Selection) -> None:
    """Take it away, and say how to get it back."""
    ref = _under_cursor(app)
    if ref is None:
        return
    planner = app.planner
    person, company = PersonId(ref.owner), CompanyId(ref.owner)
    if ref.kind == "evidence":
        planner.evidence.delete(EvidenceId(ref.id))
    elif ref.kind == "event":
        planner.corrections.delete_event(StepId(ref.id))
    elif ref.kind == "step":
        planner.steps.retire(StepId(ref.id), "")
    elif ref.kind == "lead":
        planner.leads.delete(LeadId(ref.id))
    elif ref.kind == "news":
        planner.corrections.delete_news(person, cast(News, ref.held))
    elif ref.kind == "answer":
        planner.corrections.delete_answer(company, cast(QandA, ref.held))
    elif ref.kind == "offer":
        planner.people.edit(person, standing_offer="", standing_offer_on=None)
    elif ref.kind == "word":
        planner.people.edit(person, **{ref.field: ""})
    elif ref.kind == "note":
        planner.people.edit(person, notes="")
    elif ref.kind == "about":
        planner.companies.edit(company, notes="")
    app.say(f"{DONE.get(ref.kind, 'Deleted')}. {key_of('plan.undo')} brings it back.")


DONE = {"step": "Retired"}
"""What becomes of a line when it is not deleted."""


def add(app: OutreachApp, at: Selection) -> None:
    """Something new on the card: a menu of what there can be."""
    from outreach.tui import correcting
    from outreach.tui.screens.dialog import Menu

    card = app.screen
    if not isinstance(card, Card) or card.about is None:
        return
    owner = card.about
    choices = correcting.PERSON if owner.kind == "person" else correcting.COMPANY

    def answered(what: str | None) -> None:
        if what:
            app.attempt(lambda: correcting.NEW[what](app, owner))

    app.push_screen(Menu(f"Add to {card.heading}", choices), answered)
