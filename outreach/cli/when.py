"""``outreach when``: the day that words such as "3bd" mean, with weekends, holidays and days off left out."""

from __future__ import annotations

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json
from outreach.cli.session import Session


@verb("when", "when 3bd", "when 'next tue'", "when 7bd --from 2026-11-22")
@click.argument("words", nargs=-1, required=True)
@click.option("--from", "start", metavar="DAY", help="Count from this day instead of today.")
@json_option
def when(session: Session, words: tuple[str, ...], start: str | None, as_json: bool) -> None:
    """Which day some words mean: 3bd, +2w, tomorrow, next tue, 12 jan, 2026-12-01, eom."""
    if start is not None:
        session.clock_at = session.reader().day(start)
        session.close()
    planner = session.reader()
    day = planner.day(" ".join(words))
    if as_json:
        echo_json({"day": day, "words": planner.words_for(day), "from": planner.clock.today()})
    else:
        echo(planner.words_for(day))
