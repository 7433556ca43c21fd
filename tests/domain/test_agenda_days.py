"""What a day asks: promises first, a cap, rest days, and no avalanche after two years away."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.domain.agenda import agenda
from outreach.domain.kinds import StepKind
from outreach.domain.model import CompanyId, StepId
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.due import Due, Urgency, late_words, urgency_of
from outreach.domain.timing.forecast import forecast
from outreach.domain.timing.levelling import level

MONDAY = dt.date(2026, 11, 23)
CALENDAR = WorkCalendar()


def row(step: int, ahead: int | None, **fields: object) -> Due:
    on = None if ahead is None else MONDAY + dt.timedelta(days=ahead)
    urgency = fields.pop("urgency", None) or urgency_of(on, MONDAY, CALENDAR)[0]
    return Due(step=StepId(step), kind=StepKind.FOLLOW_UP, company=CompanyId(1), on=on, urgency=urgency, **fields)  # type: ignore[arg-type]


def test_everything_stands_in_its_group_and_promises_count_once_their_day_has_come() -> None:
    rows = [
        row(1, -3),
        row(2, 0),
        row(3, 1),
        row(4, 20),
        row(5, None, urgency=Urgency.HELD),
        row(6, -1, urgency=Urgency.PROMISE, promise=True),
        row(7, 9, urgency=Urgency.PROMISE, promise=True),
        row(8, None, urgency=Urgency.NONE),
    ]
    day = agenda(rows, MONDAY, CALENDAR)
    groups = (day.promises, day.overdue, day.due, day.soon, day.waiting, day.held)
    assert [[due.step for due in group] for group in groups] == [[6, 7], [1], [2], [3], [4], [5]]
    assert [due.step for due in day.promises_due] == [6]
    assert day.count_due == 3
    assert not day.moved


def test_what_is_over_the_target_moves_to_the_next_days_with_room_and_says_where() -> None:
    day = agenda([row(n, -1 if n < 4 else 0) for n in range(1, 9)], MONDAY, CALENDAR, daily_target=3)
    assert [due.step for due in day.overdue + day.due] == [1, 2, 3]
    assert [(moved.due.step, moved.to.day) for moved in day.moved] == [(4, 24), (5, 24), (6, 24), (7, 25), (8, 25)]


def test_work_moved_to_a_day_makes_room_for_what_is_due_on_it_already() -> None:
    rows = [row(1, 0), row(2, 0), row(3, 0), row(4, 1, urgency=Urgency.PROMISE, promise=True), row(5, 1, by_hand=True)]
    day = agenda(rows, MONDAY, CALENDAR, daily_target=2)
    assert [(moved.due.step, moved.to.day) for moved in day.moved] == [(3, 25)]


def test_promises_take_room_but_never_move() -> None:
    rows = [row(n, -n, urgency=Urgency.PROMISE, promise=True) for n in range(1, 8)] + [row(9, 0)]
    day = agenda(rows, MONDAY, CALENDAR, daily_target=3)
    assert len(day.promises) == 7
    assert [moved.due.step for moved in day.moved] == [9]
    assert day.count_due == 7


def test_a_pinned_row_and_a_day_set_by_hand_stay_and_pinned_comes_first() -> None:
    rows = [row(1, -9), row(2, -8), row(3, 0, pinned=True), row(4, 0, by_hand=True)]
    day = agenda(rows, MONDAY, CALENDAR, daily_target=1)
    assert {due.step for due in day.overdue + day.due} == {3, 4}
    assert day.due[0].step == 3
    assert {moved.due.step for moved in day.moved} == {1, 2}


def test_a_rest_day_asks_nothing_and_moves_the_work_past_it() -> None:
    rows = [row(1, 0), row(2, -1), row(3, -1, urgency=Urgency.PROMISE, promise=True)]
    day = agenda(rows, MONDAY, CALENDAR, rest_days={0})
    assert day.resting
    assert day.count_due == 0
    assert [due.step for due in day.promises] == [3]
    assert {(moved.due.step, moved.to) for moved in day.moved} == {(1, dt.date(2026, 11, 24)), (2, dt.date(2026, 11, 24))}


def test_five_hundred_rows_after_two_years_away_ask_for_five_today() -> None:
    rows = [row(n, -700 - n % 30) for n in range(1, 501)]
    day = agenda(rows, MONDAY, CALENDAR, daily_target=5)
    assert day.count_due == 5
    assert len(day.moved) == 495
    perday: dict[dt.date, int] = {}
    for moved in day.moved:
        perday[moved.to] = perday.get(moved.to, 0) + 1
    assert set(perday.values()) == {5}
    assert all(CALENDAR.is_workday(when) for when in perday)


def test_the_same_rows_in_another_order_give_the_same_day() -> None:
    rows = [row(n, -(n % 4)) for n in range(1, 20)]
    assert agenda(rows, MONDAY, CALENDAR) == agenda(rows[::-1], MONDAY, CALENDAR)


def test_a_calendar_of_rest_days_only_still_answers() -> None:
    day = agenda([row(1, 0), row(2, 0)], MONDAY, CALENDAR, rest_days=set(range(7)))
    assert day.count_due == 0
    assert len(day.moved) + len(day.due) == 2


def test_a_target_below_one_counts_as_one() -> None:
    assert len(agenda([row(1, 0), row(2, 0)], MONDAY, CALENDAR, daily_target=0).due) == 1


@pytest.mark.parametrize(
    ("late", "words"),
    [(0, ""), (-4, ""), (1, "1 business day late"), (60, "60 business days late"), (61, "long overdue"), (9000, "long overdue")],
)
def test_lateness_is_told_without_shouting(late: int, words: str) -> None:
    assert late_words(late) == words


def test_a_forecast_levels_day_seven_follow_ups_and_counts_each_step_once() -> None:
    rows = [row(n, 9) for n in range(1, 13)] + [row(20, -2), row(21, None, urgency=Urgency.HELD), row(22, 11, urgency=Urgency.HELD)]
    ahead = forecast(rows, MONDAY, CALENDAR, daily_target=4)
    assert len(ahead.days) == 21
    assert ahead.peak == 12
    assert ahead.levelled_peak == 4
    assert sum(day.levelled for day in ahead.days) + ahead.beyond == 13
    assert [(day.day.day, day.levelled) for day in ahead.days if day.levelled] == [(23, 1), (2, 4), (3, 4), (4, 4)]
    assert [day.day for day in ahead.days if day.foreseen] == [dt.date(2026, 12, 4)]
    assert all(day.free == (day.day.weekday() > 4) for day in ahead.days)


def test_a_forecast_says_how_much_lies_beyond_it() -> None:
    ahead = forecast([row(n, 0) for n in range(1, 41)], MONDAY, CALENDAR, daily_target=2, rest_days={2})
    assert sum(day.levelled for day in ahead.days) + ahead.beyond == 40
    assert ahead.beyond == 40 - 12 * 2
    assert all(day.levelled == 0 for day in ahead.days if day.free)


def test_the_forecast_and_the_agenda_move_the_same_work_to_the_same_days() -> None:
    rows = [row(n, n % 5 - 3) for n in range(1, 30)]
    plan = level(rows, MONDAY, CALENDAR, daily_target=3)
    ahead = forecast(rows, MONDAY, CALENDAR, daily_target=3)
    moved = {moved.due.step: moved.to for moved in agenda(rows, MONDAY, CALENDAR, daily_target=3).moved}
    placed = {due.step: day.day for day in ahead.days for due in day.steps}
    assert all(placed[step] == when for step, when in moved.items() if step in placed)
    assert sum(len(dues) for dues in plan.values()) == 29
