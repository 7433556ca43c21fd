"""``today``, ``explain`` and ``when``: what is due, why, and what the exit status says of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


MONDAY = "2026-11-23T09:00"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.fixture
def started(run: Run) -> Run:
    """A plan with one company and two people to write to, on a Monday."""
    run("company", "add", "Fernwick Labs", now=MONDAY)
    run("person", "add", "Ana Ruiz", "--company", "Fernwick Labs", "--position", "Staff Engineer")
    run("person", "add", "Tom Okafor", "--company", "Fernwick Labs", "--position", "Recruiter")
    return run


def test_an_empty_plan_has_nothing_due_and_says_how_to_start(run: Run) -> None:
    said = run("today")
    assert "Sun 22 Nov 2026" in said.out
    assert "nothing due" in said.out
    assert "outreach company add" in said.out


def test_something_due_exits_one_and_says_what_to_whom_and_why(started: Run) -> None:
    said = started("today", status=1)
    assert "1 due" in said.out
    assert "write to Ana Ruiz · Fernwick Labs" in said.out
    assert "Tom Okafor" in said.out.split("Waiting")[1]
    explained = started("explain", "Ana Ruiz", "--json").json
    assert explained["why"] in " ".join(said.out.split())
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_another_day_may_be_asked_for_in_words(started: Run) -> None:
    assert "Tue 24 Nov 2026" in started("today", "--on", "tomorrow", status=None).out
    assert started("today", "--on", "2026-12-01", "--json", status=None).json["day"] == "2026-12-01"


def test_brief_is_one_line_for_each_due_step_and_nothing_else(started: Run) -> None:
    assert started("today", "--brief", status=1).out == "1  write to Ana Ruiz · Fernwick Labs  today\n"


def test_the_json_of_a_day_holds_the_groups_and_the_count(started: Run) -> None:
    day = started("today", "--json", status=1).json
    assert day["count"] == 1
    assert [due["person_name"] for due in day["due"]] == ["Ana Ruiz"]
    assert {"promises", "overdue", "soon", "waiting", "moved", "triage"} <= set(day)


def test_a_step_explains_its_day_term_by_term(started: Run) -> None:
    said = started("explain", "1")
    assert "Mon 23 Nov" in said.out
    terms = started("explain", "1", "--json").json["terms"]
    assert terms
    assert all(term["effect"] in said.out for term in terms)


def test_a_hostile_name_is_printed_literally_and_sends_no_control_byte(started: Run) -> None:
    started("person", "add", "Ann [/] Lee\x1b]52;c;aGk=\x07\u202e", "--company", "1")
    for words in (("today",), ("insiders", "1"), ("company", "show", "1"), ("history",)):
        said = started(*words, status=None)
        assert "Ann [/] Lee" in said.out
        assert not CONTROL.search(said.out)
        assert "\u202e" not in said.out


def test_words_for_a_day_are_answered_with_the_day(run: Run) -> None:
    assert run("when", "3bd", now=MONDAY).out == "Thu 26 Nov 2026\n"
    assert run("when", "next", "tue").out == run("when", "next tue").out
    assert run("when", "7bd", "--from", "2026-11-23").out == "Wed 2 Dec 2026\n"
    assert run("when", "3bd", "--from", "2026-12-01", "--json").json == {
        "day": "2026-12-04",
        "words": "Fri 4 Dec 2026",
        "from": "2026-12-01",
    }


def test_days_off_of_the_settings_do_not_count(run: Run, tmp_path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("days_off = [2026-11-24]\n", encoding="utf-8")
    assert run("when", "3bd", now=MONDAY).out == "Fri 27 Nov 2026\n"


@pytest.mark.parametrize("typed", ["gibberish", "99999bd", "31 feb", "9999-12-31"])
def test_words_that_are_no_day_are_a_mistake_with_examples(run: Run, typed: str) -> None:
    said = run("when", typed, status=64)
    assert said.err.count("\n") == 1


def test_whoever_waits_for_anothers_silence_is_said_to(run: Run, data: Path) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    waiting = next(line for line in run("today", status=1).out.splitlines() if "write to Tom Okafor" in line)
    assert waiting.endswith("in 3 bd, if silent")
    assert run("explain", "Tom Okafor").out.splitlines()[0].endswith("Thu 26 Nov (if silent)")
