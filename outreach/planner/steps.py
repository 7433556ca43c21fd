"""Commands on outreach steps: what was sent, what came back, what was said, and what is put off.

What an event opens and closes is decided in ``domain.timing.followups``; here it is only written down, in the same transaction.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Channel, DraftStatus, PersonState, StepKind, StepState
from outreach.domain.model import CompanyId, Draft, DraftId, Person, PersonId, Step, StepId
from outreach.domain.relationship import ASKING_TOUCHES
from outreach.errors import Problem, Refused
from outreach.planner import fields as typed
from outreach.planner.consequences import write_down
from outreach.planner.drafts import GAP, freeze
from outreach.planner.occasions import KINDS, OPENING, PURPOSES, outlived
from outreach.planner.overrides import overruled, refuse_if_strict
from outreach.planner.putting_off import PuttingOff
from outreach.planner.words import day_long
from outreach.text import clean, clean_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.store import Transaction

WRITTEN = frozenset(
    {
        StepKind.FIRST_TOUCH,
        StepKind.INVITE,
        StepKind.FOLLOW_UP,
        StepKind.THANK_YOU,
        StepKind.REPORT_BACK,
        StepKind.REPLY_OWED,
        StepKind.CONFIRM,
        StepKind.SHARE,
        StepKind.GIVE,
        StepKind.CONGRATULATE,
        StepKind.INTRO_REQUEST,
        StepKind.INTRO_MADE,
        StepKind.REFERRAL_ASK,
        StepKind.RECOMMENDATION_ASK,
    }
)
"""Steps that are done by sending something to the person."""

HAPPENED = frozenset(
    {
        StepKind.REPLIED,
        StepKind.ACCEPTED,
        StepKind.DECLINED,
        StepKind.OUT_OF_OFFICE,
        StepKind.NO_SHOW,
        StepKind.INTRODUCED,
        StepKind.REFERRED,
        StepKind.APPLIED,
        StepKind.INTERVIEW,
        StepKind.OFFER,
        StepKind.GOOD_NEWS,
        StepKind.TALK,
    }
)
"""Events: logged when they have happened."""


class Steps(PuttingOff):
    """Every command whose noun is an outreach step."""

    def sent(
        self,
        person_id: PersonId,
        *,
        draft_id: DraftId | None = None,
        at: dt.datetime | None = None,
        channel: Channel | str | None = None,
        text: str = "",
        kind: StepKind | None = None,
        overrides: Mapping[str, str] | None = None,
        as_is: bool = False,
    ) -> Step:
        """Log that a message went out: freezes its draft, closes the step it answers and starts the clock of the next ones.

        A draft that still has gaps cannot be what went out: it is refused unless ``as_is``. ``overrides`` is rule -> reason for rules
        overruled; they stay with the step. Under policy strict a blocked message is refused until its rules are overruled.
        """
        planner = self._planner
        person = planner.store.get(Person, person_id)
        moment = self._moment(at)
        reasons = overruled(planner, overrides or {})
        with planner.store.transaction(f"Sent to {person.name}") as tx:
            draft = tx.get(Draft, draft_id) if draft_id is not None else self._unsent(tx, person_id)
            if draft_id is None and draft is not None and kind is not None and not self._carries(tx, draft, kind):
                draft = None
            if draft is not None and draft.person != person_id:
                raise Refused((Problem("draft", f"draft {draft.id} is not to {person.name}"),))
            if draft is not None and not as_is and GAP.search(f"{draft.subject}\n{draft.body}"):
                told = f"write in what you sent ('outreach draft {person_id} --edit'), or say --as-is"
                raise Refused((Problem("draft", f"to {person.name} still has gaps («…»): {told}"),))
            if draft is not None and draft.step is None:
                kind = kind or KINDS.get(draft.purpose)
            way = Channel(channel) if channel else draft.channel if draft else self._same_way(tx, person_id)
            if kind is None or kind in ASKING_TOUCHES:
                refuse_if_strict(planner, person_id, way, reasons)
            step = self._answered(tx, person_id, draft, way, kind)
            done = msgspec.structs.replace(
                step,
                state=StepState.DONE,
                done_at=moment,
                channel=way,
                purpose=draft.purpose if draft else step.purpose,
                draft=draft.id if draft else step.draft,
                text=clean_note(text) or step.text,
                overrides=(*step.overrides, *(draft.overrides if draft else ()), *reasons),
            )
            done = tx.put(done) if step.id else tx.add(msgspec.structs.replace(done, made_at=moment))
            if draft is not None:
                tx.put(freeze(draft, moment, done.id))
            if person.state in (PersonState.NEW, PersonState.LATER):
                tx.put(msgspec.structs.replace(person, state=PersonState.INSIDER))
            self._spread(tx, done, sent=True)
        return done

    def replied(
        self, person_id: PersonId, *, text: str = "", on: dt.date | str | None = None, channel: Channel | str | None = None
    ) -> Step:
        """Log that they answered: stops the follow-ups; the answer they are owed becomes a promise."""
        return self.log(person_id, StepKind.REPLIED, on=on, channel=channel, text=text)

    def log(
        self,
        person_id: PersonId,
        kind: StepKind | str,
        *,
        on: dt.date | str | None = None,
        channel: Channel | str | None = None,
        text: str = "",
        until: dt.date | str | None = None,
    ) -> Step:
        """Log something that happened with somebody: an answer, a talk, a decline, an introduction … ``until`` is when an absence ends."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        wanted = self._kind(kind)
        moment = self._moment(self._on(on))
        back = planner.day(until) if isinstance(until, str) and until.strip() else until if isinstance(until, dt.date) else None
        if wanted in WRITTEN:
            return self.sent(person_id, at=moment, channel=channel, text=text, kind=wanted)
        with planner.store.transaction(f"{wanted.value.capitalize()}: {person.name}") as tx:
            step = tx.add(
                Step(
                    kind=wanted,
                    company=person.company,
                    person=person_id,
                    state=StepState.DONE,
                    done_at=moment,
                    made_at=planner.clock.now(),
                    channel=Channel(channel) if channel else self._last_channel(tx, person_id),
                    text=clean_note(text),
                    on=back,
                )
            )
            self._spread(tx, step, sent=False)
            if wanted is StepKind.TALK:
                self._keep_by_talking(tx, step)
        return step

    def _keep_by_talking(self, tx: Transaction, talk: Step) -> None:
        """A talk is the answer somebody was owed: that promise is kept, and its record says how."""
        for owed in tx.where(Step, "person", talk.person):
            if owed.kind is StepKind.REPLY_OWED and owed.state is StepState.OPEN:
                tx.put(msgspec.structs.replace(owed, state=StepState.DONE, done_at=talk.done_at, outcome=clean("you talked")))

    def add(
        self,
        kind: StepKind | str,
        *,
        person_id: PersonId | None = None,
        company_id: CompanyId | None = None,
        on: dt.date | str | None = None,
        text: str = "",
        promise: bool = False,
        channel: Channel | str | None = None,
    ) -> Step:
        """Plan a step by hand; with a promise it is listed first and never expires."""
        planner = self._planner
        if person_id is not None:
            company_id = planner.store.get(Person, person_id).company
        given: dict[str, object] = {
            "kind": self._kind(kind),
            "person": person_id,
            "company": company_id,
            "on": on,
            "text": text,
            "promise": promise,
        }
        if channel:
            given["channel"] = channel
        elif given["kind"] is StepKind.INVITE:
            given["channel"] = Channel.INVITE
        wanted = typed.made(Step, given, planner.day, planner.finders)
        if wanted.kind in HAPPENED and wanted.kind is not StepKind.TALK:
            raise Refused((Problem("kind", f"{wanted.kind.value!r} is logged when it has happened, not planned"),))
        wanted = msgspec.structs.replace(wanted, made_at=planner.clock.now())
        with planner.store.transaction(f"Plan: {wanted.text or wanted.kind.value}") as tx:
            step = tx.add(wanted)
            if step.kind is StepKind.TALK:
                self._spread(tx, step, sent=False)
        return step

    def done(self, step_id: StepId, *, on: dt.date | str | None = None, text: str = "", overrides: Mapping[str, str] | None = None) -> Step:
        """Tick off an open step; one that is a message starts the clock of what follows it.

        Under policy strict a message that a rule blocks is refused until ``overrides`` says rule -> reason; the reasons stay with the step.
        """
        planner = self._planner
        step = self._open(step_id)
        moment = self._moment(self._on(on))
        reasons = overruled(planner, overrides or {})
        with planner.store.transaction(f"Done: {self._what(step)}") as tx:
            draft = self._unsent(tx, step.person) if step.person is not None and step.kind in WRITTEN else None
            if draft is not None and draft.step not in (None, step.id):
                draft = None
            if step.person is not None and step.kind in ASKING_TOUCHES:
                why = None if draft is not None else step.purpose or PURPOSES.get(step.kind)
                refuse_if_strict(planner, step.person, draft.channel if draft else step.channel, reasons, why)
            words = clean_note(text) or step.text
            kept = (*step.overrides, *reasons)
            done = tx.put(msgspec.structs.replace(step, state=StepState.DONE, done_at=moment, text=words, overrides=kept))
            if draft is not None and draft.body:
                kept = (*done.overrides, *draft.overrides)
                done = tx.put(msgspec.structs.replace(_by_way(done, draft.channel), draft=draft.id, channel=draft.channel, overrides=kept))
                tx.put(freeze(draft, moment, done.id))
            self._spread(tx, done, sent=step.kind in WRITTEN)
        return done

    def _spread(self, tx: Transaction, step: Step, *, sent: bool) -> None:
        """Write down what a touch or an event opens and closes."""
        planner = self._planner
        today = planner.today()
        people = planner.timetable.facts(step.company, today).people
        write_down(tx, step, planner.timetable.rules(today), planner.clock.now(), sent=sent, people=people)

    def _carries(self, tx: Transaction, draft: Draft, kind: StepKind) -> bool:
        """Whether a draft was written for a step of that kind: a share logged in passing must not freeze a first message."""
        step = tx.find(Step, draft.step) if draft.step is not None else None
        return (step is not None and step.kind is kind) or PURPOSES.get(kind) is draft.purpose

    def _answered(self, tx: Transaction, person_id: PersonId, draft: Draft | None, channel: Channel, kind: StepKind | None = None) -> Step:
        """The open step that a message to this person carries out, of that kind if one was named; a new one when nothing was planned."""
        steps = tx.where(Step, "person", person_id)
        if draft is not None and draft.step is not None:
            meant = next((s for s in steps if s.id == draft.step and s.state is StepState.OPEN), None)
            if meant is not None:
                return _by_way(meant, channel)
        fits = OPENING if draft is not None else WRITTEN
        planned = [s for s in steps if s.state is StepState.OPEN and (s.kind is kind if kind else s.kind in fits)]
        planned.sort(key=lambda s: (not s.promise, s.id))
        if planned:
            return _by_way(planned[0], channel)
        person = tx.get(Person, person_id)
        if kind not in (None, StepKind.FIRST_TOUCH, StepKind.FOLLOW_UP, StepKind.INVITE):
            return Step(kind=kind, company=person.company, person=person_id)
        touched = any(s.kind in WRITTEN and s.state is StepState.DONE for s in steps)
        kind = StepKind.INVITE if channel is Channel.INVITE else StepKind.FOLLOW_UP if touched else StepKind.FIRST_TOUCH
        return Step(
            kind=kind, company=person.company, person=person_id, cadence="linkedin-invite" if kind is StepKind.INVITE else person.cadence
        )

    def _unsent(self, tx: Transaction, person_id: PersonId) -> Draft | None:
        """The draft that went out, if none was named: the newest unsent one, unless what it was written for is over."""
        unsent = [d for d in tx.where(Draft, "person", person_id) if d.status is not DraftStatus.SENT]
        return unsent[-1] if unsent and not outlived(self._planner.store, unsent[-1]) else None

    def _same_way(self, tx: Transaction, person_id: PersonId) -> Channel:
        """How a message goes when nobody says: as the last one did. An invitation is sent once; what follows it is a message."""
        last = self._last_channel(tx, person_id)
        return Channel.MESSAGE if last is Channel.INVITE else last

    def _last_channel(self, tx: Transaction, person_id: PersonId) -> Channel:
        done = [s for s in tx.where(Step, "person", person_id) if s.state is StepState.DONE and s.kind in WRITTEN]
        return done[-1].channel if done else Channel.MESSAGE

    def _kind(self, kind: StepKind | str) -> StepKind:
        try:
            return StepKind(str(kind).strip().replace("_", " ").casefold())
        except ValueError:
            choices = ", ".join(member.value for member in StepKind)
            raise Refused((Problem("kind", f"must be one of {choices}"),)) from None

    def _on(self, on: dt.date | str | None) -> dt.date | None:
        """The day something happened: "5 nov" is the last one."""
        return self._planner.past_day(on) if isinstance(on, str) and on.strip() else on if isinstance(on, dt.date) else None

    def _moment(self, at: dt.datetime | dt.date | None) -> dt.datetime:
        """The moment meant: now, or the morning of a day named; never in the future."""
        now = self._planner.clock.now()
        if at is None or (type(at) is dt.date and at == now.date()):
            return now
        moment = at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time(9, 0), now.tzinfo)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=now.tzinfo)
        if moment.date() > now.date():
            raise Refused((Problem("on", f"{day_long(moment.date())} has not come yet"),))
        return moment


def _by_way(step: Step, channel: Channel) -> Step:
    """The step as it goes by a channel: a first touch by invitation is an invitation, with the cadence of one."""
    if step.kind is StepKind.FIRST_TOUCH and channel is Channel.INVITE:
        return msgspec.structs.replace(step, kind=StepKind.INVITE, cadence="linkedin-invite")
    return step
