"""The reads about time to come, one method per question; ``Views`` takes them in. The modules behind them are imported when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.planner import timing_rows as rows
    from outreach.planner.planner import Planner


class TimingViews:
    """The questions about load and cost a face may ask."""

    _planner: Planner

    def forecast(self, weeks: int = 3) -> rows.ForecastRow:
        """What the next ``weeks`` weeks (1-26) ask, day by day, levelled as Today moves work. Raises UsageError outside that range."""
        from outreach.planner.views import forecast

        return forecast.forecast(self._planner, weeks)

    def first_touches(self) -> list[rows.CompanyTouchesRow]:
        """How many unanswered first touches are out at each active company, and when the next may go."""
        from outreach.planner.views import budgets

        return budgets.first_touches(self._planner)

    def simulate(
        self,
        *,
        weeks: int = 8,
        seed: int = 7,
        cadence: str = "",
        companies: int = 8,
        insiders: int = 5,
        reply_rate: float = 0.2,
        accept_rate: float = 0.3,
        strangers: float = 0.0,
    ) -> rows.SimulationRow:
        """What a cadence costs, played on a made-up search of ``weeks`` weeks (1-104); the same arguments give the same run.

        Raises UsageError for an unknown cadence or a number out of range.
        """
        from outreach.planner.views import simulation

        return simulation.simulate(
            self._planner,
            weeks=weeks,
            seed=seed,
            cadence=cadence,
            companies=companies,
            insiders=insiders,
            reply_rate=reply_rate,
            accept_rate=accept_rate,
            strangers=strangers,
        )
