"""The command line itself: opens the screens or hands over to a verb, and turns every outcome into an exit status."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from outreach import __version__
from outreach.cli.command import VerbGroup
from outreach.cli.output import path_text, prepare_streams, say
from outreach.cli.session import Session, is_terminal
from outreach.cli.verbs import VERBS
from outreach.errors import BadInput, Exit, OutreachError, UsageError

if TYPE_CHECKING:
    from outreach.planner import Planner

PROGRAM = "outreach"
INTERRUPTED = 130
BROKEN_PIPE = 141
"""128 + SIGPIPE: what a program that a pipe left behind exits with."""


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


def open_screens(session: Session, planner: Planner | None = None, *, private: bool = False) -> int:
    """Run the terminal screens on a plan until the user quits; on a damaged plan, the rescue screen.

    Raises UsageError when there is no terminal to run them on, BadInput when there the plan cannot be read either.
    """
    if not is_terminal():
        session.reader()
        raise UsageError("the plan screen needs a terminal", next_step=f"run it in one, or try '{PROGRAM} today' or '{PROGRAM} --help'")
    if os.environ.get("TERM", "") == "dumb":
        raise UsageError("this terminal (TERM=dumb) cannot show the plan screen", next_step=f"try '{PROGRAM} today'")
    from outreach.tui.opening import run

    while True:
        try:
            return run(planner or session.planner(), private=private or session.masked)
        except BadInput as damage:
            planner = None
            session.close()
            if (code := _rescued(session, damage)) is not None:
                return code


def _rescued(session: Session, damage: BadInput) -> int | None:
    """The exit status when the user left a damaged plan as it is; None when a backup is in its place. Raises what is no damage."""
    from outreach.planner import keeping

    if not keeping.unreadable(session.paths.data, session.clock):
        raise damage
    from outreach.tui.opening import rescue

    ended = rescue(session.paths, session.clock, session.settings, damage)
    if ended.restored is None:
        say(f"{PROGRAM}: {damage}")
        return ended.code
    kept = f"; what was there is kept in {session.paths.data / 'backups'}" if ended.restored.aside else ""
    say(f"{PROGRAM}: restored {ended.restored.name}{kept}")
    return None


def main(args: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status (``errors.Exit``); never raises, never shows a traceback unasked."""
    prepare_streams()
    session = Session()
    words = list(sys.argv[1:] if args is None else args)
    try:
        status = _finished(session, words)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        return BROKEN_PIPE
    except OSError as error:
        _forget_stdout()
        return _system_said(error)
    return status


def _finished(session: Session, words: list[str]) -> int:
    try:
        try:
            return _invoke(session, words)
        finally:
            session.close()
            _tell(session)
    except BrokenPipeError:
        raise
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt, EOFError):
        say(f"{PROGRAM}: stopped")
        return INTERRUPTED
    except click.ClickException as error:
        say(_usage_line(error))
        return Exit.USAGE
    except OutreachError as error:
        _traceback_if_asked()
        say(f"{PROGRAM}: {error}")
        return error.code
    except OSError as error:
        _traceback_if_asked()
        return _system_said(error)
    except Exception as error:
        _traceback_if_asked()
        return _crashed(error, session)


def _tell(session: Session) -> None:
    """Say what happened to the plan's files; never while the shell completes a word."""
    if not os.environ.get("_OUTREACH_COMPLETE"):
        for notice in session.notices:
            say(f"{PROGRAM}: {notice}")


def _invoke(session: Session, words: list[str]) -> int:
    if completing := os.environ.get("_OUTREACH_COMPLETE"):
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, PROGRAM, "_OUTREACH_COMPLETE", completing)
    with cli.make_context(PROGRAM, words, obj=session) as ctx:
        status = cli.invoke(ctx)
    return status if isinstance(status, int) else Exit.OK


def _usage_line(error: click.ClickException) -> str:
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else PROGRAM
    message = " ".join(error.format_message().split()).rstrip(".")
    message = message[:1].lower() + message[1:]
    return (
        f"{where}: {message}"
        if "--help'" in message or "did you mean" in message.lower()
        else f"{where}: {message} ('{where} --help' shows how)"
    )


def _traceback_if_asked() -> None:
    if os.environ.get("OUTREACH_DEBUG") == "1":
        import traceback

        say(traceback.format_exc())


def _system_said(error: OSError) -> int:
    """What the system refused, in its own words: a full disk or a missing permission is no fault of the program."""
    place = f"{' '.join(path_text(error.filename).split())}: " if isinstance(error.filename, str | bytes) else ""
    say(f"{PROGRAM}: {place}{(error.strerror or type(error).__name__).lower()}")
    return Exit.DENIED if isinstance(error, PermissionError) else Exit.NOT_SAVED


def _crashed(error: Exception, session: Session) -> int:
    from outreach.crash import place_of, write_report

    try:
        report = write_report(error, session.paths.data)
    except Exception:  # the report must not hide what it reports
        report = None
    kept = f"a report without your data is in {report}" if report else "no report could be written"
    say(f"{PROGRAM}: a fault in the program ({type(error).__name__} at {place_of(error)}): {kept}; OUTREACH_DEBUG=1 shows all of it")
    return Exit.INTERNAL


def _forget_stdout() -> None:
    """Point stdout nowhere, so that the interpreter's own flush at exit has nothing to complain about."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        with contextlib.suppress(OSError, ValueError):  # a captured stdout has no descriptor
            os.dup2(nowhere, sys.stdout.fileno())
    finally:
        os.close(nowhere)
