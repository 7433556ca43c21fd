"""One test per command: what a key changes in the plan, and where the focus is afterwards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.goldens import lines_of
from support.screens import focus, person, toasts, typed
from textual.widgets._toast import Toast

from outreach.domain.kinds import CompanyStatus, DraftStatus, EvidenceKind, PersonState, StepKind, StepState
from outreach.domain.model import Company, Draft, Evidence, Person, Step
from outreach.planner import Planner
from outreach.tui import clipboard
from outreach.tui.screens.dialog import Confirm, Reading
from outreach.tui.screens.editor import Editor
from outreach.tui.screens.form import Form
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.plan import PlanPage


async def test_enter_goes_on_to_the_insiders(run):
    async with run() as (app, pilot):
        await pilot.press("enter")
        assert focus(app) == "insiders-list"


async def test_a_person_is_added_as_an_insider(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "a")
        await typed(pilot, "Nora Vale")
        await pilot.press("enter")
        added = person(planner, "Nora Vale")
        assert added.state is PersonState.INSIDER and added.company == planner.store.all(Company)[0].id
        assert focus(app) == "insiders-list"
        assert app.main.query_one(PlanPage).person == added.id


async def test_a_person_is_changed(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("2", "e", "tab")
        await typed(pilot, "x")
        await pilot.press("enter")
        assert person(planner, "Ana Ruiz").position == "Staff Engineerx"


async def test_a_card_tells_what_is_known_and_all_that_counts_for_a_place(run, planner: Planner):
    async with run(size=(120, 90)) as (app, pilot):
        await pilot.press("2", "enter")
        assert isinstance(app.screen, Reading)
        seen = " ".join(lines_of(app).replace("│", " ").split())
        card = planner.views.person(person(planner, "Ana Ruiz").id)
        assert "Why this place" in seen and card.why.terms
        assert all(f"{term.label} ({term.effect})" in seen for term in card.why.terms)
        assert all(record.words in seen for record in card.evidence) and card.evidence
        await pilot.press("j", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_writing_goes_on_with_the_draft_there_is(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "w")
        assert isinstance(app.screen, Editor)
        await typed(pilot, "!x")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, MainScreen)
        (draft,) = planner.store.all(Draft)
        assert "!x" in draft.body and len(draft.versions) == 1


async def test_writing_composes_when_there_is_no_draft(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "j", "w")
        assert isinstance(app.screen, Editor)
        assert {draft.person for draft in planner.store.all(Draft)} == {person(planner, "Ana Ruiz").id, person(planner, "Tom Okafor").id}


async def test_leaving_the_editor_asks_only_when_words_would_be_lost(run, planner: Planner):
    async with run() as (app, pilot):
        before = planner.store.all(Draft)[0].body
        await pilot.press("2", "w", "escape")
        assert isinstance(app.screen, MainScreen)
        await pilot.press("w", "x", "escape")
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        assert isinstance(app.screen, Editor)
        await pilot.press("escape", "y")
        assert isinstance(app.screen, MainScreen)
        assert planner.store.all(Draft)[0].body == before


async def test_a_reply_is_logged(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("j", "2", "r", "tab", "ctrl+u")
        await typed(pilot, "20 nov")
        await pilot.press("enter")
        replied = [step for step in planner.store.all(Step) if step.kind is StepKind.REPLIED]
        assert [step.done_at.date() for step in replied] == [dt.date(2026, 11, 20)]
        assert focus(app) == "insiders-list"


async def test_any_event_is_logged(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("2", "l", "t", "enter")
        ana = person(planner, "Ana Ruiz").id
        assert [step.kind for step in planner.store.where(Step, "person", ana) if step.state is StepState.DONE] == [StepKind.TALK]


async def test_evidence_is_noted(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("2", "j", "v", "m", "tab")
        await typed(pilot, "12 jan 2024")
        await pilot.press("enter")
        noted = [record for record in planner.store.all(Evidence) if record.person == person(planner, "Tom Okafor").id]
        assert [(record.kind, record.on) for record in noted] == [(EvidenceKind.MET, dt.date(2024, 1, 12))]


async def test_marked_people_are_judged_together(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "G", "x", "k", "x", "T", "l")
        assert {person(planner, "Mei Tanaka").state, person(planner, "Idris Cole").state} == {PersonState.LATER}
        assert not app.main.query_one(PlanPage).insiders.body.rows.marks


async def test_a_person_moves_in_the_queue(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "j", "K")
        rows = planner.views.insiders(planner.store.all(Company)[0].id)
        assert [row.name for row in rows][:2] == ["Tom Okafor", "Ana Ruiz"]
        assert app.main.query_one(PlanPage).insiders.body.rows.cursor == 0
        await pilot.press("J")
        assert [row.name for row in planner.views.insiders(planner.store.all(Company)[0].id)][:2] == ["Ana Ruiz", "Tom Okafor"]


async def test_a_person_is_dropped(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("2", "D")
        await typed(pilot, "asked me to")
        await pilot.press("enter")
        dropped = person(planner, "Ana Ruiz")
        assert dropped.state is PersonState.DROPPED and dropped.do_not_contact and dropped.drop_reason == "asked me to"


async def test_a_person_is_deleted_after_a_question(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "d")
        assert isinstance(app.screen, Confirm)
        await pilot.press("y")
        assert "Ana Ruiz" not in {one.name for one in planner.store.all(Person)}


async def test_sent_freezes_the_draft_and_starts_the_clock(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "space")
        assert isinstance(app.screen, Confirm), "the draft still has gaps"
        await pilot.press("y")
        (draft,) = planner.store.all(Draft)
        assert draft.status is DraftStatus.SENT and draft.sent_at is not None
        assert any(row.kind is StepKind.FOLLOW_UP for row in planner.views.followups(planner.store.all(Company)[0].id))


async def test_a_step_is_done(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("4", "space")
        done = [step for step in planner.store.all(Step) if step.text == "send Ana the checklist"]
        assert [step.state for step in done] == [StepState.DONE]
        assert focus(app) == "followups-list"


async def test_a_step_is_snoozed_to_a_natural_day(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("4", "s", "ctrl+u")
        await typed(pilot, "next tue")
        assert planner.words_for(planner.day("next tue")) in str(app.screen.query_one(".resolved").render())
        await pilot.press("enter")
        assert [step.snoozed_until for step in planner.store.all(Step) if step.snoozed_until] == [planner.day("next tue")]


async def test_a_day_that_is_none_is_said_at_its_field(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("4", "s", "ctrl+u")
        await typed(pilot, "soonish")
        assert "not a day yet" in str(app.screen.query_one(".resolved").render())
        await pilot.press("enter")
        assert isinstance(app.screen, Form)


async def test_a_step_of_ones_own_is_added(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("4", "a")
        await typed(pilot, "read their blog")
        await pilot.press("enter")
        assert [step.kind for step in planner.store.all(Step) if step.text == "read their blog"] == [StepKind.TODO]


async def test_a_step_is_changed_skipped_retired_pinned_and_explained(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("4", "e", "ctrl+u")
        await typed(pilot, "send it all")
        await pilot.press("enter")
        assert "send it all" in {step.text for step in planner.store.all(Step)}
        await pilot.press("exclamation_mark")
        assert any(step.pinned for step in planner.store.all(Step))
        await pilot.press("enter")
        assert isinstance(app.screen, Reading)
        await pilot.press("escape", "c")
        assert sum(step.state is StepState.SKIPPED for step in planner.store.all(Step)) == 1
        await pilot.press("R", "enter")
        assert sum(step.state is StepState.RETIRED for step in planner.store.all(Step)) == 1


async def test_a_draft_is_edited_copied_marked_ready_and_deleted(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    copied: list[str] = []
    monkeypatch.setattr(clipboard, "copy", lambda app, text: copied.append(text) or "Copied.")
    async with run() as (app, pilot):
        await pilot.press("3", "y")
        assert copied == [planner.drafts.copy_text(planner.store.all(Draft)[0].id)]
        await pilot.press("enter")
        assert isinstance(app.screen, Editor)
        await pilot.press("escape", "m")
        ready = planner.store.all(Draft)[0].status is DraftStatus.READY
        assert ready or any("Ready" not in said for said in toasts(app))
        await pilot.press("d")
        assert not planner.store.all(Draft)
        await pilot.press("u")
        assert len(planner.store.all(Draft)) == 1


async def test_another_message_is_composed_from_a_template(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("3", "a", "down", "enter")
        assert isinstance(app.screen, Editor)
        assert len(planner.store.all(Draft)) == 1 and planner.store.all(Draft)[0].versions


async def test_undo_and_redo_say_what_they_did(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("P", "u")
        assert planner.store.all(Company)[0].status is CompanyStatus.ACTIVE
        assert any(said.startswith("Undone:") and "Fernwick Labs" in said for said in toasts(app)), toasts(app)
        await pilot.press("U")
        assert planner.store.all(Company)[0].status is CompanyStatus.PAUSED


async def test_a_contact_is_taken_into_the_plan(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("n", "a")
        await typed(pilot, "Fernwick Labs")
        await pilot.press("enter")
        assert person(planner, "Delphine Tolkamp").state is PersonState.INSIDER
        assert focus(app) == "network-list"


async def test_a_plan_is_exported(run, planner: Planner, tmp_path: Path):
    async with run() as (app, pilot):
        await pilot.press("E", "tab", "tab", "ctrl+u")
        await typed(pilot, str(tmp_path / "fern.md"))
        await pilot.press("enter")
        assert isinstance(app.screen, MainScreen)
        assert "Fernwick" in (tmp_path / "fern.md").read_text(encoding="utf-8")
        await pilot.press("E", "tab", "tab", "ctrl+u")
        await typed(pilot, str(tmp_path / "fern.md"))
        await pilot.press("enter")
        assert isinstance(app.screen, Confirm)


async def test_a_key_that_is_off_says_why(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("j", "3", "y")
        assert any("no draft for this person" in said for said in toasts(app))


async def test_what_is_said_again_is_said_once(run):
    async with run() as (app, pilot):
        await pilot.press("3", "U", "U", "U")
        said = toasts(app)
        assert len(said) == 1 and len(app.screen.query(Toast)) == 1
        await pilot.press("2", "y", "y")
        assert len(toasts(app)) == 2, "another sentence stands beside it"


async def test_a_read_only_plan_says_so(run, planner: Planner, tmp_path: Path):
    from outreach.planner import open_planner

    reader = open_planner(planner.paths, planner.clock, planner.config, read_only=True)
    async with run(reader) as (app, pilot):
        await pilot.press("a")
        assert isinstance(app.screen, MainScreen)
        assert toasts(app) == ["The plan is open read-only."]
    reader.close()


async def test_a_written_step_with_gaps_is_done_only_after_a_yes(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("4", "j")
        step = app.main.query_one(PlanPage).selection().step
        assert step.kind is StepKind.FIRST_TOUCH
        await pilot.press("space")
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        assert planner.store.get(Step, step.step).state is StepState.OPEN
        await pilot.press("space", "y")
        assert planner.store.get(Step, step.step).state is StepState.DONE


async def test_strict_policy_asks_why_a_rule_is_overruled_and_keeps_the_reason(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    from outreach.errors import Problem, Refused

    asked: list[dict[str, str] | None] = []

    def sent(person_id, *, as_is=False, overrides=None):
        asked.append(overrides)
        if not overrides:
            raise Refused((Problem("evidence", "nothing is on record"),))

    monkeypatch.setattr(planner.steps, "sent", sent)
    async with run() as (app, pilot):
        await pilot.press("2", "j", "space")
        assert isinstance(app.screen, Form)
        await pilot.press("enter")
        assert app.screen.row("evidence").query_one(".said").display
        await typed(pilot, "we met twice")
        await pilot.press("enter")
        assert asked == [None, {"evidence": "we met twice"}] and isinstance(app.screen, MainScreen)
