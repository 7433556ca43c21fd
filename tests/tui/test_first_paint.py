"""The first frame: laid out as all later ones, and true as far as it goes."""

from __future__ import annotations

import pytest
from support.goldens import lines_of

from outreach.planner import Planner
from outreach.tui.app import OutreachApp


def _corners(frame: str) -> list[tuple[int, int]]:
    return [(row, at) for row, line in enumerate(frame.split("\n")) for at, sign in enumerate(line) if sign in "╭╮╰╯"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_the_first_frame_has_the_places_titles_and_rows_of_the_last(run, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]):
    frames: list[str] = []
    monkeypatch.setattr(OutreachApp, "post_display_hook", lambda app: frames.append(lines_of(app)))
    async with run(size=size) as (app, _):
        last = lines_of(app)
    first = next(frame for frame in frames if "1 Companies" in frame)
    assert _corners(first) == _corners(last)
    for title in ("1 Companies", "2 Insiders", "3 Draft", "4 Follow-ups", "2 active", "▸ Fernwick Labs", "  Holt & Vane"):
        assert title in first, first


async def test_a_first_frame_styles_nothing_twice(run, monkeypatch: pytest.MonkeyPatch):
    styled: list[int] = []
    monkeypatch.setattr(OutreachApp, "post_display_hook", lambda app: styled.append(counted))
    counted = 0

    def update_styles(self: OutreachApp, node: object, animate: bool = True) -> None:
        nonlocal counted
        counted += node is self.screen
        super(OutreachApp, self).update_styles(node, animate)  # type: ignore[arg-type]

    monkeypatch.setattr(OutreachApp, "update_styles", update_styles, raising=False)
    async with run():
        assert styled[0] == 0


@pytest.mark.parametrize("size", [(59, 24), (80, 17)])
async def test_a_terminal_that_is_too_small_is_told_so_by_the_first_frame(run, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]):
    frames: list[str] = []
    monkeypatch.setattr(OutreachApp, "post_display_hook", lambda app: frames.append(lines_of(app)))
    async with run(size=size):
        drawn = [frame for frame in frames if frame.strip()]
        assert drawn and all(f"This terminal is {size[0]} × {size[1]}." in frame for frame in drawn)
        assert not [frame for frame in drawn if "1 Companies" in frame]


async def test_a_broad_screen_has_no_rule_beside_insiders_that_nobody_chose(run, empty: Planner):
    async with run(empty, size=(200, 50)) as (app, pilot):
        await pilot.press("escape")
        assert not app.main.query_one("#why").display
        assert app.main.query_one("#insiders-list").region.width > 140
