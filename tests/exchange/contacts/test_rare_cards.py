"""Rare cards and sheets: texts in base64, groups and companies, cards beyond any size, and rows beyond any number."""

from __future__ import annotations

import base64
import datetime as dt

import pytest

from outreach.domain.network import Reading
from outreach.errors import BadInput
from outreach.exchange import table, zipped
from outreach.exchange.contacts import read_part
from outreach.exchange.contacts.cards import MAX_CARD
from outreach.exchange.linkedin import read_parts
from outreach.exchange.source import Part

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{}\r\n{}\r\nEND:VCARD\r\n"


def cards(*texts: str) -> Part:
    return Part("book.vcf", "book.vcf", "".join(texts).encode(), None)


def reasons(found: Reading) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in found.skipped]


def test_progress_is_told_from_beginning_to_end() -> None:
    told: list[tuple[str, int, int]] = []
    read_part(cards(CARD.format("Ana Ruiz", "NOTE:x")), progress=lambda *step: told.append(step))
    assert told == [("book.vcf", 0, 1), ("", 1, 1)]


def test_a_note_in_base64_is_read_and_a_broken_one_is_left_out() -> None:
    good = base64.b64encode("met in Łódź".encode()).decode()
    found = read_part(cards(CARD.format("Ana Ruiz", f"NOTE;ENCODING=b:{good}"), CARD.format("Bo Larkin", "NOTE;ENCODING=B:a")))
    assert [(contact.name, contact.note) for contact in found.contacts] == [("Ana Ruiz", "met in Łódź"), ("Bo Larkin", "")]


@pytest.mark.parametrize("line", ["KIND:org", "X-ADDRESSBOOKSERVER-KIND:group", "KIND: Location", "X-ABShowAs:COMPANY"])
def test_a_company_or_group_is_no_person(line: str) -> None:
    found = read_part(cards(CARD.format("Fernwick", line), CARD.format("Ana Ruiz", "KIND:individual")))
    assert [contact.name for contact in found.contacts] == ["Ana Ruiz"]
    assert reasons(found) == [(1, "a company or group, not a person")]


def test_a_card_beyond_any_size_is_left_out_whether_in_one_line_or_in_many() -> None:
    long = "NOTE:" + "x" * MAX_CARD
    folded = "NOTE:x" + ("\r\n " + "y" * 1_000) * (MAX_CARD // 1_000 + 1)
    picture = "PHOTO:" + "z" * MAX_CARD + "\r\n " + "z" * MAX_CARD
    found = read_part(cards(CARD.format("A", long), CARD.format("B", folded), CARD.format("Ana Ruiz", picture)))
    assert [contact.name for contact in found.contacts] == ["Ana Ruiz"]
    assert [reason for _, reason in reasons(found)] == ["the card is too long"] * 2


def test_what_is_no_address_book_is_refused() -> None:
    with pytest.raises(BadInput, match=r"x\.csv is no address book that can be read"):
        read_part(Part("x.csv", "x.csv", b"a,b\n1,2\n", None))


SHEET = "Name,E-mail\n"


def test_a_cell_beyond_any_length_costs_its_row_only() -> None:
    rows = f"{'x' * (table.MAX_CELL + 1)},a@b.example\nAna Ruiz,ana@b.example\n"
    found = read_part(Part("x.csv", "x.csv", (SHEET + rows).encode(), None))
    assert [contact.name for contact in found.contacts] == ["Ana Ruiz"] and len(found.skipped) == 1
    stray = read_part(Part("x.csv", "x.csv", (SHEET + rows + 'B"o,b@b.example\n').encode(), None))
    assert "Ana Ruiz" in [contact.name for contact in stray.contacts] and len(stray.skipped) == 1


def test_rows_beyond_any_number_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_ROWS", 2)
    found = read_part(Part("x.csv", "x.csv", (SHEET + "Ana Ruiz,\nBo Larkin,\nCy Moss,\n").encode(), None))
    assert [contact.name for contact in found.contacts][:2] == ["Ana Ruiz", "Bo Larkin"]
    assert "x.csv: only the first 2 rows were read" in found.notes


def test_many_unsafe_names_in_a_zip_are_told_in_one_line() -> None:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as pack:
        for number in range(zipped._NAMED_NOTES + 3):
            pack.writestr(f"../{number}.csv", b"x")
    notes = zipped.listing(buffer, "x.zip").notes
    assert len(notes) == zipped._NAMED_NOTES + 1
    assert notes[-1] == "3 more entries were left out for the same reason"


def test_a_day_of_no_archive_is_none() -> None:
    with pytest.raises(BadInput):
        read_parts([Part("x.csv", "x.csv", b"", None)], today=dt.date(2026, 10, 6))
