"""Companies, people, evidence, openings and steps, by the verbs on them; and undo for all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


MONDAY = "2026-11-23T09:00"


@pytest.fixture
def started(run: Run) -> Run:
    """A plan with one company and two people to write to, on a Monday."""
    run("company", "add", "Fernwick Labs", "--motivation", "4", now=MONDAY)
    run("person", "add", "Ana Ruiz", "--company", "Fernwick Labs", "--position", "Staff Engineer")
    run("person", "add", "Tom Okafor", "--company", "Fernwick Labs", "--position", "Recruiter")
    return run


def test_a_company_added_is_listed_with_its_number(run: Run) -> None:
    assert run("company", "add", "Fernwick Labs", "--motivation", "4", "--why", "their tools").out == "1  Fernwick Labs\n"
    row = run("company", "list", "--json").json[0]
    assert (row["id"], row["name"], row["motivation"]) == (1, "Fernwick Labs", 4)
    assert "Fernwick Labs" in run("company", "list").out
    assert "their tools" in run("company", "show", "1").out


def test_a_field_out_of_range_is_refused_by_its_name_and_nothing_is_saved(run: Run) -> None:
    said = run("company", "add", "Fernwick Labs", "--motivation", "9", status=64)
    assert "motivation" in said.err
    assert run("company", "list", "--json").json == []


def test_an_ambiguous_name_lists_the_candidates_with_their_numbers(run: Run) -> None:
    run("company", "add", "Holt & Vane")
    run("company", "add", "Holtby Rail")
    said = run("insiders", "holt", status=64)
    assert "1 Holt & Vane" in said.err
    assert "2 Holtby Rail" in said.err
    assert said.err.count("\n") == 1
    assert run("insiders", "holtby").status == 0
    assert run("insiders", "2").status == 0


def test_edit_changes_only_what_was_said(started: Run) -> None:
    started("company", "edit", "fernwick", "--status", "paused", "--rename", "Fernwick Tools", "--set", "workforce=mostly engineers")
    row = started("company", "list", "--json").json[0]
    assert (row["name"], row["status"], row["motivation"]) == ("Fernwick Tools", "paused", 4)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("company", "edit", "1"), "nothing to change"),
        (("company", "edit", "1", "--set", "nonsense"), "FIELD=VALUE"),
        (("company", "edit", "1", "--set", "colour=red"), "colour"),
        (("person", "edit", "1", "--comfort", "lots"), "comfort"),
        (("evidence", "add", "1", "met", "--on", "2027-01-01"), "future"),
        (("snooze", "1", "2026-11-01"), "after today"),
        (("todo", " "), "no words"),
        (("sent", "1", "--at", "2027-01-01"), "2027"),
        (("done", "99"), "99"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(started: Run, words: tuple[str, ...], says: str) -> None:
    before = len(started("history", "--json").json)
    said = started(*words, status=64)
    assert says in said.err
    assert said.err.count("\n") == 1
    assert len(started("history", "--json").json) == before


def test_a_company_is_deleted_only_with_consent_and_comes_back_with_undo(started: Run) -> None:
    assert "--yes" in started("company", "delete", "1", status=64).err
    assert len(started("company", "list", "--json").json) == 1
    started("company", "delete", "1", "--yes")
    assert started("company", "list", "--json").json == []
    assert "Delete Fernwick Labs" in started("undo").err
    assert [row["name"] for row in started("insiders", "1", "--json").json] == ["Ana Ruiz", "Tom Okafor"]


def test_a_person_shows_what_is_known_of_them(started: Run) -> None:
    started("evidence", "add", "Ana", "worked-together", "--on", "2019-03-01", "--until", "2021-06-30", "--detail", "Kettlebrook")
    started("person", "edit", "Ana", "--hook", "release checklist", "--email", "ana@example.org")
    said = started("person", "show", "Ana Ruiz").out
    assert "Staff Engineer" in said
    assert "Kettlebrook" in said
    assert "ana@example.org" in said
    card = started("person", "show", "1", "--json").json
    assert card["evidence"][0]["kind"] == "worked together"


def test_what_a_card_has_no_place_for_is_listed_by_its_name(started: Run) -> None:
    started("person", "edit", "Ana", "--phone", "+351 555 0100", "--set", "can_help_me_with=the review board")
    started("company", "edit", "1", "--website", "https://fernwick.example")
    said = started("person", "show", "Ana").out
    assert "\nAlso on record\n  phone: +351 555 0100\n  can help me with: the review board\n" in said
    assert {"label": "phone", "effect": "+351 555 0100"} in started("person", "show", "Ana", "--json").json["more"]
    assert "\nAlso on record\n  website: https://fernwick.example\n" in started("company", "show", "1").out


def test_evidence_is_taken_back_by_its_number(started: Run) -> None:
    started("evidence", "add", "Ana", "met", "--on", "yesterday")
    started("evidence", "delete", "1")
    assert started("person", "show", "1", "--json").json["evidence"] == []


def test_triage_takes_several_people_at_once(started: Run) -> None:
    started("person", "triage", "later", "1", "Tom Okafor", "--reason", "after the summer")
    assert {row["state"] for row in started("insiders", "1", "--json").json} == {"later"}
    started("today")


def test_a_person_is_moved_dropped_and_deleted(started: Run) -> None:
    started("person", "move", "Tom", "1")
    assert next(row["name"] for row in started("insiders", "1", "--json").json) == "Tom Okafor"
    started("person", "drop", "Ana", "--reason", "asked me not to")
    assert "Ana Ruiz" not in started("today", "--json", status=None).out
    assert "--yes" in started("person", "delete", "Tom", status=64).err
    started("person", "delete", "Tom", "--yes")
    assert "Tom Okafor" not in started("company", "show", "1").out


def test_an_opening_is_noted_changed_and_taken_out(started: Run) -> None:
    assert (
        started("lead", "add", "fernwick", "--title", "Platform Engineer", "--url", "https://fernwick.example/7").out
        == "1  Platform Engineer\n"
    )
    started("lead", "edit", "1", "--closed-on", "today", "--outcome", "filled inside")
    shown = started("company", "show", "1").out
    assert "Platform Engineer" in shown
    assert "filled inside" in " ".join(shown.split())
    started("lead", "delete", "1")
    assert "Platform Engineer" not in started("company", "show", "1").out


def test_sent_starts_the_clock_and_replied_stops_it(started: Run) -> None:
    said = started("sent", "Ana", "--channel", "email")
    assert "Sent: Ana Ruiz" in said.err
    assert "follow up with Ana Ruiz" in said.out
    assert "follow up with Ana Ruiz" in started("today", "--on", "7bd", status=1).out
    said = started("replied", "Ana", "--text", "Happy to talk", now="2026-11-24T10:00")
    assert "answer Ana Ruiz" in said.out
    later = started("today", "--on", "2026-12-10", "--json", status=None).out
    assert "follow up with Ana Ruiz" not in later


def test_after_three_days_of_silence_the_next_insider_is_due(started: Run) -> None:
    started("sent", "Ana")
    assert "Tom Okafor" not in started("today", "--brief", now="2026-11-25T09:00").out
    assert "write to Tom Okafor" in started("today", "--brief", now="2026-11-26T09:00", status=1).out


def test_what_was_sent_on_another_day_counts_from_that_day(started: Run) -> None:
    started("sent", "Ana", "--at", "2026-11-19T10:00")
    assert "write to Tom Okafor" in started("today", "--brief", now="2026-11-24T09:00", status=1).out


def test_an_event_is_logged_in_its_own_words(started: Run) -> None:
    started("log", "Ana", "talk", "--text", "how teams plan", "--on", "today")
    assert "thank Ana Ruiz" in started("today").out
    assert "how teams plan" in started("person", "show", "Ana").out
    started("log", "Tom", "out-of-office", "--until", "2026-12-14")


def test_a_step_is_hidden_pinned_skipped_retired_and_done(started: Run) -> None:
    started("snooze", "1", "next", "mon")
    assert "Ana Ruiz" not in started("today", "--brief", status=None).out
    assert started("explain", "1", "--json").json["snoozed_until"] == "2026-11-30"
    started("undo")
    started("pin", "1")
    assert "★" in started("today", status=1).out
    started("pin", "1", "--off")
    assert "★" not in started("today", status=1).out
    assert "write to Ana Ruiz" in started("skip", "1", "--reason", "met at the fair").err
    started("undo")
    started("retire", "Ana", "--reason", "left")
    assert "Ana Ruiz" not in started("today", "--json", status=None).json["due"]
    started("undo")
    assert "Done: write to Ana Ruiz" in started("done", "1").err


def test_a_promise_of_ones_own_is_listed_first(started: Run) -> None:
    started("todo", "send Mei the article", "--company", "fernwick", "--on", "today", "--promise")
    page = started("today", status=1).out
    assert page.index("Promised") < page.index("send Mei the article") < page.index("Due\n")


def test_undo_and_redo_say_what_they_did_and_refuse_when_there_is_nothing(run: Run) -> None:
    assert "nothing to undo" in run("undo", status=64).err
    run("company", "add", "Fernwick Labs")
    run("company", "add", "Holt & Vane")
    said = run("undo", "2")
    assert said.err == "Undone: Add Holt & Vane\nUndone: Add Fernwick Labs\n"
    assert run("company", "list", "--json").json == []
    assert run("redo").err == "Done again: Add Fernwick Labs\n"
    assert [row["name"] for row in run("company", "list", "--json").json] == ["Fernwick Labs"]
    history = run("history").out
    assert "Add Holt & Vane" in history


def test_a_draft_is_composed_filled_checked_and_frozen(started: Run) -> None:
    started("person", "edit", "Ana", "--how-i-know", "worked together at Kettlebrook", "--question", "How do teams there plan a release?")
    first = started("draft", "Ana").out
    assert "To Ana Ruiz · Fernwick Labs" in first
    assert started("draft", "Ana").out == first, "looking again composes nothing new"
    started("draft", "Ana", "--body", "I need a job. Can you get me a job? Please get me a job.")
    found = started("draft", "Ana", "--check", status=1)
    assert "not ready" in found.out
    assert started("draft", "Ana", "--json").json["body"].startswith("I need a job")
    started("draft", "Ana", "--ready", status=64)
    started("sent", "Ana")
    assert started("person", "show", "Ana", "--json").json["draft"]["status"] == "sent"


def test_the_templates_that_fit_are_listed(started: Run) -> None:
    rows = started("draft", "Ana", "--templates", "--json").json
    assert len(rows) > 1
    assert rows[0]["id"] in started("draft", "Ana", "--templates").out
    chosen = started("draft", "Ana", "--template", rows[1]["id"], "--json").json
    assert chosen["template"] == rows[1]["id"]


def test_a_field_that_names_somebody_takes_a_name_and_says_who_it_could_be(run: Run) -> None:
    run("company", "add", "Fernwick Labs")
    for name in ("Ana Ruiz", "Ana Brandt", "Tom Okafor", "Mei Tanaka"):
        run("person", "add", name, "--company", "fernwick")
    run("person", "edit", "Mei", "--set", "bridge=okafor", "--set", "introducer=Ana Ruiz")
    said = run("person", "edit", "Mei", "--set", "bridge=ana", status=64).err
    assert said.count("\n") == 1
    assert "bridge: 'ana' could be 1 Ana Ruiz (Fernwick Labs), 2 Ana Brandt (Fernwick Labs)" in said
    assert "bridge: no person is called 'zed'" in run("person", "edit", "Mei", "--set", "bridge=zed", status=64).err
    assert "no person has the number 99" in run("person", "edit", "Mei", "--set", "bridge=99", status=64).err
    run("person", "edit", "Mei", "--set", "bridge=", "--set", "company=Fern")
