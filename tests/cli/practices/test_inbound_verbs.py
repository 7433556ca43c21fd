"""``outreach inbound`` from the first look to the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T09:00"


def test_an_invitation_goes_over_the_desk(run: Run) -> None:
    run("inbound", "add", "Jonas Veld", "--note", "Hello there", "--on", "yesterday", now=MONDAY)
    (row,) = run("inbound", "--json").json["open"]
    assert (row["name"], row["advice"]) == ("Jonas Veld", "ask why")
    assert "ask why" in run("inbound").out
    assert "what made you write" in " ".join(run("inbound", "ask", "jonas").out.split())
    assert "7 Dec 2026" in run("inbound", "asked", "jonas").err
    said = run("inbound", "answered", "jonas", "--text", "Your talk", now="2026-11-25T09:00")
    assert said.out.startswith("accept:")
    run("inbound", "accept", "jonas")
    assert run("inbound", "--json").json["accepted"] == 1


def test_a_stranger_is_accepted_only_with_a_reason(run: Run) -> None:
    run("inbound", "add", "Jonas Veld", now=MONDAY)
    refused = run("inbound", "accept", "1", status=64)
    assert "reason" in refused.err
    assert refused.err.count("\n") == 1
    run("inbound", "accept", "1", "--reason", "a neighbour")


def test_silence_is_counted_and_the_empty_desk_says_so(run: Run) -> None:
    assert "No invitation waits" in run("inbound", now=MONDAY).err
    run("inbound", "add", "Jonas Veld")
    run("inbound", "asked", "1")
    assert "1 closed without an answer" in run("inbound", now="2026-12-14T09:00").err


def test_declining_with_a_kind_word_prints_it(run: Run) -> None:
    run("inbound", "add", "Jonas Veld", now=MONDAY)
    assert run("inbound", "decline", "1", "--write").out.startswith("Hi Jonas")
