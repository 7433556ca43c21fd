"""Next steps as an iCalendar file: all-day, private, never an invitation to anybody.

One VEVENT per dated step, because Outlook, Google and khal ignore VTODO. Titles are ``Follow-up`` unless names are asked for: a work
calendar is read by others. UIDs come from the step and its plan and never change, so that a second import updates instead of doubling
and two plans never take each other's events for their own.
Google is reported to ignore VALARM and to use the calendar's own notifications.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from outreach.exchange.plan.page import Options, PlanPage, Redaction, StepLine
from outreach.exchange.plan.redact import scrubbed
from outreach.text import clean

if TYPE_CHECKING:
    from icalendar import Calendar, Event

HOST = "outreach.invalid"
"""The domain that no mail can reach and every UID of ours ends in."""

GENERIC = "Follow-up"
"""The title of every event when names stay home."""

IF_SILENT = ", if nobody answers before"
"""Behind the title of a step whose turn comes only then."""

ALARM = dt.timedelta(hours=9)
"""When an all-day event reminds, counted from midnight."""

_EPOCH = dt.date(2020, 1, 1)
_PRODUCT = "-//outreach//company plan//EN"


def write(pages: Sequence[PlanPage], options: Options) -> bytes:
    """Every dated step and promise of the pages in one VCALENDAR, each once, soonest first."""
    calendar = _calendar()
    for event, _ in _events(pages, options):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def write_vdir(pages: Sequence[PlanPage], options: Options) -> tuple[tuple[str, bytes], ...]:
    """The same as one file per event, (name, content): the folder layout that vdirsyncer and khal keep."""
    files = []
    for event, uid in _events(pages, options):
        # An event in a collection carries no METHOD (RFC 4791, 4.1): servers refuse one that does.
        calendar = _calendar(publish=False)
        calendar.add_component(event)
        local, _, home = uid.partition("@")
        of_plan = f"-{home.removesuffix(f'.{HOST}')}" if home != HOST else ""
        files.append((f"{local}{of_plan}.ics", bytes(calendar.to_ical())))
    return tuple(files)


def vdir_events(pages: Sequence[PlanPage], options: Options) -> tuple[tuple[str, str, bytes], ...]:
    """The same with the UID before each: (UID, name, content)."""
    uids = [uid for _, uid in _events(pages, options)]
    return tuple((uid, name, content) for uid, (name, content) in zip(uids, write_vdir(pages, options), strict=True))


def home_of(plan: str) -> str:
    """What the UIDs of a plan's events end in: ``@<plan>.outreach.invalid``; without a plan, as earlier versions wrote, no plan."""
    return f"@{plan}.{HOST}" if plan else f"@{HOST}"


def uid_of(step: StepLine, plan: str = "") -> str:
    """``followup-<uid>@<plan>.outreach.invalid``; an uid with anything odd in it is hashed."""
    own = (
        step.uid if re.fullmatch(r"[A-Za-z0-9-]{1,64}", step.uid) else hashlib.sha256(f"{step.uid}\n{step.kind}".encode()).hexdigest()[:32]
    )
    return f"followup-{own}{home_of(plan)}"


def _calendar(*, publish: bool = True) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    if publish:
        calendar.add("method", "PUBLISH")
    return calendar


def _events(pages: Sequence[PlanPage], options: Options) -> Iterator[tuple[Event, str]]:
    found: dict[str, tuple[PlanPage, StepLine]] = {}
    for page in map(scrubbed, pages):
        for step in (*page.promises, *page.steps):
            if step.on is not None:
                found.setdefault(uid_of(step, options.plan), (page, step))
    for uid, (page, step) in sorted(found.items(), key=lambda item: (item[1][1].on or dt.date.min, item[0])):
        yield _event(uid, page, step, options), uid


def _event(uid: str, page: PlanPage, step: StepLine, options: Options) -> Event:
    from icalendar import Alarm, Event

    on = step.on or page.generated_on
    stamp = dt.datetime.combine(page.generated_on, dt.time(), dt.UTC)
    named = options.names and page.redaction is not Redaction.PUBLIC
    title = (clean(f"{step.what} ({page.company.name})" if page.company.name else step.what) if named else "") or GENERIC
    if step.foreseen:
        title += IF_SILENT
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", min(_utc(step.changed_at), stamp) if step.changed_at else stamp)
    event.add("sequence", page.revision + max((page.generated_on - _EPOCH).days, 0))
    event.add("dtstart", on)
    if on < dt.date.max:
        event.add("dtend", on + dt.timedelta(days=1))
    event.add("summary", title)
    if named and step.why:
        event.add("description", step.why)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", ALARM)
    event.add_component(alarm)
    return event


def _utc(moment: dt.datetime) -> dt.datetime:
    """In UTC; a moment without an offset is taken as UTC, for the machine's zone must not change the bytes."""
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
