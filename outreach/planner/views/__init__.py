"""All reads of a plan: one method per question a face asks, each answered with read models of ``planner.rows``.

The modules behind them are imported when first asked, so that a morning's reminder loads only what it prints.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.domain.kinds import Channel, Purpose
from outreach.domain.model import CompanyId, DraftId, PersonId, StepId
from outreach.planner.views.etiquette import PracticeViews
from outreach.planner.views.timing import TimingViews

if TYPE_CHECKING:
    from outreach.domain.timing.budgets import Budget
    from outreach.planner import rows
    from outreach.planner.budget import Sending
    from outreach.planner.day_rows import Rest
    from outreach.planner.planner import Planner
    from outreach.planner.views.network import NetworkIndex
    from outreach.store import ChangeSet


class Views(PracticeViews, TimingViews):
    """The questions a face may ask."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._network: NetworkIndex | None = None
        self._sending: tuple[dt.date, Sending] | None = None

    def status(self) -> rows.StatusRow:
        """The header line."""
        from outreach.planner.views import status

        return status.status(self._planner)

    def companies(self, *, include_closed: bool = False, quick: bool = False) -> list[rows.CompanyRow]:
        """Target companies by motivation, posting and advocacy; paused and closed ones last.

        ``quick`` leaves the schedule out (no ``due``, no ``next_on``, a ``word`` that knows of neither), for a first paint.
        """
        from outreach.planner.views import targets

        return targets.companies(self._planner, include_closed=include_closed, quick=quick)

    def company(self, company_id: CompanyId) -> rows.CompanyCard:
        """All that is known of one company."""
        from outreach.planner.views import cards

        return cards.company(self._planner, company_id)

    def insiders(self, company_id: CompanyId) -> list[rows.InsiderRow]:
        """Who is known at a company, in the order to write to them; those set aside last."""
        from outreach.planner.views import plan

        return plan.insiders(self._planner, company_id)

    def why(self, person_id: PersonId) -> rows.WhyRow:
        """Why a person stands where they stand, and whether to write now."""
        from outreach.planner.views import why

        return why.why(self._planner, person_id)

    def person(self, person_id: PersonId) -> rows.PersonCard:
        """All that is known of one person."""
        from outreach.planner.views import cards

        return cards.person(self._planner, person_id)

    def draft(self, person_id: PersonId) -> rows.DraftRow | None:
        """The newest unsent draft to somebody, else the newest sent one."""
        from outreach.planner.views import drafting

        return drafting.draft(self._planner, person_id)

    def check(
        self, draft_id: DraftId | None, person_id: PersonId, body: str, subject: str, channel: Channel | str, purpose: Purpose | str
    ) -> rows.CheckRow:
        """The checker's report on a text as it stands, saved or not."""
        from outreach.planner.views import drafting

        return drafting.check_text(self._planner, draft_id, person_id, body, subject, Channel(channel), Purpose(purpose))

    def templates(self, person_id: PersonId) -> list[rows.TemplateRow]:
        """The templates for somebody, the best fitting first."""
        from outreach.planner.views import drafting

        return drafting.templates(self._planner, person_id)

    def followups(self, company_id: CompanyId) -> list[rows.DueRow]:
        """Every open step at a company: promises first, then by day."""
        from outreach.planner.views import due

        return due.followups(self._planner, company_id)

    def today(self, on: dt.date | None = None) -> rows.TodayRow:
        """What a day asks, capped, with what was moved."""
        from outreach.planner.views import due

        return due.today(self._planner, on or self._planner.today())

    def today_in_short(self, on: dt.date | None, quiet: int) -> tuple[rows.TodayRow, Rest]:
        """The same with at most ``quiet`` rows of each group that asks for nothing yet, and how many more there are."""
        from outreach.planner.views import due

        return due.today_in_short(self._planner, on or self._planner.today(), quiet)

    def explain(self, step_id: StepId) -> rows.DueRow:
        """One open step with every term of its date."""
        from outreach.planner.views import due

        return due.explain(self._planner, step_id)

    def meant(self, company_id: CompanyId) -> tuple[str, ...]:
        """Names that a target may be a misspelling of."""
        from outreach.planner.views import matches

        return matches.meant(self._planner, company_id)

    def questions(self, company_id: CompanyId | None = None) -> list[rows.QuestionRow]:
        """Employer names that may be a target and were never settled."""
        from outreach.planner.views import matches

        return matches.questions(self._planner, company_id)

    def hints(self, company_id: CompanyId) -> list[rows.HintRow]:
        """People who may belong to a target because an invitation or note of theirs or yours names it."""
        from outreach.planner.views import matches

        return matches.hints(self._planner, company_id)

    def pending(self) -> list[rows.NetworkRow]:
        """Invitations that were not accepted (yet)."""
        from outreach.planner.views import matches

        return matches.pending(self._planner)

    def suggestions(self) -> list[rows.SuggestionRow]:
        """Companies the archive hints at as targets."""
        from outreach.domain.network import Suggestion
        from outreach.planner.suggesting import suggestion_rows

        return suggestion_rows(self._planner, self._planner.store.all(Suggestion))

    def match(self, string: str, target: str) -> rows.MatchRow:
        """What an employer's name says about a target."""
        from outreach.planner.views import matches

        return matches.match(self._planner, string, target)

    def network(self, text: str, limit: int = 200) -> list[rows.NetworkRow]:
        """People of the address book whose name, position or employer holds every word of ``text``."""
        index = self.network_all()
        return [index.row(at) for at in index.search(text)[:limit]]

    def network_all(self) -> NetworkIndex:
        """The whole address book, indexed for filter-as-you-type; kept until it changes."""
        if self._network is None:
            from outreach.planner.views.network import NetworkIndex

            self._network = NetworkIndex(self._planner)
        return self._network

    def history(self, limit: int = 200) -> list[rows.HistoryRow]:
        """What was done to the plan, newest first."""
        from outreach.planner.views import status

        return status.history(self._planner, limit)

    def sending(self) -> Sending:
        """What was sent lately, kept for the day and until a step changes."""
        today = self._planner.today()
        if self._sending is None or self._sending[0] != today:
            from outreach.planner.budget import sending

            self._sending = today, sending(self._planner.store, today)
        return self._sending[1]

    def standing(self) -> tuple[Budget, ...]:
        """How every budget stands today: the very figures the schedule holds work back by."""
        return self._planner.timetable.budgets(self._planner.today())

    def forget(self, changes: ChangeSet) -> None:
        """Drop what a change made stale."""
        if changes.tables & {"contacts", "people"}:
            self._network = None
        if changes.tables & {"steps", "evidence", "settings"}:
            self._sending = None
