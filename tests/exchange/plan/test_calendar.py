"""The calendar file: private all-day events that every calendar program takes, and that invite nobody."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from outreach.domain.kinds import StepKind
from outreach.exchange.calendar import IF_SILENT, home_of, uid_of, write, write_vdir
from outreach.exchange.plan.page import Options, PlanPage, StepLine
from outreach.exchange.writers import export_events
from outreach.text import clean, clean_note


def events(content: bytes) -> list[object]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_there_is_one_all_day_event_for_each_dated_step_and_promise(page: PlanPage) -> None:
    found = events(write([page], Options()))
    days = [(event["DTSTART"].dt, event["DTEND"].dt) for event in found]  # type: ignore[index]
    assert days == [(dt.date(2026, 11, day), dt.date(2026, 11, day + 1)) for day in (22, 23, 26)]
    lines = unfolded(write([page], Options()))
    assert lines.count("BEGIN:VEVENT") == 3 and "BEGIN:VTODO" not in lines
    assert "DTSTART;VALUE=DATE:20261122" in lines and "DTEND;VALUE=DATE:20261123" in lines
    for line in ("CLASS:PRIVATE", "TRANSP:TRANSPARENT", "DTSTAMP:20261122T000000Z", "TRIGGER:PT9H", "ACTION:DISPLAY"):
        assert lines.count(line) == 3, line
    assert lines.count("METHOD:PUBLISH") == 1


def test_the_alarm_stands_last_in_its_event(page: PlanPage) -> None:
    lines = unfolded(write([page], Options(names=True)))
    ends = [place for place, line in enumerate(lines) if line == "END:VEVENT"]
    assert len(ends) == 3 and all(lines[place - 1] == "END:VALARM" for place in ends)


def test_titles_say_nothing_of_the_search_unless_names_are_asked_for(page: PlanPage) -> None:
    plain = write([page], Options()).decode()
    assert plain.count("SUMMARY:Follow-up\r\n") == 3
    for word in ("Ana", "Fernwick", "insider", "first touch", "thank"):
        assert word not in plain
    named = unfolded(write([page], Options(names=True)))
    assert "SUMMARY:Write to Ana Ruiz (Fernwick Labs)" in named
    assert "DESCRIPTION:She is the first insider and nothing is open with her." in named


@pytest.mark.parametrize("names", [False, True])
def test_nobody_is_ever_invited(page: PlanPage, names: bool) -> None:
    text = write([page], Options(names=names)).decode()
    assert "ATTENDEE" not in text and "ORGANIZER" not in text and "@fernwick" not in text


def test_an_event_keeps_its_uid_when_title_and_day_change_and_its_sequence_rises(page: PlanPage) -> None:
    (before,) = events(write([replace(page, steps=page.steps[:1], promises=())], Options()))
    moved = replace(page.steps[0], what="Something else", on=dt.date(2026, 12, 1))
    (after,) = events(write([replace(page, steps=(moved,), promises=(), revision=page.revision + 1)], Options()))
    assert before["UID"] == after["UID"] == "followup-0b6f2d8e@outreach.invalid"  # type: ignore[index]
    assert after["SEQUENCE"] > before["SEQUENCE"]  # type: ignore[index]


def test_last_modified_is_the_records_own_moment_in_utc_and_never_after_the_stamp(page: PlanPage) -> None:
    assert "LAST-MODIFIED:20261120T170500Z" in unfolded(write([page], Options()))
    late = replace(page.steps[0], changed_at=dt.datetime(2026, 11, 22, 15, tzinfo=dt.UTC))
    lines = unfolded(write([replace(page, steps=(late,), promises=())], Options()))
    assert "LAST-MODIFIED:20261122T000000Z" in lines


def test_a_step_that_stands_on_several_pages_is_one_event(page: PlanPage) -> None:
    other = replace(page, company=replace(page.company, name="Holt & Vane"))
    assert write([page, other], Options(names=True)) == write([page], Options(names=True))


def test_an_odd_uid_is_hashed_and_two_odd_uids_stay_two() -> None:
    odd = [StepLine(uid=uid, kind=StepKind.TODO, what="x") for uid in ("a\nUID:b", "ü", "", "x" * 65)]
    uids = [uid_of(step) for step in odd]
    assert len(set(uids)) == 4
    assert all(uid.startswith("followup-") and uid.endswith("@outreach.invalid") and "\n" not in uid for uid in uids)


def test_one_file_for_each_event_holds_that_event_alone(page: PlanPage) -> None:
    files = write_vdir([page], Options(names=True))
    assert [name for name, _ in files] == ["followup-e0d9c4f1.ics", "followup-0b6f2d8e.ics", "followup-5c1e77a0.ics"]
    assert [len(events(content)) for _, content in files] == [1, 1, 1]


def test_hostile_text_stays_in_its_line_and_reads_back_as_itself(hostile: str, hostile_page: PlanPage) -> None:
    content = write([hostile_page], Options(names=True))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"") and b"\r" not in content.replace(b"\r\n", b"")
    found = events(content)
    assert len(found) == 3
    said = clean_note(hostile)
    for event in found:
        assert str(event["SUMMARY"]) == (clean(f"{said} ({said})") if said else "Follow-up")  # type: ignore[index]
        assert str(event.get("DESCRIPTION", "")) == said  # type: ignore[attr-defined]
        assert "ATTENDEE" not in event  # type: ignore[operator]


def test_a_page_without_dated_steps_gives_a_calendar_without_events(page: PlanPage) -> None:
    assert events(write([replace(page, steps=page.steps[2:], promises=())], Options())) == []


def test_the_last_day_of_the_calendar_is_no_crash(page: PlanPage) -> None:
    step = replace(page.steps[0], on=dt.date(9999, 12, 31))
    assert len(events(write([replace(page, steps=(step,), promises=())], Options()))) == 1


def test_a_step_that_comes_only_in_silence_says_so_in_its_title(page: PlanPage) -> None:
    foreseen = replace(page, promises=(), steps=(replace(page.steps[0], foreseen=page.steps[0].on),))
    (event,) = events(write([foreseen], Options()))
    assert str(event["SUMMARY"]) == "Follow-up" + IF_SILENT  # type: ignore[index]


def test_events_leave_with_uid_and_name_cleaned_and_redacted(page: PlanPage) -> None:
    found = export_events([page], Options(plan="aa11bb22cc33"))
    assert [uid.endswith("@aa11bb22cc33.outreach.invalid") for uid, _, _ in found] == [True] * 3
    assert [name == uid.split("@")[0] + "-aa11bb22cc33.ics" for uid, name, _ in found] == [True] * 3
    assert all(f"UID:{uid}" in unfolded(content) and b"METHOD" not in content for uid, _, content in found)
    assert [name for name, _ in write_vdir([page], Options())] == [uid_of(step).split("@")[0] + ".ics" for step in dated(page)]
    assert home_of("") == "@outreach.invalid" and home_of("x") == "@x.outreach.invalid"


def dated(page: PlanPage) -> list[StepLine]:
    every = {uid_of(step): step for step in (*page.promises, *page.steps) if step.on is not None}
    return sorted(every.values(), key=lambda step: (step.on or dt.date.min, uid_of(step)))


def test_an_odd_uid_is_hashed_to_half_its_length_and_a_plain_one_kept(page: PlanPage) -> None:
    odd, plain = replace(page.steps[0], uid="a b"), replace(page.steps[0], uid="a" * 64)
    assert len(uid_of(odd)) == len("followup-@outreach.invalid") + 32
    assert uid_of(plain) == f"followup-{'a' * 64}@outreach.invalid" != uid_of(replace(plain, uid="a" * 65))


def test_a_page_from_before_the_epoch_has_no_negative_sequence(page: PlanPage) -> None:
    early = replace(page, generated_on=dt.date(1990, 1, 1), revision=4)
    assert {int(event["SEQUENCE"]) for event in events(write([early], Options()))} == {4}  # type: ignore[index]
