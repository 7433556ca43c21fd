"""``outreach insights`` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T09:00"


def test_the_page_draws_the_funnel_and_the_rhythm(run: Run, data: Path) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    page = run("insights").out
    lines = page.splitlines()
    assert next(line for line in lines if line.startswith("  written to")).endswith("3  ███")
    assert "Effort by week, this one first" in page
    assert any(line.startswith("  Mon 16 Nov") and "█" in line for line in lines)
    assert all(len(line) <= 80 for line in lines)


def test_the_split_asked_for_is_shown_and_no_other(run: Run, data: Path) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    assert "by channel" not in run("insights").out
    page = run("insights", "--by", "channel", "--by", "weekday").out
    assert "by channel" in page
    assert "by weekday" in page
    assert "by template" not in page
    assert "by template" in run("insights", "--by", "all").out
    assert "a rate shows from 10 on" in page


def test_a_published_figure_is_always_called_published(run: Run, data: Path) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    said = run("insights", "--by", "all")
    assert "Woodpecker" in said.out
    for figure in ("9 to 13 %", "4.1 %"):
        line = next(line for line in said.out.splitlines() if figure in line)
        assert line.strip().startswith("published:")
    assert all(line.startswith("published:") for line in said.err.splitlines())


def test_the_rates_as_json_hold_the_band_beside_them(run: Run, data: Path) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    row = run("insights", "--json").json
    whole = row["rates"][0]
    assert (whole["metric"], whole["by"], whole["rate"]) == ("reply", "all", None)
    assert whole["published"][0]["high"] == 13.0
    assert [stage["stage"] for stage in row["funnel"]][:2] == ["written to", "answered"]


def test_an_empty_plan_has_nothing_to_count(run: Run) -> None:
    assert "Nothing has been sent long enough ago" in run("insights", now=MONDAY).out


def test_the_band_of_answers_to_expect_is_said_with_its_source_and_holds_the_luck_of_few_cases(run: Run, data: Path) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    page = " ".join(run("insights").out.split())
    assert "What would be usual, by published rates, luck included of 2 written to, 0 to 1 would answer (published:" in page
    row = run("insights", "--json").json["expected"][0]
    assert (row["metric"], row["of"], row["low"], row["high"], row["source"]) == ("reply", 2, 0, 1, "Woodpecker")


def test_without_anybody_written_to_nothing_is_said_to_be_usual(run: Run) -> None:
    assert "usual" not in run("insights", now=MONDAY).out
