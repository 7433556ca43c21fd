"""The rarest rows of an archive: one's own, those of nobody, and those that arrive in the wrong order."""

from __future__ import annotations

import datetime as dt

import pytest
from support.rows import ANA, CONNECTIONS, IN, INVITATIONS, KNOWN, ME, MESSAGES, OLD, TODAY, Row, one, part

from outreach.domain.network import Reading
from outreach.errors import BadInput
from outreach.exchange.linkedin import read_parts
from outreach.exchange.source import Part


def reading(*parts: Part) -> Reading:
    people = part("Connections.csv", CONNECTIONS, KNOWN)
    profile = part("Profile.csv", "First Name,Last Name,Headline", ("Robin", "Alder", "Tester"), ("Second", "Row", "x"))
    return read_parts([people, profile, *parts], today=TODAY)


def mail(thread: str, sender: tuple[str, str], to: tuple[str, str], day: str, text: str = "Hello") -> Row:
    return (thread, "", *sender, *to, f"{day} 09:00:00 UTC" if day else "", "", text, "INBOX")


def test_ones_own_rows_make_one_no_contact() -> None:
    invited = part("Invitations.csv", INVITATIONS, ("Robin Alder", "Tom", "9/1/26, 9:15 AM", "", "OUTGOING", ME[1], IN + "tom"))
    header = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status"
    endorsed = part("Endorsement_Received_Info.csv", header, ("2020/01/02 03:04:05 UTC", "Go", "Robin", "Alder", ME[1], "ACCEPTED"))
    found = reading(invited, endorsed, part("messages.csv", MESSAGES, mail("s", ME, ME, "2026-09-01")))
    assert sorted(contact.name for contact in found.contacts) == ["Ana Ruiz", "Tom"]


def test_somebody_invited_without_a_name_is_called_by_their_address() -> None:
    rows = [
        ("", "", "9/1/26, 9:15 AM", "", "OUTGOING", ME[1], IN + "zed-quill"),
        ("", "", "9/1/26, 9:15 AM", "", "INCOMING", IN + "yan", ""),
    ]
    found = reading(part("Invitations.csv", INVITATIONS, *rows))
    assert {contact.name for contact in found.contacts} == {"Ana Ruiz", "zed-quill", "yan"}


def test_a_key_somebody_else_has_already_is_counted_on() -> None:
    rows = [("Bo", "Larkin", "", "", company, "", on) for company, on in
            (("Nimbus|2024-03-05", "01 Mar 2024"), ("Nimbus", "04 Mar 2024"), ("Nimbus", "05 Mar 2024"))]  # fmt: skip
    found = read_parts([part("Connections.csv", CONNECTIONS, *rows)], today=TODAY)
    assert sorted(contact.key for contact in found.contacts) == [
        "bo larkin|nimbus", "bo larkin|nimbus|2024-03-05", "bo larkin|nimbus|2024-03-05|2",
    ]  # fmt: skip


def test_conversations_with_the_platforms_own_helper_are_nobodys() -> None:
    found = reading(part("guide_messages.csv", MESSAGES, mail("t", ANA, ME, "2026-09-01")))
    assert one(found).received == 0 and len(found.contacts) == 1


def test_a_batch_in_which_no_row_is_whole_says_so_and_harms_nothing() -> None:
    found = reading(part("messages.csv", MESSAGES, ("too", "short"), ("also", "short", "row")))
    assert [row.line for row in found.skipped] == [2, 3]


def test_spam_is_known_in_files_without_addresses_too() -> None:
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,SUBJECT,CONTENT,FOLDER"
    rows = [("t", "", "Ana Ruiz", "Robin Alder", "2022-09-01 09:00:00 UTC", "", text, folder) for text, folder in
            (("spam", "SPAM"), ("real", "INBOX"))]  # fmt: skip
    found = reading(part("messages.csv", header, *rows))
    assert (one(found).received, found.counts["spam"]) == (1, 1)


def test_messages_without_thread_and_direction_belong_to_whoever_wrote_them() -> None:
    header = "FROM,TO,DATE,SUBJECT,CONTENT,FOLDER"
    found = reading(part("messages.csv", header, ("Ana Ruiz", "Robin Alder", "2022-09-01 09:00:00 UTC", "", "Hello", "INBOX")))
    assert one(found).received == 1


def test_a_job_that_stands_twice_is_one_and_one_without_a_name_is_told() -> None:
    header = "Company Name,Title,Description,Location,Started On,Finished On"
    job = ("Kettlebrook", "Tester", "", "", "Mar 2019", "Jun 2021")
    found = reading(part("Positions.csv", header, job, job, ("", "Tester", "", "", "", "")))
    assert [(role.company, role.title) for role in found.positions] == [("Kettlebrook", "Tester")]
    assert [row.reason for row in found.skipped] == ["no name of a company or school"]


def test_two_names_in_an_old_thread_are_a_group() -> None:
    rows = [("t", "", *ME, name, "2022-09-01 09:00:00 UTC", "", "Hello", "INBOX") for name in ("Ana Ruiz", "Tom Okafor")]
    found = reading(part("messages.csv", OLD, *rows))
    assert one(found).sent == 0 and found.counts["group_threads"] == 1


def test_threads_and_senders_in_any_order_leave_the_latest_word_and_the_first_day() -> None:
    ana_again = ("Ana Ruiz", "https://linkedin.com/in/Ana/")
    rows = [
        mail("t1", ANA, ME, "2026-09-05", "latest?"),
        mail("t1", ana_again, ME, "2026-09-01", "earlier"),
        mail("t1", ME, ANA, "2026-09-02"),
        mail("t2", ANA, ME, "2026-08-05", "before that"),
        mail("t2", ME, ANA, "2026-08-06"),
        mail("t3", ME, ANA, ""),
    ]
    person = one(reading(part("messages.csv", MESSAGES, *rows)))
    assert (person.sent, person.received, person.first_on, person.last_on) == (3, 3, dt.date(2026, 8, 5), dt.date(2026, 9, 5))
    assert (person.last_from_them, person.last_line, person.asks) == (True, "latest?", True)


def bare(*parts: Part) -> Reading:
    return read_parts(parts, today=TODAY)


def test_messages_alone_list_their_people_and_say_what_is_missing() -> None:
    found = bare(part("messages.csv", MESSAGES, mail("t", ANA, ME, "2026-09-01"), mail("u", ("Tom", IN + "tom"), ME, "2026-09-01")))
    assert "only messages were given: the people in them are listed without employer" in found.notes
    assert "only messages were given" not in " ".join(reading().notes)


def test_the_direction_tells_who_wrote_in_files_without_threads() -> None:
    header = "FROM,TO,DATE,SUBJECT,CONTENT,FOLDER,DIRECTION"
    at = "2022-09-01 09:00:00 UTC"
    mine, theirs = ("Robin Alder", "Ana Ruiz", at, "", "Hello", "INBOX"), ("Ana Ruiz", "Robin Alder", at, "", "Hi", "INBOX")
    rows = [(*mine, " Outgoing "), (*theirs, "INCOMING")]
    people = part("Connections.csv", CONNECTIONS, ("Ana", "Ruiz", ANA[1], "", "Fernwick", "", "04 Mar 2024"))
    person = one(bare(people, part("messages.csv", header, *rows)))
    assert (person.sent, person.received, person.both) == (1, 1, True)


def test_a_thread_with_a_subject_is_an_inmail_unless_they_are_connected() -> None:
    def titled(thread: str, sender: tuple[str, str], subject: str) -> Row:
        return (thread, "", *sender, *ME, "2026-09-01 09:00:00 UTC", subject, "Hello", "INBOX")

    tom, kit = ("Tom Okafor", IN + "tom"), ("Kit Lane", IN + "kit")
    found = reading(part("messages.csv", MESSAGES, titled("a", ANA, "Role"), titled("b", tom, "Role"), titled("c", kit, "")))
    assert [one(found, name).inmail for name in ("Ana Ruiz", "Tom Okafor", "Kit Lane")] == [False, True, False]


def test_of_two_messages_in_one_second_neither_is_the_last_word_of_theirs() -> None:
    person = one(reading(part("messages.csv", MESSAGES, mail("t", ANA, ME, "2026-09-01", "Well?"), mail("t", ME, ANA, "2026-09-01"))))
    assert (person.last_from_them, person.last_line, person.asks) == (False, "", False)


def test_a_note_of_somebody_without_an_address_is_matched_by_name() -> None:
    invited = part("Invitations.csv", INVITATIONS, ("Tom Okafor", "Robin Alder", "9/1/26, 9:15 AM", "Glad to meet", "INCOMING", "", ME[1]))
    other = part("Invitations.csv", INVITATIONS, ("Kit Lane", "Robin Alder", "9/1/26, 9:15 AM", "Glad to meet", "INCOMING", "", ME[1]))
    said = part("messages.csv", MESSAGES, mail("t", ("Tom Okafor", IN + "tom"), ME, "2026-09-02", "Glad to meet"))
    assert reading(invited, said).counts["note_only_threads"] == 1
    assert reading(other, said).counts["note_only_threads"] == 0


def test_a_column_that_stands_twice_is_refused_by_name_in_every_file_that_matters() -> None:
    for column in ("FROM", "TO", "DATE", "CONTENT", "FOLDER", "CONVERSATION ID"):
        with pytest.raises(BadInput, match="more than one column called"):
            reading(part("messages.csv", (*MESSAGES, column), (*mail("t", ANA, ME, "2026-09-01"), "x")))
    praise = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"
    for column in ("First Name", "Last Name", "Company", "Creation Date"):
        found = reading(
            part("Recommendations_Received.csv", f"{praise},{column}", ("Ana", "Ruiz", "", "", "x", "01/02/24", "VISIBLE", "y"))
        )
        assert any("more than one column called" in note for note in found.notes)


def test_saved_and_applied_jobs_are_told_apart_with_their_address() -> None:
    job = ("3/4/24, 9:15 AM", "https://x.example/1", "A", "Nimbus")
    saved = part("Saved Jobs.csv", "Saved Date,Job Url,Job Title,Company Name", job)
    header = "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers"
    applied = part("Job Applications.csv", header, ("3/4/24, 9:15 AM", "", "", "Larkspur", "B", "https://x.example/2", "", ""))
    found = {one.company: (one.url, one.kind.value) for one in reading(saved, applied).suggestions}
    assert found["Nimbus"][0] == "https://x.example/1" and found["Larkspur"][0] == "https://x.example/2"
    assert found["Nimbus"][1] != found["Larkspur"][1]


def test_a_web_page_saved_instead_of_the_archive_is_known_as_one() -> None:
    said = set()
    for head in (b"<!DOCTYPE html><p>", b"  <html><p>"):
        with pytest.raises(BadInput) as caught:
            bare(Part("x.csv", "x.csv", head + b"sign in", None))
        said.add(caught.value.message)
    assert len(said) == 1


def test_blank_rows_of_a_table_are_told() -> None:
    invited = ("Robin Alder", "Tom", "9/1/26, 9:15 AM", "", "OUTGOING", ME[1], IN + "tom")
    found = reading(part("Invitations.csv", INVITATIONS, ("",) * 3, invited))
    assert [(row.line, row.reason) for row in found.skipped] == [(2, "blank row")]


def test_later_files_are_read_although_one_before_them_is_passed_over() -> None:
    odd = part("Positions.csv", "a,b", ("1", "2"))
    helper = part("guide_messages.csv", MESSAGES, mail("t", ANA, ME, "2026-09-01"))
    found = reading(odd, helper, part("messages.csv", MESSAGES, mail("t", ANA, ME, "2026-09-01")))
    assert one(found).received == 1
