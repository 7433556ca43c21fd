"""What a thread proves: who wrote to whom, and whether both did. Groups, accepted notes and closed accounts credit nobody."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from outreach.exchange.linkedin.identity import NO_NAME, folded
from outreach.exchange.linkedin.invitations import Invitation, Invitations
from outreach.exchange.linkedin.messages import Messages, Side, Thread, asks, opening, words
from outreach.exchange.linkedin.owner import Owner
from outreach.exchange.linkedin.pacific import to_utc
from outreach.exchange.linkedin.ties import Directory
from outreach.text import BLANK, clean

_SLACK = dt.timedelta(hours=2)
"""How much earlier than its invitation an accepted note may be dated before it counts as a message of its own."""

Counterpart = tuple[str, str, str]
"""(profile key, name, address as written) of the one other person in a thread."""

_CLOSED: Counterpart = ("", NO_NAME, "")


def credit(messages: Messages, invitations: Invitations, owner: Owner, directory: Directory) -> Counter[str]:
    """Put every one-to-one thread on the record of the other person, and count threads by kind."""
    counts: Counter[str] = Counter(two_way_threads=0, only_me_threads=0, only_them_threads=0, note_only_threads=0, group_threads=0)
    notes = invitations.notes()
    noted = {row.key for row in invitations.rows if row.note}
    keys = messages.keys
    if directory.some_plain:
        for thread in messages.threads.values():
            for side in thread.sides.values():
                directory.met(side.name, messages.keys[side.url])
    for thread in messages.threads.values():
        mine: list[Side] = []
        theirs: list[Side] = []
        for side in thread.sides.values():
            key = keys[side.url]
            # Who is known by their address needs no comparing of names.
            is_mine = key == owner.key if key and owner.key else owner.wrote(key, messages.folded[side.name])
            (mine if is_mine else theirs).append(side)
        other = _counterpart(thread, theirs, owner, messages, directory)
        if other is None:
            counts["group_threads"] += 1
            continue
        # Most people got no note: known by their address, they need no comparing of texts.
        if notes and (not other[0] or other[0] in noted or "" in noted) and _is_note(mine, theirs, other, notes):
            counts["note_only_threads"] += 1
            continue
        counts["two_way_threads" if mine and theirs else "only_me_threads" if mine else "only_them_threads"] += bool(thread.sides)
        inmail = thread.subject and not directory.is_connected(other[0], other[1])
        counts["inmail_threads"] += inmail
        if key := directory.find(other[0], other[1]):
            _record(directory, key, other, mine, theirs)
            if inmail:
                directory.tie(key).inmail = True
        else:
            counts["uncredited_threads"] += 1
    return counts


def _counterpart(thread: Thread, theirs: list[Side], owner: Owner, messages: Messages, directory: Directory) -> Counterpart | None:
    """The one other person; None for a group. A closed account comes back with nothing but its placeholder name."""
    keys, names = messages.keys, messages.folded
    others: dict[str, Counterpart] = {}
    for side in theirs:
        key = keys[side.url]
        others[key or names[side.name]] = (key, side.name, side.url)
    if not thread.to_urls:
        return _named_counterpart(thread, others, owner, messages, directory)
    for cell in thread.to_urls:
        for url in cell.split(",") if "," in cell else (cell,):
            key = keys[url]
            if key and key != owner.key and key not in others:
                others[key] = (key, "", url)
    if len(others) > 1:
        return None
    if not others:
        return _CLOSED
    ((mark, other),) = others.items()
    if other[1] and len(thread.to_names) <= 2 and len(theirs) == len(thread.sides):
        return other
    named = [name for name in thread.to_names if name and names[name] != owner.name]
    if mark != NO_NAME and any(NO_NAME in names[name] for name in named):
        # One known person and a closed account: a group all the same.
        return None
    return other if other[1] or len(named) != 1 else (other[0], named[0], other[2])


def _named_counterpart(
    thread: Thread, others: dict[str, Counterpart], owner: Owner, messages: Messages, directory: Directory
) -> Counterpart | None:
    """As ``_counterpart`` for files that have no addresses of those who received a message (before 2023)."""
    known = {messages.folded[other[1]] for other in others.values()}
    for name in thread.to_names:
        bare = messages.folded[name]
        if not bare or bare == owner.name or bare in known:
            continue
        if ", " in name and not directory.is_connected("", name):
            # A name with its degree or several names: nobody can tell.
            return None
        known.add(bare)
        others[bare] = ("", name, "")
    if len(others) > 1:
        return None
    return next(iter(others.values()), _CLOSED)


def _is_note(mine: list[Side], theirs: list[Side], other: Counterpart, notes: dict[str, list[Invitation]]) -> bool:
    """Whether the thread is one message that an accepted invitation left behind (source: FORMATS 2.3)."""
    if len(mine) + len(theirs) != 1:
        return False
    (side,) = mine or theirs
    if side.count != 1 or not side.body:
        return False
    for note in notes.get(folded(words(side.body)), ()):
        same = note.key == other[0] if note.key and other[0] else folded(note.name) == folded(other[1])
        if same and note.outgoing == bool(mine) and not _too_early(side.last, note.wall):
            return True
    return False


def _too_early(message: str, invitation: str) -> bool:
    try:
        return dt.datetime.fromisoformat(message) < dt.datetime.fromisoformat(to_utc(invitation)) - _SLACK
    except ValueError:  # one of the two has no readable moment
        return False


def _record(directory: Directory, key: str, other: Counterpart, mine: list[Side], theirs: list[Side]) -> None:
    tie = directory.tie(key)
    if not directory.described(key):
        tie.name = tie.name or clean(other[1])
        tie.url = tie.url or clean(other[2])
    last_mine, last_theirs, body = "", "", ""
    for side in mine:
        tie.sent += side.count
        last_mine = max(last_mine, side.last)
        if side.first and (not tie.first_at or side.first < tie.first_at):
            tie.first_at = side.first
    for side in theirs:
        tie.received += side.count
        if side.last >= last_theirs:
            last_theirs, body = side.last, side.body
        if side.first and (not tie.first_at or side.first < tie.first_at):
            tie.first_at = side.first
    if mine and theirs:
        tie.both = True
    last = max(last_mine, last_theirs)
    if not last or last < tie.last_at:
        return
    tie.last_at = last
    tie.last_from_them = last_theirs > last_mine
    plain = words(body) if tie.last_from_them else ""
    tie.last_line = opening(plain) if plain else BLANK
    tie.asks = asks(plain)
