"""``outreach draft``: compose a message from what is known, edit it, and check it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from outreach.cli import complete
from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, spread, table, wrapped
from outreach.cli.words import Word, channel_word, long_text
from outreach.domain.kinds import Channel, DraftStatus, Purpose
from outreach.domain.model import PersonId
from outreach.domain.saying import plural
from outreach.planner.rows import CheckRow, DraftRow

if TYPE_CHECKING:
    from outreach.planner import Planner


@verb(
    "draft",
    "draft 'Ana Ruiz'",
    "draft 12 --purpose advice --channel email --edit",
    "draft 12 --body @message.txt --check",
    "draft 12 --templates",
)
@click.argument("person", shell_complete=complete.people)
@click.option("--purpose", type=Word(Purpose), help="Why you write: learn, advice, introduction, referral ...; composes anew.")
@click.option("--channel", type=channel_word(), help="How it will travel: linkedin, invitation, inmail, email ...; composes anew.")
@click.option("--template", metavar="ID", help="Which template; composes anew.")
@click.option("--new", is_flag=True, help="Compose anew from the best template.")
@click.option("--body", metavar="TEXT", help="Put this text in the draft; - reads stdin, @FILE a file.")
@click.option("--subject", metavar="TEXT", help="Put this subject in the draft.")
@click.option("--edit", is_flag=True, help="Open the draft in your editor.")
@click.option("--ready", is_flag=True, help="Mark it ready to send, if the checker agrees.")
@click.option("--check", "checking", is_flag=True, help="Print only what the checker finds; exits 1 when something blocks it.")
@click.option("--templates", is_flag=True, help="List the templates that fit, best first.")
@json_option
def draft(
    session: Session,
    person: str,
    purpose: Purpose | None,
    channel: Channel | None,
    template: str | None,
    new: bool,
    body: str | None,
    subject: str | None,
    edit: bool,
    ready: bool,
    checking: bool,
    templates: bool,
    as_json: bool,
) -> int:
    """The draft for a person: the one there is, or one composed of the evidence, with what the checker says. Nothing is ever sent."""
    changing = new or edit or ready or any(given is not None for given in (purpose, channel, template, body, subject))
    reader = session.reader()
    who = reader.find_person(person)
    if templates:
        return _templates(reader, who, as_json)
    row = reader.views.draft(who)
    planner = reader
    if row is not None and not changing and reader.drafts.outlived_by(who):
        say("What the draft was written for is over; this one is for what waits now. The old wording is kept: 'outreach versions'.")
        new = changing = True
    if changing or row is None or row.status is DraftStatus.SENT:
        planner = session.planner()
        row = _worked(session, planner, who, row, (purpose, channel, template, new), body, subject, edit)
        if ready:
            planner.drafts.ready(row.id)
            row = _newest(planner, who)
    if as_json:
        echo_json(row)
    elif checking:
        _findings(row.check, page_width())
        if not row.check.ready:
            _what_mends(row)
    else:
        _page(row, page_width())
    return 1 if checking and not row.check.ready else 0


def _worked(
    session: Session,
    planner: Planner,
    who: PersonId,
    row: DraftRow | None,
    wish: tuple[Purpose | None, Channel | None, str | None, bool],
    body: str | None,
    subject: str | None,
    edit: bool,
) -> DraftRow:
    """The draft after what was asked: composed when there is none or another was wished for, then filled, then edited."""
    purpose, channel, template, new = wish
    if row is None or row.status is DraftStatus.SENT or new or any(wished is not None for wished in (purpose, channel, template)):
        planner.drafts.compose(who, purpose=purpose, channel=channel, template=template)
        row = _newest(planner, who)
    if body is not None or subject is not None:
        planner.drafts.save(row.id, long_text(body) or "" if body is not None else row.body, subject)
        row = _newest(planner, who)
    if edit:
        from outreach.editor import command, edited

        text = edited(row.body + "\n", command(session.settings.editor, os.environ)).rstrip("\n")
        if text != row.body:
            planner.drafts.save(row.id, text)
            row = _newest(planner, who)
    return row


def _newest(planner: Planner, who: PersonId) -> DraftRow:
    row = planner.views.draft(who)
    assert row is not None, "a draft was just written"
    return row


def _templates(planner: Planner, who: PersonId, as_json: bool) -> int:
    rows = planner.views.templates(who)
    if as_json:
        echo_json(rows)
    else:
        columns = (Column("Id"), Column("Template", flexible=True), Column("For", flexible=True), Column("By", flexible=True))
        echo(table(columns, [(row.id, row.title, ", ".join(row.purposes), ", ".join(row.channels)) for row in rows], width=table_width()))
    return 0


def _page(row: DraftRow, width: int) -> None:
    echo(
        spread(
            f"To {row.person_name}" + (f" · {row.company_name}" if row.company_name else ""), f"{row.channel} · {row.purpose}", width=width
        )
    )
    if row.subject:
        echo(f"Subject: {row.subject}")
    echo()
    for paragraph in row.body.split("\n"):
        echo(wrapped(paragraph, width=width, indent="  ") if paragraph.strip() else "")
    echo()
    _findings(row.check, width)
    if not row.check.ready:
        _what_mends(row)
    if row.status is DraftStatus.SENT:
        say("This one is sent; its text is frozen.")


def _findings(check: CheckRow, width: int) -> None:
    limit = f", {check.units} of {check.limit} characters" if check.limit else ""
    echo(f"{plural(check.words, 'word')}{limit}: {check.standing}")
    for name, passed in check.six:
        echo(f"  {'✓' if passed else '✗'} {name}")
    for finding in check.findings:
        mend = f" ({finding.fix})" if finding.fix else ""
        echo(wrapped(f"{finding.severity} {finding.rule}: {finding.message}{mend}", width=width, indent="  ", hang="    "))


_TOLD = {
    "hook": "hook",
    "question": "question",
    "offer": "offer",
    "how_we_know": "how-i-know",
    "why_them": "why-them",
    "position": "position",
}
"""Gaps that a fact about the person fills, with the option of ``person edit`` that tells it."""


def _what_mends(row: DraftRow) -> None:
    """Say how what blocks a draft goes away: a gap is filled, for no reason lets it out; anything else may be overruled with one."""
    gaps = dict.fromkeys(gap.partition(":")[0] for gap in row.gaps)
    told = [f"--{_TOLD[gap]} …" for gap in gaps if gap in _TOLD]
    if told:
        say(f"Fill the gaps with: outreach person edit {row.person} {' '.join(told)}")
    if len(told) < len(gaps):
        say(f"Write in what is missing with: outreach draft {row.person} --edit")
    if any(finding.severity == "block" and finding.rule != "gap" for finding in row.check.findings):
        say("What blocks it is to be mended, or overruled with a reason ('outreach overrule'), before it counts as ready.")
