"""The reads behind the practices of networking, one method per question; ``Views`` takes them in.

The modules behind them are imported when first asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.domain.kinds import PersonKind
    from outreach.domain.model import CompanyId, DraftId, PersonId
    from outreach.planner import practice_rows as rows
    from outreach.planner import search_rows as lists
    from outreach.planner.planner import Planner


class PracticeViews:
    """The questions about etiquette a face may ask."""

    _planner: Planner

    def practices(self) -> list[rows.PracticeRow]:
        """Every practice the program is made from, with its state and place."""
        from outreach.planner.views import practices

        return practices.practices()

    def inbound(self) -> rows.DeskRow:
        """Invitations received, with what the desk proposes for each."""
        from outreach.planner.views import inbound

        return inbound.desk(self._planner)

    def preflight(self) -> rows.PreflightRow:
        """The user's own profile: what is fresh and what is stale."""
        from outreach.planner.views import preflight

        return preflight.preflight(self._planner)

    def ladder(self, person_id: PersonId) -> rows.LadderRow:
        """What may be asked of somebody now, and what opens the next rung."""
        from outreach.planner.views import ladder

        return ladder.ladder(self._planner, person_id)

    def referral(self, person_id: PersonId) -> rows.ReferralRow:
        """What somebody needs to refer the user, and what of it is at hand."""
        from outreach.planner.views import referral

        return referral.referral(self._planner, person_id)

    def paths(self, company_id: CompanyId) -> list[rows.PathRow]:
        """The ways into a company, through whom, and what is owed for each."""
        from outreach.planner.views import paths

        return paths.paths(self._planner, company_id)

    def ledger(self) -> list[rows.LedgerRow]:
        """Everybody with whom something was given or asked, those owed most first."""
        from outreach.planner.views import ledger

        return ledger.ledger(self._planner)

    def ledger_of(self, person_id: PersonId) -> rows.LedgerRow:
        """Giving and asking with one person."""
        from outreach.planner.views import ledger

        return ledger.row(self._planner, person_id)

    def needs(self, text: str = "") -> list[rows.NeedOf]:
        """Who needs what, and who or what could help."""
        from outreach.planner.views import needs

        return needs.needs(self._planner, text)

    def helpers(self, text: str = "") -> list[rows.HelperRow]:
        """Who can help the user with something."""
        from outreach.planner.views import needs

        return needs.helpers(self._planner, text)

    def versions(self, draft_id: DraftId) -> list[rows.VersionRow]:
        """Every wording of a draft, the newest first, with what changed."""
        from outreach.planner.views import versions

        return versions.versions(self._planner, draft_id)

    def budgets(self) -> list[rows.BudgetRow]:
        """Invitations, notes and InMails used and left, with the day the next slot frees."""
        from outreach.planner.views import budgets

        return budgets.budgets(self._planner)

    def introductions(self) -> list[rows.IntroductionRow]:
        """Introductions the user could make."""
        from outreach.planner.views import needs

        return needs.introductions(self._planner)

    def recommendations(self) -> list[rows.RecommendationRow]:
        """Recommendations asked for, received and given."""
        from outreach.planner.views import recommendations

        return recommendations.recommendations(self._planner)

    def links(self) -> list[rows.LinkRow]:
        """Links not yet shared, with whom they might please."""
        from outreach.planner.views import links

        return links.links(self._planner)

    def drill(self, company_id: CompanyId | None = None) -> list[rows.DrillRow]:
        """Whom to be asked about, the least known first."""
        from outreach.planner.views import drill

        return drill.drill(self._planner, company_id)

    def drill_queue(self, company_id: CompanyId | None = None) -> list[PersonId]:
        """The same people by number only: thousands are in order at once, and ``drill_card`` reads the records of one."""
        from outreach.planner.views import drill

        return drill.queue(self._planner, company_id)

    def drill_card(self, person_id: PersonId) -> rows.DrillRow:
        """One question of the drill, with the records behind the answer."""
        from outreach.planner.views import drill

        return drill.card(self._planner, person_id)

    def start(self) -> lists.StartRow:
        """Day one of a search: offers, advocates, old ties, what to put in order first."""
        from outreach.planner.views import start

        return start.start(self._planner)

    def offers(self) -> list[lists.OfferRow]:
        """Who once offered to help, the latest first."""
        from outreach.planner.views import start

        return start.offers(self._planner)

    def dormant(self, *, everybody: bool = False) -> list[lists.DormantRow]:
        """Ties gone quiet for years, those at a target first; ``everybody`` adds those elsewhere."""
        from outreach.planner.views import dormant

        return dormant.dormant(self._planner, everybody=everybody)

    def teachers(self) -> list[lists.TeacherRow]:
        """People to learn from, the reachable before the famous."""
        from outreach.planner.views import teachers

        return teachers.teachers(self._planner)

    def reputation(self, kind: PersonKind | None = None, tag: str = "") -> list[lists.ReputationRow]:
        """Everybody of one kind or tag, to settle what one thinks of them in one sitting. Private."""
        from outreach.planner.views import people

        return people.reputation(self._planner, kind, tag)

    def unselected(self) -> list[lists.UnselectedRow]:
        """Insiders in the queue without shared work, an interest or a reason."""
        from outreach.planner.views import people

        return people.unselected(self._planner)

    def recruiters(self) -> list[lists.RecruiterRow]:
        """Recruiters, the role and client they named, and what they promised."""
        from outreach.planner.views import people

        return people.recruiters(self._planner)

    def news(self, person_id: PersonId | None = None) -> list[lists.NewsRow]:
        """Fresh news of people: each a reason to write."""
        from outreach.planner.views import people

        return people.news(self._planner, person_id)

    def workforce(self, company_id: CompanyId) -> lists.WorkforceRow:
        """What the people known at a company say about who gets hired there."""
        from outreach.planner.views import workforce

        return workforce.workforce(self._planner, company_id)

    def shield(self) -> lists.ShieldRow:
        """The present employer: who works there, and what would tell them of the search."""
        from outreach.planner.views import shield

        return shield.shield(self._planner)

    def openings(self, company_id: CompanyId | None = None) -> list[lists.LeadLogRow]:
        """The log of openings: where each came from, whether thanks were said, who is known there."""
        from outreach.planner.views import openings

        return openings.openings(self._planner, company_id)

    def outcomes(self) -> lists.OutcomesRow:
        """What really moved: who led to which referral, interview and offer."""
        from outreach.planner.views import outcomes

        return outcomes.outcomes(self._planner)

    def insights(self) -> lists.InsightsRow:
        """Effort, conversations and answers, honestly counted."""
        from outreach.planner.views import insights

        return insights.insights(self._planner)

    def window(self, person_id: PersonId) -> str:
        """The next good hours to write, in their zone and the user's; blank when the zone is not known."""
        from outreach.planner.views import window

        return window.window(self._planner, person_id)
