"""How much of each budget is taken: invitations and InMails on record, and messages of the last week."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.dealings import is_stranger
from outreach.domain.kinds import Channel, Source, StepKind, StepState
from outreach.domain.model import Evidence, Step
from outreach.domain.relationship import WRITTEN_TOUCHES
from outreach.domain.timing.budgets import WEEK, Budget, Limits, Sent, budgets, sent_by_steps
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.history import invites
from outreach.planner.archived import archived

if TYPE_CHECKING:
    from outreach.store import Store

_COUNTED = frozenset({Channel.INVITE, Channel.INMAIL})


class Sending(msgspec.Struct, frozen=True):
    """What was written lately, to anybody."""

    messages: tuple[dt.date, ...]
    """The day of each message of the last seven days."""


def sending(store: Store, today: dt.date) -> Sending:
    """One look at every step that was done; worth keeping for the day, until a step changes."""
    days = (
        step.done_at.date()
        for step in store.where(Step, "state", StepState.DONE)
        if step.kind in WRITTEN_TOUCHES and step.done_at is not None and step.source is not Source.ARCHIVE
    )
    return Sending(tuple(day for day in days if today - WEEK < day <= today))


def outgoing(store: Store) -> list[Sent]:
    """Every invitation and InMail on record, of the plan and of the last archive; what happened since says which are still pending."""
    # One look at every step is quicker than an index by kind and another by channel, which nothing else would use.
    sent = [step for step in store.all(Step) if step.kind is StepKind.INVITE or step.channel in _COUNTED]
    people = {step.person for step in sent if invites(step) and step.person is not None and step.state is StepState.DONE}
    steps = {step.id: step for step in sent}
    steps.update((step.id, step) for person in people for step in store.where(Step, "person", person))
    strangers = frozenset(person for person in people if is_stranger(store.where(Evidence, "person", person)))
    logged = sent_by_steps(steps.values(), strangers)
    return logged + archived(store, logged)


def standing(store: Store, limits: Limits, tier: str, today: dt.date, calendar: WorkCalendar) -> tuple[Budget, ...]:
    """How every budget stands on a day."""
    return budgets(outgoing(store), limits, tier, today, calendar)
