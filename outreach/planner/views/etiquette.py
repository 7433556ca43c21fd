"""The reads behind the practices of networking, one method per question; ``Views`` takes them in.

The modules behind them are imported when first asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.domain.model import CompanyId, PersonId
    from outreach.planner import practice_rows as rows
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

    def needs(self) -> list[rows.NeedOf]:
        """Who needs what, and who or what could help."""
        from outreach.planner.views import needs

        return needs.needs(self._planner)

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
