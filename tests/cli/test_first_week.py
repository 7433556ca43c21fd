"""The first week at a prompt: a draft with gaps, what went out and when, what comes back, and what is left to do after it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach.errors import NotSaved
from outreach.planner import Planner

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T12:30"


@pytest.fixture
def started(run: Run) -> Run:
    """A company and two people to write to, on a Monday after noon."""
    run("company", "add", "Fernwick Labs", now=MONDAY)
    run("person", "add", "Ana Ruiz", "--company", "Fernwick Labs", "--position", "Staff Engineer")
    run("person", "add", "Tom Okafor", "--company", "Fernwick Labs", "--position", "Engineer")
    return run


def test_a_draft_with_gaps_names_the_words_that_fill_them(started: Run) -> None:
    said = started("draft", "Ana").err
    assert "Fill the gaps with: outreach person edit 1 " in said
    assert "--hook …" in said and "--question …" in said
    assert "overrule" not in said, "no reason lets a gap out"
    started(
        "person", "edit", "1", "--hook", "your note on rotas", "--question", "How do you plan them?", "--how-i-know", "the Thursday choir"
    )
    assert started("draft", "Ana").err == ""
    started("replied", "Ana")
    assert "Write in what is missing with: outreach draft 1 --edit\n" in started("draft", "Ana", "--new").err


def test_what_blocks_a_draft_and_may_be_overruled_says_so(started: Run) -> None:
    started("draft", "Ana", "--channel", "invitation")
    said = started("draft", "Ana", "--body", "Hi Ana, " + "how do you plan a week of rotas there? " * 9)
    assert "overruled with a reason ('outreach overrule')" in said.err
    assert "Fill the gaps" not in said.err


def test_a_message_with_gaps_is_logged_only_as_what_it_is(started: Run) -> None:
    started("draft", "Ana")
    said = started("sent", "Ana", status=64).err
    assert "'outreach draft 1 --edit'" in said and "--as-is" in said
    started("sent", "Ana", "--as-is")


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("10:30", "2026-11-23T10:30"),
        ("yesterday 16:05", "2026-11-22T16:05"),
        ("last fri at 9:00", "2026-11-20T09:00"),
        ("2026-11-19 8:00", ""),
        ("2026-11-19 08:00", "2026-11-19T08:00"),
        ("25:00", ""),
        ("10:75", ""),
    ],
)
def test_what_was_sent_is_told_by_day_and_time_as_they_are_said(started: Run, data: Path, typed: str, at: str) -> None:
    said = started("sent", "Ana", "--at", typed, status=0 if at else 64)
    if at:
        steps = started("export", "plan", "1", "--format", "json").json["records"]["steps"]
        assert [step["done_at"][:16] for step in steps if step.get("state") == "done"] == [at]
    else:
        assert "which is no time" in said.err and said.err.count("\n") == 1


def test_after_an_event_that_leaves_nothing_to_do_that_is_said_with_its_reason(started: Run) -> None:
    said = started("log", "Ana", "declined")
    assert said.out == ""
    assert said.err.startswith("Declined: Ana Ruiz\nNothing more is due with them: they said no on Mon 23 Nov")
    assert "Nothing more is due" not in started("sent", "Tom").err


def test_whoever_has_no_day_has_a_reason_in_the_list_of_what_waits(started: Run) -> None:
    started("sent", "Ana")
    started("company", "edit", "1", "--status", "paused", "--status-reason", "reorganising")
    waiting = started("today", "--all", status=None).out
    assert "Fernwick Labs is paused: reorganising" in waiting


def test_what_holds_a_step_back_is_said_once_in_its_explanation(started: Run) -> None:
    started("sent", "Ana")
    started("company", "edit", "1", "--status", "paused", "--status-reason", "reorganising")
    waiting = started("today", "--all", "--json", status=None).json["waiting"]
    page = started("explain", str(next(row["step"] for row in waiting if row["what"] == "write to Tom Okafor"))).out
    assert "Fernwick Labs is paused: reorganising" in page.partition("Because")[0]
    assert "Held" not in page


def test_what_a_step_takes_along_when_it_ends_is_said(started: Run) -> None:
    started("todo", "send her the paper", "--person", "Ana")
    started("todo", "return the book", "--person", "Ana", "--promise", "--on", "fri")
    assert started("retire", "1").err == "Retired: write to Ana Ruiz; with it: send her the paper\n"
    assert started("retire", "Tom").err == "Retired: write to Tom Okafor\n"


def test_brief_leaves_out_a_promise_whose_day_has_not_come(started: Run) -> None:
    started("todo", "send the article", "--person", "Ana", "--on", "thu", "--promise")
    assert "send the article" in started("today", status=None).out
    assert "send the article" not in started("today", "--brief", status=None).out
    assert "send the article" in started("today", "--brief", status=1, now="2026-11-26T09:00").out


def test_shared_work_is_told_by_its_years(started: Run) -> None:
    assert (
        "worked together at Kettlebrook 2019-2021"
        in started("evidence", "add", "Ana", "worked-together", "--on", "2019", "--until", "2021", "--detail", "Kettlebrook").err
    )
    started("evidence", "add", "Tom", "worked-together", "--on", "2025", "--until", "2026")
    assert "2025-2026" in started("person", "show", "Tom").out
    for year in ("2027", "1492"):
        assert started("evidence", "add", "Ana", "worked-together", "--on", year, status=64).err.count("\n") == 1
    assert "cannot read '2019' as a day" in started("evidence", "add", "Ana", "met", "--on", "2019", status=64).err, "a day nobody named"


def test_a_plan_says_what_was_said_and_never_what_a_cadence_planned(started: Run) -> None:
    started("sent", "Ana", "--channel", "email")
    started("sent", "Ana", now="2026-12-04T09:00")
    started("replied", "Ana", "--text", "Happy to talk")
    started("sent", "Ana")
    started("log", "Ana", "talk", "--text", "half an hour on rotas")
    page = started("export", "plan", "1").out
    so_far = page[page.index("**So far:**") : page.index("### 2.")]
    assert [line.strip(" -").partition(": ")[2] for line in so_far.splitlines()[1:] if line.strip()] == [
        'talk — "half an hour on rotas"',
        "your answer, email",
        'replied, email — "Happy to talk"',
        "follow-up, email",
        "first touch, email",
    ]
    assert "talk: half an hour on rotas" in started("person", "show", "Ana").out


def test_a_talk_never_dates_the_messages(started: Run) -> None:
    started("sent", "Ana", now="2026-11-05T09:00")
    said = started("evidence", "add", "Ana", "spoke", "--on", "yesterday", now=MONDAY).err
    assert "1 sent, 0 received, last 5 Nov 2026" in said and "spoke 22 Nov 2026" in said


def test_an_ending_no_format_has_is_refused_before_anything_is_written(started: Run, tmp_path: Path) -> None:
    said = started("export", "plan", "1", "-o", str(tmp_path / "plan.pdf"), status=64)
    assert "no export ends in .pdf" in said.err and ".html page prints to a PDF" in said.err
    assert not (tmp_path / "plan.pdf").exists()
    for name in ("plan.txt", "plan", "plan.markdown"):
        started("export", "plan", "1", "-o", str(tmp_path / name))
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("# Fernwick Labs")
    started("export", "plan", "1", "-o", str(tmp_path / "plan.htm"))
    assert (tmp_path / "plan.htm").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    started("export", "plan", "1", "--format", "md", "-o", str(tmp_path / "plan.pdf"))


def test_a_file_that_is_there_is_refused_with_the_word_that_replaces_it(started: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    for words in (("plan", "1"), ("ics", "--all")):
        started("export", *words, "-o", str(path), "--replace")
        assert started("export", *words, "-o", str(path), status=73).err.endswith("choose another name, or say --replace\n")
    (tmp_path / "folder").mkdir()
    assert started("export", "ics", "--all", "-o", str(tmp_path / "folder")).err.startswith(f"Wrote {tmp_path / 'folder'}/")


def test_a_change_that_could_not_be_saved_is_said_once_and_as_gone(started: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = NotSaved("NOT SAVED - No space left on device (here)", next_step="the change is kept here and tried again")

    def fail(self: Planner, *_: object, **__: object) -> None:
        self.store._engine.note(str(failed))
        raise failed

    monkeypatch.setattr(Planner, "undo", fail)
    assert started("undo", status=74).err == (
        "outreach: NOT SAVED - No space left on device (here): nothing was changed; mend that, then run it again\n"
    )


def test_a_step_that_is_over_is_told_as_what_it_is(started: Run) -> None:
    started("sent", "Ana")
    assert "step: number 1 is done; 'outreach today --all' lists what is open" in started("explain", "1", status=64).err
    started("replied", "Ana")
    follow_up = next(row["id"] for row in started("person", "show", "Ana", "--json").json["history"] if row["state"] == "superseded")
    assert f"number {follow_up} is closed by what happened since" in started("explain", str(follow_up), status=64).err
