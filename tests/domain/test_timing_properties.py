"""What must hold in every history, whatever the user does and in whatever order."""

from __future__ import annotations

import datetime as dt
import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.agenda import agenda
from outreach.domain.kinds import CompanyStatus, PersonState, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Person, PersonId, Step
from outreach.domain.timing.cadence import parse_cadences
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.conductor import conduct
from outreach.domain.timing.due import SOON
from outreach.domain.timing.history import ASKING, FIRST, read_history
from outreach.domain.timing.notebook import Notebook
from outreach.domain.timing.schedule import Due, Rules, Urgency, schedule
from outreach.domain.timing.stages import CEILING
from outreach.paths import shipped_data

CADENCES = parse_cadences((shipped_data() / "cadences.toml").read_text(encoding="utf-8"))
START = dt.date(2026, 11, 23)
EVENTS = (
    StepKind.REPLIED,
    StepKind.ACCEPTED,
    StepKind.DECLINED,
    StepKind.OUT_OF_OFFICE,
    StepKind.NO_SHOW,
    StepKind.INTRODUCED,
    StepKind.REFERRED,
    StepKind.TALK,
    StepKind.APPLIED,
    StepKind.INTERVIEW,
    StepKind.GOOD_NEWS,
    StepKind.ENGAGE,
)
calendars = st.builds(
    WorkCalendar,
    weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset({6}), frozenset[int]()]),
    days_off=st.frozensets(st.integers(0, 90).map(lambda n: START + dt.timedelta(days=n)), max_size=8),
)
moves = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40), st.integers(0, 6), st.integers(0, 23)), min_size=1, max_size=30)


class Search:
    """A search played by somebody who does what is asked, and to whom anything may happen."""

    def __init__(self, calendar: WorkCalendar, k: int) -> None:
        self.book = Notebook(Rules(cadences=CADENCES, calendar=calendar, open_first_touches=k))
        self.book.add_company(Company(id=CompanyId(1), name="Fernwick Labs"))
        self.today = START
        for number in range(1, 6):
            introducer = PersonId(5) if number == 2 else None
            cadence = ("", "recruiter", "", "warm-reconnect", "")[number - 1]
            self.book.add_person(
                Person(
                    id=PersonId(number),
                    name=f"Person {number}",
                    company=CompanyId(1),
                    state=PersonState.INSIDER,
                    introducer=introducer,
                    cadence=cadence,
                )
            )
            kind = StepKind.INVITE if number == 4 else StepKind.FIRST_TOUCH
            self.book.plan(Step(kind=kind, person=PersonId(number), company=CompanyId(1), made_at=self.at(9)))

    def at(self, hour: int) -> dt.datetime:
        return dt.datetime.combine(self.today, dt.time(hour), tzinfo=dt.UTC)

    def dues(self) -> list[Due]:
        return self.book.dues(self.today)

    def move(self, action: int, which: int, days: int, hour: int) -> None:
        self.today += dt.timedelta(days=days)
        asked = [due for due in self.dues() if due.asks or due.urgency is Urgency.PROMISE]
        person = PersonId(which % 5 + 1)
        if action <= 4:
            if asked:
                self.book.log_done(asked[which % len(asked)].step, self.at(hour))
        elif action <= 7:
            self.book.log(EVENTS[which % len(EVENTS)], person, self.at(hour))
        elif asked and action == 8:
            self.book.change(asked[which % len(asked)].step, snoozed_until=self.today + dt.timedelta(days=which))
        elif action == 9:
            status = CompanyStatus.PAUSED if which % 2 else CompanyStatus.ACTIVE
            self.book.add_company(Company(id=CompanyId(1), name="Fernwick Labs", status=status))

    def play(self, played: list[tuple[int, int, int, int]]) -> Search:
        for one in played:
            self.move(*one)
        return self


@settings(max_examples=60, deadline=None)
@given(calendars, st.integers(1, 3), moves)
def test_every_open_step_has_one_row_and_date_and_urgency_agree(
    calendar: WorkCalendar, k: int, played: list[tuple[int, int, int, int]]
) -> None:
    search = Search(calendar, k).play(played)
    dues = search.dues()
    steps = search.book.steps
    assert sorted(due.step for due in dues) == sorted(step.id for step in steps.values() if step.state is StepState.OPEN)
    for due in dues:
        snoozed = steps[due.step].snoozed_until
        asleep = snoozed is not None and snoozed > search.today
        assert due.late >= 0
        assert due.why
        assert due.reasons
        if due.on is not None and not calendar.is_workday(due.on):
            assert due.on == snoozed or due.by_hand
        match due.urgency:
            case Urgency.OVERDUE:
                assert due.on is not None
                assert due.on < search.today
                assert due.late == calendar.between(due.on, search.today) > 0
            case Urgency.DUE:
                assert due.on is not None
                assert due.on <= search.today
                assert calendar.between(due.on, search.today) == 0
            case Urgency.SOON:
                assert due.on is not None
                assert due.on > search.today
                assert calendar.between(search.today, due.on) <= SOON
            case Urgency.WAITING:
                assert due.on is not None
                assert due.on > search.today
                assert asleep or calendar.between(search.today, due.on) > SOON
            case Urgency.HELD:
                assert due.held_by
                assert not due.armed
                assert due.on is None or due.on > search.today or due.by_hand
            case Urgency.PROMISE:
                assert due.promise
            case Urgency.NONE:
                assert due.on is None


@settings(max_examples=60, deadline=None)
@given(calendars, st.integers(1, 3), moves)
def test_no_history_has_more_open_first_touches_than_allowed(
    calendar: WorkCalendar, k: int, played: list[tuple[int, int, int, int]]
) -> None:
    search = Search(calendar, k)
    for one in played:
        search.move(*one)
        facts = search.book.facts(CompanyId(1))
        history = read_history(facts)
        flying = conduct(facts, search.book.rules, history, search.today).in_flight(search.today)
        # An invitation to somebody one is talking with already is no first touch.
        armed = sum(due.armed and due.kind in FIRST and history.of(due.person).last_answer is None for due in search.dues())
        assert flying + armed <= k or (armed == 0 and flying <= k)


@settings(max_examples=60, deadline=None)
@given(calendars, moves)
def test_nobody_who_does_what_is_asked_sends_more_than_the_ceiling(calendar: WorkCalendar, played: list[tuple[int, int, int, int]]) -> None:
    search = Search(calendar, 2)
    for one in played:
        search.move(*one)
        history = read_history(search.book.facts(CompanyId(1)))
        assert all(len(history.of(person).unanswered()) <= CEILING for person in search.book.people)


@settings(max_examples=60, deadline=None)
@given(calendars, moves)
def test_a_promise_is_never_lost(calendar: WorkCalendar, played: list[tuple[int, int, int, int]]) -> None:
    search = Search(calendar, 2)
    for one in played:
        search.move(*one)
        promised = {step.id for step in search.book.steps.values() if step.promise}
        assert all(search.book.steps[number].state in (StepState.OPEN, StepState.DONE) for number in promised)
        shown = agenda(search.dues(), search.today, calendar, daily_target=1)
        kept = {due.step for due in shown.promises}
        for number in promised:
            step = search.book.steps[number]
            asleep = step.snoozed_until is not None and step.snoozed_until > search.today
            assert (number in kept) == (step.state is StepState.OPEN and not asleep)


@settings(max_examples=40, deadline=None)
@given(calendars, moves, st.integers(0, 1_000))
def test_the_order_of_the_records_changes_nothing(calendar: WorkCalendar, played: list[tuple[int, int, int, int]], seed: int) -> None:
    search = Search(calendar, 2).play(played)
    facts = search.book.facts(CompanyId(1))
    steps = list(facts.steps)
    random.Random(seed).shuffle(steps)
    shuffled = msgspec.structs.replace(facts, steps=tuple(steps))
    assert schedule(shuffled, search.book.rules, search.today) == schedule(facts, search.book.rules, search.today)


@settings(max_examples=40, deadline=None)
@given(calendars, moves)
def test_a_day_that_has_come_does_not_move_by_itself(calendar: WorkCalendar, played: list[tuple[int, int, int, int]]) -> None:
    search = Search(calendar, 2).play(
        [(action, which, days, hour) for action, which, days, hour in played if EVENTS[which % 12] is not StepKind.GOOD_NEWS]
    )
    today = {due.step: due for due in search.dues() if due.asks}
    search.today += dt.timedelta(days=1)
    tomorrow = {due.step: due for due in search.dues()}
    woken = {step.id for step in search.book.steps.values() if step.snoozed_until is not None}
    for number, due in today.items():
        if not (due.kind in FIRST and woken):
            assert tomorrow[number].on == due.on


@settings(max_examples=40, deadline=None)
@given(calendars, moves, st.integers(1, 6), st.frozensets(st.integers(0, 6), max_size=2))
def test_the_agenda_shows_every_row_once_and_asks_no_more_than_its_target(
    calendar: WorkCalendar, played: list[tuple[int, int, int, int]], target: int, rest: frozenset[int]
) -> None:
    search = Search(calendar, 3).play(played)
    dues = search.dues()
    plan = agenda(dues, search.today, calendar, daily_target=target, rest_days=rest)
    shown = [due.step for group in (plan.promises, plan.overdue, plan.due, plan.soon, plan.waiting, plan.held) for due in group]
    shown += [row.due.step for row in plan.moved]
    assert sorted(shown) == sorted(due.step for due in dues if due.urgency is not Urgency.NONE)
    assert len(plan.overdue) + len(plan.due) <= max(0, target - len(plan.promises_due))
    assert all(row.to > search.today and row.to.weekday() not in rest and calendar.is_workday(row.to) for row in plan.moved)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_no_person_gets_a_second_first_touch_of_one_kind(seed: int) -> None:
    rng = random.Random(seed)
    search = Search(WorkCalendar(), 2)
    search.play([(rng.randrange(10), rng.randrange(41), rng.randrange(4), rng.randrange(24)) for _ in range(25)])
    sent = [(step.person, step.kind) for step in search.book.steps.values() if step.kind in FIRST and step.state is StepState.DONE]
    assert len(sent) == len(set(sent))
    assert all(step.kind in ASKING for step in search.book.steps.values() if step.kind in FIRST)
