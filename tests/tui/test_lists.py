"""The lists over everybody: the index, each list with what it says, and what is done from a row of it."""

from __future__ import annotations

import datetime as dt

import pytest
from support.goldens import compare, lines_of
from support.screens import beneath, person, quiet_tie, toasts, typed

from outreach.domain.kinds import EvidenceKind, PersonState, Purpose, Reputation, StepKind, StepState
from outreach.domain.model import Company, Draft, Evidence, Link, Person, Step
from outreach.planner import Planner
from outreach.tui.catalogue import ACTIONS, BY_ID
from outreach.tui.lists.shelf import BY_ID as BY_LIST
from outreach.tui.lists.shelf import LISTS
from outreach.tui.screens.card import Card
from outreach.tui.screens.dialog import Menu
from outreach.tui.screens.editor import Editor
from outreach.tui.screens.form import Form
from outreach.tui.screens.lists import ListsScreen, PeopleList
from outreach.tui.screens.main import MainScreen

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def full(planner: Planner) -> Planner:
    """The small search with something in every list."""
    ana, tom, gus, mei = (person(planner, name).id for name in ("Ana Ruiz", "Tom Okafor", "Gus Marsh", "Mei Tanaka"))
    planner.people.edit(ana, i_would_vouch="yes", can_help_me_with="release reviews", vouches_for=("the release rota",))
    planner.people.edit(
        gus, i_would_vouch="yes", i_can_help_with="release reviews", standing_offer="call me", standing_offer_on="2024-06-03"
    )
    planner.people.edit(tom, kind="recruiter")
    planner.people.edit(mei, kind="peer", tags=("customer",))
    planner.steps.log(gus, "referral ask", on=dt.date(2026, 11, 10), text="asked about the platform team")
    planner.links.add("https://example.org/reviews", insight="The part on release reviews.", meant_for=gus)
    planner.news.add(ana, "her talk on release trains is online", on=dt.date(2026, 11, 20))
    quiet_tie(planner)
    return planner


async def go(app, pilot, name: str) -> PeopleList:
    """Open a list by its action, as the palette does."""
    await app.perform(f"lists.{name}")
    await pilot.pause()
    assert isinstance(app.screen, PeopleList) and app.screen.of.id == name
    return app.screen


def names(desk: PeopleList) -> list[str]:
    return [entry.name for entry in desk._entries.values()]


def test_every_list_has_an_action_of_its_name_and_every_such_action_a_list():
    opening = {action.id.removeprefix("lists.") for action in ACTIONS if action.scopes == ("shelf",)}
    assert {one.id for one in LISTS} - opening == set(), (
        "lists of lists/shelf.py without a line 'lists.ID' in catalogue.py: the index cannot open"
    )
    assert opening - {one.id for one in LISTS} == set(), "actions of the index without a list in lists/shelf.py"


async def test_one_key_opens_the_index_which_counts_and_leads_to_each_list_and_back(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("L")
        assert isinstance(app.screen, ListsScreen)
        await pilot.pause()
        counts = {one.id: len(one.gather(full)) for one in LISTS}
        assert {name: len(rows) for name, rows in app.screen._found.items()} == counts and all(counts.values())
        await pilot.press("j", "enter")
        assert isinstance(app.screen, PeopleList) and app.screen.of.id == LISTS[1].id
        await pilot.press("tab")
        assert app.screen.of.id == LISTS[2].id
        await pilot.press("h", "h", "h")
        assert app.screen.of.id == LISTS[-1].id, "behind the first comes the last"
        await pilot.press("escape")
        assert isinstance(app.screen, ListsScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_the_index_shows_each_key_as_it_is_set_and_counts_again_on_return(run, full: Planner):
    full.paths.config.mkdir(parents=True, exist_ok=True)
    (full.paths.config / "keys.toml").write_text('"lists.links" = "f7"\n', encoding="utf-8")
    async with run(full) as (app, pilot):
        await pilot.press("L")
        links = next(line for line in lines_of(app).splitlines() if "Links to share" in line)
        assert links.split()[1:5] == ["f7", "Links", "to", "share"]
        await pilot.press("l")
        assert isinstance(app.screen, ListsScreen), "its old key is no key any more"
        await pilot.press("f7", "d", "escape")
        await pilot.pause()
        after = next(line for line in lines_of(app).splitlines() if "Links to share" in line)
        assert isinstance(app.screen, ListsScreen) and after.split()[5] != links.split()[5]


async def test_the_index_names_who_stands_first_and_repeats_no_words_of_the_row(run, full: Planner):
    async with run(full, size=(200, 50)) as (app, pilot):
        await pilot.press("L", "G")
        drawn = lines_of(app)
        rows = BY_LIST["reputation"].gather(full)
        assert len(rows) == 5 and drawn.count("many at once; private") == 1
        assert all(f"{row.name}  {row.place}" in drawn for row in rows[:4]) and "and 1 more" in drawn


async def test_the_index_says_beneath_what_a_narrow_row_has_cut(run, full: Planner):
    async with run(full, size=(80, 24)) as (app, pilot):
        await pilot.press("L")
        await pilot.press(*("j" for one in LISTS[: [one.id for one in LISTS].index("ledger")]))
        assert "What you gave and what you asked, whom you owe most first." in lines_of(app)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert "What you gave and what you asked" not in lines_of(app)


@pytest.mark.parametrize("name", [one.id for one in LISTS])
async def test_every_list_is_found_by_its_name_in_the_palette(run, full: Planner, name: str):
    async with run(full) as (app, pilot):
        await pilot.press("colon")
        await typed(pilot, BY_ID[f"lists.{name}"].label)
        await pilot.press("enter")
        assert isinstance(app.screen, PeopleList) and app.screen.of.id == name


@pytest.mark.parametrize("name", [one.id for one in LISTS])
async def test_an_empty_list_says_what_it_is_for_and_what_fills_it(run, empty: Planner, name: str):
    async with run(empty) as (app, pilot):
        await pilot.press("escape")
        desk = await go(app, pilot, name)
        await pilot.pause()
        page = lines_of(app)
        assert desk.of.empty.title in page and desk.of.empty.lines[0][:30] in page
        await pilot.press("enter", "w", "space", "T", "d", "u")
        assert app.screen is desk


async def test_enter_opens_the_card_which_leads_on_to_a_message(run, full: Planner):
    async with run(full) as (app, pilot):
        desk = await go(app, pilot, "offers")
        assert names(desk) == ["Gus Marsh"] and "call me" in beneath(app)
        await pilot.press("enter")
        assert isinstance(app.screen, Card)
        await pilot.press("v")
        assert isinstance(app.screen, Form) and "Gus Marsh" in app.screen.heading
        await pilot.press("escape", "w")
        assert isinstance(app.screen, Editor)
        await pilot.press("escape", "escape")
        assert app.screen is desk


async def test_give_and_take_puts_first_whom_one_owes_and_logs_a_give(run, full: Planner):
    async with run(full) as (app, pilot):
        desk = await go(app, pilot, "ledger")
        assert names(desk) == ["Gus Marsh"] and "asked about the platform team" in beneath(app)
        await pilot.press("space")
        await typed(pilot, "feedback on his draft")
        await pilot.press("ctrl+s")
        assert app.screen is desk
        (row,) = full.views.ledger()
        assert (row.gives, row.asks, row.give_first) == (1, 1, False)
        await pilot.press("u")
        assert full.views.ledger()[0].give_first


async def test_a_recommendation_is_asked_in_words_and_what_came_of_it_is_logged(run, full: Planner):
    ana = person(full, "Ana Ruiz").id
    full.drafts.delete(full.drafts.latest(ana).id)
    async with run(full) as (app, pilot):
        desk = await go(app, pilot, "recommendations")
        assert names(desk) == ["Ana Ruiz"]
        await pilot.press("w")
        assert isinstance(app.screen, Editor)
        assert full.drafts.latest(ana).purpose is Purpose.RECOMMENDATION
        assert "the release rota" in full.drafts.latest(ana).body
        await pilot.press("escape", "space")
        assert isinstance(app.screen, Menu)
        await pilot.press("r", "ctrl+s")
        assert [row.state for row in full.views.recommendations()] == ["received"]
        assert any(step.kind is StepKind.THANK_YOU and step.promise for step in full.store.where(Step, "person", ana))


async def test_a_skill_that_is_endorsed_is_evidence_and_a_small_give(run, full: Planner):
    ana = person(full, "Ana Ruiz").id
    async with run(full) as (app, pilot):
        await go(app, pilot, "recommendations")
        await pilot.press("space", "e", "tab")
        await typed(pilot, "calm on call")
        await pilot.press("enter")
        await pilot.pause()
        assert [e.detail for e in full.store.where(Evidence, "person", ana) if e.kind is EvidenceKind.ENDORSED_THEM] == ["calm on call"]
        assert full.views.ledger_of(ana).gives == 1
        await pilot.press("u")
        assert full.views.ledger_of(ana).gives == 0


async def test_two_people_are_asked_before_they_are_introduced_and_the_introduction_is_a_give_to_both(run, full: Planner):
    ana, gus = person(full, "Ana Ruiz").id, person(full, "Gus Marsh").id
    full.drafts.delete(full.drafts.latest(ana).id)
    async with run(full) as (app, pilot):
        desk = await go(app, pilot, "introductions")
        assert desk.row is not None and {desk.row.name, desk.row.place} == {"Ana Ruiz", "Gus Marsh"}
        await pilot.press("w")
        draft = full.drafts.latest(ana)
        assert draft.template == "introduce-two" and "meet Gus Marsh" in draft.body
        await pilot.press("escape", "space")
        assert full.views.ledger_of(ana).gives == full.views.ledger_of(gus).gives == 1
        await pilot.press("u")
        assert full.views.ledger_of(ana).gives == 0


async def test_a_link_is_kept_written_about_shared_and_thrown_away(run, full: Planner):
    gus = person(full, "Gus Marsh").id
    async with run(full) as (app, pilot):
        desk = await go(app, pilot, "links")
        await pilot.press("w")
        assert isinstance(app.screen, Editor)
        assert "https://example.org/reviews" in full.drafts.latest(gus).body
        await pilot.press("escape", "a")
        await typed(pilot, "https://example.org/two")
        await pilot.press("enter")
        await pilot.pause()
        assert len(full.views.links()) == 2 and app.screen is desk
        await pilot.press("g", "d")
        assert [row.url for row in full.views.links()] == ["https://example.org/reviews"]
        await pilot.press("space", "enter")
        await pilot.pause()
        assert full.views.links() == [] and full.views.ledger_of(gus).gives == 1
        assert full.store.all(Link)[0].used_on == TODAY


async def test_an_old_tie_of_the_address_book_joins_the_plan_with_a_hello_that_asks_nothing(run, full: Planner):
    async with run(full) as (app, pilot):
        desk = await go(app, pilot, "dormant")
        assert names(desk) == ["Ana Ruiz", "Wilma Ashgate"]
        await pilot.press("j", "enter")
        assert any("Only people of the plan have a card" in toast for toast in toasts(app))
        await pilot.press("w")
        assert isinstance(app.screen, Editor)
        wilma = person(full, "Wilma Ashgate")
        assert full.store.get(Company, wilma.company).name == "Holt & Vane"
        assert full.drafts.latest(wilma.id).purpose is Purpose.RECONNECT
        await pilot.press("escape", "u")
        assert all(one.name != "Wilma Ashgate" for one in full.store.all(Person))


async def test_a_teacher_is_given_a_question_and_asked(run, full: Planner):
    async with run(full) as (app, pilot):
        desk = await go(app, pilot, "teachers")
        assert names(desk) == ["Mei Tanaka"] and "e writes it down" in beneath(app)
        await pilot.press("e")
        assert isinstance(app.screen, Form) and "question" in app.screen.values
        await pilot.press("escape")
        assert app.screen is desk


async def test_a_recruiters_word_is_noted_and_kept(run, full: Planner):
    tom = person(full, "Tom Okafor").id
    async with run(full) as (app, pilot):
        await go(app, pilot, "recruiters")
        assert "share no names" in beneath(app)
        await pilot.press("a", "tab")
        await typed(pilot, "Staff Engineer")
        await pilot.press("tab")
        await typed(pilot, "Fernwick Labs")
        await pilot.press("tab")
        await typed(pilot, "sends the brief")
        await pilot.press("enter")
        await pilot.pause()
        (row,) = full.views.recruiters()
        assert row.motive == "Staff Engineer, for Fernwick Labs" and row.next == "sends the brief" and row.next_step is not None
        await pilot.press("space")
        assert full.store.get(Step, row.next_step).state is StepState.DONE
        assert full.store.get(Person, tom).recruiter_motive


async def test_news_becomes_what_the_next_message_starts_from(run, full: Planner):
    async with run(full) as (app, pilot):
        await go(app, pilot, "news")
        await pilot.press("space")
        assert person(full, "Ana Ruiz").hook == "her talk on release trains is online"
        assert "starts from it" in beneath(app)
        await pilot.press("u")
        assert person(full, "Ana Ruiz").hook == ""


async def test_many_are_judged_at_once_and_one_undo_takes_it_back(run, full: Planner):
    async with run(full) as (app, pilot):
        desk = await go(app, pilot, "reputation")
        groups = [key.text for key in desk._keys if not isinstance(key, str)]
        assert groups == sorted(groups) and "recruiter" in groups
        await pilot.press("slash", *"customer", "enter", "X", "T", "u")
        assert person(full, "Mei Tanaka").reputation is Reputation.UNSURE
        assert person(full, "Ana Ruiz").reputation is Reputation.OK
        await pilot.press("escape", "x", "x", "T", "a")
        avoided = [one.name for one in full.store.all(Person) if one.reputation is Reputation.AVOID]
        assert len(avoided) == 2 and not desk.body.rows.marks
        await pilot.press("u")
        assert all(one.reputation is not Reputation.AVOID for one in full.store.all(Person))


async def test_the_unselected_are_given_a_reason_or_left_for_later(run, full: Planner):
    async with run(full) as (app, pilot):
        desk = await go(app, pilot, "unselected")
        assert names(desk) == ["Tom Okafor"]
        await pilot.press("T", "l")
        await pilot.pause()
        assert person(full, "Tom Okafor").state is PersonState.LATER
        await pilot.press("u")
        assert names(desk) == ["Tom Okafor"]
        full.people.edit(person(full, "Tom Okafor").id, shared_interests=("release trains",))
        desk.again()
        assert names(desk) == []


async def test_names_are_masked_in_every_list(run, full: Planner):
    async with run(full, private=True) as (app, pilot):
        for one in LISTS:
            await go(app, pilot, one.id)
            await pilot.pause()
            page = lines_of(app)
            for name in ("Ruiz", "Okafor", "Marsh", "Tanaka", "Ashgate", "Fernwick", "Holt"):
                assert name not in page, (one.id, name)
            await pilot.press("escape")


async def test_nothing_is_changed_from_a_list_while_the_plan_is_read_only(run, full: Planner, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(type(full.store), "read_only", True, raising=False)
    drafts = full.store.all(Draft)
    async with run(full) as (app, pilot):
        for name in ("links", "recommendations", "reputation"):
            await go(app, pilot, name)
            await pilot.press("w", "space", "a", "e", "T", "d")
            assert isinstance(app.screen, PeopleList)
            await pilot.press("escape")
    assert full.store.all(Draft) == drafts


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", ["index", *(one.id for one in LISTS)])
async def test_a_list_looks_as_it_did(run, full: Planner, name: str, size: tuple[int, int]):
    async with run(full, size=size) as (app, pilot):
        if name == "index":
            await pilot.press("L")
        else:
            await go(app, pilot, name)
        await pilot.pause()
        await pilot.pause()
        compare(f"lists-{name}-{size[0]}x{size[1]}", lines_of(app))
