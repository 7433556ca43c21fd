"""Every file of one or several archives, read in the order in which each needs what came before."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from outreach.domain.network import SkippedRow, Suggestion
from outreach.errors import BadInput
from outreach.exchange.linkedin import connections, files, invitations, messages, owner, praise, suggestions
from outreach.exchange.linkedin.connections import Connections
from outreach.exchange.linkedin.invitations import Invitations
from outreach.exchange.linkedin.messages import Messages
from outreach.exchange.linkedin.owner import Profile
from outreach.exchange.linkedin.ties import Directory
from outreach.exchange.source import Part
from outreach.exchange.table import Table, open_table

MAX_OF_A_KIND = 40
"""Files of one kind read together: numbered parts of several archives; more is no archive."""

Progress = Callable[[str, int, int], None]


class Gathered(msgspec.Struct):
    """What the files say, before anything is counted against anything else."""

    profile: Profile = msgspec.field(default_factory=Profile)
    connections: Connections = msgspec.field(default_factory=Connections)
    invitations: Invitations = msgspec.field(default_factory=Invitations)
    messages: Messages = msgspec.field(default_factory=Messages)
    suggestions: list[Suggestion] = []
    ties: list[Table] = []
    """Tables of recommendations, endorsements and notes, which wait for the directory of people."""
    skipped: list[SkippedRow] = []
    unlisted: int = 0
    notes: list[str] = []
    kinds: set[str] = set()


def tables(parts: Iterable[Part], notes: list[str]) -> list[Table]:
    """The parts that are files of an archive, opened; the others are named in ``notes``."""
    found: list[Table] = []
    seen: Counter[str] = Counter()
    for part in parts:
        if files.is_placeholder(part.name):
            continue
        table = open_table(part, files.recognise)
        if table is None:
            if part.data.strip() and files.file_key(part.name) in files.READ:
                notes.append(f"{part.place}: its columns are not known, left out")
            continue
        table.kind = files.kind_of(table.kind, part.name)
        seen[table.kind] += 1
        if seen[table.kind] > MAX_OF_A_KIND:
            if seen[table.kind] == MAX_OF_A_KIND + 1:
                notes.append(f"{part.place}: more than {MAX_OF_A_KIND} files of this kind, the rest was left out")
            continue
        found.append(table)
    return found


def gather(opened: list[Table], latest: dt.date, progress: Progress | None) -> Gathered:
    """Read all tables but those that need the directory, which are kept in ``ties``.

    A file that cannot be read stops the import when it is the one that matters, and is only named otherwise.
    """
    found = Gathered()
    # Newest archive first, so that of two rows about one person the newer one is kept.
    opened = sorted(opened, key=lambda table: table.part.dated or dt.date.max, reverse=True)
    several = sum(table.kind == "messages" for table in opened) > 1
    for number, table in enumerate(opened):
        if progress:
            progress(table.part.name, number, len(opened))
        try:
            _read(table, found, latest, several=several)
        except BadInput as error:
            if table.kind in {"connections", "messages"} or len(opened) == 1:
                raise
            found.notes.append(str(error))
            continue
        found.kinds.add(table.kind)
        if table not in found.ties:
            close(table, found)
    if progress:
        progress("", len(opened), len(opened))
    connections.settle(found.connections)
    return found


def close(table: Table, found: Gathered) -> None:
    """Take over what a table that has been read noticed."""
    # Rows are read many at a time, and of those some are turned down later than others: they are told as they stand in the file.
    found.skipped += sorted(table.skipped, key=lambda row: row.line)
    found.unlisted += table.unlisted
    found.notes += table.notes


def read_ties(found: Gathered, directory: Directory, latest: dt.date) -> None:
    """Read recommendations, endorsements and notes, now that the people are known; one that cannot be read is only named."""
    for table in found.ties:
        try:
            _read_tie(table, directory, latest)
        except BadInput as error:
            found.notes.append(str(error))
            continue
        close(table, found)


def _read_tie(table: Table, directory: Directory, latest: dt.date) -> None:
    received = "received" in table.kind
    if table.kind.startswith("recommendations"):
        praise.read_recommendations(table, directory, latest, received=received)
    elif table.kind.startswith("endorsement"):
        praise.read_endorsements(table, directory, latest, received=received)
    else:
        praise.read_notes(table, directory)


def _read(table: Table, found: Gathered, latest: dt.date, *, several: bool) -> None:
    match table.kind:
        case "connections":
            connections.read(table, found.connections, latest)
        case "messages":
            messages.read(table, found.messages, several=several)
        case "invitations":
            invitations.read(table, found.invitations, latest)
        case "profile":
            owner.read_profile(table, found.profile)
        case "positions":
            owner.read_positions(table, found.profile)
        case "education":
            owner.read_schools(table, found.profile)
        case "savedjobs" | "jobapplications":
            suggestions.read_jobs(table, found.suggestions, latest, applied=table.kind == "jobapplications")
        case "jobseekerpreferences":
            suggestions.read_preferences(table, found.suggestions)
        case "companyfollows":
            suggestions.read_follows(table, found.suggestions, latest)
        case _:
            found.ties.append(table)
