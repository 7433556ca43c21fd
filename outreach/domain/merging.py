"""A newer archive read as news: one contact merged with what an earlier import knew, and what changed in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec

from outreach.domain.model import Role
from outreach.domain.network import Contact
from outreach.text import CleanText, clean

LONGEST_PAST = 12
"""Past employers kept for one contact, newest first."""


def merge(old: Contact, new: Contact, *, newer: bool, seen_on: dt.date | None) -> Contact:
    """``old`` brought up to date by ``new``.

    What an archive lacks never erases what an earlier one held: counts only grow, dates only move on, blanks fill. When ``newer`` is
    false (an older archive read late) only blanks are filled. The employer left behind goes to ``past``, dated ``seen_on``.
    """
    lead, rest = (new, old) if newer else (old, new)
    values: dict[str, object] = {name: getattr(lead, name) or getattr(rest, name) for name in _FILL}
    later = max((old, new), key=lambda contact: (contact.last_on or dt.date.min, contact is lead))
    for name in ("last_on", "last_from_them", "last_line", "asks"):
        values[name] = getattr(later, name)
    values["sent"], values["received"] = max(old.sent, new.sent), max(old.received, new.received)
    values["both"] = old.both or new.both
    values["first_on"] = min(filter(None, (old.first_on, new.first_on)), default=None)
    values["connected_on"] = lead.connected_on or rest.connected_on
    values["pending"] = values["connected_on"] is None and (lead.pending or (rest.pending and not lead.invited_on))
    values["past"] = _past(old, new, newer=newer, seen_on=seen_on)
    values["gone_on"] = None if newer and new.connected_on else old.gone_on
    values["skills"] = tuple(dict.fromkeys((*old.skills, *new.skills)))
    return msgspec.structs.replace(old, **values)


_FILL = (
    "name",
    "first",
    "url",
    "email",
    "phone",
    "company",
    "position",
    "invited_on",
    "invite_note",
    "invited_me_on",
    "invited_me_note",
    "recommended_me",
    "recommended_them",
    "endorsed_me",
    "endorsed_them",
    "note",
)
"""Fields where the leading archive's word wins unless it is silent."""


def _past(old: Contact, new: Contact, *, newer: bool, seen_on: dt.date | None) -> tuple[Role, ...]:
    left = old if newer else new
    stays = new.company if newer else old.company
    known = old.past or new.past
    if not left.company or not stays or left.company == stays or any(role.company == left.company for role in known):
        return known
    until = f"{seen_on:%Y-%m}" if seen_on and newer else ""
    return (Role(company=left.company, title=left.position, until=until), *known)[:LONGEST_PAST]


def moved(old: Contact | None, new: Contact, employer: Callable[[str], str] = str) -> CleanText | None:
    """``moved from Marlow Foods to Fernwick Labs``; None for who stays, or whose ``employer`` is only spelled another way."""
    if old is None or not old.company or not new.company or old.company == new.company or employer(old.company) == employer(new.company):
        return None
    return clean(f"moved from {old.company} to {new.company}")


def news(old: Contact | None, new: Contact, employer: Callable[[str], str] = str) -> CleanText | None:
    """What happened to somebody between two archives, in one sentence; None when nothing a person would call news."""
    if old is None:
        return None
    if old.pending and new.connected_on:
        return clean(f"{new.name} accepted your invitation")
    if said := moved(old, new, employer):
        return clean(f"{new.name} {said}")
    if new.received > old.received and new.last_from_them:
        return clean(f"{new.name} wrote to you on {new.last_on}")
    return None
