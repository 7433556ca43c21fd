"""Commands on the selected person, or on the marked ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import PersonState, StepKind
from outreach.domain.model import Person, PersonId
from outreach.domain.saying import plural
from outreach.errors import Problem, Refused
from outreach.planner.at_once import at_once
from outreach.tui.days import past_day
from outreach.tui.keyed import key_of
from outreach.tui.meanwhile import Meanwhile

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection

NOBODY = PersonId(0)


def chosen(at: Selection) -> list[PersonId]:
    """The marked people, else the selected one."""
    if at.marked and at.scope == "insiders":
        return [PersonId(key) for key in at.marked]
    return [at.person_id] if at.person_id is not None else []


def add(app: OutreachApp, at: Selection) -> None:
    """Add somebody the archive does not know."""
    from outreach.tui.fields import person_fields
    from outreach.tui.screens.form import Form

    def submit(values: dict[str, str]) -> str:
        person = app.planner.people.add(values.pop("name"), at.company_id, **values)
        _look_at(app, person.id)
        return f"{person.name} is added."

    app.push_screen(
        Form(
            f"Add a person at {app.lens.name(at.company_name)}",
            person_fields(app.planner),
            submit,
            kept=f"add-person-companies-{at.company_id}",
        )
    )


def _look_at(app: OutreachApp, person: PersonId) -> None:
    from outreach.tui.screens.plan import PlanPage

    for page in app.main.query(PlanPage):
        page.insiders.body.look_at(person)


def edit(app: OutreachApp, at: Selection) -> None:
    """Change what is known of somebody."""
    ask_edit(app, at.person_id or NOBODY)


def ask_edit(app: OutreachApp, person_id: PersonId, first: str = "") -> None:
    """The form of a person, with the cursor in one of its fields."""
    from outreach.tui.fields import person_fields
    from outreach.tui.screens.form import Form

    planner = app.planner
    person = planner.store.get(Person, person_id)
    meanwhile = Meanwhile(planner, person)

    def submit(values: dict[str, str]) -> str:
        meanwhile.look(values)
        fields: dict[str, object] = dict(values)
        fields["company"] = planner.find_company(values["company"]) if values["company"] else None
        planner.people.edit(person.id, **fields)
        return f"{values['name']} is changed."

    title = f"Edit {app.lens.name(person.name)}"
    app.push_screen(Form(title, person_fields(planner, person), submit, kept=f"edit-people-{person.id}", first=first))


def card(app: OutreachApp, at: Selection) -> None:
    """All that is known of somebody."""
    from outreach.tui.screens.card import PERSON, Card
    from outreach.tui.screens.reading import card

    person = at.person_id or NOBODY
    app.push_screen(Card(lambda: card(app, app.planner.views.person(person)), at, PERSON))


def log(app: OutreachApp, at: Selection, kind: StepKind = StepKind.REPLIED) -> None:
    """Log what happened."""
    ask_event(app, at.person_id or NOBODY, at.person_name, kind)


def ask_event(app: OutreachApp, person_id: PersonId, name: str, kind: StepKind = StepKind.REPLIED) -> None:
    """The form for something that happened with somebody."""
    from outreach.tui.fields import event_fields
    from outreach.tui.screens.form import Form

    def submit(values: dict[str, str]) -> str:
        planner = app.planner
        on = past_day(planner, values["on"])
        if values["by"] and values["kind"] != StepKind.INTRODUCED:
            raise Refused((Problem("by", "only an introduction is by somebody"),))
        if values["by"]:
            planner.introductions.received(person_id, planner.find_person(values["by"]), on=on, text=values["text"])
        else:
            planner.steps.log(person_id, values["kind"], on=on, channel=values["channel"] or None, text=values["text"])
        return f"Logged: {values['kind']}, {name}. {key_of('plan.undo')} takes it back."

    fields = event_fields(app.planner, kind)
    app.push_screen(Form(f"Log with {app.lens.name(name)}", fields, submit, kept=f"log-people-{person_id}"))


def introduction(app: OutreachApp, at: Selection) -> None:
    """Plan to ask somebody for an introduction; writing to the person waits for it."""
    from outreach.tui.fields import day, line, names_of
    from outreach.tui.screens.form import Form

    planner, target = app.planner, at.person_id or NOBODY
    bridge = planner.store.get(Person, target).bridge
    via = planner.store.find(Person, bridge) if bridge is not None else None

    def submit(values: dict[str, str]) -> str:
        asked = planner.find_person(values["via"])
        planner.introductions.ask(target, asked, on=values["on"] or None)
        return f"{at.person_name} waits: {planner.store.get(Person, asked).name} is to be asked. {key_of('plan.undo')} takes it back."

    fields = [
        line("via", "Through whom", via.name if via else "", "somebody of the plan", names_of(planner.completions_person)),
        day("on", "Ask on", "today"),
    ]
    title = f"An introduction to {app.lens.name(at.person_name)}"
    app.push_screen(Form(title, fields, submit, kept=f"introduction-people-{target}"))


def replied(app: OutreachApp, at: Selection) -> None:
    """Log an answer: the day and the words are asked, the rest is known."""
    log(app, at, StepKind.REPLIED)


def evidence(app: OutreachApp, at: Selection) -> None:
    """Note how you know each other."""
    ask_evidence(app, at.person_id or NOBODY, at.person_name)


def ask_evidence(app: OutreachApp, person_id: PersonId, name: str) -> None:
    """The form for a piece of evidence."""
    from outreach.tui.fields import evidence_fields
    from outreach.tui.screens.form import Form

    def submit(values: dict[str, str]) -> str:
        app.planner.evidence.add(
            person_id,
            values["kind"],
            past_day(app.planner, values["on"]),
            past_day(app.planner, values["until"]),
            values["detail"],
            cordial=values["cordial"],
        )
        return f"Noted: {values['kind']}, {name}."

    app.push_screen(Form(f"How do you know {app.lens.name(name)}?", evidence_fields(), submit, kept=f"evidence-people-{person_id}"))


def judge(app: OutreachApp, at: Selection) -> None:
    """Insider, later or avoid."""
    from outreach.tui.screens.dialog import Menu

    people = chosen(at)
    who = plural(len(people), "person", "people") if len(people) > 1 else app.lens.name(at.person_name)

    def answered(state: str | None) -> None:
        if state:
            app.attempt(lambda: app.say(app.planner.people.triage(people, state) + "."))
            app.clear_marks()

    choices = (
        ("i", PersonState.INSIDER.value, "insider · write to them in turn"),
        ("l", PersonState.LATER.value, "later · not now"),
        ("a", PersonState.AVOID.value, "avoid · never write to them"),
    )
    app.push_screen(Menu(f"Triage: {who}", choices), answered)


def _move(app: OutreachApp, at: Selection, by: int) -> None:
    rows = app.planner.views.insiders(at.company_id) if at.company_id is not None else []
    queue = [row.id for row in rows if row.state is PersonState.INSIDER]
    if at.person_id not in queue:
        app.say(f"Only insiders have a place in the queue. {key_of('person.judge')} says who is one.", "warn")
        return
    place = queue.index(at.person_id) + by
    if 0 <= place < len(queue):
        app.planner.people.move(at.person_id, place + 1)


def earlier(app: OutreachApp, at: Selection) -> None:
    """One place up in the queue."""
    _move(app, at, -1)


def later(app: OutreachApp, at: Selection) -> None:
    """One place down."""
    _move(app, at, 1)


def drop(app: OutreachApp, at: Selection) -> None:
    """Part ways; the reason is private and may be blank."""
    from outreach.tui.fields import line
    from outreach.tui.screens.form import Form

    people = chosen(at)

    def submit(values: dict[str, str]) -> str:
        at_once(app.planner, f"Drop {who}", people, lambda person: app.planner.people.drop(person, values["reason"]))
        app.clear_marks()
        return f"Dropped {who}; the history stays. {key_of('plan.undo')} takes {'it' if len(people) == 1 else f'all {len(people)}'} back."

    who = plural(len(people), "person", "people")
    name = app.lens.name(at.person_name) if len(people) == 1 else who
    app.push_screen(
        Form(
            f"Drop {name}",
            [line("reason", "Why (private)")],
            submit,
            about="Open steps are retired; you are never asked again.",
            kept=f"drop-people-{people[0]}",
        )
    )


def delete(app: OutreachApp, at: Selection) -> None:
    """Delete after a question that counts what goes along."""
    from outreach.tui.screens.dialog import Confirm

    people = chosen(at)
    cards = [app.planner.views.person(person) for person in people]
    lost = [
        f"{app.lens.name(card.name)}: {plural(len(card.evidence), 'record')}, {plural(len(card.history) + len(card.due), 'step')}"
        for card in cards[:8]
    ]
    lost += [f"and {len(cards) - 8} more"] if len(cards) > 8 else []

    def answered(yes: bool | None) -> None:
        if yes:
            app.attempt(delete_all)

    def delete_all() -> None:
        count = plural(len(people), "person", "people")
        at_once(app.planner, f"Delete {count}", people, app.planner.people.delete)
        app.clear_marks()
        app.say(f"Deleted {count}. {key_of('plan.undo')} brings {'them' if len(people) == 1 else f'all {len(people)}'} back.")

    who = app.lens.name(at.person_name) if len(people) == 1 else plural(len(people), "person", "people")
    app.push_screen(Confirm(f"Delete {who}?", lost, yes="Delete", no="Keep"), answered)


def profile(app: OutreachApp, at: Selection) -> None:
    """Open a profile or a mail; the address is shown first."""
    from outreach.tui.links import ask_to_open

    person = app.planner.store.get(Person, at.person_id or NOBODY)
    ask_to_open(app, person.url, person.email)


def sent(app: OutreachApp, at: Selection) -> None:
    """Log that the message went out; for the marked people, each."""
    from outreach.tui.sending import after_many_gaps, send

    people = chosen(at)
    if len(people) == 1:
        send(app, people[0], app.planner.views.person(people[0]).name)
        app.clear_marks()
        return

    def log_all() -> None:
        who = f"{len(people)} people"
        at_once(app.planner, f"Sent to {who}", people, lambda person: app.planner.steps.sent(person, as_is=True))
        app.say(f"Logged as sent to {who}. The clocks run; {key_of('plan.undo')} takes all {len(people)} back.")
        app.clear_marks()

    after_many_gaps(app, people, log_all)
