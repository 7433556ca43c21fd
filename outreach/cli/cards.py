"""The pages of ``company show`` and ``person show``: everything known, in the order one wants it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from outreach.cli.insiders import insider_table
from outreach.cli.output import echo, table_width
from outreach.cli.table import pad, spread, wrapped
from outreach.cli.words import soon
from outreach.domain.kinds import Norm
from outreach.domain.saying import plural, say_day
from outreach.planner.rows import CompanyCard, DueRow, LeadRow, PersonCard, RuleRow, TermRow, WhyRow

_LABEL = 12
"""Cells for the name of a fact, indent and gap included."""


def person_card(card: PersonCard, width: int) -> None:
    """Print all that is known of one person."""
    echo(spread(f"{card.id}  {card.name}", card.why.verdict, width=width))
    _facts(
        (
            ("", ", ".join(part for part in (card.position, card.employer) if part)),
            ("for", card.company_name),
            ("state", str(card.state)),
            ("profile", card.url),
            ("e-mail", card.email),
            ("ledger", card.balance),
            ("good hour", card.window),
        ),
        width,
    )
    _why(card.why, width)
    _section("For a message", (f"{term.label}: {term.effect or 'nothing yet'}" for term in card.brief), width)
    _section("What you may ask", (f"{rung.label}: {rung.effect}" for rung in card.ladder), width)
    _section("Where they were", card.roles, width)
    _section("Skills", [", ".join(card.skills)] if card.skills else [], width)
    _more(card.more, width)
    _section("Evidence", (f"{row.id}  {row.words}" for row in card.evidence), width)
    _dues(card.due, width)
    if card.draft:
        draft = card.draft
        _section(
            "Draft",
            [f"{draft.status} · {draft.channel} · {plural(draft.check.words, 'word')} ('outreach draft {card.id}' shows it)"],
            width,
        )
    _section("History", (f"{row.day}  {row.words or row.kind}" for row in card.history), width)


def company_card(card: CompanyCard, width: int) -> None:
    """Print all that is known of one target."""
    echo(spread(f"{card.id}  {card.name}", str(card.status), width=width))
    _facts(
        (
            ("why", card.why),
            ("rank", f"motivation {card.motivation} of 4 · postings {card.posting} of 3 · advocacy {card.advocacy} of 3"),
            ("reasons", ", ".join(card.reasons)),
            ("from", card.provenance),
            ("domain", card.domain),
            ("followed", "yes" if card.followed else "no"),
            ("norm", "" if card.norm == Norm.NEUTRAL else card.norm),
            ("", "you work here now: nobody there may learn of the search" if card.current_employer else ""),
            ("research", ", ".join(f"{item} {say_day(day)}" if day else f"{item} open" for item, day in card.research)),
        ),
        width,
    )
    if card.insiders:
        echo("\nInsiders\n" + insider_table(card.insiders, table_width()))
    _section("Openings", (_lead(lead) for lead in card.leads), width)
    _dues(card.due, width)
    _section("What they said", (_said(*said) for said in card.answers), width)
    _section("Who gets hired", [card.workforce] if card.workforce else [], width)
    _more(card.more, width)
    _section("To settle", (f"{row.string}: {plural(row.people, 'person', 'people')} ({row.why})" for row in card.questions), width)


def _said(question: str, answer: str, by: str, on: dt.date | None) -> str:
    return f"{question} {answer}" + (f" ({', '.join(part for part in (by, say_day(on) if on else '') if part)})" if by or on else "")


def _lead(lead: LeadRow) -> str:
    seen = say_day(lead.on) if lead.on else ""
    closed = f"closed {say_day(lead.closed_on)}" if lead.closed_on else ""
    given = f"from {lead.given_by}" if lead.given_by else ""
    return f"{lead.id}  " + " · ".join(part for part in (lead.title, lead.kind, seen, given, closed, lead.outcome) if part)


def _facts(rows: Iterable[tuple[str, str]], width: int) -> None:
    for label, text in rows:
        if text:
            body = wrapped(text, width=width, indent=" " * _LABEL)
            echo(pad(f"  {label}", _LABEL) + body[_LABEL:])


def _more(rest: Iterable[TermRow], width: int) -> None:
    _section("Also on record", (f"{term.label}: {term.effect}" for term in rest), width)


def _why(why: WhyRow, width: int) -> None:
    if why.receipt:
        _section("What you have", [why.receipt], width)
    _section("Why this place", [" · ".join(f"{term.label} {term.effect}".strip() for term in why.terms)] if why.terms else [], width)
    _section("What the rules say", (_rule(rule) for rule in why.rules), width)


def _rule(rule: RuleRow) -> str:
    reason = f" ({rule.reason})" if rule.reason else ""
    kept = f"; overruled: {rule.overruled}" if rule.overruled else ""
    return f"{rule.severity} {rule.rule}: {rule.says}{reason}{kept}"


def _dues(dues: Iterable[DueRow], width: int) -> None:
    shown = list(dues)
    if shown:
        echo("\nNext")
        for due in shown:
            echo(spread(f"{due.step:>5}  {due.what}", soon(due), width=width))
            if due.why:
                echo(wrapped(due.why, width=width, indent=" " * 7))


def _section(title: str, lines: Iterable[str], width: int) -> None:
    shown = [line for line in lines if line]
    if shown:
        echo(f"\n{title}")
        for line in shown:
            echo(wrapped(line, width=width, indent="  ", hang="    "))
