"""One measured line: ours beside a reference taken in the same run."""

from __future__ import annotations

from typing import NamedTuple


class BenchRow(NamedTuple):
    """A figure as a ratio, for machines drift and ratios hold."""

    name: str
    ours: float
    reference: float
    unit: str
    budget: float
    """Largest ratio ours / reference that is kept; for a row without a reference (0), the largest value of ours."""

    @property
    def ratio(self) -> float:
        """Ours over the reference, or ours itself where there is none."""
        return self.ours / self.reference if self.reference else self.ours

    @property
    def kept(self) -> bool:
        """Whether the budget holds."""
        return self.ratio <= self.budget
