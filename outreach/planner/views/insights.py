"""The figures worth looking at: effort, conversations, people one can speak for; no count of connections (source: PRACTICES S08, S44)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from outreach.domain.dealings import day_of
from outreach.domain.etiquette.circle import standing
from outreach.domain.kinds import PersonState, Purpose, Source, StepKind, StepState
from outreach.domain.model import Evidence, Person, PersonId, Step
from outreach.domain.rates import PATIENCE
from outreach.domain.relationship import ANSWERS, ASKING_TOUCHES, WRITTEN_TOUCHES, history
from outreach.domain.statistics import share
from outreach.planner.search_rows import InsightsRow, PurposeRow, WeekRow
from outreach.planner.views.expected import expected
from outreach.planner.views.outcomes import outcomes
from outreach.planner.views.rates import Past, funnel, rate_rows

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

WEEKS = 6
"""Weeks of rhythm shown."""

EFFORT = WRITTEN_TOUCHES | {StepKind.TALK, StepKind.ENGAGE, StepKind.CONGRATULATE, StepKind.RESEARCH}
"""What counts as effort: what one does oneself."""


def insights(planner: Planner) -> InsightsRow:
    """Counts of one's own search. A rate is shown from ten cases on, with its interval."""
    store = planner.store
    today = planner.today()
    people = [p for p in store.all(Person) if p.state is not PersonState.DROPPED]
    evidence: dict[PersonId, list[Evidence]] = defaultdict(list)
    for record in store.all(Evidence):
        evidence[record.person].append(record)
    steps = store.all(Step)
    worth = standing(people, evidence, steps, today)
    threads: dict[PersonId, list[Step]] = defaultdict(list)
    for step in steps:
        if step.person is not None and step.source is not Source.ARCHIVE:
            threads[step.person].append(step)
    pasts = [history(thread, today) for thread in threads.values()]
    tried, answered, declined, by_purpose = _answers(planner, pasts)
    effort = _effort_by_week(steps)
    rates = rate_rows(planner, store.all(Person), evidence, threads)
    chains = outcomes(planner).chains
    invited = next((rate.of for rate in rates if (rate.metric, rate.by) == ("acceptance", "all")), 0)
    return InsightsRow(
        can_speak_for=worth.can_vouch,
        advocates=worth.advocates,
        conversations=worth.conversations,
        referrals=worth.referrals,
        answers=share(answered, tried).words,
        declined=declined,
        purposes=by_purpose,
        weeks=_weeks(effort, today),
        streak=_streak(effort, today),
        published=tuple(figure.words for figure in planner.library.published),
        rates=rates,
        funnel=funnel(pasts, chains),
        expected=expected(planner.library.published, {("reply", ""): tried, ("acceptance", ""): invited}),
        chains=chains,
    )


def _answers(planner: Planner, pasts: Iterable[Past]) -> tuple[int, int, int, tuple[PurposeRow, ...]]:
    """People written to long enough ago, how many of them answered, how many said no, and the same by purpose."""
    today = planner.today()
    calendar = planner.timetable.calendar(today)
    tried = answered = declined = 0
    sent: dict[str, int] = defaultdict(int)
    heard: dict[str, int] = defaultdict(int)
    for past in pasts:
        first = next(((day, step) for day, step in past if step.kind in ASKING_TOUCHES), None)
        if first is None:
            continue
        kinds = [step.kind for day, step in past if step.kind in ANSWERS and day >= first[0] and step.kind is not StepKind.ACCEPTED]
        replied = any(kind is not StepKind.DECLINED for kind in kinds)
        declined += StepKind.DECLINED in kinds
        if not kinds and calendar.add(first[0], PATIENCE) > today:
            continue
        purpose = (first[1].purpose or Purpose.LEARN).value
        tried += 1
        answered += replied
        sent[purpose] += 1
        heard[purpose] += replied
    rows = tuple(PurposeRow(purpose=name, written=sent[name], answered=heard[name]) for name in sorted(sent, key=lambda n: (-sent[n], n)))
    return tried, answered, declined, rows


def _weeks(counts: Mapping[dt.date, int], today: dt.date) -> tuple[WeekRow, ...]:
    monday = today - dt.timedelta(days=today.weekday())
    return tuple(WeekRow(monday=week, effort=counts.get(week, 0)) for week in (monday - dt.timedelta(weeks=n) for n in range(WEEKS)))


def _streak(counts: Mapping[dt.date, int], today: dt.date) -> int:
    """Weeks in a row with something done, this one included once something is; on effort, never on answers (source: PRACTICES S43)."""
    week = today - dt.timedelta(days=today.weekday())
    if not counts.get(week):
        week -= dt.timedelta(weeks=1)
    streak = 0
    while counts.get(week):
        streak += 1
        week -= dt.timedelta(weeks=1)
    return streak


def _effort_by_week(steps: Sequence[Step]) -> dict[dt.date, int]:
    counts: dict[dt.date, int] = defaultdict(int)
    for step in steps:
        if step.kind not in EFFORT or step.state is not StepState.DONE or step.source is Source.ARCHIVE:
            continue
        if (day := day_of(step)) is not None:
            counts[day - dt.timedelta(days=day.weekday())] += 1
    return counts
