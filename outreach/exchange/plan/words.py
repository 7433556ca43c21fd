"""The words the printed formats share: days, marks of five, the head's facts and for whom a copy is."""

from __future__ import annotations

import datetime as dt

from outreach.domain.dates import say
from outreach.exchange.plan.page import HistoryLine, LeadLine, PlanPage, Redaction

_AUDIENCE = {
    Redaction.SELF: "your own copy",
    Redaction.COACH: "copy for a coach: no addresses, nothing said in confidence",
    Redaction.PUBLIC: "public copy: nobody is named",
}
_RESEARCH = {
    "read": "Read about the company",
    "people": "Looked at the people there",
    "postings": "Looked at the postings",
    "alumni": "Looked for alumni",
}


def day(on: dt.date) -> str:
    """``Thu 26 Nov 2026``, whatever the locale."""
    return say(on)


def if_silent(on: dt.date) -> str:
    """``if silent, Thu 26 Nov 2026``: a day that comes only when nobody answers before."""
    return f"if silent, {day(on)}"


def audience(page: PlanPage) -> str:
    """For whom this copy is, in a few words."""
    return _AUDIENCE[page.redaction]


def research_words(item: str) -> str:
    """A checklist item as a sentence of its own."""
    return _RESEARCH.get(item, item)


def facts(page: PlanPage) -> tuple[tuple[str, str], ...]:
    """The head's facts as (label, value)."""
    company = page.company
    status = f"{company.status} ({company.status_reason})" if company.status_reason else str(company.status)
    return (
        ("Motivation", f"{company.motivation} of 4"),
        ("Postings", f"{company.posting} of 3"),
        ("Advocacy", f"{company.advocacy} of 3"),
        ("Status", status),
        ("LinkedIn contact", str(company.norm)),
        ("Followed", "yes" if company.followed else "not yet"),
    )


def lead_words(lead: LeadLine) -> str:
    """What is known of a lead beside its title: kind, day, job number, giver, outcome."""
    parts = [str(lead.kind)]
    if lead.on:
        parts.append(f"seen {day(lead.on)}")
    if lead.job_id:
        parts.append(f"job {lead.job_id}")
    if lead.given_by:
        parts.append(f"from {lead.given_by}")
    if lead.closed_on:
        parts.append(f"closed {day(lead.closed_on)}")
    if lead.outcome:
        parts.append(lead.outcome)
    return " · ".join(parts)


def history_words(line: HistoryLine) -> str:
    """``Thu 5 Nov 2026: replied``."""
    return f"{day(line.on)}: {line.what}" if line.on else line.what


def sentence(text: str) -> str:
    """The text with a capital in front, for a line of its own."""
    return text[:1].upper() + text[1:]


def withheld_words(page: PlanPage) -> str:
    """One sentence on who was left out, or nothing."""
    if not page.withheld:
        return ""
    people = "1 person" if page.withheld == 1 else f"{page.withheld} people"
    return f"{people} at your current employer left out."
