"""What a message is for: the purpose a step asks for, the step a message carries out, and when its occasion is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import DraftStatus, Purpose, StepKind, StepState
from outreach.domain.model import Company, Draft, Person, PersonId, Step

if TYPE_CHECKING:
    from outreach.planner.planner import Planner
    from outreach.store import Store

PURPOSES = {
    StepKind.FOLLOW_UP: Purpose.FOLLOW_UP,
    StepKind.THANK_YOU: Purpose.THANK_YOU,
    StepKind.REPORT_BACK: Purpose.REPORT_BACK,
    StepKind.INTRO_REQUEST: Purpose.INTRODUCTION,
    StepKind.REFERRAL_ASK: Purpose.REFERRAL,
    StepKind.RECOMMENDATION_ASK: Purpose.RECOMMENDATION,
    StepKind.INVITE: Purpose.CONNECT,
    StepKind.REPLY_OWED: Purpose.REPLY,
    StepKind.CONFIRM: Purpose.CONFIRM,
    StepKind.CONGRATULATE: Purpose.CONGRATULATE,
    StepKind.SHARE: Purpose.GIVE,
    StepKind.GIVE: Purpose.GIVE,
}
"""What the open step asks for decides why one writes, unless the user says otherwise."""

INTRODUCED = "introduced"
"""The cadence whose first answer is a first message: somebody else has written before (source: PRACTICES S56)."""

OPENING = frozenset({StepKind.FIRST_TOUCH, StepKind.INVITE, StepKind.FOLLOW_UP})
"""Steps that any message may carry out which has no kind of its own."""

KINDS = {
    Purpose.THANK_YOU: StepKind.THANK_YOU,
    Purpose.REPORT_BACK: StepKind.REPORT_BACK,
    Purpose.REPLY: StepKind.REPLY_OWED,
    Purpose.CONFIRM: StepKind.CONFIRM,
    Purpose.CONGRATULATE: StepKind.CONGRATULATE,
    Purpose.GIVE: StepKind.SHARE,
    Purpose.INTRODUCTION: StepKind.INTRO_REQUEST,
    Purpose.REFERRAL: StepKind.REFERRAL_ASK,
    Purpose.RECOMMENDATION: StepKind.RECOMMENDATION_ASK,
}
"""What a message for one of these purposes is in the plan; it never stands for a first touch or a follow-up that happens to be open."""


def _open_messages(store: Store, person_id: PersonId) -> list[Step]:
    from outreach.planner.steps import WRITTEN

    return [step for step in store.where(Step, "person", person_id) if step.state is StepState.OPEN and step.kind in WRITTEN]


def step_for(store: Store, person_id: PersonId, purpose: Purpose | None) -> Step | None:
    """The open step a message would carry out: one of that purpose, else promises first, then the oldest.

    A message with a kind of its own carries out a step of that kind or none; another one never keeps a promise of thanks.
    """
    steps = _open_messages(store, person_id)
    if purpose in KINDS:
        steps = [step for step in steps if purpose in (step.purpose, PURPOSES.get(step.kind))]
    elif purpose is not None:
        steps = [step for step in steps if step.kind in OPENING or step.purpose is purpose]
    return min(
        steps,
        key=lambda step: (purpose is None or purpose not in (step.purpose, PURPOSES.get(step.kind)), not step.promise, step.id),
        default=None,
    )


def why_of(planner: Planner, step: Step | None, person: Person, company: Company | None) -> Purpose:
    """Why one writes: as the open step asks; a first touch, or the first word after an acceptance, as the person is meant to be met."""
    if step is None:
        return person.purpose or Purpose.LEARN
    if step.kind is StepKind.FOLLOW_UP:
        return Purpose.FOLLOW_UP if step.purpose in (None, Purpose.FOLLOW_UP) else person.purpose or step.purpose
    if step.kind is StepKind.REPLY_OWED and step.cadence == INTRODUCED:
        return person.purpose or Purpose.LEARN
    if step.kind in PURPOSES:
        return PURPOSES[step.kind]
    stage = planner.timetable.rules(planner.today()).cadence_for(step, person, company).stage(step.stage, step.kind)
    return person.purpose or (stage.purpose if stage else None) or step.purpose or Purpose.LEARN


def outlived(store: Store, draft: Draft) -> bool:
    """Whether the step an unsent draft was written for is over while something else waits to be written to the person."""
    if draft.step is None or draft.status is DraftStatus.SENT:
        return False
    meant = store.find(Step, draft.step)
    return (meant is None or meant.state is not StepState.OPEN) and bool(_open_messages(store, draft.person))
