"""The reads behind the practices of networking, one method per question; ``Views`` takes them in.

The modules behind them are imported when first asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.planner import practice_rows as rows
    from outreach.planner.planner import Planner


class PracticeViews:
    """The questions about etiquette a face may ask."""

    _planner: Planner

    def practices(self) -> list[rows.PracticeRow]:
        """Every practice the program is made from, with its state and place."""
        from outreach.planner.views import practices

        return practices.practices()

    def inbound(self) -> rows.DeskRow:
        """Invitations received, with what the desk proposes for each."""
        from outreach.planner.views import inbound

        return inbound.desk(self._planner)
