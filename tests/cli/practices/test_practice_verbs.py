"""The verbs of the practices, from the command line: each prints words, and JSON when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T09:00"


@pytest.fixture
def started(run: Run) -> Run:
    """One company, somebody one worked with, and somebody one step away."""
    run("company", "add", "Fernwick Labs", now=MONDAY)
    run("person", "add", "Ana Ruiz", "--company", "Fernwick Labs", "--worked-closely", "yes")
    run("evidence", "add", "Ana", "worked-together", "--on", "2019-03-01", "--until", "2021-06-30", "--detail", "Kettlebrook")
    run("person", "add", "Mei Tanaka", "--company", "Fernwick Labs", "--set", "degree=2")
    return run


def test_the_ways_in_and_an_introduction(started: Run) -> None:
    started("introductions", "ask", "Mei", "--via", "Ana")
    assert "you → Ana Ruiz → Mei Tanaka → Fernwick Labs" in started("paths", "fernwick").out
    assert len(started("paths", "fernwick", "--json").json) == 2
    said = started("introductions", "received", "Mei", "--by", "Ana").out
    assert "thank Ana Ruiz" in said
    assert "answer Mei Tanaka" in said


def test_the_referral_kit_exits_one_until_it_is_whole(started: Run) -> None:
    said = started("referral", "Ana", status=1)
    assert "· the opening" in said.out
    assert "Not to be asked yet" in said.err
    started("lead", "add", "fernwick", "--title", "Staff Engineer", "--job-id", "FW-7")
    started("log", "Ana", "talk")
    started("referral", "Ana", "--blurb", "Robin builds release tooling.")
    assert started("referral", "Ana", "--json").json["ready"]


def test_person_show_prints_the_ladder_and_the_ledger(started: Run) -> None:
    started("log", "Ana", "referral-ask")
    page = " ".join(started("person", "show", "Ana").out.split())
    assert "ask for a referral: locked until" in page
    assert "0 given, 1 asked; give something first" in page


def test_ledger_links_and_needs(started: Run) -> None:
    assert "Nothing given" in started("ledger").err
    started("link", "add", "https://example.org/a", "--insight", "it changed how we hand over", "--for", "Ana")
    assert "it changed how we hand over" in started("link").out
    started("link", "share", "1", "Ana")
    assert started("link", "--json").json == []
    assert started("ledger", "Ana", "--json").json["gives"] == 1
    assert "Ana Ruiz" in started("ledger").out
    started("person", "edit", "Mei", "--set", "i_can_help_with=postgres tuning")
    assert "Mei Tanaka needs postgres tuning" in started("needs").out
    started("introductions", "made", "Ana", "Mei")
    assert started("ledger", "Mei", "--json").json["gives"] == 1
    assert started("introductions", "--json").json == []


def test_recommendations_from_the_ask_to_the_thanks(started: Run) -> None:
    started("recommendations", "asked", "Ana")
    assert "asked" in started("recommendations").out
    started("recommendations", "received", "Ana")
    assert started("recommendations", "--json").json[0]["state"] == "received"
    assert "thank Ana Ruiz" in started("today", status=None).out
    started("recommendations", "given", "Mei")


def test_preflight_is_ticked(run: Run) -> None:
    assert "never !" in run("preflight", now=MONDAY).out
    run("preflight", "done", "photo", "headline")
    assert run("preflight", "--json").json["stale"] == ["current role", "recommendations", "digital presence"]
    assert "All seen to" in run("preflight", "done", "all").err


def test_the_drill_lists_without_a_terminal(started: Run) -> None:
    assert [row["name"] for row in started("drill", "--json").json] == ["Mei Tanaka", "Ana Ruiz"]
    assert "Mei Tanaka" in started("drill", "fernwick", "--list").out


def test_the_drill_asks_on_a_terminal_and_keeps_the_answer(started: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["the fair in Exampleville", "q"])
    monkeypatch.setattr("outreach.cli.session.is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *a, **k: next(answers))
    said = started("drill")
    assert "on record: nothing on record" in said.out
    assert "1 answer kept" in said.err
    assert started("drill", "--json").json[-1]["how_i_know"] == "the fair in Exampleville"


def test_the_practices_are_listed_and_told_whole(run: Run) -> None:
    assert len(run("practices", "--json").json) == 72
    page = run("practices", "6").out
    assert page.startswith("S06")
    assert "rule spray" in page
    assert "run from S01 to S72" in run("practices", "S99", status=64).err
