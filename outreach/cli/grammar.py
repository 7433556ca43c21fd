"""The command line as click reads it: the options of the program itself, its verbs, and what to say of a mistake."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

import click

from outreach import __version__
from outreach.cli.command import VerbGroup
from outreach.cli.output import say
from outreach.cli.screens import open_screens
from outreach.cli.session import INTERRUPTED, PROGRAM, Session
from outreach.cli.verbs import VERBS
from outreach.errors import Exit


@click.group(
    PROGRAM,
    cls=VerbGroup,
    verbs=VERBS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--private", is_flag=True, help="Names masked on the screens, and left out of reminders.")
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, private: bool) -> int | None:
    """Plan whom to write to, when, and when not to. Alone, it opens the plan on the terminal.

    Everything stays on this machine, and nothing is ever sent.
    """
    session = ctx.ensure_object(Session)
    session.private = private
    return open_screens(session) if ctx.invoked_subcommand is None else None


def obey(session: Session, words: Sequence[str]) -> int:
    """Do what a command line says, or complete it for a shell; the exit status. A mistake in its words is said here."""
    try:
        if completing := os.environ.get("_OUTREACH_COMPLETE"):
            from click.shell_completion import shell_complete

            return shell_complete(cli, {}, PROGRAM, "_OUTREACH_COMPLETE", completing)
        with cli.make_context(PROGRAM, list(words), obj=session) as ctx:
            status = cli.invoke(ctx)
        return status if isinstance(status, int) else Exit.OK
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        say(f"{PROGRAM}: stopped")
        return INTERRUPTED
    except click.ClickException as error:
        say(_usage_line(error))
        return Exit.USAGE


def _takes_a_name(error: click.ClickException) -> bool:
    command = error.ctx.command if isinstance(error, click.UsageError) and error.ctx else None
    return command is not None and any(isinstance(param, click.Argument) for param in command.params)


def _usage_line(error: click.ClickException) -> str:
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else PROGRAM
    message = " ".join(error.format_message().split()).rstrip(".")
    message = message[:1].lower() + message[1:]
    if message.startswith("got unexpected extra argument") and _takes_a_name(error):
        message += ": one at a time" if re.search(r"\([0-9 ]+\)$", message) else ": a name of several words goes in quotes"
    return (
        f"{where}: {message}"
        if "--help'" in message or "did you mean" in message.lower()
        else f"{where}: {message} ('{where} --help' shows how)"
    )
