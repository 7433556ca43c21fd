"""``outreach forget``: every trace of one person goes, for good."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import verb
from outreach.cli.output import harmless, say
from outreach.cli.session import Session
from outreach.errors import UsageError


@verb("forget", "forget 'Ana Ruiz'", "forget --contact 412 --yes", "forget --finish")
@click.argument("name", metavar="[PERSON]", required=False, shell_complete=complete.people)
@click.option("--contact", metavar="NO", help="Somebody imported who is not in the plan, by number or name.")
@click.option("--finish", is_flag=True, help="Go on with a forgetting that was cut short.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(session: Session, name: str | None, contact: str | None, finish: bool, yes: bool) -> None:
    """Remove somebody from the plan, the address book, the history, the backups and every kept page. Nothing brings them back, not even
    the next import: only a salted hash stays, to leave them out.

    Exports you wrote elsewhere are yours to delete.
    """
    if [name is not None, contact is not None, finish].count(True) != 1:
        raise UsageError("say whom to forget", next_step="a PERSON, or --contact NO, or --finish")
    from outreach.planner import forgetting

    planner = session.planner()
    if finish:
        say(forgetting.finish(planner))
    elif contact is not None:
        found = forgetting.find_contact(planner, contact)
        _agreed(session, found.name, yes)
        say(forgetting.forget_contact(planner, found.id))
    elif name is not None:
        which = planner.find_person(name)
        _agreed(session, planner.views.person(which).name, yes)
        say(forgetting.forget(planner, which))


def _agreed(session: Session, name: str, yes: bool) -> None:
    """The name typed once more, since this cannot be taken back. Raises UsageError where nobody can be asked or another name is typed."""
    if yes:
        return
    if not session.interactive():
        raise UsageError("nobody is here to confirm it", next_step="say --yes to go on without asking")
    typed = click.prompt(
        f"This cannot be undone. Type the name {harmless(name)!r} to forget them", err=True, default="", show_default=False
    )
    if " ".join(typed.split()).casefold() != name.casefold():
        raise UsageError("that is another name; nobody was forgotten")
