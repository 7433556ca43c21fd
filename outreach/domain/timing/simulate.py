"""A made-up search, played day by day with the real schedule, to show what a cadence costs before it is used."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import msgspec

from outreach.domain.kinds import StepKind
from outreach.domain.timing.budgets import WEEK, Limits
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.play import Guess as Guess
from outreach.domain.timing.play import Play
from outreach.domain.timing.play import Sent as Sent
from outreach.domain.timing.stages import CEILING

MOST_WEEKS = 104


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """What one week cost and brought."""

    starts: dt.date
    first_touches: int = 0
    follow_ups: int = 0
    promises: int = 0
    other: int = 0
    replies: int = 0
    accepted: int = 0
    """Invitations accepted."""
    talks: int = 0
    declined: int = 0
    moved: int = 0
    """Times something was moved because a day was full."""
    busiest: int = 0
    """The most actions any day of the week took."""
    held_days: int = 0
    """Working days on which a used-up budget held something back."""

    @property
    def actions(self) -> int:
        """Everything the user did in that week."""
        return self.first_touches + self.follow_ups + self.promises + self.other


class Simulation(msgspec.Struct, frozen=True, kw_only=True):
    """The whole run."""

    weeks: tuple[Week, ...]
    sent: tuple[Sent, ...]
    """Everything that went out, in order; invitations among it."""
    written_to: int
    """People who got at least one message."""
    resting: int
    """People who were written to as often as the cadence allows and never answered."""
    open_promises: int
    most_open_first_touches: int
    """The most unanswered first touches any company had at the end of a day."""
    most_pending: int
    """The most invitations that waited for an answer at the end of a day."""
    most_invited: int
    """The most invitations within any seven days."""
    notes: tuple[tuple[dt.date, int], ...]
    """(first of the month, invitations with a note sent in it), month by month."""
    invited: int
    accepted: int


def simulate(
    rules: Rules,
    rng: random.Random,
    start: dt.date,
    weeks: int,
    guess: Guess | None = None,
    *,
    limits: Limits | None = None,
    tier: str = "free",
) -> Simulation:
    """Play ``weeks`` weeks (1-104) from ``start``; the same ``rng`` state gives the same run.

    Every day the user does what the agenda asks, no more, and no more than ``limits`` leave room for; without limits nothing is
    counted. Answers arrive some business days later at random.
    """
    guess = guess or Guess()
    play = Play(rules, rng, guess, start, limits, tier)
    tallies = [Counter[str]() for _ in range(max(1, min(weeks, MOST_WEEKS)))]
    for index, tally in enumerate(tallies):
        for day in range(7):
            play.day(start + dt.timedelta(days=index * 7 + day), tally)
    told = [Week(starts=start + dt.timedelta(days=index * 7), **tally) for index, tally in enumerate(tallies)]
    most = rules.cadences[rules.default_cadence].max_touches if rules.default_cadence in rules.cadences else CEILING
    spoken = play.answered | play.accepted
    invited = [one.at.date() for one in play.sent if one.kind is StepKind.INVITE]
    months = Counter(day.replace(day=1) for day in invited)
    return Simulation(
        weeks=tuple(told),
        sent=tuple(play.sent),
        written_to=len(play.touched),
        resting=sum(count >= most and person not in spoken for person, count in play.touched.items()),
        open_promises=sum(due.promise for due in play.book.dues(start + dt.timedelta(days=7 * len(tallies)))),
        most_open_first_touches=play.most_open,
        most_pending=play.most_pending,
        most_invited=max((sum(day - WEEK < other <= day for other in invited) for day in set(invited)), default=0),
        notes=tuple(sorted(months.items())),
        invited=len(invited),
        accepted=len(play.accepted),
    )
