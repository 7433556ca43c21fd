"""All that is known of one company, to read in a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import Company
from outreach.planner.rows import CompanyCard
from outreach.planner.words import day_long
from outreach.tui.cells import fit, shown, width
from outreach.tui.panes.companies import asleep_words
from outreach.tui.panes.followups import due_tone
from outreach.tui.panes.insiders import word_tone
from outreach.tui.records import Ref
from outreach.tui.screens.dialog import Reading
from outreach.tui.screens.reading import note
from outreach.tui.widgets.lines import BREAK, Paragraph
from outreach.tui.widgets.rows import Cell, Heading, cell

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.lens import Lens


NAME = 24
"""Most cells of a name in the column of people."""

COMMON = 5
"""Things the people known there have in common that are named."""

RESEARCH = {
    "read": "what they make and what is said of them",
    "people": "who works there, and who left",
    "postings": "what they look for just now",
    "alumni": "who of your school or old teams is there",
}
"""The research checklist in words (source: PRACTICES S46)."""


def company_card(app: OutreachApp, company: CompanyCard) -> Reading:
    """Why, standing, openings, people, what is due, what was asked and what is left to read up on."""
    lens = app.lens
    lamp = f"motivation {company.motivation} · postings {company.posting} · advocacy {company.advocacy}"
    out: list[Paragraph] = [(Cell(lamp, "ink", bold=True), Cell(f"   {asleep_words(company.status)}", "quiet"))]
    out += [(cell(lens.text(line), "ink"),) for line in (company.why, company.provenance) if line]
    if company.reasons:
        out.append((Cell("reasons  ", "quiet"), cell(lens.text(", ".join(company.reasons)))))
    out.append((Cell("✓ followed", "good") if company.followed else Cell("· not followed yet: its news gives you the next hook", "quiet"),))
    if company.workforce:
        out.append((Cell("who works there  ", "quiet"), cell(lens.text(company.workforce))))
    out += _hired(app, company, lens)
    if company.current_employer:
        out.append((Cell("You work there: nobody of it leaves by an export.", "warn"),))
    owner = company.id
    records: dict[int, Ref] = {}
    if company.leads:
        out += [BREAK, Heading("Openings", "ink", len(company.leads))]
        for lead in company.leads:
            seen = f"  {lead.kind}, {day_long(lead.on)}" if lead.on else f"  {lead.kind}"
            told = f", told by {lens.name(lead.given_by)}" if lead.given_by else ""
            closed = f", closed {day_long(lead.closed_on)}" if lead.closed_on else ""
            records[len(out)] = Ref("lead", owner, lead.id)
            out.append((cell(f"· {lens.text(lead.title or lead.kind)}"), cell(seen + told + closed, "quiet")))
    if company.insiders:
        out += [BREAK, Heading("People", "ink", len(company.insiders))]
        out += _people(company, lens)
    if company.due:
        out += [BREAK, Heading("Next", "ink", len(company.due))]
        for due in company.due:
            records[len(out)] = Ref("step", owner, due.step)
            day = cell(fit(due.day or "", 12), due_tone(due))
            out.append((Cell("· ", "quiet"), day, cell(lens.text(due.what)), cell(f"  {lens.text(due.why)}", "quiet")))
    if company.answers:
        out += [BREAK, Heading("Asked and answered", "ink", len(company.answers))]
        for item in app.planner.store.get(Company, owner).answers:
            records[len(out)] = Ref("answer", owner, held=item)
            out.append((cell(f"· {lens.text(item.question)} ", "quiet"), cell(lens.text(item.answer))))
    note(app.planner.store.get(Company, owner).notes, Ref("about", owner), lens, out, records)
    out += [BREAK, Heading("Read up on", "ink")]
    out += [
        (
            Cell("✓ " if done else "· ", "good" if done else "quiet"),
            cell(RESEARCH.get(item, item)),
            cell(f"  {day_long(done)}" if done else "", "quiet"),
        )
        for item, done in company.research
    ]
    return Reading(lens.name(company.name), out, hang=2, about=Ref("company", owner), records=records)


def _people(company: CompanyCard, lens: Lens) -> list[Paragraph]:
    """Who is known there: names and verdicts in columns, then what they are."""
    names = [lens.name(row.name) for row in company.insiders]
    across = min(NAME, max(width(shown(name)) for name in names))
    words = max(width(shown(row.word)) for row in company.insiders)
    return [
        (
            cell("· ", "quiet"),
            Cell(fit(shown(name), across) + "  "),
            Cell(fit(shown(row.word), words) + "  ", word_tone(row)),
            cell(lens.text(", ".join(part for part in (row.position, row.tie_word) if part)), "quiet"),
        )
        for name, row in zip(names, company.insiders, strict=True)
    ]


def _hired(app: OutreachApp, company: CompanyCard, lens: Lens) -> list[Paragraph]:
    """What the people known there have in common: skills, earlier employers, schools (source: PRACTICES S49)."""
    row = app.planner.views.workforce(company.id)
    out: list[Paragraph] = []
    for label, counted in (("skills  ", row.traits), ("came from  ", row.came_from), ("schools  ", row.schools)):
        if counted:
            said = ", ".join(f"{name} ({count})" for name, count in counted[:COMMON])
            out.append((Cell(label, "quiet"), cell(lens.text(said))))
    return out
