"""How much is left of what LinkedIn allows, and on which day the next slot frees."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from outreach.domain.kinds import Channel, Source, StepKind, StepState
from outreach.domain.model import PersonId, Step
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import ANSWERS, day_of
from outreach.errors import BadInput
from outreach.text import clean

WEEK = dt.timedelta(days=7)


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One limit with where it comes from. Never a hard error: LinkedIn changes these without notice."""

    value: int
    """0 = unlimited."""
    unit: str
    source: str = "your own"
    as_of: dt.date | None = None
    confidence: Literal["high", "medium", "low", "own"] = "own"


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every limit the program watches (source: FORMATS 3, shipped as limits.toml)."""

    connections: Limit
    notes_free: Limit
    notes_premium: Limit
    invitations_week: Limit
    pending: Limit
    reinvite_days: Limit
    expires_days: Limit
    inmail_free: Limit
    inmail_premium: Limit
    inmail_sales_navigator: Limit
    strangers_week: Limit
    person_gap: Limit
    company_gap: Limit

    def notes(self, tier: str) -> Limit:
        """Invitations with a note per calendar month for that account tier."""
        return self.notes_free if tier == "free" else self.notes_premium

    def inmail(self, tier: str) -> Limit:
        """InMail credits per month for that account tier."""
        return {"premium": self.inmail_premium, "sales navigator": self.inmail_sales_navigator}.get(tier, self.inmail_free)


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
    """Today while something is left; else the first business day on which it is; None when only an answer or a withdrawal frees one."""
    oldest: dt.date | None = None
    """The day of the oldest pending invitation."""

    @property
    def left(self) -> int | None:
        """How many are left, never negative; None = unlimited."""
        return max(0, self.limit.value - self.used) if self.limit.value else None


def parse_limits(text: str, extra: str = "", *, name: str = "limits.toml", extra_name: str = "your limits.toml") -> Limits:
    """The limits of ``text`` with those of ``extra`` on top, field by field. Raises BadInput with file, line and limit."""
    table = _table(text, name)
    for key, value in _table(extra, extra_name).items():
        if key not in Limits.__struct_fields__:
            raise BadInput(f"{extra_name}:{_line(extra, key)}: no limit is called {clean(key, limit=40)!r}", next_step="see limits.toml")
        if not isinstance(value, dict):
            raise BadInput(
                f"{extra_name}:{_line(extra, key)}: limit {key!r} must be a table", next_step=f"write [limits.{key}] and value = 10"
            )
        table[key] = {**table.get(key, {}), "source": "your own", "confidence": "own", **value}
        _number(table[key], key, extra, extra_name)
    try:
        return msgspec.convert(table, Limits)
    except msgspec.ValidationError as error:
        key = found[1] if (found := re.search(r"\$\.(\w+)", str(error))) else ""
        where = (extra_name, extra) if key and f"limits.{key}" in extra else (name, text)
        raise BadInput(
            f"{where[0]}:{_line(where[1], key)}: limit {key!r}: {clean(str(error), limit=200)}", next_step="mend the value"
        ) from None


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
        if step.kind is StepKind.INVITE:
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
    pending = [one.on for one in invites if one.pending and today - one.on <= expiry]
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
        weekly("invitations to strangers in seven days", strange, limits.strangers_week),
        Budget(
            name="pending invitations",
            channel=Channel.INVITE,
            used=len(pending),
            limit=full,
            next_slot=today if _has_room(len(pending), full) else None,
            oldest=min(pending, default=None),
        ),
        monthly("InMails this month", Channel.INMAIL, inmails, inmail),
    )


def next_slots(standing: Iterable[Budget], today: dt.date) -> Mapping[Channel, dt.date]:
    """For the schedule's ``Rules.next_slot``: channels whose budget is used up, with the day that has room in all of them.

    The budget for strangers does not close the channel to people one knows, and a full pending list has no day: both only warn.
    """
    slots: dict[Channel, dt.date] = {}
    for budget in standing:
        if budget.next_slot is not None and budget.next_slot > today and not budget.name.startswith("invitations to strangers"):
            slots[budget.channel] = max(budget.next_slot, slots.get(budget.channel, budget.next_slot))
    return slots


def with_limits(rules: Rules, limits: Limits, standing: Iterable[Budget], today: dt.date) -> Rules:
    """The rules with the gaps, the lock and the used-up channels that these limits and budgets mean for the schedule."""
    return msgspec.structs.replace(
        rules,
        person_gap=limits.person_gap.value,
        company_gap=limits.company_gap.value,
        reinvite_days=limits.reinvite_days.value,
        next_slot=next_slots(standing, today),
    )


def reinvite_from(steps: Iterable[Step], person: PersonId, limits: Limits) -> dt.date | None:
    """The first day LinkedIn takes a new invitation to somebody whose last one was withdrawn; None when none was."""
    days = [day_of(step) for step in steps if step.person == person and step.kind is StepKind.WITHDRAW and step.state is StepState.DONE]
    last = max((day for day in days if day is not None), default=None)
    return None if last is None else last + dt.timedelta(days=limits.reinvite_days.value)


def _has_room(used: int, limit: Limit) -> bool:
    return limit.value == 0 or used < limit.value


def _week_slot(days: list[dt.date], limit: Limit, today: dt.date, calendar: WorkCalendar) -> dt.date:
    if _has_room(len(days), limit):
        return today
    freeing = sorted(days)[len(days) - limit.value]
    return calendar.next_workday(freeing + WEEK)


def _same_month(day: dt.date, today: dt.date) -> bool:
    return (day.year, day.month) == (today.year, today.month)


def _table(text: str, name: str) -> dict[str, dict[str, object]]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        raise BadInput(f"{name}{':' + at[1] if at else ''}: {clean(str(error), limit=200)}", next_step="mend that line") from None
    for key in raw:
        if key != "limits" or not isinstance(raw[key], dict):
            raise BadInput(f"{name}:{_line(text, key)}: only [limits.NAME] tables belong here", next_step="write [limits.pending]")
    return dict(raw.get("limits", {}))


def _number(table: dict[str, object], key: str, text: str, name: str) -> None:
    value = table.get("value")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100_000:
        raise BadInput(
            f"{name}:{_line(text, key)}: limit {key!r}: value must be a number from 0 (unlimited) to 100000", next_step="mend it"
        )


def _line(text: str, key: str) -> int:
    found = re.search(rf"^\s*\[+\s*(limits\s*\.\s*)?{re.escape(key)}\b", text, re.MULTILINE) if key else None
    return text.count("\n", 0, found.end()) + 1 if found else 1
