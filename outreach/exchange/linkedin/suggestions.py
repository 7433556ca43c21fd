"""Companies the archive hints at as targets: jobs saved and applied for, dream companies, follows."""

from __future__ import annotations

import datetime as dt

from outreach.domain.kinds import LeadKind
from outreach.domain.network import Suggestion
from outreach.exchange.linkedin.dates import day
from outreach.exchange.table import Table
from outreach.text import CleanText, clean

SAVED, APPLIED, DREAM, FOLLOWED = (CleanText(word) for word in ("saved job", "application", "dream company", "follow"))
"""The provenances a suggestion can have."""


def read_jobs(table: Table, into: list[Suggestion], latest: dt.date, *, applied: bool) -> None:
    """Jobs saved or applied for; the day is most likely Pacific (source: FORMATS 2.2)."""
    i_on = table.index("applicationdate" if applied else "saveddate")
    i_title, i_company, i_url = table.index("jobtitle"), table.index("companyname"), table.index("joburl")
    for row in table.rows():
        row.append("")
        company = clean(row[i_company])
        if not company:
            table.skip(table.line(row), "no company")
            continue
        _add(
            into,
            Suggestion(
                company=company,
                kind=LeadKind.APPLICATION if applied else LeadKind.SAVED_JOB,
                provenance=APPLIED if applied else SAVED,
                title=clean(row[i_title]),
                url=clean(row[i_url]),
                on=day(row[i_on], latest),
            ),
        )


def read_preferences(table: Table, into: list[Suggestion]) -> None:
    """Dream companies, parted by bars in one cell."""
    i_dream = table.index("dreamcompanies")
    for row in table.rows():
        for piece in row[i_dream].split("|"):
            if company := clean(piece):
                _add(into, Suggestion(company=company, provenance=DREAM))


def read_follows(table: Table, into: list[Suggestion], latest: dt.date) -> None:
    """Companies followed; media and job pages are among them, so each wants confirming."""
    i_company, i_on = table.index("organization"), table.index("followedon")
    for row in table.rows():
        if company := clean(row[i_company]):
            _add(into, Suggestion(company=company, provenance=FOLLOWED, on=day(row[i_on], latest)))
        else:
            table.skip(table.line(row), "no company")


def _add(into: list[Suggestion], suggestion: Suggestion) -> None:
    if suggestion not in into:
        into.append(suggestion)
