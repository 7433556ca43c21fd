"""What a verdict is asked about: a person, a purpose, a channel and a day, with the records around them."""

from __future__ import annotations

import datetime as dt
import enum
from functools import cached_property

import msgspec

from outreach.domain.etiquette.ledger import ASK_PURPOSES
from outreach.domain.kinds import Channel, PersonKind, Purpose, Severity, StepKind, StepState
from outreach.domain.model import Company, Evidence, Override, Person, PersonId, Profile, Step
from outreach.domain.relationship import (
    ASKING_TOUCHES,
    Dealings,
    Stage,
    dealings,
    history,
    know_level,
    stage,
    unanswered,
)
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.due import Due
from outreach.domain.timing.restraints import Hold, Restraint

ANSWERING = frozenset(
    {Purpose.THANK_YOU, Purpose.REPORT_BACK, Purpose.REPLY, Purpose.CONFIRM, Purpose.CONGRATULATE, Purpose.DECLINE, Purpose.ASK_WHY}
)
"""Purposes that answer or close rather than open; gaps and rests do not hold them back."""

LINKEDIN = frozenset({Channel.MESSAGE, Channel.INVITE, Channel.INMAIL})


class VerdictKind(enum.StrEnum):
    """What to do."""

    SEND = "send"
    WAIT = "wait"
    OTHER_WAY = "use another way"
    DONT = "don't"


class Hit(msgspec.Struct, frozen=True):
    """What one rule says of one situation."""

    says: str
    change: str
    """What would change it."""
    kind: VerdictKind = VerdictKind.DONT
    """What follows when the rule blocks; WAIT with ``until`` None waits for something that has no date."""
    until: dt.date | None = None
    word: str = ""
    """Short form for a list, when the kind's own word will not do."""
    severity: Severity | None = None
    """Overrules the rule's own severity for this case; never louder than a rule that is switched off."""


class Flight(msgspec.Struct, frozen=True):
    """Somebody at the company who has been written to first and holds one of its places (source: PRACTICES S06)."""

    person: PersonId
    since: dt.date
    freed: dt.date | None = None
    """First day on which the place is free again; None while that depends on an answer."""


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a verdict looks at. What is not known keeps its default and the rules that need it stay silent."""

    person: Person
    company: Company | None = None
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[Step, ...] = ()
    """All steps with this person, whatever their state."""
    people: tuple[Person, ...] = ()
    """The others at the company, and the bridge or introducer wherever they are."""
    company_steps: tuple[Step, ...] = ()
    """All steps at the company, with anybody."""
    in_flight: tuple[Flight, ...] = ()
    """Who holds a place at the company, as the schedule's conductor has it."""
    planned: Due | None = None
    """The schedule's row for this very touch; None when it is not planned."""
    holds: tuple[Hold, ...] = ()
    """What stands before the touch on the calendar, as the schedule has it: of its row, or of a touch that is not planned."""
    comfort: int = 3
    """Least comfort at which somebody comes up by itself."""
    moment_days: int = 7
    """How long a good moment lasts."""
    profile: Profile | None = None
    purpose: Purpose | None = None
    channel: Channel = Channel.MESSAGE
    day: dt.date
    policy: str = "balanced"
    calendar: WorkCalendar = WorkCalendar()
    overrides: tuple[Override, ...] = ()
    current_employer: str = ""
    """The user's employer, when it must not learn of the search."""
    works_at_employer: bool = False
    """The person works there, as the matcher says."""
    draft: str | None = None
    """The text about to be sent; None before there is one."""
    draft_blocks: int = 0
    """Findings of the draft checker that block."""
    draft_warnings: int = 0


class Scene:
    """A situation with its sums, each worked out once and only when a rule asks."""

    def __init__(self, situation: Situation) -> None:
        self.at = situation
        self.person = situation.person
        self.company = situation.company
        self.day = situation.day
        self.purpose = situation.purpose
        self.channel = situation.channel

    @cached_property
    def sums(self) -> Dealings:
        """What the records add up to."""
        return dealings(self.at.evidence, self.at.steps, self.day)

    @cached_property
    def past(self) -> list[tuple[dt.date, Step]]:
        """What happened with this person, oldest first."""
        return history(self.at.steps, self.day)

    @cached_property
    def stage(self) -> Stage:
        """The stage reached."""
        return stage(self.at.evidence, self.at.steps, self.day)

    @cached_property
    def level(self) -> int:
        """The know-level, 0-3."""
        return know_level(self.at.evidence, self.at.steps, self.day, self.person.how_i_know)[0]

    @cached_property
    def waiting(self) -> int:
        """Asking touches without an answer."""
        return unanswered(self.at.steps, self.day)

    @cached_property
    def first_touch(self) -> bool:
        """Nothing has been asked of them in this search yet."""
        return not any(step.kind in ASKING_TOUCHES for _, step in self.past) and self.purpose is not Purpose.FOLLOW_UP

    @property
    def asks(self) -> bool:
        """The message asks for time or a name."""
        return self.purpose in ASK_PURPOSES

    @property
    def answering(self) -> bool:
        """The message answers or closes; it is never held back by gaps and rests."""
        return self.purpose in ANSWERING

    @property
    def inviting(self) -> bool:
        """It is a LinkedIn invitation."""
        return self.channel is Channel.INVITE

    @property
    def wants_to_learn(self) -> bool:
        """Purpose *learn* with a concrete question: the one way to approach a stranger (source: PRACTICES S14)."""
        return self.purpose in {Purpose.LEARN, Purpose.INSIGHT, Purpose.PEER} and bool(self.person.question)

    @property
    def recruiter(self) -> bool:
        """They recruit."""
        return self.person.kind is PersonKind.RECRUITER

    def held(self, restraint: Restraint) -> Hold | None:
        """What the schedule holds the touch back by under that name; the one that lasts longest."""
        found = [hold for hold in self.at.holds if hold.rule is restraint]
        return max(found, key=lambda hold: (hold.until is None, hold.until or self.day), default=None)

    def open_steps(self, *kinds: StepKind) -> list[Step]:
        """The open steps of these kinds with this person."""
        return [step for step in self.at.steps if step.state is StepState.OPEN and step.kind in kinds]

    def someone(self, id: PersonId | None) -> Person | None:
        """One of the people around, by id."""
        return next((person for person in self.at.people if id is not None and person.id == id), None)
