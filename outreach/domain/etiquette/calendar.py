"""Rules whose day the schedule computes: here each only names what stands before the touch, what follows, and what would change it."""

from __future__ import annotations

from collections.abc import Callable

from outreach.domain.etiquette.rulebook import Rule
from outreach.domain.etiquette.situation import Hit, Scene, VerdictKind
from outreach.domain.saying import listed, say_day
from outreach.domain.timing.due import Urgency
from outreach.domain.timing.restraints import Hold, Restraint

Predicate = Callable[[Scene, Rule], Hit | None]


def held_by(restraint: Restraint, change: str = "", *, kind: VerdictKind = VerdictKind.WAIT, word: str = "") -> Predicate:
    """The predicate of a rule that speaks whenever the schedule holds the touch back by it; ``change`` is what else would lift it."""

    def predicate(scene: Scene, rule: Rule) -> Hit | None:
        hold = scene.held(restraint)
        return None if hold is None else Hit(hold.by, _change(change, hold), kind, hold.until, word=word)

    return predicate


def spray(scene: Scene, rule: Rule) -> Hit | None:
    """S06: too many first touches at this company wait for an answer, as the schedule's conductor counts them."""
    hold = scene.held(Restraint.SLOT)
    if hold is None:
        return None
    flying = scene.at.in_flight
    names = listed([person.name for flight in flying if (person := scene.someone(flight.person)) is not None])
    waiting = f"{names} {'has' if len(flying) == 1 else 'have'} not answered yet" if names else hold.by
    if hold.until is not None:
        return Hit(waiting, _change("an answer", hold), VerdictKind.WAIT, hold.until)
    # No day can be told: what ends the wait is all there is to go by.
    says = f"{waiting}: wait until {hold.by.partition(': until ')[2]}" if names else waiting
    return Hit(says, "an answer, a follow-up or a goodbye", VerdictKind.WAIT, word="queued")


def later(scene: Scene, rule: Rule) -> Hit | None:
    """S21: triage said later, or the user paused them."""
    hold = scene.held(Restraint.LATER)
    if hold is None:
        return None
    change = _change("lifting the pause", hold) if hold.until else "triaging them as an insider"
    return Hit(hold.by, change, VerdictKind.WAIT, hold.until, word="" if hold.until else "later")


def scheduled(scene: Scene, rule: Rule) -> Hit | None:
    """The touch has a day of its own, by its cadence or by hand, or waits for something that is no rule of etiquette."""
    due = scene.at.planned
    if due is None or due.promise or due.urgency is Urgency.NONE:
        return None
    if due.clear_on is None:
        own = next((hold for hold in due.holds if hold.rule is None and hold.until is None), None)
        return None if own is None else Hit(own.by, "seeing to that", VerdictKind.WAIT, word="queued")
    named = {hold.until for hold in due.holds if hold.rule is not None and not hold.lifted}
    if due.clear_on <= scene.day or due.clear_on in named:
        return None
    says = due.why if not due.held_by else f"its own day is {say_day(due.clear_on)}"
    return Hit(says, say_day(due.clear_on), VerdictKind.WAIT, due.clear_on)


def _change(change: str, hold: Hold) -> str:
    """``an answer, or 24 Nov 2026``."""
    if hold.until is None:
        return change or "seeing to that"
    return f"{change}, or {say_day(hold.until)}" if change else say_day(hold.until)


RULES: dict[str, Predicate] = {
    Restraint.LATER: later,
    Restraint.CORDIAL: held_by(Restraint.CORDIAL, "a cordial exchange, noted as such", word="hold"),
    Restraint.COOL_DOWN: held_by(Restraint.COOL_DOWN, "time"),
    Restraint.COMPANY: held_by(Restraint.COMPANY, "making it active again", word="later"),
    Restraint.AWAY: held_by(Restraint.AWAY, "a word from them"),
    Restraint.DECLINED: held_by(Restraint.DECLINED, "a word from them", kind=VerdictKind.DONT, word="rest"),
    Restraint.PERSON_GAP: held_by(Restraint.PERSON_GAP, "an answer"),
    Restraint.REST: held_by(Restraint.REST, "an answer", word="rest"),
    Restraint.CEILING: held_by(Restraint.CEILING, "a word from them", kind=VerdictKind.DONT, word="rest"),
    Restraint.TURN: held_by(Restraint.TURN, "an answer", word=""),
    Restraint.SLOT: spray,
    Restraint.COMPANY_GAP: held_by(Restraint.COMPANY_GAP),
    Restraint.STRANGERS: held_by(Restraint.STRANGERS, "evidence of how you know them"),
    Restraint.BUDGET: held_by(Restraint.BUDGET, "another channel"),
    Restraint.WEEK: held_by(Restraint.WEEK, "a quieter week"),
    "scheduled": scheduled,
}
"""The predicate of each rule, by the rule's id."""
