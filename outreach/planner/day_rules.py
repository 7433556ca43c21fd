"""The rules of a day: the user's cadences, calendar and caps, with the limits and whatever budget has nothing left."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.timing.budgets import Budget, Sent, week_room, with_limits
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.restraints import Restraint
from outreach.errors import BadInput, UsageError
from outreach.planner.budget import outgoing, sending, standing

if TYPE_CHECKING:
    from outreach.config import Config
    from outreach.domain.timing.reckoning import Reckoning
    from outreach.paths import Paths
    from outreach.planner.library import Library
    from outreach.store import Store

HOLIDAY_YEARS = 3
"""Years of public holidays looked at: last, this and next."""

DAYS_KEPT = 16
"""Days whose rules are kept; a replay of a long search passes through many."""


class DayRules:
    """What holds for every company on a day, kept until a change."""

    def __init__(self, store: Store, library: Library, config: Config, paths: Paths) -> None:
        self._store = store
        self._library = library
        self._config = config
        self._paths = paths
        self._rules: dict[dt.date, tuple[Rules, tuple[Budget, ...]]] = {}
        self._weeks: dict[dt.date, Budget] = {}
        self._out: tuple[Sent, ...] | None = None
        self._calendars: dict[dt.date, WorkCalendar] = {}
        self._holidays: dict[int, frozenset[dt.date]] = {}

    @cached_property
    def plain_rules(self) -> Rules:
        """Cadences and caps as the user set them, without holidays and without budgets.

        Raises BadInput for a ``cadence`` in config.toml that nobody defined.
        """
        if self._config.cadence:
            try:
                self._library.cadence(self._config.cadence)
            except UsageError as error:
                raise BadInput(f"{self._paths.config / 'config.toml'}: {error.message}", next_step=error.next_step) from None
        return Rules(
            cadences=self._library.cadences,
            calendar=WorkCalendar(weekend=frozenset(self._config.weekend), days_off=frozenset(self._config.days_off)),
            open_first_touches=self._config.open_first_touches,
            default_cadence=self._config.cadence,
            lifted=self._library.lifted(self._config.policy),
        )

    def calendar(self, today: dt.date) -> WorkCalendar:
        """The user's working days around ``today``."""
        held = self._calendars.get(today)
        if held is None:
            held = self._calendars[today] = self._with_holidays(self.plain_rules.calendar, today)
        return held

    def rules(self, today: dt.date) -> Rules:
        """Cadences, calendar and caps as the user set them, with the gaps, locks and used-up channels of the limits."""
        return self._limited(today)[0]

    def budgets(self, today: dt.date) -> tuple[Budget, ...]:
        """How every budget stands on a day; the schedule holds back what these have no room for."""
        return self._limited(today)[1]

    def _limited(self, today: dt.date) -> tuple[Rules, tuple[Budget, ...]]:
        held = self._rules.get(today)
        if held is None:
            plain = msgspec.structs.replace(self.plain_rules, calendar=self.calendar(today))
            budgets = standing(self._store, self._library.limits, self._config.tier, today, plain.calendar)
            rules = with_limits(plain, self._library.limits, budgets, today)
            held = rules if Restraint.WEEK in rules.lifted else self.weighed(rules, today), budgets
            if self._store.current is None:
                if len(self._rules) >= DAYS_KEPT:
                    self.forget()
                self._rules[today] = held
        return held

    def weighed(self, rules: Rules, today: dt.date) -> Rules:
        """The rules with the day on which a full week has room again."""
        week = self.week(today)
        return rules if week.left != 0 else msgspec.structs.replace(rules, week_free=week.next_slot)

    def week(self, today: dt.date) -> Budget:
        """How the messages of the last seven days stand to what a week has room for."""
        held = self._weeks.get(today)
        if held is None:
            held = week_room(sending(self._store, today).messages, self._library.limits, today, self.calendar(today))
            if self._store.current is None:
                self._weeks[today] = held
        return held

    def reckoning(self, today: dt.date) -> Reckoning:
        """The budgets of the days to come, as what is on record leaves them."""
        from outreach.domain.timing.reckoning import Reckoning

        if self._out is None or self._store.current is not None:
            self._out = tuple(outgoing(self._store))
        return Reckoning(self._library.limits, self._config.tier, self._out, sending(self._store, today).messages)

    def _with_holidays(self, calendar: WorkCalendar, today: dt.date) -> WorkCalendar:
        if not self._config.country:
            return calendar
        from outreach.planner.holidays import public_holidays

        years = range(today.year - 1, today.year - 1 + HOLIDAY_YEARS)
        off = public_holidays(self._paths.data, self._config.country, self._config.region, years, self._holidays)
        return msgspec.structs.replace(calendar, days_off=calendar.days_off | off)

    def forget(self) -> None:
        """Drop what a change of steps or evidence may have made wrong."""
        self._rules.clear()
        self._out = None
        self._weeks.clear()
