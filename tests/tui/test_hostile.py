"""Names that would be markup, control bytes or layout tricks, on every screen: shown as text, and nothing else."""

from __future__ import annotations

import pytest
from support.screens import toasts

from outreach.domain.model import Company, Person
from outreach.planner import Planner
from outreach.tui.app import OutreachApp
from outreach.tui.screens.plan import PlanPage

PAYLOADS = [
    "Ann [/] Lee",
    "Ann [/red] Lee",
    "[bold",
    "[@click=app.quit]Ann[/]",
    "[link=file:///etc]x[/link]",
    "\\[red]Ann",
    "$accent Ann",
    "Ann {x} %s",
    "[" * 60,
]

TOUR = (
    "2 enter escape 3 4 t p colon escape question_mark escape i escape 2 e escape l escape d n T escape "
    "1 e escape d n E escape 2 w escape space n H escape"
)


async def test_markup_in_names_is_shown_as_it_is(run, empty: Planner):
    company = empty.companies.add(f"{PAYLOADS[0]} Ltd")
    people = [empty.people.add(payload, company.id, position=payload, hook=payload) for payload in PAYLOADS]
    for person, payload in zip(people, PAYLOADS, strict=True):
        empty.people.add(f"{payload} two", company.id, state="new")
        empty.evidence.add(person.id, "note", None, None, payload)
        empty.steps.add("to do", person_id=person.id, text=payload, promise=True)
    async with run(empty) as (app, pilot):
        for payload in PAYLOADS:
            app.say(payload)
        await pilot.pause()
        assert toasts(app) == PAYLOADS
        app.clear_notifications()
        await pilot.press("2")
        for person in people:
            await pilot.press("g")
            app.main.query_one(PlanPage).insiders.body.look_at(person.id)
            await pilot.press("enter", "escape", "w", "escape", "l", "escape")
        await pilot.press(*TOUR.split())
        await pilot.press("p", "1")
        await pilot.pause()
        assert empty.store.get(Company, company.id).name == f"{PAYLOADS[0]} Ltd"
        assert [empty.store.get(Person, person.id).name for person in people] == PAYLOADS


async def test_no_control_byte_reaches_a_strip(run, empty: Planner):
    """Records are cleaned on the way in; this is the second wall, for text that went around the first."""
    import msgspec

    from outreach.text import CleanText

    company = empty.companies.add("Fernwick Labs")
    person = empty.people.add("Ann Lee", company.id)
    dirty = CleanText("Ann\x1b]52;c;aGk=\x07\u202eLee\x9b2J")
    with empty.store.transaction("Dirty") as tx:
        tx.put(msgspec.structs.replace(person, name=dirty, position=dirty))
    async with run(empty) as (app, pilot):
        for keys in ((), ("2", "enter"), ("escape", "t"), ("colon",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert_clean(app)


def assert_clean(app: OutreachApp) -> None:
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            assert all(char.isprintable() for char in segment.text), repr(segment.text)


@pytest.mark.parametrize(
    "name", ["李小龍 漢字漢字漢字漢字漢字漢字漢字", "🙂🙂 Emoji 👩\u200d💻 Person", "ضمیر فارسی", "a\u0301" * 30, "Z" * 300]
)
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_wide_and_long_names_keep_the_grid(run, empty: Planner, name: str, size: tuple[int, int]):
    from rich.cells import cell_len

    company = empty.companies.add(name)
    empty.people.add(name, company.id, position=name)
    async with run(empty, size=size) as (app, pilot):
        await pilot.press("2")
        await pilot.pause()
        for strip in app.screen._compositor.render_strips():
            assert sum(cell_len(segment.text) for segment in strip) == size[0]
