"""What is written for a step is what the step is: an answer answers, a nudge names what was asked, a request starts its own cadence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from outreach.domain.kinds import Purpose, StepKind, StepState
from outreach.domain.model import CompanyId, PersonId, Profile, Step
from outreach.planner import Planner
from outreach.planner.views.why import verdict_of


def opened(planner: Planner, person: PersonId) -> list[Step]:
    return [s for s in planner.store.where(Step, "person", person) if s.state is StepState.OPEN]


def happened(planner: Planner, person: PersonId) -> list[StepKind]:
    return [s.kind for s in planner.store.where(Step, "person", person) if s.state is StepState.DONE]


def test_an_answer_owed_is_written_as_an_answer(planner: Planner, ana: PersonId) -> None:
    planner.steps.sent(ana)
    planner.steps.replied(ana, text="Thursday?")
    draft = planner.drafts.compose(ana)
    assert (draft.purpose, draft.template) == (Purpose.REPLY, "reply")
    assert "what do you answer" in draft.body
    planner.drafts.save(draft.id, "Hi Ana,\n\nThank you for writing back. Thursday at four suits me.")
    assert planner.steps.sent(ana).kind is StepKind.REPLY_OWED


def test_S56_the_answer_to_an_introduction_is_a_first_message_that_names_the_introducer(
    planner: Planner, ana: PersonId, fernwick: CompanyId
) -> None:
    mei = planner.people.add("Mei Tanaka", fernwick).id
    planner.introductions.received(mei, ana)
    draft = planner.drafts.compose(mei)
    assert draft.template == "introduced-hello" and "Ana Ruiz suggested I write to you" in draft.body
    planner.steps.sent(mei, as_is=True)
    assert StepKind.REPLY_OWED in happened(planner, mei)


def test_S56_the_answer_to_an_introduction_is_not_held_back_by_the_answer_it_is(
    planner: Planner, ana: PersonId, fernwick: CompanyId
) -> None:
    def against() -> list[str]:
        return [finding.rule for finding in verdict_of(planner, mei, purpose=Purpose.LEARN).findings]

    mei = planner.people.add("Mei Tanaka", fernwick).id
    planner.introductions.received(mei, ana)
    assert "answer-owed" not in against()
    planner.steps.sent(mei)
    planner.steps.replied(mei, text="Shall we talk?")
    assert "answer-owed" in against(), "what they wrote themselves comes first"


def test_the_word_after_an_acceptance_is_a_first_message_and_no_follow_up(planner: Planner, fernwick: CompanyId) -> None:
    mei = planner.people.add("Mei Tanaka", fernwick, degree=2, purpose="advice").id
    planner.steps.sent(mei, channel="linkedin invitation")
    planner.steps.log(mei, "accepted")
    assert any(s.kind is StepKind.FOLLOW_UP for s in opened(planner, mei))
    assert planner.drafts.compose(mei, channel="linkedin message").purpose is Purpose.ADVICE


@pytest.mark.parametrize(
    ("kind", "template"),
    [
        ("confirm", "confirm"),
        ("congratulate", "congratulate"),
        ("share", "give"),
        ("give", "give"),
        ("recommendation ask", "recommendation-colleague"),
    ],
)
def test_every_kind_of_message_has_words_of_its_own(planner: Planner, ana: PersonId, kind: str, template: str) -> None:
    planner.steps.done(opened(planner, ana)[0].id)
    for step in opened(planner, ana):
        planner.steps.skip(step.id)
    planner.steps.add(kind, person_id=ana, on="2026-11-23")
    assert planner.drafts.compose(ana).template == template


def test_a_talk_is_confirmed_with_its_day(planner: Planner, ana: PersonId) -> None:
    planner.steps.add("talk", person_id=ana, on="2026-11-26")
    assert "on Thursday 26 November" in planner.drafts.compose(ana, purpose="confirm").body


def test_a_kept_link_meant_for_somebody_is_in_what_is_written_to_give_it(planner: Planner, ana: PersonId) -> None:
    planner.links.add("https://example.org/rotas", insight="The part on handing over.", meant_for=ana)
    body = planner.drafts.compose(ana, purpose="give").body
    assert "The part on handing over.\nhttps://example.org/rotas" in body


def test_S29_a_recommendation_is_asked_in_words_and_reminded_of_once(
    planner: Planner, ana: PersonId, owner: Profile, later: Callable[[int], None]
) -> None:
    planner.people.edit(ana, vouches_for=("the release rota",))
    draft = planner.drafts.compose(ana, purpose="recommendation")
    assert draft.template == "recommendation-colleague"
    assert "Kettlebrook" in draft.body and "about the release rota" in draft.body and "«" not in draft.body
    assert planner.steps.sent(ana).kind is StepKind.RECOMMENDATION_ASK
    assert [row.state for row in planner.views.recommendations()] == ["asked"]
    later(15)
    reminder = next(s for s in opened(planner, ana) if s.cadence == "recommendation")
    assert reminder.kind is StepKind.FOLLOW_UP
    for step in opened(planner, ana):
        if step.id != reminder.id:
            planner.steps.skip(step.id)
    draft = planner.drafts.compose(ana)
    assert draft.template == "recommendation-reminder"


def test_a_referral_that_is_asked_for_starts_its_own_cadence_and_leaves_an_open_first_touch(
    planner: Planner, ana: PersonId, fernwick: CompanyId, owner: Profile
) -> None:
    first = opened(planner, ana)[0]
    assert first.kind is StepKind.FIRST_TOUCH
    planner.steps.log(ana, "talk", on=dt.date(2026, 11, 20))
    planner.leads.add(fernwick, title="Staff Engineer", job_id="FW-7")
    draft = planner.drafts.compose(ana, purpose="referral")
    assert draft.step is None
    asked = planner.steps.sent(ana, as_is=True)
    assert asked.kind is StepKind.REFERRAL_ASK
    nudge = next(s for s in opened(planner, ana) if s.cadence == "referral-ask")
    for step in opened(planner, ana):
        if step.id != nudge.id:
            planner.steps.skip(step.id)
    draft = planner.drafts.compose(ana)
    assert draft.template == "referral-nudge" and "Staff Engineer" in draft.body


def test_a_draft_nobody_has_changed_is_filled_when_its_facts_are_told(planner: Planner, ana: PersonId) -> None:
    draft = planner.drafts.compose(ana)
    assert "«hook" in draft.body
    planner.people.edit(ana, hook="your note on index rebuilds")
    planner.people.edit(ana, question="What would you measure first?")
    filled = planner.drafts.latest(ana)
    assert filled.id == draft.id and "index rebuilds" in filled.body and "measure first?" in filled.body and "«" not in filled.body
    assert filled.versions == () and filled.step == draft.step
    planner.undo()
    assert "«question" in planner.drafts.latest(ana).body, "one undo takes back the fact and the words made of it"
    planner.drafts.save(draft.id, "Hi Ana, my own words.")
    planner.people.edit(ana, hook="another thing")
    assert planner.drafts.latest(ana).body == "Hi Ana, my own words."


def test_a_draft_made_for_an_occasion_keeps_the_facts_of_that_occasion(planner: Planner, ana: PersonId) -> None:
    facts = {"target": "Gus Marsh", "because": "He runs the rota you asked about."}
    draft = planner.drafts.compose(ana, purpose="give", template="introduce-two", facts=facts)
    planner.people.edit(ana, hook="your note on index rebuilds")
    assert planner.drafts.latest(ana).body == draft.body


def test_a_first_message_that_was_never_sent_gives_way_when_they_write_first(planner: Planner, ana: PersonId) -> None:
    first = planner.drafts.compose(ana)
    planner.steps.replied(ana, text="Thursday?")
    assert planner.drafts.outlived_by(ana)
    asked = planner.steps.sent(ana)
    assert asked.kind is StepKind.REPLY_OWED and asked.draft is None, "the text of the first message is not what went out"
    assert planner.drafts.latest(ana).id == first.id
    planner.steps.replied(ana, text="And Friday?")
    draft = planner.drafts.compose(ana)
    assert draft.template == "reply" and not planner.drafts.outlived_by(ana)
