"""One run of the program: opens the screens or hands over to the grammar, and turns every outcome into an exit status."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from outreach.cli.output import path_text, prepare_streams, say
from outreach.cli.screens import open_screens
from outreach.cli.session import INTERRUPTED, PROGRAM, Session
from outreach.errors import Exit, OutreachError

BROKEN_PIPE = 141
"""128 + SIGPIPE: what a program that a pipe left behind exits with."""


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
            _tell(session, sys.exc_info()[1])
    except BrokenPipeError:
        raise
    except (KeyboardInterrupt, EOFError):
        say(f"{PROGRAM}: stopped")
        return INTERRUPTED
    except OutreachError as error:
        _traceback_if_asked()
        say(f"{PROGRAM}: {_as_it_ended(error, session)}")
        return error.code
    except OSError as error:
        _traceback_if_asked()
        return _system_said(error)
    except Exception as error:
        _traceback_if_asked()
        return _crashed(error, session)


def _tell(session: Session, ending: BaseException | None) -> None:
    """Say what happened to the plan's files; never while the shell completes a word, nor what is said of the ``ending`` anyway."""
    if not os.environ.get("_OUTREACH_COMPLETE"):
        for notice in session.notices:
            if notice != str(ending):
                say(f"{PROGRAM}: {notice}")


def _as_it_ended(error: OutreachError, session: Session) -> str:
    """The failure in a line. What a window keeps and tries again is gone with this run, once its last try has failed the same way."""
    return f"{error.message}: nothing was changed; mend that, then run it again" if str(error) in session.notices else str(error)


def _invoke(session: Session, words: list[str]) -> int:
    folders = None if os.environ.get("_OUTREACH_COMPLETE") else _only_folders(words)
    if folders is not None:
        session.data, session.config = folders.get("--data"), folders.get("--config")
        return open_screens(session)
    from outreach.cli.grammar import obey

    return obey(session, words)


def _only_folders(words: Sequence[str]) -> dict[str, Path] | None:
    """The folders by option, where a command line says no more than that: the screens then open without the grammar of the verbs.

    None for anything else, and for a folder there may be something to say about.
    """
    options, names = words[::2], words[1::2]
    if len(options) != len(names) or not {"--data", "--config"}.issuperset(options):
        return None
    folders = {option: Path(name) for option, name in zip(options, names, strict=True)}
    known = all(not name.startswith("-") and os.access(name, os.R_OK) for name in names)
    return folders if known and all(folder.is_dir() for folder in folders.values()) else None


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
