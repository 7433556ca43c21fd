"""vCards of every version and program give the same plain people; a bad card costs only itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.network import Contact, Reading
from outreach.errors import BadInput
from outreach.exchange.contacts import read_contacts
from outreach.exchange.contacts.cards import MAX_CARD, MAX_CARDS, read
from outreach.exchange.contacts.people import People

FIXTURES = Path(__file__).parents[2] / "fixtures" / "contacts"


def book(folder: Path, text: str | bytes) -> Reading:
    path = folder / "book.vcf"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_contacts(path)


def card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


@pytest.fixture(scope="module")
def people() -> dict[str, Contact]:
    return {contact.name: contact for contact in read_contacts(FIXTURES / "contacts.vcf").contacts}


def test_an_apple_card_gives_person_employer_profile_and_note(people: dict[str, Contact]) -> None:
    ottoline = people["Ottoline Brackenreid"]
    assert ottoline.key == "linkedin.com/in/ottoline-brackenreid-fx0101"
    assert (ottoline.company, ottoline.position) == ("Spotify", "Engineering Manager")
    assert (ottoline.email, ottoline.phone) == ("ottoline@example.com", "+1 555-0111")
    assert ottoline.note.startswith("Met at Example Conf, 2026\nsecond line; semicolons too.")
    assert "folded at seventy-five octets" in ottoline.note


def test_group_prefixes_are_ignored(people: dict[str, Contact]) -> None:
    assert (people["John Gmailstyle"].company, people["John Gmailstyle"].position) == ("Bananarama Holdings", "Owner")


def test_version_four_parameters_do_not_spill_into_the_value(people: dict[str, Contact]) -> None:
    soren = people["Søren Ølgaardsen"]
    assert (soren.phone, soren.company, soren.key) == ("+45-5550-0103", "Ørsted A/S", "linkedin.com/in/søren-ølgaardsen-fx0005")


def test_version_two_is_unquoted(people: dict[str, Contact]) -> None:
    assert people["Zoë Müllbrecht"].note == "Outlook 2.1 card\nsecond line"


def test_a_company_card_is_no_person() -> None:
    found = read_contacts(FIXTURES / "contacts.vcf")
    assert [(row.line, row.reason) for row in found.skipped] == [(24, "a company or group, not a person")]
    assert found.counts["rows"] == found.counts["visible"] + found.counts["skipped"] == 5


def test_the_preferred_address_wins(tmp_path: Path) -> None:
    (ana,) = book(tmp_path, card("FN:Ana Ruiz", "EMAIL:old@example.org", "EMAIL;TYPE=pref:new@example.org")).contacts
    assert ana.email == "new@example.org"


def test_a_folded_letter_is_put_together_again(tmp_path: Path) -> None:
    folded = card("FN:Søren Ålund").encode().replace(b"\xc3\xb8", b"\xc3\r\n \xb8")
    assert [contact.name for contact in book(tmp_path, folded).contacts] == ["Søren Ålund"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    assert [c.name for c in book(tmp_path, card("FN:Zoë Ålund").encode(encoding)).contacts] == ["Zoë Ålund"]


@pytest.mark.parametrize("charset", ["X-NONSENSE", "ZIP", "IDNA", "ISO-8859-99", ""])
def test_an_unknown_charset_is_no_reason_to_stop(charset: str, tmp_path: Path) -> None:
    assert [c.name for c in book(tmp_path, card(f"FN;CHARSET={charset}:Ana Ruiz")).contacts] == ["Ana Ruiz"]


def test_a_named_charset_is_used(tmp_path: Path) -> None:
    raw = card("FN;CHARSET=ISO-8859-2;ENCODING=QUOTED-PRINTABLE:=A3ucja Ruiz")
    assert [c.name for c in book(tmp_path, raw).contacts] == ["Łucja Ruiz"]


def test_pictures_are_passed_over_unread(tmp_path: Path) -> None:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["QUJD" * 18] * 40_000)
    (ana,) = book(tmp_path, card("FN:Ana Ruiz", picture, "TITLE:Engineer")).contacts
    assert ana.position == "Engineer"


def test_a_card_that_is_too_long_costs_itself(tmp_path: Path) -> None:
    found = book(tmp_path, card("FN:Long", "NOTE:" + "x" * MAX_CARD) + card("FN:Ana Ruiz"))
    assert [c.name for c in found.contacts] == ["Ana Ruiz"]
    assert [row.reason for row in found.skipped] == ["the card is too long"]


def test_thousands_of_cards_that_never_end_are_each_named_and_quickly_done(tmp_path: Path) -> None:
    found = book(tmp_path, "BEGIN:VCARD\r\n" * 5_000 + card("FN:Ana Ruiz"))
    assert [c.name for c in found.contacts] == ["Ana Ruiz"]
    assert found.counts["skipped"] == 5_000
    assert len(found.skipped) == 1_000


def test_an_agents_card_inside_another_is_not_a_person_of_its_own(tmp_path: Path) -> None:
    agent = ["AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Agent Cooper", "END:VCARD"]
    assert [c.name for c in book(tmp_path, card("FN:Ana Ruiz", *agent, "TITLE:Engineer")).contacts] == ["Ana Ruiz"]


def test_more_cards_than_are_read_are_said(tmp_path: Path) -> None:
    people, said = People(), []
    read(b"BEGIN:VCARD\nEND:VCARD\n" * (MAX_CARDS + 5), people, lambda line, reason: said.append(reason))
    assert said[-1] == "only the first 50,000 cards are read"


def test_namesakes_at_one_employer_stay_two_people(tmp_path: Path) -> None:
    found = book(
        tmp_path, card("FN:Ana Ruiz", "ORG:Fernwick", "EMAIL:a@example.org") + card("FN:Ana Ruiz", "ORG:Fernwick", "EMAIL:b@example.org")
    )
    assert len({contact.key for contact in found.contacts}) == 2


def test_the_same_card_twice_is_one_person(tmp_path: Path) -> None:
    found = book(tmp_path, card("FN:Ana Ruiz", "ORG:Fernwick") * 2)
    assert len(found.contacts) == 1
    assert [row.reason for row in found.skipped] == ["the same person again"]


def test_a_book_of_nobody_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="names nobody") as caught:
        book(tmp_path, card("NOTE:x"))
    assert "\n" not in str(caught.value)


@given(
    st.lists(
        st.sampled_from(
            [
                b"BEGIN:VCARD",
                b"END:VCARD",
                b"FN:A",
                b"N:;",
                b" x",
                b"NOTE;ENCODING=QUOTED-PRINTABLE:=",
                b"PHOTO;ENCODING=b:!",
                b":",
                b";",
                b"\xff\xfe",
                b"item1.",
                b"ORG:\\;;",
                b"AGENT:",
                b'TEL;X=":',
            ]
        ),
        max_size=30,
    )
)
def test_no_arrangement_of_lines_breaks_the_reader_and_every_card_is_accounted_for(lines: list[bytes]) -> None:
    people, left_out = People(), []
    count = read(b"\r\n".join(lines), people, lambda line, reason: left_out.append((line, reason)))
    assert count == len(people.contacts) + len(left_out)


@given(st.binary(max_size=300))
def test_no_bytes_in_a_card_break_the_reader(data: bytes) -> None:
    people = People()
    read(b"BEGIN:VCARD\nFN:" + data + b"\nEND:VCARD\n", people, lambda line, reason: None)
