"""``outreach forecast`` and ``simulate`` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T09:00"


def test_the_forecast_draws_a_bar_for_every_working_day(run: Run, data: Path) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    out = run("forecast").out
    assert out.startswith("Mon 23 Nov 2026, 3 weeks ahead")
    lines = out.splitlines()
    monday = next(line for line in lines if line.startswith("Mon 23 Nov  "))
    assert "█" in monday
    assert "▓" in monday
    assert len([line for line in lines if line[:3] in {"Mon", "Tue", "Wed", "Thu", "Fri"} and "ahead" not in line]) == 15
    assert not any(line.startswith(("Sat", "Sun")) for line in lines)
    assert all(len(line) <= 80 for line in lines)


def test_an_empty_plan_has_an_empty_forecast(run: Run) -> None:
    assert "Nothing has a day in these weeks." in run("forecast", now=MONDAY).out


def test_the_forecast_as_json_says_what_each_day_holds(run: Run, data: Path) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    row = run("forecast", "--weeks", "1", "--json").json
    assert len(row["days"]) == 7
    assert row["levelled_peak"] <= row["peak"]
    assert row["days"][0]["steps"][0]["what"]
    assert run("forecast", "--weeks", "99", status=64).err.count("\n") == 1


def test_a_simulation_prints_the_same_twice_and_says_that_it_guesses(run: Run) -> None:
    one = run("simulate", "--weeks", "3", now=MONDAY).out
    assert one == run("simulate", "--weeks", "3").out
    assert one != run("simulate", "--weeks", "3", "--seed", "8").out
    assert "a guess" in one
    assert "Stop rule: two unanswered touches, then rest." in one
    assert all(len(line) <= 84 for line in one.splitlines())


def test_a_simulation_as_json_holds_every_week(run: Run) -> None:
    row = run("simulate", "--weeks", "5", "--cadence", "recruiter", "--json", now=MONDAY).json
    assert len(row["weeks"]) == 5
    assert row["cadence"] == "recruiter"
    assert "no cadence is called" in run("simulate", "--cadence", "none", status=64).err


def test_a_simulation_says_what_the_cadence_costs_and_names_published_rates_as_published(run: Run) -> None:
    out = run("simulate", "--cadence", "linkedin-invite", now=MONDAY).out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "most notes in December 2026 5 of 5" in lines
    assert any(line.startswith("most pending invitations") and line.endswith("of 500") for line in lines)
    assert any(line.startswith("days a budget held work back 3") for line in lines)
    assert "30% of invitations accepted (a guess)" in " ".join(lines)
    assert "(published: 29.6 % of 20 million invitations were accepted; Expandi)" in " ".join(lines)
    assert all(len(line) <= 80 for line in out.splitlines())


def test_two_cadences_are_set_side_by_side_and_as_a_list_in_json(run: Run) -> None:
    asked = ("simulate", "--weeks", "3", "--cadence", "insider-3b7", "--cadence", "recruiter")
    out = run(*asked, now=MONDAY).out
    assert [line.split()[0] for line in out.splitlines()[5:7]] == ["insider-3b7", "recruiter"]
    assert all(len(line) <= 88 for line in out.splitlines())
    assert [row["cadence"] for row in run(*asked, "--json").json] == ["insider-3b7", "recruiter"]


def test_a_cadence_that_follows_what_others_do_cannot_be_played(run: Run) -> None:
    assert "nothing can be played from day one" in run("simulate", "--cadence", "introduced", status=64, now=MONDAY).err
    assert run("simulate", "--strangers", "101", status=64).err.count("\n") == 1
