"""messages.csv: gathered into threads without yet knowing which side the user is on."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from outreach.exchange.linkedin.dates import moment
from outreach.exchange.linkedin.identity import NO_NAME, folded, profile_key
from outreach.exchange.table import Table
from outreach.text import CleanText, clean

_COLUMNS = (
    *("conversationid", "from", "senderprofileurl", "to", "recipientprofileurls"),
    *("date", "subject", "content", "folder", "direction"),
)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_SPIN = '<p class="spinmail'
_TRUE = {"yes", "true"}
_SORTABLE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]) [0-9]{2}:[0-9]{2}:[0-9]{2} UTC")


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

    sides: dict[tuple[str, str], Side] = {}
    """(name, address) as written -> what they wrote."""
    to_names: dict[str, None] = {}
    """The recipient cells as they stand; never split, for names hold commas (source: FORMATS 2.3)."""
    to_urls: dict[str, None] = {}
    subject: bool = False
    outgoing: bool = False
    """The file itself says the user sent something here (2018 to 2020 only)."""


class Messages(msgspec.Struct):
    """All threads of all messages files, and what was left out of them."""

    threads: dict[str, Thread] = {}
    counts: Counter[str] = msgspec.field(default_factory=Counter)
    owner_names: Counter[str] = msgspec.field(default_factory=Counter)
    """Names that stand on the user's own side where the file tells the direction."""
    marks: set[tuple[str, str, str, str]] = set()
    """(thread, sender, address, moment) of every message, kept only while several files are read together."""


def read(table: Table, into: Messages, *, several: bool = False) -> None:
    """Add one file's messages. Drafts, spam and sponsored mail are counted and left out.

    ``several``: other archives are read along, so a message met in an earlier file is not counted twice.
    """
    table.need_unique("from", "to", "date", "content", "folder", "conversationid")
    spots = [spot if (spot := table.index(name)) >= 0 else table.width for name in _COLUMNS]
    i_thread, i_from, i_sender, i_to, i_receivers, i_date, i_subject, i_content, i_folder, i_direction = spots
    drafts = [spot for spot in (table.index("ismessagedraft"), table.index("isconversationdraft")) if spot >= 0]
    has_urls, has_threads, has_direction = i_sender < table.width, i_thread < table.width, i_direction < table.width
    threads, counts = into.threads, into.counts
    sortable = _SORTABLE.fullmatch
    # Within one file equal rows are real: two attachments in one second.
    before = frozenset(into.marks)
    for row in table.rows():
        row.append("")
        sender, url = row[i_from], row[i_sender]
        dropped = ""
        for spot in drafts:
            if row[spot] != "No" and row[spot].strip().casefold() in _TRUE:
                dropped = "drafts"
        if row[i_folder] != "INBOX" and row[i_folder].strip().casefold() == "spam":
            dropped = "spam"
        elif not url and has_urls and not dropped and _is_sponsored(row, sender, row[i_content]):
            dropped = "sponsored"
        if dropped:
            counts[dropped] += 1
            continue
        if not sender and table.is_header(row[:-1]):
            table.skip(table.line(row), "the header again")
            continue
        when = row[i_date]
        when = when[:19] if sortable(when) else moment(when)
        if not when:
            counts["undated_messages"] += 1
        outgoing = has_direction and row[i_direction].strip().casefold() == "outgoing"
        if has_threads:
            name = row[i_thread] or f"{sender}\n{row[i_to]}"
        else:
            # 2018 to 2020: no conversation id, so everything with one counterpart is one thread.
            name = folded(row[i_to] if outgoing else sender)
            into.owner_names[sender if outgoing else row[i_to]] += 1
        thread = threads.get(name)
        if thread is None:
            threads[name] = thread = Thread()
        side = thread.sides.get((sender, url))
        if side is None:
            thread.sides[sender, url] = side = Side(sender, url)
        if several:
            if (name, sender, url, when) in before:
                counts["repeated_messages"] += 1
                continue
            into.marks.add((name, sender, url, when))
        thread.to_names[row[i_to]] = None
        if row[i_receivers]:
            thread.to_urls[row[i_receivers]] = None
        if row[i_subject]:
            thread.subject = True
        thread.outgoing = thread.outgoing or outgoing
        side.count += 1
        # The file runs from new to old, so of two messages in one second the first read is the later one.
        if when > side.last or side.count == 1:
            side.last, side.body = when, row[i_content]
        if when and (not side.first or when < side.first):
            side.first = when
    counts["messages"] += table.read


def words(body: str) -> str:
    """A message's plain words: entities undone once, tags gone, blanks single."""
    return " ".join(_TAG.sub(" ", html.unescape(body)).split())


def opening(body: str) -> CleanText:
    """The first 200 characters of a message's plain words."""
    return clean(words(body[:4_000]), limit=200)


def receivers(thread: Thread) -> Iterator[str]:
    """Profile keys of everybody a message of this thread went to."""
    for cell in thread.to_urls:
        for url in cell.split(","):
            if key := profile_key(url):
                yield key


def _is_sponsored(row: list[str], sender: str, content: str) -> bool:
    # A closed account has no address either, yet it was a person.
    return content.startswith(_SPIN) or "%FIRSTNAME%" in content or (folded(sender) != NO_NAME and bool(sender))
