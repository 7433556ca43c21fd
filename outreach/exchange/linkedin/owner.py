"""Whose archive this is: without it, sent and received would be told apart by luck."""

from __future__ import annotations

from collections import Counter

import msgspec

from outreach.domain.model import Role
from outreach.exchange.linkedin.dates import month
from outreach.exchange.linkedin.identity import NO_NAME, folded
from outreach.exchange.linkedin.invitations import Invitations
from outreach.exchange.linkedin.messages import Messages
from outreach.exchange.table import Table
from outreach.text import BLANK, CleanText, clean


class Profile(msgspec.Struct):
    """What Profile.csv, Positions.csv and Education.csv say of the user."""

    name: CleanText = BLANK
    headline: CleanText = BLANK
    positions: list[Role] = []
    schools: list[Role] = []


class Owner(msgspec.Struct, frozen=True):
    """The user: profile key and folded name, either empty when the archive does not tell."""

    key: str
    name: str
    note: str = ""

    def wrote(self, key: str, name: str) -> bool:
        """Whether a sender with this profile key (or none) and this folded name is the user."""
        return key == self.key if self.key and key else name == self.name and bool(name)

    @property
    def known(self) -> bool:
        """Whether anything at all tells who the user is."""
        return bool(self.key or self.name)


def read_profile(table: Table, into: Profile) -> None:
    """The user's name and headline; Profile.csv has one row and no address (source: FORMATS 2.3)."""
    first, last, headline = table.index("firstname"), table.index("lastname"), table.index("headline")
    for row in table.rows():
        if not into.name:
            into.name = clean(f"{row[first]} {row[last]}")
            into.headline = clean(row[headline])


def read_positions(table: Table, into: Profile) -> None:
    """The user's jobs, newest first as the file has them."""
    _read_roles(table, into.positions, ("companyname", "title", "startedon", "finishedon"))


def read_schools(table: Table, into: Profile) -> None:
    """The user's schools; the degree stands as the title."""
    _read_roles(table, into.schools, ("schoolname", "degreename", "startdate", "enddate"))


def find(profile: Profile, invitations: Invitations, messages: Messages) -> Owner:
    """Who the user is, by the best evidence there is: invitations, then the name on the profile, then the most threads."""
    name = folded(profile.name)
    if invitations.own_keys:
        key = invitations.own_keys.most_common(1)[0][0]
        shown = _most(invitations.own_names)
        if name and shown and name not in invitations.own_names:
            note = f"the invitations are {shown.title()!r}'s, the profile says {profile.name!r}: check whose archive this is"
            return Owner(key, name, note)
        return Owner(key, name or shown)
    name = name or _most(invitations.own_names) or _most(messages.owner_names)
    threads_of = _participation(messages, name)
    if name:
        return Owner(max(threads_of, key=lambda key: threads_of[key], default=""), name)
    if len(threads_of) > 1:
        (key, most), (_, second) = threads_of.most_common(2)
        if most > second:
            shown = next((s.name for t in messages.threads.values() for s in t.sides.values() if messages.keys[s.url] == key), "")
            return Owner(key, folded(shown), "no Profile.csv: you are taken to be whoever stands in most threads")
    return Owner("", "")


def _participation(messages: Messages, name: str) -> Counter[str]:
    """Profile key -> threads it stands in; only keys of that folded name when one is given."""
    threads_of: Counter[str] = Counter()
    keys, folded_name = messages.keys, messages.folded
    for thread in messages.threads.values():
        senders = {keys[side.url]: folded_name[side.name] for side in thread.sides.values()}
        if not name:
            here = {*senders, *(keys[url] for cell in thread.to_urls for url in cell.split(","))}
        else:
            here = {key for key, sender in senders.items() if sender == name}
            if not here and any(folded_name[to] == name for to in thread.to_names):
                # The user only ever received here: the one who got it and did not write.
                here = {keys[cell] for cell in thread.to_urls if "," not in cell}.difference(senders)
        threads_of.update(here)
    del threads_of[""]
    return threads_of


def _most(names: Counter[str]) -> str:
    return next((folded(name) for name, _ in names.most_common() if name and folded(name) != NO_NAME), "")


def _read_roles(table: Table, into: list[Role], names: tuple[str, str, str, str]) -> None:
    where, what, since, until = (table.index(name) for name in names)
    for row in table.rows():
        row.append("")
        if company := clean(row[where]):
            role = Role(company=company, title=clean(row[what]), since=month(row[since]), until=month(row[until]))
            if role not in into:
                into.append(role)
        else:
            table.skip(table.line(row), "no name of a company or school")
