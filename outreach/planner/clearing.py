"""Which touch a verdict is about, and what the schedule says of it: its row when it is planned, else the same holds without a clock."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.etiquette.situation import ANSWERING, Flight
from outreach.domain.kinds import Channel, Purpose, StepKind, StepState
from outreach.domain.model import Draft, Person, Step
from outreach.domain.timing.clearance import CLOSING, clearance, week_hold
from outreach.domain.timing.due import Due, Urgency
from outreach.domain.timing.history import ASKING, TOUCHES, invites
from outreach.domain.timing.restraints import Hold
from outreach.planner.occasions import PURPOSES

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

REACHING = TOUCHES | {StepKind.NEXT_INSIDER}
"""Steps that are done by writing to somebody; for the next insider, to whom that turns out to be."""


class Clearing(msgspec.Struct, frozen=True, kw_only=True):
    """The touch asked about, and what stands before it on the calendar."""

    planned: Due | None
    """The schedule's row; None for a touch that is not planned."""
    step: Step | None
    channel: Channel
    holds: tuple[Hold, ...]
    in_flight: tuple[Flight, ...]


def clearing(
    planner: Planner, person: Person, unsent: Draft | None, purpose: Purpose | None, channel: Channel | None, day: dt.date
) -> Clearing:
    """The touch to somebody that comes up next, or the one of that purpose; by its own channel unless another is named."""
    timetable = planner.timetable
    wanted = purpose or (unsent.purpose if unsent is not None else None)
    planned, step = _planned(planner, person, unsent, wanted, day)
    own = _channel(step, unsent) if step is not None else unsent.channel if unsent is not None else Channel.MESSAGE
    way = channel or (unsent.channel if unsent is not None else own)
    context, out = timetable.context(person.company, day)
    flights = tuple(Flight(slot.person, slot.begun, slot.freed) for slot in out if slot.person != person.id)
    if planned is not None and step is not None and way is not own:
        planned = None if step.kind is StepKind.NEXT_INSIDER else timetable.due_as(step, way, day)
    if planned is None:
        kind = kind_of(way, wanted, context.thread(person.id).touches)
        return Clearing(planned=None, step=None, channel=way, holds=clearance(kind, way, person, context).holds, in_flight=flights)
    holds = planned.holds
    if planned.kind not in CLOSING and (full := week_hold(context.rules, day)) is not None and full.lifted:
        # A rule that only warns is no matter for the schedule's rows.
        holds = (*holds, full)
    return Clearing(planned=planned, step=step, channel=way, holds=holds, in_flight=flights)


def _planned(
    planner: Planner, person: Person, unsent: Draft | None, purpose: Purpose | None, day: dt.date
) -> tuple[Due | None, Step | None]:
    """The row that comes up first among those that reach the person: the draft's own, else one that serves the purpose."""
    timetable, store = planner.timetable, planner.store
    own = store.where(Step, "person", person.id)
    places = {timetable.place_of(step) for step in own if step.state is StepState.OPEN} | {person.company}
    found = [
        (due, step)
        for place in places
        for due in timetable.dues(place, day)
        if due.person == person.id and due.kind in REACHING and due.urgency is not Urgency.NONE
        if (step := store.find(Step, due.step)) is not None
    ]
    drafted = [pair for pair in found if unsent is not None and pair[1].id == unsent.step and serves(pair[1], purpose)]
    meant = [pair for pair in found if purpose is not None and purpose in (pair[1].purpose, PURPOSES.get(pair[1].kind))]
    serving = drafted or meant or [pair for pair in found if serves(pair[1], purpose)]
    return min(serving, key=lambda pair: (pair[0].clear_on or dt.date.max, not pair[0].promise, pair[1].id), default=(None, None))


def serves(step: Step, purpose: Purpose | None) -> bool:
    """Whether a message of that purpose would carry the step out."""
    meant = {step.purpose, PURPOSES.get(step.kind)}
    if purpose is None or purpose in meant:
        return True
    return purpose not in ANSWERING and step.kind not in CLOSING and not meant & ANSWERING


def _channel(step: Step, unsent: Draft | None) -> Channel:
    if unsent is not None and unsent.step == step.id:
        return unsent.channel
    return Channel.INVITE if invites(step) else step.channel


def kind_of(channel: Channel, purpose: Purpose | None, touches: list[Step]) -> StepKind:
    """What kind of touch a message nobody planned is."""
    if purpose in ANSWERING:
        return StepKind.THANK_YOU
    if channel is Channel.INVITE:
        return StepKind.INVITE
    return StepKind.FOLLOW_UP if any(touch.kind in ASKING for touch in touches) else StepKind.FIRST_TOUCH
