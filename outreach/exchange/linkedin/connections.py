"""Connections.csv: whom the user is connected to, one row each, in every header generation since 2018."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import compress
from typing import Final, cast

import msgspec

from outreach.exchange.batch import Batch, Wash
from outreach.exchange.linkedin import files
from outreach.exchange.linkedin.dates import Days
from outreach.exchange.linkedin.identity import folded_each, is_address, profile_key, profile_keys
from outreach.exchange.table import Table
from outreach.text import BLANK, CleanText, clean, clean_each, is_tidy

Row = tuple[str, CleanText, CleanText, CleanText, CleanText, CleanText, CleanText, dt.date | None, str]
"""key, name, first, url, email, company, position, connected on, remark. The key is empty until ``settle`` gives one to a row
without address. A tuple, because a Contact is only built once all evidence is in."""

KEY: Final = 0
NAME: Final = 1
URL: Final = 3
COMPANY: Final = 5
POSITION: Final = 6
ON: Final = 7


class Connections(msgspec.Struct):
    """The visible rows of all Connections files, newest archive first, and what was counted on the way."""

    rows: list[Row] = []
    counts: Counter[str] = msgspec.field(default_factory=Counter)
    companies: set[str] = set()
    """Company cells exactly as they stand, the empty one included."""
    names: Counter[str] = msgspec.field(default_factory=Counter)
    """How often each pair of first-name and last-name cells stands there, the two parted by a tab."""
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
    reader = _Reader(table, into, latest, [table.index(*names) for names in columns])
    for batch in table.batches():
        reader.take(batch)
    into.counts.update(rows=table.read)


class _Reader:
    """Takes one file's batches; a batch in which anything is out of the ordinary is gone through row by row."""

    def __init__(self, table: Table, into: Connections, latest: dt.date, spots: list[int]) -> None:
        self.table = table
        self.into = into
        self.spots = spots
        self.days = Days(latest)
        self.wash = Wash()
        self.title = table.title(spots[0])
        # Rows of an older archive that have no address are the same person when name and day agree.
        self.earlier = {(row[NAME], row[ON]): place for place, row in enumerate(into.rows)}
        self.known = dict(into.keys)
        self.seen: set[str | tuple[object, ...]] = set()
        """Keys, and whole rows without a key, that this file has shown already."""

    def take(self, batch: Batch) -> None:
        """Add the rows of one batch."""
        into = self.into
        shown = self._shown(batch)
        rows = list(compress(batch.rows, shown))
        if not rows:
            return
        cells: list[tuple[str, ...]] = list(zip(*rows, strict=True))
        nothing = ("",) * len(rows)
        firsts, lasts, urls, mails, companies, positions, days = (cells[spot] if spot >= 0 else nothing for spot in self.spots)
        both = list(map("\t".join, zip(firsts, lasts, strict=True)))
        names = clean_each(both)
        tidy = is_tidy(urls)
        keys: Sequence[str] = profile_keys(urls) if tidy and any(urls) else list(map(profile_key, urls))
        on = list(map(self.days.__getitem__, days))
        remarks = list(nothing)
        addresses: list[CleanText] = [BLANK] * len(rows)
        for place in [place for place, mail in enumerate(mails) if mail]:
            addresses[place], remarks[place] = _address(clean(mails[place]))
        # Percent-encoded addresses in printable ASCII are clean as they are.
        shown_urls = cast("Sequence[CleanText]", urls) if tidy else clean_each(urls)
        # First names and titles repeat, most employers do not.
        first, position = self.wash.each(firsts), self.wash.each(positions)
        found = list(zip(keys, names, first, shown_urls, addresses, clean_each(companies), position, on, remarks, strict=True))
        new: Sequence[str | tuple[object, ...]] = keys if all(keys) else [row[KEY] or _mark(row) for row in found]
        plain = len(set(new)) == len(new) and self.seen.isdisjoint(new) and not self.earlier and all(names) and None not in on
        if plain:
            self.seen.update(new)
            into.keys.update(zip(keys, range(len(into.rows), len(into.rows) + len(keys)), strict=True))
            into.keys.pop("", None)
            into.rows += found
        else:
            keep = self._one_by_one(batch, shown, found, days)
            both = list(compress(both, keep))
            companies, mails = tuple(compress(companies, keep)), tuple(compress(mails, keep))
        into.names.update(both)
        into.companies.update(companies)
        into.counts.update(with_email=len(mails) - mails.count(""), no_company=companies.count(""))

    def _shown(self, batch: Batch) -> list[str]:
        """A word for each row that is a person, else nothing; the hidden, the blank and a repeated header are dealt with here."""
        i_first, i_last, i_url, _, i_company, _, i_on = self.spots
        shown = [row[i_first] or row[i_last] for row in batch.rows]
        for place in [place for place, there in enumerate(shown) if not there]:
            row = batch.rows[place]
            if row[i_url if i_url >= 0 else i_first] or (i_company >= 0 and row[i_company]):
                shown[place] = "no name"
            elif row[i_on].strip():
                self.into.counts["hidden"] += 1
                self.into.companies.add("")
            else:
                self.table.skip(batch.line(place), "blank row")
        for place in [place for place, there in enumerate(shown) if there == self.title]:
            if self.table.is_header(batch.rows[place]):
                shown[place] = ""
                self.table.skip(batch.line(place), "the header again")
        return shown

    def _one_by_one(self, batch: Batch, shown: list[str], found: list[Row], days: tuple[str, ...]) -> list[bool]:
        into, table = self.into, self.table
        places = list(compress(range(len(shown)), shown))
        keep: list[bool] = []
        for row, place, given in zip(found, places, days, strict=True):
            key, name, first, url, address, company, position, on, remark = row
            if not name and not key:
                table.skip(batch.line(place), "no name")
                keep.append(False)
                continue
            mark = key or _mark(row)
            if mark in self.seen:
                table.skip(batch.line(place), "the same person again" if key else "the same row again")
                into.counts["duplicates"] += 1
                keep.append(False)
                continue
            self.seen.add(mark)
            keep.append(True)
            if on is None:
                into.undated.append(batch.line(place))
                if raw := clean(given):
                    remark = f"{remark}\nconnected on, as the archive has it: {raw}".strip()
            old = self.known.get(key) if key else self.earlier.get((name, on))
            if old is not None:
                into.counts["merged"] += 1
                if company and company != into.rows[old][COMPANY]:
                    into.past.setdefault(old, []).append((company, position))
                continue
            if key:
                into.keys[key] = len(into.rows)
            into.rows.append((key, name or clean(key.rpartition("/")[2]), first, url, address, company, position, on, remark))
        return keep


def settle(found: Connections) -> None:
    """Give every row without an address a key of its own: ``name|company``, with the day added where two people share both.

    The person connected longest keeps the plain key, so that it stays theirs when a namesake joins later.
    """
    bare = [place for place, row in enumerate(found.rows) if not row[KEY]]
    if not bare:
        return
    names = folded_each([found.rows[place][NAME] for place in bare])
    companies = folded_each([found.rows[place][COMPANY] for place in bare])
    plain: dict[str, list[int]] = {}
    for place, name, company in zip(bare, names, companies, strict=True):
        plain.setdefault(f"{name}|{company}", []).append(place)
    for key, places in plain.items():
        if len(places) > 1:
            places.sort(key=lambda place: (found.rows[place][ON] or dt.date.max, found.rows[place][POSITION], -place))
        days: Counter[str] = Counter()
        for count, place in enumerate(places):
            day = str(found.rows[place][ON] or "undated")
            days[day] += 1
            own = key if count == 0 else f"{key}|{day}" if days[day] == 1 else f"{key}|{day}|{days[day]}"
            while own in found.keys:
                days[day] += 1
                own = f"{key}|{day}|{days[day]}"
            found.keys[own] = place
            found.rows[place] = (own, *found.rows[place][1:])


def by_name(found: Connections, *, without_url_only: bool) -> dict[str, list[str]]:
    """Folded name -> keys of those who bear it, of all rows or of those that have no address."""
    rows = [row for row in found.rows if not row[URL]] if without_url_only else found.rows
    names = folded_each([row[NAME] for row in rows])
    last = dict(zip(names, rows, strict=True))
    result = {name: [row[KEY]] for name, row in last.items()}
    if len(last) < len(names):
        shared = {name for name, count in Counter(names).items() if count > 1}
        result.update((name, []) for name in shared)
        for name, row in zip(names, rows, strict=True):
            if name in shared:
                result[name].append(row[KEY])
    return result


def _mark(row: Row) -> tuple[object, ...]:
    key, name, _, _, address, company, position, on, _ = row
    return key, name, address, company, position, on


def _address(mail: CleanText) -> tuple[CleanText, str]:
    return (mail, "") if is_address(mail) else (BLANK, f"e-mail in the archive: {mail}")
