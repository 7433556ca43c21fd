"""What people type for a kind, a channel, a day or a time, and what the program makes of it."""

from __future__ import annotations

import datetime as dt
import enum
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click

from outreach.cli.session import MORNING, Session, local, moment
from outreach.errors import BadInput, UsageError
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.day_rows import DueRow

    _ParamType = click.ParamType[Any]
else:
    _ParamType = click.ParamType  # older clicks cannot be subscribed

_ISO_TIME = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", re.ASCII)
_AT_TIME = re.compile("(?:(.+?),? (?:at )?)?([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)

E = TypeVar("E", bound=enum.StrEnum)

LARGEST_TEXT = 1_000_000
"""Bytes of a text read from a file or stdin."""


class Word(_ParamType, Generic[E]):
    """One of a closed vocabulary, typed with blanks, dashes or underscores, in any case, or as an unambiguous beginning."""

    name = "word"

    def __init__(self, vocabulary: type[E], short: dict[str, E] | None = None) -> None:
        self.vocabulary = vocabulary
        self.short = short or {}

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The vocabulary itself when it is short, else WORD: the help or the refusal lists it."""
        words = [_dashed(member.value) for member in self.vocabulary]
        return "[" + "|".join(words) + "]" if len(words) <= 5 else "WORD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> E:
        """The member meant; fails with the words to choose from."""
        if isinstance(value, self.vocabulary):
            return value
        typed = _dashed(str(value))
        if typed in self.short:
            return self.short[typed]
        by_word = {_dashed(member.value): member for member in self.vocabulary}
        if typed in by_word:
            return by_word[typed]
        begun = [member for word, member in by_word.items() if typed and word.startswith(typed)]
        if len(begun) == 1:
            return begun[0]
        return self.fail(f"{clean(str(value), limit=40)!r} is none of {', '.join(by_word)}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The words that begin like this."""
        from click.shell_completion import CompletionItem

        words = [_dashed(member.value) for member in self.vocabulary]
        return [CompletionItem(word) for word in words if word.startswith(_dashed(incomplete))]


def _dashed(text: str) -> str:
    return "-".join(text.lower().replace("_", " ").replace("-", " ").split())


def channel_word() -> Word[Any]:
    """A channel, with the short names people use for it."""
    from outreach.domain.kinds import Channel

    return Word(
        Channel,
        {
            "message": Channel.MESSAGE,
            "linkedin": Channel.MESSAGE,
            "invite": Channel.INVITE,
            "invitation": Channel.INVITE,
            "note": Channel.INVITE,
            "mail": Channel.EMAIL,
            "call": Channel.PHONE,
        },
    )


def day(session: Session, text: str | None, *, past: bool = False) -> dt.date | None:
    """The date typed, in the words of ``outreach when``; None for nothing. With ``past``, "5 nov" is the last one, not the next."""
    return None if text is None else session.reader().day(text, past=past)


def time_of(session: Session, text: str | None) -> dt.datetime | None:
    """When something happened: an ISO time, or a day in words, with or without the time of day.

    Today means now, any other day nine in the morning.
    """
    if text is None:
        return None
    if _ISO_TIME.match(text.strip()):
        return moment(text.strip().replace(" ", "T", 1), name="--at")
    if clock := _AT_TIME.fullmatch(text.strip()):
        on = session.reader().past_day(clock[1] or "today")
        return local(dt.datetime.combine(on, dt.time(int(clock[2]), int(clock[3]))))
    if ":" in text:
        raise UsageError(
            f"--at is {clean(text, limit=60)!r}, which is no time", next_step="write it like 10:30, 'yesterday 10:30' or 2026-11-22T09:00"
        )
    on = session.reader().past_day(text)
    now = session.clock.now()
    return now if on == now.date() else dt.datetime.combine(on, MORNING, now.tzinfo)


def long_text(text: str | None) -> str | None:
    """A text as given, or read: ``-`` is stdin and ``@FILE`` a UTF-8 file. Raises UsageError or BadInput when it cannot be read."""
    if text is None or (text != "-" and not text.startswith("@")):
        return text
    try:
        raw = sys.stdin.buffer.read(LARGEST_TEXT + 1) if text == "-" else _read(Path(text[1:]).expanduser())
    except OSError as error:
        raise UsageError(f"{clean(text)}: {error.strerror or 'cannot be read'}", next_step="name a readable text file") from None
    if len(raw) > LARGEST_TEXT:
        raise BadInput(f"{clean(text)}: longer than {LARGEST_TEXT:,} bytes", next_step="shorten it")
    return raw.decode("utf-8-sig", "replace")


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise UsageError(f"{clean(str(path))}: not a file", next_step="name a readable text file")
    with path.open("rb") as stream:
        return stream.read(LARGEST_TEXT + 1)


def soon(due: DueRow) -> str:
    """How soon a step is, in words; whoever waits in a queue does so ``if silent``, with the day where it was foreseen."""
    if due.foreseen:
        return f"{due.when} {due.day}"
    hangs = due.urgency == "held" and (", unless " in due.held_by or due.held_by.endswith("if it stays quiet"))
    return f"{due.when}, if silent" if hangs and due.when else due.when or due.day
