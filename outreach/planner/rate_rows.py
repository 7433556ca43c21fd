"""Read models of rates: one's own, counted, with what others published beside them, and how far people and companies came."""

from __future__ import annotations

from outreach.planner.rows import Row


class PublishedRow(Row, frozen=True, kw_only=True):
    """A figure of others. Never the user's own rate."""

    says: str
    source: str
    low: float | None
    """Percent; None where no rate was given."""
    high: float | None


class RateRow(Row, frozen=True, kw_only=True):
    """How often something worked, for one group."""

    metric: str
    """``reply``, ``acceptance`` or ``referral``."""
    by: str
    """``all``, ``channel``, ``touch``, ``tie``, ``evidence``, ``template`` or ``weekday``."""
    value: str
    """The group; blank for the whole."""
    hits: int
    of: int
    rate: float | None
    """Percent; None below ten cases."""
    low: float | None
    """Percent, where the true rate lies with 95 % confidence (Wilson); None below ten cases."""
    high: float | None
    words: str
    """``3 of 12, likely 9-53 %``."""
    published: tuple[PublishedRow, ...] = ()


class FunnelRow(Row, frozen=True, kw_only=True):
    """How many came how far."""

    stage: str
    """``written to``, ``answered``, ``talked``, ``referred``, ``applied``, ``interview`` or ``offer``."""
    unit: str
    """``people`` or ``companies``."""
    count: int
    through: int = 0
    """Of companies: how many by way of an introduction or referral."""


class ExpectedRow(Row, frozen=True, kw_only=True):
    """How many hits a published rate would make of so many cases, the luck of few cases included. Never the user's own rate."""

    metric: str
    """``reply`` or ``acceptance``."""
    channel: str
    """Blank for all channels."""
    of: int
    low: int
    high: int
    says: str
    source: str

    @property
    def words(self) -> str:
        """``of 40 messaged, 1 to 9 would answer (published: ..., Woodpecker)``."""
        done, would = ("invited", "accept") if self.metric == "acceptance" else ("written to", "answer")
        count = f"{self.low} to {self.high}" if self.low != self.high else f"{self.low}"
        return f"of {self.of} {done}, {count} would {would} (published: {self.says}; {self.source})"
