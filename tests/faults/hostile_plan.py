"""A plan in which hostile texts stand in every field."""

from __future__ import annotations

import json
from pathlib import Path

from faults.figures import opened

from outreach.text import clean


def build(home: Path, texts: list[str], *, raw: bool = False) -> None:
    """A plan in which every text stands in every field; ``raw`` puts it into the file without going through the program."""
    planner = opened(home)
    with planner.store.transaction("Fill") as tx:
        from outreach.domain.kinds import EvidenceKind, PersonState, StepKind
        from outreach.domain.model import Company, Draft, Evidence, Lead, Person, QandA, Step
        from outreach.domain.network import Contact

        for number, text in enumerate(texts):
            word = clean(f"mark{number}mark") if raw else clean(text)
            company = tx.add(Company(name=word, why=word, notes=word, answers=(QandA(question=word, answer=word),), motivation=4))
            person = tx.add(
                Person(
                    name=word,
                    company=company.id,
                    employer=word,
                    position=word,
                    hook=word,
                    question=word,
                    how_i_know=word,
                    notes=word,
                    state=PersonState.INSIDER if number % 4 else PersonState.NEW,
                )
            )
            tx.add(Evidence(person=person.id, kind=EvidenceKind.NOTE, detail=word))
            tx.add(Step(kind=StepKind.TODO, person=person.id, company=company.id, text=word, promise=True, on=planner.today()))
            tx.add(Step(kind=StepKind.FIRST_TOUCH, person=person.id, company=company.id, made_at=planner.clock.now()))
            tx.add(Draft(person=person.id, company=company.id, subject=word, body=word, made_at=planner.clock.now()))
            tx.add(Lead(company=company.id, title=word, url=word))
            tx.add(Contact(key=f"k{number}", name=word, company=word, position=word, invited_me_on=planner.today(), invited_me_note=word))
    planner.close()
    if raw:
        for path in ((home / "data") / name for name in ("outreach.json", "network.json")):
            content = path.read_text(encoding="utf-8")
            for number, text in enumerate(texts):
                content = content.replace(f"mark{number}mark", json.dumps(text)[1:-1])
            path.write_text(content, encoding="utf-8")
        for name in ("outreach.journal", "outreach.history"):
            (home / "data" / name).unlink(missing_ok=True)
