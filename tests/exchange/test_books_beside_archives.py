"""An address book read along with an archive: what it lends, what it leaves alone, and what is counted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from outreach.domain.network import Reading
from outreach.exchange.registry import read

TODAY = dt.date(2026, 10, 6)
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
BOOK = "Name,Company,Title,Email,Phone,LinkedIn,Notes\n"


def both(folder: Path, archive: str, book: str) -> Reading:
    (folder / "Connections.csv").write_text(CONNECTIONS + archive, encoding="utf-8")
    (folder / "people.csv").write_text(BOOK + book, encoding="utf-8")
    return read([folder / "Connections.csv", folder / "people.csv"], today=TODAY)


def test_the_book_fills_what_the_archive_left_empty(tmp_path: Path) -> None:
    archive = "Ana,Ruiz,,ana@example.org,,,04 Mar 2024\n"
    book = "A Ruiz,Fernwick,Engineer,ANA@example.org,555 0100,https://www.linkedin.com/in/ana-ruiz,likes tea\n"
    (ana,) = both(tmp_path, archive, book).contacts
    assert (ana.name, ana.company, ana.position, ana.email, ana.phone) == (
        "Ana Ruiz",
        "Fernwick",
        "Engineer",
        "ana@example.org",
        "555 0100",
    )
    assert (ana.url, ana.note, ana.connected_on) == ("https://www.linkedin.com/in/ana-ruiz", "likes tea", dt.date(2024, 3, 4))


def test_the_book_overwrites_nothing(tmp_path: Path) -> None:
    archive = "Ana,Ruiz,https://www.linkedin.com/in/ana,ana@example.org,Fernwick,Engineer,04 Mar 2024\n"
    book = "A Ruiz,Elsewhere,Intern,other@example.org,,linkedin.com/in/ana,\n"
    (ana,) = both(tmp_path, archive, book).contacts
    assert (ana.company, ana.position, ana.email, ana.phone, ana.note) == ("Fernwick", "Engineer", "ana@example.org", "", "")
    assert ana.url == "https://www.linkedin.com/in/ana"


def test_notes_of_both_stand_one_below_the_other_and_the_same_one_once(tmp_path: Path) -> None:
    archive = "Ana,Ruiz,https://www.linkedin.com/in/ana,,Fernwick,Engineer,someday\n"
    (ana,) = both(tmp_path, archive, "Ana Ruiz,Fernwick,,,,,likes tea\n").contacts
    first, second = ana.note.split("\n")
    assert "someday" in first and second == "likes tea"


def test_people_without_an_address_of_their_own_are_not_taken_for_one_another(tmp_path: Path) -> None:
    archive = "Ana,Ruiz,https://www.linkedin.com/in/ana,,Fernwick,,04 Mar 2024\n"
    found = both(tmp_path, archive, "Bo Larkin,Holt,Buyer,,,,\nAna Ruiz,,,,1,,\n")
    assert [contact.name for contact in found.contacts] == ["Ana Ruiz", "Bo Larkin", "Ana Ruiz"]
    assert not any("were known already" in note for note in found.notes)


def test_a_name_two_people_bear_joins_to_neither(tmp_path: Path) -> None:
    archive = "".join(f"Ana,Ruiz,https://www.linkedin.com/in/ana{number},,Fernwick,,04 Mar 2024\n" for number in range(2))
    assert len(both(tmp_path, archive, "Ana Ruiz,Fernwick,,ana@example.org,,,\n").contacts) == 3


def test_the_counts_are_those_of_both_together(tmp_path: Path) -> None:
    archive = "Ana,Ruiz,https://www.linkedin.com/in/ana,,Fernwick,,04 Mar 2024\nBo,Larkin,,,,,04 Mar 2024\ntoo,short\n"
    book = "Ana Ruiz,Fernwick,,ana@example.org,,,\nCy Dahl,Holt,,cy@example.org,,,\n,,,nobody@example.org,,,\n"
    found = both(tmp_path, archive, book)
    assert (found.counts["rows"], found.counts["visible"], found.counts["skipped"]) == (6, 4, 2)
    assert (found.counts["contacts"], found.counts["with_email"], found.counts["no_company"]) == (3, 2, 1)
    assert (found.counts["messages"], found.counts["drafts"]) == (0, 0), "what only an archive counts stays as it is"
    assert [row.file for row in found.skipped] == ["Connections.csv", "people.csv"]
    assert "1 people of the address book were known already: what was missing was added" in found.notes


def test_a_file_in_a_folder_that_nobody_can_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "Connections.csv").write_text("only,words\nin,here\n", encoding="utf-8")
    (tmp_path / "Connections_1.csv").write_text(CONNECTIONS + "Ana,Ruiz,,,Fernwick,,04 Mar 2024\n", encoding="utf-8")
    found = read([tmp_path], today=TODAY)
    assert [contact.name for contact in found.contacts] == ["Ana Ruiz"]
    assert f"{tmp_path.name}/Connections.csv: its columns are not known, left out" in found.notes
