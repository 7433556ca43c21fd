"""Read models of the practice views: the inbound desk, the ledger, the ladder, paths, the drill and the lists that start a search."""

from __future__ import annotations

from outreach.planner.rows import Row


class PracticeRow(Row, frozen=True, kw_only=True):
    """One practice, its state, and where it lives."""

    id: str
    theme: str
    practice: str
    source: str
    works: str
    state: str
    """``works``, ``partly`` or ``missing``."""
    lacks: str
    where: tuple[str, ...]
    """Verbs, rules, checks and keys that carry it out, in words."""
    modules: tuple[str, ...]
    test: str
