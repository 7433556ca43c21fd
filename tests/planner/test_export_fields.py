"""Which fields of a record leave with a copy for oneself: a new one stays in doubt until it is put on one side or the other."""

from __future__ import annotations

import json

from outreach.domain.model import Company, Draft, Evidence, Lead, Person, Record, Step
from outreach.planner import Planner
from outreach.planner.exports import AT_HOME

LEAVES: dict[type[Record], str] = {
    Company: (
        "id uid name motivation posting status status_reason paused_on resumed_on reasons why domain website norm followed"
        " current_employer research workforce answers cadence provenance tags added"
    ),
    Person: (
        "id uid name company tie state order key employer position url email phone country zone kind degree bridge introducer"
        " purpose hook hook_on hook_source question offer how_i_know why_them worked_closely shared_interests can_help_me_with"
        " i_can_help_with i_would_vouch they_would_vouch vouches_for standing_offer standing_offer_on"
        " do_not_contact left_on paused_until roles skills news recruiter_motive cadence tags source added"
    ),
    Evidence: "id uid person kind on until sent received detail source",
    Step: (
        "id uid kind company person state channel purpose cadence stage anchor anchor_on on promise made_at done_at snoozed_until"
        " pinned draft text outcome reason overrides source"
    ),
    Draft: "id uid person company step channel purpose template subject body status versions made_at changed_at sent_at overrides",
    Lead: "id uid company kind title url job_id on given_by closed_on outcome source",
}
"""What a plan exported as JSON for oneself may hold; nobody else is given these records."""


def test_every_field_is_said_to_leave_or_to_stay_at_home() -> None:
    for kind, leaves in LEAVES.items():
        undecided = set(kind.__struct_fields__) - AT_HOME - set(leaves.split())
        assert undecided == set(), f"{kind.__name__}: into LEAVES of this file, or into PRIVATE of exchange/plan/redact.py"
        assert set(leaves.split()) <= set(kind.__struct_fields__) - AT_HOME, f"{kind.__name__}: a field that is gone or stays at home"


def test_what_stays_at_home_is_in_no_copy_for_oneself(planner: Planner) -> None:
    fern = planner.companies.add("Fernwick Labs", notes="CANARY one").id
    ana = planner.people.add("Ana Ruiz", fern, notes="CANARY two", comfort=4, reputation_note="CANARY three").id
    planner.steps.add("to do", person_id=ana, text="bring charts")
    records = json.loads(planner.exports.plan([fern], format="json"))
    text = json.dumps(records)
    assert "bring charts" in text and "Ana Ruiz" in text and "CANARY" not in text
    for name in sorted(AT_HOME):
        assert f'"{name}"' not in text, name
