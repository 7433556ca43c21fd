"""``outreach demo``: the sample plan, to look around in without touching one's own."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from outreach.cli.command import verb
from outreach.cli.output import echo, page_width, say
from outreach.cli.screens import open_screens
from outreach.cli.session import Session, is_terminal


@verb("demo", "demo", "demo --print", "demo --keep ~/outreach-sample")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Keep the sample plan in this folder.")
@click.option("--print", "printed", is_flag=True, help="Print the sample's day instead of opening the screens.")
def demo(session: Session, keep: Path | None, printed: bool) -> int:
    """Open a sample plan: an invented job search with companies, people, messages and things due today.

    Your own plan is not touched. Without --keep the sample is gone when you leave.
    """
    if keep is not None:
        return _look(session, keep.expanduser(), printed)
    with tempfile.TemporaryDirectory(prefix="outreach-demo-") as folder:
        try:
            return _look(session, Path(folder) / "plan", printed)
        finally:
            session.close()


def _look(session: Session, folder: Path, printed: bool) -> int:
    session.data = folder
    planner = session.planner()
    if not planner.views.companies(include_closed=True):
        from outreach.planner.sample import plant

        plant(planner)
    if not printed and is_terminal():
        return open_screens(session)
    from outreach.cli.day_page import page

    echo("\n".join(page(planner.views.today(), width=page_width())))
    if not printed:
        say("This is the sample's day; in a terminal, 'outreach demo' opens its screens.")
    return 0
