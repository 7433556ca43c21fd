"""A day told for what happened is the last one of that name, whatever verb it is told to; one told for what is to come is the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T09:00"
LAST, NEXT = "2026-10-12", "2027-10-12"

HAPPENED = {
    "sent": ("sent", "Ana", "--at", "12 oct"),
    "replied": ("replied", "Ana", "--on", "12 oct"),
    "log": ("log", "Ana", "talk", "--on", "12 oct"),
    "done": ("done", "1", "--on", "12 oct"),
    "evidence": ("evidence", "add", "Ana", "met", "--on", "12 oct"),
    "news": ("news", "add", "Ana", "her talk is online", "--on", "12 oct"),
    "opening seen": ("lead", "add", "1", "--title", "Engineer", "--on", "12 oct"),
    "opening closed": ("lead", "edit", "1", "--closed-on", "12 oct"),
    "research": ("company", "research", "1", "read", "--on", "12 oct"),
    "answer": ("company", "answer", "1", "How?", "well", "--on", "12 oct"),
    "preflight": ("preflight", "done", "photo", "--on", "12 oct"),
    "recommendation asked": ("recommendations", "asked", "Ana", "--on", "12 oct"),
    "recommendation received": ("recommendations", "received", "Ana", "--on", "12 oct"),
    "recommendation given": ("recommendations", "given", "Ana", "--on", "12 oct"),
    "endorsement": ("recommendations", "endorsed", "Ana", "calm on call", "--on", "12 oct"),
    "introduced by": ("introductions", "received", "Tom", "--by", "Ana", "--on", "12 oct"),
    "introduction made": ("introductions", "made", "Ana", "Tom", "--on", "12 oct"),
    "link shared": ("link", "share", "1", "Ana", "--on", "12 oct"),
    "invitation": ("inbound", "add", "Nora Vale", "--on", "12 oct"),
    "asked why": ("inbound", "asked", "Olga", "--on", "12 oct"),
    "accepted": ("inbound", "accept", "Olga", "--reason", "met her", "--on", "12 oct"),
    "declined": ("inbound", "decline", "Olga", "--on", "12 oct"),
    "conflict": ("person", "edit", "Ana", "--set", "conflict_on=12 oct"),
    "offer": ("person", "edit", "Ana", "--set", "standing_offer_on=12 oct"),
}
"""Verbs that tell what happened."""

AHEAD = {
    "a step": ("todo", "bring charts", "--on", "12 oct"),
    "a request": ("introductions", "ask", "Tom", "--via", "Ana", "--on", "12 oct"),
    "a snooze": ("snooze", "1", "12 oct"),
    "a rest": ("person", "edit", "Ana", "--paused-until", "12 oct"),
    "a recruiter's word": ("recruiters", "log", "Tom", "--next", "sends the brief", "--by", "12 oct"),
}
"""Verbs that tell what is to come."""


@pytest.fixture
def started(run: Run) -> Run:
    run("company", "add", "Fernwick Labs", now=MONDAY)
    run("person", "add", "Ana Ruiz", "--company", "1")
    run("person", "add", "Tom Okafor", "--company", "1")
    run("lead", "add", "1", "--title", "Platform Engineer")
    run("link", "add", "https://example.org/on-call", "--insight", "on handing over")
    run("inbound", "add", "Olga Brandt", "--note", "Your talk was good", "--on", "2026-10-01")
    return run


def kept(data: Path) -> str:
    """Every word of the plan's files."""
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in data.iterdir() if path.is_file())


@pytest.mark.parametrize("what", HAPPENED)
def test_a_day_without_a_year_is_the_last_one_for_what_happened(started: Run, data: Path, what: str) -> None:
    started(*HAPPENED[what])
    assert LAST in kept(data) and NEXT not in kept(data)


@pytest.mark.parametrize("what", AHEAD)
def test_a_day_without_a_year_is_the_next_one_for_what_is_to_come(started: Run, data: Path, what: str) -> None:
    started(*AHEAD[what])
    assert NEXT in kept(data) and LAST not in kept(data)


@pytest.mark.parametrize("what", [name for name, words in HAPPENED.items() if "--on" in words and name not in {"opening seen"}])
def test_what_has_not_come_yet_did_not_happen(started: Run, what: str) -> None:
    words = ["2027-10-12" if word == "12 oct" else word for word in HAPPENED[what]]
    assert "has not come yet" in started(*words, status=64).err or "future" in started(*words, status=64).err
