"""Texts to read in a box: the keys, the history, a person's card, why a step is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from outreach.domain.model import Person
from outreach.planner.rows import DueRow, PersonCard
from outreach.planner.words import day_long
from outreach.tui.actions import TITLES, keys_shown
from outreach.tui.catalogue import BY_ID, LISTED, offered
from outreach.tui.cells import fit
from outreach.tui.fixed import FIXED
from outreach.tui.keyed import key_of
from outreach.tui.panes.draft import draft_text
from outreach.tui.panes.followups import due_tone
from outreach.tui.panes.insiders import figures, verdict_tone
from outreach.tui.records import Ref
from outreach.tui.screens.dialog import Reading
from outreach.tui.screens.practice_reading import asking
from outreach.tui.severity import sign
from outreach.tui.widgets.lines import BREAK, Paragraph
from outreach.tui.widgets.rows import Cell, Heading, cell

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.lens import Lens

DRAFT_WORDS = {"draft": "not ready yet", "ready": "ready to go", "sent": "sent"}

BRIEF = 15
"""Cells of the labels of what a message is made of."""

KEYS = 14
"""Cells of the key column on the ``?`` screen."""


WORDS = {"why": "purpose", "hook": "hook", "question": "question", "offer": "offer", "you know them": "how_i_know"}
"""Which field of a person stands behind each line of what a message starts from."""


class Keys(Reading):
    """The help: the key that opened it closes it, and one that it lists under Everywhere is done at once."""

    GIVES_WAY = True


def keys(app: OutreachApp, scope: str, leads: Sequence[str] = ()) -> Keys:
    """Every key, those of the pane in focus first; ``leads`` are ids of actions that are heard there as well."""
    places = [scope, *(["list"] if scope in LISTED else []), *(place for place in TITLES if place != scope)]
    out: list[Paragraph] = []
    for place in dict.fromkeys(places):
        also = [BY_ID[name] for name in leads if app.keys[name]] if place == scope else []
        if actions := [*(action for action in offered(place) if app.keys[action.id] or action.palette), *also]:
            out += [BREAK] if out else []
            out.append(Heading(TITLES[place], "accent"))
            for action in actions:
                shown = keys_shown(app.keys[action.id]) or "palette"
                out.append((Cell(fit(shown, KEYS), "accent" if app.keys[action.id] else "quiet", bold=True), Cell(action.help)))
    for group in FIXED:
        out += [BREAK, Heading(group.title, "quiet")]
        out += [(Cell(fit(row.shown, KEYS), "quiet", bold=True), Cell(row.does)) for row in group.rows]
    out += [BREAK, (Cell("Every other key can be moved in keys.toml, by the ids that 'outreach keys' prints.", "quiet"),)]
    return Keys(f"Keys: {TITLES.get(scope, 'Everywhere')} first", out, hang=KEYS)


def history(app: OutreachApp) -> Reading:
    """What was changed, newest first."""
    rows = app.planner.views.history(200)
    out: list[Paragraph] = [
        (
            cell(fit(row.at.strftime("%-d %b %H:%M"), 14), "quiet"),
            cell(app.lens.text(row.label), "quiet" if row.undone else "ink"),
            *([Cell("  undone", "warn")] if row.undone else []),
        )
        for row in rows
    ]
    return Reading("History", out or [(Cell("Nothing was changed yet.", "quiet"),)], hang=14)


def explanation(app: OutreachApp, due: DueRow) -> Reading:
    """Why a step is due on its day, term by term."""
    lens = app.lens
    out: list[Paragraph] = [
        (cell(lens.text(due.what), bold=True), cell(f"   {due.day} · {due.when}" if due.day else f"   {due.when}", "due")),
        (cell(lens.text(due.why)),),
        BREAK,
    ]
    out += [(cell("· ", "quiet"), cell(lens.text(term.label)), cell(f"  {lens.text(term.effect)}", "quiet")) for term in due.terms]
    if due.held_by:
        until = f" until {day_long(due.held_until)}" if due.held_until else ""
        out += [BREAK, (Cell("held by ", "warn"), cell(lens.text(due.held_by) + until))]
    return Reading("Why this step", out, hang=2)


def card(app: OutreachApp, person: PersonCard) -> Reading:
    """All that is known of one person."""
    lens = app.lens
    what = " · ".join(part for part in (person.position, person.employer or person.company_name) if part)
    out: list[Paragraph] = [
        (cell(lens.text(what), bold=True), cell(f"   {person.state.value}", "quiet")),
    ]
    if person.url or person.email:
        out.append((cell("  ".join(part for part in (person.url, person.email) if part) if not lens.private else "···", "quiet"),))
    out += [BREAK, *_verdict(person, lens)]
    owner = person.id
    records: dict[int, Ref] = {}
    if person.due:
        out += [BREAK, Heading("Next", "ink")]
        for due in person.due:
            records[len(out)] = Ref("step", owner, due.step)
            day = cell(fit(due.day or "owed", 12), due_tone(due))
            out.append((Cell("· ", "quiet"), day, cell(lens.text(due.what)), cell(f"  {lens.text(due.why)}", "quiet")))
    _for_a_message(person, lens, out, records)
    out += asking(app, person)
    if counted := figures(person.why, lens):
        out += [BREAK, Heading("Why this place", "ink"), tuple(counted)]
    out += [BREAK, Heading("Evidence", "ink", len(person.evidence))]
    for record in person.evidence:
        records[len(out)] = Ref("evidence", owner, record.id)
        out.append((cell(f"· {lens.text(record.words)}"), cell(f"  {record.source}", "quiet")))
    if not person.evidence:
        out.append((Cell(f"Nothing is on record. {key_of('person.evidence')} notes how you know each other.", "quiet"),))
    if person.roles or person.skills:
        out += [BREAK, Heading("Work and skills", "ink")]
        out += [(cell(f"· {lens.text(role)}"),) for role in person.roles]
        out += [(Cell("· can do  ", "quiet"), cell(lens.text(", ".join(person.skills))))] if person.skills else []
    _in_words(app.planner.store.get(Person, owner), lens, out, records)
    if person.history:
        out += [BREAK, Heading("History", "ink")]
        for touch in person.history:
            records[len(out)] = Ref("event", owner, touch.id)
            out.append((Cell("· ", "quiet"), cell(fit(touch.day, 17), "quiet"), cell(lens.text(touch.words))))
    if person.draft is not None:
        out += [BREAK, Heading(f"Message, {DRAFT_WORDS[person.draft.status]}", "ink"), *draft_text(person.draft, lens)]
    return Reading(lens.name(person.name), out, hang=2, about=Ref("person", owner), records=records)


def _for_a_message(person: PersonCard, lens: Lens, out: list[Paragraph], records: dict[int, Ref]) -> None:
    """What a message starts from, with what is still missing, and when it is best sent."""
    out += [BREAK, Heading("For a message", "ink")]
    for term in person.brief:
        records[len(out)] = Ref("word", person.id, field=WORDS[term.label])
        said = cell(lens.text(term.effect)) if term.effect else Cell("nothing yet", "quiet")
        out.append((Cell("· ", "quiet"), Cell(fit(term.label, BRIEF), "quiet"), said))
    if person.window:
        out.append((Cell("· ", "quiet"), Cell(fit("good hour", BRIEF), "quiet"), cell(person.window)))


def _in_words(person: Person, lens: Lens, out: list[Paragraph], records: dict[int, Ref]) -> None:
    """What they offered, news of them, and the user's own notes."""
    if person.standing_offer:
        out += [BREAK, Heading("They offered", "ink")]
        records[len(out)] = Ref("offer", person.id)
        day = f"  {day_long(person.standing_offer_on)}" if person.standing_offer_on else ""
        out.append((cell(f"· {lens.text(person.standing_offer)}"), cell(day, "quiet")))
    if person.news:
        out += [BREAK, Heading("News", "ink", len(person.news))]
        for item in sorted(person.news, key=lambda item: item.on, reverse=True):
            records[len(out)] = Ref("news", person.id, held=item)
            out.append((Cell("· ", "quiet"), cell(fit(day_long(item.on), 17), "quiet"), cell(lens.text(item.text))))
    note(person.notes, Ref("note", person.id), lens, out, records)


def note(text: str, ref: Ref, lens: Lens, out: list[Paragraph], records: dict[int, Ref]) -> None:
    """A private note, line by line; in private mode only that there is one."""
    if not text.strip():
        return
    out += [BREAK, Heading("Notes, private", "ink")]
    records[len(out)] = ref
    first, *rest = ["···"] if lens.private else [lens.text(line) for line in text.split("\n")]
    out.append((cell(f"· {first}"),))
    out += [(cell(f"  {line}"),) for line in rest]


def _verdict(person: PersonCard, lens: Lens) -> list[Paragraph]:
    why = person.why
    out: list[Paragraph] = [(cell(why.verdict, verdict_tone(why.verdict), bold=True), cell(f"   {lens.text(why.receipt)}", "quiet"))]
    for rule in why.rules:
        kept = [cell(f"  overruled: {lens.text(rule.overruled)}", "accent")] if rule.overruled else []
        out.append((sign(rule.severity), cell(lens.text(f"{rule.says}. {rule.reason}")), *kept, cell(f"  {rule.source}", "quiet")))
    return out
