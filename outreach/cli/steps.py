"""``outreach done``, ``snooze``, ``skip``, ``retire``, ``pin`` and ``todo``: what becomes of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from outreach.cli import complete
from outreach.cli.command import verb
from outreach.cli.output import echo, say
from outreach.cli.session import Session
from outreach.cli.words import Word, day
from outreach.domain.kinds import StepKind
from outreach.domain.model import StepId
from outreach.errors import UsageError

if TYPE_CHECKING:
    from outreach.planner import Planner

_step = click.argument("step", shell_complete=complete.people)
_reason = click.option("--reason", metavar="TEXT", default="", help="Why, in a few words.")


def _named(planner: Planner, text: str) -> tuple[StepId, str]:
    """The step meant, and what it is in words, asked before the step changes."""
    step = planner.find_step(text)
    return step, planner.views.explain(step).what


@verb("done", "done 14", "done 'Ana Ruiz' --on yesterday", "done 14 --override spray --reason 'the second one asked me to write'")
@_step
@click.option("--on", metavar="DAY", help="When, if not today.")
@click.option("--override", "rules", multiple=True, metavar="RULE", help="Overrule a rule that stands against it; may be repeated.")
@click.option("--reason", metavar="TEXT", default="", help="Why you overrule it; kept with the step.")
def done(session: Session, step: str, on: str | None, rules: tuple[str, ...], reason: str) -> None:
    """A step is done. STEP is the number 'outreach today' prints, or a person's name for what is open with them."""
    planner = session.planner()
    which, what = _named(planner, step)
    planner.steps.done(which, on=on, overrides=dict.fromkeys(rules, reason))
    say(f"Done: {what}")


@verb("snooze", "snooze 14 3bd", "snooze 'Ana Ruiz' 'next mon'")
@_step
@click.argument("until", nargs=-1, required=True)
def snooze(session: Session, step: str, until: tuple[str, ...]) -> None:
    """Hide a step until a day. Its own day stays what it was, so nothing is forgotten."""
    planner = session.planner()
    which, what = _named(planner, step)
    then = planner.day(" ".join(until))
    planner.steps.snooze(which, then)
    say(f"Hidden until {planner.words_for(then)}: {what}")


@verb("skip", "skip 14 --reason 'met her at the fair instead'")
@_step
@_reason
def skip(session: Session, step: str, reason: str) -> None:
    """Leave one step out; what follows it goes on."""
    planner = session.planner()
    which, what = _named(planner, step)
    planner.steps.skip(which, reason)
    say(f"Skipped: {what}")


@verb("retire", "retire 14 --reason 'the team was closed'")
@_step
@_reason
def retire(session: Session, step: str, reason: str) -> None:
    """End a step for good, and with it what else is open with that person; promises stay, and nothing follows."""
    planner = session.planner()
    row = planner.views.explain(planner.find_step(step))
    with_it = (
        [] if row.person is None else [due for due in planner.views.person(row.person).due if due.step != row.step and not due.promise]
    )
    planner.steps.retire(row.step, reason)
    say("; ".join([f"Retired: {row.what}", *(f"with it: {due.what}" for due in with_it)]))


@verb("pin", "pin 14", "pin 14 --off")
@_step
@click.option("--off", is_flag=True, help="Let it go again.")
def pin(session: Session, step: str, off: bool) -> None:
    """Keep a step at the top of its list."""
    planner = session.planner()
    which, what = _named(planner, step)
    planner.steps.pin(which, pinned=not off)
    say(f"{'No longer pinned' if off else 'Pinned'}: {what}")


@verb(
    "todo",
    "todo 'send Mei the article' --person 'Mei Tanaka' --on tomorrow --promise",
    "todo 'read the annual report' --company 3 --kind research",
)
@click.argument("text")
@click.option("--person", metavar="PERSON", shell_complete=complete.people, help="Whom it is about.")
@click.option("--company", metavar="COMPANY", shell_complete=complete.companies, help="Which target it is about.")
@click.option("--kind", type=Word(StepKind), default=StepKind.TODO, show_default="to do", help="What sort of step.")
@click.option("--on", metavar="DAY", help="The day it is for.")
@click.option("--promise", is_flag=True, help="You owe it to somebody: listed first, never dropped by itself.")
def todo(session: Session, text: str, person: str | None, company: str | None, kind: StepKind, on: str | None, promise: bool) -> None:
    """Write down a step of your own."""
    if not text.strip():
        raise UsageError("the step has no words", next_step="say what is to be done")
    planner = session.planner()
    made = planner.steps.add(
        kind,
        person_id=planner.find_person(person) if person else None,
        company_id=planner.find_company(company) if company else None,
        on=day(session, on),
        text=text,
        promise=promise,
    )
    echo(f"{made.id}  {text}")
