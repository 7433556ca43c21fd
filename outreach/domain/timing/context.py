"""All that is the same for every step of one company, read once."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.model import Person, PersonId
from outreach.domain.timing.conductor import EMPTY, Stand, conduct, needs_conducting
from outreach.domain.timing.facts import Facts, Rules
from outreach.domain.timing.history import History, Thread, read_history


class Context(msgspec.Struct, frozen=True):
    """One company on one day."""

    facts: Facts
    rules: Rules
    history: History
    stand: Stand
    today: dt.date

    def person(self, number: PersonId | None) -> Person | None:
        """Somebody the facts name."""
        return self.history.people.get(number) if number is not None else None

    def thread(self, number: PersonId | None) -> Thread:
        """What happened with somebody."""
        return self.history.of(number)


def read_context(facts: Facts, rules: Rules, today: dt.date) -> Context:
    """The company as it stands; whose turn it is, is worked out only where somebody waits for one."""
    history = read_history(facts)
    return Context(facts, rules, history, conduct(facts, rules, history, today) if needs_conducting(history) else EMPTY, today)
