"""The planner's commands by noun, and its views: each imported when first used, so that a morning's reminder loads only what it prints."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from outreach.planner.companies import Companies
    from outreach.planner.corrections import Corrections
    from outreach.planner.drafts import Drafts
    from outreach.planner.evidence import Ledger
    from outreach.planner.exports import Exports
    from outreach.planner.homework import Homework
    from outreach.planner.imports import Imports
    from outreach.planner.inbound import Desk
    from outreach.planner.introductions import Introductions
    from outreach.planner.leads import Leads
    from outreach.planner.links import Links
    from outreach.planner.news import Newspaper
    from outreach.planner.people import People
    from outreach.planner.planner import Planner
    from outreach.planner.preflight import Preflight
    from outreach.planner.proof import ProofBank
    from outreach.planner.recommendations import Recommendations
    from outreach.planner.recruiters import Recruiters
    from outreach.planner.reputation import Reputations
    from outreach.planner.steps import Steps
    from outreach.planner.views import Views


class Nouns:
    """What a planner can be asked to do, one property a noun."""

    @property
    def _planner(self) -> Planner:
        return cast("Planner", self)

    @cached_property
    def companies(self) -> Companies:
        """Commands on target companies."""
        from outreach.planner.companies import Companies

        return Companies(self._planner)

    @cached_property
    def people(self) -> People:
        """Commands on insiders and introducers."""
        from outreach.planner.people import People

        return People(self._planner)

    @cached_property
    def evidence(self) -> Ledger:
        """Commands on the evidence ledger."""
        from outreach.planner.evidence import Ledger

        return Ledger(self._planner)

    @cached_property
    def drafts(self) -> Drafts:
        """Commands on messages in the making."""
        from outreach.planner.drafts import Drafts

        return Drafts(self._planner)

    @cached_property
    def steps(self) -> Steps:
        """Commands on outreach steps."""
        from outreach.planner.steps import Steps

        return Steps(self._planner)

    @cached_property
    def corrections(self) -> Corrections:
        """Putting right what was noted once."""
        from outreach.planner.corrections import Corrections

        return Corrections(self._planner)

    @cached_property
    def leads(self) -> Leads:
        """Commands on postings and openings."""
        from outreach.planner.leads import Leads

        return Leads(self._planner)

    @cached_property
    def inbound(self) -> Desk:
        """Invitations received: accept, ask why, decline."""
        from outreach.planner.inbound import Desk

        return Desk(self._planner)

    @cached_property
    def preflight(self) -> Preflight:
        """The user's own profile, seen to item by item."""
        from outreach.planner.preflight import Preflight

        return Preflight(self._planner)

    @cached_property
    def introductions(self) -> Introductions:
        """Introductions asked for, received and made."""
        from outreach.planner.introductions import Introductions

        return Introductions(self._planner)

    @cached_property
    def recommendations(self) -> Recommendations:
        """Recommendations asked for, received and given."""
        from outreach.planner.recommendations import Recommendations

        return Recommendations(self._planner)

    @cached_property
    def links(self) -> Links:
        """Links worth sharing, until somebody gets them."""
        from outreach.planner.links import Links

        return Links(self._planner)

    @cached_property
    def homework(self) -> Homework:
        """Research done on companies, and what people there answered."""
        from outreach.planner.homework import Homework

        return Homework(self._planner)

    @cached_property
    def reputations(self) -> Reputations:
        """The private judgement of people, many at once."""
        from outreach.planner.reputation import Reputations

        return Reputations(self._planner)

    @cached_property
    def recruiters(self) -> Recruiters:
        """What recruiters named and promised."""
        from outreach.planner.recruiters import Recruiters

        return Recruiters(self._planner)

    @cached_property
    def news(self) -> Newspaper:
        """Dated news of people."""
        from outreach.planner.news import Newspaper

        return Newspaper(self._planner)

    @cached_property
    def proof(self) -> ProofBank:
        """Lines that back a claim."""
        from outreach.planner.proof import ProofBank

        return ProofBank(self._planner)

    @cached_property
    def imports(self) -> Imports:
        """Reading archives and address books."""
        from outreach.planner.imports import Imports

        return Imports(self._planner)

    @cached_property
    def exports(self) -> Exports:
        """Printing company plans."""
        from outreach.planner.exports import Exports

        return Exports(self._planner)

    @cached_property
    def views(self) -> Views:
        """All reads."""
        from outreach.planner.views import Views

        return Views(self._planner)
