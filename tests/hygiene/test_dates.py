"""Only the schedule computes a date: whatever adds days to a day stands in domain/timing, or is explained here."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

HOME = ("domain/timing/", "domain/dates.py", "clock.py")
"""Where dates are computed: the schedule, what a person types for a day, and the clock."""

EXPLAINED = {
    "domain/drafting/acquaintance.py": "how long ago counts as long ago",
    "domain/profession.py": "how long ago a role counts as past",
    "domain/relationship.py": "how old an exchange may be to answer for itself",
    "domain/rates.py": "which messages are old enough to count as unanswered",
    "exchange/calendar.py": "where an all-day event ends, and the hour it reminds",
    "exchange/linkedin/assemble.py": "how far in the future a record of the archive is a mistake",
    "exchange/linkedin/pacific.py": "summer time where LinkedIn is",
    "exchange/linkedin/threads.py": "clocks that differ within one thread",
    "planner/ahead.py": "which days to work out beforehand, today and those up to the next working day",
    "planner/archived.py": "how far back an archive still counts",
    "planner/sample.py": "the sample plan, dated from today",
    "planner/views/forecast.py": "where the weeks shown end",
    "planner/views/insights.py": "the weeks of the past",
    "planner/views/simulation.py": "where a made-up search ends",
    "store/check.py": "how far off a stored day is a mistake",
}
"""Other rooms that reckon with days, and what for: none of them says when anything is to be done."""

SPANS = {"timedelta", "relativedelta"}
STEPS = {"next_workday", "previous_workday"}


def computes_a_date(path: str, tree: ast.AST) -> Iterator[int]:
    """A span of days, or a step along a calendar of working days."""
    if path.startswith(HOME):
        return
    for node in ast.walk(tree):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        steps = isinstance(node, ast.Attribute) and (name in STEPS or (name in {"add", "subtract"} and _is_calendar(node.value)))
        if steps or name in SPANS:
            yield node.lineno


def _is_calendar(node: ast.expr) -> bool:
    """Whether an expression is called a calendar: ``calendar``, ``rules.calendar``, ``timetable.calendar(today)``."""
    if isinstance(node, ast.Call):
        node = node.func
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name == "calendar"


def test_nothing_but_the_schedule_computes_a_date(modules: list) -> None:
    found = [f"outreach/{module.path}:{line}" for module in modules for line in computes_a_date(module.path, module.tree)]
    assert [place for place in found if place.removeprefix("outreach/").rpartition(":")[0] not in EXPLAINED] == []


def test_every_explanation_is_still_needed(modules: list) -> None:
    needed = {module.path for module in modules if any(computes_a_date(module.path, module.tree))}
    assert set(EXPLAINED) - needed == set()


@pytest.mark.parametrize(
    "text",
    [
        "import datetime as dt\ndef f(day):\n    return day + dt.timedelta(days=3)",
        "from dateutil.relativedelta import relativedelta\nx = relativedelta(months=1)",
        "def f(scene, last):\n    return scene.at.calendar.add(last, 2)",
        "def f(timetable, day):\n    return timetable.calendar(day).subtract(day, 1)",
        "def f(rules, day):\n    return rules.calendar.next_workday(day)",
    ],
)
def test_the_rule_would_see_it(text: str) -> None:
    assert list(computes_a_date("domain/etiquette/when.py", ast.parse(text)))
    assert not list(computes_a_date("domain/timing/clock.py", ast.parse(text)))
