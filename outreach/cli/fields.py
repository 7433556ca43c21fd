"""Options for the fields of a record: each is handed to the planner as typed, which parses, ranges and refuses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
import msgspec

from outreach.cli.words import long_text
from outreach.errors import UsageError
from outreach.text import clean

F = TypeVar("F", bound=Callable[..., Any])


class Field(msgspec.Struct, frozen=True):
    """A record field as an option: ``--how-i-know TEXT`` sets ``how_i_know``."""

    name: str
    says: str
    metavar: str = "TEXT"

    @property
    def option(self) -> str:
        """The option's name on the command line."""
        return "--" + self.name.replace("_", "-")


COMPANY = (
    Field("motivation", "How much you want to work there, 0-4.", "0-4"),
    Field("posting", "How good its postings look, 0-3.", "0-3"),
    Field("status", "active, paused or closed.", "WORD"),
    Field("status_reason", "Why it is paused or closed."),
    Field("why", "Why this company, in your words."),
    Field("reasons", "Tags such as title, experience; separated by commas.", "A,B"),
    Field("domain", "Its e-mail domain; settles doubtful matches."),
    Field("website", "Its website.", "URL"),
    Field("norm", "How it looks at such contacts: encouraged, neutral, frowned on.", "WORD"),
    Field("followed", "You follow it on LinkedIn: yes or no.", "YES|NO"),
    Field("current_employer", "You work there now; keeps its people out of exports.", "YES|NO"),
    Field("workforce", "What its people's profiles say about who gets hired."),
    Field("cadence", "A cadence of its own.", "ID"),
    Field("tags", "Your own tags, separated by commas.", "A,B"),
    Field("notes", "Private notes; never exported."),
)

PERSON = (
    Field("tie", "here, before or through somebody.", "WORD"),
    Field("state", "new, insider, later, avoid or dropped.", "WORD"),
    Field("kind", "peer, former colleague, alum, hiring manager, recruiter ...", "WORD"),
    Field("position", "What they do."),
    Field("employer", "Their employer as they write it."),
    Field("url", "Their profile.", "URL"),
    Field("email", "Their address."),
    Field("phone", "Their number."),
    Field("purpose", "Why you write: learn, advice, reconnect ...", "WORD"),
    Field("how_i_know", "How you know each other."),
    Field("why_them", "What you hope to learn from them in particular."),
    Field("hook", "What a message may start from."),
    Field("question", "The one question you have."),
    Field("offer", "What you can do for them."),
    Field("worked_closely", "You worked closely together: yes or no.", "YES|NO"),
    Field("comfort", "How easy writing feels, 1-5.", "1-5"),
    Field("do_not_contact", "Never write: yes or no.", "YES|NO"),
    Field("paused_until", "Leave them alone until a day.", "DAY"),
    Field("tags", "Your own tags, separated by commas.", "A,B"),
    Field("notes", "Private notes; never exported."),
)

LEAD = (
    Field("kind", "posting, saved job, application or word from a contact.", "WORD"),
    Field("title", "The job's title."),
    Field("job_id", "Its number, which a referrer needs."),
    Field("url", "Where it is.", "URL"),
    Field("on", "When you saw it.", "DAY"),
    Field("closed_on", "When it closed.", "DAY"),
    Field("outcome", "What came of it."),
)


def field_options(fields: Iterable[Field], *, also: str = "") -> Callable[[F], F]:
    """An option for every field, and ``--set FIELD=VALUE`` for the rarer ones."""

    def add(body: F) -> F:
        body = click.option("--set", "sets", multiple=True, metavar="FIELD=VALUE", help="Any other field by name" + also + ".")(body)
        for field in reversed(tuple(fields)):
            body = click.option(field.option, field.name, metavar=field.metavar, help=field.says)(body)
        return body

    return add


def given(options: dict[str, Any]) -> dict[str, object]:
    """The fields that were said, by name; texts named as ``-`` or ``@FILE`` are read. Raises UsageError for a bad ``--set``."""
    told: dict[str, object] = {}
    for pair in options.get("sets") or ():
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--set {clean(pair, limit=60)!r} is no FIELD=VALUE", next_step="for example --set country=DE")
        told[name.strip().replace("-", "_")] = long_text(value)
    told.update({name: long_text(value) for name, value in options.items() if name != "sets" and value is not None})
    return told


def something(told: dict[str, object], verb: str) -> dict[str, object]:
    """``told`` itself; raises UsageError when nothing was said to change."""
    if not told:
        raise UsageError("nothing to change was given", next_step=f"'outreach {verb} --help' lists the fields")
    return told
