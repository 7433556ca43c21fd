"""Connections.csv: whom the user is connected to, one row each, in every header generation since 2018."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import msgspec

from outreach.exchange.linkedin import files
from outreach.exchange.linkedin.dates import day
from outreach.exchange.linkedin.identity import folded, is_address, plain_key, profile_key
from outreach.exchange.table import Table, Wash
from outreach.text import BLANK, CleanText, clean

Row = tuple[str, CleanText, CleanText, CleanText, CleanText, CleanText, CleanText, dt.date | None, str]
"""key, name, first, url, email, company, position, connected on, remark. The key is empty until ``settle`` gives one to a row
without address. A tuple, because a Contact is only built once all evidence is in."""


class Connections(msgspec.Struct):
    """The visible rows of all Connections files, newest archive first, and what was counted on the way."""

    rows: list[Row] = []
    counts: Counter[str] = msgspec.field(default_factory=Counter)
    companies: set[str] = set()
    """Company cells exactly as they stand, the empty one included."""
    names: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter)
    """How often each pair of first-name and last-name cells stands there."""
    undated: list[int] = []
    """Lines whose date could not be read."""
    keys: dict[str, int] = {}
    """Key -> place in ``rows``."""
    past: dict[int, list[tuple[CleanText, CleanText]]] = {}
    """Place in ``rows`` -> (company, position) of that person in the older archives read along."""


def read(table: Table, into: Connections, latest: dt.date) -> None:
    """Add the rows of one file. A row that is there already is a duplicate; one with nothing but a date is hidden by its owner."""
    columns = (files.FIRST_NAMES, files.LAST_NAMES, files.URLS, files.EMAILS, files.COMPANIES, files.POSITIONS, files.CONNECTED)
    table.need_unique(*(name for names in columns for name in names))
    spots = [table.index(*names) for names in columns]
    # A column that is absent reads the empty cell put at the end of every row.
    i_first, i_last, i_url, i_email, i_company, i_position, i_on = (spot if spot >= 0 else table.width for spot in spots)
    wash, days = Wash(), _Days(latest)
    rows, keys, companies, names = into.rows, into.keys, into.companies, into.names
    # Rows of an older archive that have no address are the same person when name and day agree.
    earlier = {(row[1], row[7]): place for place, row in enumerate(rows)}
    own: set[str] = set()
    whole: set[tuple[str, ...]] = set()
    hidden = with_email = no_company = 0
    header_first = table.titles[i_first].casefold()
    pairs: list[tuple[str, str]] = []
    for row in table.rows():
        row.append("")
        first_cell, last_cell, url, email, company_cell = row[i_first], row[i_last], row[i_url], row[i_email], row[i_company]
        if not first_cell and not last_cell:
            if not url and not company_cell:
                if not row[i_on].strip():
                    table.skip(table.line(row), "blank row")
                    continue
                hidden += 1
                companies.add(company_cell)
                continue
        elif first_cell.casefold() == header_first and table.is_header(row[:-1]):
            table.skip(table.line(row), "the header again")
            continue
        first = wash[first_cell]
        last = wash[last_cell]
        name = CleanText(f"{first} {last}") if first and last else first or last
        key = profile_key(url) if url else ""
        if not name:
            if not key:
                table.skip(table.line(row), "no name")
                continue
            name = clean(key.rpartition("/")[2])
        if key:
            if key in own:
                table.skip(table.line(row), "the same person again")
                into.counts["duplicates"] += 1
                continue
            own.add(key)
        elif (exact := tuple(row)) in whole:
            table.skip(table.line(row), "the same row again")
            into.counts["duplicates"] += 1
            continue
        else:
            whole.add(exact)
        companies.add(company_cell)
        pairs.append((first_cell, last_cell))
        if not company_cell:
            no_company += 1
        remark = ""
        address = BLANK
        if email:
            with_email += 1
            address = wash[email]
            if not is_address(address):
                remark, address = f"e-mail in the archive: {address}", BLANK
        on = days[row[i_on]]
        if on is None:
            into.undated.append(table.line(row))
            if given := wash[row[i_on]]:
                remark = f"{remark}\nconnected on, as the archive has it: {given}".strip()
        place = keys.get(key) if key else earlier.get((name, on))
        if place is not None:
            into.counts["merged"] += 1
            if (company := wash[company_cell]) and company != rows[place][5]:
                into.past.setdefault(place, []).append((company, wash[row[i_position]]))
            continue
        if key:
            keys[key] = len(rows)
        rows.append((key, name, first, wash[url] if url else BLANK, address, wash[company_cell], wash[row[i_position]], on, remark))
    names.update(pairs)
    into.counts.update(rows=table.read, hidden=hidden, with_email=with_email, no_company=no_company)


def settle(found: Connections) -> None:
    """Give every row without an address a key of its own: ``name|company``, with the day added where two people share both.

    The person connected longest keeps the plain key, so that it stays theirs when a namesake joins later.
    """
    plain: dict[str, list[int]] = {}
    for place, row in enumerate(found.rows):
        if not row[0]:
            plain.setdefault(plain_key(row[1], row[5]), []).append(place)
    for key, places in plain.items():
        places.sort(key=lambda place: (found.rows[place][7] or dt.date.max, found.rows[place][6], -place))
        for count, place in enumerate(places):
            on = found.rows[place][7]
            own = key if count == 0 else f"{key}|{on or 'undated'}"
            while own in found.keys:
                own += "+"
            found.keys[own] = place
            found.rows[place] = (own, *found.rows[place][1:])


def by_name(found: Connections, *, without_url_only: bool) -> dict[str, list[str]]:
    """Folded name -> keys of those who bear it, of all rows or of those that have no address."""
    result: dict[str, list[str]] = {}
    for row in found.rows:
        if not (without_url_only and row[3]):
            result.setdefault(folded(row[1]), []).append(row[0])
    return result


class _Days(dict[str, dt.date | None]):
    def __init__(self, latest: dt.date) -> None:
        super().__init__()
        self._latest = latest

    def __missing__(self, text: str) -> dt.date | None:
        self[text] = found = day(text, self._latest)
        return found
