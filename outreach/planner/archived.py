"""Invitations that an archive shows and no step records: they count against the same budgets.

The address book is a large file that a morning's reminder never reads, so an import leaves their days with the plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Channel, StepKind, StepState
from outreach.domain.model import Person, PersonId, Setting, Step
from outreach.domain.network import Contact
from outreach.domain.timing.budgets import Sent

if TYPE_CHECKING:
    from outreach.store import Store

NAME = "archived invitations"
"""The setting that holds them."""

RECENT = dt.timedelta(days=62)
"""How far back an answered invitation still matters: the budgets look at a month and at a week."""

SAME = dt.timedelta(days=7)
"""An invitation logged by hand and one of the archive this close together are one and the same."""


class Invited(msgspec.Struct, frozen=True, array_like=True):
    """One invitation of the archive."""

    key: str
    """The contact's key."""
    on: dt.date
    noted: bool
    pending: bool


def summary(contacts: Iterable[Contact], today: dt.date) -> str:
    """The invitations that may still count against a budget, as the text a setting keeps."""
    kept = [
        Invited(one.key, one.invited_on, bool(one.invite_note), one.pending)
        for one in contacts
        if one.invited_on is not None and (one.pending or today - one.invited_on <= RECENT)
    ]
    return msgspec.json.encode(sorted(kept, key=lambda one: (one.on, one.key))).decode()


def archived(store: Store) -> list[Sent]:
    """Those invitations, without the ones a step records too; one is settled once something came back from that person since."""
    text = next((setting.value for setting in store.all(Setting) if setting.name == NAME), "")
    try:
        kept = msgspec.json.decode(text, type=list[Invited]) if text else []
    except msgspec.DecodeError:
        return []  # another version's form: the next import writes it anew
    found = []
    for one in kept:
        person = next(iter(store.where(Person, "key", one.key)), None) if one.key else None
        if person is None:
            found.append(Sent(one.on, Channel.INVITE, None, one.noted, one.pending))
            continue
        happened = [(step.kind, step.done_at.date()) for step in _done(store, person.id) if step.done_at is not None]
        if any(kind is StepKind.INVITE and abs(day - one.on) <= SAME for kind, day in happened):
            continue
        settled = any(kind in _SETTLES and day >= one.on for kind, day in happened)
        found.append(Sent(one.on, Channel.INVITE, person.id, one.noted, one.pending and not settled))
    return found


_SETTLES = frozenset({StepKind.ACCEPTED, StepKind.DECLINED, StepKind.REPLIED, StepKind.TALK, StepKind.WITHDRAW})


def _done(store: Store, person: PersonId) -> Iterable[Step]:
    return (step for step in store.where(Step, "person", person) if step.state is StepState.DONE)
