"""A plan as a web page to print: one self-contained file that loads nothing, runs nothing and links nowhere unsafe."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from outreach.exchange.plan import words
from outreach.exchange.plan.links import mail_link, web_link
from outreach.exchange.plan.page import Options, PlanPage
from outreach.exchange.plan.redact import scrubbed

TEMPLATES = Path(__file__).parent / "templates"


def write(pages: Sequence[PlanPage], options: Options) -> bytes:
    """All pages in one document, each starting on a sheet of its own; UTF-8."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        autoescape=True, loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        day=words.day,
        if_silent=words.if_silent,
        web=web_link,
        mail=mail_link,
        lead=words.lead_words,
        history=words.history_words,
        research=words.research_words,
        sentence=words.sentence,
    )
    environment.globals.update(facts=words.facts, audience=words.audience, withheld=words.withheld_words)
    text = environment.get_template("plan.html.j2").render(pages=[scrubbed(page) for page in pages])
    return (text.strip() + "\n").encode()
