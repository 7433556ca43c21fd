"""Who has given what to whom: the give and ask ledger of one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from outreach.domain.kinds import Purpose, StepKind, StepState
from outreach.domain.model import Step
from outreach.domain.relationship import ANSWERS, history

GIVES = frozenset({StepKind.SHARE, StepKind.GIVE, StepKind.INTRO_MADE})
"""Steps that give something (source: PRACTICES S24, S27)."""

ASK_STEPS = frozenset({StepKind.INTRO_REQUEST, StepKind.REFERRAL_ASK, StepKind.RECOMMENDATION_ASK})
ASK_PURPOSES = frozenset({Purpose.ADVICE, Purpose.INTRODUCTION, Purpose.REFERRAL, Purpose.RECOMMENDATION})
"""What counts as an ask, whatever the step is called."""


def balance(steps: Iterable[Step]) -> tuple[int, int]:
    """How often the user has given and asked: (gives, asks)."""
    sides = [side for _, _, side in ledger(steps)]
    return sides.count("give"), sides.count("ask")


def ledger(steps: Iterable[Step]) -> list[tuple[dt.date, Step, str]]:
    """Every give and ask, oldest first, each with its day and its side, ``give`` or ``ask``.

    A follow-up repeats the ask that waits for an answer and counts once with it; after an answer it is an ask of its own.
    """
    found = []
    waiting = False
    for day, step in history(steps):
        waiting = waiting and step.kind not in ANSWERS
        if step.kind in GIVES or step.purpose is Purpose.GIVE:
            found.append((day, step, "give"))
        elif step.kind in ASK_STEPS or (step.purpose in ASK_PURPOSES and step.kind in _ASKING):
            if not (waiting and step.kind is StepKind.FOLLOW_UP):
                found.append((day, step, "ask"))
            waiting = True
    return found


def may_count(step: Step) -> bool:
    """Whether a step can stand in a ledger at all: it happened, and it gives or asks."""
    gives = step.kind in GIVES or step.purpose is Purpose.GIVE
    return step.state is StepState.DONE and (gives or step.kind in ASK_STEPS or step.purpose in ASK_PURPOSES)


_ASKING = frozenset({StepKind.FIRST_TOUCH, StepKind.NEXT_INSIDER, StepKind.FOLLOW_UP})
"""Steps that ask when their purpose does; one that merely follows up has the purpose to."""

SMALL_GIVES = (
    "a link with one line on why it is for them",
    "a posting that fits somebody they know",
    "feedback on something they made",
    "a thank-you that names what helped",
    "an introduction both sides want",
    "an endorsement of a skill you have seen",
    "a word about their work to somebody who matters to them",
    "the notes you took at a talk they missed",
)
"""Small things anybody can give (source: PRACTICES S23)."""
