"""Commands that put an open step off, leave it out or end it: snooze, pin, skip, retire. Each a fact of its own, none a date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import StepState
from outreach.domain.model import Person, Step, StepId
from outreach.errors import Problem, Refused
from outreach.planner import fields as typed
from outreach.planner.words import day_long
from outreach.text import CleanText, clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


class PuttingOff:
    """What may become of a step besides being done."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def snooze(self, step_id: StepId, until: dt.date | str) -> Step:
        """Hide a step until a day. Its due date stays what the cadence says, so nothing is forgotten."""
        step = self._open(step_id)
        day = self._planner.day(until) if isinstance(until, str) else until
        if day <= self._planner.today():
            raise Refused((Problem("until", f"{day_long(day)} is not after today"),))
        return self._put(f"Snooze to {day_long(day)}: {self._what(step)}", msgspec.structs.replace(step, snoozed_until=day))

    def pin(self, step_id: StepId, *, pinned: bool = True) -> Step:
        """Keep a step at the top of Today, or let it go back to its place."""
        step = self._open(step_id)
        return self._put(f"{'Pin' if pinned else 'Unpin'}: {self._what(step)}", msgspec.structs.replace(step, pinned=pinned))

    def skip(self, step_id: StepId, reason: str = "") -> Step:
        """Leave one step out; the cadence goes on with what follows it."""
        planner = self._planner
        step = self._open(step_id)
        with planner.store.transaction(f"Skip: {self._what(step)}") as tx:
            return tx.put(msgspec.structs.replace(step, state=StepState.SKIPPED, done_at=planner.clock.now(), reason=clean(reason)))

    def retire(self, step_id: StepId, reason: str = "") -> Step:
        """End the thread this step belongs to: it and every other open step with the person close; promises stay."""
        planner = self._planner
        step = self._open(step_id)
        with planner.store.transaction(f"Retire: {self._what(step)}") as tx:
            retired = tx.put(msgspec.structs.replace(step, state=StepState.RETIRED, done_at=planner.clock.now(), reason=clean(reason)))
            if step.person is not None:
                for other in tx.where(Step, "person", step.person):
                    if other.state is StepState.OPEN and not other.promise:
                        tx.put(msgspec.structs.replace(other, state=StepState.RETIRED, done_at=planner.clock.now(), reason=clean(reason)))
        return retired

    def edit(self, step_id: StepId, **fields: object) -> Step:
        """Change a step: its day, channel or text."""
        step = self._planner.store.get(Step, step_id)
        after = typed.changed(step, fields, self._planner.day, self._planner.finders)
        return self._put(f"Edit: {self._what(step)}", after)

    def _open(self, step_id: StepId) -> Step:
        step = self._planner.store.get(Step, step_id)
        if step.state is not StepState.OPEN:
            raise Refused((Problem("step", f"step {step_id} is {step.state.value} already"),))
        return step

    def _put(self, label: str, step: Step) -> Step:
        with self._planner.store.transaction(label) as tx:
            return tx.put(step)

    def _what(self, step: Step) -> CleanText:
        if step.person is None:
            return step.text or clean(step.kind.value)
        return clean(f"{step.kind.value} {self._planner.store.get(Person, step.person).name}")
