"""Rows a real archive has now and then: odd days, doubled files, people without names, threads nobody can tell apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from support.rows import ANA, CONNECTIONS, IN, INVITATIONS, ME, MESSAGES, TODAY, Row, one, part

from outreach.domain.kinds import LeadKind
from outreach.domain.network import Reading
from outreach.errors import BadInput
from outreach.exchange.linkedin import pacific, read_parts
from outreach.exchange.linkedin.gather import MAX_OF_A_KIND
from outreach.exchange.source import Part
from outreach.exchange.table import MAX_SKIPS

TOM = ("Tom Okafor", IN + "tom")


def people(*rows: Row, dated: dt.date | None = None) -> Part:
    return part("Connections.csv", CONNECTIONS, *rows, dated=dated)


def ana(company: str = "Fernwick", on: str = "04 Mar 2024", url: str = ANA[1]) -> Row:
    return ("Ana", "Ruiz", url, "", company, "Engineer", on)


def mail(thread: str, sender: tuple[str, str], to: tuple[str, str], day: str, text: str = "Hello", folder: str = "INBOX") -> Row:
    return (thread, "", *sender, *to, f"{day} 09:00:00 UTC" if day else "", "", text, folder)


def profile(name: str = "Robin Alder") -> Part:
    return part("Profile.csv", "First Name,Last Name,Headline", (*name.split(" ", 1), "Tester"))


def reading(*parts: Part, notes: Sequence[str] = ()) -> Reading:
    return read_parts(parts, notes=notes, today=TODAY)


def reasons(found: Reading) -> list[tuple[str, int, str]]:
    return [(row.file, row.line, row.reason) for row in found.skipped]


def test_a_day_that_cannot_be_read_is_kept_as_the_archive_has_it() -> None:
    found = reading(
        people(ana(on="soon"), ("Bo", "Larkin", "", "bad address", "", "", "never"), ("Cy", "Moss", "", "", "", "", "04 Mar 2024"))
    )
    assert one(found).connected_on is None and one(found).note == "connected on, as the archive has it: soon"
    bo = one(found, "Bo Larkin")
    assert bo.email == "" and bo.note.splitlines()[-1] == "connected on, as the archive has it: never" and "bad address" in bo.note
    assert one(found, "Cy Moss").note == ""


def test_of_two_archives_the_newer_row_stands_and_the_older_employer_is_remembered() -> None:
    newer = people(ana("Fernwick"), ("Bo", "Larkin", "", "", "New", "", "05 Mar 2024"), dated=dt.date(2026, 1, 1))
    older = people(
        ana("Larkspur"), ("Bo", "Larkin", "", "", "Old", "", "05 Mar 2024"), ana("Third", url=IN + "ana-2"), dated=dt.date(2025, 1, 1)
    )
    found = reading(older, newer)
    assert (one(found, "Bo Larkin").company, [role.company for role in one(found, "Bo Larkin").past]) == ("New", ["Old"])
    first = next(each for each in found.contacts if each.key.endswith("/ana"))
    assert (first.company, [role.company for role in first.past]) == ("Fernwick", ["Larkspur"])
    assert found.counts["merged"] == 2 and found.counts["contacts"] == 3
    same = reading(people(ana(), dated=dt.date(2026, 1, 1)), people(ana(), ("Di", "Noe", "", "", "", "", ""), dated=dt.date(2025, 1, 1)))
    assert one(same).past == () and same.counts["merged"] == 1


def test_namesakes_without_an_address_get_keys_of_their_own_the_longest_known_the_plain_one() -> None:
    rows = [("Ana", "Ruiz", "", "", "Fernwick", title, on) for title, on in
            (("A", "05 Mar 2024"), ("B", "04 Mar 2024"), ("C", "05 Mar 2024"), ("D", ""), ("E", ""))]  # fmt: skip
    keys = {contact.position: contact.key for contact in reading(people(*rows)).contacts}
    assert keys["B"] == "ana ruiz|fernwick"
    assert sorted(keys.values()) == [
        "ana ruiz|fernwick",
        "ana ruiz|fernwick|2024-03-05",
        "ana ruiz|fernwick|2024-03-05|2",
        "ana ruiz|fernwick|undated",
        "ana ruiz|fernwick|undated|2",
    ]


def test_a_row_with_an_address_only_is_somebody_and_one_with_neither_is_not() -> None:
    found = reading(people(("", "", IN + "kit-lane", "", "", "", "04 Mar 2024"), ("", "", "", "", "Fernwick", "", ""), ana()))
    assert one(found, "kit-lane").url == IN + "kit-lane"
    assert reasons(found) == [("Connections.csv", 3, "no name")]


def test_a_person_or_row_that_stands_twice_is_counted_once() -> None:
    found = reading(people(ana(), ana(), ("Bo", "", "", "", "", "", "04 Mar 2024"), ("Bo", "", "", "", "", "", "04 Mar 2024")))
    assert [reason for *_, reason in reasons(found)] == ["the same person again", "the same row again"]
    assert found.counts["duplicates"] == 2


def test_files_of_unknown_columns_and_too_many_of_a_kind_are_told_and_left_out() -> None:
    odd = part("Positions.csv", "a,b", ("1", "2"), place="in/Positions.csv")
    empty = Part("Positions.csv", "empty/Positions.csv", b" ", None)
    unread = part("Shares.csv", "a,b", ("1", "2"))
    found = reading(people(ana()), odd, empty, unread)
    assert found.notes == ("in/Positions.csv: its columns are not known, left out",)
    many = [people(ana(url=f"{IN}p{number}"), dated=dt.date(2024, 1, 1)) for number in range(MAX_OF_A_KIND + 2)]
    found = reading(*many)
    assert found.counts["contacts"] == MAX_OF_A_KIND
    assert [note for note in found.notes if "the rest was left out" in note] == [
        f"Connections.csv: more than {MAX_OF_A_KIND} files of this kind, the rest was left out"
    ]


def test_a_file_that_fails_stops_only_where_it_matters() -> None:
    doubled = part("Invitations.csv", "From,To,Sent At,Message,Direction,Direction", ("a", "b", "", "", "OUTGOING", "INCOMING"))
    found = reading(people(ana()), doubled)
    assert any("Invitations.csv" in note for note in found.notes) and found.counts["contacts"] == 1
    with pytest.raises(BadInput):
        reading(doubled)
    with pytest.raises(BadInput):
        reading(part("Connections.csv", (*CONNECTIONS, "First Name"), ana()), profile())


def test_an_archive_of_a_header_alone_is_refused() -> None:
    with pytest.raises(BadInput, match=r"Connections\.csv has a header and no rows"):
        reading(people())
    with pytest.raises(BadInput, match="the folder holds none of the files"):
        reading()


def test_more_skipped_rows_than_are_listed_are_counted() -> None:
    found = reading(people(*[ana()] * (MAX_SKIPS + 4)))
    assert (len(found.skipped), found.counts["skipped"]) == (MAX_SKIPS, MAX_SKIPS + 3)


def invite(to: tuple[str, str], at: str, note: str = "", direction: str = "OUTGOING", sender: tuple[str, str] = ME) -> Row:
    return (sender[0], to[0], at, note, direction, sender[1], to[1])


def test_of_several_invitations_the_latest_counts_and_odd_rows_are_told() -> None:
    rows = [
        invite(TOM, "10/4/26, 9:15 AM", "second"),
        invite(TOM, "9/4/26, 9:15 AM", "first"),
        invite(ME, "9/5/26, 9:15 AM", "hello", "incoming", ANA),
        invite(ME, "9/1/26, 9:15 AM", "older", "INCOMING", ANA),
        invite(TOM, "10/4/26, 9:15 AM", "x", "SIDEWAYS"),
        INVITATIONS,
        invite(("", ""), "10/4/26, 9:15 AM"),
        invite(("Kit Lane", IN + "kit"), "1/1/50, 9:15 AM"),
    ]
    found = reading(people(ana()), part("Invitations.csv", INVITATIONS, *rows))
    tom, kit = one(found, "Tom Okafor"), one(found, "Kit Lane")
    assert (tom.invited_on, tom.invite_note, tom.pending) == (dt.date(2026, 10, 4), "second", True)
    assert (one(found).invited_me_on, one(found).invited_me_note) == (dt.date(2026, 9, 5), "hello")
    assert kit.invited_on is None and found.counts["pending_invites"] == 2
    assert reasons(found) == [
        ("Invitations.csv", 6, "direction is neither OUTGOING nor INCOMING"),
        ("Invitations.csv", 7, "the header again"),
        ("Invitations.csv", 8, "no name"),
    ]


def test_an_invitation_in_two_archives_is_one() -> None:
    file = part("Invitations.csv", INVITATIONS, invite(TOM, "10/4/26, 9:15 AM"), dated=dt.date(2026, 1, 1))
    other = part("Invitations.csv", INVITATIONS, invite(TOM, "10/4/26, 9:15 AM"), invite(ANA, "9/4/26, 9:15 AM"), dated=dt.date(2025, 1, 1))
    found = reading(people(("Bo", "Larkin", "", "", "", "", "")), file, other)
    assert found.counts["pending_invites"] == 2 and len(found.contacts) == 3


ENDORSED = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status"
ENDORSING = "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status"
NOTES = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On"


def test_endorsements_are_put_on_record_by_address_and_the_latest_day_counts() -> None:
    got = part(
        "Endorsement_Received_Info.csv", ENDORSED,
        ("2020/01/02 03:04:05 UTC", "Python", "Ana", "Ruiz", "www.linkedin.com/in/ana", "ACCEPTED"),
        ("2021/01/02 03:04:05 UTC", "Rotas", "Ana", "Ruiz", "www.linkedin.com/in/ana", "ACCEPTED"),
        ("2019/01/02 03:04:05 UTC", "", "Ana", "Ruiz", "www.linkedin.com/in/ana", "ACCEPTED"),
        ("2020/01/02 03:04:05 UTC", "Python", "Twin", "Twice", "", "ACCEPTED"),
        ("2020/01/02 03:04:05 UTC", "Python", "", "", "", "ACCEPTED"),
    )  # fmt: skip
    gave = part("Endorsement_Given_Info.csv", ENDORSING, ("soon", "Go", "Tom", "Okafor", TOM[1], "ACCEPTED"))
    twins = [("Twin", "Twice", IN + f"twin-{number}", "", "", "", "04 Mar 2024") for number in (1, 2)]
    found = reading(people(ana(), *twins), got, gave)
    assert (one(found).endorsed_me, one(found).skills) == (dt.date(2021, 1, 2), ("Python", "Rotas"))
    tom = one(found, "Tom Okafor")
    assert (tom.endorsed_them, tom.note, tom.url) == (None, "endorsed by you, day unknown", TOM[1])
    assert [(line, reason) for _, line, reason in reasons(found)] == [
        (5, "several people have this name"),
        (6, "no name"),
        (2, "its date could not be read; kept as a note"),
    ]


def test_ones_own_notes_are_kept_with_whom_they_are_on() -> None:
    file = part("Notes.csv", NOTES, ("Ana", "Ruiz", ANA[1], "met at the fair\nsaid yes", "", ""), ("Ana", "Ruiz", ANA[1], "", "", ""),
                ("", "", "", "lost", "", ""))  # fmt: skip
    found = reading(people(ana()), file)
    assert one(found).note == "met at the fair\nsaid yes"
    assert [reason for *_, reason in reasons(found)] == ["an empty note", "cannot tell whom the note is on"]


def test_targets_are_suggested_from_what_was_saved_followed_and_dreamt_of_each_once() -> None:
    found = reading(
        people(ana()),
        part("Company Follows.csv", "Organization,Followed On", ("Fernwick", "Mon Mar 04 2024"), ("", ""), ("Fernwick", "Mon Mar 04 2024")),
        part("Job Seeker Preferences.csv", "Dream Companies,Locations", ("Nimbus | | Larkspur", "")),
        part("Saved Jobs.csv", "Saved Date,Job Url,Job Title,Company Name", ("3/4/24, 9:15 AM", "https://x.example/1", "Tester", "Nimbus")),
    )
    assert [(one.company, one.kind is LeadKind.SAVED_JOB) for one in found.suggestions if one.title] == [("Nimbus", True)]
    assert sorted(one.company for one in found.suggestions if not one.title) == ["Fernwick", "Larkspur", "Nimbus"]
    assert [reason for *_, reason in reasons(found)] == ["no company"]


def talk(*rows: Row, header: Row = MESSAGES, extra: Sequence[Part] = ()) -> Reading:
    return reading(people(ana()), profile(), part("messages.csv", header, *rows), *extra)


def test_spam_sponsored_and_repeated_headers_are_no_messages() -> None:
    found = talk(
        mail("t1", ANA, ME, "2026-09-02", "real"),
        mail("t2", TOM, ME, "2026-09-02", "spam", " Spam "),
        mail("t3", TOM, ME, "2026-09-02", "kept away", "ARCHIVE"),
        mail("t4", ("Acme Ads", ""), ME, "2026-09-02", "Hi %FIRSTNAME%"),
        mail("t5", ("", ""), ME, "2026-09-02", "closed account"),
        MESSAGES,
    )
    assert (one(found).received, one(found, "Tom Okafor").received) == (1, 1)
    assert (found.counts["spam"], found.counts["sponsored"]) == (1, 1)
    assert [reason for *_, reason in reasons(found)] == ["the header again"]
    only_spam = talk(mail("t2", TOM, ME, "2026-09-02", "spam", "SPAM"))
    assert [contact.name for contact in only_spam.contacts] == ["Ana Ruiz"]


def test_the_last_word_and_the_first_day_are_found_in_any_order() -> None:
    found = talk(
        mail("t", ANA, ME, "2026-09-02", "middle"),
        mail("t", ANA, ME, "2026-09-04", "last?"),
        mail("t", ANA, ME, "2026-08-01", "first"),
        mail("t", ME, ANA, "2026-09-03", "mine"),
        mail("t", ANA, ME, "", "no day"),
    )
    person = one(found)
    assert (person.sent, person.received, person.both, person.first_on, person.last_on) == (
        1, 4, True, dt.date(2026, 8, 1), dt.date(2026, 9, 4),
    )  # fmt: skip
    assert (person.last_from_them, person.last_line, person.asks) == (True, "last?", True)
    assert "the dates of 1 message could not be read: counted, without their day" in found.notes


def test_messages_without_a_thread_id_and_an_archive_read_twice_count_once() -> None:
    rows = [mail("t", ANA, ME, "2026-09-02"), mail("", TOM, ME, "2026-09-02"), mail("", TOM, ME, "2026-09-03")]
    first = part("messages.csv", MESSAGES, *rows, dated=dt.date(2026, 1, 1), place="a/messages.csv")
    second = part("messages.csv", MESSAGES, *rows, mail("t", ANA, ME, "2025-09-02"), dated=dt.date(2025, 1, 1), place="b/messages.csv")
    found = reading(people(ana()), profile(), first, second)
    assert (one(found).received, one(found, "Tom Okafor").received) == (2, 2)


def test_a_group_credits_nobody_and_one_person_beside_a_closed_account_is_a_group() -> None:
    both = (f"{ANA[0]},{TOM[0]}", f"{ANA[1]},{TOM[1]}")
    found = talk(mail("g", ME, both, "2026-09-02"), mail("h", ME, ANA, "2026-09-02"), mail("h", ME, ("LinkedIn Member", ""), "2026-09-02"))
    assert one(found).sent == one(found).received == 0
    assert found.counts["group_threads"] == 2


def test_files_from_before_2023_name_their_receivers_only() -> None:
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER"
    rows = [
        ("t1", "", *ANA, "Robin Alder", "2022-09-02 09:00:00 UTC", "", "Hello", "INBOX"),
        ("t2", "", *ME, "Tom Okafor", "2022-09-02 09:00:00 UTC", "", "Hello", "INBOX"),
        ("t3", "", *ME, "Kit Lane, PhD", "2022-09-02 09:00:00 UTC", "", "Hello", "INBOX"),
        ("t4", "", *ME, "", "2022-09-02 09:00:00 UTC", "", "Hello", "INBOX"),
    ]
    found = talk(*rows, header=header)
    assert (one(found).received, one(found, "Tom Okafor").sent) == (1, 1)
    assert {contact.name for contact in found.contacts} == {"Ana Ruiz", "Tom Okafor"}


def test_a_bare_invitation_note_is_no_conversation() -> None:
    note = part("Invitations.csv", INVITATIONS, invite(ME, "9/1/26, 9:15 AM", "Glad to <b>meet</b>", "INCOMING", ANA))
    found = talk(mail("t", ANA, ME, "2026-09-02", "Glad to meet"), extra=[note])
    assert one(found).received == 0 and found.counts["note_only_threads"] == 1
    early = talk(mail("t", ANA, ME, "2026-08-02", "Glad to meet"), extra=[note])
    assert one(early).received == 1, "said before the invitation"
    undated = talk(mail("t", ANA, ME, "", "Glad to meet"), extra=[note])
    assert one(undated).received == 0


def test_whose_archive_it_is_is_found_by_the_best_evidence_there_is() -> None:
    doubt = reading(people(ana()), profile("Somebody Else"), part("Invitations.csv", INVITATIONS, invite(TOM, "9/1/26, 9:15 AM")))
    assert any("check whose archive this is" in note for note in doubt.notes)
    rows = [mail("t1", ANA, ME, "2026-09-02"), mail("t2", TOM, ME, "2026-09-02"), mail("t2", ME, TOM, "2026-09-02")]
    guessed = reading(people(ana()), part("messages.csv", MESSAGES, *rows))
    assert any("whoever stands in most threads" in note for note in guessed.notes)
    assert (one(guessed).received, one(guessed, "Tom Okafor").sent) == (1, 1)
    nobody = reading(people(ana()), part("messages.csv", MESSAGES, rows[0]))
    assert one(nobody).received == one(nobody).sent == 0
    received = talk(mail("t1", ANA, ME, "2026-09-02"))
    assert one(received).received == 1


@pytest.mark.parametrize("failure", [OSError("gone"), ValueError("damaged"), KeyError("missing")])
def test_without_a_time_zone_database_pacific_time_is_reckoned(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    walls = ["2026-03-08 01:59:59", "2026-03-08 03:00:00", "2026-11-01 01:59:59", "2026-11-01 02:00:01", "2026-07-01 12:00:00"]
    known = [pacific.to_utc(wall) for wall in walls]

    def fails(name: str) -> dt.tzinfo:
        raise failure

    pacific._zone.cache_clear()
    monkeypatch.setattr("zoneinfo.ZoneInfo", fails)
    assert pacific._zone() is None
    assert [pacific.to_utc(wall) for wall in walls] == known
    pacific._zone.cache_clear()
    assert known == ["2026-03-08 09:59:59", "2026-03-08 10:00:00", "2026-11-01 08:59:59", "2026-11-01 10:00:01", "2026-07-01 19:00:00"]
