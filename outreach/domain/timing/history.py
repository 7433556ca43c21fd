"""What has happened so far, per person: touches, answers and absences, in order."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import msgspec

from outreach.domain.kinds import Channel, StepKind, StepState
from outreach.domain.model import Person, PersonId, Step, StepId
from outreach.domain.timing.facts import Facts
from outreach.domain.touches import ANSWERS as ANSWERS
from outreach.domain.touches import ASKING as ASKING
from outreach.domain.touches import FIRST as FIRST
from outreach.domain.touches import TOUCHES as TOUCHES
from outreach.domain.touches import aware as aware
from outreach.domain.touches import moment as moment


class Thread:
    """The history with one person; lists are in order of time once settled."""

    __slots__ = ("answers", "away", "given_up", "good_news", "open", "settled", "touches", "withdrawn")

    def __init__(self) -> None:
        self.touches: list[Step] = []
        self.answers: list[Step] = []
        self.away: list[Step] = []
        self.good_news: list[Step] = []
        self.open: list[Step] = []
        self.withdrawn: list[Step] = []
        self.given_up: list[Step] = []
        self.settled = False

    def settle(self) -> Thread:
        """Put the events in order of time, once; most people are never asked about."""
        if not self.settled:
            self.settled = True
            for events in (self.touches, self.answers, self.away, self.good_news):
                if len(events) > 1:
                    events.sort(key=_order)
        return self

    @property
    def last_answer(self) -> Step | None:
        """The latest answer of any kind."""
        return self.answers[-1] if self.answers else None

    def unanswered(self) -> list[Step]:
        """The asking touches sent since the last answer; of two in one moment the one noted later came later."""
        if not self.answers:
            return [step for step in self.touches if step.kind in ASKING]
        since = _order(self.answers[-1])
        return [step for step in self.touches if step.kind in ASKING and _order(step) > since]

    def answer_after(self, when: dt.datetime) -> Step | None:
        """The latest answer that came after that moment, if any did."""
        if self.answers and moment(self.answers[-1]) > when:
            return self.answers[-1]
        return None

    def written_to(self) -> bool:
        """Whether the conversation has begun from either side."""
        return bool(self.answers) or any(step.kind in ASKING for step in self.touches)

    def rests_since(self, day: dt.date) -> bool:
        """Whether every touch and answer happened before that day; False when the day of one is not known."""
        for events in (self.touches, self.answers):
            for step in events:
                happened = step.done_at.date() if step.done_at is not None else day_of(step)
                if happened is None or happened >= day:
                    return False
        return True


NOBODY = Thread()
"""The empty history, for steps that concern no person. Never added to."""


class History(msgspec.Struct, frozen=True):
    """The steps of one company, sorted out once."""

    threads: dict[PersonId, Thread]
    steps: dict[StepId, Step]
    people: dict[PersonId, Person]
    open: list[Step]

    def met(self, person: PersonId) -> bool:
        """Whether the conversation with somebody has begun from either side; needs no order of time."""
        thread = self.threads.get(person)
        return thread is not None and thread.written_to()

    def of(self, person: PersonId | None) -> Thread:
        """The history with that person, empty when there is none."""
        thread = self.threads.get(person) if person is not None else None
        return NOBODY if thread is None else thread.settle()


def read_history(facts: Facts) -> History:
    """Sort one company's steps by person and by what they mean; each step is looked at once."""
    threads: dict[PersonId, Thread] = {}
    open_steps: list[Step] = []
    people = {person.id: person for person in facts.people}
    # Twenty thousand steps pass here for one look at a day, so the sorting out is written flat.
    for step in facts.steps:
        number, state, kind = step.person, step.state, step.kind
        if state is StepState.OPEN:
            open_steps.append(step)
        if number is None:
            continue
        thread = threads.get(number)
        if thread is None:
            thread = threads[number] = Thread()
        if state is StepState.DONE:
            if kind in TOUCHES:
                thread.touches.append(step)
            elif kind in ANSWERS:
                thread.answers.append(step)
            elif kind is StepKind.OUT_OF_OFFICE:
                thread.away.append(step)
            elif kind is StepKind.GOOD_NEWS:
                thread.good_news.append(step)
            elif kind is StepKind.WITHDRAW:
                thread.withdrawn.append(step)
        elif state is StepState.OPEN:
            thread.open.append(step)
        elif kind in ASKING and state is not StepState.SUPERSEDED:
            thread.given_up.append(step)
        if kind is StepKind.INTRODUCED and (person := people.get(number)) and person.introducer is not None:
            # The introducer has done what was asked of them: that answers the request to them as well.
            threads.setdefault(person.introducer, Thread()).answers.append(step)
    open_steps.sort(key=lambda step: step.id)
    return History(threads, {step.id: step for step in facts.steps}, people, open_steps)


def _order(step: Step) -> tuple[dt.datetime, int]:
    return moment(step), step.id


def invites(step: Step) -> bool:
    """Whether a step is a LinkedIn invitation: planned as one, or a first touch that goes by one."""
    return step.kind is StepKind.INVITE or (step.kind is StepKind.FIRST_TOUCH and step.channel is Channel.INVITE)


def day_of(step: Step) -> dt.date | None:
    """The day on the wall where it was done; None when nobody recorded one."""
    if step.done_at is not None:
        return step.done_at.date()
    return step.on or (step.made_at.date() if step.made_at else None)


def called(person: Person | None) -> str:
    """What to call somebody in a short sentence: the first name where it is one, else the whole name."""
    return "them" if person is None else _short(person.name)


@lru_cache(maxsize=8192)
def _short(name: str) -> str:
    first, _, rest = name.partition(" ")
    return first if rest and len(first) > 2 and not first.endswith(".") else name
