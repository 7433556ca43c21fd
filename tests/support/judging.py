"""Asking for a verdict without a plan on disk: the situation with what the schedule says of the touch, as the planner hands it over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec.structs import replace

from outreach.domain.dealings import is_stranger
from outreach.domain.etiquette.situation import Flight, Situation
from outreach.domain.model import Step
from outreach.domain.timing.cadence import parse_cadences
from outreach.domain.timing.clearance import clearance, in_flight
from outreach.domain.timing.context import Context, read_context
from outreach.domain.timing.due import Due, Urgency
from outreach.domain.timing.facts import Facts, Full, Rules
from outreach.domain.timing.schedule import schedule_in
from outreach.paths import shipped_data
from outreach.planner.clearing import REACHING, kind_of, serves
from outreach.planner.marks import read_marks

CADENCES = parse_cadences((shipped_data() / "cadences.toml").read_text(encoding="utf-8"))


def timing(**fields: object) -> Rules:
    """The schedule's rules with the shipped cadences."""
    return replace(Rules(cadences=CADENCES), **fields)


def context_of(situation: Situation, rules: Rules) -> Context:
    """The company of a situation as the schedule reads it."""
    marks = read_marks(situation.evidence)
    steps = {step.id or -place: step for place, step in enumerate((*situation.company_steps, *situation.steps), 1)}
    person = situation.person
    facts = Facts(
        company=situation.company,
        people=(person, *(other for other in situation.people if other.id != person.id)),
        steps=tuple(steps.values()),
        exchanged=marks.exchanged,
        conflicts=marks.conflicts,
        uncordial=marks.uncordial,
        introduced=marks.introduced,
        strangers=frozenset({person.id}) if is_stranger(situation.evidence) else frozenset(),
    )
    return read_context(facts, replace(rules, calendar=situation.calendar), situation.day)


def row_of(situation: Situation, context: Context) -> Due | None:
    """The schedule's row for the touch the situation asks about."""
    steps: dict[int, Step] = {step.id: step for step in context.facts.steps}
    found = [
        due
        for due in schedule_in(context)
        if due.person == situation.person.id and due.kind in REACHING and due.urgency is not Urgency.NONE
        if serves(steps[due.step], situation.purpose)
    ]
    return min(found, key=lambda due: (due.clear_on or dt.date.max, not due.promise, due.step), default=None)


def cleared(situation: Situation, rules: Rules | None = None, full: Iterable[Full] = ()) -> Situation:
    """The situation with the schedule's row or, where the touch is not planned, with what stands before it all the same."""
    context = context_of(situation, replace(rules or timing(), full=tuple(full)))
    flights = tuple(Flight(slot.person, slot.begun, slot.freed) for slot in in_flight(context) if slot.person != situation.person.id)
    planned = row_of(situation, context)
    if planned is not None:
        return replace(situation, planned=planned, holds=planned.holds, in_flight=flights)
    kind = kind_of(situation.channel, situation.purpose, context.thread(situation.person.id).touches)
    return replace(situation, holds=clearance(kind, situation.channel, situation.person, context).holds, in_flight=flights)
