"""Days, last words and sides of conversations, whatever the order and the era of the rows that tell of them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

import pytest
from support.rows import ANA, BO, FIRST, IN, INVITATIONS, ME, OLD, one, part, reading

from outreach.exchange.linkedin.identity import profile_key, profile_keys
from outreach.exchange.source import Part

MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT"
)


def mail(
    sender: tuple[str, str],
    to: tuple[str, str],
    when: str,
    text: str = "Hello",
    *,
    thread: str = "t",
    folder: str = "INBOX",
    draft: str = "No",
    subject: str = "",
) -> Sequence[str]:
    moment = f"{when} 09:00:00 UTC" if len(when) == 10 else when
    return (thread, "", *sender, *to, moment, subject, text, folder, draft)


def mails(*rows: Sequence[str], name: str = "messages.csv") -> Part:
    return part(name, MESSAGES, *rows)


ROWS = (
    mail(ANA, ME, "2026-09-05", "When?"),
    mail(ME, ANA, "2026-09-03", "Soon."),
    mail(ANA, ME, "2026-09-01", "Hello!"),
    mail(ME, ANA, "2026-08-02", "Hi."),
)


@pytest.mark.parametrize("rows", list(itertools.permutations(ROWS)), ids=lambda rows: " ".join(row[8] for row in rows))
def test_days_and_last_words_do_not_hang_on_the_order_of_rows(rows: Sequence[Sequence[str]]) -> None:
    ana = one(reading(mails(*rows)))
    assert (ana.first_on, ana.last_on, ana.last_from_them, ana.last_line) == (dt.date(2026, 8, 2), dt.date(2026, 9, 5), True, "When?")
    assert (ana.sent, ana.received, ana.both, ana.asks) == (2, 2, True, True)


def test_a_message_without_a_day_counts_and_takes_no_day_from_the_others() -> None:
    rows = (mail(ANA, ME, "2026-09-05", "When?"), mail(ANA, ME, "long ago", "x"), mail(ANA, ME, "2026-09-01", "y"))
    for ordered in itertools.permutations(rows):
        found = reading(mails(*ordered))
        ana = one(found)
        assert (ana.received, ana.first_on, ana.last_on, ana.last_line) == (3, dt.date(2026, 9, 1), dt.date(2026, 9, 5), "When?")
        assert "the dates of 1 message could not be read: counted, without their day" in found.notes


def test_several_conversations_with_one_person_are_one_record() -> None:
    rows = (
        mail(ME, ANA, "2026-09-09", "Later.", thread="b"),
        mail(ANA, ME, "2026-09-05", "When?", thread="a"),
        mail(ANA, ME, "2026-07-01", "First?", thread="c"),
    )
    for ordered in itertools.permutations(rows):
        found = reading(mails(*ordered))
        ana = one(found)
        assert (ana.sent, ana.received, ana.first_on, ana.last_on) == (1, 2, dt.date(2026, 7, 1), dt.date(2026, 9, 9))
        assert (ana.last_from_them, ana.last_line, ana.asks, ana.both) == (False, "", False, False)
        assert (found.counts["two_way_threads"], found.counts["only_me_threads"], found.counts["only_them_threads"]) == (0, 1, 2)


def test_of_two_messages_in_one_second_the_upper_one_is_the_later() -> None:
    moment = "2026-09-05 09:00:00 UTC"
    assert one(reading(mails(mail(ANA, ME, moment, "Second?"), mail(ANA, ME, moment, "First.")))).last_line == "Second?"


@pytest.mark.parametrize(("folder", "draft"), [("ARCHIVE", "No"), ("", "No"), ("INBOX", "no"), ("INBOX", ""), ("Other", "NO")])
def test_an_archived_or_oddly_marked_message_is_a_message(folder: str, draft: str) -> None:
    found = reading(mails(mail(ANA, ME, "2026-09-05", folder=folder, draft=draft), mail(ME, ANA, "2026-09-04")))
    assert (one(found).received, found.counts["drafts"], found.counts["spam"]) == (1, 0, 0)


def test_what_one_writes_to_oneself_is_no_group_and_nobodys() -> None:
    found = reading(mails(mail(ME, ME, "2026-09-05", "buy tea")))
    assert (found.counts["group_threads"], found.counts["only_me_threads"], found.counts["uncredited_threads"]) == (0, 1, 1)
    assert one(found).sent == 0


def test_somebody_only_known_from_messages_is_listed_with_the_address_they_wrote_from() -> None:
    bo = one(reading(mails(mail(BO, ME, "2026-09-05"))), "Bo Larkin")
    assert (bo.key, bo.url, bo.connected_on, bo.received) == ("linkedin.com/in/bo", BO[1], None, 1)


def test_a_connection_without_an_address_gets_the_one_they_write_from() -> None:
    ana = one(reading(mails(mail(ANA, ME, "2026-09-05")), people=[("Ana", "Ruiz", "", "", "Fernwick", "", "04 Mar 2024")]))
    assert (ana.url, ana.received, ana.company) == (ANA[1], 1, "Fernwick")


def test_a_subject_makes_an_inmail_of_what_came_from_somebody_not_connected() -> None:
    found = reading(mails(mail(BO, ME, "2026-09-05", subject="A role", thread="b"), mail(ANA, ME, "2026-09-05", subject="Hi")))
    assert (one(found, "Bo Larkin").inmail, one(found).inmail, found.counts["inmail_threads"]) == (True, False, 1)


def test_an_accepted_note_is_known_in_files_without_addresses_too() -> None:
    row = ("t", "", *ME, "Ana Ruiz", "2026-09-01 09:00:00 UTC", "", "We met in Bergen.", "INBOX")
    invited = ("Robin Alder", "Ana Ruiz", "8/30/26, 6:00 PM", "We met in Bergen.", "OUTGOING", "", "")
    found = reading(part("messages.csv", OLD, row), part("Invitations.csv", INVITATIONS, invited))
    assert (found.counts["note_only_threads"], one(found).sent, one(found).invite_note) == (1, 0, "We met in Bergen.")
    other = reading(part("messages.csv", OLD, row), part("Invitations.csv", INVITATIONS, (*invited[:1], "Bo Larkin", *invited[2:])))
    assert (other.counts["note_only_threads"], one(other).sent) == (0, 1)


def test_the_owner_of_the_first_files_is_whoever_stands_on_the_own_side_most_often() -> None:
    days = [f"2018-11-{day:02d}T17:06:00" for day in range(1, 8)]
    rows = [("Robin Alder", "Ana Ruiz", day, "", "Hi", "OUTGOING", "INBOX") for day in days[:2]]
    rows += [("Ana Ruiz", "Robin Alder", day, "", "Hi", "INCOMING", "INBOX") for day in days[2:5]]
    rows += [("Bo Larkin", "R. Alder", days[5], "", "Hi", "INCOMING", "INBOX")]
    found = reading(part("messages.csv", FIRST, *rows), profile=False)
    assert found.owner_name == "Robin Alder"
    assert (one(found).sent, one(found).received) == (2, 3)


def test_the_owner_who_only_ever_received_is_found_by_name_and_not_among_groups() -> None:
    both = ("Robin Alder, Ana Ruiz", f"{ME[1]},{ANA[1]}")
    groups = [mail(BO, both, "2026-09-05", thread=f"g{number}") for number in range(3)]
    found = reading(mails(mail(BO, ME, "2026-09-05"), *groups))
    assert found.owner_key == "linkedin.com/in/robin"
    assert (one(found, "Bo Larkin").received, found.counts["group_threads"]) == (1, 3)


def test_when_only_one_address_is_seen_it_may_be_anybodys() -> None:
    found = reading(mails(mail(("LinkedIn Member", ""), ANA, "2026-09-05")), profile=False)
    assert found.owner_key == ""
    assert any("nothing tells which side is yours" in note for note in found.notes)


def test_two_archives_of_one_time_count_each_message_once() -> None:
    found = reading(mails(*ROWS[1:]), mails(*ROWS, mail(BO, ME, "2026-09-01", thread="b"), name="messages_1.csv"))
    assert (one(found).sent, one(found).received, found.counts["repeated_messages"]) == (2, 2, 3)
    same = reading(mails(ROWS[0], ROWS[0]))
    assert (one(same).received, same.counts["repeated_messages"]) == (2, 0), "two attachments sent in one second are two messages"


def test_of_several_invitations_the_latest_counts_each_way() -> None:
    def invited(when: str, note: str, *, mine: bool) -> Sequence[str]:
        names, ways = ((ME, BO), "OUTGOING") if mine else ((BO, ME), "INCOMING")
        return (names[0][0], names[1][0], when, note, ways, names[0][1], names[1][1])

    rows = [invited("8/1/26, 6:00 PM", "one", mine=True), invited("9/1/26, 6:00 PM", "two", mine=True)]
    rows += [invited("7/1/26, 6:00 PM", "three", mine=False), invited("7/9/26, 6:00 PM", "four", mine=False)]
    for ordered in itertools.permutations(rows):
        found = reading(part("Invitations.csv", INVITATIONS, *ordered))
        bo = one(found, "Bo Larkin")
        assert (bo.invited_on, bo.invite_note, bo.pending) == (dt.date(2026, 9, 1), "two", True)
        assert (bo.invited_me_on, bo.invited_me_note) == (dt.date(2026, 7, 9), "four")
        assert (found.counts["pending_invites"], found.counts["invitations"]) == (1, 4)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (IN + "ana#about#more", "linkedin.com/in/ana"),
        (IN + "ana?x=1#a?b", "linkedin.com/in/ana"),
        ("https://www.linkedin.com/pub/ana-ruiz/1/2/3", "linkedin.com/pub/ana-ruiz/1/2/3"),
        ("https://www.linkedin.com/sales/people/ana", "linkedin.com/sales/people/ana"),
        ("https://www.linkedin.com/company/pub", ""),
        ("https://www.linkedin.com/school/sales/", ""),
        ("https://www.linkedin.com/in/", ""),
        ("https://www.linkedin.com/in", ""),
        ("https://no.linkedin.com/in/ana/de", "linkedin.com/in/ana"),
        ("https://linkedin.com.example/in/ana", ""),
        ("https://example.org/linkedin.com/in/ana", ""),
    ],
)
def test_an_address_is_a_profile_only_where_it_says_so(url: str, key: str) -> None:
    assert (profile_key(url), profile_keys([url, ANA[1]])) == (key, [key, "linkedin.com/in/ana"])
