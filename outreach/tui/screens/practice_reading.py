"""Practices to read in a box: the referral kit of a person, the ways into a company, the weeks to come, what may be asked of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import CompanyId, PersonId
from outreach.domain.saying import plural, say_day
from outreach.planner.rows import PersonCard
from outreach.planner.timing_rows import ForecastDay
from outreach.tui.actions import key_shown
from outreach.tui.cells import fit
from outreach.tui.keyed import key_of, told
from outreach.tui.screens.dialog import Reading
from outreach.tui.widgets.lines import BREAK, Paragraph
from outreach.tui.widgets.rows import Cell, Heading, cell

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp

NEED = 28
"""Cells of the column that says what a referrer needs."""

BAR = 24
"""Longest bar of the forecast, in cells."""

GET = {
    "the opening": f"{key_of('kit.fill')} notes it",
    "its number or link": f"{key_of('kit.fill')} notes it",
    "words to forward": f"{key_of('kit.fill')} writes them; else they are made of your profile",
    "how you know each other": f"{key_of('person.evidence')} in pane 2 notes it",
}
"""Need -> the key that fills it, while it is missing."""

HAVE = {"words to forward": "beneath"}
"""Need -> where it stands, when it is too long for a line."""


def asking(app: OutreachApp, person: PersonCard) -> list[Paragraph]:
    """What may be asked of somebody, and how giving and asking stand: sections of their card."""
    lens = app.lens
    out: list[Paragraph] = [BREAK, Heading("What you may ask", "ink")]
    for rung in person.ladder:
        is_open = rung.effect.startswith("open")
        out.append(
            (
                Cell("✓ " if is_open else "· ", "good" if is_open else "quiet", bold=is_open),
                cell(rung.label, "ink" if is_open else "quiet"),
                cell(f"  {lens.text(rung.effect)}", "quiet"),
            )
        )
    ledger = app.planner.views.ledger_of(person.id)
    out += [BREAK, Heading("Give and take", "ink")]
    if not person.balance:
        out.append((Cell(f"Nothing given, nothing asked yet. {key_of('person.log')} logs a give or a share.", "quiet"),))
        return out
    out.append((cell(person.balance, "warn" if ledger.give_first else "good" if ledger.balance >= 0 else "ink", bold=True),))
    out += [
        (Cell(fit(entry.side, 6), "quiet"), cell(lens.text(entry.what)), Cell(f"  {say_day(entry.on)}", "quiet"))
        for entry in ledger.entries[:4]
    ]
    if ledger.advice:
        out.append((cell(ledger.advice),))
    if ledger.offer:
        out.append((Cell("you could: ", "quiet"), cell(lens.text(ledger.offer))))
    elif ledger.ideas:
        out.append((Cell("small gives: ", "quiet"), cell("; ".join(ledger.ideas[:3]))))
    return out


def kit(app: OutreachApp, person: PersonId) -> Reading:
    """What somebody needs to refer the user, and what of it is at hand."""
    lens = app.lens
    row = app.planner.views.referral(person)
    if row.asked_on:
        word, tone = f"asked {say_day(row.asked_on)}", "accent"
    elif row.ready:
        word, tone = "everything is at hand", "good"
    elif row.open:
        word, tone = "they may be asked; not everything is at hand", "warn"
    else:
        word, tone = "too early to ask", "warn"
    out: list[Paragraph] = [(Cell(word, tone, bold=True),), BREAK]
    for need in row.needs:
        said = HAVE.get(need.need, need.say) if need.have else told(GET.get(need.need, need.say), app.keys)
        out.append(
            (
                Cell("✓ " if need.have else "· ", "good" if need.have else "warn", bold=True),
                cell(fit(need.need, NEED), "ink" if need.have else "quiet"),
                cell(f" {lens.text(said)}", "quiet" if need.have else "ink"),
            )
        )
    if row.openings:
        out += [BREAK, Heading("Openings", "ink", len(row.openings))]
        out += [(cell(f"· {lens.text(one.title)}"), cell(f"  {one.job_id or one.url}".rstrip(), "quiet")) for one in row.openings]
    if row.blurb:
        out += [BREAK, Heading("Words to forward", "ink"), (cell(lens.text(row.blurb)),)]
    place = f" at {lens.name(row.company_name)}" if row.company_name else ""
    return Reading(f"Referral{place} by {lens.name(row.name)}", out, hang=NEED + 3)


def ways_in(app: OutreachApp, company: CompanyId, name: str) -> Reading:
    """Me, somebody I know, somebody they know: every way into a company, the strongest first."""
    lens = app.lens
    out: list[Paragraph] = []
    for row in app.planner.views.paths(company):
        out += [BREAK] if out else []
        first, *rest = row.names
        chain = [Cell(first, "ink", bold=True)]
        for step in rest:
            chain += [Cell(" → ", "accent"), cell(lens.name(step), "warn" if step == "?" else "ink", bold=True)]
        out.append((*chain, cell(f"   {lens.text(row.state)}", "quiet")))
        out += [
            (cell(f"  {lens.name(link.name)}: ", "quiet"), cell(lens.text(link.how or "nothing on record"), "quiet")) for link in row.links
        ]
        out.append((Cell("  next: ", "accent"), cell(lens.text(row.next))))
        out += [(Cell("  owed: ", "due", bold=True), cell(lens.text(owed))) for owed in row.owed]
    if not out:
        out = [
            (Cell("There is no way in yet.", "ink", bold=True),),
            BREAK,
            (
                Cell(
                    (
                        f"{key_of('person.add')} in pane 2 adds somebody who works there or knows somebody who does; "
                        f"{key_of('go.network')} searches your archive."
                    ),
                    "quiet",
                ),
            ),
        ]
    return Reading(f"Ways into {lens.name(name)}", out, hang=4)


def questions_for_a_talk(app: OutreachApp, company: CompanyId) -> Reading:
    """The question bank for a company, by the course of a talk, and what people there answered so far (source: PRACTICES S50)."""
    lens = app.lens
    card = app.planner.views.company(company)
    out: list[Paragraph] = []
    if card.answers:
        out.append(Heading("Answered so far", "ink", len(card.answers)))
        out += [
            (cell(f"· {lens.text(question)} ", "quiet"), cell(lens.text(answer)), cell(f"  {lens.name(by)}" if by else "", "quiet"))
            for question, answer, by, _ in card.answers
        ]
    for group in app.planner.library.questions:
        out += [BREAK] if out else []
        out.append(Heading(group.title, "ink"))
        out += [(Cell("· ", "quiet"), cell(lens.text(question))) for question in group.at(card.name)]
    keys = key_shown(app.keys["company.card"][0]) if app.keys["company.card"] else "the card"
    out += [BREAK, (Cell(f"An answer is kept on the company's card ({keys}, then a).", "quiet"),)]
    return Reading(f"Questions for a talk at {lens.name(card.name)}", out, hang=2)


def weeks_to_come(app: OutreachApp) -> Reading:
    """The load of three weeks as bars, levelled as Today moves work."""
    row = app.planner.views.forecast()
    most = max((max(day.levelled, day.falls) for day in row.days), default=0)
    if not any(day.levelled or day.falls or day.foreseen for day in row.days):
        out: list[Paragraph] = [
            (Cell("Nothing is dated in the next weeks.", "ink", bold=True),),
            BREAK,
            (
                Cell(
                    (
                        f"Log a message as sent with {key_of('person.sent')}, and its follow-ups stand here; "
                        f"{key_of('step.add')} in pane 4 adds a step of your own."
                    ),
                    "quiet",
                ),
            ),
        ]
        return Reading("Coming weeks", out)
    moved = ", spread over the days around" if row.peak > row.levelled_peak else ""
    busiest = f"busiest day {row.peak}{moved}" if row.peak else "no day is full"
    out = [
        (Cell(f"{row.daily_target} a day is your pace · {busiest}", "quiet"),),
        (Cell("━ to do   ┄ if nobody answers before   ! more than your pace", "quiet"),),
    ]
    for day in row.days:
        if day.day.weekday() == 0 or day is row.days[0]:
            out.append(BREAK)
        if day.free and not day.levelled and not day.foreseen:
            continue
        out.append(_day(app, day, most, row.daily_target))
    if row.beyond:
        out += [BREAK, (Cell(f"{plural(row.beyond, 'step')} beyond these weeks.", "quiet"),)]
    return Reading("Coming weeks", out, hang=14)


def _day(app: OutreachApp, day: ForecastDay, most: int, target: int) -> Paragraph:
    """One day: its bar, how many promises are in it, and whom the first steps are about."""
    unit = max(1.0, most / BAR)
    bar = "━" * round(day.levelled * min(3, BAR / max(most, 1)) if unit == 1.0 else day.levelled / unit)
    foreseen = "┄" * min(BAR, round(day.foreseen * min(3, BAR / max(most, 1))))
    over = day.levelled > target
    listed = day.steps or day.turns
    whom = ", ".join(dict.fromkeys(app.lens.name(step.person_name) for step in listed if step.person_name))
    promised = f" ({plural(day.promises, 'promise')})" if day.promises else ""
    count = f" {day.levelled}{'!' if over else ''}{promised}" if day.levelled else ""
    if not day.levelled:
        count = " free" if day.free else (f" {day.foreseen} if silent" if day.foreseen else "")
    runs: list[Cell] = [
        cell(fit(day.words, 14), "quiet" if day.free else "ink"),
        Cell(bar, "warn" if over else "accent"),
        Cell(foreseen, "quiet"),
        Cell(count, "warn" if over else "ink"),
    ]
    if whom:
        runs.append(cell(f"  {whom}", "quiet"))
    return tuple(runs)
