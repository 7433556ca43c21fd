"""Overruling a rule or a finding for one message: which one, and why; the reason stays with the message and the step it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import Severity
from outreach.errors import Problem, Refused
from outreach.planner.overrides import NEVER
from outreach.tui.fields import line
from outreach.tui.keyed import key_of
from outreach.tui.screens.dialog import Menu
from outreach.tui.screens.form import Form

if TYPE_CHECKING:
    from outreach.planner.rows import DraftRow
    from outreach.tui.app import OutreachApp

LETTERS = "123456789abcdefg"
"""Keys of the menu."""


def standing(app: OutreachApp, draft: DraftRow) -> list[tuple[str, str]]:
    """What stands against a message and may be overruled: rule and what it says, the loudest first."""
    why = app.planner.views.why(draft.person)
    settled = {rule.rule for rule in why.rules if rule.overruled}
    loud = (Severity.BLOCK.value, Severity.WARN.value)
    found = [(rule.severity, rule.rule, rule.says) for rule in why.rules if rule.severity in loud and not rule.overruled]
    found += [
        (finding.severity, finding.rule, finding.message)
        for finding in draft.check.findings
        if finding.severity in loud and finding.rule not in NEVER | settled
    ]
    return [
        (rule, says) for _, rule, says in sorted({rule: (sev, rule, says) for sev, rule, says in found}.values(), key=lambda one: one[0])
    ]


def overrule(app: OutreachApp, draft: DraftRow) -> None:
    """Ask which, then why."""
    found = standing(app, draft)
    if not found:
        app.say("Nothing stands against this message that could be overruled.", "warn")
        return
    said = dict(found)

    def answered(rule: str | None) -> None:
        if rule:
            _why(app, draft, rule, said[rule])

    choices = [
        (letter, rule, f"{rule.replace('-', ' ')} · {app.lens.text(says)}") for letter, (rule, says) in zip(LETTERS, found, strict=False)
    ]
    app.push_screen(Menu("Overrule what, for this message?", choices), answered)


def _why(app: OutreachApp, draft: DraftRow, rule: str, says: str) -> None:
    def submit(values: dict[str, str]) -> str:
        if not values["reason"]:
            raise Refused((Problem("reason", "say why; it is kept with the message"),))
        app.planner.drafts.overrule(draft.id, rule, values["reason"])
        return f"Overruled for this message; your reason is kept. {key_of('plan.undo')} takes it back."

    about = app.lens.text(f"{says[:1].upper()}{says[1:]}.")
    title = f"Overrule for {app.lens.name(draft.person_name)}?"
    app.push_screen(Form(title, [line("reason", "Why (kept)")], submit, kept=f"overrule-drafts-{draft.id}", about=about))
