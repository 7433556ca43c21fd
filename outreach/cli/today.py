"""``outreach today``: what is due, and why. A page that nothing has changed since is printed from memory, for shell prompts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from outreach import __version__, memo
from outreach.cli.command import json_option, verb
from outreach.cli.output import echo_bytes, harmless, page_width, say
from outreach.cli.session import Session
from outreach.errors import Exit, UsageError

if TYPE_CHECKING:
    from outreach.planner.ahead import ShortDay


@verb("today", "today", "today --on 'next mon'", "today --brief", "today --json", "today --notify")
@click.option("--on", "on", metavar="DAY", help="Look at another day: 2026-12-01, tomorrow, 'next mon', 3bd.")
@click.option("--brief", is_flag=True, help="Only what is due, one line each.")
@click.option("--all", "everything", is_flag=True, help="Every step that waits, not only the next few.")
@click.option("--notify", is_flag=True, help="Print nothing; let the desktop's own notifier say how many things are due.")
@click.option("--names", is_flag=True, help="With --notify: say what is due and whom it concerns.")
@json_option
def today(session: Session, on: str | None, brief: bool, everything: bool, notify: bool, names: bool, as_json: bool) -> int:
    """What is due today, and why: promises first, then what is late, then what is due.

    Exits 1 when something is due and 0 when nothing is, for shell prompts and timers.
    """
    if names and not notify:
        raise UsageError("--names goes with --notify", next_step="a printed page has the names anyway")
    if notify:
        if brief or everything or as_json:
            raise UsageError("--notify prints nothing", next_step="leave --brief, --all and --json out")
        return _reminded(session, on, names=names)
    places = session.paths
    form = (__version__, str(session.clock.today()), on, brief, everything, as_json, page_width(), sys.stdout.encoding)
    asked = memo.question(form, places.data, places.config)
    known = memo.recall(places.data, asked) if on is None else None
    if known is None:
        known = _looked_up(session, on, brief=brief, everything=everything, as_json=as_json)
        if on is None:
            memo.keep(places.data, asked, *known)
    status, page = known
    echo_bytes(page)
    return status


def _reminded(session: Session, on: str | None, *, names: bool) -> int:
    """Say on the desktop what is due; where there is no notifier, say so in words. The exit status is that of the page."""
    from outreach.cli.notify import notify, text
    from outreach.cli.words import day

    ahead = _worked_out_before(session) if on is None else None
    row = ahead.row if ahead is not None else session.reader().views.today(day(session, on))
    body = text(row, names=names and not session.masked)
    if body and not notify(body):
        say(f"no desktop notifier could be reached; {body.splitlines()[0] if not names else 'something is due'}: outreach today")
    return int(Exit.SOMETHING_DUE if row.count else Exit.OK)


def _looked_up(session: Session, on: str | None, *, brief: bool, everything: bool, as_json: bool) -> tuple[int, bytes]:
    from outreach.cli.day_page import asked, written

    ahead = _worked_out_before(session) if on is None and not (as_json or everything) else None
    if ahead is not None:
        count = ahead.row.count
        text = written(ahead.row, brief=brief, as_json=False, everything=False, width=page_width(), rest=ahead.rest)
    else:
        from outreach.cli.words import day

        count, text = asked(session.reader(), day(session, on), brief=brief, as_json=as_json, everything=everything, width=page_width())
    status = Exit.SOMETHING_DUE if count else Exit.OK
    return int(status), (text if as_json else harmless(text)).encode(sys.stdout.encoding or "utf-8", "backslashreplace")


def _worked_out_before(session: Session) -> ShortDay | None:
    """What today asks, as the screens left it last evening."""
    from outreach.planner.ahead import recall

    return recall(session.paths.data, session.paths.config, session.clock.today())
