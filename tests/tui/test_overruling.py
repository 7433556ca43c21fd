"""Going against a rule for one message, the wordings of a draft, and the questions for a talk."""

from __future__ import annotations

import pytest
from support.screens import person, toasts, typed

from outreach.domain.kinds import StepKind, StepState
from outreach.domain.model import Company, Step
from outreach.planner import Planner
from outreach.tui.screens.dialog import Menu, Reading
from outreach.tui.screens.form import Form
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.versions import Versions
from outreach.tui.widgets.lines import Lines


def said(app, where: str) -> str:
    """The words of the box in front."""
    lines = app.screen.query_one(where, Lines)._paragraphs
    return "\n".join("".join(run.text for run in line) if isinstance(line, tuple) else line.text for line in lines)


async def test_a_rule_is_overruled_for_one_message_with_a_reason_that_is_kept(run, planner: Planner):
    ana = person(planner, "Ana Ruiz").id
    assert any(rule.rule == "research" and rule.severity == "warn" for rule in planner.views.why(ana).rules)
    async with run() as (app, pilot):
        await pilot.press("3", "O")
        assert isinstance(app.screen, Menu) and "research" in said(app, "#menu")
        await pilot.press("1")
        assert isinstance(app.screen, Form)
        await pilot.press("enter")
        assert isinstance(app.screen, Form), "a blank reason is none"
        await typed(pilot, "I worked there for a summer")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        (kept,) = planner.drafts.latest(ana).overrides
        assert kept.reason == "I worked there for a summer"
        rule = next(rule for rule in planner.views.why(ana).rules if rule.rule == kept.rule)
        assert rule.overruled == kept.reason and rule.severity == "hint"
        await pilot.press("u")
        assert planner.drafts.latest(ana).overrides == ()


async def test_where_nothing_stands_against_a_message_there_is_nothing_to_overrule(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("outreach.tui.overruling.standing", lambda *_: [])
    async with run() as (app, pilot):
        await pilot.press("3", "O")
        assert isinstance(app.screen, MainScreen)
        assert any("Nothing stands against" in toast for toast in toasts(app))


async def test_what_stood_against_a_message_is_said_when_it_went_out_all_the_same(run, planner: Planner):
    planner.evidence.add(person(planner, "Ana Ruiz").id, "spoke", "2026-11-01", cordial="no")
    async with run() as (app, pilot):
        await pilot.press("2", "space", "y")
        await pilot.pause()
        assert any("Against it stood: things with Ana were not cordial" in toast for toast in toasts(app))


async def test_the_wordings_of_a_draft_are_read_and_gone_back_to(run, planner: Planner):
    draft = planner.drafts.latest(person(planner, "Ana Ruiz").id)
    first = draft.body
    planner.drafts.save(draft.id, "Hi Ana,\n\nanother beginning.")
    async with run() as (app, pilot):
        await pilot.press("3", "R")
        assert isinstance(app.screen, Versions)
        assert "+ another beginning." in said(app, "#menu") and "as it is now" in said(app, "#menu")
        await pilot.press("j", "enter")
        await pilot.pause()
        assert planner.drafts.latest(draft.person).body == first
        await pilot.press("u")
        assert planner.drafts.latest(draft.person).body == "Hi Ana,\n\nanother beginning."


async def test_sent_words_are_read_only(run, planner: Planner):
    ana = person(planner, "Ana Ruiz").id
    draft = planner.drafts.latest(ana)
    planner.drafts.save(draft.id, "Hi Ana,\n\nanother beginning.")
    planner.steps.sent(ana)
    async with run() as (_, pilot):
        await pilot.press("3", "R", "j", "enter")
        await pilot.pause()
        assert planner.drafts.latest(ana).body == "Hi Ana,\n\nanother beginning."


async def test_questions_for_a_talk_stand_beside_what_was_answered(run, planner: Planner):
    fern = planner.store.all(Company)[0]
    planner.homework.answer(fern.id, "How do positions arise?", "from incident reviews")
    async with run() as (app, pilot):
        await pilot.press("Y")
        assert isinstance(app.screen, Reading)
        text = said(app, "#reading")
        assert "from incident reviews" in text and "Fernwick Labs" in text and text.count("?") > 8
        await pilot.press("escape", "4", "Y")
        assert isinstance(app.screen, Reading)


async def test_an_introduction_is_asked_for_and_one_received_puts_down_the_thanks(run, planner: Planner):
    ana, mei = person(planner, "Ana Ruiz").id, person(planner, "Mei Tanaka").id
    async with run() as (app, pilot):
        await pilot.press("2", "j", "j", "at")
        await typed(pilot, "Ana")
        await pilot.press("enter")
        await pilot.pause()
        assert person(planner, "Mei Tanaka").bridge == ana
        assert any(s.kind is StepKind.INTRO_REQUEST and s.state is StepState.OPEN for s in planner.store.where(Step, "person", ana))
        await pilot.press("l", "i", "tab", "tab", "tab")
        while app.screen.values["kind"] != "introduced":
            await pilot.press("shift+tab", "shift+tab", "shift+tab", "i", "tab", "tab", "tab")
        await typed(pilot, "Ana")
        await pilot.press("ctrl+s")
        await pilot.pause()
        owed = {s.kind for s in planner.store.where(Step, "person", ana) if s.promise and s.state is StepState.OPEN}
        assert StepKind.THANK_YOU in owed
        assert any(s.kind is StepKind.REPLY_OWED for s in planner.store.where(Step, "person", mei))


async def test_a_company_card_rolls_up_who_gets_hired_and_whether_it_is_followed(run, planner: Planner):
    planner.people.edit(person(planner, "Ana Ruiz").id, skills=("python", "releases"))
    planner.people.edit(person(planner, "Tom Okafor").id, skills=("python",))
    async with run() as (app, pilot):
        await pilot.press("c")
        text = said(app, "#reading")
        assert "python (2)" in text and "not followed yet" in text


async def test_the_budgets_are_meters_with_the_day_the_next_slot_frees(run, planner: Planner):
    fern = planner.store.all(Company)[0].id
    for number in range(3):
        stranger = planner.people.add(f"Stranger {number}", fern, degree=2).id
        planner.steps.sent(stranger, channel="linkedin invitation")
    async with run() as (app, pilot):
        await pilot.press("dollar_sign")
        text = said(app, "#reading")
        line = next(line for line in text.splitlines() if "strangers" in line)
        assert "━" * 10 in line and "3 of 3" in line and "next free 30 Nov 2026" in line
        assert "Fernwick Labs" in text and "limits.toml" in text


async def test_the_card_holds_what_a_message_starts_from_and_where_they_were(run, planner: Planner):
    ana = person(planner, "Ana Ruiz").id
    planner.people.edit(ana, hook="your talk on calm releases", skills=("release trains",), zone="Asia/Tokyo")
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        text = said(app, "#reading")
        assert "your talk on calm releases, 23 Nov 2026" in text, "a hook without a day is of today"
        assert "nothing yet" in text and "release trains" in text and "in Tokyo" in text
