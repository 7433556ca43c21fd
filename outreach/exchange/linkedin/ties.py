"""What ties the user to each person: threads, invitations, recommendations, endorsements and notes, put on one record each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from operator import itemgetter

import msgspec

from outreach.exchange.linkedin import connections
from outreach.exchange.linkedin.connections import COMPANY, URL, Connections
from outreach.exchange.linkedin.identity import NO_NAME, folded, plain_key
from outreach.text import BLANK, CleanText


class Tie(msgspec.Struct):
    """The evidence about one person while it is gathered; field names and meanings are Contact's."""

    name: CleanText = BLANK
    url: CleanText = BLANK
    sent: int = 0
    received: int = 0
    both: bool = False
    first_at: str = ""
    """Moments of the first and the last message, ``YYYY-MM-DD HH:MM:SS`` in UTC; empty without a dated message."""
    last_at: str = ""
    last_from_them: bool = False
    last_line: CleanText = BLANK
    asks: bool = False
    inmail: bool = False
    invited_on: dt.date | None = None
    invite_note: CleanText = BLANK
    invited_me_on: dt.date | None = None
    invited_me_note: CleanText = BLANK
    pending: bool = False
    recommended_me: dt.date | None = None
    recommended_them: dt.date | None = None
    endorsed_me: dt.date | None = None
    endorsed_them: dt.date | None = None
    skills: dict[CleanText, None] = {}
    notes: list[CleanText] = []


class Directory:
    """Finds the person a name or an address belongs to, and refuses to choose between two."""

    def __init__(self, found: Connections) -> None:
        self.ties: dict[str, Tie] = {}
        self.ambiguous: Counter[str] = Counter()
        """Folded names that could be several people -> how often one came up."""
        self.joined_by_name = 0
        """How often somebody was found by name because a file that could have had their address lacks it."""
        self._keys = found.keys
        self._found = found
        self.some_plain = not all(map(itemgetter(URL), found.rows))
        """Some connections have no address and can only be told by name."""
        self._addresses: dict[str, set[str]] = {}
        self._all: dict[str, list[str]] | None = None
        self._plain: dict[str, list[str]] | None = None

    def met(self, name: str, key: str) -> None:
        """Remember that this name came with this address: one name with two addresses is two people."""
        if self.some_plain and key:
            self._addresses.setdefault(folded(name), set()).add(key)

    def described(self, key: str) -> bool:
        """Whether that person's own row gives their name and their address, so that nothing need be taken from elsewhere."""
        return not self.some_plain and key in self._keys

    def is_connected(self, key: str, name: str) -> bool:
        """Whether somebody of this address, or failing that of this name, is among the connections."""
        return key in self._keys or ((not key or self.some_plain) and bool(self._named(name, bool(key))))

    def find(self, key: str, name: str) -> str:
        """The key of the person, known or new; empty when it could be several people or nobody in particular."""
        if key in self._keys:
            return key
        bare = folded(name)
        if not key and (not bare or bare == NO_NAME):
            return ""
        if not key or self.some_plain:
            same = self._named(name, bool(key))
            if len(same) > 1 or (same and len(self._addresses.get(bare, ())) > 1):
                self.ambiguous[bare] += 1
                return ""
            if same:
                self.joined_by_name += 1
                return same[0]
        return key or plain_key(name, "")

    def find_at(self, name: str, company: str) -> str:
        """As ``find`` for a name without an address, choosing among namesakes the only one at that company."""
        same = self._named(name, False)
        if len(same) > 1:
            here = [key for key in same if folded(self._found.rows[self._keys[key]][COMPANY]) == folded(company)]
            if len(here) == 1:
                return here[0]
        joined = self.joined_by_name
        key = self.find("", name)
        # These files never have addresses, so joining them by name is nothing to remark on.
        self.joined_by_name = joined
        return key

    def tie(self, key: str) -> Tie:
        """The evidence record of that person, made when it is not there yet."""
        tie = self.ties.get(key)
        if tie is None:
            self.ties[key] = tie = Tie()
        return tie

    def _named(self, name: str, plain_only: bool) -> list[str]:
        if plain_only:
            if self._plain is None:
                self._plain = connections.by_name(self._found, without_url_only=True)
            return self._plain.get(folded(name), [])
        if self._all is None:
            self._all = connections.by_name(self._found, without_url_only=False)
        return self._all.get(folded(name), [])
