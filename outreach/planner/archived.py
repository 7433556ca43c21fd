"""Invitations that an archive shows and no step records: they count against the same budgets.

The address book is a large file that a morning's reminder never reads, so an import leaves their days with the plan: days alone,
nobody's name or key, so that forgetting somebody leaves no trace of them here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Channel
from outreach.domain.model import Setting
from outreach.domain.network import Contact
from outreach.domain.timing.budgets import Sent

if TYPE_CHECKING:
    from outreach.store import Store

NAME = "archived invitations"
"""The setting that holds them."""

RECENT = dt.timedelta(days=62)
"""How far back an answered invitation still matters: the budgets look at a month and at a week."""

DAY = dt.timedelta(days=1)


class Invited(msgspec.Struct, frozen=True, array_like=True):
    """One invitation of the archive."""

    on: dt.date
    """The day where LinkedIn is, which may be the one before or after the user's own."""
    noted: bool
    pending: bool


def summary(contacts: Iterable[Contact], today: dt.date) -> str:
    """The invitations that may still count against a budget, as the text a setting keeps."""
    kept = [
        Invited(one.invited_on, bool(one.invite_note), one.pending)
        for one in contacts
        if one.invited_on is not None and (one.pending or today - one.invited_on <= RECENT)
    ]
    return msgspec.json.encode(sorted(kept, key=lambda one: (one.on, one.noted, one.pending))).decode()


def archived(store: Store, logged: Iterable[Sent]) -> list[Sent]:
    """Those invitations without the ones among ``logged``, which the plan's steps record: both know of the same ones, day by day."""
    text = next((setting.value for setting in store.all(Setting) if setting.name == NAME), "")
    try:
        kept = msgspec.json.decode(text, type=list[Invited]) if text else []
    except msgspec.DecodeError:
        return []  # another version's form: the next import writes it anew
    if not kept:
        return []
    known = Counter((one.on, one.pending) for one in logged if one.channel is Channel.INVITE)
    # The likeliest match first: the same day and fate, then the same day, then a day that another time zone may have made of it.
    for likeness in (
        lambda one: [(one.on, one.pending)],
        lambda one: [(one.on, not one.pending)],
        lambda one: [(day, pending) for day in (one.on - DAY, one.on + DAY) for pending in (one.pending, not one.pending)],
    ):
        kept = _unknown(kept, known, likeness)
    return [Sent(one.on, Channel.INVITE, None, one.noted, one.pending) for one in kept]


def _unknown(
    kept: list[Invited], known: Counter[tuple[dt.date, bool]], likeness: Callable[[Invited], list[tuple[dt.date, bool]]]
) -> list[Invited]:
    """Those that no record of ``known`` stands for; one that is used up stands for no other."""
    left = []
    for one in kept:
        match = next((record for record in likeness(one) if known[record] > 0), None)
        if match is None:
            left.append(one)
        else:
            known[match] -= 1
    return left
