"""Invitations.csv: the last months' invitations both ways, accepted ones included (source: FORMATS 2.3)."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import msgspec

from outreach.exchange.linkedin.dates import EARLIEST, day, day_of, moment
from outreach.exchange.linkedin.identity import Keys, Names, folded
from outreach.exchange.linkedin.messages import words
from outreach.exchange.table import Table
from outreach.text import BLANK, CleanText, clean


class Invitation(msgspec.Struct, frozen=True):
    """One invitation, seen from the user."""

    outgoing: bool
    name: CleanText
    key: str
    """Profile key of the other side; empty before 2024."""
    url: CleanText
    on: dt.date | None
    """Pacific day."""
    wall: str
    """Pacific wall time as sortable text; empty when it could not be read."""
    note: CleanText


class Invitations(msgspec.Struct):
    """All invitations of all files, and what they say of the user's own identity."""

    rows: list[Invitation] = []
    own_keys: Counter[str] = msgspec.field(default_factory=Counter)
    own_names: Counter[str] = msgspec.field(default_factory=Counter)
    count: int = 0

    def notes(self) -> dict[str, list[Invitation]]:
        """Plain folded words of a note -> the invitations that carried it."""
        found: dict[str, list[Invitation]] = {}
        for row in self.rows:
            if row.note:
                found.setdefault(folded(words(row.note)), []).append(row)
        return found


def read(table: Table, into: Invitations, latest: dt.date) -> None:
    """Add one file's invitations; one that was read from another archive already is passed over."""
    table.need_unique("from", "to", "sentat", "message", "direction")
    spots = [table.index(name) for name in ("from", "to", "sentat", "message", "direction", "inviterprofileurl", "inviteeprofileurl")]
    i_from, i_to, i_at, i_note, i_direction, i_inviter, i_invitee = (spot if spot >= 0 else table.width for spot in spots)
    known = set(into.rows)
    keys, names = Keys(), Names()
    for row in table.rows():
        row.append("")
        direction = row[i_direction].strip().casefold()
        if direction not in {"outgoing", "incoming"}:
            table.skip(table.line(row), "the header again" if table.is_header(row[:-1]) else "direction is neither OUTGOING nor INCOMING")
            continue
        outgoing = direction == "outgoing"
        mine, theirs = (i_from, i_to) if outgoing else (i_to, i_from)
        my_url, their_url = (i_inviter, i_invitee) if outgoing else (i_invitee, i_inviter)
        url = row[their_url]
        wall = moment(row[i_at])
        on = day_of(wall) if wall else day(row[i_at], latest)
        invitation = Invitation(
            outgoing=outgoing,
            name=clean(row[theirs]),
            key=keys[url],
            url=clean(url),
            on=on if on and EARLIEST <= on <= latest else None,
            wall=wall,
            note=clean(row[i_note]) if row[i_note] else BLANK,
        )
        if not invitation.name and not invitation.key:
            table.skip(table.line(row), "no name")
            continue
        if own := keys[row[my_url]]:
            into.own_keys[own] += 1
        if row[mine]:
            into.own_names[names[row[mine]]] += 1
        if not known or invitation not in known:
            into.rows.append(invitation)
    into.count += table.read
