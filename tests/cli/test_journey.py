"""An evening and a morning with a whole archive: every answer here was read from its CSV files by hand.

At Google now: Mirelle Okonbrandt ("Google") and Tavish Lindqvarn ("Google LLC"). Was there: Quillon Ashgrove ("Ex-Google"). Anouk Ferrazano
("Google DeepMind") is a question. At Stripe: Cosima ("Stripe") and Odalys Brightwaite ("Stripe, Inc."), whose only "message" is an accepted
invitation note. Isolde Farrowmere and Jarrah Stonewick never accepted an invitation.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ARCHIVE = Path(__file__).parents[1] / "fixtures" / "Complete_LinkedInDataExport_10-06-2026.zip"
EVENING = "2026-10-07T18:30"
NEXT_MORNING = "2026-10-08T08:30"


@pytest.fixture
def evening(run: Run) -> Run:
    """The archive imported and the two targets named."""
    run("import", str(ARCHIVE), "--yes", now=EVENING)
    run("company", "add", "Stripe", "--motivation", "4")
    run("company", "add", "Google", "--motivation", "3")
    return run


def _by_name(rows: list[dict[str, object]]) -> dict[str, dict[str, object]]:
    return {str(row["name"]): row for row in rows}


def test_the_preview_counts_what_the_files_hold(run: Run) -> None:
    told = run("import", str(ARCHIVE), "--dry-run", "--json", now=EVENING).json["preview"]
    assert told["hidden"] == 2, "two rows of Connections.csv have no name"
    assert told["people_new"] == 38 + 4, "38 connections; two invited, one who invited, one who wrote"
    assert told["counts"]["rows"] == 40
    assert told["counts"]["pending_invites"] == 2
    assert ["Saved Jobs.csv", 4, "no company"] in told["skipped"]
    assert not any(name in json.dumps(told) for name in ("Crypto Promo", "Learnly")), "spam and adverts are nobody"


def test_targets_are_suggested_with_where_they_come_from_and_never_added(run: Run) -> None:
    run("import", str(ARCHIVE), "--yes", now=EVENING)
    assert run("company", "list", "--json").json == []
    found = {row["name"]: " ".join(row["provenance"]) for row in run("suggestions", "--json").json}
    assert all(word in found["Stripe"] for word in ("you applied", "dream company", "you follow it"))
    assert all(word in found["Spotify"] for word in ("saved job", "dream company"))
    assert "you applied" in found["Google"]
    run("suggestions", "accept", "Spotify")
    run("suggestions", "dismiss", "Tech Jobs Daily")
    assert {"Spotify", "Tech Jobs Daily"}.isdisjoint(row["name"] for row in run("suggestions", "--json").json)
    assert "Fable Northgate" in run("insiders", "Spotify").out


def test_who_is_at_google_now_and_who_was(evening: Run) -> None:
    rows = _by_name(evening("insiders", "Google", "--json").json)
    assert set(rows) == {"Mirelle Okonbrandt", "Tavish Lindqvarn", "Quillon Ashgrove"}
    assert rows["Mirelle Okonbrandt"]["tie"] == rows["Tavish Lindqvarn"]["tie"] == "here"
    assert rows["Quillon Ashgrove"]["tie"] == "before"
    assert next(iter(rows)) == "Mirelle Okonbrandt", "the one who answered comes first"
    asked = evening("questions", "--json").json
    assert [(row["company_name"], row["string"], row["names"]) for row in asked] == [("Google", "Google DeepMind", ["Anouk Ferrazano"])]


def test_who_wrote_to_whom_and_when(evening: Run) -> None:
    assert evening("person", "show", "Mirelle", "--json").json["why"]["receipt"].startswith("2 sent, 1 received, last 30 Sep 2026")
    assert "invited you 13 Sep 2026" in evening("person", "show", "Tavish").out
    odalys = evening("person", "show", "Odalys", "--json").json["why"]["receipt"]
    assert "1 Jun 2026" in odalys
    assert "received" not in odalys, "an accepted note is no conversation"


def test_which_invitations_are_unanswered(evening: Run) -> None:
    unanswered = [name for name in ("Isolde", "Jarrah", "Odalys", "Tavish") if "not accepted (yet)" in evening("network", name).out]
    assert unanswered == ["Isolde", "Jarrah"]


def test_what_is_due_and_why(evening: Run) -> None:
    day = evening("today", "--json", status=1).json
    assert [due["person_name"] for due in day["due"]] == ["Mirelle Okonbrandt"]
    assert all(due["why"] for due in day["due"])
    assert {(row["company_name"], row["people"]) for row in day["triage"]} == {("Stripe", 2), ("Google", 2)}


def test_the_plan_of_stripe_holds_its_people_and_the_application(evening: Run) -> None:
    page = evening("export", "plan", "Stripe").out
    for expected in ("Cosima", "Odalys Brightwaite", "Product Designer", "Staff Engineer, Ledger", "28 Sep 2026"):
        assert expected in page
    assert "Mirelle" not in page
    assert page == evening("export", "plan", "Stripe").out


def test_the_same_archive_twice_changes_nothing(evening: Run) -> None:
    before = evening("history", "--json").json
    assert "already" in evening("import", str(ARCHIVE), "--yes").err
    assert evening("history", "--json").json == before


def test_an_evening_and_a_morning_lose_nothing(evening: Run, data: Path) -> None:
    evening("company", "decide", "Google", "Google DeepMind", "related")
    assert evening("questions", "--json").json == []
    evening("person", "triage", "insider", "Tavish", "Cosima")
    evening("person", "triage", "later", "Quillon", "Odalys")
    body = "Hi Mirelle, thank you for our talk on Tuesday. Which part of the release work would you keep, if you could choose?"
    evening("draft", "Mirelle", "--body", body)
    evening("sent", "Mirelle")
    following = evening("today", "--on", "2026-10-19", "--json", status=1).json
    due = [(row["kind"], row["person_name"]) for group in ("overdue", "due") for row in following[group]]
    assert ("follow-up", "Mirelle Okonbrandt") in due

    evening("replied", "Mirelle", "--text", "Gladly: the planning.", now=NEXT_MORNING)
    assert "Mirelle Okonbrandt" in evening("today", "--json", status=None).out
    later = evening("today", "--on", "2026-10-19", "--json", status=None).json
    assert not [row for group in ("overdue", "due") for row in later[group] if row["kind"] == "follow-up"]
    page = evening("export", "plan", "Google").out
    assert "Mirelle Okonbrandt" in page
    assert "Quillon Ashgrove" in page

    count = len(evening("history", "--limit", "100", "--json").json)
    evening("undo")
    assert "Gladly" not in evening("person", "show", "Mirelle").out
    evening("redo")
    shown = evening("person", "show", "Mirelle", "--json").json
    assert shown["draft"]["body"] == body
    assert shown["draft"]["status"] == "sent"
    assert "Gladly: the planning." in json.dumps(shown["history"])
    assert len(evening("history", "--limit", "100", "--json").json) >= count
    assert {path.stat().st_mode & 0o777 for path in data.iterdir() if path.is_file()} == {0o600}


def test_undo_goes_back_to_before_the_import(evening: Run) -> None:
    evening("undo", "3")
    assert evening("company", "list", "--json").json == []
    assert evening("network", "Okonbrandt", "--json", status=1).json == []
    evening("redo", "3")
    assert len(evening("insiders", "Google", "--json").json) == 3
