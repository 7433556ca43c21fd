"""The imported address book: one Contact per connection, with the evidence counted from the archive's messages."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.kinds import LeadKind
from outreach.domain.model import ContactId, Record, Role, RowId
from outreach.text import BLANK, CleanText


class Contact(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody in the imported archive. Thread counts follow FORMATS 2.3: drafts, spam, sponsored and group threads credit nobody."""

    id: ContactId = ContactId(0)
    key: str
    """Profile key of FORMATS 1.3, or ``name|company`` folded when the row has no URL."""
    name: CleanText
    first: CleanText = BLANK
    url: CleanText = BLANK
    email: CleanText = BLANK
    phone: CleanText = BLANK
    """From an address book; LinkedIn exports none."""
    company: CleanText = BLANK
    position: CleanText = BLANK
    connected_on: dt.date | None = None
    """UTC date. None for somebody known only from invitations or messages."""
    past: tuple[Role, ...] = ()
    """Employers seen in earlier imports, newest first; LinkedIn does not export them."""

    sent: int = 0
    """Messages the user wrote in one-to-one threads."""
    received: int = 0
    both: bool = False
    """Both sides wrote in one one-to-one thread: they really traded messages."""
    first_on: dt.date | None = None
    last_on: dt.date | None = None
    """UTC date of the last one-to-one message either way."""
    last_from_them: bool = False
    last_line: CleanText = BLANK
    """Their last message's opening words (at most 200 characters), kept only while it awaits an answer."""
    asks: bool = False
    """That last message holds a question: a reply may be owed."""
    inmail: bool = False
    """The thread has a subject and they are no connection: an answer goes by InMail."""

    invited_on: dt.date | None = None
    """The user invited them on this (Pacific) day."""
    invite_note: CleanText = BLANK
    invited_me_on: dt.date | None = None
    invited_me_note: CleanText = BLANK
    pending: bool = False
    """Invited by the user and not among the connections: not accepted (yet)."""

    recommended_me: dt.date | None = None
    recommended_them: dt.date | None = None
    endorsed_me: dt.date | None = None
    endorsed_them: dt.date | None = None
    skills: tuple[CleanText, ...] = ()
    """Skills endorsed either way."""
    note: CleanText = BLANK
    """The user's own LinkedIn note on them."""
    gone_on: dt.date | None = None
    """Was in an earlier archive, missing from the newest."""


class Suggestion(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A company the archive hints at as a target, with its provenance; never added without being confirmed."""

    id: RowId = RowId(0)
    company: CleanText
    kind: LeadKind | None = None
    """None for a dream company or a follow."""
    provenance: CleanText
    """``saved job``, ``application``, ``dream company`` or ``follow``."""
    title: CleanText = BLANK
    url: CleanText = BLANK
    on: dt.date | None = None


class Archive(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One import that was accepted: which files, when, and what it counted."""

    id: RowId = RowId(0)
    name: CleanText
    digest: str
    """SHA-256 over the parts read, so that the same archive again is recognised."""
    imported_at: dt.datetime
    archive_on: dt.date | None = None
    counts: dict[str, int] = {}


class SkippedRow(msgspec.Struct, frozen=True):
    """A row of an imported file that was left out, with its place and the reason."""

    file: CleanText
    line: int
    reason: str


class MissingFile(msgspec.Struct, frozen=True):
    """A file the archive lacks, and what it would have given."""

    name: str
    would_give: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read from one or several archives; nothing has been stored yet."""

    name: CleanText
    digest: str
    archive_on: dt.date | None = None
    owner_name: CleanText = BLANK
    owner_key: str = ""
    headline: CleanText = BLANK
    positions: tuple[Role, ...] = ()
    schools: tuple[Role, ...] = ()
    contacts: tuple[Contact, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    missing: tuple[MissingFile, ...] = ()
    notes: tuple[str, ...] = ()
    """Things worth a line in the preview: a decoding that was guessed, a file that appeared twice, a delimiter found."""
    counts: dict[str, int] = {}
    """connections (rows of LinkedIn's own list, not there for an address book), rows, hidden, visible, duplicates, no_company, with_email,
    messages, two_way_threads, only_me_threads, only_them_threads, note_only_threads, invitations, pending_invites, ..."""
