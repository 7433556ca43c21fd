"""The practices to read: what may be asked of somebody, the referral kit, the ways in, the weeks to come; and the rules overruled."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from support.screens import person, toasts, typed

from outreach.domain.kinds import DraftStatus, Purpose, StepState
from outreach.domain.model import Company, Draft, Lead, Step
from outreach.planner import Planner
from outreach.tui.screens.card import Card
from outreach.tui.screens.checklist import ResearchScreen
from outreach.tui.screens.dialog import Confirm, Reading
from outreach.tui.screens.editor import Editor
from outreach.tui.screens.form import Form
from outreach.tui.screens.kit import Kit
from outreach.tui.screens.main import MainScreen
from outreach.tui.widgets.lines import Lines


def said(app) -> str:
    """The words in the box in front."""
    lines = app.screen.query_one("#reading", Lines)._paragraphs
    return "\n".join("".join(run.text for run in line) if isinstance(line, tuple) else line.text for line in lines)


async def test_a_card_says_what_may_be_asked_and_what_opens_the_rest(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        assert "What you may ask" in said(app) and "locked until an answer or a talk" in said(app)
        assert "Nothing given, nothing asked yet." in said(app)
        await pilot.press("escape")
        planner.steps.log(person(planner, "Ana Ruiz").id, "talk", on=dt.date(2026, 11, 20))
        planner.steps.log(person(planner, "Ana Ruiz").id, "share", on=dt.date(2026, 11, 20), text="sent the talk on reviews")
        await pilot.press("enter")
        assert "locked until" not in said(app)
        assert "1 given, 0 asked" in said(app) and "sent the talk on reviews" in said(app)


async def test_a_card_leads_on_and_looks_again_when_one_comes_back(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("c")
        assert isinstance(app.screen, Card) and "✓" not in said(app)
        await pilot.press("r")
        assert isinstance(app.screen, ResearchScreen)
        await pilot.press("space", "escape")
        assert isinstance(app.screen, Card) and "✓" in said(app)
        await pilot.press("escape", "2", "enter", "w")
        assert isinstance(app.screen, Editor)


async def test_the_referral_kit_is_filled_in_copied_and_asked_from(run, planner: Planner):
    ana = person(planner, "Ana Ruiz").id
    async with run() as (app, pilot):
        await pilot.press("2", "f")
        assert isinstance(app.screen, Kit) and "too early to ask" in said(app)
        await pilot.press("w")
        assert isinstance(app.screen, Kit) and any("Too early" in toast for toast in toasts(app))
        await pilot.press("y")
        assert any("no words to forward" in toast for toast in toasts(app))
        await pilot.press("e")
        await typed(pilot, "Staff Engineer, Tooling")
        await pilot.press("tab")
        await typed(pilot, "FW-1042")
        await pilot.press("tab", "tab")
        await typed(pilot, "Robin ran releases for six years.")
        await pilot.press("enter")
        (lead,) = planner.store.all(Lead)
        assert (lead.title, lead.job_id) == ("Staff Engineer, Tooling", "FW-1042")
        assert "FW-1042" in said(app) and "Robin ran releases" in said(app)
        planner.steps.log(ana, "talk", on=dt.date(2026, 11, 20))
        await pilot.press("w")
        assert isinstance(app.screen, Confirm), "another message to her is not sent yet"
        await pilot.press("y")
        assert isinstance(app.screen, Editor)
        (draft,) = planner.store.where(Draft, "person", ana)
        assert draft.purpose is Purpose.REFERRAL and len(draft.versions) == 1


async def test_the_ways_into_a_company_are_read(run):
    async with run() as (app, pilot):
        await pilot.press("b")
        assert isinstance(app.screen, Reading)
        assert "you → Ana Ruiz → Fernwick Labs" in said(app) and "next: write to Ana Ruiz" in said(app)


async def test_a_company_without_a_way_in_says_how_to_find_one(run, planner: Planner):
    planner.companies.add("Larkspur Health", motivation=4, posting=3)
    async with run() as (app, pilot):
        await pilot.press("j")
        while app.selection().company_name != "Larkspur Health":
            await pilot.press("j")
        await pilot.press("b")
        assert "There is no way in yet." in said(app)


async def test_the_weeks_to_come_are_drawn_as_bars(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("C")
        today = next(line for line in said(app).split("\n") if line.startswith("Mon 23 Nov"))
        load = planner.views.forecast().days[0]
        assert f"━ {load.levelled}" in today and "promise" in today


async def test_the_weeks_to_come_of_an_empty_plan_teach(run, empty: Planner):
    async with run(empty) as (app, pilot):
        await pilot.press("escape", "C")
        assert "Nothing is dated in the next weeks." in said(app)


@pytest.fixture
def strict(planner: Planner) -> Planner:
    """Policy strict, and a colleague of one's own company's bridge burnt: the verdict on Tom is not to write."""
    planner.config = msgspec.structs.replace(planner.config, policy="strict")
    planner.evidence.add(person(planner, "Tom Okafor").id, "conflict", dt.date(2024, 1, 12))
    return planner


async def test_writing_against_the_verdict_asks_why_under_policy_strict(run, strict: Planner):
    tom = person(strict, "Tom Okafor").id
    why = strict.views.why(tom)
    assert why.verdict in {"don't", "use another way"}, why.verdict
    rules = [rule.rule for rule in why.rules if rule.severity == "block"]
    async with run() as (app, pilot):
        await pilot.press("2", "j", "w")
        assert isinstance(app.screen, Form) and not strict.store.where(Draft, "person", tom)
        await pilot.press("enter")
        assert isinstance(app.screen, Form), "a blank reason is none"
        for number, _ in enumerate(rules):
            await typed(pilot, "we made up in spring")
            await pilot.press("tab" if number + 1 < len(rules) else "enter")
        await pilot.pause()
        assert isinstance(app.screen, Editor)
        (draft,) = strict.store.where(Draft, "person", tom)
        assert {one.rule for one in draft.overrides} == set(rules)
        assert {one.reason for one in draft.overrides} == {"we made up in spring"}
        await pilot.press("escape", "w")
        assert isinstance(app.screen, Editor), "asked once is enough"


async def test_a_step_ticked_off_against_the_verdict_asks_why_under_policy_strict(run, strict: Planner):
    tom = person(strict, "Tom Okafor").id
    async with run() as (app, pilot):
        await pilot.press("4")
        while app.selection().person_id != tom:
            await pilot.press("j")
        await pilot.press("space")
        if isinstance(app.screen, Confirm):
            await pilot.press("y")
        assert isinstance(app.screen, Form)
        fields = list(app.screen.values)
        for number, _ in enumerate(fields):
            await typed(pilot, "he asked me to")
            await pilot.press("tab" if number + 1 < len(fields) else "enter")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        done = [step for step in strict.store.where(Step, "person", tom) if step.state is StepState.DONE and step.overrides]
        assert len(done) == 1 and {one.reason for one in done[0].overrides} == {"he asked me to"}


async def test_of_two_open_steps_of_one_kind_the_one_under_the_cursor_is_ticked_off_under_policy_strict(run, strict: Planner):
    tom = person(strict, "Tom Okafor").id
    older = strict.steps.add("introduction request", person_id=tom, on="2026-11-23", text="to the head of platform").id
    newer = strict.steps.add("introduction request", person_id=tom, on="2026-11-24", text="to the head of data").id
    async with run() as (app, pilot):
        await pilot.press("4")
        while app.selection().step is None or app.selection().step.step != newer:
            await pilot.press("j")
        await pilot.press("space")
        assert isinstance(app.screen, Form)
        fields = list(app.screen.values)
        for number, _ in enumerate(fields):
            await typed(pilot, "he asked me to")
            await pilot.press("tab" if number + 1 < len(fields) else "enter")
        await pilot.pause()
        assert strict.store.get(Step, newer).state is StepState.DONE
        assert {one.reason for one in strict.store.get(Step, newer).overrides} == {"he asked me to"}
        assert strict.store.get(Step, older).state is StepState.OPEN


async def test_writing_is_never_asked_about_under_the_other_policies(run, planner: Planner):
    planner.evidence.add(person(planner, "Tom Okafor").id, "conflict", dt.date(2024, 1, 12))
    async with run() as (app, pilot):
        await pilot.press("2", "j", "w")
        assert isinstance(app.screen, Editor)
        assert all(draft.status is not DraftStatus.SENT for draft in planner.store.all(Draft))
        assert planner.store.all(Company)


@pytest.mark.parametrize("keys", [("b",), ("C",), ("c",), ("2", "f"), ("2", "enter")], ids="".join)
async def test_names_are_masked_in_what_is_read(run, planner: Planner, keys: tuple[str, ...]):
    planner.steps.log(person(planner, "Ana Ruiz").id, "share", on=dt.date(2026, 11, 20), text="told Ana Ruiz of Fernwick Labs")
    async with run(private=True) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
        assert isinstance(app.screen, Reading)
        assert not [name for name in ("Ruiz", "Marsh", "Fernwick", "Vane", "Okafor") if name in text]


async def test_a_cards_keys_are_those_of_keys_toml(run, planner: Planner):
    planner.paths.config.mkdir(parents=True, exist_ok=True)
    (planner.paths.config / "keys.toml").write_text('"checklist.research" = "R"\n', encoding="utf-8")
    async with run() as (app, pilot):
        await pilot.press("c", "r")
        assert isinstance(app.screen, Card) and "R research" in app.screen.hint
        await pilot.press("R")
        assert isinstance(app.screen, ResearchScreen)


async def test_the_card_tells_a_hint_from_a_warning_and_from_a_block(run, planner: Planner):
    fern = planner.store.all(Company)[0]
    planner.people.edit(person(planner, "Ana Ruiz").id, conflict_on=dt.date(2026, 11, 20))
    rules = {rule.severity: rule.says for rule in planner.views.why(person(planner, "Ana Ruiz").id).rules}
    assert set(rules) == {"block", "warn", "hint"} and not fern.followed
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        lines = said(app).splitlines()
        for severity, sign in (("block", "✗ "), ("warn", "! "), ("hint", "· ")):
            assert any(line.startswith(sign + rules[severity]) for line in lines), severity


async def test_the_card_keeps_the_reason_a_rule_was_overruled_for(run, planner: Planner):
    draft = planner.drafts.latest(person(planner, "Ana Ruiz").id)
    planner.drafts.overrule(draft.id, "research", "I worked there for a month")
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        assert "overruled: I worked there for a month" in said(app)
