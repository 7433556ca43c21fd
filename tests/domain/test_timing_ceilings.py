"""No simulated day passes a ceiling: notes of the month, invitations of the week, pending ones, strangers, gaps, the day's target."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.kinds import StepKind
from outreach.domain.statistics import likely_hits
from outreach.domain.timing.budgets import Limits, parse_limits
from outreach.domain.timing.cadence import parse_cadences
from outreach.domain.timing.calendar import WorkCalendar, business_start
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import ASKING, FIRST
from outreach.domain.timing.simulate import Guess, Simulation, simulate
from outreach.paths import shipped_data

CADENCES = parse_cadences((shipped_data() / "cadences.toml").read_text(encoding="utf-8"))
SHIPPED = (shipped_data() / "limits.toml").read_text(encoding="utf-8")
START = dt.date(2026, 11, 23)


def limits(**values: int) -> Limits:
    return parse_limits(SHIPPED, "\n".join(f"[limits.{name}]\nvalue = {value}" for name, value in values.items()))


def played(rules: Rules, seed: int, weeks: int, guess: Guess, kept: Limits) -> Simulation:
    return simulate(rules, random.Random(seed), START, weeks, guess, limits=kept)


@settings(max_examples=25, deadline=None)
@given(
    cadence=st.sampled_from(["insider-3b7", "linkedin-invite", "warm-reconnect", "recruiter", "referral-ask"]),
    seed=st.integers(0, 1000),
    notes=st.integers(1, 8),
    week=st.integers(1, 6),
    pending=st.integers(1, 6),
    strangers_week=st.integers(1, 3),
    company_gap=st.integers(0, 3),
    target=st.integers(1, 6),
    open_at_once=st.integers(1, 3),
    strangers=st.sampled_from([0.0, 0.5, 1.0]),
    off=st.sets(st.integers(0, 60), max_size=6),
)
def test_no_simulated_day_passes_a_ceiling(
    cadence: str,
    seed: int,
    notes: int,
    week: int,
    pending: int,
    strangers_week: int,
    company_gap: int,
    target: int,
    open_at_once: int,
    strangers: float,
    off: set[int],
) -> None:
    kept = limits(
        notes_free=notes, invitations_week=week, pending=pending, strangers_week=strangers_week, company_gap=company_gap, person_gap=2
    )
    calendar = WorkCalendar(days_off=frozenset(START + dt.timedelta(days=day) for day in off))
    rules = Rules(cadences=CADENCES, calendar=calendar, default_cadence=cadence, open_first_touches=open_at_once)
    guess = Guess(companies=4, insiders=3, daily_target=target, strangers=strangers, accept_rate=0.4)
    run = played(rules, seed, 7, guess, kept)

    invited = [one for one in run.sent if one.kind is StepKind.INVITE]
    days = [one.at.date() for one in invited]
    assert all(calendar.is_workday(one.at.date()) for one in run.sent)
    assert max(Counter((day.year, day.month) for day in days).values(), default=0) <= notes
    for last in days:
        within = [one for one in invited if last - dt.timedelta(days=7) < one.at.date() <= last]
        assert len(within) <= week
        assert sum(one.stranger for one in within) <= strangers_week
    assert run.most_pending <= pending
    assert run.most_open_first_touches <= open_at_once
    unpromised = Counter(one.at.date() for one in run.sent if not one.promise)
    assert max(unpromised.values(), default=0) <= target
    for company in {one.company for one in run.sent}:
        begun = [business_start(one.at, calendar) for one in run.sent if one.company == company and one.kind in FIRST]
        assert all(later >= calendar.add(earlier, company_gap) for earlier, later in itertools.pairwise(begun))
    for person in {one.person for one in run.sent}:
        asked = [business_start(one.at, calendar) for one in run.sent if one.person == person and one.kind in ASKING]
        assert len(asked) <= CADENCES[cadence].max_touches + 2
        if cadence not in ("linkedin-invite", "informational"):
            assert all(later >= calendar.add(earlier, 2) for earlier, later in itertools.pairwise(asked))


def test_a_full_list_of_pending_invitations_holds_the_rest_back_and_a_withdrawal_frees_a_place() -> None:
    rules = Rules(cadences=CADENCES, default_cadence="linkedin-invite")
    guess = Guess(companies=6, insiders=1, accept_rate=0.0)
    run = played(rules, 1, 9, guess, limits(notes_free=0, pending=3))
    early = [one for one in run.sent if one.at.date() < dt.date(2026, 12, 18)]
    assert len(early) == 3
    assert run.most_pending == 3
    assert len(run.sent) > 3
    assert sum(week.held_days for week in run.weeks) > 15


def test_used_up_notes_wait_for_the_next_month_whatever_is_asked() -> None:
    rules = Rules(cadences=CADENCES, default_cadence="linkedin-invite")
    run = played(rules, 1, 8, Guess(companies=10, insiders=2, accept_rate=0.0, daily_target=9), limits())
    assert run.notes == ((dt.date(2026, 11, 1), 5), (dt.date(2026, 12, 1), 5), (dt.date(2027, 1, 1), 5))
    assert min(one.at.date() for one in run.sent if one.at.month == 12) == dt.date(2026, 12, 1)


def test_enough_strangers_hold_back_strangers_and_nobody_else() -> None:
    rules = Rules(cadences=CADENCES, default_cadence="linkedin-invite", open_first_touches=3)
    guess = Guess(companies=12, insiders=1, accept_rate=0.0, strangers=0.5, daily_target=9)
    first = list(played(rules, 4, 1, guess, limits(notes_free=0, strangers_week=1)).sent)
    assert sum(one.stranger for one in first) == 1
    assert sum(not one.stranger for one in first) >= 4


def test_without_limits_the_same_search_is_held_back_by_nothing() -> None:
    rules = Rules(cadences=CADENCES, default_cadence="linkedin-invite")
    run = simulate(rules, random.Random(1), START, 2, Guess(companies=12, insiders=1))
    assert run.invited == 12
    assert not any(week.held_days for week in run.weeks)


def test_an_accepted_invitation_is_no_reply_and_is_written_to_on_the_next_business_day() -> None:
    rules = Rules(cadences=CADENCES, default_cadence="linkedin-invite")
    run = played(rules, 2, 4, Guess(companies=3, insiders=1, accept_rate=1.0, reply_rate=0.0), limits())
    assert (run.invited, run.accepted) == (3, 3)
    assert sum(week.replies for week in run.weeks) == 0
    assert [one.kind for one in run.sent if one.kind is not StepKind.INVITE] == [StepKind.FOLLOW_UP] * 3


def test_two_runs_of_one_seed_send_the_same_messages_at_the_same_times() -> None:
    rules = Rules(cadences=CADENCES, default_cadence="recruiter")
    one, again = (played(rules, 5, 6, Guess(), limits()) for _ in range(2))
    assert msgspec.json.encode(one) == msgspec.json.encode(again)


@pytest.mark.parametrize(
    ("of", "low", "high", "band"),
    [
        (10, 0.3, 0.3, (0, 6)),
        (40, 0.041, 0.041, (0, 4)),
        (100, 0.5, 0.5, (40, 60)),
        (0, 0.1, 0.2, (0, 0)),
        (7, 0.0, 1.0, (0, 7)),
    ],
)
def test_a_published_rate_becomes_a_band_of_counts_with_the_luck_of_few_cases(
    of: int, low: float, high: float, band: tuple[int, int]
) -> None:
    assert likely_hits(of, low, high) == band
