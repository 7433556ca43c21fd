"""Good moments: a success or a new job lifts a person in the queue for a while, and its end is shown as well."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.dates import say_short
from outreach.domain.model import PersonId
from outreach.domain.timing.due import Term
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import History, day_of


class Moment(msgspec.Struct, frozen=True):
    """One window: open until ``until``, and told of for as long again once it has closed (source: PRACTICES S41)."""

    until: dt.date
    is_open: bool

    def term(self, today: dt.date) -> Term:
        """The window as a term of the explanation."""
        if self.is_open:
            return Term("good moment", f"goes first until {say_short(self.until, today)}")
        return Term("good moment", f"ended on {say_short(self.until, today)}")


def good_moment(person: PersonId | None, rules: Rules, history: History, today: dt.date) -> Moment | None:
    """The latest window good news has opened for a person, if it is open or closed a short while ago."""
    width = dt.timedelta(days=rules.good_moment_days)
    for event in reversed(history.of(person).good_news):
        day = day_of(event)
        if day is not None and day <= today <= day + width * 2:
            return Moment(day + width, today <= day + width)
    return None
