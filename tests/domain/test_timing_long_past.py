"""Conversations long over are left out of a company's queue: that must never change what the schedule says."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from outreach.domain.kinds import PersonState, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Person, PersonId, Step, StepId
from outreach.domain.timing import conductor
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.history import read_history
from outreach.domain.timing.schedule import Facts, Rules, schedule
from outreach.text import clean

TODAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
HAPPENS = (StepKind.FIRST_TOUCH, StepKind.FOLLOW_UP, StepKind.REPLIED, StepKind.DECLINED, StepKind.TALK, StepKind.SHARE)
OPEN = (StepKind.FIRST_TOUCH, StepKind.FIRST_TOUCH, StepKind.FIRST_TOUCH, StepKind.INVITE, StepKind.FOLLOW_UP, StepKind.NEXT_INSIDER)


def some_company(chance: random.Random) -> Facts:
    """Eight people with a past of up to eighty days and a few open steps, some of them old, dated or anchored."""
    company = CompanyId(1)
    people = tuple(
        Person(id=PersonId(n), name=clean(f"Insider {n}"), company=company, state=PersonState.INSIDER if n % 7 else PersonState.AVOID)
        for n in range(1, 9)
    )
    steps: list[Step] = []
    for number in range(1, 14):
        ago = dt.timedelta(days=chance.randint(-2, 80), hours=chance.randint(0, 12))
        done = number <= 11
        anchor = chance.choice(steps).id if steps and chance.random() < 0.4 else None
        steps.append(
            Step(
                id=StepId(number),
                kind=chance.choice(HAPPENS if done else OPEN),
                company=company,
                person=chance.choice(people).id,
                state=StepState.DONE if done else StepState.OPEN,
                done_at=NOON - ago if done and chance.random() < 0.95 else None,
                made_at=NOON - ago / 2,
                on=(NOON - ago / 3).date() if not done and chance.random() < 0.2 else None,
                anchor=anchor,
            )
        )
    return Facts(company=Company(id=company, name=clean("Fernwick Labs")), people=people, steps=tuple(steps))


def rules(chance: random.Random) -> Rules:
    off = frozenset(TODAY - dt.timedelta(days=chance.randint(0, 90)) for _ in range(6))
    return Rules(
        cadences={},
        calendar=WorkCalendar(days_off=off),
        company_gap=chance.choice((0, 1, 8)),
        quiet=chance.choice((1, 5)),
        open_first_touches=chance.choice((1, 2)),
    )


def test_leaving_out_what_is_long_over_changes_no_day_and_no_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(20261123)
    left_out = 0
    for _ in range(400):
        facts, law = some_company(chance), rules(chance)
        today = TODAY + dt.timedelta(days=chance.randint(-10, 20))
        short = schedule(facts, law, today)
        few = len(conductor.conduct(facts, law, read_history(facts), today).slots)
        with monkeypatch.context() as patch:
            patch.setattr(conductor, "long_past", lambda *_: None)
            assert schedule(facts, law, today) == short
            left_out += len(conductor.conduct(facts, law, read_history(facts), today).slots) - few
    assert left_out > 100


def test_a_calendar_that_is_all_holiday_in_the_past_leaves_nobody_out() -> None:
    long_ago = TODAY - dt.timedelta(days=1)
    holidays = frozenset(long_ago - dt.timedelta(days=back) for back in range(900))
    waiting = [Step(id=StepId(1), kind=StepKind.FIRST_TOUCH, made_at=NOON)]
    assert conductor.long_past(waiting, Rules(cadences={}, calendar=WorkCalendar(days_off=holidays)), TODAY) is None
