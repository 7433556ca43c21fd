"""What stands before a step whatever its day: a paused company, a person one should not write to now, a conflict, a rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from outreach.domain.dates import say_short
from outreach.domain.kinds import Answer, CompanyStatus, LeadKind, PersonState, Reputation, StepKind, Tie
from outreach.domain.model import Company, Person, PersonId, Step
from outreach.domain.timing.facts import NO_FACTS, Facts, Rules
from outreach.domain.timing.history import ASKING, Thread, aware, called, day_of, invites, moment
from outreach.domain.timing.restraints import Hold as Hold
from outreach.domain.timing.restraints import Restraint, weighed
from outreach.domain.timing.stages import Cadence

_ABOUT_POSTINGS = "after-application"
_PRIVATE_WORK = frozenset({StepKind.RESEARCH, StepKind.TODO})
_EXCHANGED = frozenset({StepKind.REPLIED, StepKind.TALK, StepKind.INTRODUCED, StepKind.REFERRED})


def company_hold(company: Company | None, rules: Rules, today: dt.date) -> Hold | None:
    """A company that is paused or closed puts no work on a day, and taken up again nothing is late for the days it rested."""
    if company is None:
        return None
    if company.status is CompanyStatus.ACTIVE:
        if company.resumed_on is None:
            return None
        words = f"{company.name} was paused until {say_short(company.resumed_on, today)}"
        return Hold(words, rules.calendar.next_workday(company.resumed_on), Restraint.COMPANY)
    because = f": {company.status_reason}" if company.status_reason else ""
    return Hold(f"{company.name} is {company.status.value}{because}", rule=Restraint.COMPANY)


def person_hold(person: Person | None, rules: Rules, today: dt.date, facts: Facts = NO_FACTS, *, steps: bool = True) -> Hold | None:
    """The first thing that really keeps the user from writing to somebody today, whoever's turn it is.

    Without ``steps`` what only keeps a step from coming up by itself is left out: nobody asked yet whether to write.
    """
    if person is None:
        return None
    for hold in person_holds(person, rules, today, facts, steps=steps):
        if not hold.lifted and hold.stands(today):
            return hold
    return None


def person_holds(person: Person, rules: Rules, today: dt.date, facts: Facts = NO_FACTS, *, steps: bool = True) -> Sequence[Hold]:
    """Everything of that sort, what is over included, so that nothing is late for the time it was held."""
    if _carefree(person, facts):
        return ()
    name, lifted, calendar = called(person), rules.lifted, rules.calendar
    holds = []
    if person.do_not_contact or person.state is PersonState.DROPPED:
        holds.append(Hold(f"{name} is not to be contacted", rule=Restraint.DROPPED))
    if person.state is PersonState.AVOID or person.reputation is Reputation.AVOID:
        holds.append(Hold(f"{name} is set aside", rule=Restraint.REPUTATION))
    if steps and person.left_on is not None and person.left_on <= today and person.tie is Tie.HERE:
        holds.append(Hold(f"{name} left on {say_short(person.left_on, today)}: look again at how they are tied"))
    if person.cordial is Answer.NO or (person.id in facts.uncordial and person.cordial is not Answer.YES):
        holds.append(weighed(Hold(f"things with {name} were not cordial", rule=Restraint.CORDIAL), lifted))
    if person.paused_until is not None:
        words = f"{name} is paused until {say_short(person.paused_until, today)}"
        holds.append(weighed(Hold(words, calendar.next_workday(person.paused_until), Restraint.LATER), lifted))
    quarrel = _quarrel(person, facts, today)
    if quarrel is not None and rules.cooldown_days:
        cool = calendar.next_workday(quarrel + dt.timedelta(days=rules.cooldown_days))
        words = f"the conflict with {name} cools until {say_short(cool, today)}"
        holds.append(weighed(Hold(words, cool, Restraint.COOL_DOWN), lifted))
    if person.state is PersonState.LATER:
        holds.append(weighed(Hold(f"{name} is for later", rule=Restraint.LATER), lifted))
    if steps and person.state is PersonState.NEW:
        holds.append(Hold(f"{name} has not been triaged yet"))
    return holds


def _carefree(person: Person, facts: Facts) -> bool:
    """Whether nothing at all is noted of somebody that could hold a message back, as with most people."""
    return (
        person.state is PersonState.INSIDER
        and person.reputation is not Reputation.AVOID
        and not person.do_not_contact
        and person.left_on is None
        and person.paused_until is None
        and person.conflict_on is None
        and person.cordial is not Answer.NO
        and person.id not in facts.conflicts
        and person.id not in facts.uncordial
    )


def _quarrel(person: Person, facts: Facts, today: dt.date) -> dt.date | None:
    days = [day for day in (person.conflict_on, facts.conflicts.get(person.id)) if day is not None and day <= today]
    return max(days, default=None)


def uneasy(step: Step, person: Person | None, rules: Rules) -> Hold | None:
    """A step the user feels uneasy about never asks for itself; a day set by hand or a pin is their own decision."""
    if step.on is not None or step.pinned:
        return None
    if min(step.comfort, person.comfort if person else 5) >= rules.comfort:
        return None
    return Hold("you marked this as uncomfortable: it waits until you pick a day")


def overtaken_by(step: Step, thread: Thread) -> Step | None:
    """What made a first touch pointless: an earlier one of its kind, or an answer since it was planned.

    An invitation may still follow a talk, and whoever plans a first touch after an answer knows why.
    """
    earlier = next((touch for touch in thread.touches if touch.kind is step.kind), None)
    if earlier is not None and not (thread.withdrawn and step.kind is StepKind.INVITE):
        return earlier
    answer = thread.last_answer
    if answer is not None and step.made_at is not None and moment(answer) < aware(step.made_at):
        return None
    if answer is not None and (answer.kind is StepKind.DECLINED or step.kind is not StepKind.INVITE):
        return answer
    return None


def limit_hold(step: Step, thread: Thread, cadence: Cadence, rules: Rules, today: dt.date) -> Hold | None:
    """The stop rule: after so many unanswered touches a person rests for a while.

    By hand, and for a new invitation after the last one was withdrawn, only the ceiling binds.
    """
    if step.kind not in ASKING:
        return None
    waiting = thread.unanswered()
    sent = len(waiting)
    words = f"{sent} unanswered touch{'es' if sent > 1 else ''}: rest"
    if rules.ceiling and sent >= rules.ceiling:
        return weighed(Hold(f"{words}, the next word is theirs", rule=Restraint.CEILING), rules.lifted)
    if not sent or sent < rules.most_touches(cadence) or step.on is not None or (invites(step) and thread.withdrawn):
        return None
    until = rules.calendar.next_workday((day_of(waiting[-1]) or today) + dt.timedelta(days=rules.rest_days))
    return weighed(Hold(f"{words} until {say_short(until, today)}", until, Restraint.REST), rules.lifted)


def lock_hold(thread: Thread, rules: Rules, today: dt.date) -> Hold | None:
    """After a withdrawn invitation LinkedIn takes no new one for three weeks, whatever the plan says."""
    if not thread.withdrawn or not rules.reinvite_days:
        return None
    withdrawn = max(day_of(step) or dt.date.min for step in thread.withdrawn)
    free = rules.calendar.next_workday(withdrawn + dt.timedelta(days=rules.reinvite_days))
    words = f"invitation withdrawn {say_short(withdrawn, today)}: LinkedIn takes no new one for {rules.reinvite_days} days"
    return weighed(Hold(words, free, Restraint.LOCK), rules.lifted)


def settled_hold(step: Step, thread: Thread, rules: Rules, today: dt.date) -> Hold | None:
    """Somebody who said no is not asked again before they say something else (source: PRACTICES S44)."""
    answer = thread.last_answer
    if answer is None or answer.kind is not StepKind.DECLINED or step.kind not in ASKING:
        return None
    said = say_short(day_of(answer) or today, today)
    return weighed(Hold(f"they said no on {said}, and that is settled", rule=Restraint.DECLINED), rules.lifted)


def introduced_hold(step: Step, thread: Thread, facts: Facts, rules: Rules) -> Hold | None:
    """Where somebody vouched for the user nothing nudges by itself; a day set by hand is their own decision (source: PRACTICES S56)."""
    if step.kind is not StepKind.FOLLOW_UP or step.on is not None or not thread.unanswered() or not vouched_for(step.person, thread, facts):
        return None
    return weighed(Hold("somebody vouched for you: no automatic nudge", rule=Restraint.INTRODUCED), rules.lifted)


def vouched_for(person: PersonId | None, thread: Thread, facts: Facts) -> bool:
    """Whether somebody introduced the user to them, by evidence or by a step."""
    return person in facts.introduced or any(answer.kind is StepKind.INTRODUCED for answer in thread.answers)


def referral_hold(step: Step, thread: Thread, facts: Facts) -> Hold | None:
    """A referral is asked for only after a two-way exchange, and only while a posting is open (source: PRACTICES S58)."""
    asks = step.kind is StepKind.REFERRAL_ASK
    if asks and step.person not in facts.exchanged and not any(answer.kind in _EXCHANGED for answer in thread.answers):
        return Hold("a referral is asked for only after you have exchanged messages or talked")
    if asks or step.cadence == _ABOUT_POSTINGS:
        openings = [lead for lead in facts.leads if lead.kind is not LeadKind.WORD]
        if openings and all(lead.closed_on is not None for lead in openings):
            return Hold("the posting has closed")
    return None


def is_private_work(step: Step) -> bool:
    """Whether a step is the user's own work that reaches nobody, so that nothing about the person can hold it."""
    return step.kind in _PRIVATE_WORK
