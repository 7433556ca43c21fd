"""A plan as Markdown: CommonMark with task lists and tables, to paste into a note or read as it stands.

Data never makes structure: every character that could start markup is escaped, lines of free text stay in their block,
links are https only, and there are no images and no raw HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from outreach.exchange.plan.links import web_link
from outreach.exchange.plan.page import DraftBlock, InsiderBlock, LeadLine, Options, PlanPage, StepLine
from outreach.exchange.plan.redact import scrubbed
from outreach.exchange.plan.words import (
    audience,
    day,
    facts,
    history_words,
    if_silent,
    lead_words,
    research_words,
    sentence,
    withheld_words,
)

_MARKUP = re.compile(r"[\\`*_\[\]{}<>|~^$]|!(?=\[)|&(?=[#\w]+;)|(?<!\w)#|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LINE_START = re.compile(r"^(\s*)(?:([-+=#:])|(\d{1,9})([.)]))")
_RULE = "---"


def write(pages: Sequence[PlanPage], options: Options) -> bytes:
    """The pages one after the other, UTF-8 with line feeds."""
    return (f"\n\n{_RULE}\n\n".join("\n".join(_page(scrubbed(page))).strip("\n") for page in pages) + "\n").encode()


def escape(text: str, *, starts: bool = False) -> str:
    """One line of data as Markdown text that shows exactly itself; ``starts`` says that a block begins with it."""
    line = " ".join(text.split())
    line = _MARKUP.sub(r"\\\g<0>", line)
    if not starts:
        return line
    return _LINE_START.sub(lambda match: match[1] + (f"\\{match[2]}" if match[2] else f"{match[3]}\\{match[4]}"), line)


def _page(page: PlanPage) -> Iterator[str]:
    company = page.company
    yield f"# {escape(company.name)}: outreach plan"
    yield ""
    yield f"*{day(page.generated_on)} · {audience(page)}*"
    yield ""
    yield " · ".join(f"**{label}** {escape(value)}" for label, value in facts(page))
    for label, text in (("Why", company.why), ("Reasons", ", ".join(company.reasons)), ("Who works there", company.workforce)):
        if text:
            yield ""
            yield f"**{label}:** {escape(text)}"
    if link := _link(company.website, company.website):
        yield ""
        yield f"**Website:** {link}"
    yield from _section("Open promises", [_step(step) for step in page.promises])
    yield from _section("Next steps", [_step(step) for step in page.steps])
    yield from _insiders(page)
    yield from _drafts(page.drafts)
    yield from _section("Postings and leads", [_lead(lead) for lead in page.leads])
    yield from _questions(page)
    research = [
        f"- [{'x' if line.done_on else ' '}] {escape(research_words(line.item))}" + (f" ({day(line.done_on)})" if line.done_on else "")
        for line in page.research
    ]
    yield from _section("Research", research)
    yield from _section("Budget left", [f"- {escape(line, starts=True)}" for line in page.budget])


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"## {title}", "", *lines)


def _lead(lead: LeadLine) -> str:
    return f"- **{_link(lead.title, lead.url) or escape(lead.title or 'untitled')}**: {escape(lead_words(lead))}"


def _link(text: str, url: str) -> str:
    target = web_link(url)
    if not target.startswith("https:") or not text:
        return ""
    return f"<{target}>" if text == url else f"[{escape(text)}](<{target}>)"


def _insiders(page: PlanPage) -> Iterator[str]:
    yield from ("", "## Insiders, in the order to write to them", "")
    if not page.insiders:
        yield "Nobody known here yet."
    else:
        yield "| # | who | position | how you stand | you | now |"
        yield "|--:|---|---|---|---|---|"
        for place, insider in enumerate(page.insiders, start=1):
            cells = (insider.name, insider.position, insider.tie_words, insider.speaks, insider.verdict)
            yield f"| {place} | " + " | ".join(escape(cell) for cell in cells) + " |"
        for place, insider in enumerate(page.insiders, start=1):
            yield from _insider(place, insider)
    if words := withheld_words(page):
        yield from ("", f"*{words}*")


def _insider(place: int, insider: InsiderBlock) -> Iterator[str]:
    rows = [
        ("Record", escape(insider.receipt)),
        ("How you know them", escape(insider.how_i_know)),
        ("Why in this place", " · ".join(f"{escape(label)} ({escape(effect)})" for label, effect in insider.why)),
        ("Purpose", escape(insider.purpose)),
        ("Why them", escape(insider.why_them)),
        ("Start from", escape(insider.hook)),
        ("Ask", escape(insider.question)),
        ("Offer", escape(insider.offer)),
        ("Profile", _link(insider.url, insider.url) or escape(insider.url)),
        ("E-mail", escape(insider.email)),
        ("Phone", escape(insider.phone)),
    ]
    lines = [f"- **{label}:** {text}" for label, text in rows if text]
    if insider.grounds:
        lines += ["- **Evidence:**", *(f"  - {escape(line, starts=True)}" for line in insider.grounds)]
    if insider.history:
        lines.append("- **So far:**")
        lines += [
            f"  - {escape(history_words(line), starts=True)}" + (f' — "{escape(line.said)}"' if line.said else "")
            for line in insider.history
        ]
    if not lines:
        return
    at = f", {escape(insider.position)}" if insider.position else ""
    employer = f" at {escape(insider.employer)}" if insider.employer else ""
    yield from ("", f"### {place}. {escape(insider.name)}{at}{employer}", "", *lines)


def _drafts(drafts: Sequence[DraftBlock]) -> Iterator[str]:
    if not drafts:
        return
    yield from ("", "## Ready drafts")
    for draft in drafts:
        purpose = f", {escape(draft.purpose)}" if draft.purpose else ""
        address = f" to {escape(draft.address)}" if draft.address else ""
        yield from ("", f"### To {escape(draft.to)} ({draft.channel}{purpose}){address}", "")
        if draft.subject:
            yield from (f"> **Subject:** {escape(draft.subject)}", ">")
        yield from _quoted(draft.body)


def _quoted(body: str) -> Iterator[str]:
    """A block quote that keeps the body's own line breaks."""
    lines = [escape(line, starts=True) for line in body.split("\n")]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        yield (f"> {line}\\" if following else f"> {line}") if line else ">"


def _step(step: StepLine) -> str:
    when = f"*{if_silent(step.foreseen)}:* " if step.foreseen else f"**{day(step.on)}** " if step.on else ""
    why = f" — {escape(step.why)}" if step.why else ""
    return f"- [ ] {when}{escape(sentence(step.what))}{why}"


def _questions(page: PlanPage) -> Iterator[str]:
    if page.questions:
        yield from ("", "## Questions to ask")
        for group in page.questions:
            yield from ("", f"**{escape(group.title)}**", "", *(f"- {escape(question, starts=True)}" for question in group.questions))
    answers = []
    for line in page.answers:
        source = ", ".join(part for part in (escape(line.by), day(line.on) if line.on else "") if part)
        answers.append(f"- **{escape(line.question)}** {escape(line.answer)}" + (f" ({source})" if source else ""))
    yield from _section("Answers so far", answers)
