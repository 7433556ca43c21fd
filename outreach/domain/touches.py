"""Which steps touch somebody, which of those wait for an answer, and what breaks a silence: the one definition of it."""

from __future__ import annotations

import datetime as dt

from outreach.domain.kinds import StepKind
from outreach.domain.model import Step

FIRST = frozenset({StepKind.FIRST_TOUCH, StepKind.INVITE})
"""The kinds that begin with a person."""

ASKING = FIRST | {StepKind.FOLLOW_UP, StepKind.SHARE, StepKind.INTRO_REQUEST, StepKind.REFERRAL_ASK, StepKind.RECOMMENDATION_ASK}
"""Messages that may be answered: each one that is not counts, for the rest, the ceiling, the order of a queue and the receipt alike.

A share asks for nothing and stands in the ledger as a give, and is a touch all the same: a reconnection rests after a hello and one
light share (source: PRACTICES, shipped cadences).
"""

TOUCHES = ASKING | {
    StepKind.GIVE,
    StepKind.THANK_YOU,
    StepKind.REPORT_BACK,
    StepKind.REPLY_OWED,
    StepKind.CONFIRM,
    StepKind.INTRO_MADE,
}
"""Real touches: any of them moves the next date. A like or a congratulation does not (source: PRACTICES S69)."""

ANSWERS = frozenset(
    {
        StepKind.REPLIED,
        StepKind.ACCEPTED,
        StepKind.DECLINED,
        StepKind.TALK,
        StepKind.NO_SHOW,
        StepKind.INTRODUCED,
        StepKind.REFERRED,
    }
)
"""What breaks a silence, by whatever channel. Somebody who missed a talk had agreed to it: no silence either."""

_LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MIDNIGHT = dt.time(0)


def moment(step: Step) -> dt.datetime:
    """When a step was done, for ordering only. An answer known only by its day counts as come at that day's end."""
    at = step.done_at
    if at is None:
        return dt.datetime.combine(step.on, _MIDNIGHT, tzinfo=dt.UTC) if step.on else aware(step.made_at or _LONG_AGO)
    if at.tzinfo is None:
        at = at.replace(tzinfo=dt.UTC)
    if at.hour == 0 and step.kind in ANSWERS and at.time() == _MIDNIGHT:
        return at.replace(hour=23, minute=59)
    return at


def aware(at: dt.datetime) -> dt.datetime:
    """The same moment, taken as UTC when nobody recorded an offset, so that any two can be compared."""
    return at if at.tzinfo is not None else at.replace(tzinfo=dt.UTC)
