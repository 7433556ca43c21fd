"""Rows that are untidy in one way each: what is read of them, on which line they are named, and that the count comes out."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.domain.network import Reading
from outreach.exchange import table
from outreach.exchange.contacts import read_part
from outreach.exchange.linkedin import read_parts
from outreach.exchange.source import Part

TODAY = dt.date(2026, 10, 6)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
MESSAGES = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
IN = "https://www.linkedin.com/in/"


def row(name: str, company: str = "Fernwick") -> str:
    return f"{name},Ruiz,{IN}{name.lower()},,{company},Engineer,04 Mar 2024"


def people(*rows: str, header: str = HEADER) -> Reading:
    data = "\n".join([header, *rows, ""]).encode()
    return read_parts([Part("Connections.csv", "Connections.csv", data, None)], today=TODAY)


def listed(*rows: str, header: str = "Name,Company,Email") -> Reading:
    return read_part(Part("list.csv", "list.csv", "\n".join([header, *rows, ""]).encode(), None))


def names(found: Reading) -> list[str]:
    return [contact.first for contact in found.contacts]


def told(found: Reading) -> list[tuple[int, str]]:
    return [(skipped.line, skipped.reason) for skipped in found.skipped]


def test_empty_cells_beyond_the_last_column_are_nothing() -> None:
    found = people(row("Ana") + ",,", row("Bo"), row("Cy") + ", ")
    assert (names(found), told(found), found.counts["rows"]) == (["Ana", "Bo", "Cy"], [], 3)
    assert names(listed("Ana Ruiz,Fernwick,a@example.org,,", "Bo Larkin,Holt,b@example.org")) == ["Ana", "Bo"]


def test_a_row_with_something_beyond_the_last_column_is_named_and_counted() -> None:
    found = people(row("Ana"), row("Bo") + ",surplus", row("Cy"))
    assert (names(found), told(found)) == (["Ana", "Cy"], [(3, "8 cells where the header has 7")])
    assert (found.counts["rows"], found.counts["skipped"]) == (3, 1)
    assert told(listed("Bo Larkin,Holt,b@example.org", "Ana Ruiz,Fernwick,a@example.org,more")) == [(3, "4 cells where the header has 3")]


def test_a_quote_that_swallows_lines_says_over_how_many_it_goes() -> None:
    found = people(row("Ana"), f'Bo,"Lark\nin,x\ny",{IN}bo,,Holt', row("Cy"))
    assert (names(found), told(found)) == (["Ana", "Cy"], [(3, "5 cells where the header has 7; a quote keeps it open for 3 lines")])


def test_empty_lines_are_no_rows_and_blank_ones_are_told() -> None:
    found = people(row("Ana"), "", "", row("Bo"), ",,,", row("Cy"))
    assert (names(found), told(found), found.counts["rows"]) == (["Ana", "Bo", "Cy"], [(6, "blank row")], 4)
    by_hand = listed("Ana Ruiz,Fernwick,a@example.org", "", ",,,,", "Bo Larkin,Holt,b@example.org")
    assert (names(by_hand), told(by_hand), by_hand.counts["rows"]) == (["Ana", "Bo"], [(4, "blank row")], 3)


def test_a_cell_beyond_any_length_costs_its_row_and_the_count_comes_out() -> None:
    found = people(row("Ana"), row("Bo", "x" * (table.MAX_CELL + 1)), row("Cy"))
    assert (names(found), told(found)) == (["Ana", "Cy"], [(3, "a cell is longer than 100,000 characters")])
    assert (found.counts["rows"], found.counts["skipped"]) == (3, 1)
    assert names(people(row("Ana", "x" * table.MAX_CELL))) == ["Ana"]


def test_a_quote_that_never_closes_costs_its_row_and_the_count_comes_out() -> None:
    found = people(row("Ana"), row("Bo", '"Holt'), row("Cy"), row("Di"))
    assert (names(found), told(found)) == (["Ana", "Cy", "Di"], [(3, "a quote opens here and never closes")])
    assert (found.counts["rows"], found.counts["skipped"]) == (4, 1)
    by_hand = listed("Ana Ruiz,Fernwick,a@example.org", 'Bo Larkin,"Holt,b@example.org', "Cy Dahl,Holt,c@example.org")
    assert (names(by_hand), told(by_hand), by_hand.counts["rows"]) == (["Ana", "Cy"], [(3, "a quote opens here and never closes")], 3)


def test_rows_after_one_of_several_lines_are_named_on_the_line_they_begin_on() -> None:
    found = people(row("Ana", '"Fern\nwick"'), row("Bo") + ",x", row("Cy"))
    assert (names(found), told(found)) == (["Ana", "Cy"], [(4, "8 cells where the header has 7")])
    mended = people(row("Ana", '"Fern\nwick"'), row("Bo") + ",x", row("Cy", '"Holt'), row("Di"))
    assert told(mended) == [(4, "8 cells where the header has 7"), (5, "a quote opens here and never closes")]


@pytest.mark.parametrize(("delimiter", "shown"), [("\t", "tabs"), (";", "';'"), ("|", "'|'")])
def test_another_delimiter_is_said_in_words(delimiter: str, shown: str) -> None:
    found = people(row("Ana").replace(",", delimiter), header=HEADER.replace(",", delimiter))
    assert names(found) == ["Ana"]
    assert f"Connections.csv: columns are parted by {shown}" in found.notes


def test_only_so_many_rows_are_read_and_only_so_many_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_ROWS", 3)
    monkeypatch.setattr(table, "MAX_SKIPS", 1)
    rows = [row(name) for name in ("Ana", "Bo", "Cy", "Di")]
    assert not any("only the first" in note for note in people(*rows[:3]).notes)
    found = people(*rows)
    assert (names(found), found.counts["rows"]) == (["Ana", "Bo", "Cy"], 3)
    assert "Connections.csv: only the first 3 rows were read" in found.notes
    short = people("x", "y", rows[0])
    assert (told(short), short.counts["skipped"]) == ([(2, "1 cells where the header has 7")], 2)
    by_hand = listed(*(f"P{number} Q,Holt,p{number}@example.org" for number in range(4)))
    assert (len(by_hand.contacts), by_hand.counts["rows"]) == (3, 3)
    assert "list.csv: only the first 3 rows were read" in by_hand.notes


def test_the_header_again_is_no_person_wherever_the_name_stands() -> None:
    found = listed("Ana Ruiz,Fernwick,a@example.org", "Name,Company,Email", "Name,Holt,n@example.org")
    assert ([contact.name for contact in found.contacts], told(found)) == (["Ana Ruiz", "Name"], [(3, "the header again")])
    again = people(row("Ana"), HEADER, row("Bo"))
    assert (names(again), told(again)) == (["Ana", "Bo"], [(3, "the header again")])


def test_messages_are_named_on_their_lines_too_and_counted() -> None:
    mail = f"t,,Ana Ruiz,{IN}ana,Robin Alder,{IN}robin,2026-09-01 09:00:00 UTC,,%s,INBOX"
    data = "\n".join([MESSAGES, mail % "Hello", "short,row", mail % ("x" * (table.MAX_CELL + 1)), mail % "When?", ""]).encode()
    profile = Part("Profile.csv", "Profile.csv", b"First Name,Last Name,Headline\nRobin,Alder,x\n", None)
    found = read_parts([Part("messages.csv", "messages.csv", data, None), profile], today=TODAY)
    assert told(found) == [(3, "2 cells where the header has 10"), (4, "a cell is longer than 100,000 characters")]
    assert (found.counts["messages"], [contact.received for contact in found.contacts]) == (4, [2])


def test_damage_in_a_few_letters_leaves_the_rest_as_it_is() -> None:
    data = "\n".join([HEADER, *(row(f"Zoë{number}") for number in range(9)), ""]).encode().replace(b"Zo\xc3\xab3", b"Zo\xc3e3")
    found = read_parts([Part("Connections.csv", "Connections.csv", data, None)], today=TODAY)
    assert names(found)[:3] == ["Zoë0", "Zoë1", "Zoë2"]
    assert "Connections.csv: some characters are damaged and show as \ufffd" in found.notes
    western = "\n".join([HEADER, row("Zoë"), ""]).encode("cp1252")
    assert names(read_parts([Part("Connections.csv", "Connections.csv", western, None)], today=TODAY)) == ["Zoë"]


def test_a_letter_cut_in_half_at_the_end_is_no_reason_to_read_all_of_it_another_way() -> None:
    data = "\n".join([HEADER, row("Zoë"), row("Bjørn"), row("Ana") + ","]).encode() + "é".encode()[:1]
    found = read_parts([Part("Connections.csv", "Connections.csv", data, None)], today=TODAY)
    assert names(found)[:2] == ["Zoë", "Bjørn"]
    assert "Connections.csv: some characters are damaged and show as \ufffd" in found.notes
