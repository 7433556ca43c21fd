"""How much is left of what LinkedIn allows, and on which day the next slot frees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from outreach.domain.kinds import Channel, Source, StepKind, StepState
from outreach.domain.model import PersonId, Step
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.facts import Full, Rules
from outreach.domain.timing.history import ANSWERS, day_of, invites
from outreach.domain.timing.limits import Limit as Limit
from outreach.domain.timing.limits import Limits as Limits
from outreach.domain.timing.limits import parse_limits as parse_limits

WEEK = dt.timedelta(days=7)

STRANGERS = "invitations to strangers in seven days"
MESSAGES = "messages in seven days"
"""Names of budgets that others ask for."""


class Sent(msgspec.Struct, frozen=True):
    """One invitation or InMail that went out."""

    on: dt.date
    channel: Channel = Channel.INVITE
    person: PersonId | None = None
    noted: bool = True
    pending: bool = False
    """Not answered and not withdrawn."""
    stranger: bool = False
    """Sent to somebody of whom no evidence was recorded."""


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """How one limit stands today."""

    name: str
    channel: Channel
    used: int
    limit: Limit
    next_slot: dt.date | None
    """Today while something is left; else the first business day on which it is; None when only an answer or a withdrawal frees one.

    A pending invitation is also freed by its expiry."""
    oldest: dt.date | None = None
    """The day of the oldest pending invitation."""

    @property
    def left(self) -> int | None:
        """How many are left, never negative; None = unlimited."""
        return max(0, self.limit.value - self.used) if self.limit.value else None


def sent_by_steps(steps: Iterable[Step], strangers: frozenset[PersonId] = frozenset()) -> list[Sent]:
    """The invitations and InMails among ``steps``. ``strangers`` are people without evidence.

    An invitation counts as noted unless an archive shows that it was not.
    """
    kept = list(steps)
    settled: dict[PersonId, dt.date] = {}
    for step in kept:
        ends = step.kind in ANSWERS or step.kind is StepKind.WITHDRAW
        if ends and step.state is StepState.DONE and step.person is not None and (day := day_of(step)):
            settled[step.person] = max(day, settled.get(step.person, day))
    found = []
    for step in kept:
        day = day_of(step)
        if step.state is not StepState.DONE or day is None or step.kind in ANSWERS:
            continue
        if invites(step):
            open_still = step.person is None or settled.get(step.person, dt.date.min) < day
            noted = bool(step.text) or step.source is not Source.ARCHIVE
            found.append(Sent(day, Channel.INVITE, step.person, noted, open_still, step.person in strangers))
        elif step.channel is Channel.INMAIL:
            found.append(Sent(day, Channel.INMAIL, step.person, False, False, step.person in strangers))
    return found


def budgets(sent: Iterable[Sent], limits: Limits, tier: str, today: dt.date, calendar: WorkCalendar) -> tuple[Budget, ...]:
    """How every budget stands on ``today``: notes and InMails of the month, invitations and strangers of the week, pending ones.

    What lies in the future (a clock set back) counts as sent today, so no budget is ever negative.
    """
    kept = [msgspec.structs.replace(one, on=today) if one.on > today else one for one in sent]
    invites = [one for one in kept if one.channel is Channel.INVITE]
    notes = [one.on for one in invites if one.noted and _same_month(one.on, today)]
    inmails = [one.on for one in kept if one.channel is Channel.INMAIL and _same_month(one.on, today)]
    week = [one.on for one in invites if one.on > today - WEEK]
    strange = [one.on for one in invites if one.stranger and one.on > today - WEEK]
    expiry = dt.timedelta(days=limits.expires_days.value or 36_500)
    pending = sorted(one.on for one in invites if one.pending and today - one.on <= expiry)
    next_month = calendar.next_workday((today.replace(day=28) + dt.timedelta(days=4)).replace(day=1))
    note, inmail, full = limits.notes(tier), limits.inmail(tier), limits.pending

    def monthly(name: str, channel: Channel, days: list[dt.date], limit: Limit) -> Budget:
        slot = today if _has_room(len(days), limit) else next_month
        return Budget(name=name, channel=channel, used=len(days), limit=limit, next_slot=slot)

    def weekly(name: str, days: list[dt.date], limit: Limit) -> Budget:
        return Budget(name=name, channel=Channel.INVITE, used=len(days), limit=limit, next_slot=_week_slot(days, limit, today, calendar))

    return (
        monthly("notes this month", Channel.INVITE, notes, note),
        weekly("invitations in seven days", week, limits.invitations_week),
        weekly(STRANGERS, strange, limits.strangers_week),
        Budget(
            name="pending invitations",
            channel=Channel.INVITE,
            used=len(pending),
            limit=full,
            next_slot=_expiry_slot(pending, full, limits.expires_days, today, calendar),
            oldest=min(pending, default=None),
        ),
        monthly("InMails this month", Channel.INMAIL, inmails, inmail),
    )


def full_ones(standing: Iterable[Budget], today: dt.date) -> tuple[Full, ...]:
    """The budgets with nothing left, for the schedule's ``Rules.full``."""
    return tuple(
        Full(budget.name, budget.channel, budget.next_slot, budget.name == STRANGERS)
        for budget in standing
        if budget.next_slot is None or budget.next_slot > today
    )


def week_room(days: Iterable[dt.date], limits: Limits, today: dt.date, calendar: WorkCalendar) -> Budget:
    """How the week's messages stand, to anybody; ``days`` has one entry for each message written lately."""
    week = [min(day, today) for day in days if day > today - WEEK]
    slot = _week_slot(week, limits.messages_week, today, calendar)
    return Budget(name=MESSAGES, channel=Channel.MESSAGE, used=len(week), limit=limits.messages_week, next_slot=slot)


def with_limits(rules: Rules, limits: Limits, standing: Iterable[Budget], today: dt.date) -> Rules:
    """The rules with every figure of ``limits``, their one home, and the budgets that have nothing left."""
    return msgspec.structs.replace(
        rules,
        one_of_a_kind=limits.one_of_a_kind.value,
        quiet=limits.quiet.value,
        person_gap=limits.person_gap.value,
        company_gap=limits.company_gap.value,
        rest_days=limits.rest.value,
        ceiling=limits.ceiling.value,
        away_days=limits.away.value,
        cooldown_days=limits.cool_down.value,
        comfort=limits.comfort.value,
        good_moment_days=limits.good_moment.value,
        reinvite_days=limits.reinvite_days.value,
        full=full_ones(standing, today),
    )


def _has_room(used: int, limit: Limit) -> bool:
    return limit.value == 0 or used < limit.value


def _week_slot(days: list[dt.date], limit: Limit, today: dt.date, calendar: WorkCalendar) -> dt.date:
    if _has_room(len(days), limit):
        return today
    freeing = sorted(days)[len(days) - limit.value]
    return calendar.next_workday(freeing + WEEK)


def _expiry_slot(pending: list[dt.date], limit: Limit, expires: Limit, today: dt.date, calendar: WorkCalendar) -> dt.date | None:
    """The day enough pending invitations have expired by themselves; None when they never do."""
    if _has_room(len(pending), limit):
        return today
    if not expires.value:
        return None
    return calendar.next_workday(pending[len(pending) - limit.value] + dt.timedelta(days=expires.value + 1))


def _same_month(day: dt.date, today: dt.date) -> bool:
    return (day.year, day.month) == (today.year, today.month)
