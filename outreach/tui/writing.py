"""Writing to somebody: an unsent draft is gone on with, else one is composed; under policy strict a rule against it is overruled first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import DraftStatus, Purpose
from outreach.domain.model import DraftId, PersonId
from outreach.errors import Problem, Refused
from outreach.tui.fields import line
from outreach.tui.screens.dialog import Confirm
from outreach.tui.screens.form import Form

if TYPE_CHECKING:
    from outreach.planner.rows import DraftRow
    from outreach.tui.app import OutreachApp

Done = Callable[[], None]
"""Called when the editor was left."""


class Wish(msgspec.Struct, frozen=True):
    """What the message is to be, when it is not what the plan's next step asks for."""

    purpose: Purpose | None = None
    template: str | None = None
    facts: Mapping[str, str] | None = None
    """Slots that only the occasion knows."""

    def compose(self, app: OutreachApp, person: PersonId) -> DraftId:
        """A first version of it; its number."""
        return app.planner.drafts.compose(person, purpose=self.purpose, template=self.template, facts=self.facts).id

    def met_by(self, row: DraftRow) -> bool:
        """Whether an unsent draft is this one already."""
        return (self.purpose is None or row.purpose is self.purpose) and (self.template is None or row.template == self.template)


def write_to(
    app: OutreachApp,
    person: PersonId,
    name: str,
    *,
    purpose: Purpose | None = None,
    template: str | None = None,
    facts: Mapping[str, str] | None = None,
    done: Done | None = None,
) -> None:
    """Open the editor on the message to them. Raises Refused when nothing can be composed."""
    wish = Wish(purpose, template, facts)
    if against := standing_against(app, person):
        app.push_screen(*_reasons(app, person, name, against, wish, done))
    else:
        _write(app, person, name, wish, done)


def _write(app: OutreachApp, person: PersonId, name: str, wish: Wish, done: Done | None) -> None:
    """Edit the message; an unsent one for another purpose gives way only after a yes."""
    row = app.planner.views.draft(person)
    outlived = wish.purpose is None and app.planner.drafts.outlived_by(person)
    if row is None or row.status is DraftStatus.SENT or outlived:
        wish.compose(app, person)
    elif not wish.met_by(row):

        def answered(anew: bool | None) -> None:
            if anew:
                app.attempt(in_its_place)

        def in_its_place() -> None:
            wish.compose(app, person)
            _edit(app, person, done)

        lost = (f"That one is meant to {row.purpose.value}. Its wording is kept as a version.",)
        question = f"A message to {app.lens.name(name)} is not sent yet. Write this one in its place?"
        app.push_screen(Confirm(question, lost, yes="In its place", no="Keep that one"), answered)
        return
    _edit(app, person, done)


def _reasons(
    app: OutreachApp, person: PersonId, name: str, against: tuple[Problem, ...], wish: Wish, done: Done | None
) -> tuple[Form, Callable[[bool | None], None]]:
    """Why each rule is overruled, and what comes after; the reasons are kept with the message."""

    def submit(values: dict[str, str]) -> str:
        if blank := tuple(Problem(rule, "say why; it is kept with the message") for rule, reason in values.items() if not reason):
            raise Refused(blank)
        draft = _drafted(app, person, wish)
        for rule, reason in values.items():
            app.planner.drafts.overrule(draft, rule, reason)
        return "Your reasons are kept with the message."

    def answered(saved: bool | None) -> None:
        if saved:
            app.attempt(lambda: _write(app, person, name, wish, done))

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


def _drafted(app: OutreachApp, person: PersonId, wish: Wish) -> DraftId:
    """Number of the unsent draft to them, composed when there is none."""
    row = app.planner.views.draft(person)
    return wish.compose(app, person) if row is None or row.status is DraftStatus.SENT else row.id


def _edit(app: OutreachApp, person: PersonId, done: Done | None) -> None:
    from outreach.tui.screens.editor import Editor

    row = app.planner.views.draft(person)
    if row is not None:
        app.push_screen(Editor(row), lambda _: done() if done is not None else None)
