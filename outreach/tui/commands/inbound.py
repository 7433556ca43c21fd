"""One key per invitation at the inbound desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.errors import Refused
from outreach.tui.keyed import key_of
from outreach.tui.screens.inbound import InboundScreen

if TYPE_CHECKING:
    from outreach.planner.practice_rows import InboundRow
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def _on_desk(app: OutreachApp) -> tuple[InboundScreen, InboundRow] | None:
    desk = app.screen
    return (desk, desk.row) if isinstance(desk, InboundScreen) and desk.row is not None else None


def accept(app: OutreachApp, _: Selection) -> None:
    """Accept; against the evidence rule a reason is asked for and kept."""
    if (found := _on_desk(app)) is None:
        return
    desk, row = found
    try:
        app.planner.inbound.accept(row.id)
    except Refused as refused:
        from outreach.tui.fields import line
        from outreach.tui.screens.form import Form

        def submit(values: dict[str, str]) -> str:
            app.planner.inbound.accept(row.id, reason=values["reason"])
            return f"Accepted: {row.name}."

        about = "; ".join(problem.message for problem in refused.problems)
        app.push_screen(
            Form(
                f"Accept {app.lens.name(row.name)}?", [line("reason", "Why (kept)")], submit, about=about, kept=f"accept-contacts-{row.id}"
            ),
            lambda _: desk.again(),
        )
        return
    app.say(f"Accepted: {row.name}. {key_of('inbound.undo')} takes it back.")
    desk.again()


def ask(app: OutreachApp, _: Selection) -> None:
    """Write the question, and edit it."""
    if (found := _on_desk(app)) is None:
        return
    desk, row = found
    draft = app.planner.inbound.ask_why(row.id)
    written = app.planner.views.draft(draft.person)
    if written is not None:
        from outreach.tui.screens.editor import Editor

        app.push_screen(Editor(written), lambda _: desk.again())


def asked(app: OutreachApp, _: Selection) -> None:
    """The question went out."""
    if (found := _on_desk(app)) is not None:
        app.planner.inbound.asked(found[1].id)
        app.say(f"Logged: asked {found[1].name}. It closes by itself in fourteen days.")
        found[0].again()


def answer(app: OutreachApp, _: Selection) -> None:
    """What they answered; for a recruiter, the role and client they named."""
    if (found := _on_desk(app)) is None:
        return
    from outreach.tui.days import past_day
    from outreach.tui.fields import day, line, note
    from outreach.tui.screens.form import Form

    desk, row = found
    fields = [note("text", "They wrote"), day("on", "When", "today", past=True), line("role", "Role named"), line("client", "Client named")]

    def submit(values: dict[str, str]) -> str:
        proposal = app.planner.inbound.answered(
            row.id, values["text"], on=past_day(app.planner, values["on"]), role=values["role"], client=values["client"]
        )
        return f"Noted. Proposed now: {proposal.advice.value}."

    app.push_screen(Form(f"Answer of {app.lens.name(row.name)}", fields, submit, kept=f"answer-contacts-{row.id}"), lambda _: desk.again())


def decline(app: OutreachApp, _: Selection) -> None:
    """Silence does as well as a word."""
    if (found := _on_desk(app)) is not None:
        app.planner.inbound.decline(found[1].id)
        app.say(f"Declined: {found[1].name}. {key_of('inbound.undo')} takes it back.")
        found[0].again()


def skip(app: OutreachApp, _: Selection) -> None:
    """Another time."""
    if isinstance(app.screen, InboundScreen):
        app.screen.skip()


def undo(app: OutreachApp, _: Selection) -> None:
    """Take back the last change."""
    app.say(f"Undone: {app.planner.undo().removeprefix('Undo: ')}.")
    if isinstance(app.screen, InboundScreen):
        app.screen.again()


def leave(app: OutreachApp, _: Selection) -> None:
    """Back to where one came from."""
    if isinstance(app.screen, InboundScreen):
        app.screen.dismiss(None)
