"""Printing company plans: gathers a page per company and hands it to the writers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Channel, DraftStatus, EvidenceKind, MatchVerdict, PersonState, Reputation, StepState
from outreach.domain.model import Company, CompanyId, Draft, Evidence, Lead, Person, QandA, Record, Step
from outreach.domain.relationship import know_level, receipt
from outreach.domain.saying import plural
from outreach.domain.timing.due import Urgency
from outreach.exchange.files import suggest_name, write_export
from outreach.exchange.plan.page import (
    AnswerLine,
    CompanyBlock,
    DraftBlock,
    HistoryLine,
    InsiderBlock,
    LeadLine,
    Options,
    PlanPage,
    QuestionBlock,
    Records,
    Redaction,
    ResearchLine,
    StepLine,
)
from outreach.exchange.plan.redact import PRIVATE
from outreach.planner.identity import plan_id
from outreach.planner.rows import DueRow
from outreach.planner.views.budgets import first_touches_at
from outreach.planner.views.cards import RESEARCH
from outreach.planner.views.due import followups, what
from outreach.planner.views.happened import happened, said
from outreach.planner.views.plan import tie_word
from outreach.planner.views.targets import advocacy
from outreach.planner.views.why import why as why_row

if TYPE_CHECKING:
    from outreach.exchange.vdir import Synced
    from outreach.exchange.writers import Writer
    from outreach.planner.planner import Planner

OPEN_TO_EXPORT = frozenset({PersonState.INSIDER, PersonState.NEW, PersonState.LATER})
"""People with a place on a page; those to avoid and those dropped never leave (source: PRACTICES S10)."""

PRIVATE_EVIDENCE = frozenset({EvidenceKind.NOTE, EvidenceKind.CONFLICT})
"""Records for the user's own eyes: no copy of a plan takes them along, not even one's own."""

AT_HOME = PRIVATE | {"edited"}
"""Fields of any record that stay at home even in a copy for oneself: the private ones, and what only an import here asks for."""


class Exports:
    """Every command that prints a plan."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def formats(self) -> tuple[Writer, ...]:
        """The formats there are."""
        from outreach.exchange.writers import WRITERS

        return WRITERS

    def plan(
        self,
        company_ids: Sequence[CompanyId],
        *,
        format: str,
        redact: str = "self",
        on: dt.date | None = None,
        names: bool = False,
        raw: bool = False,
        shield: bool = True,
    ) -> bytes:
        """The plans of these companies as the bytes of a file; the same data and day give the same bytes."""
        from outreach.exchange.writers import export

        # The id first: making it is a change, and a page tells which change it follows.
        plan = plan_id(self._planner) if format == "ics" else ""
        pages = [self.page(company_id, on or self._planner.today(), Redaction(redact)) for company_id in company_ids]
        return export(format, pages, Options(redaction=Redaction(redact), names=names, raw=raw, shield=shield, plan=plan))

    def suggest_name(self, company_ids: Sequence[CompanyId], format: str) -> str:
        """A file name for an export, harmless whatever the company is called."""
        from outreach.exchange.writers import writer

        names = [self._planner.store.get(Company, number).name for number in company_ids]
        return suggest_name(names, self._planner.today(), writer(format).extension)

    def write(self, path: Path, content: bytes, *, replace: bool = False) -> Path:
        """Put an export on the disk, whole or not at all."""
        return write_export(path, content, replace=replace)

    def calendar_folder(
        self,
        folder: Path,
        company_ids: Sequence[CompanyId],
        *,
        on: dt.date | None = None,
        names: bool = False,
        shield: bool = True,
        loose: bool = False,
    ) -> Synced:
        """Keep a folder of one-event files in step with these companies' plans; events of other companies' open steps stay.

        ``loose`` takes the steps of no company in as well.
        """
        from outreach.planner.calendar_folder import write_folder

        return write_folder(self._planner, folder, company_ids, on=on, names=names, shield=shield, loose=loose)

    def calendar(
        self,
        company_ids: Sequence[CompanyId],
        *,
        on: dt.date | None = None,
        names: bool = False,
        shield: bool = True,
        loose: bool = False,
    ) -> bytes:
        """The same as one iCalendar file."""
        from outreach.planner.calendar_folder import calendar_file

        return calendar_file(self._planner, company_ids, on=on, names=names, shield=shield, loose=loose)

    def page(self, company_id: CompanyId, on: dt.date, redaction: Redaction) -> PlanPage:
        """All that a plan of one company says on a day."""
        planner = self._planner
        store = planner.store
        company = store.get(Company, company_id)
        people = [p for p in store.where(Person, "company", company_id) if p.state in OPEN_TO_EXPORT and p.reputation is Reputation.OK]
        ranked = planner.timetable.order(people, on)
        ranked.sort(key=lambda pair: (pair[0].state is not PersonState.INSIDER, pair[0].state is PersonState.LATER))
        # What events have overtaken is no next step.
        dues = [due for due in followups(planner, company_id, on) if due.urgency != Urgency.NONE]
        kept = {person.id for person, _ in ranked}
        dues = [due for due in dues if due.person is None or due.person in kept]
        return PlanPage(
            generated_on=on,
            redaction=redaction,
            revision=self.revision(),
            company=CompanyBlock(
                name=company.name,
                motivation=company.motivation,
                posting=company.posting,
                advocacy=advocacy(people),
                status=company.status,
                status_reason=company.status_reason,
                reasons=company.reasons,
                why=company.why,
                norm=company.norm,
                followed=company.followed,
                website=company.website,
                workforce=company.workforce,
                current_employer=company.current_employer,
            ),
            research=tuple(ResearchLine(item=item, done_on=company.research.get(item)) for item in RESEARCH),
            leads=tuple(self._lead(lead) for lead in store.where(Lead, "company", company_id)),
            insiders=tuple(self._insider(person, company, on) for person, _ in ranked),
            drafts=tuple(self._drafts(person for person, _ in ranked)),
            steps=tuple(self.step_line(due) for due in dues if not due.promise),
            promises=tuple(self.step_line(due) for due in dues if due.promise),
            questions=tuple(QuestionBlock(title=group.title, questions=group.at(company.name)) for group in planner.library.questions),
            answers=tuple(self._answer(one) for one in company.answers),
            budget=tuple(self._budget(company_id)),
            records=self._records(company, [person for person, _ in ranked]) if redaction is Redaction.SELF else {},
        )

    def _insider(self, person: Person, company: Company, on: dt.date) -> InsiderBlock:
        planner = self._planner
        evidence = tuple(planner.store.where(Evidence, "person", person.id))
        steps = tuple(planner.store.where(Step, "person", person.id))
        level, _ = know_level(evidence, steps, on, person.how_i_know)
        why = why_row(planner, person.id, on)
        past = sorted(
            (s for s in steps if s.state is StepState.DONE and s.done_at),
            key=lambda s: (s.done_at.isoformat() if s.done_at else "", s.id),
            reverse=True,
        )
        return InsiderBlock(
            uid=person.uid,
            name=person.name,
            position=person.position,
            employer=person.employer,
            tie=person.tie,
            tie_words=tie_word(planner, person, on),
            kinds=tuple(dict.fromkeys(record.kind for record in evidence if record.kind not in PRIVATE_EVIDENCE)),
            know_level=level,
            how_i_know=person.how_i_know,
            receipt=why.receipt,
            why=tuple((term.label, term.effect) for term in why.terms),
            verdict=why.verdict,
            evidence=receipt(evidence, (), on).lines,
            history=tuple(
                HistoryLine(on=s.done_at.date() if s.done_at else None, what=happened(s), said=said(s, planner.library)) for s in past
            ),
            purpose=person.purpose.value if person.purpose else "",
            hook=person.hook,
            question=person.question,
            offer=person.offer,
            why_them=person.why_them,
            url=person.url,
            email=person.email,
            phone=person.phone,
            current_employer=company.current_employer or self.at_employer(person),
        )

    def revision(self) -> int:
        """Sequence number of the last change, so that a calendar knows a newer copy."""
        newest = self._planner.store.history(1)
        return newest[0].seq if newest else 0

    def at_employer(self, person: Person) -> bool:
        """Whether they work where the user works now, whichever target they are listed under."""
        planner = self._planner
        employers = [c.name for c in planner.store.all(Company) if c.current_employer]
        return any(planner.matcher.match(person.employer, name).verdict is MatchVerdict.HERE for name in employers if person.employer)

    def _lead(self, lead: Lead) -> LeadLine:
        giver = self._planner.store.find(Person, lead.given_by) if lead.given_by is not None else None
        return LeadLine(
            title=lead.title,
            kind=lead.kind,
            url=lead.url,
            job_id=lead.job_id,
            on=lead.on,
            given_by=giver.name if giver else "",
            closed_on=lead.closed_on,
            outcome=lead.outcome,
        )

    def _drafts(self, people: Iterable[Person]) -> Iterable[DraftBlock]:
        for person in people:
            for draft in self._planner.store.where(Draft, "person", person.id):
                if draft.status is DraftStatus.READY:
                    address = person.email if draft.channel is Channel.EMAIL else person.phone if draft.channel is Channel.PHONE else ""
                    yield DraftBlock(
                        person=person.uid,
                        to=person.name,
                        channel=draft.channel,
                        purpose=draft.purpose.value,
                        address=address,
                        subject=draft.subject,
                        body=draft.body,
                    )

    def step_line(self, due: DueRow) -> StepLine:
        """An open step as a page has it."""
        store = self._planner.store
        step = store.get(Step, due.step)
        person = store.find(Person, due.person) if due.person is not None else None
        company = store.find(Company, due.company) if due.company is not None else None
        return StepLine(
            uid=step.uid,
            kind=due.kind,
            what=what(step, person, company),
            why=due.why,
            on=due.on,
            foreseen=due.foreseen,
            person=person.uid if person else "",
            promise=due.promise,
            changed_at=step.made_at,
        )

    def _answer(self, one: QandA) -> AnswerLine:
        by = self._planner.store.find(Person, one.by) if one.by is not None else None
        return AnswerLine(question=one.question, answer=one.answer, by=by.name if by else "", on=one.on)

    def _budget(self, company_id: CompanyId) -> Iterable[str]:
        here = first_touches_at(self._planner, company_id)
        yield f"{plural(max(0, here.limit - here.open), 'first touch', 'first touches')} left here ({here.open} of {here.limit} unanswered)"

    def _records(self, company: Company, people: Sequence[Person]) -> Records:
        """The records behind a page, for a copy that can be imported again."""
        store = self._planner.store
        found: dict[str, list[Record]] = {
            "companies": [company],
            "people": list(people),
            "evidence": [
                record for person in people for record in store.where(Evidence, "person", person.id) if record.kind not in PRIVATE_EVIDENCE
            ],
            "steps": [
                step for step in store.where(Step, "company", company.id) if step.person is None or any(p.id == step.person for p in people)
            ],
            "drafts": [draft for person in people for draft in store.where(Draft, "person", person.id)],
            "leads": list(store.where(Lead, "company", company.id)),
        }
        return {
            table: [
                {key: value for key, value in {"id": record.id, **msgspec.to_builtins(record)}.items() if key not in AT_HOME}
                for record in records
            ]
            for table, records in found.items()
        }
