"""The desks for doubtful names and invitations, the insights page, and the list of suggested targets."""

from __future__ import annotations

import datetime as dt

import pytest
from support.goldens import lines_of
from support.screens import person, toasts, typed

from outreach.domain.kinds import MatchVerdict, StepKind
from outreach.domain.model import Company, Decision, Draft, Invitation, Step
from outreach.domain.network import Contact, Suggestion
from outreach.planner import Planner
from outreach.text import clean
from outreach.tui.screens.editor import Editor
from outreach.tui.screens.inbound import InboundScreen
from outreach.tui.screens.insights import InsightsPage
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.questions import QuestionsScreen
from outreach.tui.screens.suggestions import SuggestionsScreen
from outreach.tui.widgets.lines import Lines
from outreach.tui.widgets.virtual_list import VirtualList


@pytest.fixture
def doubtful(planner: Planner) -> Planner:
    """Two people at an employer whose name may mean a target."""
    with planner.store.transaction("Contacts") as tx:
        for at, name in enumerate(("Wilma Ashgate", "Rafe Umberline")):
            tx.add(Contact(key=f"q{at}", name=clean(name), company=clean("Fernwick"), connected_on=dt.date(2020, 1, 1)))
    return planner


@pytest.mark.parametrize(("key", "verdict"), [("y", MatchVerdict.HERE), ("n", MatchVerdict.NO), ("r", MatchVerdict.RELATED)])
async def test_a_doubtful_name_is_settled_with_one_key(run, doubtful: Planner, key: str, verdict: MatchVerdict):
    asked = len(doubtful.views.questions())
    assert asked
    async with run() as (app, pilot):
        await pilot.press("Q")
        assert isinstance(app.screen, QuestionsScreen)
        await pilot.press(key)
        assert [decision.verdict for decision in doubtful.store.all(Decision)] == [verdict]
        await pilot.press("u")
        assert not doubtful.store.all(Decision)
        await pilot.press("space", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_an_invitation_is_asked_about_answered_and_declined(run, planner: Planner):
    planner.inbound.add("Nora Vale", note="Let us connect", position="Recruiter", company="Talentry")
    async with run() as (app, pilot):
        await pilot.press("B")
        assert isinstance(app.screen, InboundScreen) and app.screen.row is not None
        await pilot.press("w")
        assert isinstance(app.screen, Editor)
        await pilot.press("escape")
        assert planner.store.all(Draft)[-1].person == person(planner, "Nora Vale").id
        await pilot.press("y")
        assert any(step.done_at for step in planner.store.where(Step, "person", person(planner, "Nora Vale").id))
        await pilot.press("l")
        await typed(pilot, "I place engineers at Copper Studio")
        await pilot.press("ctrl+s")
        assert StepKind.REPLIED in {step.kind for step in planner.store.where(Step, "person", person(planner, "Nora Vale").id)}
        await pilot.press("d")
        assert len(planner.store.all(Invitation)) == 1
        await pilot.press("u")
        assert not planner.store.all(Invitation)


async def test_an_invitation_is_accepted_with_a_reason_where_one_is_needed(run, planner: Planner):
    planner.inbound.add("Nora Vale", note="Let us connect")
    async with run() as (app, pilot):
        await pilot.press("B", "a")
        if not isinstance(app.screen, InboundScreen):
            await typed(pilot, "met her at the fair")
            await pilot.press("enter")
        assert len(planner.store.all(Invitation)) == 1


async def test_insights_count_effort_and_name_no_connections(run):
    async with run() as (app, pilot):
        await pilot.press("S")
        assert app.main.page is app.main.query_one(InsightsPage)
        said = " ".join(
            run.text
            for column in app.main.query_one(InsightsPage).query(Lines)
            for line in column._paragraphs
            if isinstance(line, tuple)
            for run in line
        )
        assert "conversations" in said and "connections" not in said
        await pilot.press("escape")
        assert app.main.page.NAME == "plan"


async def test_every_hint_at_the_company_under_the_cursor_is_read_beneath_the_list_the_strongest_first(run, planner: Planner):
    with planner.store.transaction("Hints") as tx:
        for name, provenance in (("Nimbus Robotics", "follow"), ("Nimbus Robotics", "application"), ("Larkspur Health", "follow")):
            tx.add(Suggestion(company=clean(name), provenance=clean(provenance)))
    async with run(size=(80, 24)) as (app, pilot):
        await pilot.press("N")
        said = lines_of(app)
        assert said.index("· you applied") < said.index("· you follow it")
        await pilot.press("j")
        said = lines_of(app)
        assert "· you applied" not in said and "· you follow it" in said


async def test_a_suggested_company_is_taken_up_or_turned_down(run, planner: Planner):
    with planner.store.transaction("Hints") as tx:
        for name in ("Larkspur Health", "Nimbus Robotics"):
            tx.add(Suggestion(company=clean(name), provenance=clean("saved job")))
    async with run() as (app, pilot):
        await pilot.press("N")
        assert isinstance(app.screen, SuggestionsScreen)
        first = app.screen.query_one(VirtualList).highlighted
        await pilot.press("enter")
        assert first in {company.name for company in planner.store.all(Company)}
        await pilot.press("d")
        assert not planner.views.suggestions()
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)
        assert not [said for said in toasts(app) if "fault" in said]


async def test_help_and_the_neutral_screen_are_one_key_away_at_a_desk_too(run):
    async with run() as (app, pilot):
        await pilot.press("i", "question_mark")
        assert app.screen.heading == "Keys: Triage first"
        await pilot.press("escape", "0")
        assert app.screen.id == "neutral"
