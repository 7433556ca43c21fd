"""The desks of the practices: day one, the drill, the checklists."""

from __future__ import annotations

import datetime as dt

import pytest
from support.screens import beneath, person, quiet_tie, toasts, typed

from outreach.domain.kinds import Purpose
from outreach.domain.model import Company, Draft, Person, Profile
from outreach.planner import Planner
from outreach.tui.screens.checklist import PreflightScreen, ResearchScreen
from outreach.tui.screens.drill import DrillScreen
from outreach.tui.screens.editor import Editor
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.start import StartScreen

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def remembered(planner: Planner) -> Planner:
    """Somebody offered help, somebody would vouch, somebody of the address book at a target went quiet."""
    planner.people.edit(person(planner, "Gus Marsh").id, standing_offer="call me when you look around", standing_offer_on="2024-06-03")
    planner.people.edit(person(planner, "Ana Ruiz").id, they_would_vouch="yes", vouches_for=("releases",))
    quiet_tie(planner)
    return planner


async def test_day_one_says_that_somebody_of_the_address_book_has_no_card(run, remembered: Planner):
    async with run() as (app, pilot):
        await pilot.press("A", "j", "j", "j", "c")
        assert isinstance(app.screen, StartScreen) and app.screen.row.name == "Wilma Ashgate"
        assert "Only people of the plan have a card." in toasts(app)


async def test_day_one_names_offers_advocates_old_ties_and_what_to_put_in_order(run, remembered: Planner):
    async with run() as (app, pilot):
        await pilot.press("A")
        assert isinstance(app.screen, StartScreen)
        names = [row.name for row in app.screen._rows.values()]
        assert names[:4] == ["Gus Marsh", "Ana Ruiz", "Ana Ruiz", "Wilma Ashgate"]
        assert "call me when you look around" in beneath(app)
        await pilot.press("j", "j")
        assert "asks nothing" in beneath(app)
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_enter_on_day_one_writes_to_whoever_offered(run, remembered: Planner):
    async with run() as (app, pilot):
        await pilot.press("A", "enter")
        assert isinstance(app.screen, Editor)
        assert remembered.store.all(Draft)[-1].person == person(remembered, "Gus Marsh").id
        await pilot.press("escape")
        assert isinstance(app.screen, StartScreen)


async def test_an_old_tie_of_the_address_book_joins_the_plan_and_is_greeted_without_an_ask(run, remembered: Planner):
    async with run() as (app, pilot):
        await pilot.press("A", "j", "j", "j", "enter")
        assert isinstance(app.screen, Editor)
        wilma = person(remembered, "Wilma Ashgate")
        holt = next(company for company in remembered.store.all(Company) if company.name == "Holt & Vane")
        assert wilma.company == holt.id
        assert [draft.purpose for draft in remembered.store.where(Draft, "person", wilma.id)] == [Purpose.RECONNECT]
        await pilot.press("escape", "u")
        assert all(one.name != "Wilma Ashgate" for one in remembered.store.all(Person))
        assert all(draft.person != wilma.id for draft in remembered.store.all(Draft))


async def test_day_one_leads_on_to_the_preflight_list(run, remembered: Planner):
    with remembered.store.transaction("Forget the ticks") as tx:
        for profile in tx.all(Profile):
            tx.delete(Profile, profile.id)
    async with run() as (app, pilot):
        await pilot.press("A", "j", "j", "j", "j", "enter")
        assert isinstance(app.screen, PreflightScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, StartScreen)


async def test_day_one_of_a_bare_plan_teaches(run, empty: Planner):
    async with run(empty) as (app, pilot):
        await pilot.press("escape", "A")
        assert isinstance(app.screen, StartScreen)
        names = [row.name for row in app.screen._rows.values()]
        assert "Your own profile" in names and "I reads your archive" in beneath(app)


async def test_the_drill_shows_the_records_only_after_the_answer(run):
    async with run() as (app, pilot):
        await pilot.press("W")
        assert isinstance(app.screen, DrillScreen) and app.screen.row is not None
        assert "How do you know" in beneath(app) and "On record" not in beneath(app)
        await pilot.press("enter")
        assert "On record" in beneath(app)
        before = app.screen.row.person
        await pilot.press("enter")
        assert app.screen.row is not None and app.screen.row.person != before
        assert "On record" not in beneath(app)
        await pilot.press("k")
        assert app.screen.row.person == before


async def test_opening_the_drill_reads_the_records_of_one_person_only(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    from outreach.planner.views import drill

    read = []
    receipt = drill.receipt
    monkeypatch.setattr(drill, "receipt", lambda *of: read.append(of) or receipt(*of))
    assert len(planner.views.drill_queue()) > 1
    async with run() as (_, pilot):
        await pilot.press("W")
        assert len(read) == 1


async def test_an_answer_of_the_drill_is_kept_and_undone(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("W")
        asked = app.screen.row.person
        await pilot.press("e")
        await typed(pilot, "We shared a desk at Kettlebrook")
        await pilot.press("enter")
        assert isinstance(app.screen, DrillScreen)
        assert planner.store.get(Person, asked).how_i_know == "We shared a desk at Kettlebrook"
        await pilot.press("enter")
        assert "We shared a desk at Kettlebrook" in beneath(app)
        await pilot.press("u")
        assert planner.store.get(Person, asked).how_i_know == ""


async def test_the_drill_ends_with_what_is_still_open(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("W", *("j" for _ in planner.views.drill()))
        assert "That was everybody." in beneath(app) and "still lack a sentence" in beneath(app)
        await pilot.press("e", "enter")
        assert isinstance(app.screen, DrillScreen)


async def test_the_drill_of_an_empty_plan_teaches(run, empty: Planner):
    async with run(empty) as (app, pilot):
        await pilot.press("escape", "W")
        assert "nobody to be asked about yet" in beneath(app)


async def test_a_stale_item_of_the_own_profile_is_ticked_with_todays_date(run, planner: Planner):
    planner.preflight.done(["photo"], on=dt.date(2026, 1, 5))
    async with run() as (app, pilot):
        await pilot.press("F")
        assert isinstance(app.screen, PreflightScreen) and app.screen.item is not None
        assert app.screen.item.item == "photo" and app.screen.item.stale
        await pilot.press("space")
        assert planner.profile is not None and planner.profile.checklist["photo"] == TODAY
        await pilot.press("space")
        assert any("already" in toast for toast in toasts(app))
        await pilot.press("u")
        assert planner.profile.checklist["photo"] == dt.date(2026, 1, 5)
        assert app.screen.item.stale


async def test_research_is_ticked_and_the_tick_taken_back(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("r")
        assert isinstance(app.screen, ResearchScreen)
        await pilot.press("j", "space")
        fern = planner.store.all(Company)[0]
        assert fern.research == {"people": TODAY}
        await pilot.press("space")
        assert planner.store.all(Company)[0].research == {}
        await pilot.press("q")
        assert isinstance(app.screen, MainScreen)


async def test_names_are_masked_on_every_desk_of_the_practices(run, remembered: Planner):
    async with run(private=True) as (app, pilot):
        for key in ("A", "W", "r"):
            await pilot.press(key, *(["enter"] if key == "W" else []))
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
            for name in ("Ruiz", "Marsh", "Fernwick", "Ashgate", "Okafor"):
                assert name not in text, (key, name)
            await pilot.press("escape")


async def test_markup_in_records_is_shown_as_it_is_by_every_practice(run, empty: Planner):
    payload = "Ann [/red] [@click=app.quit]x[/] $accent"
    company = empty.companies.add(f"{payload} Ltd")
    ann = empty.people.add(payload, company.id, position=payload, standing_offer=payload, how_i_know=payload)
    empty.people.add(f"{payload} two", company.id, they_would_vouch="yes", vouches_for=(payload,))
    empty.steps.log(ann.id, "talk", on=dt.date(2026, 11, 20), text=payload)
    empty.steps.log(ann.id, "share", on=dt.date(2026, 11, 20), text=payload)
    empty.leads.add(company.id, title=payload, job_id=payload)
    async with run(empty) as (app, pilot):
        for keys in (("A",), ("W", "enter"), ("F",), ("1", "r"), ("b",), ("C",), ("c",), ("2", "f"), ("enter",)):
            await pilot.press(*keys)
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
            assert keys in (("F",), ("C",)) or "Ann [/red]" in text, keys
            await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_two_clicks_on_an_item_tick_it(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("r")
        await pilot.click("#desk-list", offset=(8, 2), times=2)
        await pilot.pause()
        assert planner.store.all(Company)[0].research == {"postings": TODAY}


async def test_nothing_is_ticked_in_a_plan_that_is_read_only(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(type(planner.store), "read_only", True, raising=False)
    async with run() as (app, pilot):
        await pilot.press("r", "space")
        assert planner.store.all(Company)[0].research == {}
        assert any("read-only" in toast for toast in toasts(app))
