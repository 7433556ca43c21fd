"""Builders shared by the tests of the 72 practices."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from support.judging import cleared
from support.judging import timing as calendar_rules

from outreach.domain.drafting.checker import DraftContext, Report, check
from outreach.domain.drafting.phrases import Phrases, parse_phrases
from outreach.domain.etiquette.verdict import RuleBook, Situation, Verdict, parse_rules, verdict
from outreach.domain.kinds import EvidenceKind, PersonKind, PersonState, Purpose, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Evidence, Person, PersonId, Step, StepId
from outreach.domain.timing.facts import Full, Rules
from outreach.text import CleanText

DATA = Path(__file__).parents[3] / "outreach" / "data"


class World:
    """Ana Ruiz at Fernwick Labs on Monday 23 November 2026: looked up, followed, with reasons to write to her."""

    day = dt.date(2026, 11, 23)

    def __init__(self) -> None:
        self.rules: RuleBook = parse_rules((DATA / "rules.toml").read_text("utf-8"))
        self.phrases: Phrases = parse_phrases(
            (DATA / "phrases.toml").read_text("utf-8"), lengths=(DATA / "lengths.toml").read_text("utf-8")
        )
        self.company = Company(
            id=CompanyId(1), name=CleanText("Fernwick Labs"), followed=True, research={"read": self.day, "people": self.day}
        )
        self._steps = 0

    def person(self, id: int = 1, name: str = "Ana Ruiz", **more: Any) -> Person:
        fields: dict[str, Any] = {
            "state": PersonState.INSIDER,
            "kind": PersonKind.PEER,
            "company": CompanyId(1),
            "hook": CleanText("your talk in Lisbon"),
        }
        return Person(id=PersonId(id), name=CleanText(name), **{**fields, **more})

    def proof(self, kind: EvidenceKind, on: str = "", person: int = 1, **more: Any) -> Evidence:
        return Evidence(person=PersonId(person), kind=kind, on=dt.date.fromisoformat(on) if on else None, **more)

    def met(self) -> Evidence:
        return self.proof(EvidenceKind.MET, "2026-04-02", detail=CleanText("the Lisbon meetup"))

    def worked(self) -> Evidence:
        return self.proof(EvidenceKind.WORKED_TOGETHER, "2019-03-01", until=dt.date(2026, 6, 1), detail=CleanText("Kettlebrook"))

    def wrote(self, sent: int = 4, received: int = 3, last: str = "2026-05-01") -> Evidence:
        return self.proof(EvidenceKind.MESSAGES, "2024-01-09", until=dt.date.fromisoformat(last), sent=sent, received=received)

    def did(self, kind: StepKind, when: str, person: int = 1, **more: Any) -> Step:
        self._steps += 1
        at = dt.datetime.fromisoformat(f"{when}T09:30+00:00")
        return Step(
            id=StepId(self._steps), kind=kind, person=PersonId(person), company=CompanyId(1), state=StepState.DONE, done_at=at, **more
        )

    def owes(self, kind: StepKind, on: str, person: int = 1) -> Step:
        self._steps += 1
        return Step(
            id=StepId(self._steps), kind=kind, person=PersonId(person), company=CompanyId(1), on=dt.date.fromisoformat(on), promise=True
        )

    def judge(
        self,
        person: Person | None = None,
        *,
        rules: RuleBook | None = None,
        timing: Rules | None = None,
        full: Full | None = None,
        **more: Any,
    ) -> Verdict:
        fields: dict[str, Any] = {"company": self.company, "purpose": Purpose.LEARN, "day": self.day}
        situation = Situation(person=person or self.person(), **{**fields, **more})
        book = rules or self.rules
        figures = replace(timing or calendar_rules(), lifted=book.lifted(situation.policy))
        return verdict(cleared(situation, figures, [full] if full else []), book)

    def read(self, body: str, subject: str = "", **more: Any) -> Report:
        fields: dict[str, Any] = {
            "person": self.person(),
            "company": self.company,
            "evidence": (self.met(),),
            "purpose": Purpose.LEARN,
            "first_touch": True,
        }
        return check(body, subject, DraftContext(**{**fields, **more}), self.phrases)


@pytest.fixture
def world() -> World:
    return World()
