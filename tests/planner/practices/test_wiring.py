"""What the rules need is really handed to them: budgets, the draft about to go out, the culture of the company, small gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from outreach.config import Config
from outreach.domain.kinds import Channel, StepKind
from outreach.domain.model import CompanyId, PersonId
from outreach.errors import Refused
from outreach.planner import Planner
from outreach.planner.overrides import blocking


def test_S07_the_meter_shows_invitations_to_strangers_and_the_day_the_next_is_free(planner: Planner, fernwick: CompanyId) -> None:
    for letter in "ABC":
        who = planner.people.add(f"Stranger {letter}", fernwick, degree=2).id
        planner.steps.sent(who, channel=Channel.INVITE)
    rows = {row.name: row for row in planner.views.budgets()}
    strangers = rows["invitations to strangers in seven days"]
    assert (strangers.used, strangers.limit, strangers.left) == (3, 3, 0)
    assert strangers.next_slot == dt.date(2026, 11, 30)
    assert rows["notes this month"].left == 2


def test_S42_a_used_up_budget_of_notes_holds_the_next_invitation(planner: Planner, fernwick: CompanyId) -> None:
    for letter in "ABCDE":
        planner.steps.sent(planner.people.add(f"Known {letter}", fernwick).id, channel=Channel.INVITE)
    holt = planner.companies.add("Holt & Vane").id
    mei = planner.people.add("Mei Tanaka", holt, degree=2).id
    planner.evidence.add(mei, "met", on="2026-11-01")
    planner.drafts.compose(mei, channel=Channel.INVITE)
    said = {rule.rule: rule.says for rule in planner.views.why(mei).rules}
    assert said["invite-budget"] == "the budget for linkedin invitations is used up: next free slot Tue 1 Dec"
    free = {row.name: row.next_slot for row in planner.views.budgets()}["notes this month"]
    assert planner.views.why(mei).verdict == "wait until Tue 1 Dec"
    assert free == dt.date(2026, 12, 1)


def test_S36_a_draft_with_a_fault_is_said_when_it_goes_out(planner: Planner, ana: PersonId) -> None:
    draft = planner.drafts.compose(ana)
    assert planner.views.check(draft.id, ana, draft.body, draft.subject, draft.channel, draft.purpose).findings
    assert "draft" in {finding.rule for finding in blocking(planner, ana)}
    planner.drafts.save(draft.id, "Hi Ana, our release checklist from Kettlebrook still works for me. Which part of it do you use today?")
    assert "draft" not in {finding.rule for finding in blocking(planner, ana)}


def test_S56_in_an_introduced_thread_even_a_warning_stands_in_the_way(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    mei = planner.people.add("Mei Tanaka", fernwick).id
    planner.introductions.received(mei, ana)
    draft = planner.drafts.compose(mei, purpose="learn")
    planner.drafts.save(draft.id, "Hi Mei, just checking in. What do you think of the weather?")
    report = planner.views.draft(mei)
    assert report is not None
    assert not report.check.ready


def test_S36_wordings_are_kept_with_what_changed_and_can_be_brought_back(planner: Planner, ana: PersonId) -> None:
    draft = planner.drafts.compose(ana)
    planner.drafts.save(draft.id, "Hi Ana,\nhow are you?")
    planner.drafts.save(draft.id, "Hi Ana,\nhow is the checklist?")
    now, before, *_ = planner.views.versions(draft.id)
    assert now.diff == ("- how are you?", "+ how is the checklist?")
    planner.drafts.restore(draft.id, before.number)
    assert planner.views.versions(draft.id)[0].body == "Hi Ana,\nhow are you?"


def test_S19_where_linkedin_is_frowned_on_a_draft_goes_another_way(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    planner.companies.edit(fernwick, norm="frowned on")
    assert planner.drafts.compose(ana).channel is Channel.PERSON
    planner.people.edit(ana, email="ana@example.com")
    assert planner.drafts.compose(ana).channel is Channel.EMAIL


def test_S23_small_gives_are_offered_while_more_was_asked_than_given(planner: Planner, ana: PersonId) -> None:
    assert planner.views.ledger_of(ana).ideas == ()
    planner.steps.sent(ana, kind=StepKind.REFERRAL_ASK)
    assert any("link" in idea for idea in planner.views.ledger_of(ana).ideas)


def test_S25_who_can_help_is_found_by_words(planner: Planner, ana: PersonId) -> None:
    planner.people.edit(ana, can_help_me_with="release trains and postgres")
    assert [row.name for row in planner.views.helpers("postgres")] == ["Ana Ruiz"]
    assert planner.views.helpers("gardening") == []


def test_S69_a_comment_or_a_congratulation_starts_no_clock(
    planner: Planner, later: Callable[..., None], ana: PersonId, fernwick: CompanyId
) -> None:
    planner.steps.sent(ana)
    due = {row.kind: row.on for row in planner.views.followups(fernwick)}
    later(1)
    planner.steps.log(ana, "engage", text="her post on handovers")
    planner.steps.log(ana, "congratulate")
    assert {row.kind: row.on for row in planner.views.followups(fernwick)} == due
    assert planner.views.ledger_of(ana).asks == 0


def test_a_finding_of_the_checker_is_overruled_with_a_reason_and_a_gap_never(planner: Planner, ana: PersonId) -> None:
    planner.config = Config(confidential=("Nightjar",))
    draft = planner.drafts.compose(ana)
    with pytest.raises(Refused, match="no rule is called 'gap'"):
        planner.drafts.overrule(draft.id, "gap", "she knows")
    planner.drafts.save(draft.id, "Hi Ana, our checklist from Kettlebrook is public now, Nightjar included. Do you still use yours?")
    with pytest.raises(Refused, match="Nightjar"):
        planner.drafts.ready(draft.id)
    planner.drafts.overrule(draft.id, "confidential", "the project was announced last week")
    planner.drafts.ready(draft.id)
    (kept,) = planner.steps.sent(ana).overrides
    assert (kept.rule, kept.reason) == ("confidential", "the project was announced last week")


def test_strict_refuses_a_faulty_draft_until_it_is_mended(planner: Planner, ana: PersonId) -> None:
    planner.config = Config(policy="strict")
    planner.drafts.compose(ana)
    with pytest.raises(Refused) as refused:
        planner.steps.sent(ana, as_is=True)
    assert "draft" in {problem.field for problem in refused.value.problems}
