"""Corrections of what was noted once: events of the past, news of people, answers of companies. Each is one change that undo takes back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

import msgspec

from outreach.domain.kinds import Channel, StepState
from outreach.domain.model import Company, CompanyId, News, Person, PersonId, QandA, Step, StepId
from outreach.domain.saying import say_day
from outreach.errors import Problem, Refused
from outreach.planner.letting_go import remove
from outreach.planner.when import happened_on
from outreach.text import clean, clean_note

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

T = TypeVar("T")


class Corrections:
    """Changing and deleting what has no number of its own, or lies in the past."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def event(self, step_id: StepId, *, on: dt.date | str, text: str, channel: Channel | str | None = None) -> Step:
        """Put an event of the past right: its day, how it went, what was said. What follows from its day follows the new one."""
        before = self._past(step_id)
        day = happened_on(self._planner, on)
        moment = before.done_at
        if moment is None or moment.date() != day:
            moment = (moment or self._planner.clock.now()).replace(year=day.year, month=day.month, day=day.day)
        after = msgspec.structs.replace(
            before, done_at=moment, text=clean_note(text), channel=Channel(channel) if channel else before.channel
        )
        with self._planner.store.transaction(f"Edit {self._named(before)}") as tx:
            return tx.put(after)

    def delete_event(self, step_id: StepId) -> str:
        """Take an event of the past out, as if it had never been noted; returns what it was. What it closed stays closed."""
        step = self._past(step_id)
        what = self._named(step)
        with self._planner.store.transaction(f"Delete {what}") as tx:
            remove(tx, Step, step_id)
        return what

    def news(self, person_id: PersonId, item: News, *, on: dt.date | str, text: str, link: str = "") -> Person:
        """Change a piece of news. Raises Refused when it is not there any more."""
        day, words = happened_on(self._planner, on), clean(text)
        if not words:
            raise Refused((Problem("text", "may not be blank"),))
        return self._swap_news(person_id, item, (News(on=day, text=words, link=clean(link)),), "Edit")

    def delete_news(self, person_id: PersonId, item: News) -> Person:
        """Take a piece of news out. Raises Refused when it is not there any more."""
        return self._swap_news(person_id, item, (), "Delete")

    def answer(
        self, company_id: CompanyId, item: QandA, *, question: str, answer: str, by: PersonId | None, on: dt.date | str | None
    ) -> Company:
        """Change what was answered. Raises Refused when it is not there any more."""
        asked, said = clean(question), clean_note(answer)
        if blank := [name for name, text in (("question", asked), ("answer", clean(answer))) if not text]:
            raise Refused(tuple(Problem(name, "may not be blank") for name in blank))
        wanted = QandA(question=asked, answer=said, by=by, on=happened_on(self._planner, on) if on else None)
        return self._swap_answer(company_id, item, (wanted,), "Edit")

    def delete_answer(self, company_id: CompanyId, item: QandA) -> Company:
        """Take an answer out. Raises Refused when it is not there any more."""
        return self._swap_answer(company_id, item, (), "Delete")

    def _swap_news(self, person_id: PersonId, item: News, wanted: tuple[News, ...], verb: str) -> Person:
        person = self._planner.store.get(Person, person_id)
        with self._planner.store.transaction(f"{verb} news of {person.name}") as tx:
            return tx.put(msgspec.structs.replace(person, news=_swapped(person.news, item, wanted)))

    def _swap_answer(self, company_id: CompanyId, item: QandA, wanted: tuple[QandA, ...], verb: str) -> Company:
        company = self._planner.store.get(Company, company_id)
        with self._planner.store.transaction(f"{verb} an answer about {company.name}") as tx:
            return tx.put(msgspec.structs.replace(company, answers=_swapped(company.answers, item, wanted)))

    def _past(self, step_id: StepId) -> Step:
        step = self._planner.store.get(Step, step_id)
        if step.state is StepState.OPEN:
            raise Refused((Problem("step", "is still to come: it is changed in the follow-ups"),))
        return step

    def _named(self, step: Step) -> str:
        person = self._planner.store.find(Person, step.person) if step.person is not None else None
        whom = f", {person.name}" if person is not None else ""
        day = f", {say_day(step.done_at.date())}" if step.done_at is not None else ""
        return f"{step.kind.value}{whom}{day}"


def _swapped(held: tuple[T, ...], item: T, wanted: tuple[T, ...]) -> tuple[T, ...]:
    """The same in order, with one of them replaced."""
    if item not in held:
        raise Refused((Problem("record", "was changed in another window meanwhile"),))
    at = held.index(item)
    return (*held[:at], *wanted, *held[at + 1 :])
