"""A plan printed for another day says what that day asks, not what today does."""

from __future__ import annotations

import datetime as dt

from outreach.exchange.plan.page import Redaction
from outreach.planner import Planner


def test_a_plan_as_of_another_day_dates_and_judges_by_that_day(planner: Planner) -> None:
    company = planner.companies.add("Fernwick Labs")
    person = planner.people.add("Ana Ruiz", company.id, worked_closely=True)
    planner.steps.sent(person.id)
    follow_up = dt.date(2026, 12, 2)

    def page(on: dt.date) -> tuple[str, str]:
        made = planner.exports.page(company.id, on, Redaction.SELF)
        why = next(step.why for step in made.steps if step.on == follow_up)
        return why, made.insiders[0].verdict

    why, verdict = page(dt.date(2026, 11, 23))
    assert why == "if no answer by Wed 2 Dec: one follow-up with a new hook (sent Mon 23 Nov)"
    assert verdict == "wait until Wed 2 Dec"
    why, verdict = page(follow_up)
    assert why == "no answer for 7 business days (sent Mon 23 Nov)"
    assert not verdict.startswith("wait")
