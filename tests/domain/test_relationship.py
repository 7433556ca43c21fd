"""What records add up to: receipts claim no more than they hold, levels and stages are explained."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from outreach.domain.kinds import Answer, Channel, EvidenceKind, StepKind, StepState
from outreach.domain.model import CompanyId, Evidence, Person, PersonId, Step, StepId
from outreach.domain.relationship import Stage, dealings, know_level, receipt, stage, unanswered
from outreach.domain.timing.facts import Facts
from outreach.domain.timing.history import read_history
from outreach.text import CleanText, clean

TODAY = dt.date(2026, 11, 22)
ANA = PersonId(1)


def proof(kind: EvidenceKind, **more: Any) -> Evidence:
    return Evidence(person=ANA, kind=kind, **more)


def done(kind: StepKind, day: dt.date, **more: Any) -> Step:
    return Step(kind=kind, person=ANA, state=StepState.DONE, done_at=dt.datetime(day.year, day.month, day.day, 10, tzinfo=dt.UTC), **more)


WORKED = proof(EvidenceKind.WORKED_TOGETHER, on=dt.date(2019, 2, 1), until=dt.date(2021, 5, 1), detail=CleanText("Kettlebrook"))
WROTE = proof(EvidenceKind.MESSAGES, on=dt.date(2020, 1, 9), until=dt.date(2026, 5, 1), sent=9, received=7)


def test_a_receipt_says_what_is_on_record_in_one_line() -> None:
    assert (
        receipt((WROTE, WORKED), (), TODAY).summary
        == "9 sent, 7 received, last 1 May 2026; worked together at Kettlebrook 2019-2021; never met"
    )


def test_a_receipt_with_nothing_on_record_says_so() -> None:
    assert receipt((), (), TODAY).summary == "nothing on record"


def test_a_meeting_on_record_ends_never_met() -> None:
    met = proof(EvidenceKind.MET, on=dt.date(2024, 3, 2), detail=CleanText("at the Lisbon meetup"))
    assert receipt((met,), (), TODAY).summary == "met at the Lisbon meetup 2 Mar 2024"


def test_a_message_in_the_archive_and_in_the_log_is_counted_once() -> None:
    logged = done(StepKind.FIRST_TOUCH, dt.date(2026, 5, 1))
    later = done(StepKind.FOLLOW_UP, dt.date(2026, 5, 12))
    assert receipt((WROTE,), (logged, later), TODAY).lines[0] == "10 sent, 7 received, last 12 May 2026"


def test_an_email_is_never_in_the_archive_and_counts_whatever_its_day() -> None:
    mail = done(StepKind.FIRST_TOUCH, dt.date(2026, 4, 1), channel=Channel.EMAIL)
    assert receipt((WROTE,), (mail,), TODAY).lines[0] == "10 sent, 7 received, last 1 May 2026"


def test_notes_and_conflicts_stay_out_of_the_lines() -> None:
    note = proof(EvidenceKind.NOTE, detail=CleanText("owes me a coffee"))
    quarrel = proof(EvidenceKind.CONFLICT, on=dt.date(2026, 10, 1))
    made = receipt((note, quarrel, WORKED), (), TODAY)
    assert "coffee" not in made.summary and "conflict" not in made.summary
    assert made.private == ("conflict 1 Oct 2026", "owes me a coffee")


def test_the_future_is_not_on_record() -> None:
    assert receipt((), (done(StepKind.FIRST_TOUCH, dt.date(2027, 1, 1)),), TODAY).summary == "nothing on record"


def test_know_levels_rise_with_the_evidence_and_say_why() -> None:
    connected = proof(EvidenceKind.CONNECTED, on=dt.date(2020, 1, 1))
    school = proof(EvidenceKind.SAME_SCHOOL, detail=CleanText("Marsh University"))
    assert know_level((), (), TODAY) == (0, ("nothing on record",))
    assert know_level((connected,), (), TODAY) == (0, ("only a connection, nothing else on record",))
    assert know_level((connected, school), (), TODAY) == (1, ("same school",))
    assert know_level((connected,), (), TODAY, how_i_know="choir") == (1, ("in your own words",))
    assert know_level((WROTE,), (), TODAY) == (2, ("wrote to each other",))
    assert know_level((WORKED,), (), TODAY) == (3, ("worked together",))
    talked = done(StepKind.TALK, dt.date(2026, 11, 2), channel=Channel.PHONE)
    assert know_level((WROTE,), (talked,), TODAY) == (3, ("spoke or met", "wrote to each other"))


def test_an_exchange_of_long_ago_no_longer_answers_how_do_you_know_them() -> None:
    old = proof(EvidenceKind.MESSAGES, on=dt.date(2015, 1, 9), until=dt.date(2016, 5, 1), sent=2, received=3)
    assert know_level((old,), (), TODAY) == (1, ("wrote to each other", "but last in 2016"))


def test_stages_run_from_stranger_to_connected() -> None:
    wrote = done(StepKind.FIRST_TOUCH, dt.date(2026, 11, 2))
    replied = done(StepKind.REPLIED, dt.date(2026, 11, 4))
    talked = done(StepKind.TALK, dt.date(2026, 11, 9))
    accepted = done(StepKind.ACCEPTED, dt.date(2026, 11, 10))
    assert stage((), (wrote,), TODAY) is Stage.STRANGER
    assert stage((), (wrote, replied), TODAY) is Stage.DIALOGUE
    assert stage((), (wrote, replied, talked), TODAY) is Stage.RAPPORT
    assert stage((), (wrote, replied, talked, accepted), TODAY) is Stage.CONNECTED


def test_accepting_an_invitation_is_no_exchange() -> None:
    sums = dealings((), (done(StepKind.INVITE, dt.date(2026, 11, 2)), done(StepKind.ACCEPTED, dt.date(2026, 11, 3))), TODAY)
    assert sums.connected and not sums.known and sums.last_on is None


def test_silence_is_counted_since_their_last_word_and_a_no_show_is_no_silence() -> None:
    first, second = done(StepKind.FIRST_TOUCH, dt.date(2026, 11, 2)), done(StepKind.FOLLOW_UP, dt.date(2026, 11, 11))
    assert unanswered((first, second), TODAY) == 2
    assert unanswered((first, done(StepKind.NO_SHOW, dt.date(2026, 11, 5)), second), TODAY) == 1
    assert unanswered((first, done(StepKind.SHARE, dt.date(2026, 11, 5))), TODAY) == 2, "a reconnection rests after a hello and a share"
    assert unanswered((first, done(StepKind.ENGAGE, dt.date(2026, 11, 5))), TODAY) == 1


def test_the_newest_word_on_cordiality_counts() -> None:
    bad = proof(EvidenceKind.MET, on=dt.date(2020, 1, 1), cordial=Answer.NO)
    good = proof(EvidenceKind.MET, on=dt.date(2024, 1, 1), cordial=Answer.YES)
    assert dealings((good, bad), (), TODAY).cordial is True
    assert dealings((bad,), (), TODAY).cordial is False
    assert dealings((WORKED,), (), TODAY).cordial is None


HAPPENED = st.lists(
    st.tuples(
        st.sampled_from([*StepKind]),
        st.sampled_from([StepState.DONE, StepState.DONE, StepState.OPEN, StepState.SKIPPED]),
        st.integers(0, 4),
        st.integers(0, 23),
    ),
    max_size=8,
)


@example([(StepKind.TALK, StepState.DONE, 0, 1), (StepKind.FIRST_TOUCH, StepState.DONE, 0, 1)])
@given(HAPPENED)
def test_the_receipt_and_the_clock_count_the_same_touches_without_an_answer(happened: list[tuple[StepKind, StepState, int, int]]) -> None:
    """An answer of which only the day is known comes at the end of that day for both."""
    steps = tuple(
        Step(
            id=StepId(number),
            kind=kind,
            person=PersonId(1),
            company=CompanyId(1),
            state=state,
            done_at=dt.datetime(2026, 11, 2 + day, hour, tzinfo=dt.UTC),
        )
        for number, (kind, state, day, hour) in enumerate(happened, 1)
    )
    facts = Facts(company=None, people=(Person(id=PersonId(1), name=clean("Ana Ruiz")),), steps=steps)
    assert unanswered(steps) == len(read_history(facts).of(PersonId(1)).unanswered())
