"""What has happened with somebody, in words: what a step was, how it went out where that is known, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.dealings import WRITTEN_TOUCHES
from outreach.domain.kinds import Channel, StepKind
from outreach.domain.model import Step
from outreach.domain.timing.stages import ORDINARY

if TYPE_CHECKING:
    from outreach.planner.library import Library

_TRAVELS = WRITTEN_TOUCHES | {StepKind.INVITE, StepKind.REPLIED, StepKind.ACCEPTED, StepKind.DECLINED, StepKind.OUT_OF_OFFICE}
"""What is written, and so goes by some channel. A talk, where nobody said how, stands with that of the last message."""

_AFTERWARDS = {StepKind.REPLY_OWED: "your answer"}
"""Kinds whose name speaks of what is still to come."""


def happened(step: Step) -> str:
    """``follow-up, email``; a talk nobody said the way of is ``talk``."""
    kind = _AFTERWARDS.get(step.kind, step.kind.value)
    return f"{kind}, {step.channel.value}" if step.kind in _TRAVELS or step.channel in (Channel.PHONE, Channel.PERSON) else kind


def said(step: Step, library: Library) -> str:
    """What was said, or written down, with a step; blank for the words a cadence planned it with, which nobody said."""
    if step.anchor is None and not step.cadence:
        return step.text
    planned = {stage.label for cadence in library.cadences.values() for stage in cadence.stages} | {
        stage.label for stage in ORDINARY.values()
    }
    return "" if step.text in planned else step.text
