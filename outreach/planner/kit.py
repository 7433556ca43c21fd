"""What a message needs that no one record holds: the opening meant, the words to forward, who introduces whom.

Only facts go in: what is not on record stays out, so that its gap shows in the draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import LeadKind, Purpose, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Lead, Link, Person, Profile, Step
from outreach.domain.saying import say_weekday, say_years
from outreach.errors import Problem, Refused
from outreach.text import CleanText, clean

if TYPE_CHECKING:
    import datetime as dt

    from outreach.planner.planner import Planner

BLURB = "blurb {}"
"""Name of the setting with the user's own words to forward for a company, by its number."""


def openings(planner: Planner, company_id: CompanyId | None) -> list[Lead]:
    """Openings at a company that are still open, those with a number or link first, then the newest."""
    if company_id is None:
        return []
    found = [lead for lead in planner.store.where(Lead, "company", company_id) if lead.closed_on is None and lead.title]
    return sorted(found, key=lambda lead: (not (lead.job_id or lead.url), -(lead.on.toordinal() if lead.on else 0), -lead.id))


def blurb(planner: Planner, company_id: CompanyId | None) -> CleanText:
    """Two sentences to forward: the user's own for this company, else made of the profile and the opening; blank when neither is known."""
    own = planner.recall(BLURB.format(company_id)) if company_id is not None else ""
    if own:
        return clean(own)
    profile = planner.profile
    if profile is None or not profile.name:
        return clean("")
    company = planner.store.find(Company, company_id) if company_id is not None else None
    lead = next(iter(openings(planner, company_id)), None)
    work = _work(profile)
    first = f"{profile.name} {work}." if work else ""
    what = f"the opening {lead.title}" if lead else "the work"
    second = f"{profile.name.split()[0]} is interested in {what} at {company.name}." if company else ""
    return clean(" ".join(part for part in (first, second) if part) if first else "")


def _work(profile: Profile) -> str:
    now = [role for role in profile.positions if not role.until]
    before = sorted((role for role in profile.positions if role.until), key=lambda role: role.until, reverse=True)
    parts = [f"works as {role.title} at {role.company}" for role in now[:1] if role.title]
    parts += [
        f"was {role.title} at {role.company} {_years(role.since, role.until)}".rstrip() for role in before[: 2 - len(parts)] if role.title
    ]
    return " and ".join(parts)


def _years(since: str, until: str) -> str:
    import datetime as dt

    def year(text: str) -> dt.date | None:
        return dt.date(int(text[:4]), 1, 1) if text[:4].isdecimal() and len(text) >= 4 and int(text[:4]) > 0 else None

    return say_years(year(since), year(until))


def set_blurb(planner: Planner, company_id: CompanyId | None, words: str) -> None:
    """Keep the user's own words to forward for a company; blank goes back to those made of the profile."""
    if company_id is None:
        raise Refused((Problem("company", "they belong to no target yet"),))
    planner.remember(BLURB.format(company_id), clean(words))


def facts_for(planner: Planner, person: Person, purpose: Purpose) -> dict[str, str]:
    """Slot values for a message to somebody that come from records around them; slots without a fact are absent."""
    found: dict[str, str] = {}
    if person.introducer is not None and (giver := planner.store.find(Person, person.introducer)) is not None:
        found["introducer"] = giver.name
    if purpose is Purpose.REFERRAL:
        lead = next(iter(openings(planner, person.company)), None)
        if lead is not None:
            found |= {"role": lead.title, "job_id": lead.job_id or lead.url}
        found["blurb"] = blurb(planner, person.company)
    elif purpose is Purpose.INTRODUCTION and (target := _target_of(planner, person)) is not None:
        found |= {"target": target.name, "blurb": blurb(planner, target.company)}
    elif purpose is Purpose.FOLLOW_UP:
        found["role"] = _applied_for(planner, person.company) or person.recruiter_motive
    elif purpose is Purpose.GIVE:
        found["link"] = _link_for(planner, person)
    elif purpose is Purpose.CONFIRM:
        found["when"] = _talk_day(planner, person)
    elif purpose in (Purpose.THANK_YOU, Purpose.REPORT_BACK) and (known := _introduced_by(planner, person)) is not None:
        found["target"] = known.name
    return {name: value for name, value in found.items() if value}


def _applied_for(planner: Planner, company_id: CompanyId | None) -> str:
    """What the user applied for at a company last, else its likeliest opening."""
    found = openings(planner, company_id)
    return next((lead.title for lead in found if lead.kind is LeadKind.APPLICATION), found[0].title if found else "")


def _link_for(planner: Planner, person: Person) -> str:
    """The newest kept link that is meant for them, with the user's own line on it."""
    kept = [link for link in planner.store.all(Link) if link.used_on is None and link.meant_for == person.id]
    return "\n".join(part for part in (kept[-1].insight, kept[-1].url) if part) if kept else ""


def _talk_day(planner: Planner, person: Person) -> str:
    """``on Thursday 26 November``, the day of the talk that is planned with them."""
    talks = [s.on for s in planner.store.where(Step, "person", person.id) if s.kind is StepKind.TALK and s.state is StepState.OPEN and s.on]
    return f"on {say_weekday(min(talks))}" if talks else ""


def _target_of(planner: Planner, via: Person) -> Person | None:
    """Whom the introduction asked for is to: named by an open request, else anybody they are the bridge to."""
    wanted = {s.text for s in planner.store.where(Step, "person", via.id) if s.kind is StepKind.INTRO_REQUEST and s.state is StepState.OPEN}
    known = planner.store.where(Person, "bridge", via.id)
    return next((p for p in known if any(p.name in text for text in wanted)), known[0] if known else None)


def _introduced_by(planner: Planner, giver: Person) -> Person | None:
    known = planner.store.where(Person, "introducer", giver.id)
    return known[-1] if known else None
