"""Read models about time to come: the forecast, a made-up search, and how the budgets stand."""

from __future__ import annotations

import datetime as dt

from outreach.domain.model import CompanyId
from outreach.planner.rate_rows import ExpectedRow
from outreach.planner.rows import DueRow, Row


class ForecastDay(Row, frozen=True, kw_only=True):
    """What one day asks."""

    day: dt.date
    words: str
    """``Mon 23 Nov``."""
    falls: int
    """Steps whose own day this is; on the first day also all that is late."""
    levelled: int
    """Steps to do on this day once no day is overfull."""
    promises: int
    """How many of those are promises, which never move."""
    foreseen: int
    """Steps held now that come up on this day if nobody answers before."""
    free: bool
    """A day off or a rest day."""
    steps: tuple[DueRow, ...]
    """The levelled steps, in the order to do them."""
    turns: tuple[DueRow, ...] = ()
    """The foreseen ones."""


class ForecastRow(Row, frozen=True, kw_only=True):
    """The load of the weeks to come, as it falls and as it is levelled."""

    today: dt.date
    weeks: int
    daily_target: int
    peak: int
    """The most any day asks before levelling."""
    levelled_peak: int
    """The most any day asks after levelling."""
    beyond: int
    """Dated steps past the last day."""
    days: tuple[ForecastDay, ...]


class SimulatedWeek(Row, frozen=True, kw_only=True):
    """What one made-up week cost and brought."""

    starts: dt.date
    first_touches: int
    follow_ups: int
    promises: int
    other: int
    actions: int
    """All the user did in that week."""
    replies: int
    talks: int
    declined: int
    busiest: int
    """The most actions any day of it took."""
    moved: int
    """Times something was moved because a day was full."""
    accepted: int
    """Invitations accepted."""
    held_days: int
    """Working days on which a used-up budget held something back."""


class CostRow(Row, frozen=True, kw_only=True):
    """How near a made-up search came to one limit."""

    name: str
    """``invitations in seven days``, ``notes in November 2026``, ``pending invitations`` or ``actions in a day``."""
    most: int
    limit: int
    """0 = unlimited."""


class SimulationRow(Row, frozen=True, kw_only=True):
    """A made-up search, played with the real schedule. Its rates are guesses, not figures."""

    cadence: str
    cadence_name: str
    stop: str
    """The cadence's stop rule in words."""
    seed: int
    companies: int
    insiders: int
    """Per company."""
    reply_rate: float
    """Chance that one message is answered, 0-1; a guess."""
    weeks: tuple[SimulatedWeek, ...]
    actions: int
    replies: int
    talks: int
    written_to: int
    resting: int
    """People written to twice or more who never answered."""
    open_promises: int
    most_open_first_touches: int
    """The most unanswered first touches any company had at once."""
    messages: int
    """Everything sent but the invitations, promises kept included."""
    invitations: int
    accepted: int
    accept_rate: float
    """Chance that an invitation is accepted, 0-1; a guess."""
    held_days: int
    """Working days on which a used-up budget held something back."""
    moved: int
    """Times something was moved because a day was full."""
    costs: tuple[CostRow, ...]
    """How near each limit came; a promise may pass the day's target and nothing else."""
    expected: tuple[ExpectedRow, ...]
    """What published rates would make of the people messaged and invited. Not this search's answers, which are guessed."""


class CompanyTouchesRow(Row, frozen=True, kw_only=True):
    """How many first touches are out at one company."""

    company: CompanyId
    name: str
    open: int
    """Unanswered and not yet resting."""
    limit: int
    next_slot: dt.date | None
    """Today while there is room; None when no day can be told."""
    ends: str = ""
    """What frees a place then: ``Ana or Tom answers, or their follow-up is sent or retired``; blank while a day is known."""
