"""Rules on privacy: the employer must not learn of the search, and the network is not for recruiters who fish for it."""

from __future__ import annotations

from outreach.domain.etiquette.rulebook import Rule
from outreach.domain.etiquette.situation import Hit, Scene, VerdictKind
from outreach.domain.kinds import Purpose, Severity
from outreach.domain.model import Company, Person

REVEALING = frozenset({Purpose.ADVICE, Purpose.INTRODUCTION, Purpose.REFERRAL, Purpose.INSIGHT})
"""Purposes that tell the reader of a search."""


def at_employer(person: Person, company: Company | None, employer: str, matched: bool = False) -> bool:
    """Whether a person works where the user works now (source: PRACTICES S72). ``matched`` is the company matcher's word."""
    if matched or (company is not None and company.current_employer):
        return True
    return bool(employer.strip()) and " ".join(person.employer.casefold().split()) == " ".join(employer.casefold().split())


def employer(scene: Scene, rule: Rule) -> Hit | None:
    """S72: somebody at the current employer."""
    if not at_employer(scene.person, scene.company, scene.at.current_employer, scene.at.works_at_employer):
        return None
    if scene.purpose in REVEALING:
        return Hit(
            "works where you work now, and the message would tell of your search",
            "somebody outside, or a message that asks nothing",
            VerdictKind.DONT,
        )
    return Hit("works where you work now: leave the search out of it", "nothing: mind the words", severity=Severity.WARN)


def recruiter_names(scene: Scene, rule: Rule) -> Hit | None:
    """S65, S71: a recruiter without a named role or client asks for one's network."""
    if not scene.recruiter or scene.person.recruiter_motive:
        return None
    if scene.purpose in {Purpose.INTRODUCTION, Purpose.GIVE}:
        return Hit(
            "a recruiter who has named neither role nor client: share no names", "a named role and client, written down", VerdictKind.DONT
        )
    return Hit("a recruiter who has named neither role nor client", "asking which role, for whom", severity=Severity.HINT)


RULES = {"employer": employer, "recruiter-names": recruiter_names}
