"""The only door to a plan: commands that write it and views that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.planner.planner import Planner as Planner
    from outreach.planner.planner import open_planner as open_planner

__all__ = ["Planner", "open_planner"]


def __getattr__(name: str) -> object:
    """Load the planner when it is first asked for: a page kept from last evening is printed without it."""
    if name in __all__:
        from outreach.planner import planner

        return getattr(planner, name)
    raise AttributeError(name)
