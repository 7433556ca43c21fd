"""The corpus of drafts: a good message comes out clean, a bad one gets exactly the findings it deserves."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.drafting.checker import DraftContext, Report, check
from outreach.domain.drafting.phrases import parse_phrases
from outreach.domain.kinds import Channel, EvidenceKind, PersonKind, Purpose, Severity, StepKind, StepState
from outreach.domain.model import Company, Evidence, Person, PersonId, Step
from outreach.text import CleanText

ROOT = Path(__file__).parents[2]
DATA = ROOT / "outreach" / "data"
PHRASES = parse_phrases((DATA / "phrases.toml").read_text("utf-8"), lengths=(DATA / "lengths.toml").read_text("utf-8"))
MET = {"kind": "met", "detail": "the Lisbon meetup", "on": dt.date(2026, 4, 2)}


def load(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((ROOT / "tests" / "fixtures" / "drafts" / name).read_text("utf-8"))["draft"]


GOOD, BAD = load("good.toml"), load("bad.toml")


def checked(draft: dict[str, Any]) -> Report:
    person = Person(
        id=PersonId(1),
        name=CleanText(draft.get("person", "Ana Ruiz")),
        kind=PersonKind(draft.get("kind", "other")),
        position=CleanText("Staff Engineer"),
        employer=CleanText(draft.get("works_at", "")),
    )
    evidence = tuple(
        Evidence(
            person=PersonId(1), kind=EvidenceKind(e["kind"]), detail=CleanText(e.get("detail", "")), on=e.get("on"), until=e.get("until")
        )
        for e in draft.get("evidence", [MET])
    )
    asked = tuple(
        Step(
            kind=StepKind.FIRST_TOUCH,
            purpose=Purpose.ADVICE,
            person=PersonId(1),
            state=StepState.DONE,
            done_at=dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC),
        )
        for _ in range(draft.get("asked", 0))
    )
    context = DraftContext(
        person=person,
        company=Company(name=CleanText(draft.get("company", "Fernwick Labs"))),
        evidence=evidence,
        steps=asked,
        channel=Channel(draft.get("channel", "linkedin message")),
        purpose=Purpose(draft.get("purpose", "learn")),
        tier=draft.get("tier", "free"),
        first_touch=draft.get("first", True),
        sent_texts=tuple(draft.get("sent", ())),
        others=tuple(draft.get("others", ())),
        other_companies=tuple(draft.get("other_companies", ())),
        confidential=tuple(draft.get("confidential", ())),
        current_employer=draft.get("employer", ""),
        proof=tuple(draft.get("proof", ())),
        last_contact_days=draft.get("days"),
        introduced=draft.get("introduced", False),
    )
    return check(draft["body"].strip("\n"), draft.get("subject", ""), context, PHRASES)


def test_the_corpus_is_large_enough() -> None:
    assert len(GOOD) >= 30 and len(BAD) >= 30
    assert len({draft["id"] for draft in GOOD + BAD}) == len(GOOD) + len(BAD)


@pytest.mark.parametrize("draft", GOOD, ids=[draft["id"] for draft in GOOD])
def test_a_good_message_comes_out_clean(draft: dict[str, Any]) -> None:
    assert [(f.rule, draft["body"].strip("\n")[f.start : f.end], f.message) for f in checked(draft).findings] == []


@pytest.mark.parametrize("draft", BAD, ids=[draft["id"] for draft in BAD])
def test_a_bad_message_gets_exactly_its_findings(draft: dict[str, Any]) -> None:
    body = draft["body"].strip("\n")
    found = [[f.rule, f.severity.value, body[f.start : f.end]] for f in checked(draft).findings]
    assert sorted(found) == sorted(draft["expect"])


@pytest.mark.parametrize("draft", BAD, ids=[draft["id"] for draft in BAD])
def test_findings_come_worst_first_and_say_how_to_mend(draft: dict[str, Any]) -> None:
    findings = checked(draft).findings
    order = [Severity.BLOCK, Severity.WARN, Severity.HINT]
    assert [order.index(f.severity) for f in findings] == sorted(order.index(f.severity) for f in findings)
    assert all(f.fix and f.message for f in findings)


def test_what_is_too_private_of_oneself_may_be_what_they_work_on() -> None:
    said = "Hi Ana, {} going through chemotherapy. How do the wards plan for it in Lisbon?"
    assert [f.rule for f in checked({"body": said.format("I am")}).findings] == ["oversharing"]
    assert checked({"body": said.format("your app is for people")}).findings == ()
