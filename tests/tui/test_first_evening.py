"""The first evening with an archive: what was brought in leads on to invitations, to the employer and to a reason for each person."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screens import person, typed

from outreach.domain.model import Profile, Role
from outreach.planner import Planner
from outreach.text import clean
from outreach.tui.screens.inbound import InboundScreen
from outreach.tui.screens.start import StartScreen
from outreach.tui.widgets.lines import Lines

ARCHIVE = Path(__file__).parents[1] / "fixtures" / "Complete_LinkedInDataExport_10-06-2026.zip"


def said(app, where: str = "#matter") -> str:
    """The words of the desk or box in front."""
    lines = app.screen.query_one(where, Lines)._paragraphs
    return "\n".join("".join(run.text for run in line) if isinstance(line, tuple) else line.text for line in lines)


async def test_an_import_leads_on_to_the_invitations_that_wait(run, empty: Planner):
    async with run(empty) as (app, pilot):
        await pilot.press("escape", "I")
        await typed(pilot, str(ARCHIVE))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        lines = [said_of for said_of in app.screen.query(Lines) if said_of._paragraphs]
        text = "\n".join("".join(run.text for run in line) for box in lines for line in box._paragraphs if isinstance(line, tuple))
        waiting = len(empty.views.inbound().open)
        assert waiting and f"{waiting} invitation" in text and "yes or no: B" in text
        await pilot.press("B")
        await pilot.pause()
        assert isinstance(app.screen, InboundScreen) and "other" not in said(app).splitlines()[1]


async def test_day_one_names_the_employer_the_archive_tells_of_until_it_is_shielded(run, planner: Planner):
    with planner.store.transaction("Positions") as tx:
        held = tx.all(Profile)[0]
        tx.put(
            Profile(
                id=held.id,
                uid=held.uid,
                checklist=held.checklist,
                positions=(Role(company=clean("Quillmark"), title=clean("Staff Engineer"), since="2021-10"),),
            )
        )
    async with run() as (app, pilot):
        await pilot.press("A", "G")
        assert isinstance(app.screen, StartScreen) and "Quillmark, as your archive has it" in said(app)
        quillmark = planner.companies.add("Quillmark")
        planner.companies.edit(quillmark.id, current_employer=True)
        assert planner.views.start().present == ""


async def test_triage_asks_for_a_reason_where_nothing_is_shared(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("i")
        assert "is there a reason to write to them?" in said(app)
        for name in ("Mei Tanaka", "Idris Cole"):
            planner.evidence.add(person(planner, name).id, "worked together", detail="Kettlebrook")
        await pilot.press("escape", "i")
        assert "is there a reason" not in said(app)


@pytest.mark.parametrize(("answered", "severity"), [(False, "warn"), (True, "hint")])
def test_S03_after_a_real_exchange_being_unselected_is_only_a_hint(planner: Planner, answered: bool, severity: str):
    tom = person(planner, "Tom Okafor").id
    if answered:
        planner.evidence.add(tom, "spoke", "2026-11-01", detail="the fair")
    rule = next(rule for rule in planner.views.why(tom).rules if rule.rule == "selective")
    assert rule.severity == severity
    assert (tom in [row.person for row in planner.views.unselected()]) is not answered
