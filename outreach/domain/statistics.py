"""Honest figures of few cases: a share with its interval, and none at all below ten (source: PRACTICES, published figures)."""

from __future__ import annotations

import math

import msgspec

FEWEST = 10
"""Cases below which no share is shown."""

_Z = 1.96
"""95 % of a normal distribution."""


class Share(msgspec.Struct, frozen=True):
    """How many of how many, and where the true share lies with 95 % confidence."""

    hits: int
    of: int
    low: float | None = None
    """0-1; None while there are fewer than ten cases."""
    high: float | None = None

    @property
    def words(self) -> str:
        """``3 of 12, likely 9-53 %``; below ten cases only the counts."""
        if self.low is None or self.high is None:
            return f"{self.hits} of {self.of}" + (f"; a rate shows from {FEWEST} on" if self.of else "")
        return f"{self.hits} of {self.of}, likely {round(self.low * 100)}-{round(self.high * 100)} %"


def share(hits: int, of: int) -> Share:
    """The share with its Wilson interval. ``hits`` is 0 to ``of``."""
    if of < FEWEST:
        return Share(hits=hits, of=of)
    p = hits / of
    spread = _Z * math.sqrt(p * (1 - p) / of + _Z * _Z / (4 * of * of))
    middle = p + _Z * _Z / (2 * of)
    scale = 1 + _Z * _Z / of
    return Share(hits=hits, of=of, low=max(0.0, (middle - spread) / scale), high=min(1.0, (middle + spread) / scale))


def likely_hits(of: int, low: float, high: float) -> tuple[int, int]:
    """How many of ``of`` cases would be hits, with 95 % confidence, were the true share anywhere from ``low`` to ``high`` (0-1).

    The band is of counts: the chance of luck in few cases is in it, so a study's 30 % of ten cases is 0 to 6 and not 3.
    """
    return _quantile(of, low, 0.025), _quantile(of, high, 0.975)


def _quantile(of: int, p: float, wanted: float) -> int:
    """The least count that a binomial draw stays at or below with that probability."""
    if p <= 0 or of <= 0:
        return 0
    if p >= 1:
        return of
    below = 0.0
    for hits in range(of):
        ways = math.lgamma(of + 1) - math.lgamma(hits + 1) - math.lgamma(of - hits + 1)
        below += math.exp(ways + hits * math.log(p) + (of - hits) * math.log1p(-p))
        # Rounding must not push a band past a count that lies exactly on its edge.
        if below >= wanted - 1e-12:
            return hits
    return of
