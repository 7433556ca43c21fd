"""The budgets of days to come: what is on record and what a replay has sent, in the month and the week of each day."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.kinds import Channel
from outreach.domain.model import PersonId, Step
from outreach.domain.timing.budgets import WEEK, Limits, Sent, budgets, full_ones, week_room
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import invites
from outreach.domain.timing.restraints import Restraint


class Reckoning:
    """Counts what a replay sends beside what went out, so that a month begins anew on its first day and a week frees its places."""

    def __init__(self, limits: Limits, tier: str, sent: tuple[Sent, ...], messages: tuple[dt.date, ...]) -> None:
        self._limits, self._tier = limits, tier
        self.sent = [*sent]
        """Invitations and InMails: those on record, then those of the replay."""
        self.messages = [*messages]
        """The day of each message written lately, and of each of the replay."""

    def rules(self, rules: Rules, day: dt.date) -> Rules:
        """The rules as they are on a day of the replay."""
        standing = budgets([_seen_from(one, day) for one in self.sent], self._limits, self._tier, day, rules.calendar)
        free = None
        if Restraint.WEEK not in rules.lifted:
            room = week_room([on for on in self.messages if on < day + WEEK], self._limits, day, rules.calendar)
            free = room.next_slot if room.left == 0 else None
        return msgspec.structs.replace(rules, full=full_ones(standing, day), week_free=free)

    def log(self, step: Step, day: dt.date, strangers: frozenset[PersonId]) -> None:
        """Something goes out on a day of the replay; an invitation stays pending, for nobody answers."""
        if invites(step):
            self.sent.append(Sent(day, Channel.INVITE, step.person, True, True, step.person in strangers))
        elif step.channel is Channel.INMAIL:
            self.sent.append(Sent(day, Channel.INMAIL, step.person, False, False))
        else:
            self.messages.append(day)


def _seen_from(one: Sent, day: dt.date) -> Sent:
    """What another company's replay sends after this day, as it counts on it.

    Within the week or the month that both are in it takes a place already, else one sent now would leave too few for it then;
    what lies further ahead only stays pending.
    """
    if one.on < day + WEEK or (one.on.year, one.on.month) == (day.year, day.month):
        return one
    return msgspec.structs.replace(one, on=min(day.replace(day=1), day - WEEK) - dt.timedelta(days=1))


def is_counted(step: Step) -> bool:
    """Whether LinkedIn counts what this step sends."""
    return invites(step) or step.channel is Channel.INMAIL
