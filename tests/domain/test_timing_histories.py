"""Hand-worked histories: who was written to when, what came back, which day it is, and what is due then, and why.

The stories stand in ``histories/*.txt``. A story is a few lines of what happened, then looks at a day (``-> 11-26``), each
followed by every row the schedule must show then (steps that events have overtaken only when the story names them). A line that
begins with ``//`` counts the days out loud.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import msgspec
import pytest

from outreach.domain.kinds import Channel, CompanyStatus, PersonState, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Lead, Person, PersonId, Step
from outreach.domain.timing.cadence import parse_cadences
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.facts import Full
from outreach.domain.timing.history import ASKING, FIRST
from outreach.domain.timing.notebook import Notebook
from outreach.domain.timing.schedule import Due, Rules, Urgency
from outreach.paths import shipped_data

FOLDER = Path(__file__).parent / "histories"
CADENCES = parse_cadences((shipped_data() / "cadences.toml").read_text(encoding="utf-8"))
KINDS = sorted((kind.value for kind in StepKind), key=len, reverse=True)
URGENCIES = "|".join(urgency.value for urgency in Urgency)
ROW = re.compile(rf"({'|'.join(KINDS)}) (\w+|-) ({URGENCIES})(?: ((?:\d{{4}}-)?\d\d-\d\d|-))?(?: late (\d+))?")


class Story(msgspec.Struct):
    name: str
    happened: list[str]
    looks: list[tuple[int, str, list[str]]]
    """(how much of ``happened`` comes before, the day, the rows)"""


def stories() -> list[Story]:
    found: list[Story] = []
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                found.append(Story(f"{path.stem}: {line[2:]}", [], []))
            elif line.startswith("-> "):
                found[-1].looks.append((len(found[-1].happened), line[3:], []))
            elif line.startswith("   "):
                found[-1].looks[-1][2].append(line.strip())
            elif line.strip() and not line.startswith("// "):
                found[-1].happened.append(line)
    return found


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


class Teller:
    """Plays the lines of a story into a notebook."""

    def __init__(self) -> None:
        self.book = Notebook(Rules(cadences=CADENCES))
        self.names: dict[str, PersonId] = {}
        self.company: CompanyId | None = CompanyId(1)
        self.book.add_company(Company(id=CompanyId(1), name="Fernwick Labs"))

    def tell(self, line: str) -> None:
        if found := re.match(r"(\d\d-\d\d \d\d:\d\d) (.*)", line):
            at = dt.datetime.fromisoformat(f"2026-{found[1]}:00+01:00")
            self.at(at, found[2])
        else:
            verb, _, rest = line.partition(" ")
            getattr(self, verb)(rest)

    def people(self, rest: str) -> None:
        for place, text in enumerate(rest.split(", "), 1):
            name, _, fields = text.partition("(")
            self.names[name] = PersonId(place)
            self.book.add_person(Person(id=PersonId(place), name=name, company=self.company, state=PersonState.INSIDER))
        for text in rest.split(", "):
            name, _, fields = text.rstrip(")").partition("(")
            if fields:
                self.person(f"{name} {fields}")

    def person(self, rest: str) -> None:
        name, _, fields = rest.partition(" ")
        raw = msgspec.to_builtins(self.book.people[self.names[name]])
        for pair in fields.split():
            key, _, value = pair.partition("=")
            raw[key] = self.names[value] if key == "introducer" else [value] if key == "tags" else value
        self.book.add_person(msgspec.convert(raw, Person, strict=False))

    def target(self, rest: str) -> None:
        """``target cadence=recruiter`` or ``target tags=slow``."""
        key, _, value = rest.partition("=")
        changed = msgspec.structs.replace(self.book.companies[CompanyId(1)], **{key: (value,) if key == "tags" else value})
        self.book.add_company(changed)

    def posting(self, rest: str) -> None:
        """``posting open``, ``posting closed 11-26``: the last one, once it is named, is the one that closes."""
        state, _, on = rest.partition(" ")
        if state == "closed" and self.book.leads and self.book.leads[-1].closed_on is None:
            self.book.leads = (*self.book.leads[:-1], msgspec.structs.replace(self.book.leads[-1], closed_on=day(on)))
        else:
            self.book.leads += (Lead(company=self.company, title="Staff Engineer", closed_on=day(on) if on else None),)

    def cadence(self, rest: str) -> None:
        """``cadence keen max 3 tag keen: first touch; follow-up 2; follow-up 4``."""
        head, _, stages = rest.partition(": ")
        name, _, most, *tag = head.split()
        lines = [f"[cadences.{name}]", f"name = '{name}'", f"max_touches = {most}", f"tags = {tag[1:]}"]
        for place, stage in enumerate(stages.split("; ")):
            kind = next(kind for kind in KINDS if stage.startswith(kind))
            lines += [f"[[cadences.{name}.stages]]", f"kind = '{kind}'", f"after = {stage[len(kind) :] or 0}"]
            lines += ["when = 'start'"] if not place else []
        self._rules(cadences={**self.book.rules.cadences, **parse_cadences("\n".join(lines))})

    def company_is(self, rest: str) -> None:
        self.book.add_company(msgspec.structs.replace(self.book.companies[CompanyId(1)], status=CompanyStatus(rest)))

    def resumed(self, rest: str) -> None:
        """``resumed 12-14``: taken up again on that day, after a pause."""
        changed = {"status": CompanyStatus.ACTIVE, "resumed_on": day(rest)}
        self.book.add_company(msgspec.structs.replace(self.book.companies[CompanyId(1)], **changed))

    def no_company(self, rest: str) -> None:
        self.company = None

    def off(self, rest: str) -> None:
        self._rules(calendar=WorkCalendar(days_off=frozenset(day(one) for one in rest.split())))

    def weekend(self, rest: str) -> None:
        self._rules(calendar=WorkCalendar(weekend=frozenset(int(one) for one in rest.split())))

    def k(self, rest: str) -> None:
        self._rules(open_first_touches=int(rest))

    def next_slot(self, rest: str) -> None:
        channel, _, free = rest.rpartition(" ")
        self._rules(full=(Full("notes this month", Channel(channel), day(free)),))

    def _rules(self, **fields: object) -> None:
        self.book.rules = msgspec.structs.replace(self.book.rules, **fields)

    def at(self, at: dt.datetime, words: str) -> None:
        verb, _, rest = words.partition(" ")
        if verb == "sent":
            waiting = [s for s in self._open(rest) if s.kind in ASKING]
            self.book.log_done(min(waiting, key=lambda s: (s.kind not in FIRST, s.id)).id, at)
        elif verb in ("plan", "did", "wrote", "raw", "skip", "retire", "snooze", "pin", "set"):
            kind, person, on, extra = self._target(rest)
            getattr(self, f"_{verb}")(at, kind, person, on, extra)
        else:
            kind, person, on, extra = self._target(words)
            self.book.log(kind, person, at, on=on, **extra)

    def _target(self, text: str) -> tuple[StepKind, PersonId | None, dt.date | None, dict[str, object]]:
        kind = next(kind for kind in KINDS if text.startswith(kind))
        words = text[len(kind) :].split()
        person = self.names.get(words[0]) if words else None
        on = day(words[-1]) if words and re.fullmatch(r"[\d-]{5,}", words[-1]) else None
        extra: dict[str, object] = {}
        if "promise" in words:
            extra["promise"] = True
        if "by" in words:
            extra["channel"] = Channel(
                {"invitation": "linkedin invitation"}.get(words[words.index("by") + 1], words[words.index("by") + 1])
            )
        if "comfort" in words:
            extra["comfort"] = 1
        return StepKind(kind), person, on, extra

    def _plan(self, at: dt.datetime, kind: StepKind, person: PersonId | None, on: dt.date | None, extra: dict[str, object]) -> None:
        self.book.plan(msgspec.convert({"kind": kind, "person": person, "company": self.company, "made_at": at, "on": on, **extra}, Step))

    def _did(self, at: dt.datetime, kind: StepKind, person: PersonId | None, *_: object) -> None:
        self.book.log_done(self._one(kind, person).id, at)

    def _wrote(self, at: dt.datetime, kind: StepKind, person: PersonId | None, *_: object) -> None:
        self.book.log(kind, person, at)

    def _raw(self, at: dt.datetime, kind: StepKind, person: PersonId | None, *_: object) -> None:
        number = self.book.plan(Step(kind=kind, person=person, company=self.company))
        self.book.change(number, state=StepState.DONE, done_at=at)

    def _skip(self, at: dt.datetime, kind: StepKind, person: PersonId | None, *_: object) -> None:
        self.book.change(self._one(kind, person).id, state=StepState.SKIPPED, done_at=at)

    def _retire(self, at: dt.datetime, kind: StepKind, person: PersonId | None, *_: object) -> None:
        self.book.change(self._one(kind, person).id, state=StepState.RETIRED, done_at=at)

    def _snooze(self, at: dt.datetime, kind: StepKind, person: PersonId | None, on: dt.date | None, *_: object) -> None:
        self.book.change(self._one(kind, person).id, snoozed_until=on)

    def _pin(self, at: dt.datetime, kind: StepKind, person: PersonId | None, *_: object) -> None:
        self.book.change(self._one(kind, person).id, pinned=True)

    def _set(self, at: dt.datetime, kind: StepKind, person: PersonId | None, on: dt.date | None, *_: object) -> None:
        self.book.change(self._one(kind, person).id, on=on)

    def _open(self, name: str) -> list[Step]:
        return [s for s in self.book.steps.values() if s.state is StepState.OPEN and s.person == self.names[name]]

    def _one(self, kind: StepKind, person: PersonId | None) -> Step:
        return next(s for s in self.book.steps.values() if s.state is StepState.OPEN and s.kind is kind and s.person == person)

    def row(self, due: Due) -> str:
        name = self.book.people[due.person].name if due.person is not None else "-"
        on = f"{due.on:%m-%d}" if due.on and due.on.year == 2026 else (due.on.isoformat() if due.on else "-")
        return f"{due.kind.value} {name} {due.urgency.value} {on} late {due.late}"


def says(due: Due) -> str:
    return " | ".join([due.why, due.held_by, *(f"{term.what} -> {term.effect}" for term in due.reasons)])


CASES = [pytest.param(story, index, id=f"{story.name} ({when})") for story in stories() for index, (_, when, _) in enumerate(story.looks)]


def test_there_are_at_least_150_hand_worked_histories() -> None:
    assert len(CASES) >= 150
    assert len({story.name for story in stories()}) == len(stories())


@pytest.mark.parametrize(("story", "index"), CASES)
def test_a_history_gives_exactly_these_rows(story: Story, index: int) -> None:
    before, when, lines = story.looks[index]
    teller = Teller()
    for line in story.happened[:before]:
        teller.tell(line)
    dues = teller.book.dues(day(when))
    shown = {teller.row(due): due for due in dues}
    wanted = {}
    for line in lines:
        row, _, fragments = line.partition(" | ")
        found = ROW.fullmatch(row)
        assert found, f"cannot read {row!r}"
        kind, person, urgency, on, late = found.groups()
        wanted[f"{kind} {person} {urgency} {on or '-'} late {late or 0}"] = [one for one in fragments.split("; ") if one]
    named_none = {row for row in wanted if " none " in row}
    assert {row for row, due in shown.items() if due.urgency is not Urgency.NONE or row in named_none} == set(wanted)
    for row, fragments in wanted.items():
        for fragment in fragments:
            assert fragment in says(shown[row]), f"{row}: {fragment!r} not in {says(shown[row])!r}"
