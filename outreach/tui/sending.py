"""Logging a message as sent: a draft with gaps, or a rule that stands against it, is asked about first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from outreach.domain.kinds import DraftStatus
from outreach.domain.model import PersonId
from outreach.domain.saying import plural
from outreach.errors import Problem, Refused
from outreach.planner.overrides import blocking
from outreach.tui.fields import line
from outreach.tui.keyed import key_of
from outreach.tui.screens.dialog import Confirm
from outreach.tui.screens.form import Form

if TYPE_CHECKING:
    from outreach.planner.rows import DueRow
    from outreach.tui.app import OutreachApp


def send(app: OutreachApp, person: PersonId, name: str, *, as_is: bool = False, overrides: Mapping[str, str] | None = None) -> bool:
    """Log it; False when something is asked first, which goes on by itself once answered. Raises Refused when nothing can be asked."""
    against = [found for found in blocking(app.planner, person) if found.rule != "draft"]  # gaps are asked about by themselves
    try:
        app.planner.steps.sent(person, as_is=as_is, overrides=overrides)
    except Refused as refused:
        if not as_is and _has_gaps(app, person):
            after_gaps(app, person, name, lambda: send(app, person, name, as_is=True, overrides=overrides))
        elif not overrides and any(problem.field not in {"draft", "channel"} for problem in refused.problems):
            app.push_screen(
                _reasons(app, person, name, refused.problems, lambda why: app.planner.steps.sent(person, as_is=as_is, overrides=why))
            )
        else:
            raise
        return False
    stood = f" Against it stood: {against[0].says}." if against else ""
    app.say(f"Logged as sent to {name}. The clock runs; {key_of('plan.undo')} takes it back.{stood}", "warn" if against else "good")
    return True


def _has_gaps(app: OutreachApp, person: PersonId) -> bool:
    draft = app.planner.views.draft(person)
    return draft is not None and draft.status is not DraftStatus.SENT and bool(draft.gaps)


def after_gaps(app: OutreachApp, person: PersonId, name: str, do: Callable[[], object]) -> None:
    """Do it; when the message to this person still has gaps, only after a yes."""
    if not _has_gaps(app, person):
        do()
        return
    draft = app.planner.views.draft(person)
    gaps = [app.lens.text(gap) for gap in draft.gaps] if draft is not None else []

    def answered(yes: bool | None) -> None:
        if yes:
            app.attempt(do)

    question = f"The message to {app.lens.name(name)} still has gaps. Did it go out like this?"
    app.push_screen(Confirm(question, gaps, yes="Log it as it is", no="Not yet"), answered)


def after_many_gaps(app: OutreachApp, people: Iterable[PersonId], do: Callable[[], object]) -> None:
    """Do it; when messages to some of these people still have gaps, only after one yes for all of them."""
    gappy = [app.lens.name(app.planner.views.person(person).name) for person in dict.fromkeys(people) if _has_gaps(app, person)]
    if not gappy:
        do()
        return

    def answered(yes: bool | None) -> None:
        if yes:
            app.attempt(do)

    question = f"{plural(len(gappy), 'message still has', 'messages still have')} gaps. Did they all go out like this?"
    app.push_screen(Confirm(question, gappy, yes="Log them as they are", no="Not yet"), answered)


def unless_overruled(app: OutreachApp, step: DueRow | None, do: Callable[[], object]) -> None:
    """Tick a step off; where a rule stands against it, ask for the reasons first. Raises Refused when nothing can be asked."""
    try:
        do()
    except Refused as refused:
        rules = app.planner.library.rules.rules
        if step is None or step.person is None or not all(problem.field in rules for problem in refused.problems):
            raise
        log = partial(app.planner.steps.done, step.step)
        app.push_screen(_reasons(app, step.person, step.person_name, refused.problems, lambda why: log(overrides=why)))


def _reasons(app: OutreachApp, person: PersonId, name: str, problems: tuple[Problem, ...], log: Callable[[dict[str, str]], object]) -> Form:
    """Why each rule is overruled; the reasons are kept with the step."""

    def submit(values: dict[str, str]) -> str:
        if blank := tuple(Problem(rule, "say why; it is kept with the step") for rule, reason in values.items() if not reason):
            raise Refused(blank)
        log(values)
        return f"Logged as sent to {name}, with your reasons. {key_of('plan.undo')} takes it back."

    fields = [line(problem.field, problem.field.replace("-", " ")[:14]) for problem in problems]
    about = " ".join(app.lens.text(problem.message[:1].upper() + problem.message[1:]) + "." for problem in problems)
    return Form(f"Overrule for {app.lens.name(name)}?", fields, submit, about=about, kept=f"overrule-step-people-{person}")
