"""Insights: rates beside what others published, and the funnel."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.paths import Paths
from outreach.planner import Planner, open_planner


def search(planner: Planner, clock: FixedClock, *, people: int, answers: int) -> None:
    """Write to so many people at one company, and let some of them answer a fortnight later."""
    company = planner.companies.add("Fernwick Labs").id
    crowd = [planner.people.add(f"Person Number{n}", company).id for n in range(people)]
    for person in crowd:
        planner.steps.sent(person, channel="email")
    clock.set(clock.now() + dt.timedelta(days=21))
    for person in crowd[:answers]:
        planner.steps.replied(person)
    if answers:
        planner.steps.log(crowd[0], "talk")
        planner.steps.log(crowd[0], "referred")
        planner.steps.log(crowd[0], "interview")


def test_rates_are_hidden_below_ten_and_shown_with_their_interval_from_there(planner: Planner, clock: FixedClock) -> None:
    search(planner, clock, people=9, answers=3)
    whole = next(rate for rate in planner.views.insights().rates if (rate.metric, rate.by) == ("reply", "all"))
    assert (whole.hits, whole.of, whole.rate, whole.low) == (3, 9, None, None)


def test_the_published_band_stands_beside_the_users_own_rate(planner: Planner, clock: FixedClock) -> None:
    search(planner, clock, people=12, answers=3)
    rates = {(rate.metric, rate.by, rate.value): rate for rate in planner.views.insights().rates}
    first = rates["reply", "touch", "1st message"]
    assert (first.rate, first.low, first.high) == (25.0, 8.9, 53.2)
    assert [(one.low, one.source) for one in first.published] == [(4.1, "Instantly 2026, 16.5 million mails")]
    assert rates["reply", "channel", "email"].of == 12
    assert rates["referral", "all", ""].hits == 1
    assert rates["reply", "weekday", "Monday"].of == 12


def test_dropping_those_who_stayed_silent_does_not_lift_a_rate(planner: Planner, clock: FixedClock) -> None:
    search(planner, clock, people=12, answers=3)
    before = planner.views.insights().rates
    planner.people.drop(planner.find_person("Number11"), "not for me")
    assert planner.views.insights().rates == before


def test_the_funnel_counts_people_then_companies_and_who_they_came_through(planner: Planner, clock: FixedClock) -> None:
    search(planner, clock, people=4, answers=2)
    stages = {row.stage: (row.count, row.through) for row in planner.views.insights().funnel}
    assert stages == {
        "written to": (4, 0),
        "answered": (2, 0),
        "talked": (1, 0),
        "referred": (1, 0),
        "applied": (0, 0),
        "interview": (1, 1),
        "offer": (0, 0),
    }


def test_a_figure_of_the_users_own_stands_beside_the_shipped_ones(paths: Paths, clock: FixedClock) -> None:
    own = Path(paths.config)
    own.mkdir()
    (own / "published.toml").write_text(
        '[[figure]]\nmetric = "reply"\nlow = 30\nhigh = 40\nsays = "a third of my class"\nsource = "my own notes"\n', encoding="utf-8"
    )
    planner = open_planner(paths, clock, Config())
    assert "published: a third of my class (my own notes)" in planner.views.insights().published
    planner.close()
