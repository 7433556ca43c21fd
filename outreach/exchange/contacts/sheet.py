"""Address books as CSV: Google (both generations), Outlook, LinkedIn's uploaded contacts, and lists of the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outreach.exchange.contacts.people import Found, People
from outreach.exchange.linkedin.files import COMPANIES, EMAILS, FIRST_NAMES, LAST_NAMES, POSITIONS
from outreach.exchange.table import Table

FIRST = (*FIRST_NAMES, "givenname", "given", "forename")
LAST = (*LAST_NAMES, "familyname", "surname", "family")
FULL = ("fullname", "name", "displayname", "contact", "contactname", "person", "fileas", "contactfullname")
COMPANY = (*COMPANIES, "companies", "employer", "organisation", "organization", "organizationname", "organization1name", "companyname")
POSITION = ("jobtitle", "organizationtitle", "organization1title", *POSITIONS, "role")
EMAIL = (
    *EMAILS,
    "emails",
    "mail",
    "emailaddress",
    "email1value",
    "email2value",
    "email3value",
    "email2address",
    "email3address",
    "workemail",
)
PHONE = (
    "phone1value",
    "mobilephone",
    "phone",
    "phonenumber",
    "phonenumbers",
    "mobile",
    "businessphone",
    "primaryphone",
    "homephone",
    "tel",
)
LINK = (
    "linkedin",
    "linkedinurl",
    "linkedinprofile",
    "profile",
    "profileurl",
    "profiles",
    "url",
    "webpage",
    "website",
    "website1value",
    "website2value",
    "sites",
)
NOTE = ("notes", "note", "comments", "comment")

_JOINED = re.compile(r"\s*:::\s*")
_KNOWN = {*FIRST, *LAST, *FULL, *COMPANY, *POSITION, *EMAIL, *PHONE, *LINK, *NOTE, "title"}
_NUMBERED_EMAIL = re.compile(r"email(\d+)value")
_BOOKISH = frozenset({"phoneticfirstname", "yominame", "givenyomi", "businessstreet", "anniversary", "createdat", "groupmembership"})
"""Columns only the address books of programs have; a list without them is the user's own."""


def recognise(columns: frozenset[str]) -> str:
    """``book`` for an exported address book, ``list`` for any table with names and something to know of them; else empty."""
    named = bool(columns.intersection(FULL) or (columns.intersection(FIRST) and columns.intersection(LAST)))
    if not named or not columns.intersection({*COMPANY, *POSITION, *EMAIL, *PHONE, *LINK, "title"}):
        return ""
    return "book" if columns & _BOOKISH else "list"


def only_companies(columns: frozenset[str]) -> str:
    """``companies`` for a table that names employers and nobody who works there; else empty."""
    people = {*FIRST, *LAST, *FULL, *EMAIL, *PHONE}
    return "companies" if columns.intersection(COMPANY) and not columns.intersection(people) else ""


def read(table: Table, people: People) -> None:
    """Add every row with a person's name."""
    first, last, full = table.index(*FIRST), table.index(*LAST), table.index(*FULL)
    company = table.index(*COMPANY)
    # "Title" is the honorific in an exported address book and the job in a list of one's own (source: FORMATS 4).
    position = table.index(*POSITION) if table.kind == "book" else table.index(*POSITION, "title")
    if table.kind == "book" and position < 0 and "companies" in table.columns:
        position = table.index("title")
    notes = [spot for spot, key in enumerate(table.columns) if key in NOTE]
    if table.kind == "list":
        used = {first, last, full, company, position}
        notes += [spot for spot, key in enumerate(table.columns) if key and spot not in used and key not in _KNOWN]
    links = [spot for spot, key in enumerate(table.columns) if key in LINK]
    phones = [spot for spot, key in enumerate(table.columns) if key in PHONE]
    named = full if full >= 0 else first
    for row in table.rows():
        if row[named] == table.title(named) and table.is_header(row):
            table.skip(table.line(row), "the header again")
            continue
        row.append("")
        found = Found(
            first=row[first],
            last=row[last],
            full=row[full],
            company=row[company],
            position=row[position],
            emails=list(_emails(table, row)),
            phones=[piece for spot in phones for piece in _JOINED.split(row[spot])],
            links=[piece for spot in links for piece in _JOINED.split(row[spot])],
            remarks=[
                row[spot] if table.columns[spot] in NOTE else f"{table.titles[spot]}: {row[spot]}" for spot in notes if row[spot].strip()
            ],
        )
        if reason := people.add(found):
            table.skip(table.line(row), reason)


def _emails(table: Table, row: list[str]) -> Iterator[str]:
    """The row's addresses, the one Google stars first."""
    spots = [spot for spot, key in enumerate(table.columns) if key in EMAIL or _NUMBERED_EMAIL.fullmatch(key)]
    starred = [spot for spot in spots if _star(table, row, spot)]
    for spot in [*starred, *(spot for spot in spots if spot not in starred)]:
        for piece in _JOINED.split(row[spot]):
            yield from piece.split(",") if "companies" in table.columns else (piece,)


def _star(table: Table, row: list[str], spot: int) -> bool:
    match = _NUMBERED_EMAIL.fullmatch(table.columns[spot])
    label = table.index(f"email{match[1]}label", f"email{match[1]}type") if match else -1
    return label >= 0 and row[label].lstrip().startswith("*")
