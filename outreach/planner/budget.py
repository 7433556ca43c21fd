"""How much of each budget is taken: invitations and InMails on record, and messages of the last week."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Channel, EvidenceKind, Source, StepKind, StepState
from outreach.domain.model import Evidence, PersonId, Step
from outreach.domain.relationship import WRITTEN_TOUCHES
from outreach.domain.timing.budgets import Budget, Limits, Sent, budgets, sent_by_steps
from outreach.domain.timing.calendar import WorkCalendar
from outreach.planner.archived import archived

if TYPE_CHECKING:
    from outreach.store import Store

WEEK = dt.timedelta(days=7)


class Sending(msgspec.Struct, frozen=True):
    """What was sent lately, to anybody."""

    invites: tuple[dt.date, ...]
    stranger_invites: tuple[dt.date, ...]
    """Invitations to people of whom nothing but the invitation is on record."""
    touches_this_week: int


def sending(store: Store, today: dt.date) -> Sending:
    """Counts over every step of the plan; worth keeping for the day, until a step changes."""
    invites = [one for one in outgoing(store) if one.channel is Channel.INVITE]
    touches = sum(
        step.kind in WRITTEN_TOUCHES
        and step.done_at is not None
        and today - WEEK < step.done_at.date() <= today
        and step.source is not Source.ARCHIVE
        for step in store.where(Step, "state", StepState.DONE)
    )
    return Sending(
        invites=tuple(one.on for one in invites),
        stranger_invites=tuple(one.on for one in invites if one.stranger),
        touches_this_week=touches,
    )


def outgoing(store: Store) -> list[Sent]:
    """Every invitation and InMail on record, of the plan and of the last archive; what happened since says which are still pending."""
    # One look at every step is quicker than an index by kind and another by channel, which nothing else would use.
    sent = [step for step in store.all(Step) if step.kind is StepKind.INVITE or step.channel is Channel.INMAIL]
    people = {step.person for step in sent if step.kind is StepKind.INVITE and step.person is not None and step.state is StepState.DONE}
    steps = {step.id: step for step in sent}
    steps.update((step.id, step) for person in people for step in store.where(Step, "person", person))
    logged = sent_by_steps(steps.values(), frozenset(person for person in people if not _known(store, person)))
    return logged + archived(store, logged)


def standing(store: Store, limits: Limits, tier: str, today: dt.date, calendar: WorkCalendar) -> tuple[Budget, ...]:
    """How every budget stands on a day."""
    return budgets(outgoing(store), limits, tier, today, calendar)


def _known(store: Store, person: PersonId) -> bool:
    return any(record.kind is not EvidenceKind.INVITED_THEM for record in store.where(Evidence, "person", person))
