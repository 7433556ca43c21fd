"""The inbound desk as a list: answers to judge, invitations to look at, and those that closed by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.inbound import Advice
from outreach.domain.kinds import InvitationState
from outreach.domain.model import Invitation
from outreach.planner.inbound import Case
from outreach.planner.practice_rows import DeskRow, InboundRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def desk(planner: Planner) -> DeskRow:
    """Every invitation received and not decided on, and how many were."""
    rows = [_row(case) for case in planner.inbound.cases()]
    decided = planner.store.all(Invitation)
    return DeskRow(
        open=tuple(sorted((row for row in rows if row.advice != Advice.CLOSED), key=lambda row: not row.answer)),
        closed=tuple(row for row in rows if row.advice == Advice.CLOSED),
        accepted=sum(one.state is InvitationState.ACCEPTED for one in decided),
        declined=sum(one.state is InvitationState.DECLINED for one in decided),
    )


def _row(case: Case) -> InboundRow:
    contact, inbound, said = case.contact, case.inbound, case.proposal
    return InboundRow(
        id=contact.id,
        name=contact.name,
        position=contact.position,
        company=contact.company,
        kind=inbound.kind,
        on=inbound.on,
        note=inbound.note,
        advice=said.advice.value,
        says=said.says,
        reason=said.reason,
        source=said.source,
        asked_on=inbound.asked_on,
        closes_on=said.until if said.advice is Advice.WAIT else None,
        answer=inbound.answer,
        motive=inbound.motive,
        person=case.person.id if case.person else None,
    )
