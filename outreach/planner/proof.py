"""The proof bank: lines that back a number or a superlative in a message (source: PRACTICES S37)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from outreach.errors import Problem, Refused
from outreach.planner.views.drafting import PROOF
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


class ProofBank:
    """Every command whose noun is a line of proof; lines are numbered from 1."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def lines(self) -> list[str]:
        """The lines, in the order they were written."""
        return list(json.loads(self._planner.recall(PROOF, "[]")))

    def add(self, line: str) -> list[str]:
        """Keep a line such as ``cut build time by 40 % at Kettlebrook, 2020``."""
        words = str(clean(line))
        if not words:
            raise Refused((Problem("line", "may not be blank"),))
        lines = self.lines()
        if words in lines:
            raise Refused((Problem("line", "stands there already"),))
        self._planner.remember(PROOF, json.dumps([*lines, words], ensure_ascii=False))
        return [*lines, words]

    def delete(self, number: int) -> str:
        """Take line ``number`` out; returns its words."""
        lines = self.lines()
        if not 1 <= number <= len(lines):
            raise Refused((Problem("number", f"must be 1 to {len(lines)}" if lines else "there are no lines"),))
        gone = lines.pop(number - 1)
        self._planner.remember(PROOF, json.dumps(lines, ensure_ascii=False))
        return gone
