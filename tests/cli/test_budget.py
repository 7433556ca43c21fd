"""``outreach budget`` on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T09:00"


def test_a_used_up_budget_says_when_the_next_slot_frees_and_today_says_what_waits(run: Run) -> None:
    run("company", "add", "Fernwick Labs", now=MONDAY)
    for number in range(5):
        run("company", "add", f"Company {number}")
        run("person", "add", f"Guest Number{number}", "--company", f"Company {number}")
        run("sent", f"Number{number}", "--channel", "invitation")
    said = run("budget")
    notes = next(line for line in said.out.splitlines() if line.startswith("notes this month"))
    assert notes.split()[3:8] == ["5", "5", "1", "Dec", "2026"]
    assert "oldest invitation still pending" in said.err
    assert "Company 0" in said.out
    run("person", "add", "Ana Ruiz", "--company", "fernwick")
    run("skip", "Ana Ruiz")
    run("todo", "invite", "--person", "Ana Ruiz", "--kind", "invite")
    assert "1 linkedin invitation held back: next free slot Tue 1 Dec" in run("today", status=None).out


def test_the_budget_as_json_has_sources_and_companies(run: Run) -> None:
    run("company", "add", "Fernwick Labs", now=MONDAY)
    row = run("budget", "--json").json
    assert {"notes this month", "pending invitations"} <= {one["name"] for one in row["budgets"]}
    assert all(one["source"] for one in row["budgets"])
    assert row["companies"] == [{"company": 1, "name": "Fernwick Labs", "open": 0, "limit": 2, "next_slot": "2026-11-23", "ends": ""}]
