"""What a thread proves: who wrote to whom, and whether both did. Groups, accepted notes and closed accounts credit nobody."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from outreach.exchange.linkedin.dates import day_of
from outreach.exchange.linkedin.identity import NO_NAME, folded, profile_key
from outreach.exchange.linkedin.invitations import Invitation, Invitations
from outreach.exchange.linkedin.messages import Messages, Side, Thread, opening, words
from outreach.exchange.linkedin.owner import Owner
from outreach.exchange.linkedin.pacific import to_utc
from outreach.exchange.linkedin.ties import Directory
from outreach.text import clean

_SLACK = dt.timedelta(hours=2)
"""How much earlier than its invitation an accepted note may be dated before it counts as a message of its own."""

Counterpart = tuple[str, str, str]
"""(profile key, name, address as written) of the one other person in a thread."""


def credit(messages: Messages, invitations: Invitations, owner: Owner, directory: Directory) -> Counter[str]:
    """Put every one-to-one thread on the record of the other person, and count threads by kind."""
    counts: Counter[str] = Counter(two_way_threads=0, only_me_threads=0, only_them_threads=0, note_only_threads=0, group_threads=0)
    notes = invitations.notes()
    for thread in messages.threads.values():
        for side in thread.sides.values():
            directory.met(side.name, profile_key(side.url))
    for thread in messages.threads.values():
        if not thread.sides:
            continue
        mine = [side for side in thread.sides.values() if owner.wrote(side)]
        theirs = [side for side in thread.sides.values() if not owner.wrote(side)]
        other = _counterpart(thread, theirs, owner, directory)
        if other is None:
            counts["group_threads"] += 1
            continue
        if _is_note(mine, theirs, other, notes):
            counts["note_only_threads"] += 1
            continue
        counts["two_way_threads" if mine and theirs else "only_me_threads" if mine else "only_them_threads"] += 1
        inmail = thread.subject and not directory.is_connected(other[0], other[1])
        counts["inmail_threads"] += inmail
        if key := directory.find(other[0], other[1]):
            _record(directory, key, other, mine, theirs)
            directory.tie(key).inmail = inmail
        else:
            counts["uncredited_threads"] += 1
    return counts


def _counterpart(thread: Thread, theirs: list[Side], owner: Owner, directory: Directory) -> Counterpart | None:
    """The one other person; None for a group. A closed account comes back with nothing but its placeholder name."""
    others: dict[str, Counterpart] = {}
    for side in theirs:
        key = profile_key(side.url)
        others[key or folded(side.name)] = (key, side.name, side.url)
    names = [name for name in thread.to_names if name and folded(name) != owner.name]
    if thread.to_urls:
        cells = [url for cell in thread.to_urls for url in cell.split(",")]
        for key, url in zip((profile_key(cell) for cell in cells), cells, strict=True):
            if key and key != owner.key and key not in others:
                others[key] = (key, names[0] if len(names) == 1 else "", url)
        if len(others) == 1 and any(NO_NAME in folded(name) for name in names) and NO_NAME not in others:
            return None
    else:
        for name in names:
            if any(folded(name) == folded(other[1]) for other in others.values()):
                continue
            if ", " in name and not directory.is_connected("", name):
                return None
            others[folded(name)] = ("", name, "")
    if len(others) > 1:
        return None
    return next(iter(others.values()), ("", NO_NAME, ""))


def _is_note(mine: list[Side], theirs: list[Side], other: Counterpart, notes: dict[str, list[Invitation]]) -> bool:
    """Whether the thread is one message that an accepted invitation left behind (source: FORMATS 2.3)."""
    if not notes or len(mine) + len(theirs) != 1:
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
    if other[1] and not tie.name:
        tie.name = clean(other[1])
    if other[2] and not tie.url:
        tie.url = clean(other[2])
    tie.sent += sum(side.count for side in mine)
    tie.received += sum(side.count for side in theirs)
    tie.both = tie.both or bool(mine and theirs)
    if first := day_of(min((side.first for side in (*mine, *theirs) if side.first), default="")):
        tie.first_on = min(tie.first_on or first, first)
    last_mine = max((side.last for side in mine), default="")
    latest = max(theirs, key=lambda side: side.last, default=None)
    last = max(last_mine, latest.last if latest else "")
    if last < tie.last_at or not last:
        return
    tie.last_at, tie.last_on = last, day_of(last)
    tie.last_from_them = latest is not None and latest.last > last_mine
    tie.last_line = opening(latest.body) if latest and tie.last_from_them else clean("")
    tie.asks = bool(latest and tie.last_from_them and "?" in words(latest.body))
