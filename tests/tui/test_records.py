"""What stands on a card can be put right and taken away where it is read, line by line, and undo says in words what it brought back."""

from __future__ import annotations

import datetime as dt

import pytest
from support.screens import person, toasts, typed

from outreach.domain.kinds import EvidenceKind, StepKind, StepState
from outreach.domain.model import Company, Evidence, Lead, Person, Step
from outreach.planner import Planner
from outreach.tui.screens.card import Card
from outreach.tui.screens.dialog import Menu
from outreach.tui.screens.form import Form
from outreach.tui.screens.main import MainScreen


async def on_line(app, pilot, kind: str) -> None:
    """Put the cursor on a line of that kind, as a jump does."""
    await pilot.pause()
    app.screen.lines.look_at(next(ref for ref in app.screen.records.values() if ref.kind == kind and ref.field in {"", "question"}))


async def refilled(pilot, text: str) -> None:
    await pilot.press("ctrl+u")
    await typed(pilot, text)


@pytest.fixture
def rich(planner: Planner) -> Planner:
    """Ana with a record of every kind, and Fernwick too."""
    ana, fern = person(planner, "Ana Ruiz"), planner.store.all(Company)[0]
    planner.steps.log(ana.id, "talk", on=dt.date(2026, 11, 16), text="about the review")
    planner.people.edit(ana.id, standing_offer="call me any time", standing_offer_on="2026-11-16", notes="likes tea")
    planner.news.add(ana.id, "gave a talk", on=dt.date(2026, 11, 20))
    planner.leads.add(fern.id, title="Release Engineer", url="https://fernwick.example/1")
    planner.homework.answer(fern.id, "How do positions arise?", "when a team splits", by=ana.id)
    planner.companies.edit(fern.id, notes="hires in spring")
    return planner


async def test_a_piece_of_evidence_is_changed_on_the_card(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        await on_line(app, pilot, "evidence")
        await pilot.press("e")
        assert isinstance(app.screen, Form) and app.screen.row("detail").value == "Kettlebrook"
        assert app.screen.row("on").value == "2019-03-01"
        await pilot.press("tab", "tab", "tab")
        await refilled(pilot, "Kettlebrook, release team")
        await pilot.press("enter")
        (record,) = planner.store.all(Evidence)
        assert (record.detail, record.kind) == ("Kettlebrook, release team", EvidenceKind.WORKED_TOGETHER)
        assert isinstance(app.screen, Card) and app.screen.record.id == record.id
        await pilot.press("u")
        assert planner.store.all(Evidence)[0].detail == "Kettlebrook"
        assert "Undone: Edit evidence on Ana Ruiz: worked together" in toasts(app)[-1]


KINDS = {
    "evidence": (lambda p: len(p.store.all(Evidence)), "Delete evidence on Ana Ruiz: worked together"),
    "event": (lambda p: sum(step.kind is StepKind.TALK for step in p.store.all(Step)), "Delete talk, Ana Ruiz, 16 Nov"),
    "step": (lambda p: sum(step.state is StepState.OPEN for step in p.store.where(Step, "person", 1)), "Retire"),
    "offer": (lambda p: len(person(p, "Ana Ruiz").standing_offer), "Edit Ana Ruiz"),
    "word": (lambda p: len(person(p, "Ana Ruiz").question), "Edit Ana Ruiz"),
    "news": (lambda p: len(person(p, "Ana Ruiz").news), "Delete news of Ana Ruiz"),
    "note": (lambda p: len(person(p, "Ana Ruiz").notes), "Edit Ana Ruiz"),
    "lead": (lambda p: len(p.store.all(Lead)), "Delete lead Release Engineer"),
    "answer": (lambda p: len(p.store.all(Company)[0].answers), "Delete an answer about Fernwick Labs"),
    "about": (lambda p: len(p.store.all(Company)[0].notes), "Edit Fernwick Labs"),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_line_is_deleted_and_brought_back_in_words(run, rich: Planner, kind: str):
    count, said = KINDS[kind]
    async with run() as (app, pilot):
        await pilot.press(*(["c"] if kind in {"lead", "answer", "about"} else ["2", "enter"]))
        await on_line(app, pilot, kind)
        before = count(rich)
        await pilot.press("d")
        assert count(rich) < before and "u brings it back" in toasts(app)[-1]
        await pilot.press("u")
        assert count(rich) == before and said in toasts(app)[-1]
        assert isinstance(app.screen, Card)


CHANGES = {
    "event": (
        (("day", "12 nov"),),
        lambda p: next(s.done_at.date() for s in p.store.all(Step) if s.kind is StepKind.TALK),
        dt.date(2026, 11, 12),
    ),
    "step": ((("line", "thank Ana properly"),), lambda p: {s.text for s in p.store.all(Step)}, "thank Ana properly"),
    "offer": ((("line", "write to me"),), lambda p: person(p, "Ana Ruiz").standing_offer, "write to me"),
    "news": ((("line", "won a prize"),), lambda p: person(p, "Ana Ruiz").news[0].text, "won a prize"),
    "word": ((("line", "What held you there?"),), lambda p: person(p, "Ana Ruiz").question, "What held you there?"),
    "lead": ((("choice", ""), ("line", "Staff Engineer")), lambda p: p.store.all(Lead)[0].title, "Staff Engineer"),
    "answer": ((("line", "Who decides?"),), lambda p: p.store.all(Company)[0].answers[0].question, "Who decides?"),
    "note": ((("note", " and coffee"),), lambda p: person(p, "Ana Ruiz").notes, "likes tea and coffee"),
    "about": ((("note", " or later"),), lambda p: p.store.all(Company)[0].notes, "hires in spring or later"),
}


@pytest.mark.parametrize("kind", CHANGES)
async def test_every_kind_of_line_is_changed_where_it_is_read(run, rich: Planner, kind: str):
    entries, look, wanted = CHANGES[kind]
    async with run() as (app, pilot):
        await pilot.press(*(["c"] if kind in {"lead", "answer", "about"} else ["2", "enter"]))
        await on_line(app, pilot, kind)
        await pilot.press("e")
        for at, (sort, text) in enumerate(entries):
            if at:
                await pilot.press("tab")
            if sort == "note":
                await typed(pilot, text)
            elif text:
                await refilled(pilot, text)
        await pilot.press("ctrl+s")
        found = look(rich)
        assert wanted in found if isinstance(found, set) else found == wanted
        assert isinstance(app.screen, Card) and app.screen.record.kind == kind


ADDED = {
    ("2 enter", "v"): ("evidence", lambda p: len(p.store.all(Evidence))),
    ("2 enter", "l"): ("event", lambda p: len(p.store.all(Step))),
    ("2 enter", "n"): ("news", lambda p: len(person(p, "Ana Ruiz").news)),
    ("2 enter", "o"): ("offer", lambda p: len(person(p, "Ana Ruiz").standing_offer)),
    ("2 enter", "s"): ("step", lambda p: len(p.store.all(Step))),
    ("2 enter", "m"): ("note", lambda p: len(person(p, "Ana Ruiz").notes)),
    ("c", "o"): ("lead", lambda p: len(p.store.all(Lead))),
    ("c", "q"): ("answer", lambda p: len(p.store.all(Company)[0].answers)),
    ("c", "s"): ("step", lambda p: len(p.store.all(Step))),
    ("c", "m"): ("about", lambda p: len(p.store.all(Company)[0].notes)),
}


@pytest.mark.parametrize(("way", "what"), ADDED)
async def test_something_is_added_to_a_card_without_leaving_it(run, planner: Planner, way: str, what: str):
    kind, count = ADDED[way, what]
    async with run() as (app, pilot):
        await pilot.press(*way.split(), "a")
        assert isinstance(app.screen, Menu)
        before = count(planner)
        await pilot.press(what)
        if kind in {"event", "evidence"}:
            await pilot.press("tab")
            await refilled(pilot, "20 nov")
        else:
            await typed(pilot, "something")
            if kind in {"lead", "answer"}:
                await pilot.press("tab")
                await typed(pilot, "more of it")
        await pilot.press("ctrl+s")
        assert count(planner) > before
        assert isinstance(app.screen, Card) and kind in {ref.kind for ref in app.screen.records.values()}


async def test_without_a_line_under_the_cursor_it_says_how_to_choose_one(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        for key in ("e", "d"):
            app.clear_notifications()
            await pilot.press(key)
            assert len(toasts(app)) == 1 and "j and k" in toasts(app)[0]
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_the_cursor_goes_to_the_line_that_took_the_place_of_a_deleted_one(run, planner: Planner):
    ana = person(planner, "Ana Ruiz").id
    for year in (2022, 2023, 2024):
        planner.evidence.add(ana, "met", dt.date(year, 5, 1), None, f"fair {year}")
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        await on_line(app, pilot, "evidence")
        await pilot.press("j", "d")
        left = [record.id for record in planner.store.all(Evidence)]
        assert app.screen.record.id == left[1]
        await pilot.press("d", "d", "d")
        assert not planner.store.all(Evidence)


async def test_private_notes_are_not_shown_in_private_mode(run, rich: Planner):
    async with run(private=True) as (app, pilot):
        await pilot.press("2", "enter")
        await pilot.pause()
        told = "".join(run.text for line in app.screen._paragraphs if isinstance(line, tuple) for run in line)
        assert "likes tea" not in told and "···" in told


async def test_a_read_only_plan_says_why_nothing_can_be_changed(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    async with run() as (app, pilot):
        await pilot.press("2", "enter", "j")
        monkeypatch.setattr(type(planner.store), "read_only", property(lambda _: True))
        await pilot.press("d")
        assert "read-only" in toasts(app)[-1] and planner.store.all(Person)
