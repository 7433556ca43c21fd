"""Commands on somebody of the imported network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import Company, ContactId
from outreach.domain.network import Contact
from outreach.domain.saying import plural
from outreach.errors import Problem, Refused
from outreach.planner.at_once import at_once
from outreach.tui.keyed import key_of
from outreach.tui.selection import Selection

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp


def take(app: OutreachApp, at: Selection) -> None:
    """Into the plan of a company; the one they work for is proposed, and made a target when it is none."""
    from outreach.tui.fields import line, names_of
    from outreach.tui.screens.form import Form

    row = at.contact
    if row is None:
        return
    if row.person is not None and not at.marked:
        app.say(f"{row.name} is in the plan already. {key_of('contact.card')} opens the card.", "warn")
        return
    planner = app.planner
    contacts = [ContactId(key) for key in at.marked] or [row.id]
    known = [name for _, name in planner.completions_company(row.company)] if row.company else []

    def submit(values: dict[str, str]) -> str:
        if not values["company"]:
            raise Refused((Problem("company", "name the company they can help you with"),))
        company = planner.find_company(values["company"])
        count = plural(len(contacts), "person", "people")
        label = f"Add {count} to {planner.store.get(Company, company).name}"
        at_once(planner, label, contacts, lambda contact: planner.people.promote(contact, company))
        app.clear_marks()
        return (
            f"{row.name}: in the plan."
            if len(contacts) == 1
            else f"{count}: in the plan. {key_of('plan.undo')} takes all {len(contacts)} back."
        )

    fields = [line("company", "For company", known[0] if known else "", "a target of yours", names_of(planner.completions_company))]
    who = app.lens.name(row.name) if len(contacts) == 1 else plural(len(contacts), "person", "people")
    about = f"{app.lens.text(row.position)} · {app.lens.text(row.company)}" if len(contacts) == 1 else ""
    app.push_screen(Form(f"Take {who} into the plan", fields, submit, about=about, kept=f"take-contacts-{contacts[0]}"))


async def card(app: OutreachApp, at: Selection) -> None:
    """The card of somebody who is in the plan; whoever is not is taken into it, and so are the marked ones."""
    from outreach.tui.commands.person import card

    row = at.contact
    if row is None or row.person is None or at.marked:
        await app.perform("contact.take")
    else:
        card(app, Selection(scope="network", about=row.person, about_name=row.name))


def profile(app: OutreachApp, at: Selection) -> None:
    """Open a profile; the address is shown first."""
    from outreach.tui.links import ask_to_open

    if at.contact is not None:
        contact = app.planner.store.get(Contact, at.contact.id)
        ask_to_open(app, contact.url, contact.email)
