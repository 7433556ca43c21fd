"""``outreach preflight``: your own profile, before others look at it."""

from __future__ import annotations

import click

from outreach.cli.command import Spec, verb
from outreach.cli.listing import listing_group
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.domain.saying import say_day

_COLUMNS = (Column("Item"), Column("Seen to"), Column("What to look for", flexible=True))


def _list(session: Session, as_json: bool) -> None:
    row = session.reader().views.preflight()
    if as_json:
        return echo_json(row)
    lines = [(one.item, (say_day(one.done_on) if one.done_on else "never") + (" !" if one.stale else ""), one.says) for one in row.items]
    echo(table(_COLUMNS, lines, width=table_width()))
    if row.stale and row.because:
        say(f"They will look you up ({row.because}); not seen to in {row.days} days: {', '.join(row.stale)}")
    elif row.stale:
        say(f"! not seen to in {row.days} days; 'outreach preflight done ITEM' ticks one, 'done all' the list")
    return None


preflight = listing_group(
    "preflight",
    says="Your own profile and presence: whoever gets a message looks at them before answering.",
    show=_list,
    verbs={"done": Spec("Preflight", "preflight:done", "You saw to an item.")},
)


@verb("done", "preflight done photo headline", "preflight done all", "preflight done 'current role' --on yesterday")
@click.argument("items", nargs=-1, required=True, metavar="ITEM...")
@click.option("--on", metavar="DAY", help="When, if not today.")
def done(session: Session, items: tuple[str, ...], on: str | None) -> None:
    """Tick items of the list: photo, headline, current role, recommendations, digital presence, or all."""
    planner = session.planner()
    planner.preflight.done(items, on=on)
    stale = planner.views.preflight().stale
    say(f"Still to see to: {', '.join(stale)}" if stale else "All seen to")
