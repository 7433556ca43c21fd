"""Cards as phones write them: long lines broken and folded, pictures, agents, and every line of them in its place."""

from __future__ import annotations

import pytest

from outreach.domain.network import Contact, Reading
from outreach.exchange.contacts import read_part
from outreach.exchange.contacts.cards import MAX_CARD, is_cards
from outreach.exchange.source import Part


def cards(text: str, encoding: str = "utf-8") -> Reading:
    return read_part(Part("book.vcf", "book.vcf", text.encode(encoding), None))


def card(*lines: str, name: str = "Ana Ruiz") -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""])


def one(*lines: str) -> Contact:
    (contact,) = cards(card(*lines)).contacts
    return contact


def test_a_line_broken_softly_goes_on_in_the_next_whatever_stands_there() -> None:
    lines = ("NOTE;ENCODING=QUOTED-PRINTABLE:met in=", " Bergen: with=", "TEL:none, caf=C3=A9", "TITLE:Engineer")
    assert (one(*lines).note, one(*lines).position, one(*lines).phone) == ("met in Bergen: withTEL:none, café", "Engineer", "")


def test_an_equals_sign_at_the_end_of_a_plain_line_breaks_nothing() -> None:
    ana = one("NOTE:one = one and two =", "TITLE:Engineer")
    assert (ana.note, ana.position) == ("one = one and two =", "Engineer")


@pytest.mark.parametrize("what", ["PHOTO", "LOGO", "SOUND", "KEY", "item1.PHOTO", "photo;ENCODING=b"])
def test_what_is_no_text_of_any_size_costs_a_card_nothing(what: str) -> None:
    ana = one(f"{what}:" + "z" * MAX_CARD, " " + "z" * 1_000, "TITLE:Engineer")
    assert (ana.name, ana.position) == ("Ana Ruiz", "Engineer")


def test_a_folded_line_goes_on_after_its_one_blank() -> None:
    assert one("NOTE:met in Ber", " gen and", "\t Oslo").note == "met in Bergen and Oslo"


def test_a_phone_number_written_as_an_address_is_a_number() -> None:
    assert one("TEL;VALUE=uri:tel:+47-555-0100").phone == "+47-555-0100"
    assert one("TEL:", "TEL;TYPE=work:555 0101").phone == "555 0101"


@pytest.mark.parametrize("line", ["URL", "item2.URL", "X-SOCIALPROFILE;type=linkedin", "SOCIALPROFILE"])
def test_a_profile_is_found_wherever_a_program_puts_it(line: str) -> None:
    ana = one("URL:https://blog.example", f"{line}:https://www.linkedin.com/in/ana-ruiz")
    assert (ana.key, ana.url) == ("linkedin.com/in/ana-ruiz", "https://www.linkedin.com/in/ana-ruiz")


def test_the_preferred_address_is_taken_and_a_wrong_one_kept_as_a_note() -> None:
    ana = one("EMAIL:home@example.org", "EMAIL;TYPE=PREF:ana@example.org")
    assert (ana.email, ana.note) == ("ana@example.org", "")
    assert one("EMAIL:ana at example").note == "e-mail as given: ana at example"


def test_names_in_parts_win_over_the_one_shown_and_the_first_of_each_line_counts() -> None:
    lines = (
        "N:Ruiz;Ana;;Dr.;",
        "N:Other;Name",
        "FN:Somebody Else",
        "ORG:Fern\\, Wick\\; Labs;Tools",
        "ORG:Holt",
        "ROLE:Engineer",
        "TITLE:x",
    )
    found = one(*lines)
    assert (found.name, found.first, found.company, found.position) == ("Ana Ruiz", "Ana", "Fern, Wick; Labs", "Engineer")


def test_a_name_shown_the_other_way_round_is_turned_and_a_title_after_a_comma_is_not() -> None:
    found = cards(card(name="Ruiz\\, Ana") + card(name="Bo Larkin\\, Ph.D.") + card(name="Tom Okafor\\, MBA"))
    assert [(each.name, each.first) for each in found.contacts] == [
        ("Ana Ruiz", "Ana"), ("Bo Larkin, Ph.D.", "Bo"), ("Tom Okafor, MBA", "Tom"),
    ]  # fmt: skip


def nested(depth: int) -> str:
    """A card whose agent has an agent, and so on."""
    lines = ["FN:Ana Ruiz"]
    for level in range(depth - 1):
        lines += ["AGENT:", "BEGIN:VCARD", f"FN:Agent {level}"]
    return "\r\n".join(["BEGIN:VCARD", *lines, *["END:VCARD"] * depth, ""])


def test_agents_within_agents_are_nobody_here_and_too_many_of_them_are_told() -> None:
    assert [each.name for each in cards(nested(4)).contacts] == ["Ana Ruiz"]
    found = cards(nested(5) + card(name="Bo Larkin"))
    assert [each.name for each in found.contacts] == ["Bo Larkin"]
    assert [(row.line, row.reason) for row in found.skipped] == [(1, "cards within cards more than 4 deep")]


def test_a_card_that_is_never_closed_is_told_with_the_line_it_begins_on() -> None:
    found = cards("BEGIN:VCARD\r\nFN:Lost One\r\n" + card() + "BEGIN:VCARD\r\nFN:Lost Two\r\n")
    assert [each.name for each in found.contacts] == ["Ana Ruiz"]
    assert [(row.line, row.reason) for row in found.skipped] == [(1, "the card never ends"), (7, "the card never ends")]


def test_every_card_is_counted_once_as_somebody_or_as_left_out() -> None:
    found = cards(card() + card() + card(name="") + card("URL:https://www.linkedin.com/in/x", name="Bo") +
                  card("URL:linkedin.com/in/x", name="B. Larkin"))  # fmt: skip
    assert (found.counts["rows"], found.counts["contacts"], found.counts["skipped"]) == (5, 2, 3)
    assert (found.counts["duplicates"], found.counts["no_company"], found.counts["with_email"]) == (2, 2, 0)
    assert [row.reason for row in found.skipped] == ["the same person again", "no person's name", "the same profile again"]


def test_two_people_of_one_name_at_one_company_stay_two_under_keys_of_their_own() -> None:
    addresses = ["EMAIL:a@example.org", "EMAIL:b@example.org", "TEL:1", "TEL:2"]
    found = cards("".join(card("ORG:Holt", line) for line in addresses))
    assert [each.key for each in found.contacts] == [
        "ana ruiz|holt", "ana ruiz|holt|b@example.org", "ana ruiz|holt|", "ana ruiz|holt||2",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_cards_in_another_encoding_are_known_as_such_and_read(encoding: str) -> None:
    text = card("ORG:Ålund & Søn", "TITLE:Engineer", name="Zoë Ålund")
    assert is_cards(text.encode(encoding))
    assert [(each.name, each.company) for each in cards(text, encoding).contacts] == [("Zoë Ålund", "Ålund & Søn")]


def test_a_value_says_its_own_encoding_and_an_unknown_one_is_read_all_the_same() -> None:
    lines = ("NOTE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:caf=E9", "TITLE;CHARSET=ROT13;ENCODING=QUOTED-PRINTABLE:Na=C3=AFve")
    assert (one(*lines).note, one(*lines).position) == ("café", "Naïve")


def test_a_colon_within_quotes_belongs_to_the_parameter() -> None:
    assert one('URL;X-LABEL="profile: work":https://www.linkedin.com/in/ana').url == "https://www.linkedin.com/in/ana"


def test_a_spaced_out_beginning_is_one_too() -> None:
    text = card().replace("BEGIN:VCARD", "begin : vcard").replace("END:VCARD", "End : vCard")
    assert is_cards(text.encode())
    assert [each.name for each in cards(text).contacts] == ["Ana Ruiz"]


def test_a_name_of_which_only_one_part_is_given_is_taken_as_it_is_shown() -> None:
    for parts in ("N:;Ana;;;", "N:Ruiz;;;;"):
        (ana,) = cards(card(parts)).contacts
        assert (ana.name, ana.first) == ("Ana Ruiz", "Ana")
    assert [each.name for each in cards(card("N:Ruiz;;;;", name="")).contacts] == ["Ruiz"]
    assert [each.name for each in cards(card("N:Ruiz", name="")).contacts] == ["Ruiz"]
