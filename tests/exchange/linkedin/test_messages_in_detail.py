"""What counts as a message, whose it is, and what is shown of it, in files of every make."""

from __future__ import annotations

import datetime as dt

import pytest
from support.rows import ANA, BO, FIRST, IN, INVITATIONS, KNOWN, ME, OLD, Row, one, part, reading

from outreach.exchange.source import Part

COLUMNS = (
    *("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS"),
    *("DATE", "SUBJECT", "CONTENT", "FOLDER", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"),
)
CLOSED = ("LinkedIn Member", "")
DAY = "2026-09-05 09:00:00 UTC"


def mail(
    sender: tuple[str, str], to: tuple[str, str], text: str = "Hello", *, when: str = DAY, thread: str = "t", drafts: Row = ("No", "No")
) -> Row:
    return (thread, "", *sender, *to, when, "", text, "INBOX", *drafts)


def mails(*rows: Row) -> Part:
    return part("messages.csv", COLUMNS, *rows)


@pytest.mark.parametrize("turn", range(len(COLUMNS)))
def test_the_columns_of_messages_may_begin_anywhere(turn: int) -> None:
    rows = (
        mail(ANA, ME, "When?", thread="a"),
        mail(ME, BO, "A draft", thread="b", drafts=("Yes", "No")),
        mail(ME, BO, "Another", thread="b", drafts=("No", "Yes")),
        mail(("Bootcamp", ""), ME, "Join now", thread="c"),
        mail(BO, ME, "Hi", thread="d"),
    )
    turned = [(*row[turn:], *row[:turn]) for row in (COLUMNS, *rows)]
    found = reading(part("messages.csv", turned[0], *turned[1:]))
    assert (one(found).received, one(found).last_line, one(found, "Bo Larkin").received) == (1, "When?", 1)
    assert (found.counts["drafts"], found.counts["sponsored"], found.counts["messages"]) == (2, 1, 5)


@pytest.mark.parametrize("turn", range(len(FIRST)))
def test_the_columns_of_the_first_files_may_begin_anywhere(turn: int) -> None:
    when = "2018-11-04T17:06:00"
    rows = [
        ("Ana Ruiz", "Robin Alder", when, "", "When?", "INCOMING", "INBOX"),
        ("Robin Alder", "Ana Ruiz", "2018-11-03T17:06:00", "", "Hi", "OUTGOING", "INBOX"),
        ("Bo Larkin", "Robin Alder", when, "", "Hi", "INCOMING", "INBOX"),
    ]
    turned = [(*row[turn:], *row[:turn]) for row in (FIRST, *rows)]
    found = reading(part("messages.csv", turned[0], *turned[1:]), people=[KNOWN, ("Bo", "Larkin", BO[1], "", "Holt", "", "04 Mar 2024")])
    assert (one(found).sent, one(found).received, one(found).both) == (1, 1, True)
    assert (one(found, "Bo Larkin").received, found.counts["two_way_threads"], found.counts["group_threads"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("a <b>bold</b><br/>word", "a bold word"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("two\n\n lines", "two lines"),
        ("plain", "plain"),
    ],
)
def test_a_message_is_shown_in_its_plain_words(body: str, shown: str) -> None:
    assert one(reading(mails(mail(ANA, ME, body)))).last_line == shown


def test_only_the_beginning_of_a_long_message_is_kept() -> None:
    line = one(reading(mails(mail(ANA, ME, "word " * 400)))).last_line
    assert (len(line) <= 200, line[:9]) == (True, "word word")
    assert len(line) > 190


def test_the_header_in_the_middle_of_messages_is_nobody() -> None:
    found = reading(mails(mail(ANA, ME), COLUMNS, mail(ME, ANA, when="2026-09-04 09:00:00 UTC")))
    assert sorted(contact.name for contact in found.contacts) == ["Ana Ruiz"]
    assert [(row.line, row.reason) for row in found.skipped] == [(3, "the header again")]
    assert (found.counts["two_way_threads"], found.counts["group_threads"]) == (1, 0)


def test_advertising_is_known_by_its_gap_for_a_name_and_a_closed_account_is_none() -> None:
    found = reading(mails(mail(CLOSED, ME, "Hi %FIRSTNAME%, join", thread="a"), mail(CLOSED, ME, "Hello Robin", thread="b")))
    assert (found.counts["sponsored"], found.counts["only_them_threads"]) == (1, 1)


def test_who_was_only_written_to_is_called_as_the_file_calls_them() -> None:
    found = reading(mails(mail(ME, BO)))
    bo = one(found, "Bo Larkin")
    assert (bo.key, bo.url, bo.sent, bo.received) == ("linkedin.com/in/bo", BO[1], 1, 0)


def test_one_name_under_two_addresses_is_two_people_and_the_connection_without_one_gets_neither() -> None:
    twin = ("Ana Ruiz", IN + "ana-2")
    found = reading(
        mails(mail(ANA, ME, thread="a"), mail(twin, ME, thread="b")), people=[("Ana", "Ruiz", "", "", "Fernwick", "", "04 Mar 2024")]
    )
    assert [(contact.company, contact.received) for contact in found.contacts] == [("Fernwick", 0)]
    assert (found.counts["only_them_threads"], found.counts["uncredited_threads"]) == (2, 2)


def test_everybody_in_an_old_thread_is_looked_at_before_it_is_taken_for_a_conversation_of_two() -> None:
    rows = [("t", "", *ANA, "Robin Alder", DAY, "", "Hi", "INBOX"), ("t", "", *ME, "Bo Larkin", DAY, "", "Hi", "INBOX")]
    found = reading(part("messages.csv", OLD, *rows))
    assert (found.counts["group_threads"], one(found).received) == (1, 0)
    two = reading(part("messages.csv", OLD, rows[0], ("t", "", *ME, "Ana Ruiz", DAY, "", "Hi", "INBOX")))
    assert (two.counts["two_way_threads"], one(two).received, one(two).sent) == (1, 1, 1)


def test_words_written_twice_are_more_than_the_note_of_an_invitation() -> None:
    words = "We met in Bergen."
    invited = part("Invitations.csv", INVITATIONS, ("Robin Alder", "Ana Ruiz", "8/30/26, 6:00 PM", words, "OUTGOING", ME[1], ANA[1]))
    twice = reading(mails(mail(ME, ANA, words), mail(ME, ANA, words, when="2026-09-04 09:00:00 UTC")), invited)
    assert (twice.counts["note_only_threads"], one(twice).sent) == (0, 2)
    once = reading(mails(mail(ME, ANA, words)), invited)
    assert (once.counts["note_only_threads"], one(once).sent) == (1, 0)


@pytest.mark.parametrize(
    ("sent", "own"), [("2026-08-30 22:59:59 UTC", True), ("2026-08-30 23:00:00 UTC", False), ("2026-08-31 01:00:00 UTC", False)]
)
def test_an_accepted_note_may_be_dated_two_hours_before_its_invitation_and_no_more(sent: str, own: bool) -> None:
    words = "We met in Bergen."
    invited = part("Invitations.csv", INVITATIONS, ("Robin Alder", "Ana Ruiz", "8/30/26, 6:00 PM", words, "OUTGOING", ME[1], ANA[1]))
    assert one(reading(mails(mail(ME, ANA, words, when=sent)), invited)).sent == int(own)


@pytest.mark.parametrize("mine", [True, False])
def test_the_first_day_is_the_earliest_of_all_conversations_whoever_wrote(mine: bool) -> None:
    days = ("2026-09-05", "2026-07-01", "2026-08-02")
    ends = (ME, ANA) if mine else (ANA, ME)
    rows = [mail(*ends, when=f"{day} 09:00:00 UTC", thread=day) for day in days]
    for ordered in (rows, rows[::-1], rows[1:] + rows[:1]):
        ana = one(reading(mails(*ordered)))
        assert (ana.first_on, ana.last_on, ana.last_from_them) == (dt.date(2026, 7, 1), dt.date(2026, 9, 5), not mine)
