"""``outreach evidence``: the dated records of how you know somebody."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import Spec, VerbGroup, verb
from outreach.cli.output import say
from outreach.cli.session import Session
from outreach.cli.words import Word, long_text
from outreach.domain.kinds import Answer, EvidenceKind

_HERE = "Evidence"

evidence = VerbGroup(
    "evidence",
    help="How you know somebody, as dated records rather than feelings.",
    verbs={
        "add": Spec(_HERE, "evidence:add", "Record one thing."),
        "delete": Spec(_HERE, "evidence:delete", "Take a record out again."),
    },
)


@verb(
    "add",
    "evidence add 'Ana Ruiz' worked-together --on 2019 --until 2021 --detail Kettlebrook",
    "evidence add 12 met --on 'last tue'",
)
@click.argument("person", shell_complete=complete.people)
@click.argument("kind", type=Word(EvidenceKind))
@click.option("--on", metavar="DAY", help="When, or since when.")
@click.option("--until", metavar="DAY", help="Until when.")
@click.option("--detail", metavar="TEXT", default="", help="Where, or about what.")
@click.option("--cordial", type=Word(Answer), help="Whether it went well.")
def add(session: Session, person: str, kind: EvidenceKind, on: str | None, until: str | None, detail: str, cordial: Answer | None) -> None:
    """Record how you know somebody: met, spoke, worked-together, same-school, introduced, conflict, note ..."""
    planner = session.planner()
    who = planner.find_person(person)
    rest = {} if cordial is None else {"cordial": cordial}
    planner.evidence.add(who, kind, on=on, until=until, detail=long_text(detail) or "", **rest)
    card = planner.views.person(who)
    say(f"{card.name}: {card.why.receipt}")


@verb("delete", "evidence delete 40")
@click.argument("number", type=int)
def delete(session: Session, number: int) -> None:
    """Take a record out; 'outreach person show' has the numbers, 'outreach undo' brings it back."""
    from outreach.domain.model import EvidenceId

    session.planner().evidence.delete(EvidenceId(number))
    say(f"Deleted record {number}; 'outreach undo' brings it back")
