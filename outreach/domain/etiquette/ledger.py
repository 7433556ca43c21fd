"""Who has given what to whom: the give and ask ledger of one person."""

from __future__ import annotations

from collections.abc import Iterable

from outreach.domain.kinds import Purpose, StepKind
from outreach.domain.model import Step
from outreach.domain.relationship import history

GIVES = frozenset({StepKind.SHARE, StepKind.GIVE, StepKind.INTRO_MADE})
"""Steps that give something (source: PRACTICES S24, S27)."""

ASK_STEPS = frozenset({StepKind.INTRO_REQUEST, StepKind.REFERRAL_ASK, StepKind.RECOMMENDATION_ASK})
ASK_PURPOSES = frozenset({Purpose.ADVICE, Purpose.INTRODUCTION, Purpose.REFERRAL, Purpose.RECOMMENDATION})
"""What counts as an ask, whatever the step is called."""


def balance(steps: Iterable[Step]) -> tuple[int, int]:
    """How often the user has given and asked: (gives, asks). A follow-up repeats its ask and counts once with it."""
    given = asked = 0
    for _, step in history(steps):
        if step.kind in GIVES or step.purpose is Purpose.GIVE:
            given += 1
        elif step.kind is StepKind.FOLLOW_UP:
            continue
        elif step.kind in ASK_STEPS or (step.purpose in ASK_PURPOSES and step.kind in {StepKind.FIRST_TOUCH, StepKind.NEXT_INSIDER}):
            asked += 1
    return given, asked


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
