"""A company's whole queue foreseen: whose turn comes when, if nobody answers."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.kinds import PersonState, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Person, PersonId, Step, StepId
from outreach.domain.timing.cadence import parse_cadences
from outreach.domain.timing.due import Urgency
from outreach.domain.timing.facts import Facts, Rules
from outreach.domain.timing.foresee import MOST, foresee
from outreach.domain.timing.notebook import Notebook
from outreach.paths import shipped_data
from outreach.text import clean

RULES = Rules(cadences=parse_cadences((shipped_data() / "cadences.toml").read_text(encoding="utf-8")))
HERE = CompanyId(1)
MONDAY = dt.date(2026, 11, 23)


def at(day: dt.date, hour: int = 10) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)


def queue(count: int, rules: Rules = RULES) -> Notebook:
    """A company with so many people, each with a first touch prepared on Monday."""
    book = Notebook(rules)
    book.add_company(Company(id=HERE, name=clean("Fernwick Labs")))
    for number in range(1, count + 1):
        book.add_person(Person(id=PersonId(number), name=clean(f"Person{number} X"), company=HERE, state=PersonState.INSIDER))
        book.plan(Step(kind=StepKind.FIRST_TOUCH, person=PersonId(number), company=HERE, made_at=at(MONDAY)))
    return book


def told(book: Notebook, today: dt.date = MONDAY) -> list[str]:
    return [f"{on:%a %-d %b}" for on in foresee(book.facts(HERE), book.rules, today).values()]


def begun(count: int, rules: Rules = RULES) -> Notebook:
    """The same once the first of them was written to."""
    book = queue(count, rules)
    book.log_done(StepId(1), at(MONDAY))
    return book


def test_a_queue_of_five_is_foreseen_by_hand() -> None:
    # k = 2. The first goes out on Mon 23, three business days on (Thu 26) the second. Both places are then taken: the first rests
    # three business days after its follow-up (Wed 2 Dec + 3 = Mon 7), the second after its own (Thu 26 + 7 = Mon 7, + 3 = Thu 10).
    # The third begins on Mon 7 and the fourth on Thu 10; the fifth when the third rests (Wed 16 + 3 = Mon 21).
    behind = ["Thu 26 Nov", "Mon 7 Dec", "Thu 10 Dec", "Mon 21 Dec"]
    assert told(queue(5)) == behind
    assert told(begun(5)) == behind


def test_the_first_in_the_queue_hangs_on_nobodys_silence_and_is_not_foreseen() -> None:
    assert StepId(1) not in foresee(queue(3).facts(HERE), RULES, MONDAY)
    book = begun(3)
    book.log(StepKind.DECLINED, PersonId(1), at(MONDAY, 11))
    assert list(foresee(book.facts(HERE), RULES, MONDAY)) == [StepId(3)]


def test_with_room_for_one_at_a_time_each_waits_for_the_rest_of_the_one_before() -> None:
    rules = msgspec.structs.replace(RULES, open_first_touches=1)
    # Mon 23 Nov, follow-up Wed 2 Dec, silent until Mon 7 Dec; Mon 7, follow-up Wed 16, silent until Mon 21.
    assert told(queue(3, rules)) == ["Mon 7 Dec", "Mon 21 Dec"]


def test_days_off_push_the_whole_queue() -> None:
    off = frozenset({dt.date(2026, 11, 26), dt.date(2026, 11, 27)})
    rules = msgspec.structs.replace(RULES, calendar=msgspec.structs.replace(RULES.calendar, days_off=off))
    # Mon 23: Tue, Wed, Mon 30 are the three days of silence.
    assert told(queue(2, rules)) == ["Mon 30 Nov"]


def test_an_answer_that_is_owed_is_taken_to_be_given_on_its_day() -> None:
    book = queue(2)
    book.log_done(StepId(1), at(MONDAY))
    book.log(StepKind.REPLIED, PersonId(1), at(dt.date(2026, 11, 24)))
    # Owed and given on Wed 25; five quiet business days after that is Wed 2 Dec.
    assert told(book, dt.date(2026, 11, 24)) == ["Wed 2 Dec"]


def test_somebody_paused_or_snoozed_is_not_said_to_hang_on_silence() -> None:
    book = queue(4)
    book.add_person(msgspec.structs.replace(book.people[PersonId(2)], paused_until=dt.date(2026, 12, 15)))
    book.change(StepId(3), snoozed_until=dt.date(2026, 12, 1))
    assert set(foresee(book.facts(HERE), RULES, MONDAY)) == {StepId(4)}


def test_a_day_set_by_hand_is_no_foresight() -> None:
    book = queue(3)
    book.change(StepId(2), on=dt.date(2026, 12, 24))
    assert set(foresee(book.facts(HERE), RULES, MONDAY)) == {StepId(3)}


def test_only_so_many_are_foreseen_and_nothing_of_no_company() -> None:
    assert len(foresee(queue(MOST + 5).facts(HERE), RULES, MONDAY)) == MOST - 1
    assert foresee(Facts(company=None, steps=(Step(id=StepId(1), kind=StepKind.FIRST_TOUCH),)), RULES, MONDAY) == {}


def test_the_plan_itself_is_left_alone() -> None:
    book = queue(4)
    before = dict(book.steps)
    foresee(book.facts(HERE), RULES, MONDAY)
    assert book.steps == before


@settings(max_examples=40, deadline=None)
@given(
    count=st.integers(1, 6),
    k=st.integers(1, 3),
    gap=st.integers(0, 3),
    sent=st.integers(0, 3),
    weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5})]),
    off=st.sets(st.integers(0, 40), max_size=5),
)
def test_what_was_foreseen_comes_true_when_nobody_answers(
    count: int, k: int, gap: int, sent: int, weekend: frozenset[int], off: set[int]
) -> None:
    """Living through the silence day by day, each step is asked for on the very day foreseen at the start."""
    calendar = msgspec.structs.replace(RULES.calendar, weekend=weekend, days_off=frozenset(MONDAY + dt.timedelta(days=one) for one in off))
    rules = msgspec.structs.replace(RULES, calendar=calendar, open_first_touches=k, company_gap=gap)
    book = queue(count, rules)
    for number in range(1, min(sent, count) + 1):
        book.log_done(StepId(number), at(MONDAY))
    today = calendar.next_workday(MONDAY + dt.timedelta(days=1))
    foreseen = foresee(book.facts(HERE), rules, today)
    lived: dict[StepId, dt.date] = {}
    for ahead in range(150):
        day = today + dt.timedelta(days=ahead)
        while ready := next((due for due in book.dues(day) if due.asks and due.kind is not StepKind.NEXT_INSIDER), None):
            if ready.kind is StepKind.FIRST_TOUCH:
                lived[ready.step] = day
            book.log_done(ready.step, at(day, 9))
    assert len(lived) == count - min(sent, count)
    assert set(lived) - set(foreseen) <= ({min(lived)} if lived and not sent else set())
    assert {step: lived[step] for step in foreseen} == foreseen


def test_the_one_next_in_line_is_foreseen_on_the_day_the_schedule_gives() -> None:
    book = queue(3)
    book.log_done(StepId(1), at(MONDAY))
    today = dt.date(2026, 11, 24)
    held = {due.step: due.on for due in book.dues(today) if due.urgency is Urgency.HELD and due.on is not None}
    foreseen = foresee(book.facts(HERE), RULES, today)
    assert held == {StepId(2): dt.date(2026, 11, 26)}
    assert foreseen[StepId(2)] == held[StepId(2)]


@pytest.mark.parametrize("state", [StepState.SKIPPED, StepState.RETIRED])
def test_a_step_given_up_has_no_foreseen_day(state: StepState) -> None:
    book = queue(3)
    book.change(StepId(2), state=state)
    assert set(foresee(book.facts(HERE), RULES, MONDAY)) == {StepId(3)}
