"""Good moments: a success, a talk or news of a person lifts them in the queue for a while, and its end is shown as well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from outreach.domain.dates import say_short
from outreach.domain.kinds import StepKind
from outreach.domain.model import PersonId
from outreach.domain.timing.due import Due, Term
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import History, day_of

GOES_FIRST = "goes first"
"""What an open window does, as its term says it."""

GOOD_MOMENTS = frozenset({StepKind.GOOD_NEWS, StepKind.TALK, StepKind.ACCEPTED, StepKind.INTRODUCED})
"""What makes the days after it a good moment to write (source: PRACTICES S41)."""


def passes_on(day: dt.date, days: int) -> dt.date:
    """The last day of the window that something on ``day`` opens for so many ``days``."""
    return day + dt.timedelta(days=days)


class Moment(msgspec.Struct, frozen=True):
    """One window: open until ``until``, and told of for as long again once it has closed (source: PRACTICES S41)."""

    until: dt.date
    is_open: bool
    because: str = ""
    """What opened it, in the user's words; blank when the event says no more than its kind."""

    def term(self, today: dt.date) -> Term:
        """The window as a term of the explanation."""
        what = f"good moment: {self.because}" if self.because else "good moment"
        if self.is_open:
            return Term(what, f"{GOES_FIRST} until {say_short(self.until, today)}")
        return Term(what, f"ended on {say_short(self.until, today)}")


def lifted(due: Due) -> bool:
    """Whether an open window puts a queued first touch before others."""
    return any(term.effect.startswith(GOES_FIRST) for term in due.reasons)


def good_moment(person: PersonId | None, rules: Rules, history: History, today: dt.date) -> Moment | None:
    """The latest window that an event or news of a person has opened, if it is open or closed a short while ago."""
    days = rules.good_moment_days
    latest = None
    for day, because in _openings(person, history):
        if day <= today <= passes_on(day, days * 2) and (latest is None or day >= latest[0]):
            latest = day, because
    if latest is None:
        return None
    until = passes_on(latest[0], days)
    return Moment(until, today <= until, latest[1])


def _openings(person: PersonId | None, history: History) -> Iterator[tuple[dt.date, str]]:
    """(day, why) of whatever opens a window, an event last so that it is named where both fall on one day."""
    known = history.people.get(person) if person is not None else None
    if known is not None:
        yield from ((item.on, str(item.text)) for item in known.news)
    thread = history.of(person)
    for event in (*(answer for answer in thread.answers if answer.kind in GOOD_MOMENTS), *thread.good_news):
        day = day_of(event)
        if day is not None:
            yield day, ""
