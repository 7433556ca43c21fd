"""What is done to a target company, from naming it to its card, seen through the keys."""

from __future__ import annotations

import datetime as dt

import pytest
from support.screens import focus, toasts, typed

from outreach.domain.kinds import CompanyStatus
from outreach.domain.model import Company, Lead
from outreach.domain.network import Contact
from outreach.planner import Planner
from outreach.text import clean
from outreach.tui.screens.dialog import Confirm, Reading
from outreach.tui.screens.form import Form
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.plan import PlanPage


async def test_a_company_is_added_and_selected(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("a")
        await typed(pilot, "Larkspur Health")
        await pilot.press("enter")
        assert isinstance(app.screen, MainScreen) and focus(app) == "companies-list"
        assert [row.name for row in planner.views.companies()].count("Larkspur Health") == 1
        page = app.main.query_one(PlanPage)
        assert page.companies.rows[page.company].name == "Larkspur Health"


async def test_a_target_a_letter_away_from_an_employer_of_the_archive_is_asked_about(run, planner: Planner):
    with planner.store.transaction("Contacts") as tx:
        tx.add(Contact(key="mei", name=clean("Mei Sandoval"), company=clean("Spotify")))
    async with run(size=(120, 36)) as (app, pilot):
        await pilot.press("a")
        await typed(pilot, "Spotfy")
        await pilot.press("enter")
        assert any("Did you mean Spotify? e changes it." in said for said in toasts(app))


async def test_a_target_that_a_company_name_of_the_archive_may_mean_leads_to_the_question(run, planner: Planner):
    with planner.store.transaction("Contacts") as tx:
        tx.add(Contact(key="mei", name=clean("Mei Sandoval"), company=clean("Larkmoor Systems")))
    async with run(size=(120, 36)) as (app, pilot):
        await pilot.press("a")
        await typed(pilot, "Larkmor Systems")
        await pilot.press("enter")
        assert any("1 company name may mean it: Q asks." in said for said in toasts(app))


async def test_a_company_without_a_name_is_refused_at_its_field(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("a", "enter")
        assert isinstance(app.screen, Form)
        assert app.screen.row("name").query_one(".said").display
        assert len(planner.store.all(Company)) == 2


async def test_a_company_is_changed(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("e", "tab", "right", "enter")
        assert planner.store.all(Company)[0].motivation == 3
        assert focus(app) == "companies-list"


async def test_a_company_rests_and_is_taken_up_again(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("P")
        assert planner.store.all(Company)[0].status is CompanyStatus.PAUSED


async def test_marked_companies_rest_together(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("x", "x", "P")
        assert {company.status for company in planner.store.all(Company)} == {CompanyStatus.PAUSED}


async def test_an_opening_is_noted(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("O", "tab")
        await typed(pilot, "Backend Engineer")
        await pilot.press("enter")
        (lead,) = planner.store.all(Lead)
        assert (lead.title, lead.on) == ("Backend Engineer", dt.date(2026, 11, 23))


async def test_deleting_a_company_asks_first_with_the_focus_on_no(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("d")
        assert isinstance(app.screen, Confirm)
        await pilot.press("enter")
        assert len(planner.store.all(Company)) == 2
        await pilot.press("d", "y")
        assert [company.name for company in planner.store.all(Company)] == ["Holt & Vane"]
        await pilot.press("u")
        assert len(planner.store.all(Company)) == 2


async def test_a_company_card_tells_of_openings_people_and_research(run, planner: Planner):
    planner.leads.add(planner.store.all(Company)[0].id, title="Backend Engineer")
    async with run() as (app, pilot):
        await pilot.press("c")
        assert isinstance(app.screen, Reading)
        said = " ".join(run.text for line in app.screen._paragraphs if isinstance(line, tuple) for run in line)
        assert "Backend Engineer" in said and "Ana Ruiz" in said


async def test_a_website_is_opened_only_after_its_address_was_shown(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    async with run() as (app, pilot):
        await pilot.press("o")
        await pilot.pause()
        assert any("no address" in said for said in toasts(app)) and not opened
        planner.companies.edit(planner.store.all(Company)[0].id, website="https://fernwick.example")
        await pilot.press("o", "enter")
        assert opened == ["https://fernwick.example"]
