"""Writing to somebody: an unsent draft is gone on with, else one is composed; under policy strict a rule against it is overruled first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from outreach.domain.kinds import DraftStatus, Purpose
from outreach.domain.model import DraftId, PersonId
from outreach.errors import Problem, Refused
from outreach.tui.fields import line
from outreach.tui.screens.dialog import Confirm
from outreach.tui.screens.form import Form

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp

Done = Callable[[], None]
"""Called when the editor was left."""


def write_to(app: OutreachApp, person: PersonId, name: str, *, purpose: Purpose | None = None, done: Done | None = None) -> None:
    """Open the editor on the message to them. Raises Refused when nothing can be composed."""
    if against := standing_against(app, person):
        app.push_screen(*_reasons(app, person, name, against, purpose, done))
    else:
        _write(app, person, name, purpose, done)


def _write(app: OutreachApp, person: PersonId, name: str, purpose: Purpose | None, done: Done | None) -> None:
    """Edit the message; an unsent one for another purpose gives way only after a yes."""
    row = app.planner.views.draft(person)
    if row is None or row.status is DraftStatus.SENT:
        app.planner.drafts.compose(person, purpose=purpose)
    elif purpose is not None and row.purpose is not purpose:

        def answered(anew: bool | None) -> None:
            if anew:
                app.attempt(in_its_place)

        def in_its_place() -> None:
            app.planner.drafts.compose(person, purpose=purpose)
            _edit(app, person, done)

        lost = (f"That one is meant to {row.purpose.value}. Its wording is kept as a version.",)
        question = f"A message to {app.lens.name(name)} is not sent yet. Write this one in its place?"
        app.push_screen(Confirm(question, lost, yes="In its place", no="Keep that one"), answered)
        return
    _edit(app, person, done)


def _reasons(
    app: OutreachApp, person: PersonId, name: str, against: tuple[Problem, ...], purpose: Purpose | None, done: Done | None
) -> tuple[Form, Callable[[bool | None], None]]:
    """Why each rule is overruled, and what comes after; the reasons are kept with the message."""

    def submit(values: dict[str, str]) -> str:
        if blank := tuple(Problem(rule, "say why; it is kept with the message") for rule, reason in values.items() if not reason):
            raise Refused(blank)
        draft = _drafted(app, person, purpose)
        for rule, reason in values.items():
            app.planner.drafts.overrule(draft, rule, reason)
        return "Your reasons are kept with the message."

    def answered(saved: bool | None) -> None:
        if saved:
            app.attempt(lambda: _write(app, person, name, purpose, done))

    fields = [line(problem.field, problem.field.replace("-", " ")[:14]) for problem in against]
    about = " ".join(app.lens.text(f"{problem.message[:1].upper()}{problem.message[1:]}.") for problem in against)
    return Form(f"Write to {app.lens.name(name)} all the same?", fields, submit, about=about, kept=f"overrule-people-{person}"), answered


def standing_against(app: OutreachApp, person: PersonId) -> tuple[Problem, ...]:
    """The rules that say not to write at all, under policy strict only; one that says when to write does not stand against a draft."""
    if app.planner.config.policy != "strict":
        return ()
    why = app.planner.views.why(person)
    if why.verdict == "send" or why.verdict.startswith("wait"):
        return ()
    return tuple(Problem(rule.rule, rule.says) for rule in why.rules if rule.severity == "block")


def _drafted(app: OutreachApp, person: PersonId, purpose: Purpose | None) -> DraftId:
    """Number of the unsent draft to them, composed when there is none."""
    row = app.planner.views.draft(person)
    if row is None or row.status is DraftStatus.SENT:
        return app.planner.drafts.compose(person, purpose=purpose).id
    return row.id


def _edit(app: OutreachApp, person: PersonId, done: Done | None) -> None:
    from outreach.tui.screens.editor import Editor

    row = app.planner.views.draft(person)
    if row is not None:
        app.push_screen(Editor(row), lambda _: done() if done is not None else None)
