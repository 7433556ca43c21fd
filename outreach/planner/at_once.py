"""One command over many records: one ChangeSet, so that one undo takes all of it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from outreach.domain.kinds import StepState
from outreach.domain.model import Step, StepId

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

T = TypeVar("T")


def at_once(planner: Planner, label: str, many: Iterable[T], do: Callable[[T], object]) -> int:
    """Do the same to each, all of it or nothing; returns to how many. One alone keeps the label of its own command.

    Raises what ``do`` raises; then nothing was changed.
    """
    those = tuple(dict.fromkeys(many))
    if len(those) == 1:
        do(those[0])
        return 1
    with planner.store.transaction(label):
        for one in those:
            do(one)
            # What was worked out before the one just done must not judge the next: it may have taken the last place of a budget.
            planner.timetable.look_again()
    return len(those)


def steps_at_once(planner: Planner, label: str, steps: Iterable[StepId], do: Callable[[StepId], object]) -> int:
    """The same for open steps. One that an earlier of them has closed is left as it is; returns how many were open till their turn."""
    those = tuple(dict.fromkeys(steps))
    ended = 0

    def each(step: StepId) -> None:
        nonlocal ended
        if len(those) > 1 and planner.store.get(Step, step).state is not StepState.OPEN:
            ended += 1
        else:
            do(step)

    return at_once(planner, label, those, each) - ended
