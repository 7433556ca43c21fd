"""Address books as CSV, each program's own columns, and lists people keep by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.domain.network import Contact
from outreach.errors import BadInput
from outreach.exchange.contacts import read_contacts

FIXTURES = Path(__file__).parents[2] / "fixtures"


def only(folder: Path, text: str, encoding: str = "utf-8") -> Contact:
    path = folder / "people.csv"
    path.write_bytes(text.encode(encoding))
    (contact,) = read_contacts(path).contacts
    return contact


def test_google_as_it_exports_today() -> None:
    found = read_contacts(FIXTURES / "contacts" / "google_contacts.csv")
    ottoline, pelle = found.contacts
    assert (ottoline.name, ottoline.company, ottoline.position) == ("Ottoline Brackenreid", "Spotify", "Engineering Manager")
    assert (ottoline.email, ottoline.phone, ottoline.note) == ("ottoline@example.com", "+1 555-0111", "Met at Example Conf\nsecond line")
    assert ottoline.key == "linkedin.com/in/ottoline-brackenreid-fx0101"
    assert pelle.key == "pelle strandqvist|ericsson ab"
    assert [(row.line, row.reason) for row in found.skipped] == [(4, "no person's name")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_google_as_it_was_until_2024(encoding: str, tmp_path: Path) -> None:
    header = "Name,Given Name,Additional Name,Family Name,Yomi Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    header += "E-mail 2 - Type,E-mail 2 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title"
    row = "Ana M Ruiz,Ana,M,Ruiz,,met in Bergen,* myContacts,Home,home@example.org,* Work,ana@example.org ::: a2@example.org,"
    row += ",Fernwick,Engineer"
    ana = only(tmp_path, f"{header}\n{row}\n", encoding)
    assert (ana.name, ana.email, ana.company, ana.position, ana.note) == (
        "Ana Ruiz",
        "ana@example.org",
        "Fernwick",
        "Engineer",
        "met in Bergen",
    )


def test_outlooks_title_is_how_one_is_addressed_and_not_the_job(tmp_path: Path) -> None:
    header = '"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title",'
    header += '"Business Street","Mobile Phone","E-mail Address"'
    row = '"Dr.","Zoë","","Ålund","","Fernwick","","Engineer","","555 0100","zoe@example.org"'
    zoe = only(tmp_path, f"{header}\r\n{row}\r\n", "cp1252")
    assert (zoe.name, zoe.position, zoe.phone, zoe.email) == ("Zoë Ålund", "Engineer", "555 0100", "zoe@example.org")


def test_outlook_on_the_web(tmp_path: Path) -> None:
    header = "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,"
    header += "Home Phone,Job Title,Department,Company,Web Page,Anniversary,Notes"
    row = "Ana,,Ruiz,Ms.,,,,,ana@example.org,,,Engineer,,Fernwick,https://www.linkedin.com/in/ana-ruiz,,"
    ana = only(tmp_path, f"\ufeff{header}\r\n{row}\r\n")
    assert (ana.key, ana.position, ana.company) == ("linkedin.com/in/ana-ruiz", "Engineer", "Fernwick")


def test_contacts_uploaded_to_linkedin(tmp_path: Path) -> None:
    header = (
        "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,InstantMessageHandles,FullName,Profiles"
    )
    row = 'ADDRESS_BOOK,Ana,Ruiz,Fernwick,Head of Talent,"bad,ana@example.org",+1 555 0199,"1/2/20, 3:04 AM",,,,,'
    ana = only(tmp_path, f"{header}\n{row}\n")
    assert (ana.company, ana.position, ana.email) == ("Fernwick", "Head of Talent", "ana@example.org")


def test_a_list_kept_by_hand_loses_nothing_that_is_in_it() -> None:
    (ottoline,) = read_contacts(FIXTURES / "contacts" / "generic_contacts.csv").contacts
    assert (ottoline.name, ottoline.company, ottoline.position, ottoline.email) == (
        "Ottoline Brackenreid",
        "Spotify",
        "EM",
        "ottoline@example.com",
    )
    assert ottoline.note == "How we know each other: former manager\nLast contacted: 2025-12-24\nStrength (1-5): 5"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Name;Employer;Role", "Ruiz, Ana;Fernwick;Engineer"),
        ("name\torganisation\ttitle", "Ana Ruiz\tFernwick\tEngineer"),
        ("Vorname,Nachname,Firma,Position", "Ana,Ruiz,Fernwick,Engineer"),
        ("Full name,Company,Position,Class of", "Ana Ruiz,Fernwick,Engineer,2014"),
    ],
)
def test_headers_by_other_names_are_understood(header: str, row: str, tmp_path: Path) -> None:
    ana = only(tmp_path, f"{header}\n{row}\n")
    assert (ana.name, ana.company, ana.position) == ("Ana Ruiz", "Fernwick", "Engineer")


def test_a_name_with_a_degree_is_not_turned_round(tmp_path: Path) -> None:
    assert only(tmp_path, 'Name,Company\n"Ruiz, Ph.D.",Fernwick\n').name == "Ruiz, Ph.D."
    assert only(tmp_path, 'Name,Company\n"Ana Ruiz, MBA",Fernwick\n').name == "Ana Ruiz, MBA"


def test_a_wrong_address_is_kept_as_a_note(tmp_path: Path) -> None:
    ana = only(tmp_path, 'Name,Email\nAna Ruiz,"ana@example.org\nBcc:x@example.org"\n')
    assert ana.email == ""
    assert "e-mail as given" in ana.note


def test_a_link_that_is_no_profile_is_not_taken_for_one(tmp_path: Path) -> None:
    ana = only(tmp_path, "Name,Company,URL\nAna Ruiz,Fernwick,javascript:alert(1)\n")
    assert (ana.url, ana.key) == ("", "ana ruiz|fernwick")


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Date,Amount\n2026-01-01,5\n", encoding="utf-8")
    with pytest.raises(BadInput, match="no address book"):
        read_contacts(path)
