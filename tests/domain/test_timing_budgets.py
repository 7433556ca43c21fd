"""Budgets: what is used, what is left, and the day the next slot frees; on Monday 23 November 2026."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.kinds import Channel, StepKind, StepState
from outreach.domain.model import PersonId, Step, StepId
from outreach.domain.timing.budgets import Limits, Sent, budgets, full_ones, parse_limits, sent_by_steps, week_room, with_limits
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.facts import Full, Rules
from outreach.errors import BadInput
from outreach.paths import shipped_data

SHIPPED = (shipped_data() / "limits.toml").read_text(encoding="utf-8")
TODAY = dt.date(2026, 11, 23)
CALENDAR = WorkCalendar()


def standing(
    days: list[int], limits: Limits | None = None, tier: str = "free", **fields: object
) -> dict[str, tuple[int, int | None, dt.date | None]]:
    sent = [Sent(dt.date(2026, 11, day), **fields) for day in days]  # type: ignore[arg-type]
    found = budgets(sent, limits or parse_limits(SHIPPED), tier, TODAY, CALENDAR)
    return {budget.name: (budget.used, budget.left, budget.next_slot) for budget in found}


def limited(**values: int) -> Limits:
    return parse_limits(SHIPPED, "".join(f"[limits.{name}]\nvalue = {value}\n" for name, value in values.items()))


def test_every_shipped_limit_has_a_source_a_day_and_a_confidence() -> None:
    limits = parse_limits(SHIPPED)
    for name in Limits.__struct_fields__:
        limit = getattr(limits, name)
        assert limit.source
        assert limit.unit
        assert limit.as_of is not None
        assert limit.confidence in ("high", "medium", "low", "own")
    assert limits.notes("free").value == 5
    assert limits.notes("premium").value == 0
    assert (limits.inmail("free").value, limits.inmail("premium").value, limits.inmail("sales navigator").value) == (0, 5, 50)


def test_five_notes_a_month_and_then_the_next_month() -> None:
    assert standing([2, 3, 10, 18])["notes this month"] == (4, 1, TODAY)
    assert standing([2, 3, 10, 18, 19])["notes this month"] == (5, 0, dt.date(2026, 12, 1))
    assert standing([2, 3, 10, 18, 19], tier="premium")["notes this month"] == (5, None, TODAY)
    assert standing([2, 3, 10, 18, 19], noted=False)["notes this month"] == (0, 5, TODAY)


def test_invitations_count_for_seven_days_and_the_oldest_frees_the_slot() -> None:
    limits = limited(invitations_week=3)
    assert standing([16, 17, 18, 19], limits)["invitations in seven days"] == (3, 0, dt.date(2026, 11, 24))
    assert standing([16, 18, 19], limits)["invitations in seven days"] == (2, 1, TODAY)
    assert standing([17, 17, 17, 20, 20], limits)["invitations in seven days"] == (5, 0, dt.date(2026, 11, 24))


def test_a_slot_that_frees_on_a_weekend_is_offered_on_monday() -> None:
    saturday = budgets([Sent(dt.date(2026, 11, 14))], limited(invitations_week=1), "premium", dt.date(2026, 11, 20), CALENDAR)
    assert saturday[1].next_slot == dt.date(2026, 11, 23)


def test_strangers_have_a_budget_of_their_own_that_closes_the_channel_to_nobody_else() -> None:
    found = budgets([Sent(dt.date(2026, 11, 20), stranger=True)] * 3, parse_limits(SHIPPED), "premium", TODAY, CALENDAR)
    assert found[2].left == 0
    assert found[2].next_slot == dt.date(2026, 11, 27)
    assert full_ones(found, TODAY) == (Full(found[2].name, Channel.INVITE, dt.date(2026, 11, 27), strangers=True),)


def test_pending_invitations_show_their_age_and_free_a_slot_when_the_oldest_expires() -> None:
    sent = [Sent(dt.date(2026, 10, day), pending=True) for day in (5, 9)]
    found = budgets(sent, limited(pending=2), "premium", TODAY, CALENDAR)
    # 5 October and 180 days is 3 April; the day after is a Sunday.
    assert (found[3].used, found[3].left, found[3].next_slot, found[3].oldest) == (2, 0, dt.date(2027, 4, 5), dt.date(2026, 10, 5))
    then = budgets(sent, limited(pending=2), "premium", dt.date(2027, 4, 5), CALENDAR)
    assert (then[3].used, then[3].left) == (1, 1)
    never = budgets(sent, limited(pending=2, expires_days=0), "premium", TODAY, CALENDAR)
    assert full_ones(never, TODAY) == (Full("pending invitations", Channel.INVITE, None),)


def test_an_expired_invitation_is_not_pending() -> None:
    found = budgets([Sent(dt.date(2026, 1, 5), pending=True)], parse_limits(SHIPPED), "free", TODAY, CALENDAR)
    assert found[3].used == 0


def test_the_schedule_is_told_every_budget_that_has_nothing_left() -> None:
    sent = [Sent(dt.date(2026, 11, 20))] * 5
    free = full_ones(budgets(sent, limited(invitations_week=5), "free", TODAY, CALENDAR), TODAY)
    assert [(one.name, one.until) for one in free] == [
        ("notes this month", dt.date(2026, 12, 1)),
        ("invitations in seven days", dt.date(2026, 11, 27)),
    ]
    premium = full_ones(budgets(sent, limited(invitations_week=5), "premium", TODAY, CALENDAR), TODAY)
    assert [one.name for one in premium] == ["invitations in seven days"]


def test_the_week_has_room_for_so_many_messages_and_says_when_for_the_next() -> None:
    days = [dt.date(2026, 11, day) for day in (17, 18, 20)]
    assert week_room(days, limited(messages_week=4), TODAY, CALENDAR).next_slot == TODAY
    full = week_room([dt.date(2026, 11, 10), *days], limited(messages_week=3), TODAY, CALENDAR)
    assert (full.used, full.left, full.next_slot) == (3, 0, dt.date(2026, 11, 24))


FIGURES = {
    "one_of_a_kind": "one_of_a_kind",
    "quiet": "quiet",
    "person_gap": "person_gap",
    "company_gap": "company_gap",
    "rest": "rest_days",
    "ceiling": "ceiling",
    "away": "away_days",
    "cool_down": "cooldown_days",
    "comfort": "comfort",
    "good_moment": "good_moment_days",
    "reinvite_days": "reinvite_days",
}


@pytest.mark.parametrize("limit", FIGURES)
def test_every_figure_of_the_schedule_comes_from_the_limits_and_ships_as_its_default(limit: str) -> None:
    shipped = with_limits(Rules(cadences={}), parse_limits(SHIPPED), (), TODAY)
    assert getattr(shipped, FIGURES[limit]) == getattr(Rules(cadences={}), FIGURES[limit])
    own = with_limits(Rules(cadences={}), limited(**{limit: 17}), (), TODAY)
    assert getattr(own, FIGURES[limit]) == 17


def test_the_rules_take_used_up_channels_from_the_budgets() -> None:
    limits = limited(invitations_week=1)
    standing_now = budgets([Sent(TODAY)], limits, "premium", TODAY, CALENDAR)
    rules = with_limits(Rules(cadences={}), limits, standing_now, TODAY)
    assert [(one.channel, one.until) for one in rules.full] == [(Channel.INVITE, dt.date(2026, 11, 30))]


def done(number: int, kind: StepKind, person: int, day: int, channel: Channel = Channel.INVITE) -> Step:
    at = dt.datetime(2026, 11, day, 10, tzinfo=dt.UTC)
    return Step(id=StepId(number), kind=kind, person=PersonId(person), state=StepState.DONE, done_at=at, channel=channel)


def test_invitations_are_read_from_the_steps_with_what_became_of_them() -> None:
    steps = [
        done(1, StepKind.INVITE, 1, 2),
        done(2, StepKind.INVITE, 2, 3),
        done(3, StepKind.ACCEPTED, 2, 5),
        done(4, StepKind.INVITE, 3, 4),
        done(5, StepKind.WITHDRAW, 3, 20),
        done(6, StepKind.FIRST_TOUCH, 4, 6, Channel.INMAIL),
        done(7, StepKind.FIRST_TOUCH, 5, 6, Channel.EMAIL),
        Step(id=StepId(8), kind=StepKind.INVITE, person=PersonId(6), channel=Channel.INVITE),
    ]
    sent = sent_by_steps(steps, frozenset({PersonId(1)}))
    assert [(one.person, one.channel, one.pending, one.stranger) for one in sent] == [
        (1, Channel.INVITE, True, True),
        (2, Channel.INVITE, False, False),
        (3, Channel.INVITE, False, False),
        (4, Channel.INMAIL, False, False),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[limits.pendin]\nvalue = 3\n", "mine:1: no limit is called 'pendin'"),
        ("\n[limits.pending]\nvalue = -3\n", "mine:2: limit 'pending': value must be a number from 0 (unlimited) to 100000"),
        ("[limits.pending]\nvalue = true\n", "value must be a number"),
        ("[limits.pending]\nvalue = 1e9\n", "value must be a number"),
        ("[limits]\npending = 3\n", "limit 'pending' must be a table"),
        ("[other]\n", "mine:1: only [limits.NAME] tables belong here"),
        ("[limits.pending\n", "mine:1: "),
        ("[limits.pending]\nvalu = 3\n", "mine:1: limit 'pending': Object contains unknown field `valu`"),
    ],
)
def test_a_mistake_in_ones_own_limits_names_the_line(text: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_limits(SHIPPED, text, extra_name="mine")
    assert says in str(caught.value)


def test_ones_own_limit_changes_that_value_alone() -> None:
    limits = limited(pending=7)
    assert (limits.pending.value, limits.pending.confidence) == (7, "own")
    assert limits.pending.unit == parse_limits(SHIPPED).pending.unit
    assert limits.notes_free == parse_limits(SHIPPED).notes_free


@settings(max_examples=150)
@given(st.lists(st.integers(-40, 3), max_size=30), st.integers(1, 6))
def test_the_next_slot_really_has_room_and_no_business_day_before_it_has(ahead: list[int], most: int) -> None:
    limits = limited(invitations_week=most)
    sent = [Sent(TODAY + dt.timedelta(days=n)) for n in ahead if n <= 0]
    week = budgets(sent, limits, "premium", TODAY, CALENDAR)[1]
    assert week.left is not None
    assert week.next_slot is not None
    day = TODAY
    while day < week.next_slot:
        assert not CALENDAR.is_workday(day) or budgets(sent, limits, "premium", day, CALENDAR)[1].left == 0
        day += dt.timedelta(days=1)
    assert budgets(sent, limits, "premium", week.next_slot, CALENDAR)[1].left != 0
