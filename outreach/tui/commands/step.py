"""Commands on the selected step, or on the marked ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import CompanyId, Step, StepId
from outreach.domain.saying import plural
from outreach.errors import Problem, Refused
from outreach.planner.at_once import steps_at_once
from outreach.tui.keyed import key_of

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def chosen(app: OutreachApp, at: Selection) -> list[StepId]:
    """The marked steps, else the selected one, else the selected person's first open one."""
    if at.marked and at.scope in {"followups", "today"}:
        return [StepId(key) for key in at.marked]
    if at.step is not None:
        return [at.step.step]
    due = app.planner.views.person(at.person_id).due if at.person_id is not None else ()
    if not due:
        raise Refused(
            (
                Problem(
                    "step",
                    (f"nothing is open with {at.person_name}. {key_of('draft.write')} writes, {key_of('step.add')} in pane 4 adds a step"),
                ),
            )
        )
    return [due[0].step]


def done(app: OutreachApp, at: Selection) -> None:
    """Log it as done or sent."""
    from outreach.planner.steps import WRITTEN
    from outreach.tui.sending import after_gaps, after_many_gaps, unless_overruled

    planner, steps = app.planner, chosen(app, at)
    row = at.step if len(steps) == 1 and at.step is not None and at.step.step == steps[0] else None

    def do() -> None:
        count = steps_at_once(planner, f"Done: {plural(len(steps), 'step')}", steps, planner.steps.done)
        app.say(f"Done: {row.what if row is not None else plural(count, 'step')}. {key_of('plan.undo')} takes {_it(count)} back.")
        app.clear_marks()

    if row is not None and row.person is not None and row.kind in WRITTEN:
        after_gaps(app, row.person, row.person_name, lambda: unless_overruled(app, row, do))
    elif len(steps) > 1:
        written = (step for number in steps if (step := planner.store.get(Step, number)).kind in WRITTEN)
        after_many_gaps(app, [step.person for step in written if step.person is not None], do)
    else:
        do()


def _it(count: int) -> str:
    return "it" if count == 1 else f"all {count}"


def snooze(app: OutreachApp, at: Selection) -> None:
    """Hide until a day."""
    from outreach.tui.fields import day
    from outreach.tui.screens.form import Form

    steps = chosen(app, at)

    def submit(values: dict[str, str]) -> str:
        planner = app.planner
        until = planner.day(values["until"])
        label = f"Snooze to {planner.words_for(until)}: {plural(len(steps), 'step')}"
        count = steps_at_once(planner, label, steps, lambda step: planner.steps.snooze(step, until))
        app.clear_marks()
        if count == 1:
            return f"Hidden until {planner.words_for(until)}. Its due date stays."
        return f"{count} steps hidden until {planner.words_for(until)}; their due dates stay. {key_of('plan.undo')} takes all {count} back."

    what = app.planner.views.explain(steps[0]).what if len(steps) == 1 else plural(len(steps), "step")
    app.push_screen(Form(f"Snooze: {app.lens.text(what)}", [day("until", "Until", "1bd")], submit, kept=f"snooze-steps-{steps[0]}"))


def add(app: OutreachApp, at: Selection) -> None:
    """A step or a promise of one's own."""
    who = at.insider.name if at.insider is not None and at.scope != "today" else ""
    ask_step(app, who, at.company_id, at.person_id or 0)


def ask_step(app: OutreachApp, who: str, company: CompanyId | None, about: int) -> None:
    """The form for a step with somebody, or at a company; ``about`` tells the kept words of one card from those of another."""
    from outreach.tui.fields import step_fields
    from outreach.tui.screens.form import Form

    planner = app.planner

    def submit(values: dict[str, str]) -> str:
        if not values["text"]:
            raise Refused((Problem("text", "say what to do"),))
        person = planner.find_person(values["person"]) if values["person"] else None
        planner.steps.add(
            values["kind"],
            person_id=person,
            company_id=company if person is None else None,
            on=values["on"] or None,
            text=values["text"],
            promise=values["promise"] == "yes",
        )
        return "The step is planned."

    table = "companies" if company is not None and not who else "people"
    app.push_screen(Form("Add a step", step_fields(planner, who), submit, kept=f"step-{table}-{about}"))


def edit(app: OutreachApp, at: Selection) -> None:
    """Fix a day by hand, or change the words."""
    from outreach.tui.correcting import step_form

    step_form(app, at.step.step if at.step is not None else StepId(0))


def explain(app: OutreachApp, at: Selection) -> None:
    """Why it is due on its day."""
    from outreach.tui.screens.card import Leaflet
    from outreach.tui.screens.reading import explanation

    if (row := at.step) is not None:
        app.push_screen(Leaflet(lambda: explanation(app, app.planner.views.explain(row.step)), at))


def skip(app: OutreachApp, at: Selection) -> None:
    """Leave it out; the cadence goes on."""
    steps = chosen(app, at)
    count = steps_at_once(app.planner, f"Skip: {plural(len(steps), 'step')}", steps, app.planner.steps.skip)
    app.say(f"Skipped {plural(count, 'step')}. {key_of('plan.undo')} takes {_it(count)} back.")
    app.clear_marks()


def retire(app: OutreachApp, at: Selection) -> None:
    """Close it for good; the reason may be blank."""
    from outreach.tui.fields import line
    from outreach.tui.screens.form import Form

    steps = chosen(app, at)

    def submit(values: dict[str, str]) -> str:
        planner = app.planner
        label = f"Retire: {plural(len(steps), 'step')}"
        # Retiring one step ends the whole thread with its person, other marked ones among it.
        steps_at_once(planner, label, steps, lambda step: planner.steps.retire(step, values["reason"]))
        app.clear_marks()
        return f"Retired {plural(len(steps), 'step')}. {key_of('plan.undo')} takes {_it(len(steps))} back."

    app.push_screen(Form("Retire", [line("reason", "Why (private)")], submit, kept=f"retire-steps-{steps[0]}"))


def pin(app: OutreachApp, at: Selection) -> None:
    """Keep it at the top of its day, or let it go."""
    if at.step is not None:
        app.planner.steps.pin(at.step.step, pinned=not at.step.pinned)
