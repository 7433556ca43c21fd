"""``outreach import``: read an archive, show what it would change, and change it only when told to."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, cut, pad, table, wrapped
from outreach.domain.saying import plural
from outreach.errors import BadInput, UsageError
from outreach.planner.rows import ImportPreview
from outreach.text import clean

_LARGEST_PLAN = 50_000_000
"""Bytes of an exported plan."""

_MOST = 20
"""Skipped rows listed on the terminal; --json has all of them."""


@verb(
    "import",
    "import ~/Downloads/Complete_LinkedInDataExport.zip",
    "import archive.zip contacts.vcf --dry-run",
    "import archive.zip --yes --json",
)
@click.argument("sources", nargs=-1, required=True, metavar="PATH...")
@click.option("--dry-run", is_flag=True, help="Show what it would change, and stop.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@json_option
def import_(session: Session, sources: tuple[str, ...], dry_run: bool, yes: bool, as_json: bool) -> None:
    """Read LinkedIn archives (zip, unpacked folder or single CSV), vCards or contact CSVs from this machine's disk.

    First comes what would change; it becomes one change that 'outreach undo' takes back. The same archive again changes nothing.
    A plan exported as JSON is taken in the same way.
    """
    # A path that leads nowhere is said as such, by whoever opens it, before anybody is asked for a yes.
    if all(map(os.path.exists, map(os.path.expanduser, sources))) and not (yes or dry_run or session.interactive()):
        raise UsageError("nobody is here to confirm the import", next_step="say --yes to do it, or --dry-run to look first")
    if any(source.lower().endswith(".json") for source in sources):
        return _plans(session, sources, dry_run, yes)
    planner = session.reader() if dry_run else session.planner()
    bar = _Bar()
    preview = planner.imports.preview([Path(source).expanduser() for source in sources], progress=bar)
    bar.clear()
    # Whoever has said yes gets it done also when nobody reads what is printed to its end, as behind a pipe into head.
    asks = not yes or dry_run
    if asks and not as_json:
        show(preview)
    applied = ""
    if preview.changes and not dry_run:
        if not yes:
            click.confirm("Import this?", abort=True, err=True, default=True)
        applied = planner.imports.apply(preview.token, progress=bar)
        bar.clear()
    if not asks and not as_json:
        show(preview)
    if as_json:
        echo_json({"applied": bool(applied), "label": applied, "preview": preview})
    elif applied:
        say(f"{applied}. 'outreach undo' takes it back.")
        if preview.suggestions:
            say(f"{plural(len(preview.suggestions), 'company', 'companies')} suggested as targets: outreach suggestions")
        elif not planner.views.companies(include_closed=True):
            say("Next, name the companies you want: outreach company add NAME")
        if invited := len(planner.views.inbound().open):
            say(f"{plural(invited, 'invitation')} you received {'wait' if invited > 1 else 'waits'} for a yes or no: outreach inbound")
    elif not preview.changes:
        say("Nothing to change: all of this is in the plan already.")
    return None


def _plans(session: Session, sources: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Take in plans that ``export plan --format json`` wrote. They add what is lacking and change nothing that is here."""
    if not all(source.lower().endswith(".json") for source in sources):
        raise UsageError("exported plans and archives are not read together", next_step="import one kind, then the other")
    if dry_run:
        raise UsageError("an exported plan has no preview", next_step="it only adds what is lacking, and 'outreach undo' takes it back")
    if not yes:
        click.confirm(f"Take in {plural(len(sources), 'exported plan')}?", abort=True, err=True, default=True)
    from outreach.planner.reimport import take_in

    contents = [_content(source) for source in sources]
    planner = session.planner()
    for source, content in zip(sources, contents, strict=True):
        try:
            say(f"Taken in: {take_in(planner, content)}")
        except BadInput as error:
            raise type(error)(f"{clean(source)}: {error.message}", next_step=error.next_step) from None


def _content(source: str) -> bytes:
    path = Path(source).expanduser()
    if not path.is_file():
        raise UsageError(f"{clean(source)}: not a file", next_step="name a plan that 'export plan --format json' wrote")
    with path.open("rb") as stream:
        content = stream.read(_LARGEST_PLAN + 1)
    if len(content) > _LARGEST_PLAN:
        raise BadInput(
            f"{clean(source)}: larger than {_LARGEST_PLAN:,} bytes", next_step="name a plan that 'export plan --format json' wrote"
        )
    return content


def show(preview: ImportPreview) -> None:
    """Print what an import would do."""
    width = page_width()
    echo(preview.name)
    counted = (
        (preview.people_new, "new person", "new people"),
        (preview.people_changed - preview.people_gone, "person changed", "people changed"),
        (preview.people_same, "person as before", "people as before"),
        (preview.people_gone, "no longer among your connections", "no longer among your connections"),
        (preview.hidden, "without a name: LinkedIn hides them", "without a name: LinkedIn hides them"),
        (len(preview.skipped), "row left out", "rows left out"),
    )
    for count, one, several in counted:
        if count or one == "new person":
            echo(f"{count:>8,}  {one if count == 1 else several}")
    _listed("News", preview.news, width)
    _listed("Good to know", preview.notes, width)
    if preview.suggestions:
        echo("\nSuggested targets")
        columns = (Column("Company", flexible=True), Column("People", "right"), Column("From", wraps=True))
        echo(
            table(
                columns,
                [(row.name, row.people or None, "; ".join(row.provenance)) for row in preview.suggestions],
                width=table_width(),
                indent="  ",
            )
        )
    if preview.skipped:
        echo("\nRows left out")
        echo(
            table(
                (Column("File"), Column("Line", "right"), Column("Why", wraps=True)),
                preview.skipped[:_MOST],
                width=table_width(),
                indent="  ",
            )
        )
        if len(preview.skipped) > _MOST:
            echo(f"  and {len(preview.skipped) - _MOST:,} more (--json lists all)")
    if preview.missing:
        echo("\nNot in this archive")
        echo(table((Column("File"), Column("Would have given", wraps=True)), preview.missing, width=table_width(), indent="  "))


def _listed(title: str, lines: tuple[str, ...], width: int) -> None:
    if lines:
        echo(f"\n{title}")
        for line in lines:
            echo(wrapped(line, width=width, indent="  "))


class _Bar:
    """A progress bar on stderr, drawn at most ten times a second and only for a person."""

    def __init__(self) -> None:
        self._live = bool(sys.stderr and sys.stderr.isatty())
        self._drawn = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far the reading is."""
        now = time.monotonic()
        if not self._live or (now - self._drawn < 0.1 and done < total):
            return
        self._drawn = now
        filled = 24 if total <= 0 else min(24, 24 * done // total)
        sys.stderr.write(f"\r  {'━' * filled}{'─' * (24 - filled)}  {pad(cut(what, 40), 40)}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar away, so that words can follow."""
        if self._live and self._drawn:
            sys.stderr.write("\r" + " " * 70 + "\r")
            self._drawn = 0.0
