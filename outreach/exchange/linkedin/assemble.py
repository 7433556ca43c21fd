"""From files to people: every contact with the evidence about them, and the counts that account for every row."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence

from outreach.domain.kinds import Source
from outreach.domain.model import Role
from outreach.domain.network import Contact, Reading
from outreach.domain.saying import plural
from outreach.errors import BadInput
from outreach.exchange.linkedin import files, threads
from outreach.exchange.linkedin.connections import Row
from outreach.exchange.linkedin.dates import day_of
from outreach.exchange.linkedin.gather import Gathered, Progress, gather, read_ties, tables
from outreach.exchange.linkedin.identity import profile_key
from outreach.exchange.linkedin.invitations import Invitation
from outreach.exchange.linkedin.owner import Owner, find
from outreach.exchange.linkedin.ties import Directory, Tie
from outreach.exchange.source import Part
from outreach.text import BLANK, CleanText, clean, clean_note

_FUTURE = dt.timedelta(days=2)
"""An archive made on the far side of the date line may be a day ahead of the user's wall."""


def assemble(parts: Sequence[Part], notes: Sequence[str], names: Sequence[str], today: dt.date, progress: Progress | None) -> Reading:
    """The reading of these parts. Raises BadInput when none of them is a file of an archive, or the file that matters is empty."""
    said = list(notes)
    different, digest = _without_copies(parts, said)
    opened = tables(different, said)
    if not opened:
        raise nothing_known(parts)
    # A clock that is behind must not make every recent day of an archive unbelievable.
    latest = max([today, *(part.dated for part in different if part.dated)]) + _FUTURE
    found = gather(opened, latest, progress)
    if found.kinds == {"connections"} and not found.connections.counts["rows"]:
        raise BadInput(f"{opened[0].part.place} has a header and no rows", next_step="ask LinkedIn for the archive again")
    owner = find(found.profile, found.invitations, found.messages)
    directory = Directory(found.connections)
    for row in found.invitations.rows:
        directory.met(row.name, row.key)
    counts = Counter(_counts(found))
    if owner.known or not found.messages.threads:
        counts.update(threads.credit(found.messages, found.invitations, owner, directory))
    else:
        said.append("messages.csv: nothing tells which side is yours, so no thread was counted; add Profile.csv")
    counts["pending_invites"] = _invite(found, directory)
    read_ties(found, directory, latest)
    contacts = _contacts(found, directory, owner)
    counts["contacts"] = len(contacts)
    counts["not_connected"] = len(contacts) - len(found.connections.rows)
    counts["skipped"] = len(found.skipped) + found.unlisted
    return Reading(
        name=clean(" + ".join(names)),
        digest=digest,
        archive_on=max((part.dated for part in different if part.dated), default=None),
        owner_name=found.profile.name or clean(owner.name.title()),
        owner_key=owner.key,
        headline=found.profile.headline,
        positions=tuple(found.profile.positions),
        schools=tuple(found.profile.schools),
        contacts=contacts,
        suggestions=tuple(found.suggestions),
        skipped=tuple(found.skipped),
        missing=files.missing(found.kinds),
        notes=tuple(said + found.notes + _remarks(found, directory, owner)),
        counts=dict(counts),
    )


def nothing_known(parts: Sequence[Part]) -> BadInput:
    """The refusal for parts of which none is a file of an archive: what the first of them looks like instead."""
    if not parts:
        return BadInput("the folder holds none of the files of a LinkedIn archive", next_step="give the zip LinkedIn mailed you")
    part = parts[0]
    head = part.data[:2_000].lstrip().lower()
    if not part.data.strip():
        return BadInput(f"{part.place} is empty", next_step="download it again")
    if head.startswith((b"<!doctype", b"<html")):
        return BadInput(f"{part.place} is a web page, not a CSV file", next_step="sign in at LinkedIn, then download the archive again")
    if files.is_other(part.name):
        what = "is a file of a LinkedIn archive that names nobody you know"
        return BadInput(f"{part.place} {what}", next_step="give the whole archive, or Connections.csv")
    if b"\0" in part.data[:2_000] and not part.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return BadInput(f"{part.place} is no text file", next_step="give the zip LinkedIn mailed you, a CSV or a vCard file")
    return BadInput(
        f"{part.place} has no line with column names that are known",
        next_step="give LinkedIn's own export, or name its columns in line 1, such as Name,Company,Email",
    )


def _without_copies(parts: Sequence[Part], said: list[str]) -> tuple[list[Part], str]:
    """The parts that differ, and one SHA-256 over their names and contents, whatever their order."""
    seen: dict[str, Part] = {}
    by_kind: Counter[str] = Counter()
    for part in parts:
        kind = files.file_key(part.name)
        mark = f"{kind} {hashlib.sha256(part.data).hexdigest()}"
        if mark in seen:
            said.append(f"{part.place} is the same file as {seen[mark].place}: read once")
            continue
        seen[mark] = part
        by_kind[kind] += 1
    if by_kind["connections"] > 1:
        said.append(f"{by_kind['connections']} different Connections files: all read, each person kept once, the newest first")
    return list(seen.values()), hashlib.sha256("\n".join(sorted(seen)).encode()).hexdigest()


def _counts(found: Gathered) -> dict[str, int]:
    people, mail = found.connections, found.messages
    return {
        "rows": people.counts["rows"],
        "connections": people.counts["rows"],
        "hidden_rows": people.counts["hidden"],
        "visible": len(people.rows),
        "merged": people.counts["merged"],
        "duplicates": people.counts["duplicates"],
        "duplicate_full_names": sum(1 for count in people.names.values() if count > 1),
        "with_email": people.counts["with_email"],
        "no_company": people.counts["no_company"],
        "distinct_company_strings": len(people.companies),
        "messages": mail.counts["messages"],
        "drafts": mail.counts["drafts"],
        "spam": mail.counts["spam"],
        "sponsored": mail.counts["sponsored"],
        "repeated_messages": mail.counts["repeated_messages"],
        "invitations": found.invitations.count,
    }


def _invite(found: Gathered, directory: Directory) -> int:
    pending: Counter[str] = Counter()
    for row in found.invitations.rows:
        waits = row.outgoing and not directory.is_connected(row.key, row.name)
        if waits:
            pending[row.key or f"{row.name} {row.wall}"] += 1
        if key := directory.find(row.key, row.name):
            _note_invitation(directory.tie(key), row, waits=waits)
    return len(pending)


def _note_invitation(tie: Tie, row: Invitation, *, waits: bool) -> None:
    tie.name, tie.url = tie.name or row.name, tie.url or row.url
    tie.pending = tie.pending or waits
    if row.outgoing:
        if not tie.invited_on or (row.on and row.on >= tie.invited_on):
            tie.invited_on, tie.invite_note = row.on, row.note
    elif not tie.invited_me_on or (row.on and row.on >= tie.invited_me_on):
        tie.invited_me_on, tie.invited_me_note = row.on, row.note


def _contacts(found: Gathered, directory: Directory, owner: Owner) -> tuple[Contact, ...]:
    ties, past = directory.ties, found.connections.past
    people: list[Contact] = []
    for place, row in enumerate(found.connections.rows):
        key, name, first, url, email, company, position, connected_on, remark = row
        if key in ties or remark or place in past:
            people.append(_with_evidence(row, ties.pop(key) if key in ties else Tie(), past.get(place, [])))
            continue
        people.append(
            Contact(key=key, name=name, first=first, url=url, email=email, company=company, position=position, connected_on=connected_on)
        )
    for key, tie in ties.items():
        if key != owner.key:
            people.append(_with_evidence((key, tie.name or _slug(key), BLANK, tie.url, BLANK, BLANK, BLANK, None, ""), tie, []))
    return tuple(people)


def _with_evidence(row: Row, tie: Tie, past: Sequence[tuple[CleanText, CleanText]]) -> Contact:
    key, name, first, url, email, company, position, connected_on, remark = row
    notes = [*tie.notes, remark] if remark else tie.notes
    return Contact(
        key=key,
        name=name,
        first=first,
        url=url or tie.url,
        email=email,
        company=company,
        position=position,
        connected_on=connected_on,
        past=tuple([Role(company=where, title=what, source=Source.ARCHIVE) for where, what in dict.fromkeys(past)]) if past else (),
        sent=tie.sent,
        received=tie.received,
        both=tie.both,
        first_on=day_of(tie.first_at) if tie.first_at else None,
        last_on=day_of(tie.last_at) if tie.last_at else None,
        last_from_them=tie.last_from_them,
        last_line=tie.last_line,
        asks=tie.asks,
        inmail=tie.inmail,
        invited_on=tie.invited_on,
        invite_note=tie.invite_note,
        invited_me_on=tie.invited_me_on,
        invited_me_note=tie.invited_me_note,
        pending=tie.pending,
        recommended_me=tie.recommended_me,
        recommended_them=tie.recommended_them,
        endorsed_me=tie.endorsed_me,
        endorsed_them=tie.endorsed_them,
        skills=tuple(tie.skills),
        note=clean_note("\n".join(notes)) if notes else BLANK,
    )


def _slug(key: str) -> CleanText:
    return clean(key.rpartition("/")[2] if profile_key(f"https://www.{key}") else key.partition("|")[0])


def _remarks(found: Gathered, directory: Directory, owner: Owner) -> list[str]:
    remarks = [owner.note] if owner.note else []
    if undated := found.connections.undated:
        lines = ", ".join(map(str, undated[:5])) + (" …" if len(undated) > 5 else "")
        remarks.append(f"Connections.csv: {len(undated):,} dates could not be read (lines {lines}); kept as a note")
    if undated_messages := found.messages.counts["undated_messages"]:
        remarks.append(f"the dates of {plural(undated_messages, 'message')} could not be read: counted, without their day")
    if directory.joined_by_name:
        remarks.append("where profile addresses are missing, people were joined by name, if only one has it")
    if directory.ambiguous:
        remarks.append(f"{len(directory.ambiguous):,} names belong to several people: what only names them was credited to nobody")
    if found.kinds == {"messages"}:
        remarks.append("only messages were given: the people in them are listed without employer")
    return remarks
