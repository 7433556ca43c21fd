"""``outreach sent``, ``replied`` and ``log``: what the user did and what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from outreach.cli import complete
from outreach.cli.command import verb
from outreach.cli.output import echo, page_width, say
from outreach.cli.session import Session
from outreach.cli.table import spread
from outreach.cli.words import Word, channel_word, day, long_text, soon, time_of
from outreach.domain.kinds import Channel, StepKind
from outreach.domain.model import DraftId, PersonId
from outreach.planner.overrides import blocking, overruled

if TYPE_CHECKING:
    from outreach.planner import Planner

_CHANNEL = channel_word()


@verb(
    "sent",
    "sent 'Ana Ruiz'",
    "sent 12 --channel email --at yesterday",
    "sent 12 --at 2026-11-20T16:30",
    "sent 12 --override spray --reason 'the second one asked me to write'",
)
@click.argument("person", shell_complete=complete.people)
@click.option("--at", metavar="TIME", help="When, if not just now: an ISO time, or a day in words.")
@click.option("--channel", type=_CHANNEL, help="How, if not as the draft says: linkedin, invitation, email, phone, in-person ...")
@click.option("--draft", "draft_id", type=int, help="Which draft, if not the newest.")
@click.option("--as-is", is_flag=True, help="Log it although the draft still has gaps.")
@click.option("--override", "rules", multiple=True, metavar="RULE", help="Overrule a rule that stands against it; may be repeated.")
@click.option("--reason", metavar="TEXT", default="", help="Why you overrule it; kept with the step.")
def sent(
    session: Session,
    person: str,
    at: str | None,
    channel: Channel | None,
    draft_id: int | None,
    as_is: bool,
    rules: tuple[str, ...],
    reason: str,
) -> None:
    """You sent it yourself: this freezes the draft's text, logs the step and starts the clock for what follows.

    A rule that stands against it is said; under policy strict it must be overruled first, with a reason.
    """
    planner = session.planner()
    who = planner.find_person(person)
    overrides = dict.fromkeys(rules, reason)
    against = blocking(planner, who, channel=channel, overrides=overruled(planner, overrides))
    draft = None if draft_id is None else DraftId(draft_id)
    planner.steps.sent(who, draft_id=draft, at=time_of(session, at), channel=channel, overrides=overrides, as_is=as_is)
    for finding in against:
        say(f"! {finding.title[:1].lower()}{finding.title[1:]}: {finding.says} (rule {finding.rule})")
    _what_next(planner, who, "Sent")


@verb("replied", "replied 'Ana Ruiz'", "replied 12 --text 'Happy to talk on Thursday' --on yesterday", "replied 12 --text - < answer.txt")
@click.argument("person", shell_complete=complete.people)
@click.option("--text", metavar="TEXT", help="What they said; - reads stdin, @FILE a file.")
@click.option("--on", metavar="DAY", help="When, if not today.")
@click.option("--channel", type=_CHANNEL, help="How: linkedin, email, phone, in-person ...")
def replied(session: Session, person: str, text: str | None, on: str | None, channel: Channel | None) -> None:
    """They answered: stops the follow-ups, and notes the answer you now owe."""
    planner = session.planner()
    who = planner.find_person(person)
    planner.steps.replied(who, text=long_text(text) or "", on=day(session, on, past=True), channel=channel)
    _what_next(planner, who, "Answered")


@verb("log", "log 'Ana Ruiz' talk --text 'half an hour on how teams plan'", "log 12 declined", "log 12 out-of-office --on 'last fri'")
@click.argument("person", shell_complete=complete.people)
@click.argument("kind", type=Word(StepKind))
@click.option("--on", metavar="DAY", help="When, if not today.")
@click.option("--channel", type=_CHANNEL, help="How: linkedin, email, phone, in-person ...")
@click.option("--text", metavar="TEXT", help="What was said; - reads stdin, @FILE a file.")
@click.option("--until", metavar="DAY", help="When they are back, for out-of-office.")
def log(
    session: Session, person: str, kind: StepKind, on: str | None, channel: Channel | None, text: str | None, until: str | None
) -> None:
    """Anything else that happened: talk, accepted, declined, out-of-office, no-show, introduced, referred, interview, offer ..."""
    planner = session.planner()
    who = planner.find_person(person)
    planner.steps.log(who, kind, on=day(session, on, past=True), channel=channel, text=long_text(text) or "", until=day(session, until))
    _what_next(planner, who, str(kind).capitalize())


def _what_next(planner: Planner, who: PersonId, done: str) -> None:
    """Say what the event set going, so that nobody has to look it up."""
    card = planner.views.person(who)
    say(f"{done}: {card.name}")
    if not card.due:
        why = next((f": {rule.says}" for rule in card.why.rules if rule.severity == "block"), "")
        say(f"Nothing more is due with them{why}")
    for due in card.due:
        echo(spread(f"{due.step:>5}  {due.what}", soon(due), width=page_width()))
