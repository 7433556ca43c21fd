"""The figures of Insights as paragraphs: counts, bars, intervals and chains. Words and pictures only; the page lays them out."""

from __future__ import annotations

from itertools import groupby

from outreach.domain.saying import plural
from outreach.planner.rate_rows import PublishedRow, RateRow
from outreach.planner.search_rows import InsightsRow
from outreach.planner.words import day_short
from outreach.tui.cells import fit
from outreach.tui.lens import Lens
from outreach.tui.widgets.lines import BREAK, Paragraph
from outreach.tui.widgets.rows import Cell, Heading, cell

BYS = ("channel", "touch", "tie", "evidence", "template", "weekday")
"""What the rates can be split by, in the order one key goes through them."""

_BY_WORDS = {"touch": "message"}
_METRICS = {"reply": "Messages answered", "acceptance": "Invitations accepted", "referral": "People who referred you"}

_LABEL = 18
"""Cells of the label column."""

_GROUP = 19
"""Cells of the name of a group: ``linkedin invitation`` goes in whole."""

_BAR = 16
"""Longest bar, in cells."""

_SCALE = 20
"""Cells that stand for 0 to 100 %."""


def effort(row: InsightsRow) -> list[Paragraph]:
    """People and conversations, the weekly rhythm and the streak on effort (source: PRACTICES S08, S43)."""
    out: list[Paragraph] = [
        Heading("People", "ink"),
        _figure("can speak for you", row.advocates, "said so, or offered"),
        _figure("you can vouch for", row.can_speak_for, "know well enough"),
        _figure("conversations", row.conversations, "talks that happened"),
        _figure("referrals", row.referrals, "made for you"),
        BREAK,
        Heading("Effort by week, this one first", "ink"),
    ]
    most = max((week.effort for week in row.weeks), default=0)
    for week in row.weeks:
        words = Cell(f" {week.effort}") if week.effort else Cell("rest", "quiet")
        out.append((Cell(fit(day_short(week.monday), _LABEL), "quiet"), *_bar(week.effort, most), words))
    if row.streak:
        out.append((Cell(f"{plural(row.streak, 'week')} in a row with effort, whatever came back.", "good"),))
    return out


def in_short(row: InsightsRow) -> list[Paragraph]:
    """The same in two lines, where there is no room for columns."""
    streak = f"{plural(row.streak, 'week')} in a row with effort" if row.streak else "no week with effort running"
    return [
        (
            Cell(f"{plural(row.conversations, 'talk')} · {plural(row.referrals, 'referral')} · ", "ink"),
            Cell(f"{row.advocates} can speak for you, you for {row.can_speak_for} · ", "ink"),
            Cell(streak, "good" if row.streak else "quiet"),
        ),
    ]


def answers(row: InsightsRow) -> list[Paragraph]:
    """People who answered, and a no as what it is: an answer."""
    out: list[Paragraph] = [
        Heading("Answers", "ink"),
        (Cell(fit("answered", _LABEL), "quiet"), cell(row.answers, bold=True)),
        _figure("a neutral no", row.declined, "an answer too"),
    ]
    out += [(cell(fit(f"to {one.purpose}", _LABEL), "quiet"), Cell(f"{one.answered} of {one.written}")) for one in row.purposes]
    return out


def how_far(row: InsightsRow) -> list[Paragraph]:
    """The funnel: how many came how far, and how many companies by way of somebody."""
    if not any(stage.count for stage in row.funnel):
        return []
    most = max(stage.count for stage in row.funnel)
    out: list[Paragraph] = [Heading("How far it went", "ink")]
    for stage in row.funnel:
        through = f", {stage.through} with help" if stage.through else ""
        unit = stage.unit if stage.count != 1 else {"people": "person", "companies": "company"}[stage.unit]
        words = f"{stage.count} {unit}{through}"
        bar = _bar(stage.count, most)
        out.append((cell(fit(stage.stage, _LABEL), "quiet"), *bar, Cell(f" {words}" if bar else words, "quiet")))
    return out


def what_moved(row: InsightsRow, lens: Lens) -> list[Paragraph]:
    """The chain from a contact to a referral, an interview, an offer, company by company (source: PRACTICES S60)."""
    if not row.chains:
        return []
    out: list[Paragraph] = [Heading("What moved", "ink", len(row.chains))]
    for chain in row.chains:
        thanks = f"   thanks to {', '.join(lens.name(name) for name in chain.thanks_to)}" if chain.thanks_to else ""
        out.append((cell(lens.name(chain.company_name), bold=True), cell(thanks, "good")))
        links: list[Cell] = [Cell("  ")]
        for number, link in enumerate(chain.links):
            links += [Cell(" → ", "accent")] if number else []
            links.append(cell(lens.text(link.words), "ink" if number == len(chain.links) - 1 else "quiet"))
        out.append(tuple(links))
    return out


def rates(row: InsightsRow, by: str) -> list[Paragraph]:
    """What worked, in all and split by one thing: counts, from ten cases on the interval as a picture, and what others published beside."""
    out: list[Paragraph] = []
    for metric, group in groupby((rate for rate in row.rates if rate.of and rate.by in ("all", by)), key=lambda rate: rate.metric):
        out += [BREAK] if out else []
        out.append(Heading(f"{_METRICS[metric]}, by {_BY_WORDS.get(by, by)}", "ink"))
        for rate in group:
            out.append(
                (cell(fit(rate.value or "in all", _GROUP) + " ", "quiet" if rate.value else "ink"), *_interval(rate), cell(rate.words))
            )
            for one in rate.published:
                out += _published(one)
    if not out:
        out = [Heading("Rates", "ink"), (Cell("Nothing has been sent long enough ago to count yet.", "quiet"),)]
    return out


def usual(row: InsightsRow) -> list[Paragraph]:
    """The band of answers to expect, from published rates (source: PRACTICES S44)."""
    if not row.expected:
        return []
    out: list[Paragraph] = [Heading("What would be usual, by published rates", "ink")]
    out += [(Cell("· ", "quiet"), cell(one.words)) for one in row.expected]
    out.append((Cell("Silence and a no are usual; neither is about you.", "quiet"),))
    return out


def published(row: InsightsRow) -> list[Paragraph]:
    """Figures of others, in their own words."""
    if not row.published:
        return []
    out: list[Paragraph] = [Heading("Published by others, not about you", "quiet")]
    return out + [(Cell("· ", "quiet"), cell(line.removeprefix("published: "), "quiet")) for line in row.published]


def _figure(label: str, number: int, meaning: str) -> Paragraph:
    return (Cell(fit(label, _LABEL), "quiet"), Cell(f"{number}", "ink", bold=True), Cell(f"   {meaning}", "quiet"))


def _bar(count: int, most: int) -> tuple[Cell, ...]:
    """At least one cell for anything counted; a cell for each while they fit."""
    length = count if most <= _BAR else -(-count * _BAR // most)
    return (Cell("━" * length, "accent"),) if length else ()


def _interval(rate: RateRow) -> tuple[Cell, ...]:
    """0 to 100 % in cells with the interval and a mark at the rate; nothing while there are too few cases to show one."""
    if rate.rate is None or rate.low is None or rate.high is None:
        return ()
    at = min(_SCALE - 1, int(rate.rate * _SCALE / 100))
    first, last = (min(_SCALE - 1, int(bound * _SCALE / 100)) for bound in (rate.low, rate.high))
    before, behind = max(0, at - first), max(0, last - at)
    return (
        Cell("·" * (at - before), "quiet"),
        Cell("━" * before, "accent"),
        Cell("●", "accent", bold=True),
        Cell("━" * behind, "accent"),
        Cell("·" * (_SCALE - 1 - at - behind), "quiet"),
        Cell("  "),
    )


def _published(one: PublishedRow) -> list[Paragraph]:
    """What others published beside a row, on the same scale; what is no rate stands below in words."""
    if one.low is None or one.high is None:
        return []
    first, last = (min(_SCALE - 1, int(bound * _SCALE / 100)) for bound in (one.low, one.high))
    band = "·" * first + "┄" * (last - first + 1) + "·" * (_SCALE - 1 - last)
    span = f"{one.low:g} %" if one.low == one.high else f"{one.low:g}-{one.high:g} %"
    return [(Cell(fit("  published", _GROUP) + " ", "quiet"), Cell(band, "quiet"), cell(f"  {span} ({one.source})", "quiet"))]
