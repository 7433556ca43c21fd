"""What an outreach step opens and closes once it is done or something happens. Pure: the planner stores what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from outreach.domain.kinds import CompanyStatus, StepKind, StepState
from outreach.domain.model import Person, PersonId, Step, StepId
from outreach.domain.timing.clock import ANOTHER_TIME
from outreach.domain.timing.facts import Facts, Rules
from outreach.domain.timing.history import ASKING, FIRST, TOUCHES, History, read_history
from outreach.domain.timing.holds import vouched_for
from outreach.domain.timing.openings import Effect as Effect
from outreach.domain.timing.openings import Opening as Opening
from outreach.domain.timing.openings import as_step as as_step
from outreach.domain.timing.openings import fresh, opening_of, ordinary, triggered
from outreach.domain.timing.stages import FALLBACK, Cadence, Toward, Trigger

INTRODUCED, TALKING, REFERRAL = "introduced", "informational", "referral-ask"
_CHASING = frozenset({StepKind.FOLLOW_UP, StepKind.FIRST_TOUCH, StepKind.INVITE, StepKind.WITHDRAW, StepKind.INTRO_REQUEST})
_ALL_OF_IT = ASKING | {StepKind.WITHDRAW, StepKind.CONFIRM, StepKind.GIVE, StepKind.CONGRATULATE, StepKind.ENGAGE, StepKind.TALK}
_STARTS_WAITING = frozenset(
    {StepKind.FIRST_TOUCH, StepKind.INVITE, StepKind.INTRO_REQUEST, StepKind.REFERRAL_ASK, StepKind.RECOMMENDATION_ASK}
)
_OUTCOMES = frozenset({StepKind.INTERVIEW, StepKind.OFFER})


def after_sent(step: Step, facts: Facts, rules: Rules) -> Effect:
    """What a touch leads to: the next touch of its cadence and the next insider's turn, unless the stop rule is reached.

    ``step`` is the touch as done; ``facts`` may hold it as done or as still open.
    """
    if step.kind not in TOUCHES:
        return (), ()
    history = _with(step, facts)
    person = history.people.get(step.person) if step.person is not None else None
    cadence = rules.cadence_for(step, person, facts.company)
    index = _place(step, cadence)
    unanswered = len(history.of(step.person).unanswered())
    resting = cadence.strict or unanswered >= rules.most_touches(cadence)
    opened = [] if index is None else list(_next_stages(step, index, cadence, resting, facts))
    if vouched_for(step.person, history.of(step.person), facts):
        opened = [opening for opening in opened if opening.kind is not StepKind.FOLLOW_UP]
    closes = set(_made_pointless(step, opened, resting, history))
    return fresh(opened, history, closes), tuple(sorted(closes))


def after_event(step: Step, facts: Facts, rules: Rules) -> Effect:
    """What something that happened leads to: an answer owed, thanks, a report back; and which waiting steps it ends.

    A planned talk (TALK still open, with its day) opens the confirmation before it.
    """
    history = _with(step, facts)
    person = history.people.get(step.person) if step.person is not None else None
    opened: list[Opening] = []
    closes: set[StepId] = set()
    match step.kind:
        case StepKind.REPLIED:
            closes |= set(_ended(step, history, _CHASING | _silent_shares(step, history, rules, facts)))
            opened.append(ordinary(StepKind.REPLY_OWED, step, person))
        case StepKind.ACCEPTED:
            closes |= set(_ended(step, history, {StepKind.WITHDRAW, StepKind.INVITE}))
            opened += triggered(Trigger.ACCEPTED, _invite_cadence(step, person, facts, rules), step, person)
        case StepKind.DECLINED if step.person is not None:
            closes |= set(_ended(step, history, _ALL_OF_IT))
        case StepKind.INTRODUCED:
            closes |= set(_ended(step, history, _CHASING))
            opened += triggered(Trigger.INTRODUCED, rules.cadences.get(INTRODUCED, FALLBACK), step, person)
            if person is not None and person.introducer is not None:
                closes |= {s.id for s in history.of(person.introducer).open if s.kind in _CHASING and not s.promise}
            if not opened:
                opened.append(ordinary(StepKind.REPLY_OWED, step, person))
        case StepKind.TALK if step.state is StepState.OPEN:
            opened += triggered(Trigger.TALK_PLANNED, rules.cadences.get(TALKING, FALLBACK), step, person)
        case StepKind.TALK:
            closes |= set(_ended(step, history, _CHASING | {StepKind.CONFIRM}))
            opened += triggered(Trigger.TALKED, rules.cadences.get(TALKING, FALLBACK), step, person)
            opened += triggered(Trigger.TALKED, rules.cadences.get(INTRODUCED, FALLBACK), step, person)
        case StepKind.NO_SHOW:
            closes |= set(_ended(step, history, _CHASING | {StepKind.CONFIRM, StepKind.TALK}))
            opened.append(opening_of(ANOTHER_TIME, 0, "", step, step.person))
        case StepKind.REFERRED:
            closes |= set(_ended(step, history, {StepKind.REFERRAL_ASK, StepKind.FOLLOW_UP}))
            opened.append(ordinary(StepKind.THANK_YOU, step, person))
        case StepKind.APPLIED:
            opened += triggered(Trigger.APPLIED, rules.cadences.get("after-application", FALLBACK), step, person)
        case kind if kind in _OUTCOMES or kind is StepKind.DECLINED:
            opened += _owed_on_outcome(step, history, rules)
    return fresh(opened, history, closes), tuple(sorted(closes))


def _with(step: Step, facts: Facts) -> History:
    """The history as it stands with ``step`` in it, whether the plan has stored it yet or not."""
    others = tuple(other for other in facts.steps if other.id != step.id or (step.id == 0 and other is not step))
    return read_history(msgspec.structs.replace(facts, steps=(*others, step)))


def _place(step: Step, cadence: Cadence) -> int | None:
    if 0 <= step.stage < len(cadence.stages) and cadence.stages[step.stage].kind is step.kind:
        return step.stage
    for index, stage in enumerate(cadence.stages):
        if stage.kind is step.kind:
            return index
    return 0 if step.kind in _STARTS_WAITING else None


def _next_stages(step: Step, index: int, cadence: Cadence, resting: bool, facts: Facts) -> Iterator[Opening]:
    """The stages that run from this touch, up to and with the next touch."""
    own = cadence.stages[index]
    if own.repeat and own.kind is step.kind and not resting:
        yield opening_of(own, index, cadence.id, step, step.person)
    for later, stage in enumerate(cadence.stages[index + 1 :], index + 1):
        if stage.when is Trigger.DONE:
            if later == index + 1 and not resting:
                yield opening_of(stage, later, cadence.id, step, step.person)
            return
        if stage.when is not Trigger.SILENCE:
            continue
        if stage.toward is Toward.COMPANY:
            if step.kind in FIRST and facts.company is not None and facts.company.status is CompanyStatus.ACTIVE:
                yield opening_of(stage, later, cadence.id, step, None)
        elif stage.kind is StepKind.WITHDRAW:
            if step.kind is StepKind.INVITE:
                yield opening_of(stage, later, cadence.id, step, step.person)
        elif not resting:
            yield opening_of(stage, later, cadence.id, step, step.person)
            return


def _made_pointless(step: Step, opened: list[Opening], resting: bool, history: History) -> Iterator[StepId]:
    """Open steps this touch stands for: its twins, touches still waiting on an older clock, and the turn it takes."""
    replaces = resting or any(opening.kind in ASKING for opening in opened)
    for other in history.of(step.person).open:
        if other.id == step.id or other.promise:
            continue
        twin = step.kind in FIRST and other.kind is step.kind
        older = other.kind in ASKING and other.kind not in FIRST and other.anchor is not None and other.on is None
        if twin or (older and replaces and step.kind in ASKING):
            yield other.id
    if step.kind in FIRST:
        yield from (
            other.id for other in history.open if other.kind is StepKind.NEXT_INSIDER and other.anchor != step.id and not other.promise
        )


def _ended(event: Step, history: History, kinds: Iterable[StepKind]) -> Iterator[StepId]:
    """Open steps of these kinds with the same person, and turns that waited for that person's silence. Never a promise."""
    wanted = frozenset(kinds)
    if event.person is None:
        return
    for other in history.of(event.person).open:
        if other.kind in wanted and not other.promise and other.id != event.id:
            yield other.id
    for other in history.open:
        if other.kind is StepKind.NEXT_INSIDER and other.anchor is not None and not other.promise:
            anchor = history.steps.get(other.anchor)
            if anchor is not None and anchor.person == event.person and event.kind is not StepKind.DECLINED:
                yield other.id


def _silent_shares(event: Step, history: History, rules: Rules, facts: Facts) -> frozenset[StepKind]:
    """SHARE when an open share only waited for the silence this answer ended."""
    person = history.people.get(event.person) if event.person is not None else None
    for other in history.of(event.person).open:
        if other.kind is StepKind.SHARE:
            stage = rules.cadence_for(other, person, facts.company).stage(other.stage, other.kind)
            if stage is not None and stage.when is Trigger.SILENCE:
                return frozenset({StepKind.SHARE})
    return frozenset()


def _invite_cadence(event: Step, person: Person | None, facts: Facts, rules: Rules) -> Cadence:
    invites = [touch for touch in read_history(facts).of(event.person).touches if touch.kind is StepKind.INVITE]
    probe = invites[-1] if invites else Step(kind=StepKind.INVITE, person=event.person)
    return rules.cadence_for(probe, person, facts.company)


def _owed_on_outcome(event: Step, history: History, rules: Rules) -> Iterator[Opening]:
    """Who must hear what came of it: everybody who referred the user here, and everybody who introduced them."""
    for cadence_id, people in ((REFERRAL, _referrers(history)), (INTRODUCED, _introducers(history))):
        cadence = rules.cadences.get(cadence_id, FALLBACK)
        for index, stage in enumerate(cadence.stages):
            if stage.when is Trigger.OUTCOME:
                yield from (opening_of(stage, index, cadence.id, event, person) for person in people)


def _referrers(history: History) -> list[PersonId]:
    return sorted({s.person for t in history.threads.values() for s in t.answers if s.kind is StepKind.REFERRED and s.person is not None})


def _introducers(history: History) -> list[PersonId]:
    met = {s.person for t in history.threads.values() for s in t.answers if s.kind is StepKind.INTRODUCED}
    people = (history.people.get(person) for person in met if person is not None)
    return sorted({person.introducer for person in people if person is not None and person.introducer is not None})
