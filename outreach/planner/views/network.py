"""The whole address book for filter-as-you-type: one folded line of text a person, scanned as plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from outreach.domain.model import Person, PersonId
from outreach.domain.network import Contact
from outreach.domain.saying import say_day
from outreach.planner.lookup import fold
from outreach.planner.rows import NetworkRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


class NetworkIndex:
    """Contacts in order of name, with what is needed to filter 30,000 of them between two key presses."""

    def __init__(self, planner: Planner) -> None:
        contacts = sorted(
            planner.store.all(Contact), key=lambda contact: (contact.gone_on is not None, contact.name.casefold(), contact.id)
        )
        self._contacts: list[Contact] = contacts
        self._haystacks = [fold(f"{c.name} {c.company} {c.position}") for c in contacts]
        self._people: dict[str, PersonId] = {person.key: person.id for person in planner.store.all(Person) if person.key}
        self._last: tuple[str, list[int]] | None = None

    def __len__(self) -> int:
        return len(self._contacts)

    def search(self, text: str) -> list[int]:
        """Places of the contacts that hold every word of ``text``; names that start with it first. Literal, never a pattern.

        A text that extends the last one searches only its result.
        """
        words = fold(text).split()
        if not words:
            self._last = None
            return list(range(len(self._contacts)))
        asked = " ".join(words)
        within: Sequence[int] = range(len(self._contacts))
        if self._last is not None and asked.startswith(self._last[0]):
            within = self._last[1]
        haystacks = self._haystacks
        for word in words:
            within = [at for at in within if word in haystacks[at]]
        found = list(within)
        self._last = (asked, found)
        starts = [at for at in found if haystacks[at].startswith(asked)]
        if not starts or len(starts) == len(found):
            return found
        first = set(starts)
        return starts + [at for at in found if at not in first]

    def row(self, at: int) -> NetworkRow:
        """The contact at a place, in words."""
        return network_row(self._contacts[at], self._people)


def network_row(contact: Contact, people: Mapping[str, PersonId]) -> NetworkRow:
    """A contact in words; ``people`` maps profile keys to those who are in the plan."""
    return NetworkRow(
        id=contact.id,
        name=contact.name,
        position=contact.position,
        company=contact.company,
        connected_on=contact.connected_on,
        receipt=contact_receipt(contact),
        person=people.get(contact.key),
    )


def contact_receipt(contact: Contact) -> str:
    """What the archive shows of somebody, never more: messages, an invitation, the day of connection."""
    parts: list[str] = []
    if contact.sent or contact.received:
        last = f", last {say_day(contact.last_on)}" if contact.last_on else ""
        parts.append(f"{contact.sent} sent, {contact.received} received{last}")
    if contact.pending and contact.invited_on:
        parts.append(f"invited {say_day(contact.invited_on)}, not accepted (yet)")
    elif contact.invited_me_on and not contact.connected_on:
        parts.append(f"invited you {say_day(contact.invited_me_on)}")
    if contact.recommended_me:
        parts.append("recommended you")
    if contact.gone_on:
        parts.append(f"no longer connected (seen {say_day(contact.gone_on)})")
    elif not parts and contact.connected_on:
        parts.append(f"connected {say_day(contact.connected_on)}")
    return "; ".join(parts)
