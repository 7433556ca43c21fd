"""Links worth sharing, kept with one's own line on them until somebody gets them (source: PRACTICES S27)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Channel, Purpose, StepKind, StepState
from outreach.domain.model import Link, Person, PersonId, RowId, Step
from outreach.errors import Problem, Refused
from outreach.planner import fields as typed
from outreach.planner.when import happened_at
from outreach.text import clean_note

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


class Links:
    """Every command whose noun is a link to share."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def add(self, url: str, *, insight: str = "", meant_for: PersonId | None = None) -> Link:
        """Keep a link with one line on why it is worth reading."""
        planner = self._planner
        wanted = typed.made(Link, {"url": url, "insight": insight, "meant_for": meant_for, "on": planner.today()}, planner.day)
        if not wanted.url:
            raise Refused((Problem("url", "may not be blank"),))
        if meant_for is not None:
            planner.store.get(Person, meant_for)
        twin = next((link for link in planner.store.all(Link) if link.url == wanted.url and link.used_on is None), None)
        if twin is not None:
            raise Refused((Problem("url", f"is kept already (number {twin.id})"),))
        with planner.store.transaction(f"Keep link {wanted.url}") as tx:
            return tx.add(wanted)

    def share(self, link_id: RowId, person_id: PersonId, *, on: dt.date | str | None = None, channel: Channel | str | None = None) -> Step:
        """Log that somebody got the link: a give in their ledger that asks for nothing; the link leaves the inbox."""
        planner = self._planner
        link = planner.store.get(Link, link_id)
        person = planner.store.get(Person, person_id)
        if link.used_on is not None:
            raise Refused((Problem("link", f"was shared on {planner.words_for(link.used_on)} already"),))
        if not link.insight:
            raise Refused((Problem("insight", "say in one line why it is worth reading; a bare link is no gift"),))
        now, moment = planner.clock.now(), happened_at(planner, on)
        with planner.store.transaction(f"Shared a link with {person.name}") as tx:
            tx.put(msgspec.structs.replace(link, used_on=moment.date()))
            planned = next((s for s in tx.where(Step, "person", person_id) if s.state is StepState.OPEN and s.kind is StepKind.SHARE), None)
            done = msgspec.structs.replace(
                planned or Step(kind=StepKind.SHARE, person=person_id, company=person.company, made_at=now),
                state=StepState.DONE,
                purpose=Purpose.GIVE,
                done_at=moment,
                channel=Channel(channel) if channel else Channel.MESSAGE,
                text=clean_note(f"{link.url} {link.insight}"),
            )
            return tx.put(done) if done.id else tx.add(done)

    def edit(self, link_id: RowId, **fields: object) -> Link:
        """Change a kept link: its line, or whom it is meant for."""
        planner = self._planner
        after = typed.changed(planner.store.get(Link, link_id), fields, planner.day, planner.finders)
        with planner.store.transaction("Edit link") as tx:
            return tx.put(after)

    def delete(self, link_id: RowId) -> None:
        """Throw a kept link away."""
        with self._planner.store.transaction("Delete link") as tx:
            tx.delete(Link, link_id)
