"""The Insights page: everything the command line says, as pictures, split another way by one key."""

from __future__ import annotations

import datetime as dt

import pytest
from support.goldens import compare, lines_of

from outreach.domain.kinds import StepKind
from outreach.domain.model import CompanyId
from outreach.planner import Planner
from outreach.planner.rate_rows import ExpectedRow, FunnelRow, PublishedRow, RateRow
from outreach.planner.search_rows import ChainLink, ChainRow, InsightsRow, PurposeRow, WeekRow

MONDAY = dt.date(2026, 11, 23)


def rate(metric: str, by: str, value: str, hits: int, of: int, span: tuple[float, float] | None, *beside: PublishedRow) -> RateRow:
    low, high = span or (None, None)
    return RateRow(
        metric=metric,
        by=by,
        value=value,
        hits=hits,
        of=of,
        rate=round(100 * hits / of, 1) if span else None,
        low=low,
        high=high,
        words=f"{hits} of {of}, likely {low:.0f}-{high:.0f} %" if span else f"{hits} of {of}; a rate shows from 10 on",
        published=beside,
    )


FOLLOWED = PublishedRow(says="at least one follow-up lifts replies from 9 to 13 %", source="Woodpecker", low=9.0, high=13.0)
WEAK = PublishedRow(says="moderately weak ties help most", source="Science 2022", low=None, high=None)
TAKEN = PublishedRow(says="29.6 % of 20 million invitations were accepted", source="Expandi", low=29.6, high=29.6)

FULL = InsightsRow(
    can_speak_for=4,
    advocates=2,
    conversations=6,
    referrals=2,
    answers="9 of 23, likely 22-59 %",
    declined=2,
    purposes=(PurposeRow(purpose="learn", written=17, answered=6), PurposeRow(purpose="reconnect", written=6, answered=3)),
    weeks=tuple(WeekRow(monday=MONDAY - dt.timedelta(weeks=ago), effort=one) for ago, one in enumerate((2, 7, 5, 0, 9, 4))),
    streak=3,
    published=("published: at least one follow-up lifts replies from 9 to 13 % (Woodpecker)", "published: moderately weak ties help most"),
    rates=(
        rate("reply", "all", "", 9, 31, (16.0, 47.0), FOLLOWED),
        rate("reply", "channel", "linkedin message", 6, 22, (13.0, 48.0)),
        rate("reply", "channel", "email", 3, 9, None),
        rate("reply", "weekday", "Monday", 4, 12, (14.0, 61.0)),
        rate("reply", "weekday", "Tuesday", 5, 19, (12.0, 49.0)),
        rate("acceptance", "all", "", 4, 12, (14.0, 61.0), TAKEN),
        rate("acceptance", "channel", "linkedin invitation", 4, 12, (14.0, 61.0)),
        rate("referral", "all", "", 2, 21, (3.0, 29.0), WEAK),
    ),
    funnel=(
        FunnelRow(stage="written to", unit="people", count=23),
        FunnelRow(stage="answered", unit="people", count=9),
        FunnelRow(stage="talked", unit="people", count=6),
        FunnelRow(stage="referred", unit="people", count=2),
        FunnelRow(stage="applied", unit="companies", count=3, through=2),
        FunnelRow(stage="interview", unit="companies", count=1, through=1),
        FunnelRow(stage="offer", unit="companies", count=0),
    ),
    expected=(
        ExpectedRow(metric="reply", channel="", of=23, low=0, high=6, says=FOLLOWED.says, source=FOLLOWED.source),
        ExpectedRow(metric="acceptance", channel="", of=12, low=1, high=7, says=TAKEN.says, source=TAKEN.source),
    ),
    chains=(
        ChainRow(
            company=CompanyId(1),
            company_name="Fernwick Labs",
            links=(
                ChainLink(on=dt.date(2026, 11, 3), kind=StepKind.TALK, words="talk with Ana Ruiz 3 Nov 2026"),
                ChainLink(on=dt.date(2026, 11, 5), kind=StepKind.REFERRED, words="Ana Ruiz referred you 5 Nov 2026"),
                ChainLink(on=dt.date(2026, 11, 6), kind=StepKind.APPLIED, words="applied 6 Nov 2026"),
                ChainLink(on=dt.date(2026, 11, 20), kind=StepKind.INTERVIEW, words="interview 20 Nov 2026"),
            ),
            thanks_to=("Ana Ruiz",),
            reached=2,
            last_on=dt.date(2026, 11, 20),
        ),
    ),
)


@pytest.fixture
def counted(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> Planner:
    monkeypatch.setattr(planner.views, "insights", lambda: FULL)
    return planner


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)], ids=["80x24", "120x36", "200x50"])
async def test_the_page_looks_as_it_did(run, counted: Planner, size: tuple[int, int]):
    async with run(counted, size=size) as (app, pilot):
        await pilot.press("S")
        await pilot.pause()
        await pilot.pause()
        compare(f"insights-full-{size[0]}x{size[1]}", lines_of(app))


async def test_everything_the_command_line_says_stands_on_the_page(run, counted: Planner):
    async with run(counted, size=(80, 70)) as (app, pilot):
        await pilot.press("S")
        await pilot.pause()
        seen = " ".join(lines_of(app).split())
        for words in (
            "3 weeks in a row with effort",
            "9 of 23, likely 22-59 %",
            "3 of 9; a rate shows from 10 on",
            "9-13 % (Woodpecker)",
            "29.6 % (Expandi)",
            "3 companies, 2 with help",
            "Ana Ruiz referred you",
            "of 23 written to, 0 to 6 would answer",
            "moderately weak ties help most",
        ):
            assert words in seen
        assert seen.count("●") == 5


async def test_one_key_goes_round_the_ways_to_split_the_rates(run, counted: Planner):
    async with run(counted, size=(80, 24)) as (app, pilot):
        await pilot.press("S", "b")
        await pilot.pause()
        assert "Messages answered, by message" in lines_of(app)
        await pilot.press("b", "b", "b", "b")
        await pilot.pause()
        assert "Messages answered, by weekday" in lines_of(app)
        assert "Tuesday" in lines_of(app)
        await pilot.press("b")
        await pilot.pause()
        assert "Messages answered, by channel" in lines_of(app)


async def test_masked_names_are_masked_in_the_chains_too(run, counted: Planner):
    async with run(counted, size=(120, 36), private=True) as (app, pilot):
        await pilot.press("S")
        await pilot.pause()
        assert "Ruiz" not in lines_of(app)
        assert "F··· L···" in lines_of(app)


async def test_a_split_counts_nothing_again_and_a_change_does(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    counts = []
    monkeypatch.setattr(planner.views, "insights", lambda: counts.append(1) or FULL)
    async with run(planner, size=(120, 36)) as (_app, pilot):
        await pilot.press("S", "b", "b")
        await pilot.pause()
        assert len(counts) == 1
        planner.companies.add("Larkspur Health")
        await pilot.pause(0.1)
        assert len(counts) == 2


async def test_the_other_column_is_scrolled_once_it_has_the_focus(run, counted: Planner):
    async with run(counted, size=(120, 24)) as (app, pilot):
        await pilot.press("S", "tab", "j", "j")
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "insights-side"
        assert app.focused.top == 2
        await pilot.press("tab")
        assert app.focused.id == "insights-text"
