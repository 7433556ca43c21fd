"""When an action is off, and the sentence that says why. Pure functions of the selection."""

from __future__ import annotations

from outreach.domain.kinds import DraftStatus, PersonState
from outreach.tui.keyed import key_of
from outreach.tui.selection import Selection


def a_company(at: Selection) -> str:
    """A company is selected."""
    return "" if at.company_id is not None else f"No company is selected. Add one with {key_of('company.add')} in the companies pane."


def a_person(at: Selection) -> str:
    """A person is selected, here or through the selected step."""
    return "" if at.person_id is not None or at.marked else "Nobody is selected."


def may_be_written_to(at: Selection) -> str:
    """The person is selected and triage did not say to leave them alone."""
    if at.person_id is None:
        return "Nobody is selected to write to."
    if at.insider is not None and at.insider.id == at.person_id:
        if at.insider.state is PersonState.AVOID:
            return f"Triage said to avoid this person. Change that with {key_of('person.judge')} first."
        if at.insider.state is PersonState.DROPPED:
            return f"This person was dropped. Change that with {key_of('person.judge')} first."
    return ""


def a_step(at: Selection) -> str:
    """A step is selected."""
    return "" if at.step is not None else "No step is selected."


def a_step_or_person(at: Selection) -> str:
    """There is a step, or a person who has one."""
    return "" if at.step is not None or at.person_id is not None else "Nothing is selected to act on."


def a_draft(at: Selection) -> str:
    """The selected person has a draft."""
    return "" if at.draft is not None else f"There is no draft for this person yet. {key_of('draft.write')} writes one."


def an_open_draft(at: Selection) -> str:
    """There is a draft that was not sent yet."""
    if at.draft is None:
        return f"There is no draft for this person yet. {key_of('draft.write')} writes one."
    return "This message was sent; its text is kept as it went out." if at.draft.status is DraftStatus.SENT else ""


def a_contact(at: Selection) -> str:
    """Somebody of the network is selected."""
    return (
        ""
        if at.contact is not None
        else (f"Nobody is selected. Import an archive with {key_of('plan.import')}, or clear the filter with esc.")
    )
