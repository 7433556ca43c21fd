"""Every field of a record is asked for in a form of the terminal face, or it is said here where it comes from instead."""

from __future__ import annotations

from outreach.domain.model import Company, Evidence, Lead, Person, Record
from outreach.planner import Planner
from outreach.tui.about_fields import company_about, person_about
from outreach.tui.fields import company_fields, evidence_fields, opening_fields, person_fields

ELSEWHERE: dict[type[Record], dict[str, str]] = {
    Person: {
        "order": "K and J move somebody",
        "drop_reason": "asked when they are dropped",
        "do_not_contact": "set when they are dropped, or on the command line",
        "news": "added on the card",
        "roles": "read from an archive",
        "degree": "told by the archive or the invitation",
        "left_on": "told by a later archive",
        "employer": "read from an archive, or set on the command line",
        "skills": "read from an archive, or set on the command line",
        "country": "set on the command line",
        "cadence": "set on the command line",
        "paused_until": "set on the command line; a step is snoozed here",
    },
    Company: {
        "research": "ticked off on its own desk",
        "answers": "written down beside the questions",
        "provenance": "says which suggestion it was taken up from",
        "paused_on": "the day of a change of status",
        "resumed_on": "the day of a change of status",
    },
    Lead: {"company": "the one under the cursor"},
    Evidence: {
        "person": "the one under the cursor",
        "sent": "counted from an archive",
        "received": "counted from an archive",
    },
}
"""Fields without a row in any form, and where they come from."""

OURS = {"id", "uid", "key", "edited", "source", "added"}
"""What the program keeps for itself."""


def test_every_field_of_a_record_has_a_row_in_a_form_or_another_place(planner: Planner) -> None:
    company, person = planner.store.all(Company)[0], planner.store.all(Person)[0]
    lead = planner.leads.add(company.id, title="Staff Engineer")
    asked: dict[type[Record], set[str]] = {
        Person: {row.name for row in (*person_fields(planner, person), *person_about(planner, person))},
        Company: {row.name for row in (*company_fields(company), *company_about(company))},
        Lead: {row.name for row in opening_fields(planner, lead)},
        Evidence: {row.name for row in evidence_fields()},
    }
    for kind, rows in asked.items():
        fields = set(kind.__struct_fields__) - OURS
        assert fields - rows - set(ELSEWHERE[kind]) == set(), (
            f"{kind.__name__}: a row in tui/fields.py or tui/about_fields.py, or a line here"
        )
        assert rows - fields == set(), f"{kind.__name__}: no such field"
        assert rows & set(ELSEWHERE[kind]) == set(), f"{kind.__name__}: asked for in a form by now"
        assert set(ELSEWHERE[kind]) - fields == set(), f"{kind.__name__}: gone by now"
