"""messages.csv: gathered into threads without yet knowing which side the user is on."""

from __future__ import annotations

import html
import re
from collections import Counter

import msgspec

from outreach.exchange.batch import Batch
from outreach.exchange.linkedin.dates import moment
from outreach.exchange.linkedin.identity import NO_NAME, Keys, Names
from outreach.exchange.table import Table
from outreach.text import CleanText, clean

_COLUMNS = (
    *("conversationid", "from", "senderprofileurl", "to", "recipientprofileurls"),
    *("date", "subject", "content", "folder", "direction"),
)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_LINK = re.compile(r"[a-z]+://\S+", re.IGNORECASE)
_SPIN = '<p class="spinmail'
_TRUE = {"yes", "true"}
_SHAPE = "0000-00-00 00:00:00 UTC"
_ZEROES = str.maketrans("123456789", "000000000")
_OPENING = 4_000


class Side(msgspec.Struct):
    """What one sender wrote in a thread."""

    name: str
    url: str
    count: int = 0
    first: str = ""
    """Moment of the earliest and the latest message, as sortable UTC text; empty when no date could be read."""
    last: str = ""
    body: str = ""
    """The latest message as the file has it."""


class Thread(msgspec.Struct):
    """One conversation: who wrote, who received."""

    sides: dict[str, Side] = {}
    """Address as written, or the name where there is none -> what they wrote."""
    to_names: dict[str, None] = {}
    """The recipient cells as they stand; never split, for names hold commas (source: FORMATS 2.3)."""
    to_urls: dict[str, None] = {}
    subject: bool = False


class Messages(msgspec.Struct):
    """All threads of all messages files, and what was left out of them."""

    threads: dict[str, Thread] = {}
    counts: Counter[str] = msgspec.field(default_factory=Counter)
    owner_names: Counter[str] = msgspec.field(default_factory=Counter)
    """Names that stand on the user's own side where the file tells the direction (2018 to 2020)."""
    keys: Keys = msgspec.field(default_factory=Keys)
    folded: Names = msgspec.field(default_factory=Names)
    marks: set[tuple[str, str, str, str]] = set()
    """(thread, sender, address, moment) of every message, kept only while several files are read together."""


def read(table: Table, into: Messages, *, several: bool = False) -> None:
    """Add one file's messages. Drafts, spam and sponsored mail are counted and left out.

    ``several``: other archives are read along, so a message met in an earlier file is not counted twice.
    """
    table.need_unique("from", "to", "date", "content", "folder", "conversationid")
    reader = _Reader(table, into, several=several)
    for batch in table.batches():
        reader.take(batch)
    into.counts["messages"] += table.read


def words(body: str) -> str:
    """A message's plain words: entities undone once, tags gone, blanks single."""
    if "&" in body or "<" in body:
        body = _TAG.sub(" ", html.unescape(body))
    return " ".join(body.split())


def asks(plain: str) -> bool:
    """Whether plain words hold a question; the question mark inside a link is none."""
    if "://" in plain:
        plain = _LINK.sub("", plain)
    return "?" in plain or "？" in plain or "؟" in plain


def opening(plain: str) -> CleanText:
    """The first 200 characters of a message's plain words."""
    return clean(plain[:_OPENING], limit=200)


class _Reader:
    """Takes one file's batches, row by row; what can be told of a whole column is told once."""

    def __init__(self, table: Table, into: Messages, *, several: bool) -> None:
        self.table = table
        self.into = into
        self.several = several
        self.spots = [table.index(name) for name in _COLUMNS]
        self.drafts = [spot for spot in (table.index("ismessagedraft"), table.index("isconversationdraft")) if spot >= 0]
        self.has_threads = self.spots[0] >= 0
        self.has_urls = self.spots[2] >= 0
        self.has_direction = self.spots[9] >= 0
        # Within one file equal rows are real: two attachments in one second.
        self.before = frozenset(into.marks)

    def take(self, batch: Batch) -> None:
        """Add the messages of one batch."""
        if not batch.rows:
            return
        cells = list(zip(*batch.rows, strict=True))
        if not self._ordinary(cells):
            rows = self._kept(batch)
            if not rows:
                return
            cells = list(zip(*rows, strict=True))
        nothing = ("",) * len(cells[0])
        ids, senders, urls, names, receivers, days, subjects, bodies, _, directions = (
            cells[spot] if spot >= 0 else nothing for spot in self.spots
        )
        moments = self._moments(days)
        if not self.has_threads:
            ids = tuple(map(self._counterpart, senders, names, directions))
        threads, current, thread = self.into.threads, None, Thread()
        for name, sender, url, to, to_urls, when, subject, body in zip(
            ids, senders, urls, names, receivers, moments, subjects, bodies, strict=True
        ):
            if name != current or not name:
                # Messages of one conversation stand together, so the look-up is needed once for each.
                current = name
                own = name or f"{sender}\n{to}"
                found = threads.get(own)
                if found is None:
                    threads[own] = found = Thread()
                thread = found
            if self.several and self._again(name, sender, url, when):
                continue
            if to_urls not in thread.to_urls and to_urls:
                thread.to_urls[to_urls] = None
            if to not in thread.to_names:
                thread.to_names[to] = None
            if subject:
                thread.subject = True
            side = thread.sides.get(url or sender)
            if side is None:
                thread.sides[url or sender] = Side(sender, url, 1, when, when, body)
                continue
            side.count += 1
            # The file runs from new to old, so of two messages in one second the first read is the later one.
            if when > side.last:
                side.last, side.body = when, body
            if when and (not side.first or when < side.first):
                side.first = when

    def _ordinary(self, cells: list[tuple[str, ...]]) -> bool:
        """Whether nothing in these columns needs leaving out: no spam, no draft, no sender without an address."""
        folders = set(cells[self.spots[8]])
        return (
            folders <= {"INBOX", "ARCHIVE", ""}
            and all(set(cells[spot]) == {"No"} for spot in self.drafts)
            and not (self.has_urls and "" in cells[self.spots[2]])
        )

    def _kept(self, batch: Batch) -> list[list[str]]:
        """The rows that are messages somebody sent."""
        _, i_from, i_url, _, _, _, _, i_content, i_folder, _ = self.spots
        odd = [place for place, row in enumerate(batch.rows) if row[i_folder] not in {"INBOX", ""}]
        left_out = {place for place in odd if self._is_spam(batch.rows[place][i_folder])}
        self.into.counts["spam"] += len(left_out)
        for place in odd:
            if self.table.is_header(batch.rows[place]):
                self.table.skip(batch.line(place), "the header again")
                left_out.add(place)
        for spot in self.drafts:
            drafts = {place for place, row in enumerate(batch.rows) if row[spot] != "No" and row[spot].strip().casefold() in _TRUE}
            self.into.counts["drafts"] += len(drafts)
            left_out |= drafts
        if self.has_urls:
            for place in [place for place, row in enumerate(batch.rows) if not row[i_url] and place not in left_out]:
                row = batch.rows[place]
                if self._is_sponsored(row[i_from], row[i_content]):
                    self.into.counts["sponsored"] += 1
                    left_out.add(place)
        return [row for place, row in enumerate(batch.rows) if place not in left_out] if left_out else batch.rows

    def _is_spam(self, folder: str) -> bool:
        return folder.strip().casefold() == "spam"

    def _is_sponsored(self, sender: str, content: str) -> bool:
        # A closed account has no address either, yet it was a person.
        return content.startswith(_SPIN) or "%FIRSTNAME%" in content or (bool(sender) and self.into.folded[sender] != NO_NAME)

    def _moments(self, days: tuple[str, ...]) -> list[str]:
        shapes = set("\n".join(days).translate(_ZEROES).split("\n"))
        if shapes == {_SHAPE}:
            return [day[:19] for day in days]
        found = list(map(moment, days))
        self.into.counts["undated_messages"] += found.count("")
        return found

    def _counterpart(self, sender: str, to: str, direction: str) -> str:
        """The thread of a file without conversation ids: everything with one counterpart."""
        outgoing = direction.strip().casefold() == "outgoing"
        if self.has_direction:
            self.into.owner_names[sender if outgoing else to] += 1
        return self.into.folded[to if outgoing else sender]

    def _again(self, thread: str, sender: str, url: str, when: str) -> bool:
        mark = (thread, sender, url, when)
        if mark in self.before:
            self.into.counts["repeated_messages"] += 1
            return True
        self.into.marks.add(mark)
        return False
