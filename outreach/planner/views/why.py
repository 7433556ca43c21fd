"""Why a person stands where they stand: ranking, receipts and the etiquette verdict with every rule that spoke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from outreach.domain.etiquette.situation import Situation, VerdictKind
from outreach.domain.etiquette.verdict import Verdict, verdict
from outreach.domain.kinds import Channel, Purpose, Severity
from outreach.domain.model import Company, Draft, Evidence, Override, Person, PersonId, Profile, Step
from outreach.domain.ranking import rank
from outreach.domain.relationship import know_level, receipt, stage
from outreach.domain.timing.facts import Facts
from outreach.domain.timing.history import read_history
from outreach.domain.timing.moments import good_moment
from outreach.domain.timing.restraints import Restraint
from outreach.planner.clearing import clearing
from outreach.planner.occasions import PURPOSES
from outreach.planner.rows import RuleRow, TermRow, WhyRow
from outreach.planner.words import day_short

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def why(planner: Planner, person_id: PersonId, on: dt.date | None = None) -> WhyRow:
    """Ranking terms, receipt and verdict of one person on a day, today unless said."""
    today = on or planner.today()
    person = planner.store.get(Person, person_id)
    evidence = tuple(planner.store.where(Evidence, "person", person_id))
    steps = tuple(planner.store.where(Step, "person", person_id))
    ranked = rank(person, evidence, steps, planner.profile, today, moment_days=planner.library.limits.good_moment.value)
    said = verdict_of(planner, person_id, day=today)
    return WhyRow(
        person=person_id,
        name=person.name,
        terms=(
            *(TermRow(label=term.label, effect=f"{term.points:+d}") for term in ranked.terms),
            *_window_ended(planner, person, steps, today),
        ),
        receipt=receipt(evidence, steps, today).summary,
        know_level=know_level(evidence, steps, today, person.how_i_know)[0],
        stage=stage(evidence, steps, today).value,
        verdict=verdict_words(said),
        rules=tuple(
            RuleRow(
                rule=found.rule,
                title=found.title,
                severity=found.severity.value,
                says=found.says,
                reason=found.reason,
                source=found.source,
                change=found.change,
                overruled=found.overruled,
            )
            for found in said.findings
        ),
    )


def _window_ended(planner: Planner, person: Person, steps: tuple[Step, ...], today: dt.date) -> Iterator[TermRow]:
    """That the good moment after a talk, a success or news is over (source: PRACTICES S41); an open one is among the ranking's terms."""
    history = read_history(Facts(company=None, people=(person,), steps=steps))
    found = good_moment(person.id, planner.timetable.plain_rules, history, today)
    if found is not None and not found.is_open:
        yield TermRow(label="good moment", effect=f"ended {day_short(found.until)}")


def verdict_words(said: Verdict) -> str:
    """``send``, ``wait until Thu 26 Nov``, ``wait for an answer``, ``use another way`` or ``don't``."""
    if said.kind is VerdictKind.WAIT and said.until is not None:
        return f"wait until {day_short(said.until)}"
    if said.kind is VerdictKind.WAIT:
        undated = (one.rule for one in said.findings if one.kind is VerdictKind.WAIT and one.until is None)
        return "wait for an answer" if next(undated, "") == Restraint.SLOT else said.kind.value
    return said.kind.value


def verdict_of(
    planner: Planner,
    person_id: PersonId,
    *,
    purpose: Purpose | None = None,
    channel: Channel | None = None,
    day: dt.date | None = None,
    overrides: tuple[Override, ...] = (),
    draft_too: bool = False,
) -> Verdict:
    """The etiquette verdict on writing to somebody on a day; purpose and channel default to what the open step and draft ask for.

    ``draft_too`` has the checker read the unsent draft as well: asked when it is about to go out, not while it is being written.
    """
    return verdict(
        situation(planner, person_id, purpose=purpose, channel=channel, day=day, overrides=overrides, draft_too=draft_too),
        planner.library.rules,
    )


def situation(
    planner: Planner,
    person_id: PersonId,
    *,
    purpose: Purpose | None = None,
    channel: Channel | None = None,
    day: dt.date | None = None,
    overrides: tuple[Override, ...] = (),
    draft_too: bool = False,
) -> Situation:
    """Everything the rules look at."""
    store, today = planner.store, day or planner.today()
    person = store.get(Person, person_id)
    company = store.find(Company, person.company) if person.company is not None else None
    draft = planner.drafts.latest(person_id)
    unsent = draft if draft is not None and draft.sent_at is None else None
    touch = clearing(planner, person, unsent, purpose, channel, today)
    employer = next(iter(store.where(Company, "current_employer", True)), None)
    people = [p for p in store.where(Person, "company", person.company) if p.id != person_id] if person.company is not None else []
    for other in (person.bridge, person.introducer):
        if other is not None and all(p.id != other for p in people) and (found := store.find(Person, other)) is not None:
            people.append(found)
    faults = _faults(planner, unsent) if unsent is not None and draft_too else (0, 0)
    limits = planner.library.limits
    return Situation(
        person=person,
        company=company,
        evidence=tuple(store.where(Evidence, "person", person_id)),
        steps=tuple(store.where(Step, "person", person_id)),
        people=tuple(people),
        company_steps=tuple(store.where(Step, "company", person.company)) if person.company is not None else (),
        in_flight=touch.in_flight,
        planned=touch.planned,
        holds=touch.holds,
        comfort=limits.comfort.value,
        moment_days=limits.good_moment.value,
        profile=planner.profile or Profile(),
        purpose=purpose
        or (unsent.purpose if unsent else None)
        or (PURPOSES.get(touch.step.kind) if touch.step else None)
        or person.purpose
        or Purpose.LEARN,
        channel=touch.channel,
        day=today,
        policy=planner.config.policy,
        calendar=planner.timetable.calendar(today),
        overrides=(*overrides, *(touch.step.overrides if touch.step else ()), *(unsent.overrides if unsent else ())),
        current_employer=employer.name if employer else "",
        works_at_employer=employer is not None and company is not None and employer.id == company.id,
        draft=unsent.body if unsent else None,
        draft_blocks=faults[0],
        draft_warnings=faults[1],
    )


def _faults(planner: Planner, draft: Draft) -> tuple[int, int]:
    """What the checker finds in an unsent draft and nobody overruled: how much blocks, how much warns."""
    report = planner.views.check(draft.id, draft.person, draft.body, draft.subject, draft.channel, draft.purpose)
    settled = {override.rule for override in draft.overrides}
    found = [one for one in report.findings if one.rule not in settled]
    return sum(one.severity == Severity.BLOCK for one in found), sum(one.severity == Severity.WARN for one in found)
