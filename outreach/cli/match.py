"""``outreach match``: what a company name says about a target, one by one or for a whole table."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.errors import BadInput, UsageError
from outreach.text import clean

LARGEST = 50_000_000
"""Bytes of a table of pairs."""

NEEDED = ("connection_company", "target_company")

_COLUMNS = (
    Column("Company name", flexible=True),
    Column("Target", flexible=True),
    Column("Verdict"),
    Column("Tier"),
    Column("Why", wraps=True),
)


@verb("match", "match Google 'Google Cloud'", "match --pairs pairs.tsv --json", "match Stripe 'Stripe, Inc.' 'ex-Stripe' --json")
@click.argument("target", required=False)
@click.argument("strings", nargs=-1, metavar="STRING...")
@click.option("--pairs", metavar="FILE", help="A tab-separated table with the columns connection_company and target_company; - is stdin.")
@json_option
def match(session: Session, target: str | None, strings: tuple[str, ...], pairs: str | None, as_json: bool) -> None:
    """What a company name says about a target: here, former, related, possible or no, by which tier, and why.

    With --pairs the verdicts come in the order of the table.
    """
    if pairs is not None and target is not None:
        raise UsageError("--pairs takes the names from its table", next_step="leave out TARGET and STRING")
    asked = _read(pairs) if pairs is not None else [(string, target or "") for string in strings]
    if not asked and pairs is None:
        raise UsageError("say a target and a company name", next_step="for example: outreach match Google 'Google Cloud'")
    views = session.reader().views
    verdicts = [(string, wanted, views.match(string, wanted)) for string, wanted in asked]
    if as_json:
        return echo_json(
            [
                {"connection_company": string, "target_company": wanted, "verdict": row.verdict, "tier": row.tier, "why": row.why}
                for string, wanted, row in verdicts
            ]
        )
    return echo(
        table(_COLUMNS, [(string, wanted, row.verdict, row.tier, row.why) for string, wanted, row in verdicts], width=table_width())
    )


def _read(name: str) -> list[tuple[str, str]]:
    """The pairs of a table. Raises UsageError or BadInput with the file and line."""
    rows = csv.reader(io.StringIO(_text(name), newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        head = [cell.strip() for cell in next(rows, [])]
        missing = [column for column in NEEDED if column not in head]
        if missing:
            raise BadInput(
                f"{clean(name)}: no column {missing[0]}", next_step=f"the first line must name {' and '.join(NEEDED)}, separated by tabs"
            )
        string, target = (head.index(column) for column in NEEDED)
        pairs: list[tuple[str, str]] = []
        for row in rows:
            if not any(row):
                continue
            if len(row) <= max(string, target):
                raise BadInput(
                    f"{clean(name)} line {rows.line_num}: {len(row)} cells where {len(head)} are named", next_step="mend the line"
                )
            pairs.append((row[string], row[target]))
    except csv.Error as error:
        raise BadInput(f"{clean(name)} line {rows.line_num}: {clean(str(error))}", next_step="mend the line") from None
    return pairs


def _text(name: str) -> str:
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(LARGEST + 1)
        else:
            path = Path(name).expanduser()
            if not path.is_file():
                raise UsageError(f"{clean(name)}: not a file", next_step="name a tab-separated table")
            with path.open("rb") as stream:
                raw = stream.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{clean(name)}: {error.strerror or 'cannot be read'}", next_step="name a readable table") from None
    if len(raw) > LARGEST:
        raise BadInput(f"{clean(name)}: larger than {LARGEST:,} bytes", next_step="split it")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{clean(name)}: byte {error.start} is not UTF-8", next_step="save it as UTF-8") from None
