"""What leaves at which level. A pure function from page to page; every writer goes through it.

| | self | coach | public |
|---|---|---|---|
| private notes, reputation, comfort; people marked unsure or avoid | never | never | never |
| people at the current employer | only when the shield is lowered | same | same |
| names, receipts, evidence, ready drafts | yes | yes | no: "insider 2, a Staff Engineer (worked together)" |
| e-mail addresses, phone numbers (in free text too), profile links | yes | no | no |
| what was said to the user | yes | no | no |
| records for JSON re-import | yes | no | no |
| anything in somebody's own words (why, workforce, hooks, answers, a word from a contact) | yes | yes | no |

``self`` is a copy for the user's own eyes, yet it travels through printers and sync folders, so the private judgements stay home
even there. ``coach`` is for one trusted reader who helps with people and wording. ``public`` may be shown to anybody: it is built
from closed vocabularies, titles of jobs and postings, the question bank, budget lines and dates alone; nothing free is copied and
then searched for names. It does not say either that anybody was left out, for that alone would tell where the user works.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from outreach.domain.kinds import EvidenceKind, LeadKind, Reputation, Tie
from outreach.exchange.plan.page import (
    CompanyBlock,
    InsiderBlock,
    LeadLine,
    PlanPage,
    Redaction,
    StepLine,
    map_text,
)
from outreach.exchange.plan.shield import shielded, without_people
from outreach.text import clean_note

PRIVATE = frozenset({"notes", "reputation", "reputation_note", "comfort", "drop_reason", "conflict_on", "cordial"})
"""Record fields that never leave, whatever the level (source: PRACTICES S10, S13, S20, S71)."""

_EMAIL = re.compile(r"[^\s<>()\[\],;:\"']{1,64}@[^\s<>()\[\],;:\"']{1,255}")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+|00|\()?\d[\d ().\-\u2010-\u2015/]{6,}\d(?!\w)")
_DATE = re.compile(r"\d{4} ?[-\u2010-\u2015] ?\d{2,4}(?:[-\u2010-\u2015]\d{2})?")

RESEARCH = frozenset({"read", "people", "postings", "alumni"})
"""The research items the program itself names."""

_BOND = (
    (EvidenceKind.WORKED_TOGETHER, "worked together"),
    (EvidenceKind.MET, "met"),
    (EvidenceKind.SPOKE, "spoke"),
    (EvidenceKind.INTRODUCED, "introduced"),
    (EvidenceKind.EMAILED, "exchanged mail"),
    (EvidenceKind.MESSAGES, "exchanged messages"),
    (EvidenceKind.SAME_SCHOOL, "same school"),
    (EvidenceKind.SHARED_EMPLOYER, "same former employer"),
    (EvidenceKind.CONNECTED, "connected"),
)
_TIE = {Tie.HERE: "works there", Tie.BEFORE: "worked there before", Tie.THROUGH: "knows somebody there"}


def scrubbed(page: PlanPage) -> PlanPage:
    """The page with every text free of control, escape, bidi-override and invisible characters."""
    return map_text(page, lambda text: clean_note(text))


def redact(page: PlanPage, level: Redaction, *, shield: bool = True) -> PlanPage:
    """The page as that reader may have it. ``shield`` keeps everybody at the current employer off it (source: PRACTICES S72).

    What the page says of its own redaction can only make it stricter; it is never taken as proof that the work is done.
    Redacting twice changes nothing more.
    """
    strictest = max(level, page.redaction, key=list(Redaction).index)
    page = _without_private(page)
    if shield:
        page = shielded(page)
    if strictest is Redaction.COACH:
        page = _for_coach(page)
    elif strictest is Redaction.PUBLIC:
        page = _for_public(page)
    return replace(page, redaction=strictest)


def _without_private(page: PlanPage) -> PlanPage:
    doubtful = [row for row in page.records.get("people", []) if row.get("reputation", Reputation.OK) != Reputation.OK]
    page = without_people(page, {str(row["uid"]) for row in doubtful if row.get("uid")}, {row.get("id") for row in doubtful})
    kept = {table: [{key: cell for key, cell in row.items() if key not in PRIVATE} for row in rows] for table, rows in page.records.items()}
    return replace(page, records=kept)


def _for_coach(page: PlanPage) -> PlanPage:
    bare = replace(
        page,
        insiders=tuple(
            replace(
                insider,
                email="",
                phone="",
                url="",
                history=tuple(replace(line, said="") for line in insider.history),
            )
            for insider in page.insiders
        ),
        drafts=tuple(replace(draft, address="") for draft in page.drafts),
        records={},
    )
    uids = {insider.uid for insider in bare.insiders} | {step.uid for step in (*bare.steps, *bare.promises)}
    plain = uids | {bare.company.website} | {word for lead in bare.leads for word in (lead.url, lead.job_id)}
    return map_text(bare, lambda text: text if text in plain else masked(text))


def masked(text: str) -> str:
    """The text without e-mail addresses and phone numbers; dates and spans of years stay."""
    if "@" in text:
        text = _EMAIL.sub("[e-mail]", text)
    return _PHONE.sub(lambda match: match[0] if _DATE.fullmatch(match[0].strip()) else "[phone]", text)


def _for_public(page: PlanPage) -> PlanPage:
    named = {word for insider in page.insiders for word in _words(insider.name) if len(word) > 1}
    blocks = [_public_insider(insider, place, named) for place, insider in enumerate(page.insiders, start=1)]
    anonymous = {insider.uid: block for insider, block in zip(page.insiders, blocks, strict=True)}
    company = page.company
    return PlanPage(
        generated_on=page.generated_on,
        revision=page.revision,
        company=CompanyBlock(
            name=company.name,
            motivation=company.motivation,
            posting=company.posting,
            advocacy=company.advocacy,
            status=company.status,
            norm=company.norm,
            followed=company.followed,
            website=company.website,
        ),
        research=tuple(line for line in page.research if line.item in RESEARCH),
        leads=tuple(
            LeadLine(title=lead.title, kind=lead.kind, url=lead.url, on=lead.on, closed_on=lead.closed_on)
            for lead in page.leads
            if lead.kind is not LeadKind.WORD
        ),
        insiders=tuple(blocks),
        drafts=(),
        steps=tuple(_public_step(step, anonymous.get(step.person)) for step in page.steps),
        promises=tuple(_public_step(step, anonymous.get(step.person)) for step in page.promises),
        questions=page.questions,
        budget=page.budget,
    )


def _public_insider(insider: InsiderBlock, place: int, named: set[str]) -> InsiderBlock:
    """Nobody in particular: a number, a job title unless it holds a word of anybody's name, and what kind of tie there is."""
    title = insider.position
    if named & _words(title) or masked(title) != title:
        title = ""
    return InsiderBlock(
        uid=f"insider-{place}",
        name=f"Insider {place}",
        position=title,
        tie=insider.tie,
        tie_words=f"{_TIE[insider.tie]}, {_bond(insider)}",
        kinds=insider.kinds,
        know_level=insider.know_level,
    )


def _public_step(step: StepLine, who: InsiderBlock | None) -> StepLine:
    kind = str(step.kind).capitalize()
    return StepLine(
        uid=step.uid,
        kind=step.kind,
        what=f"{kind}: {_public_label(who)}" if who else kind,
        on=step.on,
        foreseen=step.foreseen,
        person=who.uid if who else "",
        promise=step.promise,
        changed_at=step.changed_at,
    )


def _public_label(who: InsiderBlock) -> str:
    """``insider 2, a Staff Engineer (worked together)``."""
    place = who.name.lower()
    if not who.position:
        return f"{place} ({_bond(who)})"
    article = "an" if who.position[0].casefold() in "aeio" else "a"
    return f"{place}, {article} {who.position} ({_bond(who)})"


def _bond(insider: InsiderBlock) -> str:
    return next((words for kind, words in _BOND if kind in insider.kinds), "no tie yet")


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
