"""Every hostile file is one line of refusal or a reading in which no row is unaccounted for, fast and in little memory."""

from __future__ import annotations

import base64
import datetime as dt
import time
import tracemalloc
from pathlib import Path
from unittest.mock import patch

import pytest

from outreach.domain.network import Reading
from outreach.errors import BadInput
from outreach.exchange import table
from outreach.exchange.registry import read
from outreach.exchange.table import MAX_ROWS

HOSTILE = Path(__file__).parents[1] / "fixtures" / "hostile"
TODAY = dt.date(2026, 10, 6)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"

REFUSED = {
    "duplicate_headers.csv": "more than one column called 'First Name', 'Company'",
    "empty.csv": "is empty",
    "encrypted_flag.zip": "locked with a password",
    "html_login_page.csv": "a web page",
    "preamble_without_header.csv": "no line with column names",
    "truncated.zip": "cut off",
}
READ = {
    "ansi_escapes.csv": (3, 3),
    "bad_dates.csv": (19, 19),
    "duplicate_entries.zip": (41, 39),
    "formula_cells.csv": (3, 3),
    "latin1.csv": (1, 1),
    "nul_bytes.csv": (2, 2),
    "path_traversal.zip": (40, 38),
    "ragged_rows.csv": (4, 1),
    "rich_markup_names.csv": (5, 5),
    "rtl_override.csv": (5, 5),
    "semicolon_delimiter.csv": (40, 38),
    "symlink_entry.zip": (0, 0),
    "unterminated_quote.csv": (2, 1),
    "utf16le_bom.csv": (40, 38),
}


def write(folder: Path, text: str, name: str = "Connections.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def names(found: Reading) -> list[str]:
    return [contact.name for contact in found.contacts]


def test_every_hostile_file_is_spoken_for_here() -> None:
    assert {path.name for path in HOSTILE.iterdir()} == REFUSED.keys() | READ.keys()


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line_with_the_next_step(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        read([HOSTILE / name], today=TODAY)
    message = str(caught.value)
    assert REFUSED[name] in message
    assert message.startswith(name)
    assert "\n" not in message and caught.value.next_step


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_accounts_for_every_row(name: str) -> None:
    found = read([HOSTILE / name], today=TODAY)
    rows, visible = READ[name]
    assert (found.counts["rows"], found.counts["visible"]) == (rows, visible)
    skipped = [row for row in found.skipped if "onnections" in row.file or row.file == name]
    assert rows == visible + found.counts["hidden_rows"] + found.counts["merged"] + len(skipped)
    assert all(row.line > 1 and row.reason for row in skipped)


@pytest.mark.parametrize("name", READ)
def test_no_text_that_comes_out_can_steer_a_terminal(name: str) -> None:
    found = read([HOSTILE / name], today=TODAY)
    texts = [
        str(value) for contact in found.contacts for value in (contact.name, contact.company, contact.position, contact.url, contact.key)
    ]
    texts += [*found.notes, *(row.reason for row in found.skipped), *(row.file for row in found.skipped)]
    assert all(char == "\n" or char.isprintable() or char in "\u200d\u200c\u200e\u200f\ufe0f" for text in texts for char in text)


def test_cells_that_are_formulas_are_kept_as_they_are() -> None:
    found = read([HOSTILE / "formula_cells.csv"], today=TODAY)
    assert found.contacts[0].name == '=HYPERLINK("http://evil.example","click") +1+1'
    assert (found.contacts[0].company, found.contacts[0].position) == ("-2+3", "=cmd|' /C calc'!A0")
    assert found.contacts[0].email == "" and "@SUM(A1)" in found.contacts[0].note


def test_a_stray_quote_costs_its_own_row_only() -> None:
    found = read([HOSTILE / "unterminated_quote.csv"], today=TODAY)
    assert names(found) == ["Next Row"]
    assert [(row.line, row.reason) for row in found.skipped] == [(2, "a quote opens here and never closes")]


def test_a_quote_in_the_middle_that_swallows_rows_is_named_with_its_line(tmp_path: Path) -> None:
    rows = [f"P{number},Q,https://www.linkedin.com/in/p{number},,Fernwick,x,01 Jan 2026" for number in range(50)]
    rows[20] = rows[20].replace("P20", '"P20')
    found = read([write(tmp_path, "\n".join([HEADER, *rows]))], today=TODAY)
    assert found.counts["visible"] == 49
    assert [row.line for row in found.skipped] == [22]


def test_western_text_is_read_and_the_guess_is_shown_with_a_sample() -> None:
    found = read([HOSTILE / "latin1.csv"], today=TODAY)
    assert (found.contacts[0].name, found.contacts[0].company) == ("Zoë Müllbrecht", "Société Générale")
    assert any("Windows-1252" in note and "Zoë" in note for note in found.notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_names_survive_every_unicode_encoding(encoding: str, tmp_path: Path) -> None:
    people = ["Søren", "李", "Ömür", "🚀 Kit", "Łucja", "Ngũgĩ"]
    text = "\n".join([HEADER, *(f"{name},Ålund,,,Fernwick,Engineer,01 Jan 2026" for name in people)])
    found = read([write(tmp_path, text, encoding=encoding)], today=TODAY)
    assert names(found) == [f"{name} Ålund" for name in people]


def test_one_damaged_byte_does_not_turn_a_whole_file_western(tmp_path: Path) -> None:
    text = "\n".join([HEADER, *(f"Søren{number},Ålund,,,Fernwick,x,01 Jan 2026" for number in range(20))]).encode()
    path = tmp_path / "Connections.csv"
    path.write_bytes(text.replace(b"S\xc3\xb8ren7", b"S\xc3ren7"))
    found = read([path], today=TODAY)
    assert "Søren8 Ålund" in names(found)
    assert any("damaged" in note for note in found.notes)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_found_and_said(delimiter: str, tmp_path: Path) -> None:
    row = "Ana,Ruiz,,,Fernwick,Engineer,01 Jan 2026"
    found = read([write(tmp_path, f"{HEADER}\n{row}\n".replace(",", delimiter))], today=TODAY)
    assert names(found) == ["Ana Ruiz"]
    assert any("columns are parted by" in note for note in found.notes)


def test_excels_own_line_about_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    text = "sep=;\r\n" + f"{HEADER}\r\nAna,Ruiz,,,Fernwick,,01 Jan 2026\r\n".replace(",", ";")
    assert names(read([write(tmp_path, text)], today=TODAY)) == ["Ana Ruiz"]


def test_a_preamble_padded_with_commas_and_old_mac_line_ends_are_read(tmp_path: Path) -> None:
    text = f"Notes:,,,,,,\r\n,,,,,,\r\n{HEADER}\r\nAna,Ruiz,,,Fernwick,,01 Jan 2026\r\n"
    assert names(read([write(tmp_path, text)], today=TODAY)) == ["Ana Ruiz"]
    assert names(read([write(tmp_path, text.replace("\r\n", "\r"))], today=TODAY)) == ["Ana Ruiz"]


def test_columns_may_stand_in_any_order_under_any_known_name(tmp_path: Path) -> None:
    text = "Verbunden am,Unternehmen,Nachname,Vorname,URL,Notiz\n04 Nov 2023,Fernwick,Ruiz,Ana,https://www.linkedin.com/in/ana,x\n"
    (ana,) = read([write(tmp_path, text)], today=TODAY).contacts
    assert (ana.name, ana.company, ana.key, ana.connected_on) == ("Ana Ruiz", "Fernwick", "linkedin.com/in/ana", dt.date(2023, 11, 4))


def test_a_header_in_the_middle_of_a_file_is_no_person(tmp_path: Path) -> None:
    row = "Ana,Ruiz,,,Fernwick,,01 Jan 2026"
    found = read([write(tmp_path, f"{HEADER}\n{row}\n{HEADER}\n{row.replace('Ana', 'Bea')}\n")], today=TODAY)
    assert names(found) == ["Ana Ruiz", "Bea Ruiz"]
    assert [(row.line, row.reason) for row in found.skipped] == [(3, "the header again")]


def test_a_wrong_date_is_blank_and_kept_as_a_note() -> None:
    found = read([HOSTILE / "bad_dates.csv"], today=TODAY)
    first = found.contacts[0]
    assert first.connected_on is None
    assert first.note == "connected on, as the archive has it: 31 Feb 2026"
    assert any("15 dates could not be read" in note for note in found.notes)


def test_a_wrong_address_is_a_note_and_no_address(tmp_path: Path) -> None:
    text = f'{HEADER}\nAna,Ruiz,,"a@example.org\nBcc:v@example.org",Fernwick,,01 Jan 2026\n'
    (ana,) = read([write(tmp_path, text)], today=TODAY).contacts
    assert ana.email == ""
    assert "a@example.org Bcc:v@example.org" in ana.note


def test_a_cell_of_a_megabyte_costs_its_row_only(tmp_path: Path) -> None:
    row = "P{0},Q,https://www.linkedin.com/in/p{0},,{1},x,01 Jan 2026"
    text = "\n".join([HEADER, row.format(1, "Fernwick"), row.format(2, "G" * 1_000_000), row.format(3, "Kettlebrook")])
    found = read([write(tmp_path, text)], today=TODAY)
    assert names(found) == ["P1 Q", "P3 Q"]
    assert [(row.line, row.reason) for row in found.skipped] == [(3, "a cell is longer than 100,000 characters")]


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "\n" + "," * 1_000_000,
        HEADER + "\n" + '"' * 999_999,
        HEADER + "\n" + '"a\n' * 100_000,
        "\n" * 500_000 + HEADER,
        "\0" * 1_000_000,
        HEADER + "\n" + "Z" + "\u0301" * 90_000 + ",b,,,,,",
    ],
    ids=["columns", "quotes", "odd quotes", "line ends", "nothing", "marks"],
)
def test_size_alone_neither_hangs_nor_fills_the_memory(text: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    del text
    tracemalloc.start()
    began = time.process_time()
    try:
        found = read([path], today=TODAY)
        assert found.counts["rows"] <= 200_000
    except BadInput as error:
        assert "\n" not in str(error)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 200_000_000
    assert time.process_time() - began < 20, "tracing memory makes this some ten times slower than it is"


def test_more_rows_than_anyone_can_have_are_cut_off_aloud(tmp_path: Path) -> None:
    rows = "\n".join(f"P{number},Q,,,,,01 Jan 2026" for number in range(1_005))
    path = write(tmp_path, f"{HEADER}\n{rows}")
    assert MAX_ROWS == 200_000
    with patch.object(table, "MAX_ROWS", 1_000):
        found = read([path], today=TODAY)
    assert found.counts["rows"] == found.counts["visible"] == 1_000
    assert any("only the first 1,000 rows" in note for note in found.notes)


def test_a_hostile_book_of_cards_loses_only_its_bad_cards(tmp_path: Path) -> None:
    picture = base64.b64encode(b"P" * 150_000).decode()
    cards = [
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:[bold]x[/]\x1b[31m\r\nN:;;;;\r\nEMAIL:a@example.com\\nBcc:v@example.com\r\nPHOTO;ENCODING=b:{picture}\r\nEND:VCARD",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Never closed",
        "BEGIN:VCARD\r\nVERSION:9.9\r\nEND:VCARD",
    ]
    found = read([write(tmp_path, "\r\n".join(cards), "people.vcf")], today=TODAY)
    assert [(contact.name, contact.email) for contact in found.contacts] == [("[bold]x[/][31m", "")]
    assert [row.reason for row in found.skipped] == ["the card never ends", "no person's name"]
    assert found.counts["rows"] == 3


@pytest.mark.parametrize("name", ["missing.csv", "a\0b.csv", "x" * 300])
def test_a_path_that_leads_nowhere_is_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read([tmp_path / name], today=TODAY)
    assert "\n" not in str(caught.value)


def test_a_file_of_many_gigabytes_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(BadInput, match="10000 MB"):
        read([path], today=TODAY)


def test_nothing_given_is_said_to_be_nothing() -> None:
    with pytest.raises(BadInput, match="no file"):
        read([], today=TODAY)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Connections.csv", HEADER + "\n" + "".join(f"Ana,Ruiz,,,Fernwick,p{number},04 Mar 2024\n" for number in range(20_000))),
        ("people.csv", "Name,Company,Note\n" + "".join(f"Ana Ruiz,Fernwick,n{number}\n" for number in range(20_000))),
        ("people.vcf", "BEGIN:VCARD\nFN:Ana\nNOTE:a\n" + " x\n" * 200_000 + "END:VCARD\n"),
        ("people.vcf", "BEGIN:VCARD\nFN:Ana\nNOTE;ENCODING=QUOTED-PRINTABLE:a=\n" + "x=\n" * 200_000 + "\nEND:VCARD\n"),
    ],
    ids=["namesakes", "namesakes in a list", "folds", "soft breaks"],
)
def test_what_repeats_without_end_takes_time_in_proportion_only(name: str, text: str, tmp_path: Path) -> None:
    path = write(tmp_path, text, name)
    began = time.process_time()
    found = read([path], today=TODAY)
    assert time.process_time() - began < 10, "a quadratic reader needs minutes here"
    assert len({contact.key for contact in found.contacts}) == len(found.contacts) in {1, 20_000}
