"""Commands on the selected company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import CompanyStatus
from outreach.domain.model import Company, CompanyId
from outreach.domain.saying import plural
from outreach.planner.at_once import at_once
from outreach.tui.days import past_day
from outreach.tui.keyed import key_of
from outreach.tui.meanwhile import Meanwhile

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def add(app: OutreachApp, _: Selection) -> None:
    """Name a target."""
    from outreach.tui.fields import company_fields
    from outreach.tui.screens.form import Form

    def submit(values: dict[str, str]) -> str:
        company = app.planner.companies.add(**values)
        _look_at(app, company.id)
        found = len(app.planner.views.insiders(company.id))
        if found:
            known = plural(found, "person", "people")
            return f"{company.name} is a target. {known} of your archive may know it: {key_of('go.triage')} looks at them."
        return f"{company.name} is a target.{_nobody_there(app, company.id)}"

    app.push_screen(Form("Add a company", company_fields(), submit, kept="add-company-plan-0"))


def _nobody_there(app: OutreachApp, company: CompanyId) -> str:
    views = app.planner.views
    if asked := len(views.questions(company)):
        return f" {plural(asked, 'company name')} may mean it: {key_of('go.questions')} asks."
    meant = " or ".join(views.meant(company))
    return f" Nobody you know is there. Did you mean {meant}? {key_of('company.edit')} changes it." if meant else ""


def _look_at(app: OutreachApp, company: CompanyId) -> None:
    from outreach.tui.screens.plan import PlanPage

    for page in app.main.query(PlanPage):
        page.companies.body.look_at(company)


def edit(app: OutreachApp, at: Selection) -> None:
    """Change a target."""
    from outreach.tui.fields import company_fields
    from outreach.tui.screens.form import Form

    company = app.planner.store.get(Company, at.company_id or 0)
    meanwhile = Meanwhile(app.planner, company)

    def submit(values: dict[str, str]) -> str:
        meanwhile.look(values)
        app.planner.companies.edit(company.id, **values)
        return f"{values['name']} is changed."

    app.push_screen(Form(f"Edit {app.lens.name(company.name)}", company_fields(company), submit, kept=f"edit-companies-{company.id}"))


async def enter(app: OutreachApp, _: Selection) -> None:
    """On to its people."""
    await app.perform("pane.insiders")


def pause(app: OutreachApp, at: Selection) -> None:
    """Rest, or take up again; the marked ones together."""
    ids = [CompanyId(key) for key in at.marked] or [at.company_id or CompanyId(0)]
    planner = app.planner
    found = [planner.store.get(Company, number) for number in ids]
    after = [CompanyStatus.ACTIVE if company.status is not CompanyStatus.ACTIVE else CompanyStatus.PAUSED for company in found]
    to = dict(zip(ids, after, strict=True))
    at_once(
        planner, f"Pause or resume {plural(len(ids), 'company', 'companies')}", ids, lambda one: planner.companies.edit(one, status=to[one])
    )
    if len(found) == 1:
        app.say(f"{found[0].name}: {after[0].value}.")
    else:
        told = [f"{after.count(status)} {status.value}" for status in CompanyStatus if status in after]
        app.say(f"{len(found)} companies: {', '.join(told)}. {key_of('plan.undo')} takes all {len(found)} back.")
    app.clear_marks()


def card(app: OutreachApp, at: Selection) -> None:
    """All that is known of it."""
    from outreach.tui.screens.card import COMPANY, Card
    from outreach.tui.screens.company_card import company_card

    if (company := at.company_id) is not None:
        app.push_screen(Card(lambda: company_card(app, app.planner.views.company(company)), at, COMPANY))


def website(app: OutreachApp, at: Selection) -> None:
    """Open its website; the address is shown first."""
    from outreach.tui.links import ask_to_open

    ask_to_open(app, app.planner.store.get(Company, at.company_id or 0).website, "", who="This company")


def opening(app: OutreachApp, at: Selection) -> None:
    """Note an opening."""
    if at.company_id is not None:
        ask_opening(app, at.company_id, at.company_name)


def ask_opening(app: OutreachApp, company: CompanyId, name: str) -> None:
    """The form for an opening at a company."""
    from outreach.tui.fields import opening_fields
    from outreach.tui.screens.form import Form

    planner = app.planner

    def submit(values: dict[str, str]) -> str:
        teller = values.pop("given_by")
        fields: dict[str, object] = {**values, "on": past_day(planner, values["on"])}
        if teller:
            fields["given_by"] = planner.find_person(teller)
        planner.leads.add(company, **fields)
        return f"Opening noted at {name}."

    app.push_screen(Form(f"Opening at {app.lens.name(name)}", opening_fields(planner), submit, kept=f"opening-companies-{company}"))


def delete(app: OutreachApp, at: Selection) -> None:
    """Delete after a question that counts what goes along."""
    from outreach.tui.screens.dialog import Confirm

    if at.company_id is None:
        return
    company_id, name = at.company_id, app.lens.name(at.company_name)
    card = app.planner.views.company(company_id)
    lost = (
        f"{plural(len(card.insiders), 'person', 'people')} with evidence and drafts",
        f"{plural(len(card.due), 'open step')}, {plural(len(card.leads), 'opening')}",
    )

    def answered(yes: bool | None) -> None:
        if yes:
            app.attempt(lambda: app.say(f"Deleted {app.planner.companies.delete(company_id)}. {key_of('plan.undo')} brings it back."))

    app.push_screen(Confirm(f"Delete {name}?", lost, yes="Delete", no="Keep"), answered)
