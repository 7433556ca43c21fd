"""Commands on drafts: compose from the evidence, save, mark ready, hand over to be sent."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Channel, DraftStatus, Norm, Purpose
from outreach.domain.model import Company, CompanyId, ContactId, Draft, DraftId, Evidence, Person, PersonId, Step, StepId, Version
from outreach.domain.network import Contact
from outreach.errors import NotFound, Problem, Refused
from outreach.planner import fields as typed
from outreach.planner.letting_go import remove
from outreach.planner.occasions import outlived, step_for, why_of
from outreach.text import clean, clean_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.domain.drafting.templates import Template
    from outreach.planner.planner import Planner
    from outreach.store import Transaction

GAP = re.compile("«[^»]*»")
"""What a fact that is not known leaves in a draft."""

MOST_VERSIONS = 50
"""Earlier wordings kept for one draft."""


def freeze(draft: Draft, sent_at: dt.datetime, step: StepId) -> Draft:
    """The draft as it went out; from here on its words never change."""
    return msgspec.structs.replace(draft, status=DraftStatus.SENT, sent_at=sent_at, changed_at=sent_at, step=step)


class Drafts:
    """Every command whose noun is a draft."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def compose(
        self,
        person_id: PersonId,
        *,
        purpose: Purpose | str | None = None,
        channel: Channel | str | None = None,
        template: str | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> Draft:
        """Write a first version from what is known; a fact that is missing leaves a visible gap, never an invention.

        ``facts`` fills slots that only the occasion knows, such as whom an introduction is to. An unsent draft to the same person is
        rewritten, its wording kept as a version.
        """
        from outreach.domain.drafting.acquaintance import faded
        from outreach.domain.drafting.compose import compose
        from outreach.domain.etiquette.situation import ANSWERING
        from outreach.planner.kit import facts_for

        planner = self._planner
        person = planner.store.get(Person, person_id)
        step = step_for(planner.store, person_id, Purpose(purpose) if purpose else None)
        company = planner.store.find(Company, person.company) if person.company is not None else None
        why = Purpose(purpose) if purpose else why_of(planner, step, person, company)
        way = Channel(channel) if channel else self._channel(person)
        cadence = step.cadence if step else ""
        chosen = self._template(person, why, way, template, cadence)
        if chosen is None and channel is None:
            way = Channel.MESSAGE
            chosen = self._template(person, why, way, template, cadence)
        if chosen is None:
            raise Refused((Problem("channel", f"nobody writes {why.value} by {way.value}: choose another way"),))
        records = tuple(planner.store.where(Evidence, "person", person_id))
        steps = tuple(planner.store.where(Step, "person", person_id))
        today = planner.today()
        known = {**facts_for(planner, person, why), **(facts or {})}
        remind = why not in ANSWERING and faded(records, steps, today)
        made = compose(chosen, person, company, records, steps, planner.profile, today, known, way, remind)
        now = planner.clock.now()
        fresh = Draft(
            person=person_id,
            company=person.company,
            step=step.id if step else None,
            channel=way,
            purpose=why,
            template=chosen.id,
            subject=clean(made.subject),
            body=clean_note(made.body),
            made_at=now,
            changed_at=now,
        )
        with planner.store.transaction(f"Draft to {person.name}") as tx:
            return _in_the_place_of_the_last(tx, fresh, now)

    def greet(self, contact_id: ContactId, company_id: CompanyId, *, purpose: Purpose | str | None = None) -> Draft:
        """Take somebody of the address book into the plan of a company and write them a first version: one change, one undo."""
        planner = self._planner
        contact = planner.store.get(Contact, contact_id)
        with planner.store.transaction(f"Write to {contact.name}, new in the plan"):
            return self.compose(planner.people.promote(contact_id, company_id).id, purpose=purpose)

    def save(
        self,
        draft_id: DraftId,
        body: str,
        subject: str | None = None,
        *,
        channel: Channel | str | None = None,
        purpose: Purpose | str | None = None,
    ) -> Draft:
        """Keep a new wording; the one before stays as a version."""
        planner = self._planner
        draft = self._unfrozen(draft_id)
        now = planner.clock.now()
        words = clean_note(body)
        after = msgspec.structs.replace(
            draft,
            body=words,
            subject=draft.subject if subject is None else clean(subject),
            channel=Channel(channel) if channel else draft.channel,
            purpose=Purpose(purpose) if purpose else draft.purpose,
        )
        if after == draft:
            return draft
        after = msgspec.structs.replace(after, status=DraftStatus.DRAFT, changed_at=now, versions=_kept(draft, now))
        person = planner.store.get(Person, draft.person)
        with planner.store.transaction(f"Edit draft to {person.name}") as tx:
            return tx.put(after)

    def restore(self, draft_id: DraftId, version: int) -> Draft:
        """Go back to an earlier wording (1 = oldest); the present one becomes a version."""
        draft = self._unfrozen(draft_id)
        if not 1 <= version <= len(draft.versions):
            raise Refused((Problem("version", f"must be 1 to {len(draft.versions)}"),))
        old = draft.versions[version - 1]
        return self.save(draft_id, old.body, old.subject)

    def ready(self, draft_id: DraftId) -> Draft:
        """Mark a draft ready to send. Raises Refused with what blocks it."""
        planner = self._planner
        draft = self._unfrozen(draft_id)
        report = planner.views.check(draft_id, draft.person, draft.body, draft.subject, draft.channel, draft.purpose)
        settled = {override.rule for override in draft.overrides}
        blocks = tuple(
            Problem("draft", finding.message) for finding in report.findings if finding.severity == "block" and finding.rule not in settled
        )
        if blocks or not draft.body.strip():
            raise Refused(blocks or (Problem("draft", "is empty"),))
        person = planner.store.get(Person, draft.person)
        with planner.store.transaction(f"Ready: draft to {person.name}") as tx:
            return tx.put(msgspec.structs.replace(draft, status=DraftStatus.READY))

    def delete(self, draft_id: DraftId) -> None:
        """Throw an unsent draft away; undo brings it back."""
        planner = self._planner
        draft = self._unfrozen(draft_id)
        person = planner.store.get(Person, draft.person)
        with planner.store.transaction(f"Delete draft to {person.name}") as tx:
            remove(tx, Draft, draft_id)

    def overrule(self, draft_id: DraftId, rule: str, reason: str) -> Draft:
        """Overrule a rule, or a finding of the checker, for this message; the reason is kept with it and with the step it becomes."""
        from outreach.planner.overrides import overruled

        draft = self._unfrozen(draft_id)
        report = self._planner.views.check(draft_id, draft.person, draft.body, draft.subject, draft.channel, draft.purpose)
        made = overruled(self._planner, {rule: reason}, {finding.rule for finding in report.findings})
        kept = tuple(one for one in draft.overrides if one.rule != rule)
        with self._planner.store.transaction(f"Overrule {rule}") as tx:
            return tx.put(msgspec.structs.replace(draft, overrides=(*kept, *made)))

    def edit(self, draft_id: DraftId, **fields: object) -> Draft:
        """Change a draft's channel, purpose or step."""
        draft = self._unfrozen(draft_id)
        after = typed.changed(draft, fields, self._planner.day)
        with self._planner.store.transaction("Edit draft") as tx:
            return tx.put(after)

    def copy_text(self, draft_id: DraftId) -> str:
        """The words to paste where the message is sent from, subject first where there is one."""
        draft = self._planner.store.get(Draft, draft_id)
        with_subject = draft.channel in (Channel.EMAIL, Channel.INMAIL) and draft.subject
        return f"{draft.subject}\n\n{draft.body}" if with_subject else str(draft.body)

    def latest(self, person_id: PersonId) -> Draft | None:
        """The newest unsent draft to somebody, else the newest sent one."""
        drafts = self._planner.store.where(Draft, "person", person_id)
        unsent = [draft for draft in drafts if draft.status is not DraftStatus.SENT]
        return unsent[-1] if unsent else drafts[-1] if drafts else None

    def refill(self, person_id: PersonId) -> None:
        """Something new is known of somebody: a draft nobody has changed yet is filled from it, unless that would leave more gaps."""
        draft = self.latest(person_id)
        if draft is None or not untouched(draft) or not draft.template:
            return
        with self._planner.store.transaction("Refill draft") as tx:
            made = self.compose(person_id, purpose=draft.purpose, channel=draft.channel, template=draft.template)
            before, after = (len(GAP.findall(f"{one.subject}\n{one.body}")) for one in (draft, made))
            if after > before:
                tx.put(draft)
            else:
                tx.put(msgspec.structs.replace(made, step=draft.step))

    def outlived_by(self, person_id: PersonId) -> bool:
        """Whether the newest unsent draft to somebody is outlived by what waits to be written to them now."""
        draft = self.latest(person_id)
        return draft is not None and outlived(self._planner.store, draft)

    def _unfrozen(self, draft_id: DraftId) -> Draft:
        draft = self._planner.store.get(Draft, draft_id)
        if draft.status is DraftStatus.SENT:
            raise Refused((Problem("draft", "has been sent, its words are frozen; compose a new one"),))
        return draft

    def _channel(self, person: Person) -> Channel:
        """LinkedIn where they are connected there, mail where only an address is known, else an invitation.

        Where the company frowns on LinkedIn contacts it is never LinkedIn (source: PRACTICES S19).
        """
        company = self._planner.store.find(Company, person.company) if person.company is not None else None
        if company is not None and company.norm is Norm.FROWNED_ON:
            return Channel.EMAIL if person.email else Channel.PHONE if person.phone else Channel.PERSON
        if person.degree == 1 and (person.key or not person.email):
            return Channel.MESSAGE
        return Channel.EMAIL if person.email else Channel.INVITE

    def _template(self, person: Person, purpose: Purpose, channel: Channel, asked: str | None, cadence: str) -> Template | None:
        """The template asked for, else the best that fits; None when none does. Raises NotFound for a name nothing answers to."""
        from outreach.domain.drafting.templates import choose

        templates = self._planner.library.templates
        if asked:
            found = next((t for t in templates if t.id == asked), None)
            if found is None:
                raise NotFound(f"no template is called {clean(asked)!r}", next_step="'outreach draft NAME --templates' lists them")
            return found
        records = tuple(self._planner.store.where(Evidence, "person", person.id))
        fitting = choose(templates, person.kind, purpose, channel, records, cadence)
        return fitting[0] if fitting else None


def untouched(draft: Draft) -> bool:
    """Whether a draft is still as it was composed: nobody has changed a word of it, and it is not called ready."""
    return not draft.versions and draft.status is DraftStatus.DRAFT


def _in_the_place_of_the_last(tx: Transaction, fresh: Draft, now: dt.datetime) -> Draft:
    """A draft just composed takes the place of the unsent one to the same person, whose wording is kept unless nobody wrote it."""
    held = next((d for d in reversed(tx.where(Draft, "person", fresh.person)) if d.status is not DraftStatus.SENT), None)
    if held is None:
        return tx.add(fresh)
    refilled = untouched(held) and (held.template, held.purpose) == (fresh.template, fresh.purpose)
    versions = _kept(held, now) if held.body and held.body != fresh.body and not refilled else held.versions
    return tx.put(msgspec.structs.replace(fresh, id=held.id, uid=held.uid, made_at=held.made_at, versions=versions))


def _kept(draft: Draft, at: dt.datetime) -> tuple[Version, ...]:
    return (*draft.versions, Version(at=draft.changed_at or at, body=draft.body, subject=draft.subject))[-MOST_VERSIONS:]
