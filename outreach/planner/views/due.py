"""What is due, in words: the follow-ups of a company, a whole day, and one step explained term by term."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.agenda import Agenda, agenda
from outreach.domain.kinds import CompanyStatus, DraftStatus, PersonState, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Draft, DraftId, Person, PersonId, Step, StepId
from outreach.domain.saying import plural
from outreach.domain.timing.due import Due, Urgency
from outreach.domain.timing.levelling import order_key
from outreach.domain.timing.restraints import Restraint
from outreach.errors import Problem, Refused
from outreach.planner.day_rows import DueRow, Rest, TermRow, TodayRow, TriageRow
from outreach.planner.words import day_short

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

WHAT = {
    StepKind.FIRST_TOUCH: "write to {}",
    StepKind.INVITE: "invite {}",
    StepKind.FOLLOW_UP: "follow up with {}",
    StepKind.NEXT_INSIDER: "write to {}",
    StepKind.THANK_YOU: "thank {}",
    StepKind.REPORT_BACK: "report back to {}",
    StepKind.REPLY_OWED: "answer {}",
    StepKind.CONFIRM: "confirm the talk with {}",
    StepKind.TALK: "talk with {}",
    StepKind.SHARE: "share something with {}",
    StepKind.GIVE: "do something for {}",
    StepKind.ENGAGE: "comment on what {} posted",
    StepKind.CONGRATULATE: "congratulate {}",
    StepKind.INTRO_REQUEST: "ask for an introduction to {}",
    StepKind.INTRO_MADE: "make an introduction for {}",
    StepKind.REFERRAL_ASK: "ask {} for a referral",
    StepKind.RECOMMENDATION_ASK: "ask {} for a recommendation",
    StepKind.WITHDRAW: "withdraw the invitation to {}",
    StepKind.RESEARCH: "read up on {}",
}
"""How each kind of step is said."""

RANK = {Urgency.PROMISE: 0, Urgency.OVERDUE: 1, Urgency.DUE: 2, Urgency.SOON: 3, Urgency.WAITING: 4, Urgency.HELD: 5, Urgency.NONE: 6}
"""The order urgencies are listed in."""


def followups(planner: Planner, company_id: CompanyId, on: dt.date | None = None) -> list[DueRow]:
    """Every open step at a company as it stands on a day, today unless said.

    Pinned ones and what presses come first; what is to come follows by its day, whether that is certain or foreseen.
    """
    day = on or planner.today()
    foreseen = planner.timetable.foreseen(company_id, day)
    rows = [_if_silent(row(planner, due, day), due, foreseen) for due in planner.timetable.dues(company_id, day)]
    return sorted(rows, key=_by_day)


def _by_day(one: DueRow) -> tuple[bool, int, dt.date, int, StepId]:
    rank = RANK[Urgency(one.urgency)]
    return not one.pinned, min(rank, RANK[Urgency.SOON]), one.foreseen or one.on or dt.date.max, rank, one.step


def explain(planner: Planner, step_id: StepId) -> DueRow:
    """One open step with every term of its date. Raises Refused for a step that is history."""
    step = planner.store.get(Step, step_id)
    if step.state is not StepState.OPEN:
        over = "closed by what happened since" if step.state is StepState.SUPERSEDED else step.state.value
        raise Refused((Problem("step", f"number {step_id} is {over}; 'outreach today --all' lists what is open"),))
    today = planner.today()
    due = planner.timetable.due(step_id, today)
    return _if_silent(row(planner, due, today), due, planner.timetable.foreseen(planner.timetable.place_of(step), today))


def _if_silent(one: DueRow, due: Due, foreseen: Mapping[StepId, dt.date]) -> DueRow:
    """A row that waits in the queue, with the day it comes up if nobody answers before; said as foreseen, never as certain."""
    when = foreseen.get(due.step)
    if when is None or due.urgency is not Urgency.HELD:
        return one
    term = TermRow(label="if nobody answers before", effect=day_short(when))
    return msgspec.structs.replace(one, foreseen=when, day=day_short(when), when="if silent", terms=(*one.terms, term))


def today(planner: Planner, day: dt.date) -> TodayRow:
    """What ``day`` asks: promises first, then overdue, due, soon and waiting; the cap moves the rest, visibly."""
    return today_in_short(planner, day, None)[0]


def today_in_short(planner: Planner, day: dt.date, quiet: int | None) -> tuple[TodayRow, Rest]:
    """The same with at most ``quiet`` rows (None = all) of each group that asks for nothing yet, and how many more there are.

    A plan of twenty thousand steps has more than a thousand that wait: a page that only counts them need not have them in words.
    """
    plan, dues = _agenda(planner, day)
    unsent: dict[PersonId, DraftId] = {d.person: d.id for d in planner.store.all(Draft) if d.status is not DraftStatus.SENT}

    def rows(group: tuple[Due, ...], most: int | None = None) -> tuple[DueRow, ...]:
        return tuple([row(planner, due, day, unsent) for due in sorted(group, key=lambda one: not one.pinned)[:most]])

    waiting = tuple(sorted((*plan.waiting, *plan.held), key=order_key))
    short = TodayRow(
        day=day,
        promises=rows(plan.promises),
        overdue=rows(plan.overdue),
        due=rows(plan.due),
        soon=rows(plan.soon, quiet),
        waiting=rows(waiting, quiet),
        moved=tuple([_moved(row(planner, one.due, day, unsent), one.to) for one in plan.moved[:quiet]]),
        resting=plan.resting,
        triage=tuple(_triage(planner)),
        count=plan.count_due,
        slots=_slots(dues),
    )
    return short, Rest(
        soon=len(plan.soon) - len(short.soon), waiting=len(waiting) - len(short.waiting), moved=len(plan.moved) - len(short.moved)
    )


def count(planner: Planner, day: dt.date) -> int:
    """How many things ``day`` asks for: promises whose day has come, overdue and due."""
    return _agenda(planner, day)[0].count_due


def _agenda(planner: Planner, day: dt.date) -> tuple[Agenda, tuple[Due, ...]]:
    config = planner.config
    dues = planner.timetable.all_dues(day)
    calendar = planner.timetable.calendar(day)
    return agenda(dues, day, calendar, daily_target=config.daily_target, rest_days=frozenset(config.rest_days)), dues


def _slots(dues: tuple[Due, ...]) -> tuple[str, ...]:
    """What a used-up budget holds back, and until when: one line per channel and day that somebody waits for."""
    decided = (due.holds[0] for due in dues if due.held_by and due.holds)
    waiting = Counter((hold.channel, hold.until) for hold in decided if hold.channel is not None)
    return tuple(
        f"{plural(count, channel.value)} held back: {f'next free slot {day_short(free)}' if free else 'a slot frees on an answer'}"
        for (channel, free), count in sorted(waiting.items(), key=lambda one: one[0][1] or dt.date.max)
    )


def _triage(planner: Planner) -> list[TriageRow]:
    waiting: dict[CompanyId, int] = {}
    for person in planner.store.where(Person, "state", PersonState.NEW):
        if person.company is not None:
            waiting[person.company] = waiting.get(person.company, 0) + 1
    companies = {company.id: company for company in planner.store.all(Company) if company.id in waiting}
    return [
        TriageRow(company=number, company_name=companies[number].name, people=count)
        for number, count in sorted(waiting.items())
        if number in companies and companies[number].status is CompanyStatus.ACTIVE
    ]


def _moved(due: DueRow, to: dt.date) -> DueRow:
    """A row the daily cap pushed on: it says to which day, and asks for nothing now."""
    return msgspec.structs.replace(due, moved_to=to, when=f"on {day_short(to)}")


def row(planner: Planner, due: Due, day: dt.date, unsent: Mapping[PersonId, DraftId] | None = None) -> DueRow:
    """A due in the words of a list. ``unsent`` is everybody's newest unsent draft, when that is at hand already."""
    store = planner.store
    step = store.get(Step, due.step)
    person = store.find(Person, due.person) if due.person is not None else None
    company = store.find(Company, due.company) if due.company is not None else None
    draft = None
    if person is not None:
        if unsent is None:
            unsent = {d.person: d.id for d in store.where(Draft, "person", person.id) if d.status is not DraftStatus.SENT}
        draft = unsent.get(person.id)
    return DueRow(
        step=due.step,
        kind=due.kind,
        what=what(step, person, company),
        person=due.person,
        person_name=person.name if person else "",
        company=due.company,
        company_name=company.name if company else "",
        on=due.on,
        day=day_short(due.on) if due.on else "",
        when=_when(planner, due, day),
        urgency=due.urgency.value,
        why=due.why,
        terms=tuple(TermRow(label=term.what, effect=term.effect) for term in due.reasons),
        promise=due.promise,
        draft=draft,
        held_by=due.held_by,
        held_until=due.held_until,
        pinned=step.pinned,
        snoozed_until=step.snoozed_until,
    )


def what(step: Step, person: Person | None, company: Company | None) -> str:
    """What a step asks for: ``write to Ana Ruiz``; one typed by hand speaks for itself."""
    whom = person.name if person else company.name if company else ""
    if step.kind is StepKind.TODO or (step.kind not in WHAT):
        return step.text.split("\n")[0] or step.kind.value
    if step.kind is StepKind.NEXT_INSIDER and person is None:
        return f"write to the next insider at {whom}" if whom else "write to the next insider"
    if step.kind is StepKind.INTRO_REQUEST and step.text.startswith("for an introduction to "):
        return f"ask {whom or 'them'} {step.text}"
    return WHAT[step.kind].format(whom or "them")


def _when(planner: Planner, due: Due, day: dt.date) -> str:
    if due.on is None:
        taken = due.urgency is Urgency.HELD and bool(due.holds) and due.holds[0].rule is Restraint.SLOT
        return "on an answer" if taken else ""
    if due.late > 0:
        return f"{due.late} bd late"
    if due.on <= day:
        return "today"
    ahead = planner.timetable.calendar(day).between(day, due.on)
    if (due.on - day).days == 1:
        return "tomorrow"
    return f"in {ahead} bd" if ahead else f"on {day_short(due.on)}"
