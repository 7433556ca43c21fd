"""Commands on the message to the selected person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import DraftStatus
from outreach.domain.model import DraftId, PersonId
from outreach.tui.keyed import key_of

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def write(app: OutreachApp, at: Selection) -> None:
    """Go on with the unsent draft, else compose one from what is known, and edit it; from the companies one comes back to the person."""
    from outreach.tui.screens.plan import PlanPage
    from outreach.tui.writing import write_to

    page = app.main.page
    if at.scope == "companies" and isinstance(page, PlanPage):
        page.go("insiders")
    write_to(app, at.person_id or PersonId(0), at.person_name)


def another(app: OutreachApp, at: Selection) -> None:
    """Compose again, with a template of one's choice; the wording before is kept as a version."""
    from outreach.tui.screens.dialog import Menu

    person = at.person_id or PersonId(0)
    found = app.planner.views.templates(person)
    choices = [("123456789abcdefg"[n], row.id, f"{row.title} · {', '.join(row.purposes)}") for n, row in enumerate(found[:16])]

    def answered(template: str | None) -> None:
        if template:
            app.attempt(lambda: app.planner.drafts.compose(person, template=template))
            _edit(app, person)

    app.push_screen(Menu(f"Write to {app.lens.name(at.person_name)}", choices, "Which kind of message?"), answered)


def edit(app: OutreachApp, at: Selection) -> None:
    """Change the words; a sent one is only read."""
    if at.draft is not None and at.draft.status is DraftStatus.SENT:
        app.say("This message was sent; its text is kept as it went out.", "warn")
    else:
        _edit(app, at.person_id or PersonId(0))


def _edit(app: OutreachApp, person: PersonId) -> None:
    from outreach.tui.screens.editor import Editor

    row = app.planner.views.draft(person)
    if row is not None:
        app.push_screen(Editor(row))


def copy(app: OutreachApp, at: Selection) -> None:
    """Copy the message."""
    from outreach.tui.clipboard import copy

    if at.draft is not None:
        app.say(copy(app, app.planner.drafts.copy_text(at.draft.id)) + f" {key_of('person.sent')} logs it as sent.")


def ready(app: OutreachApp, at: Selection) -> None:
    """Say it may go."""
    app.planner.drafts.ready(at.draft.id if at.draft is not None else DraftId(0))
    app.say(f"Ready. {key_of('draft.copy')} copies it, {key_of('person.sent')} logs it as sent.")


def overrule(app: OutreachApp, at: Selection) -> None:
    """Go against what stands against this message; the reason stays with it."""
    from outreach.tui.overruling import overrule

    if at.draft is not None:
        overrule(app, at.draft)


def versions(app: OutreachApp, at: Selection) -> None:
    """The wordings it went through, to read and to go back to."""
    from outreach.tui.screens.versions import Versions

    if at.draft is None:
        return
    draft, frozen = at.draft.id, at.draft.status is DraftStatus.SENT

    def answered(number: str | None) -> None:
        if number and int(number) and not frozen:
            app.attempt(lambda: app.planner.drafts.restore(draft, int(number)))
            app.say(f"Back to wording {number}. {key_of('plan.undo')} takes it back.")

    app.push_screen(Versions(app, at.draft), answered)


def delete(app: OutreachApp, at: Selection) -> None:
    """Throw it away; undo brings it back."""
    if at.draft is not None:
        app.planner.drafts.delete(at.draft.id)
        app.say(f"The draft is deleted. {key_of('plan.undo')} brings it back.")
