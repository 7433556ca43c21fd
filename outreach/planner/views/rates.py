"""Rates by what might have mattered, each beside what others published, and the funnel from a first message to an offer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from outreach.domain.kinds import StepKind
from outreach.domain.model import Draft, DraftId, Evidence, Person, PersonId, Step
from outreach.domain.published import Figure
from outreach.domain.rates import MESSAGES, YES, Rate, attempts, rates
from outreach.planner.rate_rows import FunnelRow, PublishedRow, RateRow
from outreach.planner.search_rows import ChainRow
from outreach.planner.views.outcomes import RANK

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

Past = Sequence[tuple[dt.date, Step]]
"""What happened with one person, oldest first, each with its day."""


def rate_rows(
    planner: Planner, people: Iterable[Person], evidence: Mapping[PersonId, Sequence[Evidence]], steps: Mapping[PersonId, Sequence[Step]]
) -> tuple[RateRow, ...]:
    """Every rate there is something to count for."""
    today = planner.today()
    templates: dict[DraftId, str] = {draft.id: draft.template for draft in planner.store.all(Draft) if draft.template}
    decided = attempts(people, evidence, steps, templates, today, planner.timetable.calendar(today))
    return tuple(_row(rate, planner.library.published) for rate in rates(decided))


def _row(rate: Rate, published: Iterable[Figure]) -> RateRow:
    shown = rate.share
    return RateRow(
        metric=rate.metric,
        by=rate.by,
        value=rate.value,
        hits=shown.hits,
        of=shown.of,
        rate=None if shown.low is None else round(100 * shown.hits / shown.of, 1),
        low=None if shown.low is None else round(100 * shown.low, 1),
        high=None if shown.high is None else round(100 * shown.high, 1),
        words=shown.words,
        published=tuple(
            PublishedRow(says=one.says, source=one.source, low=one.low, high=one.high)
            for one in published
            if (one.metric, one.by, one.value) == (rate.metric, rate.by, rate.value)
        ),
    )


def funnel(pasts: Iterable[Past], reached: Iterable[ChainRow]) -> tuple[FunnelRow, ...]:
    """People written to, who answered, talked, referred; then the companies something came of, and how many through somebody."""
    happened = [{step.kind for _, step in past} for past in pasts]

    def people(stage: str, kinds: frozenset[StepKind]) -> FunnelRow:
        return FunnelRow(stage=stage, unit="people", count=sum(bool(kinds & one) for one in happened if one & MESSAGES))

    def companies(stage: str, kind: StepKind) -> FunnelRow:
        there = [chain for chain in reached if any(link.kind is kind for link in chain.links) or chain.reached > RANK[kind] > 1]
        return FunnelRow(stage=stage, unit="companies", count=len(there), through=sum(bool(chain.thanks_to) for chain in there))

    return (
        people("written to", MESSAGES),
        people("answered", YES),
        people("talked", frozenset({StepKind.TALK})),
        people("referred", frozenset({StepKind.REFERRED})),
        companies("applied", StepKind.APPLIED),
        companies("interview", StepKind.INTERVIEW),
        companies("offer", StepKind.OFFER),
    )
