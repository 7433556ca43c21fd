"""``outreach export plan``: a company plan to take along, in any format there is a writer for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from outreach.cli import complete
from outreach.cli.command import Spec, VerbGroup, verb
from outreach.cli.output import echo_bytes, path_text, say
from outreach.cli.session import Session
from outreach.cli.words import day
from outreach.domain.model import CompanyId
from outreach.errors import CannotCreate, UsageError

if TYPE_CHECKING:
    from outreach.planner import Planner

_ALSO = {"md": ("txt", "markdown", "text"), "html": ("htm",)}
"""Endings that stand for a format beside its own."""

export = VerbGroup(
    "export",
    help="Write what the plan holds, for a meeting, a coach or a calendar.",
    verbs={
        "plan": Spec("Exports", "export:plan", "The plan of one or several companies."),
        "ics": Spec("Exports", "export_ics:ics", "Next steps for a calendar: a file, or a folder kept up to date."),
    },
)


@verb(
    "plan",
    "export plan 'Fernwick Labs'",
    "export plan fernwick holt -o plan.html",
    "export plan --all --format ics -o follow-ups.ics",
    "export plan 3 --redact coach -o for-my-coach.md",
)
@click.argument("companies", nargs=-1, metavar="COMPANY...", shell_complete=complete.companies)
@click.option("--all", "everything", is_flag=True, help="Every active target.")
@click.option("--format", "format_", metavar="md|html|csv|json|ics", help="Default: what FILE ends in, else md.")
@click.option("--redact", type=click.Choice(["self", "coach", "public"]), default="self", show_default=True, help="Who will read it.")
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to; - is stdout, a folder gets a file named after the plan.")
@click.option("--replace", is_flag=True, help="Overwrite FILE if it is there.")
@click.option("--on", metavar="DAY", help="As of another day.")
@click.option("--raw", is_flag=True, help="CSV cells as they are, even where a spreadsheet would run them.")
@click.option("--colleagues-of", metavar="NAME", help="Your current employer's name, typed out, to let its people into the file.")
@click.option("--names", is_flag=True, help="Names in calendar titles, which are plain otherwise.")
def plan(
    session: Session,
    companies: tuple[str, ...],
    everything: bool,
    format_: str | None,
    redact: str,
    output: str,
    replace: bool,
    on: str | None,
    raw: bool,
    colleagues_of: str | None,
    names: bool,
) -> None:
    """The plan of one or several companies: people, evidence, drafts, next steps, questions to ask, promises.

    self keeps everything but private notes; coach leaves out addresses; public leaves out names too. People at your current
    employer never leave unless its name is typed out. The same plan on the same day gives the same bytes.
    """
    if everything == bool(companies):
        raise UsageError("say which company, or --all for every one", next_step="'outreach company list' has the names")
    target = None if output == "-" else Path(output).expanduser()
    wanted = format_ or _ending(session.reader(), target)
    # The first calendar of a plan gives it an id; any other export only reads.
    planner = session.planner() if wanted == "ics" else session.reader()
    ids = [row.id for row in planner.views.companies()] if everything else [planner.find_company(name) for name in companies]
    shield = not typed_out(planner, ids, colleagues_of)
    content = planner.exports.plan(ids, format=wanted, redact=redact, on=day(session, on), names=names, raw=raw, shield=shield)
    if target is None:
        return echo_bytes(content)
    return put(planner, ids, wanted, target, content, replace=replace)


def put(planner: Planner, ids: list[CompanyId], format: str, target: Path, content: bytes, *, replace: bool) -> None:
    """Write an export and say where it is; in a folder it is named after the plan. Raises CannotCreate."""
    if target.is_dir():
        target /= planner.exports.suggest_name(ids, format=format)
    if not replace and os.path.lexists(target):
        raise CannotCreate(f"{path_text(target)} is already there", next_step="choose another name, or say --replace")
    say(f"Wrote {path_text(planner.exports.write(target, content, replace=replace))}")


def _ending(planner: Planner, target: Path | None) -> str:
    """The format a file's ending stands for, Markdown for none. Raises UsageError for another: a .pdf of plain text opens nowhere."""
    ending = target.suffix.lower().lstrip(".") if target else ""
    formats = planner.exports.formats()
    found = next((row.id for row in formats if ending in {row.id, row.extension, *_ALSO.get(row.id, ())}), None)
    if found is None and ending and target is not None and not target.is_dir():
        known = ", ".join(f".{row.extension}" for row in formats)
        raise UsageError(f"{target.name}: no export ends in .{ending}", next_step=f"name {known}; an .html page prints to a PDF")
    return found or "md"


def typed_out(planner: Planner, ids: list[CompanyId], typed: str | None) -> bool:
    """Whether the current employer among these was named in full. Raises UsageError when another name was typed."""
    if typed is None:
        return False
    cards = [card for card in map(planner.views.company, ids) if card.current_employer]
    if not any(card.name.casefold() == typed.strip().casefold() for card in cards):
        raise UsageError("--colleagues-of does not name a current employer among these", next_step="type its name as the plan has it")
    return True
