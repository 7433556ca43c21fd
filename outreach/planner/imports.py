"""Bringing an archive or an address book in: read, compare, preview, then one undoable ChangeSet.

Nothing is stored before ``apply``; the same archive a second time changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import PersonState, StepKind, StepState, Tie
from outreach.domain.model import Company, News, Person, Profile, Step
from outreach.domain.network import Archive, Contact, Reading, Suggestion
from outreach.errors import NotFound
from outreach.planner import archived
from outreach.planner.rows import ImportPreview, SuggestionRow
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.domain.matching import Matcher
    from outreach.planner.planner import Planner
    from outreach.store import Transaction

Progress = Callable[[str, int, int], None]
"""Told (what is being done, how far, of how much)."""

MOST_NEWS = 50
"""Pieces of news listed in a preview."""


class Plan(msgspec.Struct, frozen=True):
    """What an import would write."""

    reading: Reading
    new: tuple[Contact, ...]
    changed: tuple[Contact, ...]
    suggestions: tuple[Suggestion, ...]
    profile: Profile | None
    news: tuple[str, ...]
    archive: Archive | None
    gone: int
    """How many of ``changed`` are there only because LinkedIn lists them no longer."""

    @property
    def changes(self) -> int:
        """Records that would be written, the note of the import itself not counted."""
        return len(self.new) + len(self.changed) + len(self.suggestions) + (self.profile is not None)


class Imports:
    """Every command that reads outside people in."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._plans: dict[str, Plan] = {}

    def preview(self, paths: Sequence[Path], progress: Progress | None = None) -> ImportPreview:
        """What an import of these files would do. Raises BadInput with one line when they cannot be read."""
        from outreach.exchange.registry import read
        from outreach.planner.forgetting import without_forgotten

        planner = self._planner
        reading = without_forgotten(read(paths, progress=progress, today=planner.today()), planner.store.forgotten())
        plan = self._compare(reading)
        self._plans = {reading.digest: plan}
        return ImportPreview(
            name=reading.name,
            token=reading.digest,
            people_new=len(plan.new),
            people_changed=len(plan.changed),
            people_same=len(reading.contacts) - len(plan.new) - len(plan.changed) + plan.gone,
            people_gone=plan.gone,
            hidden=reading.counts.get("hidden_rows", 0),
            skipped=tuple((row.file, row.line, row.reason) for row in reading.skipped),
            missing=tuple((file.name, file.would_give) for file in reading.missing),
            notes=reading.notes,
            news=plan.news,
            suggestions=self._suggested(plan),
            counts=reading.counts,
            changes=plan.changes,
        )

    def apply(self, token: str, progress: Progress | None = None) -> str:
        """Carry a preview out as one ChangeSet; returns its label. Nothing to change writes nothing."""
        planner = self._planner
        plan = self._plans.pop(token, None)
        if plan is None:
            raise NotFound("that preview is no longer at hand", next_step="preview the files again")
        label = f"Import {plan.reading.name}"
        if not plan.changes:
            return label
        planner.store.backup("import")
        if progress:
            progress("storing", 0, len(plan.new) + len(plan.changed))
        before = {contact.key: contact for contact in planner.store.all(Contact)}
        with planner.store.transaction(label) as tx:
            tx.add_all(plan.new)
            for contact in plan.changed:
                tx.put(contact)
            for suggestion in plan.suggestions:
                tx.add(suggestion)
            if plan.profile is not None:
                tx.put(plan.profile) if plan.profile.id else tx.add(plan.profile)
            if plan.archive is not None:
                tx.add(plan.archive)
            planner.remember(archived.NAME, archived.summary(tx.all(Contact), planner.today()))
            self._follow_up(tx, plan, before)
        planner.store.checkpoint()
        if progress:
            progress("done", 1, 1)
        return label

    def _suggested(self, plan: Plan) -> tuple[SuggestionRow, ...]:
        """The companies to consider once this is in. Matching their names is loaded only when there are any."""
        store = self._planner.store
        suggestions = (*store.all(Suggestion), *plan.suggestions)
        if not suggestions:
            return ()
        from outreach.planner.suggesting import suggestion_rows

        known = {contact.company for contact in (*store.all(Contact), *plan.new) if contact.company}
        return tuple(suggestion_rows(self._planner, suggestions, plan.new, strings=known))

    def _compare(self, reading: Reading) -> Plan:
        from outreach.domain.merging import merge, news
        from outreach.exchange.registry import recogniser

        store = self._planner.store
        archives = store.all(Archive)
        newest = max((a.archive_on for a in archives if a.archive_on), default=None)
        newer = newest is None or reading.archive_on is None or reading.archive_on >= newest
        held = {contact.key: contact for contact in store.all(Contact)}
        targets = bool(held)
        new: list[Contact] = []
        changed: list[Contact] = []
        told: list[str] = []
        gone: list[Contact] = []
        book = "connections" not in reading.counts
        # Among connections only: two of a name in one book would else be told apart the first time and not the second.
        key_of = recogniser([contact for contact in held.values() if contact.connected_on]) if book else None
        for contact in reading.contacts:
            old = held.get(contact.key) or (held.get(key_of(contact)) if key_of is not None else None)
            if old is None:
                new.append(contact)
                continue
            # An address book grows old unseen: of a connection it only lends what LinkedIn does not say.
            lends = book and old.connected_on is not None
            if lends and old.company:
                contact = msgspec.structs.replace(contact, company=old.company)
            merged = merge(old, contact, newer=newer and not lends, seen_on=reading.archive_on)
            if merged != old:
                changed.append(merged)
                if newer and targets and not lends and (item := news(old, contact, self._planner.matcher.employer)):
                    told.append(item)
        # Only LinkedIn's list says who is no longer among the connections; an address book never held them all.
        if newer and reading.counts.get("connections"):
            gone = self._gone(held, reading)
        return Plan(
            reading=reading,
            new=tuple(new),
            changed=(*changed, *gone),
            gone=len(gone),
            suggestions=self._fresh_suggestions(reading),
            profile=self._profile(reading),
            news=tuple(told[:MOST_NEWS]),
            archive=None
            if any(a.digest == reading.digest for a in archives)
            else Archive(
                name=reading.name,
                digest=reading.digest,
                imported_at=self._planner.clock.now(),
                archive_on=reading.archive_on,
                counts=reading.counts,
            ),
        )

    def _gone(self, held: dict[str, Contact], reading: Reading) -> list[Contact]:
        """Connections of an earlier archive that a newer one no longer lists."""
        present = {contact.key for contact in reading.contacts}
        day = reading.archive_on or self._planner.today()
        return [
            msgspec.structs.replace(contact, gone_on=day)
            for key, contact in held.items()
            if key not in present and contact.connected_on and not contact.gone_on
        ]

    def _fresh_suggestions(self, reading: Reading) -> tuple[Suggestion, ...]:
        def mark(s: Suggestion) -> tuple[object, ...]:
            return (s.company, s.provenance, s.title, s.url, s.on)

        held = {mark(s) for s in self._planner.store.all(Suggestion)}
        return tuple(s for s in dict.fromkeys(reading.suggestions) if mark(s) not in held)

    def _profile(self, reading: Reading) -> Profile | None:
        """The owner as the archive has them, when that is news."""
        if not (reading.owner_name or reading.positions or reading.schools):
            return None
        held = self._planner.profile or Profile()
        fresh = msgspec.structs.replace(
            held,
            name=reading.owner_name or held.name,
            key=reading.owner_key or held.key,
            headline=reading.headline or held.headline,
            positions=reading.positions or held.positions,
            schools=reading.schools or held.schools,
        )
        return fresh if fresh != held else None

    def _follow_up(self, tx: Transaction, plan: Plan, before: Mapping[str, Contact]) -> None:
        """What the news means for the plan: people brought up to date, newcomers promoted, answers found in the archive logged."""
        planner = self._planner
        companies = tx.all(Company)
        if not companies:
            return
        from outreach.planner.promotion import follow

        profile, matcher = plan.profile or planner.profile, planner.matcher
        by_key = {contact.key: contact for contact in (*plan.changed, *plan.new)}
        for person in tx.all(Person):
            contact = by_key.get(person.key)
            if contact is not None:
                follow(tx, person, contact, profile=profile, key=matcher.employer)
                self._left(tx, person, contact, matcher, plan.reading.archive_on)
                self._answered(tx, person, before.get(person.key), contact)
        planner.companies.recruit(tx, *companies)
        self._keep_moves(tx, plan, before)

    def _keep_moves(self, tx: Transaction, plan: Plan, before: Mapping[str, Contact]) -> None:
        """Who of the plan has moved keeps it among their news: a reason to write, where the preview is soon gone."""
        from outreach.domain.merging import moved

        day = plan.reading.archive_on or self._planner.today()
        by_key = {contact.key: contact for contact in plan.changed}
        for person in tx.all(Person):
            contact = by_key.get(person.key)
            words = moved(before.get(person.key), contact, self._planner.matcher.employer) if contact is not None else None
            if words and all(item.text != words for item in person.news):
                tx.put(msgspec.structs.replace(person, news=(*person.news, News(on=day, text=words))))

    def _left(self, tx: Transaction, person: Person, contact: Contact, matcher: Matcher, seen_on: dt.date | None) -> None:
        if person.tie is not Tie.HERE or person.company is None or not contact.company or "tie" in person.edited:
            return
        company = tx.get(Company, person.company)
        if contact.company != person.employer and matcher.match(contact.company, company.name).verdict.value in ("no", "former"):
            present = tx.get(Person, person.id)
            tx.put(msgspec.structs.replace(present, tie=Tie.BEFORE, left_on=present.left_on or seen_on or self._planner.today()))

    def _answered(self, tx: Transaction, person: Person, before: Contact | None, contact: Contact) -> None:
        """An acceptance or answer that the newer archive shows and the plan does not know of yet."""
        if before is None or person.state is not PersonState.INSIDER:
            return
        now = self._planner.clock.now()
        waits = [s for s in tx.where(Step, "person", person.id) if s.state is StepState.DONE and s.done_at]
        since = max((s.done_at.date() for s in waits if s.done_at), default=None)
        kind = None
        day = contact.last_on
        if before.pending and contact.connected_on:
            kind, day = StepKind.ACCEPTED, contact.connected_on
        elif contact.received > before.received and contact.last_from_them:
            kind = StepKind.REPLIED
        if kind is None or day is None or since is None or day < since:
            return
        moment = dt.datetime.combine(day, dt.time(9, 0), now.tzinfo)
        self._planner.steps.log(person.id, kind, on=min(moment, now).date(), text=clean(contact.last_line))
