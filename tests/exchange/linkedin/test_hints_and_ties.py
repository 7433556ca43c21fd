"""What an archive says beside connections and messages: companies it hints at, and ties that need no message, each with its own day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from support.rows import CONNECTIONS, IN, KNOWN, TODAY, one, part, reading

from outreach.domain.kinds import LeadKind
from outreach.exchange.linkedin import read_parts
from outreach.exchange.source import Part

APPLIED = "Application Date,Job Title,Company Name,Job Url"
SAVED = "Saved Date,Job Title,Company Name,Job Url"
ENDORSED = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status"
PRAISED = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"


def test_each_hint_at_a_company_says_where_it_is_from_and_of_which_day() -> None:
    found = reading(
        part("Job Applications.csv", APPLIED, ("3/4/24, 9:15 AM", "Tester", "Larkspur", "https://x.example/1")),
        part("Saved Jobs.csv", SAVED, ("4/5/24, 9:15 AM", "Analyst", "Holt", "https://x.example/2")),
        part("Job Seeker Preferences.csv", "Locations,Dream Companies", ("Bergen", "Kettlebrook | Nimbus")),
        part("Company Follows.csv", "Organization,Followed On", ("Quillmark", "Tue May 07 08:09:10 UTC 2024"), ("", "x")),
    )
    assert [(each.company, each.provenance, each.kind, each.title, each.url, each.on) for each in found.suggestions] == [
        ("Larkspur", "application", LeadKind.APPLICATION, "Tester", "https://x.example/1", dt.date(2024, 3, 4)),
        ("Holt", "saved job", LeadKind.SAVED_JOB, "Analyst", "https://x.example/2", dt.date(2024, 4, 5)),
        ("Kettlebrook", "dream company", found.suggestions[2].kind, "", "", None),
        ("Nimbus", "dream company", found.suggestions[3].kind, "", "", None),
        ("Quillmark", "follow", found.suggestions[4].kind, "", "", dt.date(2024, 5, 7)),
    ]
    assert {each.kind for each in found.suggestions[2:]}.isdisjoint({LeadKind.APPLICATION, LeadKind.SAVED_JOB})
    assert [(row.file, row.line, row.reason) for row in found.skipped] == [("Company Follows.csv", 3, "no company")]


def test_a_job_without_a_company_is_told_with_its_line_and_the_rest_is_read() -> None:
    rows = [("3/4/24, 9:15 AM", "Tester", company, "https://x.example/1") for company in ("Larkspur", "", "Holt")]
    found = reading(part("Job Applications.csv", APPLIED, *rows))
    assert [each.company for each in found.suggestions] == ["Larkspur", "Holt"]
    assert [(row.line, row.reason) for row in found.skipped] == [(3, "no company")]


def test_a_hint_that_stands_twice_is_one() -> None:
    row = ("3/4/24, 9:15 AM", "Tester", "Larkspur", "https://x.example/1")
    assert len(reading(part("Job Applications.csv", APPLIED, row, row)).suggestions) == 1


def test_the_latest_of_several_recommendations_counts_in_whichever_order_they_stand() -> None:
    days = ("01/02/20, 03:04 PM", "05/06/22, 03:04 PM", "03/04/21, 03:04 PM")
    rows = [("Ana", "Ruiz", "Fernwick", "Engineer", "Kind words", day, "VISIBLE") for day in days]
    found = reading(part("Recommendations_Received.csv", PRAISED, *rows), part("Recommendations_Given.csv", PRAISED, *rows[1:]))
    assert (one(found).recommended_me, one(found).recommended_them) == (dt.date(2022, 5, 6), dt.date(2022, 5, 6))
    later = reading(part("Recommendations_Given.csv", PRAISED, rows[0]))
    assert (one(later).recommended_me, one(later).recommended_them) == (None, dt.date(2020, 1, 2))


def test_the_latest_endorsement_counts_and_every_skill_is_kept_once() -> None:
    days = ("2020/01/02 03:04:05 UTC", "2022/05/06 03:04:05 UTC", "2021/03/04 03:04:05 UTC")
    rows = [(day, skill, "Ana", "Ruiz", IN + "ana", "ACCEPTED") for day, skill in zip(days, ("Go", "Rust", "Go"), strict=True)]
    given = part("Endorsement_Given_Info.csv", ENDORSED.replace("Endorser", "Endorsee"), *rows[:1])
    ana = one(reading(part("Endorsement_Received_Info.csv", ENDORSED, *rows), given))
    assert (ana.endorsed_me, ana.endorsed_them) == (dt.date(2022, 5, 6), dt.date(2020, 1, 2))
    assert ana.skills == ("Go", "Rust")


@pytest.mark.parametrize(
    ("file", "header", "row", "kept"),
    [
        ("Recommendations_Received.csv", PRAISED, ("Ana", "Ruiz", "Fernwick", "", "x", "long ago", ""), "recommended you, day unknown"),
        ("Recommendations_Given.csv", PRAISED, ("Ana", "Ruiz", "Fernwick", "", "x", "long ago", ""), "recommended by you, day unknown"),
        ("Endorsement_Received_Info.csv", ENDORSED, ("long ago", "Go", "Ana", "Ruiz", IN + "ana", ""), "endorsed you, day unknown"),
        (
            "Endorsement_Given_Info.csv",
            ENDORSED.replace("Endorser", "Endorsee"),
            ("long ago", "Go", "Ana", "Ruiz", IN + "ana", ""),
            "endorsed by you, day unknown",
        ),
    ],
)
def test_praise_without_a_day_is_kept_as_a_note_and_claims_none(file: str, header: str, row: Sequence[str], kept: str) -> None:
    found = reading(part(file, header, row))
    ana = one(found)
    assert ana.note == kept
    assert (ana.recommended_me, ana.recommended_them, ana.endorsed_me, ana.endorsed_them) == (None, None, None, None)
    assert [(row.line, row.reason) for row in found.skipped] == [(2, "its date could not be read; kept as a note")]


def test_who_endorsed_without_being_connected_is_somebody_new_under_their_address() -> None:
    row = ("2020/01/02 03:04:05 UTC", "Go", "Bo", "Larkin", IN + "bo", "ACCEPTED")
    bo = one(reading(part("Endorsement_Received_Info.csv", ENDORSED, row)), "Bo Larkin")
    assert (bo.key, bo.url, bo.connected_on, bo.endorsed_me) == ("linkedin.com/in/bo", IN + "bo", None, dt.date(2020, 1, 2))


def test_praise_and_notes_of_namesakes_are_credited_to_neither_and_told() -> None:
    twins = [("Ana", "Ruiz", "", "", company, "", "04 Mar 2024") for company in ("Fernwick", "Holt")]
    notes = "Connection First Name,Connection Last Name,Connection Profile URL,Note"
    endorsed = [("2020/01/02 03:04:05 UTC", "Go", "Ana", "Ruiz", "", "ACCEPTED"), ("2020/01/02 03:04:05 UTC", "Go", "", "", "", "")]
    found = reading(
        part("Endorsement_Received_Info.csv", ENDORSED, *endorsed),
        part("Notes.csv", notes, ("Ana", "Ruiz", "", "likes tea"), ("", "", "", "whose?")),
        people=twins,
    )
    assert [(row.file, row.line, row.reason) for row in found.skipped] == [
        ("Endorsement_Received_Info.csv", 2, "several people have this name"),
        ("Endorsement_Received_Info.csv", 3, "no name"),
        ("Notes.csv", 2, "cannot tell whom the note is on"),
        ("Notes.csv", 3, "cannot tell whom the note is on"),
    ]
    assert not any(contact.note or contact.endorsed_me for contact in found.contacts)
    assert "1 names belong to several people: what only names them was credited to nobody" in found.notes


def test_a_recommendation_finds_the_one_of_two_namesakes_who_is_at_that_company() -> None:
    twins = [("Ana", "Ruiz", IN + slug, "", company, "", "04 Mar 2024") for slug, company in (("ana-1", "Fernwick"), ("ana-2", "Holt"))]
    found = reading(
        part("Recommendations_Received.csv", PRAISED, ("Ana", "Ruiz", "HOLT", "", "x", "01/02/20, 03:04 PM", "VISIBLE")), people=twins
    )
    assert {contact.key: contact.recommended_me for contact in found.contacts} == {
        "linkedin.com/in/ana-1": None,
        "linkedin.com/in/ana-2": dt.date(2020, 1, 2),
    }
    assert not any("joined by name" in note for note in found.notes), "these files never have addresses"


def test_somebody_joined_by_name_for_want_of_an_address_is_remarked_on_once() -> None:
    row = ("2020/01/02 03:04:05 UTC", "Go", "Ana", "Ruiz", "", "ACCEPTED")
    found = reading(part("Endorsement_Received_Info.csv", ENDORSED, row))
    assert one(found).endorsed_me == dt.date(2020, 1, 2)
    assert [note for note in found.notes if "joined by name" in note] == [
        "where profile addresses are missing, people were joined by name, if only one has it"
    ]


def test_schools_are_read_with_the_degree_as_title_and_their_years() -> None:
    header = "School Name,Start Date,End Date,Notes,Degree Name,Activities"
    found = reading(part("Education.csv", header, ("Vane College", "2010", "2014", "", "MSc", "")))
    (school,) = found.schools
    assert (school.company, school.title) == ("Vane College", "MSc")
    assert (school.since, school.until) == ("2010", "2014")


def test_a_dated_part_counts_as_of_its_own_day_and_not_as_the_future() -> None:
    data = part("Connections.csv", CONNECTIONS, (*KNOWN[:6], "20 Oct 2026")).data
    people = Part("Connections.csv", "Connections.csv", data, dt.date(2026, 10, 20))
    assert one(read_parts([people], today=TODAY)).connected_on == dt.date(2026, 10, 20)
    assert read_parts([people], today=TODAY).archive_on == dt.date(2026, 10, 20)


@pytest.mark.parametrize("turn", range(7))
def test_the_columns_of_connections_may_begin_anywhere(turn: int) -> None:
    rows = [
        CONNECTIONS,
        KNOWN,
        ("", "", "", "", "Hidden Works", "", "05 Mar 2024"),
        ("Bo", "Larkin", IN + "bo", "b@example.org", "", "", ""),
    ]
    turned = [(*row[turn:], *row[:turn]) for row in rows]
    found = read_parts([part("Connections.csv", *turned)], today=TODAY)
    assert [(each.name, each.company, each.email) for each in found.contacts] == [
        ("Ana Ruiz", "Fernwick", ""), ("Bo Larkin", "", "b@example.org"),
    ]  # fmt: skip
    assert (found.counts["rows"], found.counts["hidden_rows"] + found.counts["skipped"]) == (3, 1)


@pytest.mark.parametrize(("count", "lines"), [(5, "2, 3, 4, 5, 6"), (6, "2, 3, 4, 5, 6 …")])
def test_days_that_could_not_be_read_are_told_with_their_first_lines(count: int, lines: str) -> None:
    people = [(f"P{number}", "Ruiz", f"{IN}p{number}", "", "Fernwick", "", "someday") for number in range(count)]
    notes = reading(people=people).notes
    assert f"Connections.csv: {count} dates could not be read (lines {lines}); kept as a note" in notes


def test_an_archive_whose_parts_agree_on_whose_it_is_is_not_remarked_on() -> None:
    header = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
    row = ("Robin Alder", "Bo Larkin", "9/1/26, 9:15 AM", "", "OUTGOING", IN + "robin", IN + "bo")
    found = reading(part("Invitations.csv", header, row))
    assert found.notes == ()
    assert found.owner_key == "linkedin.com/in/robin"
