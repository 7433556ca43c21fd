"""What is foreseen keeps the budgets of its own days: a month begins anew, a week frees its places, and no day passes a ceiling."""

from __future__ import annotations

import datetime as dt

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.kinds import Channel, PersonState, StepKind
from outreach.domain.model import Company, CompanyId, Person, PersonId, Step
from outreach.domain.timing.budgets import Limits, Sent, parse_limits
from outreach.domain.timing.cadence import parse_cadences
from outreach.domain.timing.facts import Facts, Rules
from outreach.domain.timing.foresee import foresee
from outreach.domain.timing.notebook import Notebook
from outreach.domain.timing.reckoning import Reckoning
from outreach.paths import shipped_data
from outreach.text import clean

DATA = shipped_data()
RULES = Rules(cadences=parse_cadences((DATA / "cadences.toml").read_text(encoding="utf-8")), open_first_touches=9)
LIMITS = parse_limits((DATA / "limits.toml").read_text(encoding="utf-8"))
MONDAY = dt.date(2026, 11, 23)
WEEK = dt.timedelta(days=7)
EXPIRY = dt.timedelta(days=LIMITS.expires_days.value)


def limits(**values: int) -> Limits:
    return msgspec.structs.replace(
        LIMITS, **{name: msgspec.structs.replace(getattr(LIMITS, name), value=value) for name, value in values.items()}
    )


def invited(company: int, count: int, rules: Rules = RULES) -> Facts:
    """A company with so many people, each to be invited."""
    book = Notebook(rules)
    book.add_company(Company(id=CompanyId(company), name=clean(f"Company {company}")))
    for place in range(1, count + 1):
        number = PersonId(company * 100 + place)
        book.add_person(Person(id=number, name=clean(f"Person{number} X"), company=CompanyId(company), state=PersonState.INSIDER))
        made = dt.datetime.combine(MONDAY, dt.time(8), tzinfo=dt.UTC)
        book.plan(Step(kind=StepKind.INVITE, channel=Channel.INVITE, person=number, company=CompanyId(company), made_at=made))
    return book.facts(CompanyId(company))


def test_a_used_up_month_begins_anew_on_its_first_day() -> None:
    # Two notes a month, both of November written. The first goes out on Tue 1 Dec, the second after ten business days of silence, on
    # Tue 15 Dec; then December is used up as well, and the third waits from Tue 29 Dec to the first business day of January.
    few = limits(notes_free=2)
    reckoning = Reckoning(few, "free", tuple(Sent(dt.date(2026, 11, day)) for day in (3, 4)), ())
    foresee(invited(1, 3), RULES, MONDAY, reckoning)
    assert [one.on for one in reckoning.sent[2:]] == [dt.date(2026, 12, 1), dt.date(2026, 12, 15), dt.date(2027, 1, 1)]


def test_a_full_week_frees_its_places_one_by_one() -> None:
    # Two invitations a week; both went out on Thu 19 and Fri 20 November: the first is free again on Thu 26.
    reckoning = Reckoning(limits(invitations_week=2), "premium", (Sent(dt.date(2026, 11, 19)), Sent(dt.date(2026, 11, 20))), ())
    foresee(invited(1, 1), RULES, MONDAY, reckoning)
    foresee(invited(2, 2), RULES, MONDAY, reckoning)
    assert [one.on for one in reckoning.sent[2:4]] == [dt.date(2026, 11, 26), dt.date(2026, 11, 27)]


def passed(sent: list[Sent], bounds: Limits) -> list[str]:
    """Ceilings passed on a day on which something was sent."""
    wrong = []
    for day in {one.on for one in sent if one.on >= MONDAY}:
        week = [one for one in sent if day - WEEK < one.on <= day]
        month = [one for one in sent if (one.on.year, one.on.month) == (day.year, day.month)]
        wrong += [f"{day}: {len(week)} in seven days"] if len(week) > bounds.invitations_week.value else []
        wrong += [f"{day}: {len(month)} notes"] if len(month) > bounds.notes_free.value else []
        strange = sum(one.stranger for one in week)
        wrong += [f"{day}: {strange} strangers"] if strange > bounds.strangers_week.value else []
        pending = sum(dt.timedelta() <= day - one.on <= EXPIRY for one in sent)
        wrong += [f"{day}: {pending} pending"] if pending > bounds.pending.value else []
    return wrong


@settings(max_examples=40, deadline=None)
@given(
    crowds=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    notes=st.integers(1, 4),
    week=st.integers(1, 4),
    strange=st.integers(1, 3),
    pending=st.integers(4, 9),
    before=st.lists(st.integers(1, 20), max_size=1),
    strangers=st.sets(st.integers(0, 19)),
    places=st.integers(1, 3),
)
def test_no_day_foreseen_passes_a_ceiling_whatever_the_companies_share(crowds, notes, week, strange, pending, before, strangers, places):
    bounds = limits(notes_free=notes, invitations_week=week, strangers_week=strange, pending=pending)
    rules = msgspec.structs.replace(RULES, open_first_touches=places)
    gone = tuple(Sent(MONDAY - dt.timedelta(days=ago), pending=True) for ago in before)
    reckoning = Reckoning(bounds, "free", gone, ())
    for number, count in enumerate(crowds, 1):
        facts = invited(number, count, rules)
        unknown = frozenset(person.id for place, person in enumerate(facts.people) if (number * 5 + place) % 20 in strangers)
        foresee(msgspec.structs.replace(facts, strangers=unknown), rules, MONDAY, reckoning)
    assert passed(reckoning.sent, bounds) == []
