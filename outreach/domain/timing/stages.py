"""What a cadence is made of: stages, what starts their clocks, and the stop rule."""

from __future__ import annotations

import enum

import msgspec

from outreach.domain.kinds import Purpose, StepKind

CEILING = 3
"""Unanswered touches to one person that no cadence may pass (source: PRACTICES, shipped cadences)."""

SILENCE = 3
"""Business days without an answer after which the next insider's turn comes (source: PRODUCT, 3B7)."""


class Unit(enum.StrEnum):
    """What ``after`` counts."""

    BUSINESS_DAYS = "business days"
    DAYS = "days"
    WEEKS = "weeks"
    HOURS = "hours"
    """Whole days, rounded up, that may not slip past a weekend: a deadline on a day off is moved forward to the day before."""


class Trigger(enum.StrEnum):
    """What starts a stage's clock, and so what opens its step."""

    START = "start"
    """The user begins; only the first stage."""
    SILENCE = "silence"
    """The last touch; any answer closes the step."""
    REPLIED = "replied"
    ACCEPTED = "accepted"
    TALK_PLANNED = "talk planned"
    """Counted backwards from the day of the talk."""
    TALKED = "talked"
    INTRODUCED = "introduced"
    OUTCOME = "outcome"
    APPLIED = "applied"
    DONE = "done"
    """The stage before it; an answer moves the clock instead of closing the step."""


class Toward(enum.StrEnum):
    """Whom a stage concerns."""

    PERSON = "person"
    COMPANY = "company"
    """Nobody in particular yet: the next in the company's queue."""
    INTRODUCER = "introducer"


class Stage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stage of a cadence: this kind of step, that long after its trigger."""

    kind: StepKind
    after: int = 0
    """How many ``unit`` after the trigger, 0-400; for a later touch, after the touch before it."""
    unit: Unit = Unit.BUSINESS_DAYS
    when: Trigger = Trigger.SILENCE
    toward: Toward = Toward.PERSON
    purpose: Purpose | None = None
    label: str = ""
    """What to do, as the row says it."""
    reason: str = ""
    """Why, in one clause."""
    promise: bool = False
    """Owed to somebody: listed first and never closed by an answer."""
    repeat: bool = False
    """Opens again each time it is done."""


class Cadence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sequence of stages with its stop rule."""

    id: str = ""
    name: str
    stages: tuple[Stage, ...]
    max_touches: int = 2
    """Unanswered touches to one person after which it rests, 1-3."""
    stop: str = ""
    """The stop rule in words."""
    source: str = ""
    strict: bool = False
    """Somebody vouched: no automatic nudge, and every check must pass (source: PRACTICES S56)."""
    tags: tuple[str, ...] = ()
    """People or companies with one of these tags get this cadence."""
    kinds: tuple[str, ...] = ()
    """Kinds of people who get this cadence, such as ``recruiter``."""

    def stage(self, index: int, kind: StepKind) -> Stage | None:
        """The stage at ``index`` when it is of that kind, else the first stage of that kind."""
        if 0 <= index < len(self.stages) and self.stages[index].kind == kind:
            return self.stages[index]
        return next((stage for stage in self.stages if stage.kind == kind), None)

    @property
    def silence(self) -> int:
        """Business days of silence after which somebody else's turn comes."""
        return next((stage.after for stage in self.stages if stage.kind == StepKind.NEXT_INSIDER), SILENCE)


FALLBACK = Cadence(
    id="",
    name="by hand",
    stages=(Stage(kind=StepKind.FIRST_TOUCH, when=Trigger.START),),
    max_touches=2,
)
"""What applies when a cadence is named that nobody defined: nothing follows by itself."""

ORDINARY: dict[StepKind, Stage] = {
    StepKind.REPLY_OWED: Stage(
        kind=StepKind.REPLY_OWED, after=1, when=Trigger.REPLIED, promise=True, label="answer", reason="they wrote and wait for you"
    ),
    StepKind.THANK_YOU: Stage(
        kind=StepKind.THANK_YOU,
        after=24,
        unit=Unit.HOURS,
        when=Trigger.TALKED,
        promise=True,
        label="say thank you",
        reason="thanks within 24 h",
    ),
    StepKind.REPORT_BACK: Stage(
        kind=StepKind.REPORT_BACK, after=10, when=Trigger.TALKED, promise=True, label="report back", reason="say what came of it"
    ),
    StepKind.CONFIRM: Stage(kind=StepKind.CONFIRM, after=1, when=Trigger.TALK_PLANNED, label="confirm the talk", reason="the day before"),
    StepKind.FOLLOW_UP: Stage(kind=StepKind.FOLLOW_UP, after=7, label="follow up with a new hook", reason="no answer"),
    StepKind.NEXT_INSIDER: Stage(
        kind=StepKind.NEXT_INSIDER, after=SILENCE, toward=Toward.COMPANY, label="write to the next insider", reason="no answer"
    ),
    StepKind.WITHDRAW: Stage(kind=StepKind.WITHDRAW, after=21, label="withdraw the invitation", reason="not accepted"),
}
"""How long after their anchor the common steps fall due when the cadence has no stage for them (source: PRACTICES S57, cadences)."""
