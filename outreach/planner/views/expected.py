"""What published rates would make of a count of one's own: a band that holds the study's rate and the luck of few cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from outreach.domain.published import Figure, Metric
from outreach.domain.statistics import likely_hits
from outreach.planner.rate_rows import ExpectedRow


def expected(published: Iterable[Figure], counts: Mapping[tuple[Metric, str], int]) -> tuple[ExpectedRow, ...]:
    """A row for each figure with a rate whose group is in ``counts``: (metric, channel) -> cases, a blank channel for the whole."""
    rows = []
    for figure in published:
        group = figure.value if figure.by == "channel" else "" if figure.by == "all" else None
        of = counts.get((figure.metric, group), 0) if group is not None else 0
        if figure.low is None or figure.high is None or not of:
            continue
        low, high = likely_hits(of, figure.low / 100, figure.high / 100)
        rows.append(
            ExpectedRow(metric=figure.metric, channel=group or "", of=of, low=low, high=high, says=figure.says, source=figure.source)
        )
    return tuple(rows)
