"""The weeks to come, and what a cadence costs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from contextlib import closing

import msgspec
import pytest

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.model import Step
from outreach.errors import UsageError
from outreach.paths import Paths
from outreach.planner import Planner, open_planner
from outreach.planner.sample import plant


def pile_up(planner: Planner, count: int) -> None:
    """First messages to people at as many companies, all on one morning."""
    for number in range(count):
        company = planner.companies.add(f"Company {number}").id
        planner.steps.sent(planner.people.add(f"Insider Number{number}", company).id)


def test_follow_ups_that_fall_on_one_day_are_spread_and_none_is_lost(planner: Planner) -> None:
    pile_up(planner, 12)
    row = planner.views.forecast()
    falls = {day.day: day.falls for day in row.days if day.falls}
    assert falls == {dt.date(2026, 12, 2): 12}
    assert (row.peak, row.levelled_peak) == (12, 5)
    assert [day.levelled for day in row.days if day.levelled] == [5, 5, 2]
    assert sum(day.levelled for day in row.days) == 12


def test_a_forecast_asks_nothing_of_weekends_and_rest_days(paths: Paths, clock: FixedClock) -> None:
    planner = open_planner(paths, clock, Config(rest_days=(3,), daily_target=1))
    pile_up(planner, 4)
    days = [day for day in planner.views.forecast().days if day.levelled]
    assert [day.words for day in days] == ["Wed 2 Dec", "Fri 4 Dec", "Mon 7 Dec", "Tue 8 Dec"]
    assert all(not day.free for day in days)
    planner.close()


def test_the_forecast_of_today_is_what_today_asks(planner: Planner) -> None:
    plant(planner)
    first = planner.views.forecast().days[0]
    today = planner.views.today()
    asked = {row.step for row in (*today.promises, *today.overdue, *today.due) if row.on is not None and row.on <= today.day}
    assert {row.step for row in first.steps} == asked
    assert first.levelled == today.count


def test_a_forecast_spans_whole_weeks_and_refuses_odd_ones(planner: Planner) -> None:
    assert [len(planner.views.forecast(weeks).days) for weeks in (1, 3)] == [7, 21]
    for weeks in (0, -1, 27):
        with pytest.raises(UsageError, match="1 to 26"):
            planner.views.forecast(weeks)


def test_on_a_weekend_the_forecast_begins_with_the_week_to_come(planner: Planner, clock: FixedClock) -> None:
    clock.set(dt.datetime(2026, 11, 28, 10, 0, tzinfo=dt.UTC))
    assert planner.views.forecast(1).days[-1].day == dt.date(2026, 12, 6)


def test_the_same_seed_plays_the_same_search(planner: Planner) -> None:
    one, again, other = (planner.views.simulate(weeks=4, seed=seed) for seed in (7, 7, 8))
    assert msgspec.json.encode(one) == msgspec.json.encode(again)
    assert one.weeks != other.weeks


def test_a_simulation_leaves_the_plan_as_it_was(planner: Planner) -> None:
    plant(planner)
    before = planner.views.history()
    planner.views.simulate(weeks=2)
    assert planner.views.history() == before


def test_a_simulated_search_keeps_the_users_own_caps(paths: Paths, clock: FixedClock) -> None:
    planner = open_planner(paths, clock, Config(open_first_touches=1, daily_target=3, rest_days=(0,)))
    run = planner.views.simulate(weeks=6)
    assert run.most_open_first_touches == 1
    assert max(week.busiest - week.promises for week in run.weeks) <= 3
    assert run.actions > 0
    planner.close()


def test_when_nobody_answers_everybody_rests_after_two_touches(planner: Planner) -> None:
    run = planner.views.simulate(weeks=26, companies=2, insiders=3, reply_rate=0)
    assert (run.replies, run.talks, run.open_promises) == (0, 0, 0)
    assert run.resting == run.written_to == 6
    assert run.actions - sum(week.other for week in run.weeks) == 12


@pytest.mark.parametrize("name", ["insider-3b7", "linkedin-invite", "warm-reconnect", "recruiter", "referral-ask"])
def test_every_cadence_can_be_tried(planner: Planner, name: str) -> None:
    assert planner.views.simulate(weeks=3, cadence=name, companies=2, insiders=2).cadence == name


def test_an_unknown_cadence_is_answered_with_the_nearest(planner: Planner) -> None:
    with pytest.raises(UsageError, match="did you mean 'recruiter'"):
        planner.views.simulate(cadence="recruiters")
    for odd in ({"weeks": 0}, {"weeks": 105}, {"companies": 0}, {"insiders": 21}, {"reply_rate": 1.5}):
        with pytest.raises(UsageError):
            planner.views.simulate(**odd)  # type: ignore[arg-type]


def queue_up(planner: Planner, count: int) -> list[int]:
    """One company with so many insiders, each with a first message to come."""
    company = planner.companies.add("Fernwick Labs").id
    return [planner.people.add(f"Insider Number{number}", company).id for number in range(count)]


def test_the_whole_queue_of_a_company_is_foreseen_and_said_to_hang_on_silence(planner: Planner) -> None:
    queue_up(planner, 4)
    rows = planner.views.followups(planner.find_company("Fernwick"))
    assert [(row.day, row.when) for row in rows] == [
        ("Mon 23 Nov", "today"),
        ("Thu 26 Nov", "if silent"),
        ("Mon 7 Dec", "if silent"),
        ("Thu 10 Dec", "if silent"),
    ]
    assert rows[2].on is None
    assert rows[2].terms[-1].label == "if nobody answers before"
    assert planner.views.explain(rows[2].step).day == "Mon 7 Dec"


def test_an_answer_changes_what_was_foreseen_at_once(planner: Planner) -> None:
    people = queue_up(planner, 3)
    company = planner.find_company("Fernwick")
    planner.steps.sent(people[0])
    before = [row.foreseen for row in planner.views.followups(company) if row.foreseen]
    planner.steps.log(people[0], "declined")
    after = planner.views.followups(company)
    assert before == [dt.date(2026, 11, 26), dt.date(2026, 12, 7)]
    # A no frees the next one at once; the last follows the silence of that one, Tue 24 + 3.
    assert [(row.when, row.foreseen) for row in after if row.person] == [("tomorrow", None), ("if silent", dt.date(2026, 11, 27))]


def test_the_forecast_counts_the_whole_queue_apart_as_foreseen(planner: Planner) -> None:
    queue_up(planner, 4)
    row = planner.views.forecast(4)
    assert {day.day: day.foreseen for day in row.days if day.foreseen} == {
        dt.date(2026, 11, 26): 1,
        dt.date(2026, 12, 7): 1,
        dt.date(2026, 12, 10): 1,
    }
    assert sum(day.levelled for day in row.days) == 1
    assert [step.person_name for day in row.days for step in day.turns] == ["Insider Number1", "Insider Number2", "Insider Number3"]


def test_an_exported_plan_says_which_days_hang_on_silence(planner: Planner) -> None:
    queue_up(planner, 3)
    company = planner.find_company("Fernwick")
    text = planner.exports.plan([company], format="md").decode()
    assert "- [ ] *if silent, Mon 7 Dec 2026:* Write to Insider Number2" in text
    assert "if silent, Mon 7 Dec 2026" in planner.exports.plan([company], format="html").decode()
    assert '2026-12-07,,"write to Insider Number2, if nobody answers before"' in planner.exports.plan([company], format="csv").decode()
    events = planner.exports.plan([company], format="ics").decode()
    assert events.count("SUMMARY:Follow-up\\, if nobody answers before") == 1
    assert events.count("BEGIN:VEVENT") == 2


def test_what_events_have_overtaken_is_no_next_step_of_a_plan(planner: Planner) -> None:
    people = queue_up(planner, 2)
    company = planner.find_company("Fernwick")
    planner.steps.sent(people[0])
    assert "next insider" in {row.kind for row in planner.views.followups(company) if row.urgency == "none"}
    text = planner.exports.plan([company], format="md").decode()
    assert "next insider" not in text
    assert "*if silent, Thu 26 Nov 2026:* Write to Insider Number1" in text


def test_invitations_foreseen_at_many_companies_share_the_notes_of_each_month(planner: Planner, paths: Paths) -> None:
    """Two notes a month: four companies whose first is invited already take the two of December, and the rest come in January."""
    for at in range(4):
        company = planner.companies.add(f"Company {at}")
        for name in ("First", "Second"):
            person = planner.people.add(f"{name} Guest{at}", company.id)
            for step in planner.store.where(Step, "person", person.id):
                planner.steps.skip(step.id)
            planner.steps.add("invite", person_id=person.id, text="hello")
    for at in range(4):
        planner.steps.sent(planner.find_person(f"First Guest{at}"), channel="linkedin invitation")
    paths.config.mkdir(parents=True, exist_ok=True)
    (paths.config / "limits.toml").write_text("[limits.notes_free]\nvalue = 2\n", encoding="utf-8")
    with closing(open_planner(paths, planner.clock, Config())) as again:
        turns = [day.day for day in again.views.forecast(12).days for _ in day.turns if day.foreseen]
        months = Counter((day.year, day.month) for day in turns)
        assert months == {(2026, 12): 2, (2027, 1): 2}
