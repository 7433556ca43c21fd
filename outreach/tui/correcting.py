"""The forms behind the lines of a card: what was noted once is put right, and more of it is noted, without leaving the card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from outreach.domain.kinds import Channel
from outreach.domain.model import Company, CompanyId, Evidence, EvidenceId, Lead, LeadId, News, Person, PersonId, QandA, Step, StepId
from outreach.tui.days import past_day
from outreach.tui.fields import choice, day, evidence_fields, line, names_of, note, opening_fields, typed, words
from outreach.tui.keyed import key_of
from outreach.tui.meanwhile import Meanwhile
from outreach.tui.screens.form import Form

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.records import Ref

Open = Callable[["OutreachApp", "Ref"], None]


def _evidence(app: OutreachApp, ref: Ref) -> None:
    planner = app.planner
    known = planner.store.get(Evidence, EvidenceId(ref.id))
    meanwhile = Meanwhile(planner, known)

    def submit(values: dict[str, str]) -> str:
        meanwhile.look(values)
        fields: dict[str, object] = {**values, "on": past_day(planner, values["on"]), "until": past_day(planner, values["until"])}
        planner.evidence.edit(known.id, **fields)
        return f"The record is changed. {key_of('plan.undo')} takes it back."

    app.push_screen(Form("Edit evidence", evidence_fields(known), submit, kept=f"edit-evidence-{known.id}"))


def _event(app: OutreachApp, ref: Ref) -> None:
    planner = app.planner
    known = planner.store.get(Step, StepId(ref.id))
    meanwhile = Meanwhile(planner, known)
    fields = [
        day("on", "When", typed(known.done_at.date() if known.done_at else None), past=True),
        choice("channel", "How", words(Channel), known.channel.value),
        note("text", "What was said", known.text),
    ]

    def submit(values: dict[str, str]) -> str:
        meanwhile.look(("channel", "text"))
        planner.corrections.event(known.id, on=values["on"], text=values["text"], channel=values["channel"])
        return f"The event is changed; what follows from its day follows the new one. {key_of('plan.undo')} takes it back."

    app.push_screen(Form(f"Edit: {known.kind.value}", fields, submit, kept=f"event-steps-{known.id}"))


def step_form(app: OutreachApp, step_id: StepId) -> None:
    """Fix the day of a step by hand, or change its words."""
    planner = app.planner
    step = planner.store.get(Step, step_id)
    meanwhile = Meanwhile(planner, step)
    fields = [
        line("text", "What to do", step.text, hint="as the plan words it"),
        day("on", "Day", typed(step.on), hint="as the cadence says"),
    ]

    def submit(values: dict[str, str]) -> str:
        meanwhile.look(values)
        planner.steps.edit(step.id, text=values["text"], on=values["on"] or None)
        return "The step is changed."

    app.push_screen(Form("Edit a step", fields, submit, kept=f"edit-steps-{step.id}"))


def _lead(app: OutreachApp, ref: Ref) -> None:
    planner = app.planner
    known = planner.store.get(Lead, LeadId(ref.id))
    meanwhile = Meanwhile(planner, known)

    def submit(values: dict[str, str]) -> str:
        meanwhile.look(set(values) - {"given_by"})
        teller = values.pop("given_by")
        fields: dict[str, object] = {**values, "on": past_day(planner, values["on"]), "closed_on": past_day(planner, values["closed_on"])}
        planner.leads.edit(known.id, given_by=planner.find_person(teller) if teller else None, **fields)
        return f"The opening is changed. {key_of('plan.undo')} takes it back."

    app.push_screen(Form("Edit an opening", opening_fields(planner, known), submit, kept=f"edit-leads-{known.id}"))


def _news(app: OutreachApp, ref: Ref) -> None:
    planner, item = app.planner, cast("News | None", ref.held)
    person = planner.store.get(Person, PersonId(ref.owner))
    fields = [
        line("text", "What is new", item.text if item else "", "changed teams, gave a talk"),
        day("on", "When", typed(item.on) if item else "today", past=True),
        line("link", "Address", item.link if item else "", "https://"),
    ]

    def submit(values: dict[str, str]) -> str:
        if item is None:
            planner.news.add(person.id, values["text"], on=past_day(planner, values["on"]), link=values["link"])
        else:
            planner.corrections.news(person.id, item, on=values["on"], text=values["text"], link=values["link"])
        return f"News of {person.name}: kept. {key_of('plan.undo')} takes it back."

    app.push_screen(Form(f"News of {app.lens.name(person.name)}", fields, submit, kept=f"news-people-{person.id}"))


def _answer(app: OutreachApp, ref: Ref) -> None:
    planner, item = app.planner, cast("QandA | None", ref.held)
    company = planner.store.get(Company, CompanyId(ref.owner))
    teller = planner.store.find(Person, item.by) if item is not None and item.by is not None else None
    fields = [
        line("question", "Question", item.question if item else "", "How do positions arise?"),
        note("answer", "Answer", item.answer if item else ""),
        line("by", "Said by", teller.name if teller else "", "somebody of the plan", names_of(planner.completions_person)),
        day("on", "When", typed(item.on) if item else "today", past=True),
    ]

    def submit(values: dict[str, str]) -> str:
        by = planner.find_person(values["by"]) if values["by"] else None
        on = past_day(planner, values["on"])
        if item is None:
            planner.homework.answer(company.id, values["question"], values["answer"], by=by, on=on)
        else:
            planner.corrections.answer(company.id, item, question=values["question"], answer=values["answer"], by=by, on=on)
        return f"Kept with {company.name}. {key_of('plan.undo')} takes it back."

    app.push_screen(Form(f"Asked at {app.lens.name(company.name)}", fields, submit, kept=f"said-companies-{company.id}"))


def _offer(app: OutreachApp, ref: Ref) -> None:
    planner = app.planner
    known = planner.store.get(Person, PersonId(ref.owner))
    meanwhile = Meanwhile(planner, known)
    fields = [
        line("standing_offer", "They offered", known.standing_offer, "their words"),
        day("standing_offer_on", "When", typed(known.standing_offer_on) or "today", past=True),
    ]

    def submit(values: dict[str, str]) -> str:
        meanwhile.look(values)
        on = past_day(planner, values["standing_offer_on"])
        planner.people.edit(known.id, standing_offer=values["standing_offer"], standing_offer_on=on)
        return f"The offer of {known.name}: kept. {key_of('plan.undo')} takes it back."

    app.push_screen(Form(f"Offer of {app.lens.name(known.name)}", fields, submit, kept=f"offer-people-{known.id}"))


def _word(app: OutreachApp, ref: Ref) -> None:
    from outreach.tui.commands.person import ask_edit

    ask_edit(app, PersonId(ref.owner), ref.field)


def _notes(app: OutreachApp, ref: Ref) -> None:
    planner = app.planner
    known = planner.store.get(Person, PersonId(ref.owner)) if ref.kind == "note" else planner.store.get(Company, CompanyId(ref.owner))
    meanwhile = Meanwhile(planner, known)

    def submit(values: dict[str, str]) -> str:
        meanwhile.look(values)
        if isinstance(known, Person):
            planner.people.edit(known.id, **values)
        else:
            planner.companies.edit(known.id, **values)
        return f"Your notes on {known.name}: kept. {key_of('plan.undo')} takes them back."

    title = f"Notes on {app.lens.name(known.name)}, private"
    table = "people" if isinstance(known, Person) else "companies"
    app.push_screen(Form(title, [note("notes", "Notes", known.notes)], submit, kept=f"notes-{table}-{known.id}"))


FORMS: dict[str, Open] = {
    "evidence": _evidence,
    "event": _event,
    "step": lambda app, ref: step_form(app, StepId(ref.id)),
    "lead": _lead,
    "news": _news,
    "answer": _answer,
    "offer": _offer,
    "word": _word,
    "note": _notes,
    "about": _notes,
}
"""The form that changes a line, by what it stands for."""


def _more_evidence(app: OutreachApp, owner: Ref) -> None:
    from outreach.tui.commands.person import ask_evidence

    ask_evidence(app, PersonId(owner.owner), app.planner.store.get(Person, PersonId(owner.owner)).name)


def _more_events(app: OutreachApp, owner: Ref) -> None:
    from outreach.tui.commands.person import ask_event

    ask_event(app, PersonId(owner.owner), app.planner.store.get(Person, PersonId(owner.owner)).name)


def _more_openings(app: OutreachApp, owner: Ref) -> None:
    from outreach.tui.commands.company import ask_opening

    ask_opening(app, CompanyId(owner.owner), app.planner.store.get(Company, CompanyId(owner.owner)).name)


def _more_steps(app: OutreachApp, owner: Ref) -> None:
    from outreach.tui.commands.step import ask_step

    if owner.kind == "company":
        ask_step(app, "", CompanyId(owner.owner), owner.owner)
    else:
        ask_step(app, app.planner.store.get(Person, PersonId(owner.owner)).name, None, owner.owner)


NEW: dict[str, Open] = {
    "evidence": _more_evidence,
    "event": _more_events,
    "news": _news,
    "offer": _offer,
    "note": lambda app, owner: _notes(app, _as_notes(owner)),
    "step": _more_steps,
    "lead": _more_openings,
    "answer": _answer,
}
"""The form that adds to a card, by what is added."""


def _as_notes(owner: Ref) -> Ref:
    from outreach.tui.records import Ref

    return Ref("note" if owner.kind == "person" else "about", owner.owner)


PERSON = (
    ("v", "evidence", "evidence · how you know each other, with its day"),
    ("l", "event", "event · a reply, a talk, a meeting, a no"),
    ("n", "news", "news · something a message may start from"),
    ("o", "offer", "offer · help they offered, in their words"),
    ("s", "step", "step · something to do, or a promise"),
    ("m", "note", "notes · private, in no copy"),
)
"""What can be added to the card of a person: key, what, words."""

COMPANY = (
    ("o", "lead", "opening · a posting, or a word from somebody"),
    ("q", "answer", "answer · what somebody there said"),
    ("s", "step", "step · something to do"),
    ("m", "note", "notes · private, in no copy"),
)
"""What can be added to the card of a company."""
