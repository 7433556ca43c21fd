"""Commands that open the second form of a person or a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import Company, CompanyId, Person, PersonId
from outreach.tui.meanwhile import Meanwhile

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def person(app: OutreachApp, at: Selection) -> None:
    """Note more about somebody: interests, offers, who would vouch, through whom."""
    from outreach.tui.about_fields import PEOPLE, person_about
    from outreach.tui.screens.form import Form

    planner = app.planner
    known = planner.store.get(Person, at.person_id or PersonId(0))
    meanwhile = Meanwhile(planner, known)

    def submit(values: dict[str, str]) -> str:
        meanwhile.look(values)
        fields: dict[str, object] = dict(values)
        for name in PEOPLE:
            fields[name] = planner.find_person(values[name]) if values[name] else None
        planner.people.edit(known.id, **fields)
        return f"{known.name} is changed."

    app.push_screen(Form(f"More about {app.lens.name(known.name)}", person_about(planner, known), submit, kept=f"about-people-{known.id}"))


def company(app: OutreachApp, at: Selection) -> None:
    """Note more about a company: whether it is followed, why, and who works there."""
    from outreach.tui.about_fields import company_about
    from outreach.tui.screens.form import Form

    planner = app.planner
    known = planner.store.get(Company, at.company_id or CompanyId(0))
    meanwhile = Meanwhile(planner, known)

    def submit(values: dict[str, str]) -> str:
        meanwhile.look(values)
        planner.companies.edit(known.id, **values)
        return f"{known.name} is changed."

    app.push_screen(Form(f"More about {app.lens.name(known.name)}", company_about(known), submit, kept=f"about-companies-{known.id}"))
