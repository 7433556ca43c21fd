"""What messages prove and what they do not, one small archive for each rule."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from outreach.domain.network import Contact, Reading
from outreach.exchange.linkedin import read_archive

TODAY = dt.date(2026, 10, 6)
ME = ("Robin Alder", "https://www.linkedin.com/in/robin-alder")
ANA = ("Ana Ruiz", "https://www.linkedin.com/in/ana-ruiz")
TOM = ("Tom Okafor", "https://www.linkedin.com/in/tom-okafor")
FULL = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
Ends = tuple[str, str]


def write(folder: Path, name: str, header: str, rows: Sequence[Sequence[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    (folder / name).write_text(text.getvalue(), encoding="utf-8")


def mail(
    thread: str, sender: Ends, to: Ends, day: str, text: str = "Hello", *, subject: str = "", folder: str = "INBOX", draft: str = "No"
) -> list[str]:
    return [thread, "", *sender, *to, f"{day} 09:00:00 UTC", subject, text, folder, draft]


def read(folder: Path, messages: Sequence[Sequence[str]], invitations: Sequence[Sequence[str]] = (), *, profile: bool = True) -> Reading:
    write(folder, "messages.csv", FULL, messages)
    write(folder, "Connections.csv", CONNECTIONS, [("Ana", "Ruiz", ANA[1], "", "Fernwick Labs", "Engineer", "04 Mar 2024")])
    if invitations:
        write(folder, "Invitations.csv", INVITATIONS, invitations)
    if profile:
        write(folder, "Profile.csv", "First Name,Last Name,Headline", [("Robin", "Alder", "")])
    return read_archive([folder], today=TODAY)


def by_name(found: Reading) -> dict[str, Contact]:
    return {contact.name: contact for contact in found.contacts}


def test_an_unanswered_question_is_kept_as_owed(tmp_path: Path) -> None:
    found = read(
        tmp_path, [mail("t", ANA, ME, "2026-09-02", "Fine! <b>When</b> can you &amp; Tom come?"), mail("t", ME, ANA, "2026-09-01")]
    )
    ana = by_name(found)["Ana Ruiz"]
    assert (ana.last_from_them, ana.asks, ana.last_line) == (True, True, "Fine! When can you & Tom come?")


@pytest.mark.parametrize(
    ("body", "asks"),
    [
        ("Shall we?", True),
        ("いつですか？", True),
        ("متى؟", True),
        ("See https://example.org/talk?id=3", False),
        ("See https://a.example?x and then?", True),
    ],
)
def test_a_question_is_one_in_any_script_and_a_link_is_none(body: str, asks: bool, tmp_path: Path) -> None:
    assert by_name(read(tmp_path, [mail("t", ANA, ME, "2026-09-02", body), mail("t", ME, ANA, "2026-09-01")]))["Ana Ruiz"].asks is asks


def test_an_answered_question_is_no_longer_owed(tmp_path: Path) -> None:
    found = read(tmp_path, [mail("t", ME, ANA, "2026-09-03"), mail("t", ANA, ME, "2026-09-02", "When?")])
    ana = by_name(found)["Ana Ruiz"]
    assert (ana.last_from_them, ana.asks, ana.last_line) == (False, False, "")


def test_sent_and_received_are_not_swapped_when_the_owner_wrote_less(tmp_path: Path) -> None:
    rows = [mail("t", ANA, ME, f"2026-09-{day:02d}") for day in range(9, 2, -1)] + [mail("t", ME, ANA, "2026-09-01")]
    ana = by_name(read(tmp_path, rows))["Ana Ruiz"]
    assert (ana.sent, ana.received) == (1, 7)


def test_the_owner_is_found_without_a_profile_by_the_invitations(tmp_path: Path) -> None:
    sent = (ME[0], TOM[0], "9/1/26, 8:00 AM", "", "OUTGOING", ME[1], TOM[1])
    ana = by_name(read(tmp_path, [mail("t", ANA, ME, "2026-09-02")], [sent], profile=False))["Ana Ruiz"]
    assert (ana.sent, ana.received) == (0, 1)


def test_the_owner_is_found_without_both_by_standing_in_most_threads(tmp_path: Path) -> None:
    found = read(tmp_path, [mail("t", ANA, ME, "2026-09-02"), mail("u", ME, TOM, "2026-09-02")], profile=False)
    assert found.owner_key == "linkedin.com/in/robin-alder"
    assert any("most threads" in note for note in found.notes)


def test_when_nothing_tells_which_side_is_the_users_nobody_is_credited(tmp_path: Path) -> None:
    found = read(tmp_path, [mail("t", ANA, ME, "2026-09-02")], profile=False)
    assert by_name(found)["Ana Ruiz"].received == 0
    assert any("nothing tells which side is yours" in note for note in found.notes)


def test_invitations_of_somebody_else_are_remarked_on(tmp_path: Path) -> None:
    sent = (TOM[0], ANA[0], "9/1/26, 8:00 AM", "", "OUTGOING", TOM[1], ANA[1])
    assert any("check whose archive this is" in note for note in read(tmp_path, [], [sent]).notes)


def test_a_group_is_told_by_its_recipients_however_their_names_are_written(tmp_path: Path) -> None:
    everybody = ("Ana Ruiz, Tom Okafor", f"{ANA[1]},{TOM[1]}")
    found = read(
        tmp_path, [mail("g", ME, everybody, "2026-09-01"), mail("g", ANA, ("Robin Alder, Tom Okafor", f"{ME[1]},{TOM[1]}"), "2026-09-02")]
    )
    assert found.counts["group_threads"] == 1
    assert by_name(found)["Ana Ruiz"].received == 0
    assert "Tom Okafor" not in by_name(found)


def test_one_person_and_a_closed_account_are_a_group(tmp_path: Path) -> None:
    found = read(tmp_path, [mail("g", ME, ("LinkedIn Member, Ana Ruiz", ANA[1]), "2026-09-01")])
    assert found.counts["group_threads"] == 1
    assert by_name(found)["Ana Ruiz"].sent == 0


def test_a_name_with_its_degree_is_one_recipient(tmp_path: Path) -> None:
    found = read(tmp_path, [mail("t", ME, ("Ana Ruiz, Ph.D., MBA", ANA[1]), "2026-09-01")])
    assert by_name(found)["Ana Ruiz"].sent == 1


def test_a_closed_account_is_a_conversation_with_nobody(tmp_path: Path) -> None:
    closed = ("LinkedIn Member", "")
    found = read(tmp_path, [mail("t", closed, ME, "2020-02-02"), mail("t", ME, closed, "2020-02-01")])
    assert (found.counts["two_way_threads"], found.counts["uncredited_threads"]) == (1, 1)
    assert set(by_name(found)) == {"Ana Ruiz"}


@pytest.mark.parametrize(
    "row",
    [
        mail("t", ME, ANA, "2026-09-01", draft="Yes"),
        mail("t", ME, ANA, "2026-09-01", draft="TRUE"),
        mail("t", ANA, ME, "2026-09-01", folder="SPAM"),
        mail("t", ("Bootcamp", ""), ME, "2026-09-01", '<p class="spinmail-quill-editor__spin-break">Hi %FIRSTNAME%</p>'),
    ],
)
def test_drafts_spam_and_advertising_are_left_out(row: list[str], tmp_path: Path) -> None:
    found = read(tmp_path, [row])
    assert found.counts["two_way_threads"] + found.counts["only_me_threads"] + found.counts["only_them_threads"] == 0
    assert found.counts["messages"] == found.counts["drafts"] + found.counts["spam"] + found.counts["sponsored"] == 1
    assert [contact.name for contact in found.contacts] == ["Ana Ruiz"]


def invite(note: str, *, at: str = "8/30/26, 6:00 PM") -> tuple[str, ...]:
    return (ME[0], ANA[0], at, note, "OUTGOING", ME[1], ANA[1])


def test_a_note_that_came_back_as_a_message_is_not_counted_twice(tmp_path: Path) -> None:
    found = read(tmp_path, [mail("t", ME, ANA, "2026-09-01", "Hi Ana,  we met in\nBergen.")], [invite("Hi Ana, we met in Bergen.")])
    assert (found.counts["note_only_threads"], by_name(found)["Ana Ruiz"].sent) == (1, 0)


def test_a_note_that_was_answered_is_a_conversation(tmp_path: Path) -> None:
    rows = [mail("t", ANA, ME, "2026-09-02", "I remember!"), mail("t", ME, ANA, "2026-09-01", "We met in Bergen.")]
    found = read(tmp_path, rows, [invite("We met in Bergen.")])
    assert (found.counts["two_way_threads"], by_name(found)["Ana Ruiz"].both) == (1, True)


def test_the_same_words_sent_before_the_invitation_are_a_message(tmp_path: Path) -> None:
    found = read(tmp_path, [mail("t", ME, ANA, "2026-08-29", "We met in Bergen.")], [invite("We met in Bergen.")])
    assert (found.counts["note_only_threads"], by_name(found)["Ana Ruiz"].sent) == (0, 1)


def test_somebody_elses_note_is_not_this_thread(tmp_path: Path) -> None:
    to_tom = (ME[0], TOM[0], "8/30/26, 6:00 PM", "We met in Bergen.", "OUTGOING", ME[1], TOM[1])
    found = read(tmp_path, [mail("t", ME, ANA, "2026-09-01", "We met in Bergen.")], [to_tom])
    assert found.counts["only_me_threads"] == 1


def test_placeholder_files_of_the_coach_are_not_messages(tmp_path: Path) -> None:
    for name in ("coach_messages.csv", "guide_messages.csv", "learning_role_play_messages.csv"):
        write(tmp_path, name, FULL, [mail("c", TOM, ME, "2026-09-01")])
    found = read(tmp_path, [mail("t", ME, ANA, "2026-09-01")])
    assert found.counts["messages"] == 1


def test_a_message_of_an_impossible_day_counts_without_a_date(tmp_path: Path) -> None:
    ana = by_name(read(tmp_path, [mail("t", ANA, ME, "2026-02-31")]))["Ana Ruiz"]
    assert (ana.received, ana.last_on) == (1, None)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("From,To,Date,Subject,Content,Direction,Folder", ("Ana Ruiz", "Robin Alder", "11/4/18, 5:06 PM", "", "Hi?", "INCOMING", "INBOX")),
        (
            "FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER",
            ("Ana Ruiz", "Robin Alder", "2018-11-04T17:06:00", "", "Hi?", "INCOMING", "INBOX"),
        ),
    ],
)
def test_the_first_generations_of_messages_are_joined_by_name(header: str, row: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path, "Messages.csv", header, [row])
    write(
        tmp_path,
        "Connections.csv",
        "First Name,Last Name,Email Address,Company,Position,Connected On",
        [("Ana", "Ruiz", "", "Fernwick", "", "11/4/18, 5:06 PM")],
    )
    found = read_archive([tmp_path], today=TODAY)
    (ana,) = found.contacts
    assert (ana.received, ana.last_on, ana.asks, ana.connected_on) == (1, dt.date(2018, 11, 4), True, dt.date(2018, 11, 4))
    assert any("joined by name" in note for note in found.notes)


def test_a_clock_that_is_behind_does_not_blank_the_days_of_a_dated_archive(tmp_path: Path) -> None:
    folder = tmp_path / "Basic_LinkedInDataExport_10-06-2026"
    folder.mkdir()
    write(folder, "Connections.csv", CONNECTIONS, [("Ana", "Ruiz", ANA[1], "", "Fernwick Labs", "Engineer", "01 Oct 2026")])
    (ana,) = read_archive([folder], today=dt.date(2026, 1, 1)).contacts
    assert ana.connected_on == dt.date(2026, 10, 1)


def test_invitations_of_2023_without_addresses_are_joined_by_name_and_it_is_said(tmp_path: Path) -> None:
    write(tmp_path, "Connections.csv", CONNECTIONS, [("Ana", "Ruiz", ANA[1], "", "Fernwick Labs", "Engineer", "04 Mar 2024")])
    header = "From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn"
    rows = [(ME[0], name, "9/1/26, 8:00 AM", "", "OUTGOING", "urn:li:1", "urn:li:2") for name in ("Ana Ruiz", "Tom Okafor")]
    write(tmp_path, "Invitations.csv", header, rows)
    found = read_archive([tmp_path], today=TODAY)
    people = by_name(found)
    assert (people["Ana Ruiz"].invited_on, people["Ana Ruiz"].pending) == (dt.date(2026, 9, 1), False)
    assert people["Tom Okafor"].pending
    assert (found.counts["pending_invites"], len(found.contacts)) == (1, 2)
    assert any("joined by name" in note for note in found.notes)
