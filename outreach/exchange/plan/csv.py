"""A plan as one table: RFC 4180, a row per insider, draft, step, promise, lead, question and answer.

A spreadsheet runs cells that look like formulas, so those get an apostrophe in front (source: OWASP, ASVS 1.2.10);
``restored`` takes it off again. ``raw`` leaves both the apostrophe and the byte order mark away, for programs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from outreach.exchange.plan.page import InsiderBlock, Options, PlanPage, StepLine
from outreach.exchange.plan.redact import scrubbed

COLUMNS = ("company", "row", "place", "date", "who", "what", "why", "detail", "status", "link", "uid")
"""``row`` says what a row is: company, lead, insider, draft, step, promise, question, answer, research or budget."""

_FORMULA = re.compile(r"""[\s'"\x00]*(?:[=+\-@＝＋－＠|%]|[\t\r\x00])""")
_Row = dict[str, str]


def write(pages: Sequence[PlanPage], options: Options) -> bytes:
    """All pages in one table, CRLF, with a byte order mark unless raw."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for page in map(scrubbed, pages):
        for row in _rows(page):
            row["company"] = page.company.name
            table.writerow(row if options.raw else {column: neutralised(cell) for column, cell in row.items()})
    return out.getvalue().encode("utf-8" if options.raw else "utf-8-sig")


def neutralised(cell: str) -> str:
    """The cell with an apostrophe in front when a spreadsheet might run it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before ``neutralised``."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _rows(page: PlanPage) -> Iterator[_Row]:
    company = page.company
    yield {
        "row": "company",
        "date": page.generated_on.isoformat(),
        "what": f"motivation {company.motivation} of 4, postings {company.posting} of 3, advocacy {company.advocacy} of 3",
        "why": company.why,
        "detail": _lines(", ".join(company.reasons), company.workforce),
        "status": str(company.status),
        "link": company.website,
    }
    for lead in page.leads:
        yield {
            "row": "lead",
            "date": lead.on.isoformat() if lead.on else "",
            "who": lead.given_by,
            "what": lead.title,
            "detail": _lines(str(lead.kind), lead.job_id),
            "status": lead.outcome or ("closed" if lead.closed_on else "open"),
            "link": lead.url,
        }
    for place, insider in enumerate(page.insiders, start=1):
        yield _insider(place, insider)
    for draft in page.drafts:
        yield {
            "row": "draft",
            "who": draft.to,
            "what": _lines(draft.subject, draft.body),
            "why": draft.purpose,
            "status": str(draft.channel),
        }
    for step in page.steps:
        yield _step("step", step)
    for step in page.promises:
        yield _step("promise", step)
    for group in page.questions:
        for question in group.questions:
            yield {"row": "question", "what": question, "detail": group.title}
    for line in page.answers:
        yield {
            "row": "answer",
            "date": line.on.isoformat() if line.on else "",
            "who": line.by,
            "what": line.question,
            "detail": line.answer,
        }
    for item in page.research:
        done = item.done_on.isoformat() if item.done_on else ""
        yield {"row": "research", "date": done, "what": item.item, "status": "done" if done else "open"}
    for words in page.budget:
        yield {"row": "budget", "what": words}


def _insider(place: int, insider: InsiderBlock) -> _Row:
    return {
        "row": "insider",
        "place": str(place),
        "who": insider.name,
        "what": ", ".join(part for part in (insider.position, insider.employer) if part),
        "why": "; ".join(f"{label} ({effect})" for label, effect in insider.why),
        "detail": _lines(f"{insider.tie_words}; {insider.speaks}", insider.receipt, insider.how_i_know, insider.hook, insider.question),
        "status": insider.verdict,
        "link": insider.url,
        "uid": insider.uid,
    }


def _step(row: str, step: StepLine) -> _Row:
    return {
        "row": row,
        "date": step.foreseen.isoformat() if step.foreseen else step.on.isoformat() if step.on else "",
        "what": f"{step.what}, if nobody answers before" if step.foreseen else step.what,
        "why": step.why,
        "status": str(step.kind),
        "uid": step.uid,
    }


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
