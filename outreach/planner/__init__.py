"""The only door to a plan: commands that write it and views that read it."""

from outreach.planner.planner import Planner, open_planner

__all__ = ["Planner", "open_planner"]
