"""``outreach overrule``: going against a rule for one message, with a reason that is kept."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import verb
from outreach.cli.output import say
from outreach.cli.session import Session
from outreach.errors import NotFound


@verb(
    "overrule",
    "overrule 'Mei Tanaka' evidence --reason 'she asked me to, at her talk'",
    "overrule 12 figure --reason 'from her own report'",
)
@click.argument("person", shell_complete=complete.people)
@click.argument("rule")
@click.option("--reason", metavar="TEXT", required=True, help="Why; kept with the draft and with the step it becomes.")
def overrule(session: Session, person: str, rule: str, reason: str) -> None:
    """Overrule a rule of etiquette, or a finding of the checker, for the draft to somebody. An open gap cannot be overruled.

    'outreach person show' and 'outreach draft PERSON --check' name what stands against it.
    """
    planner = session.planner()
    who = planner.find_person(person)
    draft = planner.drafts.latest(who)
    if draft is None or draft.sent_at is not None:
        raise NotFound("there is no unsent draft to them", next_step="'outreach draft PERSON' writes one")
    planner.drafts.overrule(draft.id, rule, reason)
    say(f"Overruled {rule}: {reason}")
