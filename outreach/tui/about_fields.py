"""The second form of a person and of a company: what one learns with time, asked for apart so that the first form stays short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import Answer, Reputation
from outreach.domain.model import Company, Person, PersonId
from outreach.tui.fields import choice, day, line, names_of, note, typed, words

if TYPE_CHECKING:
    from outreach.planner import Planner
    from outreach.tui.widgets.fields import Field

YES_NO = (("no", "no"), ("yes", "yes"))
ASKED = words((Answer.UNKNOWN, Answer.YES, Answer.NO))
PEOPLE = ("bridge", "introducer")
"""Fields that hold another person, typed by name."""


def person_about(planner: Planner, person: Person) -> list[Field]:
    """What a relationship is made of, beyond the name and the message."""
    people = names_of(planner.completions_person)
    return [
        choice("worked_closely", "Worked closely", YES_NO, _yes(person.worked_closely)),
        line("shared_interests", "Interests", ", ".join(person.shared_interests), "with commas between"),
        day("hook_on", "Hook, of", typed(person.hook_on), "the day of what the message starts from", past=True),
        line("hook_source", "Hook, seen at", person.hook_source, "an address, a talk, a paper"),
        line("why_them", "Why them", person.why_them, "what you hope to learn from this person"),
        line("i_can_help_with", "I help with", person.i_can_help_with),
        line("can_help_me_with", "They help with", person.can_help_me_with),
        choice("i_would_vouch", "I vouch", ASKED, person.i_would_vouch.value),
        choice("they_would_vouch", "They vouch", ASKED, person.they_would_vouch.value),
        line("vouches_for", "Vouch for what", ", ".join(person.vouches_for), "skills, with commas between"),
        line("standing_offer", "Standing offer", person.standing_offer, "their words"),
        day("standing_offer_on", "Offered on", typed(person.standing_offer_on), past=True),
        choice("cordial", "Cordial?", ASKED, person.cordial.value),
        day("conflict_on", "Conflict on", typed(person.conflict_on), "empty when there was none", past=True),
        choice("reputation", "Reputation", words(Reputation), person.reputation.value),
        line("reputation_note", "Because", person.reputation_note, "private: leaves with no copy"),
        line("bridge", "Known through", _name(planner, person.bridge), "somebody of the plan", people),
        line("introducer", "Introduced by", _name(planner, person.introducer), "somebody of the plan", people),
        line("zone", "Time zone", person.zone, "Europe/Lisbon"),
        line("phone", "Phone", person.phone),
        line("recruiter_motive", "Role and client", person.recruiter_motive, "for a recruiter"),
        line("tags", "Tags", ", ".join(person.tags), "with commas between"),
    ]


def company_about(company: Company) -> list[Field]:
    """What one finds out about a company on the way."""
    return [
        choice("followed", "Followed", YES_NO, _yes(company.followed)),
        line("reasons", "Reasons", ", ".join(company.reasons), "compensation, title, experience"),
        note("workforce", "Who works there", company.workforce),
        line("status_reason", "Why that status", company.status_reason),
        line("cadence", "Cadence", company.cadence, "empty for your usual one"),
        line("tags", "Tags", ", ".join(company.tags), "with commas between"),
    ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _name(planner: Planner, person: PersonId | None) -> str:
    if person is None:
        return ""
    return next((name for at, name in planner.completions_person("") if at == person), "")
