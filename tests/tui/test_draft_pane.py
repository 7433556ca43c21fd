"""The draft pane: a gap is said once, where it stands; an empty pane says what it is for."""

from __future__ import annotations

from support.goldens import lines_of
from support.screens import person

from outreach.planner import Planner
from outreach.tui.lens import Lens
from outreach.tui.panes.draft import draft_text


async def test_a_gap_is_said_once_and_counted_in_the_title(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "j", "w", "escape")
        row = planner.views.draft(person(planner, "Tom Okafor").id)
        seen = " ".join(lines_of(app).replace("│", " ").split())
        assert row is not None and row.gaps
        assert f"{len(row.gaps)} gap" in seen
        for gap in row.gaps:
            assert seen.count(f"«{gap}") == 1
        assert "still to be filled" not in seen


async def test_a_gap_stands_out_between_its_marks_and_what_follows_is_not_indented(run, planner: Planner):
    tom = person(planner, "Tom Okafor").id
    planner.drafts.compose(tom)
    row = planner.views.draft(tom)
    assert row is not None
    lines = draft_text(row, Lens(list))
    gaps = [run.text.strip() for line in lines if isinstance(line, tuple) for run in line if run.tone == "warn"]
    assert gaps and all(gap.startswith("«") and gap.endswith("»") for gap in gaps)
    assert not any(line[0].text.endswith(" ") for line in lines if isinstance(line, tuple) and len(line) > 1)


async def test_on_an_empty_plan_the_pane_is_named_and_says_what_it_is_for(run, empty: Planner):
    async with run(empty) as (app, pilot):
        await pilot.press("escape")
        seen = lines_of(app)
        assert "3 Draft" in seen and "The message to the selected person stands here." in seen


async def test_a_message_longer_than_the_pane_is_read_with_the_keys_of_a_list(run, planner: Planner):
    ana = person(planner, "Ana Ruiz").id
    planner.drafts.compose(ana)
    draft = planner.views.draft(ana)
    assert draft is not None
    planner.drafts.edit(draft.id, body="\n".join(f"Line {number} of the message." for number in range(60)))
    async with run(size=(80, 24)) as (app, pilot):
        await pilot.press("3")
        assert "Line 0 of" in lines_of(app) and "Line 59 of" not in lines_of(app)
        await pilot.press("j", "j")
        assert "Line 1 of" not in lines_of(app) and "Line 2 of" in lines_of(app)
        await pilot.press("G")
        assert "Line 59 of" in lines_of(app)
        await pilot.press("g")
        assert "Line 0 of" in lines_of(app)
