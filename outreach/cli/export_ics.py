"""``outreach export ics``: next steps for a calendar, as one file or as a folder of events that is kept up to date."""

from __future__ import annotations

from pathlib import Path

import click

from outreach.cli import complete
from outreach.cli.command import verb
from outreach.cli.export import put, typed_out
from outreach.cli.output import echo_bytes, path_text, say
from outreach.cli.session import Session
from outreach.domain.saying import plural
from outreach.errors import UsageError


@verb(
    "ics",
    "export ics --all -o follow-ups.ics",
    "export ics --all --vdir ~/.calendars/outreach",
    "export ics fernwick --names -o fernwick.ics",
)
@click.argument("companies", nargs=-1, metavar="COMPANY...", shell_complete=complete.companies)
@click.option("--all", "everything", is_flag=True, help="Every active target, and what is open with people of none.")
@click.option("--names", is_flag=True, help="Names in titles, which say only 'Follow-up' otherwise: others may see your calendar.")
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to; - is stdout.")
@click.option("--vdir", metavar="DIR", help="A folder with a file per event, as khal and vdirsyncer keep them; brought up to date.")
@click.option("--replace", is_flag=True, help="Overwrite FILE if it is there.")
@click.option("--colleagues-of", metavar="NAME", help="Your current employer's name, typed out, to let its people into the calendar.")
def ics(
    session: Session,
    companies: tuple[str, ...],
    everything: bool,
    names: bool,
    output: str,
    vdir: str | None,
    replace: bool,
    colleagues_of: str | None,
) -> None:
    """Next steps as all-day events, private, and never an invitation to anybody. A second import updates and doubles nothing.

    --vdir writes only what changed and removes only events of this program whose step is gone; files of others are never touched.
    """
    if everything == bool(companies):
        raise UsageError("say which company, or --all for every one", next_step="'outreach company list' has the names")
    if vdir is not None and (output != "-" or replace):
        raise UsageError("--vdir is a folder of its own", next_step="leave -o and --replace out")
    # The first calendar of a plan gives it an id, which its events carry ever after.
    planner = session.planner()
    ids = [row.id for row in planner.views.companies(quick=True)] if everything else [planner.find_company(name) for name in companies]
    shield = not typed_out(planner, ids, colleagues_of)
    if vdir is not None:
        done = planner.exports.calendar_folder(Path(vdir).expanduser(), ids, names=names, shield=shield, loose=everything)
        for name in done.refused:
            say(f"! {name} is there and not ours: left alone")
        if done.unclaimed:
            say(f"! {plural(done.unclaimed, 'event')} of an earlier version, or of another plan's: left alone, remove them yourself")
        return say(f"{plural(done.written, 'event')} written, {done.same} as before, {done.removed} removed: {path_text(vdir)}")
    content = planner.exports.calendar(ids, names=names, shield=shield, loose=everything)
    if output == "-":
        return echo_bytes(content)
    return put(planner, ids, "ics", Path(output).expanduser(), content, replace=replace)
