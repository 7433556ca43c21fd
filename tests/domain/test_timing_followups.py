"""What a touch or an event opens and closes, and how facts are gathered, where a story would not show it."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from outreach.domain.kinds import Channel, CompanyStatus, LeadKind, PersonState, Purpose, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Lead, LeadId, Person, PersonId, Step, StepId
from outreach.domain.timing.cadence import parse_cadences
from outreach.domain.timing.facts import Facts, Rules, gather
from outreach.domain.timing.followups import after_event, after_sent, as_step
from outreach.domain.timing.history import called
from outreach.domain.timing.schedule import Urgency, schedule
from outreach.paths import shipped_data
from outreach.text import clean

RULES = Rules(cadences=parse_cadences((shipped_data() / "cadences.toml").read_text(encoding="utf-8")))
AT = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 23)
HOLT = Company(id=CompanyId(1), name=clean("Holt & Vane"))
ANA = Person(id=PersonId(1), name=clean("Ana Ruiz"), company=HOLT.id, state=PersonState.INSIDER)
TOM = Person(id=PersonId(2), name=clean("Tom Okafor"), company=HOLT.id, state=PersonState.INSIDER)
MEI = Person(id=PersonId(3), name=clean("Mei Tanaka"), state=PersonState.INSIDER)


def step(number: int, kind: StepKind, person: Person | None = ANA, **fields: object) -> Step:
    made = {"made_at": AT, "company": HOLT.id, "person": person.id if person else None, **fields}
    return msgspec.structs.replace(Step(kind=kind), id=StepId(number), **made)


def sent(number: int, kind: StepKind, person: Person = ANA, **fields: object) -> Step:
    return step(number, kind, person, state=StepState.DONE, done_at=AT, **fields)


def facts(*steps: Step, **fields: object) -> Facts:
    return msgspec.structs.replace(Facts(company=HOLT, people=(ANA, TOM), steps=steps), **fields)


def test_a_first_touch_opens_the_next_insider_and_one_follow_up_on_its_own_clock() -> None:
    opened, closed = after_sent(sent(1, StepKind.FIRST_TOUCH, channel=Channel.EMAIL), facts(step(1, StepKind.FIRST_TOUCH)), RULES)
    assert [(one.kind, one.person, one.company, one.cadence, one.stage, one.anchor, one.purpose, one.channel) for one in opened] == [
        (StepKind.NEXT_INSIDER, None, HOLT.id, "insider-3b7", 1, 1, None, Channel.MESSAGE),
        (StepKind.FOLLOW_UP, ANA.id, HOLT.id, "insider-3b7", 2, 1, Purpose.FOLLOW_UP, Channel.EMAIL),
    ]
    assert closed == ()


def test_it_makes_no_difference_whether_the_plan_has_stored_the_touch_already() -> None:
    touch = sent(1, StepKind.FIRST_TOUCH)
    assert after_sent(touch, facts(touch), RULES) == after_sent(touch, facts(step(1, StepKind.FIRST_TOUCH)), RULES)


@pytest.mark.parametrize("status", [CompanyStatus.PAUSED, CompanyStatus.CLOSED])
def test_a_company_that_is_not_active_arms_nobody_else(status: CompanyStatus) -> None:
    resting = msgspec.structs.replace(HOLT, status=status)
    opened, _ = after_sent(sent(1, StepKind.FIRST_TOUCH), facts(company=resting), RULES)
    assert [one.kind for one in opened] == [StepKind.FOLLOW_UP]


def test_people_of_no_company_have_no_next_insider() -> None:
    opened, _ = after_sent(sent(1, StepKind.FIRST_TOUCH, company=None), facts(company=None), RULES)
    assert [one.kind for one in opened] == [StepKind.FOLLOW_UP]


def test_writing_to_the_next_insider_takes_the_turn_that_waited() -> None:
    waiting = step(3, StepKind.NEXT_INSIDER, None, anchor=StepId(1), cadence="insider-3b7", stage=1)
    opened, closed = after_sent(sent(4, StepKind.FIRST_TOUCH, TOM), facts(sent(1, StepKind.FIRST_TOUCH), waiting), RULES)
    assert closed == (3,)
    assert [one.kind for one in opened] == [StepKind.NEXT_INSIDER, StepKind.FOLLOW_UP]


def test_an_introduction_request_is_followed_up_once_and_answered_by_the_introduction() -> None:
    asked = sent(1, StepKind.INTRO_REQUEST, TOM)
    opened, _ = after_sent(asked, facts(asked), RULES)
    assert [(one.kind, one.person) for one in opened] == [(StepKind.FOLLOW_UP, TOM.id)]
    follow = msgspec.structs.replace(as_step(opened[0], AT), id=StepId(2))
    introduced = msgspec.structs.replace(ANA, introducer=TOM.id)
    opened, closed = after_event(sent(3, StepKind.INTRODUCED), facts(asked, follow, people=(introduced, TOM)), RULES)
    assert closed == (2,)
    assert [(one.kind, one.person, one.promise) for one in opened] == [
        (StepKind.REPLY_OWED, ANA.id, True),
        (StepKind.THANK_YOU, TOM.id, True),
    ]


def test_logging_the_same_answer_again_opens_nothing_new() -> None:
    touch, reply = sent(1, StepKind.FIRST_TOUCH), sent(2, StepKind.REPLIED)
    opened, _ = after_event(reply, facts(touch), RULES)
    owed = msgspec.structs.replace(as_step(opened[0], AT), id=StepId(3))
    assert after_event(reply, facts(touch, reply, owed), RULES) == ((), ())


@pytest.mark.parametrize("kind", [StepKind.ENGAGE, StepKind.CONGRATULATE, StepKind.RESEARCH, StepKind.TODO])
def test_what_waits_for_no_answer_opens_nothing(kind: StepKind) -> None:
    assert after_sent(sent(1, kind), facts(), RULES) == ((), ())


@pytest.mark.parametrize("kind", [StepKind.OUT_OF_OFFICE, StepKind.GOOD_NEWS])
def test_news_of_a_person_closes_nothing(kind: StepKind) -> None:
    waiting = step(2, StepKind.FOLLOW_UP, anchor=StepId(1), cadence="insider-3b7", stage=2)
    assert after_event(sent(3, kind), facts(sent(1, StepKind.FIRST_TOUCH), waiting), RULES) == ((), ())


@pytest.mark.parametrize("kind", list(StepKind))
def test_no_event_or_touch_ever_closes_a_promise(kind: StepKind) -> None:
    owed = [step(number, one, promise=True) for number, one in enumerate(StepKind, 10)]
    about = facts(sent(1, StepKind.FIRST_TOUCH), *owed)
    assert after_event(sent(2, kind), about, RULES)[1] == ()
    assert after_sent(sent(2, kind), about, RULES)[1] == ()


def test_a_cadence_nobody_defined_opens_nothing_and_is_no_error() -> None:
    rules = msgspec.structs.replace(RULES, cadences={}, default_cadence="gone")
    touch = sent(1, StepKind.FIRST_TOUCH, cadence="gone")
    assert after_sent(touch, facts(touch), rules) == ((), ())
    assert schedule(facts(step(1, StepKind.FIRST_TOUCH, cadence="gone")), rules, TODAY)[0].on == TODAY


def test_a_step_whose_anchor_and_person_are_gone_still_has_a_row() -> None:
    lost = msgspec.structs.replace(step(5, StepKind.FOLLOW_UP, anchor=StepId(77), cadence="insider-3b7", stage=2), person=PersonId(99))
    (due,) = schedule(facts(lost), RULES, TODAY)
    assert due.on == dt.date(2026, 12, 2)
    assert due.urgency is Urgency.WAITING


def test_a_clock_found_in_an_archive_counts_from_its_day() -> None:
    old = step(1, StepKind.FOLLOW_UP, anchor_on=dt.date(2026, 11, 14), cadence="insider-3b7", stage=2)
    (due,) = schedule(facts(old), RULES, TODAY)
    assert due.on == dt.date(2026, 11, 25)
    assert "sent Sat 14 Nov, a day off" in due.reasons[0].what


def test_messages_traded_before_the_plan_unlock_a_referral_ask() -> None:
    ask = step(1, StepKind.REFERRAL_ASK)
    assert schedule(facts(ask), RULES, TODAY)[0].urgency is Urgency.HELD
    assert schedule(facts(ask, exchanged=frozenset({ANA.id})), RULES, TODAY)[0].urgency is Urgency.DUE


def test_a_posting_that_closes_holds_what_was_about_it_and_nothing_else() -> None:
    closed = Lead(id=LeadId(1), company=HOLT.id, kind=LeadKind.POSTING, closed_on=TODAY)
    word = Lead(id=LeadId(2), company=HOLT.id, kind=LeadKind.WORD)
    ask, touch = step(1, StepKind.REFERRAL_ASK), step(2, StepKind.FIRST_TOUCH, TOM)
    about = facts(ask, touch, exchanged=frozenset({ANA.id}), leads=(closed, word))
    assert [(due.urgency, due.held_by) for due in schedule(about, RULES, TODAY)] == [
        (Urgency.HELD, "the posting has closed"),
        (Urgency.DUE, ""),
    ]
    still = msgspec.structs.replace(about, leads=(closed, msgspec.structs.replace(closed, id=LeadId(3), closed_on=None)))
    assert schedule(still, RULES, TODAY)[0].urgency is Urgency.DUE


def test_facts_are_gathered_by_company_with_the_people_their_steps_name() -> None:
    thanks, loose = step(1, StepKind.THANK_YOU, MEI, promise=True), step(2, StepKind.FIRST_TOUCH, MEI, company=None)
    stray = step(3, StepKind.TODO, None, company=CompanyId(9))
    lead = Lead(id=LeadId(1), company=HOLT.id)
    at_holt, nowhere = gather([HOLT], [TOM, ANA, MEI], [thanks, loose, stray], leads=[lead])
    assert (at_holt.company, at_holt.people, at_holt.steps, at_holt.leads) == (HOLT, (TOM, ANA, MEI), (thanks,), (lead,))
    assert (nowhere.company, nowhere.people, nowhere.steps) == (None, (MEI,), (loose, stray))
    assert "owed to Mei" in schedule(at_holt, RULES, TODAY)[0].why


def test_a_step_without_a_company_goes_with_its_person() -> None:
    (at_holt, _) = gather([HOLT], [ANA], [step(1, StepKind.FIRST_TOUCH, company=None)])
    assert [one.id for one in at_holt.steps] == [1]
    assert schedule(at_holt, RULES, TODAY)[0].company == HOLT.id


def test_somebody_of_another_company_is_no_insider_here() -> None:
    visitor = msgspec.structs.replace(MEI, company=CompanyId(7))
    about = facts(sent(1, StepKind.FIRST_TOUCH), step(2, StepKind.NEXT_INSIDER, None, anchor=StepId(1)), people=(ANA, visitor))
    assert schedule(about, RULES, TODAY)[0].held_by.startswith("nobody else is in the queue")


def test_a_company_without_open_steps_costs_nothing_and_shows_nothing() -> None:
    assert schedule(facts(sent(1, StepKind.FIRST_TOUCH), sent(2, StepKind.REPLIED)), RULES, TODAY) == ()


def test_only_the_first_touch_whose_turn_it_is_is_armed() -> None:
    firsts = [step(1, StepKind.FIRST_TOUCH), step(2, StepKind.FIRST_TOUCH, TOM)]
    assert [due.armed for due in schedule(facts(*firsts), RULES, TODAY)] == [True, False]
    asleep = msgspec.structs.replace(firsts[0], snoozed_until=dt.date(2026, 12, 1))
    assert [due.armed for due in schedule(facts(asleep, firsts[1]), RULES, TODAY)] == [False, True]
    paused = msgspec.structs.replace(HOLT, status=CompanyStatus.PAUSED, status_reason=clean("hiring freeze"))
    held = schedule(facts(*firsts, company=paused), RULES, TODAY)
    assert [due.armed for due in held] == [False, False]
    assert held[0].held_by == "Holt & Vane is paused: hiring freeze"


def test_only_days_off_inside_the_count_are_named() -> None:
    days_off = frozenset({TODAY, dt.date(2026, 11, 25), dt.date(2026, 11, 28), dt.date(2026, 12, 4), dt.date(2026, 12, 24)})
    rules = msgspec.structs.replace(RULES, calendar=msgspec.structs.replace(RULES.calendar, days_off=days_off))
    touch = sent(1, StepKind.FIRST_TOUCH)
    (due,) = schedule(facts(touch, step(2, StepKind.FOLLOW_UP, anchor=touch.id, cadence="insider-3b7", stage=2)), rules, TODAY)
    assert due.on == dt.date(2026, 12, 7)
    assert [term.what for term in due.reasons if "day off" in term.what] == [
        "sent Mon 23 Nov, a day off",
        "Wed 25 Nov is a day off",
        "Fri 4 Dec is a day off",
    ]


def test_an_absence_moves_a_clock_found_in_an_archive_too() -> None:
    old = step(1, StepKind.FOLLOW_UP, anchor_on=TODAY, cadence="insider-3b7", stage=2)
    away = sent(2, StepKind.OUT_OF_OFFICE, on=dt.date(2026, 12, 1))
    (due,) = schedule(facts(old, away), RULES, TODAY)
    assert due.on == dt.date(2026, 12, 10)


def test_times_with_and_without_an_offset_live_in_one_history() -> None:
    bare = msgspec.structs.replace(
        sent(1, StepKind.FIRST_TOUCH), done_at=dt.datetime(2026, 11, 20, 10), made_at=dt.datetime(2026, 11, 20, 9)
    )
    undated = msgspec.structs.replace(sent(3, StepKind.GIVE), done_at=None, made_at=None)
    follow = step(2, StepKind.FOLLOW_UP, anchor=bare.id, cadence="insider-3b7", stage=2)
    rows = schedule(facts(bare, undated, follow, sent(4, StepKind.GIVE)), RULES, TODAY)
    assert [due.on for due in rows] == [dt.date(2026, 12, 2)]


@pytest.mark.parametrize("kind", list(StepKind))
def test_an_open_promise_of_any_kind_is_listed_whatever_happened(kind: StepKind) -> None:
    paused = msgspec.structs.replace(HOLT, status=CompanyStatus.CLOSED)
    gone = msgspec.structs.replace(ANA, state=PersonState.DROPPED, comfort=1)
    owed = step(9, kind, promise=True, comfort=1)
    (due,) = schedule(facts(sent(1, StepKind.FIRST_TOUCH), sent(2, StepKind.DECLINED), owed, company=paused, people=(gone,)), RULES, TODAY)
    assert due.urgency is Urgency.PROMISE
    assert due.on is not None
    assert due.why


@pytest.mark.parametrize(
    ("name", "short"),
    [("Ana Ruiz", "Ana"), ("Dr. Ana Ruiz", "Dr. Ana Ruiz"), ("J Smith", "J Smith"), ("Bo Ek", "Bo Ek"), ("Madonna", "Madonna")],
)
def test_people_are_called_by_a_first_name_only_where_it_is_one(name: str, short: str) -> None:
    assert called(msgspec.structs.replace(ANA, name=clean(name))) == short
    assert called(None) == "them"
