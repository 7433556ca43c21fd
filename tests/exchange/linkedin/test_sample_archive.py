"""The sample archive: one of every oddity LinkedIn's files are known to have, read as a careful person would read it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from outreach.domain.network import Contact, Reading
from outreach.exchange.linkedin import read_archive

FIXTURES = Path(__file__).parents[2] / "fixtures"
TODAY = dt.date(2026, 10, 6)


@pytest.fixture(scope="module")
def sample() -> Reading:
    return read_archive([FIXTURES / "Complete_LinkedInDataExport_10-06-2026.zip"], today=TODAY)


@pytest.fixture(scope="module")
def person(sample: Reading) -> dict[str, Contact]:
    return {contact.key.removeprefix("linkedin.com/in/").rpartition("-")[0]: contact for contact in sample.contacts}


def test_the_owner_is_known_by_name_and_address(sample: Reading) -> None:
    assert (sample.owner_name, sample.owner_key) == ("Rowan Testerby", "linkedin.com/in/rowan-testerby-fx0000")
    assert sample.headline.startswith("Backend engineer")
    assert sample.archive_on == dt.date(2026, 10, 6)


def test_the_owners_own_career_comes_with_months(sample: Reading) -> None:
    assert [(role.company, role.since, role.until) for role in sample.positions] == [
        ("Nimbus Harbor Analytics", "2023-03", ""),
        ("Copperfield & Wren LLP", "2019-01", "2023-02"),
        ("Tidewater Robotics", "2017", "2018"),
        ("Freelance", "", "2016-12"),
    ]
    assert [(school.company, school.title, school.until) for school in sample.schools] == [
        ("Example University", "BSc, Computer Science", "2017")
    ]


def test_the_counts_of_the_preview(sample: Reading) -> None:
    expected = {
        "rows": 40,
        "connections": 40,
        "hidden_rows": 2,
        "visible": 38,
        "contacts": 42,
        "not_connected": 4,
        "messages": 21,
        "invitations": 6,
        "two_way_threads": 5,
        "only_me_threads": 1,
        "only_them_threads": 2,
        "note_only_threads": 1,
        "group_threads": 1,
        "drafts": 2,
        "spam": 1,
        "sponsored": 1,
        "inmail_threads": 1,
        "pending_invites": 2,
    }
    assert {key: sample.counts[key] for key in expected} == expected
    assert sample.missing == ()
    assert sample.notes == ()


def test_messages_both_ways_are_traded_messages(person: dict[str, Contact]) -> None:
    mirelle = person["mirelle-okonbrandt"]
    assert (mirelle.sent, mirelle.received, mirelle.both) == (2, 1, True)
    assert (mirelle.first_on, mirelle.last_on) == (dt.date(2026, 9, 29), dt.date(2026, 9, 30))
    assert not mirelle.last_from_them
    assert mirelle.last_line == ""


def test_an_accepted_note_is_an_invitation_and_no_conversation(person: dict[str, Contact]) -> None:
    odalys = person["odalys-brightwaite"]
    assert (odalys.sent, odalys.received, odalys.both, odalys.last_on) == (0, 0, False, None)
    assert odalys.invited_on == dt.date(2026, 6, 1)
    assert odalys.invite_note.startswith("Hi Odalys, I loved your talk")
    assert not odalys.pending


def test_a_group_thread_credits_nobody(person: dict[str, Contact]) -> None:
    for name in ("bexley-quorrell-pmp®", "fenwick-adebarre", "zoë-müllbrecht"):
        assert (person[name].sent, person[name].received) == (0, 0)


def test_raw_and_percent_encoded_addresses_are_one_person(person: dict[str, Contact]) -> None:
    soren = person["søren-ølgaardsen"]
    assert soren.url.endswith("s%C3%B8ren-%C3%B8lgaardsen-fx0005")
    assert soren.both
    assert soren.last_line == "Hej! Tak for snakken."
    assert soren.invited_on == dt.date(2026, 7, 31)
    assert soren.endorsed_me == dt.date(2026, 2, 1)
    assert soren.skills == ("PostgreSQL",)


def test_drafts_spam_and_sponsored_mail_leave_no_trace(sample: Reading, person: dict[str, Contact]) -> None:
    assert person["zephyrine-holloway-kast"].sent == 0
    assert not any("crypto" in key or "learnly" in key for key in person)
    assert not any("%FIRSTNAME%" in contact.last_line for contact in sample.contacts)


def test_an_empty_body_counts_as_a_message_without_words(person: dict[str, Contact]) -> None:
    wilhelmina = person["wilhelmina-crossthwaite"]
    assert (wilhelmina.sent, wilhelmina.received, wilhelmina.last_from_them, wilhelmina.last_line) == (1, 1, True, "")


def test_a_stranger_with_a_subject_wrote_an_inmail(person: dict[str, Contact]) -> None:
    hyacinth = person["hyacinth-recruitwell"]
    assert hyacinth.inmail
    assert hyacinth.connected_on is None
    assert hyacinth.last_line == "Hi Rowan, I came across your profile… & wanted to reach out."


def test_pending_means_invited_and_not_connected(sample: Reading, person: dict[str, Contact]) -> None:
    assert {contact.name for contact in sample.contacts if contact.pending} == {"Isolde Farrowmere", "Jarrah Stonewick"}
    kestrel = person["kestrel-vandermolen"]
    assert (kestrel.invited_me_on, kestrel.invited_me_note, kestrel.pending) == (dt.date(2026, 9, 20), "Saw your post on Postgres", False)


def test_recommendations_endorsements_and_notes_find_their_people(person: dict[str, Contact]) -> None:
    assert person["sunniva-kettleworth"].recommended_me == dt.date(2023, 2, 10)
    assert person["cillian-threadgould"].recommended_them == dt.date(2023, 2, 27)
    assert person["brannagh-illesley"].endorsed_them == dt.date(2017, 5, 7)
    assert person["anouk-ferrazano"].note == "Met at Example Conf 2026; offered an intro to the infra team"


def test_namesakes_stay_two_people(sample: Reading) -> None:
    assert [contact.company for contact in sample.contacts if contact.name == "Maren Tolvstad"] == ["Square", "Apple Leisure Group"]


def test_targets_are_suggested_with_where_they_come_from(sample: Reading) -> None:
    assert {(s.company, s.provenance, s.on and s.on.isoformat()) for s in sample.suggestions} == {
        ("Stripe", "follow", "2026-09-01"),
        ("Google", "follow", "2026-03-02"),
        ("Larkspur & Finch, Inc.", "follow", "2025-01-24"),
        ("Tech Jobs Daily", "follow", "2018-07-14"),
        ("Stripe", "application", "2026-09-28"),
        ("Larkspur & Finch, Inc.", "application", "2025-12-01"),
        ("Google", "application", "2024-03-07"),
        ("Spotify", "saved job", "2026-10-01"),
        ("Square", "saved job", "2026-09-30"),
        ("Stripe", "dream company", None),
        ("Spotify", "dream company", None),
    }
    assert [(row.file, row.line, row.reason) for row in sample.skipped] == [("Saved Jobs.csv", 4, "no company")]


@pytest.mark.parametrize("era", ["2021_preamble_no_url", "2024_preamble", "bom_crlf", "excel_resaved", "old_headers"])
def test_every_shape_of_the_connections_file_holds_the_same_people(era: str, sample: Reading) -> None:
    found = read_archive([FIXTURES / "linkedin" / f"connections_{era}.csv"], today=TODAY)
    facts = [(c.name, c.company, c.position, c.email, c.connected_on) for c in found.contacts]
    assert facts == [(c.name, c.company, c.position, c.email, c.connected_on) for c in sample.contacts if c.connected_on]
    assert (found.counts["rows"], found.counts["hidden_rows"]) == (40, 2)
    assert {file.name for file in found.missing} == {"messages.csv", "Invitations.csv", "Profile.csv", "Positions.csv"}


def test_rows_that_stand_twice_are_one_person_and_named_with_their_line() -> None:
    found = read_archive([FIXTURES / "linkedin" / "connections_duplicates.csv"], today=TODAY)
    assert found.counts["rows"] == 42
    assert found.counts["visible"] + found.counts["hidden_rows"] + found.counts["duplicates"] == 42
    assert len(found.skipped) == found.counts["duplicates"] == 21
    assert found.skipped[0].line == 6
    assert {row.reason for row in found.skipped} == {"the same person again"}


def test_praise_without_a_readable_day_is_a_note_and_claims_no_day(tmp_path: Path) -> None:
    connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAna,Ruiz,,,Fernwick,,04 Mar 2024\n"
    (tmp_path / "Connections.csv").write_text(connections, encoding="utf-8")
    praise = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nAna,Ruiz,Fernwick,,Kind.,someday,VISIBLE\n"
    (tmp_path / "Recommendations_Received.csv").write_text(praise, encoding="utf-8")
    found = read_archive([tmp_path], today=TODAY)
    (ana,) = found.contacts
    assert (ana.recommended_me, ana.note) == (None, "recommended you, day unknown")
    assert [row.file for row in found.skipped] == ["Recommendations_Received.csv"]


def test_among_namesakes_the_employer_tells_who_wrote_the_recommendation(tmp_path: Path) -> None:
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    row = "Ana,Ruiz,https://www.linkedin.com/in/ana{},,{},,04 Mar 2024\n"
    rows = "".join(row.format(number, where) for number, where in enumerate(("Fernwick", "Holt", "Holt")))
    (tmp_path / "Connections.csv").write_text(header + rows, encoding="utf-8")
    praise = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
    praise += '"Ana","Ruiz","FERNWICK","","Kind.","02/10/23, 06:22 PM",""\n"Ana","Ruiz","Holt","","Kind.","02/10/23, 06:22 PM",""\n'
    (tmp_path / "Recommendations_Given.csv").write_text(praise, encoding="utf-8")
    found = read_archive([tmp_path], today=TODAY)
    assert [contact.recommended_them for contact in found.contacts] == [dt.date(2023, 2, 10), None, None]
    assert [(row.line, row.reason) for row in found.skipped] == [(3, "several people have this name")]
