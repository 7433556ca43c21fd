"""What stands before a step whatever its day: a paused company, a person one should not write to now, a conflict, a rest."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.dates import say_short
from outreach.domain.kinds import Answer, CompanyStatus, LeadKind, PersonState, Reputation, StepKind, Tie
from outreach.domain.model import Company, Person, Step
from outreach.domain.timing.facts import Facts, Rules
from outreach.domain.timing.history import ASKING, Thread, aware, called, moment
from outreach.domain.timing.stages import CEILING

UNEASY = 2
"""Comfort at or below which nothing is queued by itself (source: PRACTICES S20)."""

_ABOUT_POSTINGS = "after-application"
_PRIVATE_WORK = frozenset({StepKind.RESEARCH, StepKind.TODO})
_EXCHANGED = frozenset({StepKind.REPLIED, StepKind.TALK, StepKind.INTRODUCED, StepKind.REFERRED})


class Hold(msgspec.Struct, frozen=True):
    """Why a step waits, in words, and until when if that is known."""

    by: str
    until: dt.date | None = None


def company_hold(company: Company | None) -> Hold | None:
    """A company that is paused or closed puts no work on a day."""
    if company is None or company.status is CompanyStatus.ACTIVE:
        return None
    because = f": {company.status_reason}" if company.status_reason else ""
    return Hold(f"{company.name} is {company.status.value}{because}")


def person_hold(person: Person | None, rules: Rules, today: dt.date) -> Hold | None:
    """What keeps the user from writing to somebody today, whoever's turn it is."""
    if person is None:
        return None
    name = called(person)
    if person.do_not_contact or person.state is PersonState.DROPPED:
        return Hold(f"{name} is not to be contacted")
    if person.state is PersonState.AVOID or person.reputation is Reputation.AVOID:
        return Hold(f"{name} is set aside")
    if person.left_on is not None and person.left_on <= today and person.tie is Tie.HERE:
        return Hold(f"{name} left on {say_short(person.left_on, today)}: look again at how they are tied")
    if person.paused_until is not None and person.paused_until > today:
        return Hold(f"{name} is paused until {say_short(person.paused_until, today)}", person.paused_until)
    if person.cordial is Answer.NO:
        return Hold(f"things with {name} were not cordial")
    if person.conflict_on is not None:
        cool = rules.calendar.next_workday(person.conflict_on + dt.timedelta(days=rules.cooldown_days))
        if person.conflict_on <= today < cool:
            return Hold(f"the conflict with {name} cools until {say_short(cool, today)}", cool)
    if person.state is PersonState.LATER:
        return Hold(f"{name} is for later")
    if person.state is PersonState.NEW:
        return Hold(f"{name} has not been triaged yet")
    return None


def resumed_on(person: Person | None, rules: Rules, today: dt.date) -> dt.date | None:
    """The day the last pause or cool-down with somebody ended, if one has: nothing is late for the time it was held."""
    if person is None:
        return None
    ends = []
    if person.paused_until is not None:
        ends.append(rules.calendar.next_workday(person.paused_until))
    if person.conflict_on is not None and person.conflict_on <= today:
        ends.append(rules.calendar.next_workday(person.conflict_on + dt.timedelta(days=rules.cooldown_days)))
    return max((end for end in ends if end <= today), default=None)


def uneasy(step: Step, person: Person | None) -> Hold | None:
    """A step the user feels uneasy about never asks for itself; a day set by hand or a pin is their own decision."""
    if step.on is not None or step.pinned:
        return None
    if min(step.comfort, person.comfort if person else 5) > UNEASY:
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


def limit_hold(step: Step, thread: Thread, max_touches: int, opened_by_answer: bool) -> Hold | None:
    """The stop rule: after so many unanswered touches a person rests; by hand, only the ceiling binds."""
    if step.kind not in ASKING or opened_by_answer:
        return None
    sent = len(thread.unanswered())
    limit = CEILING if step.on is not None else min(max_touches, CEILING)
    if sent < limit:
        return None
    return Hold(f"{sent} unanswered touch{'es' if sent > 1 else ''}: rest")


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
