"""One person from an address book, checked and keyed the same way whatever file they come from."""

from __future__ import annotations

from collections import Counter

import msgspec

from outreach.domain.network import Contact
from outreach.exchange.linkedin.identity import is_address, plain_key, profile_key
from outreach.text import BLANK, CleanText, clean, clean_note

MAX_NOTE = 4_000
"""Longest note taken over from an address book, in characters."""


class Found(msgspec.Struct):
    """What a card or a row says of a person, still as written."""

    first: str = ""
    last: str = ""
    full: str = ""
    """Used when first and last name are not both there; ``Last, First`` is turned round."""
    company: str = ""
    position: str = ""
    emails: list[str] = []
    """The preferred one first."""
    phones: list[str] = []
    links: list[str] = []
    remarks: list[str] = []


class People:
    """Collects contacts under keys that no two different people share."""

    def __init__(self) -> None:
        self.contacts: list[Contact] = []
        self._keys: set[str] = set()
        self._namesakes: Counter[str] = Counter()
        self._seen: set[tuple[object, ...]] = set()

    def add(self, found: Found) -> str:
        """Add a person; returns why they were left out, or nothing."""
        first, last = clean(found.first), clean(found.last)
        name = clean(f"{first} {last}") if first and last else _turned(clean(found.full)) or first or last
        if not name:
            return "no person's name"
        company = clean(found.company)
        email, wrong = _address(found.emails)
        url = next((clean(link) for link in found.links if profile_key(link)), BLANK)
        remarks = [*found.remarks, *(f"e-mail as given: {text}" for text in wrong)]
        contact = Contact(
            key="",
            name=name,
            first=first or CleanText(name.partition(" ")[0]),
            url=url,
            email=email,
            phone=next((phone for phone in map(clean, found.phones) if phone), BLANK),
            company=company,
            position=clean(found.position),
            note=clean_note("\n".join(remarks), limit=MAX_NOTE),
        )
        exact = msgspec.structs.astuple(contact)
        if exact in self._seen:
            return "the same person again"
        self._seen.add(exact)
        key = profile_key(url)
        if key in self._keys:
            return "the same profile again"
        key = self._free(key or plain_key(name, company), email)
        self._keys.add(key)
        self.contacts.append(msgspec.structs.replace(contact, key=key))
        return ""

    def _free(self, key: str, email: str) -> str:
        # Same name at the same company: two people unless the file says otherwise, so the address tells them apart.
        own = told = f"{key}|{email.casefold()}" if key in self._keys else key
        while own in self._keys:
            self._namesakes[told] += 1
            own = f"{told}|{self._namesakes[told] + 1}"
        return own


def _turned(name: CleanText) -> CleanText:
    last, comma, first = name.partition(",")
    # "Ruiz, Ana" is turned round; "Ana Ruiz, Ph.D." is not.
    return clean(f"{first} {last}") if comma and " " not in last.strip() and "." not in first and not first.strip().isupper() else name


def _address(given: list[str]) -> tuple[CleanText, list[str]]:
    wrong: list[str] = []
    for text in given:
        # Judged as written: an address with a line break in it must not become a good one by being cleaned.
        bare = text.strip()
        if is_address(bare) and clean(bare) == bare:
            return clean(bare), wrong
        if bare:
            wrong.append(bare)
    return BLANK, wrong
