"""Homework on a company: what was looked up, and what people there answered (source: PRACTICES S46, S50)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.model import Company, CompanyId, Person, PersonId, QandA
from outreach.errors import Problem, Refused
from outreach.planner.views.cards import RESEARCH
from outreach.planner.when import happened_on
from outreach.text import clean, clean_note

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


class Homework:
    """Every command on what is known of a company beside its people."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def research(self, company_id: CompanyId, items: Iterable[str], *, on: dt.date | str | None = None, undone: bool = False) -> Company:
        """Tick items of the research list: read, people, postings, alumni, or ``all``; ``undone`` takes the ticks away."""
        planner = self._planner
        company = planner.store.get(Company, company_id)
        wanted = [name for item in items for name in _named(item)]
        day = happened_on(planner, on)
        done = {item: when for item, when in company.research.items() if item not in wanted}
        if not undone:
            done |= dict.fromkeys(wanted, day)
        with planner.store.transaction(f"Research on {company.name}: {', '.join(wanted)}") as tx:
            return tx.put(msgspec.structs.replace(company, research=done))

    def answer(
        self, company_id: CompanyId, question: str, answer: str, *, by: PersonId | None = None, on: dt.date | str | None = None
    ) -> Company:
        """Keep what somebody answered to a question; the same question answered by the same person again replaces the answer."""
        planner = self._planner
        company = planner.store.get(Company, company_id)
        if by is not None:
            planner.store.get(Person, by)
        asked, said = clean(question), clean_note(answer)
        missing = [name for name, text in (("question", asked), ("answer", clean(answer))) if not text]
        if missing:
            raise Refused(tuple(Problem(name, "may not be blank") for name in missing))
        kept = tuple(one for one in company.answers if (one.question, one.by) != (asked, by))
        answers = (*kept, QandA(question=asked, answer=said, by=by, on=happened_on(planner, on)))
        with planner.store.transaction(f"Answer about {company.name}") as tx:
            return tx.put(msgspec.structs.replace(company, answers=answers))


def _named(item: str) -> tuple[str, ...]:
    word = clean(item).casefold()
    if word == "all":
        return RESEARCH
    if word not in RESEARCH:
        raise Refused((Problem("item", f"must be all, {', '.join(RESEARCH)}"),))
    return (word,)
