"""A company's whole queue foreseen: the day on which each person's turn comes if nobody answers and each is written to on their day."""

from __future__ import annotations

import datetime as dt

from outreach.domain.kinds import StepState
from outreach.domain.model import Step, StepId
from outreach.domain.timing.conductor import conduct
from outreach.domain.timing.due import Due, Urgency
from outreach.domain.timing.facts import Facts, Rules
from outreach.domain.timing.history import ASKING, FIRST, TOUCHES, read_history
from outreach.domain.timing.holds import person_hold
from outreach.domain.timing.notebook import Notebook
from outreach.domain.timing.reckoning import Reckoning
from outreach.domain.timing.slots import Gate

MOST = 12
"""People foreseen at one company; what lies behind them is guesswork."""

HORIZON = dt.timedelta(weeks=26)
"""How far ahead to look."""

_LOOKS = 8
"""Looks at the schedule per person waiting: a few touches each and the days between them."""

_MORNING = dt.time(9)


def foresee(facts: Facts, rules: Rules, today: dt.date, reckoning: Reckoning | None = None) -> dict[StepId, dt.date]:
    """The day on which each queued first touch may go out if everybody stays silent.

    Left out are those that cannot be foreseen, and whoever is first where no conversation is open: that day is sure.
    The real schedule is replayed from today on, every touch sent in the morning of its day. With a ``reckoning`` the budgets are those
    of each day, and what is sent is noted in it: no day foreseen passes a ceiling. Without one they stay as they are today. Answers and
    full days move the real dates: what comes out is a picture of silence, not a promise.
    """
    waiting = [step.id for step in facts.steps if step.state is StepState.OPEN and step.kind in FIRST and step.on is None]
    if facts.company is None or not waiting:
        return {}
    book, day = Notebook.of(facts, rules), today
    book.strangers = facts.strangers
    found: dict[StepId, dt.date] = {}
    for _ in range(_LOOKS * min(len(waiting), MOST)):
        if reckoning is not None:
            book.rules = reckoning.rules(rules, day)
        dues = [due for due in book.dues(day) if due.kind in TOUCHES and due.on is not None and due.urgency is not Urgency.NONE]
        ready = next((due for due in dues if _may_go(due, day)), None)
        if ready is not None:
            if reckoning is not None:
                reckoning.log(book.steps[ready.step], day, facts.strangers)
            if ready.kind in FIRST:
                found[ready.step] = day
                if len(found) >= min(len(waiting), MOST):
                    break
            book.log_done(ready.step, dt.datetime.combine(day, _MORNING, tzinfo=dt.UTC))
            continue
        coming = min((due.on for due in dues if due.on is not None and due.on > day and _worth_waiting(due)), default=None)
        if coming is None or coming > today + HORIZON:
            break
        day = coming
    sure = _sure(facts, rules, today)
    return {
        step.id: found[step.id]
        for step in facts.steps
        if step.id in found and step.id != sure and not _held_apart(step, facts, rules, today)
    }


def _sure(facts: Facts, rules: Rules, today: dt.date) -> StepId | None:
    """The first in the queue where no conversation is open: their day hangs on nobody's silence."""
    stand = conduct(facts, rules, read_history(facts), today)
    if stand.next_candidate is None or any(slot.kind in (Gate.SILENCE, Gate.QUIET) for slot in stand.slots):
        return None
    return stand.next_candidate.id


def _held_apart(step: Step, facts: Facts, rules: Rules, today: dt.date) -> bool:
    """Whether something other than the queue keeps it waiting, so that silence is not what its day hangs on."""
    person = next((one for one in facts.people if one.id == step.person), None)
    return (step.snoozed_until is not None and step.snoozed_until > today) or person_hold(person, rules, today, facts) is not None


def _may_go(due: Due, day: dt.date) -> bool:
    return due.urgency in (Urgency.DUE, Urgency.OVERDUE) or (due.urgency is Urgency.PROMISE and due.day_has_come(day))


def _worth_waiting(due: Due) -> bool:
    return due.promise or due.kind in ASKING
