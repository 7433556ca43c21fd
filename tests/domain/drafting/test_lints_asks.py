"""What is asked and given: each check at its borders, and the practice every finding comes from."""

from __future__ import annotations

import datetime as dt

import pytest
from support.drafts import evidence, found, person, said, with_

from outreach.domain.drafting import asks, claims, form, wording
from outreach.domain.drafting.checker import Lint
from outreach.domain.drafting.reading import DraftContext
from outreach.domain.kinds import Channel, EvidenceKind, PersonKind, Purpose, Severity, StepKind, StepState
from outreach.domain.model import Company, PersonId, Step
from outreach.text import CleanText


@pytest.mark.parametrize(
    ("lint", "body", "context", "subject", "sources"),
    [
        (asks.job_ask, "are you hiring", with_(), "", {"S48"}),
        (asks.attachment, "please find my resume attached", with_(), "", {"S28"}),
        (asks.ask_in_thanks, "are you hiring", with_(purpose=Purpose.THANK_YOU), "", {"S57"}),
        (asks.no_offer, "Could you introduce me?", with_(purpose=Purpose.INTRODUCTION), "", {"S23"}),
        (asks.no_question, "You do fine work.", with_(), "", {"S14"}),
        (asks.no_hook, "Hello you.", with_(), "", {"S34"}),
        (asks.no_reason, "Hello you.", with_(channel=Channel.INVITE), "", {"S33"}),
        (asks.no_tie, "Hello you.", with_(last_contact_days=366), "", {"S35"}),
        (form.gaps, "«hook»", with_(), "«hook»", {"S32"}),
        (form.empty, "", with_(), "", {"S32"}),
        (form.empty, "", with_(channel=Channel.INVITE), "", {"S33"}),
        (form.greeting, "Hi Bo, hello", with_(), "", {"S32"}),
        (form.shouting, "well!!", with_(), "", {"S40"}),
        (claims.figures, "I saved 40 %", with_(), "", {"S37"}),
        (claims.multiples, "I doubled it", with_(), "", {"S37"}),
        (claims.spelled_figures, "I saved two million", with_(), "", {"S37"}),
        (wording.confidential, "project heron", with_(confidential=("heron",)), "heron", {"S39"}),
        (wording.employer, "at Tidewater", with_(current_employer="Tidewater"), "Tidewater", {"S72"}),
        (wording.other_company, "at Nimbus", with_(other_companies=("Nimbus",)), "", {"S32"}),
        (wording.default_text, "I'd like to add you to my professional network", with_(), "", {"S32"}),
    ],
)
def test_every_finding_names_the_practice_it_comes_from(
    lint: Lint, body: str, context: DraftContext, subject: str, sources: set[str]
) -> None:
    assert {one.source for one in found(lint, body, context, subject)} == sources


def test_an_introducer_who_is_not_named_is_missed() -> None:
    known = with_(evidence=(evidence(EvidenceKind.INTRODUCED, "Tom Berg"), evidence(EvidenceKind.MET, "Kit Lane")))
    (one,) = found(asks.no_introducer, "Hi Ana, who decides?", known)
    assert (one.rule, one.severity, one.source, one.fix) == ("no-introducer", Severity.WARN, "S56", "start with Tom")
    assert found(asks.no_introducer, "Hi Ana, Tom sent me.", known) == []
    assert found(asks.no_introducer, "Hi Ana, who?", with_(evidence=(evidence(EvidenceKind.INTRODUCED),))) == []
    assert found(asks.no_introducer, "Hi Ana, «hook» who?", known) == []
    assert found(asks.no_introducer, "", known) == []
    assert found(asks.no_introducer, "Hi Ana", with_(first_touch=False, introduced=True, evidence=known.evidence)) == []


@pytest.mark.parametrize(
    ("context", "severity"),
    [
        (with_(), "block"),
        (with_(evidence=(evidence(),)), "warn"),
        (with_(first_touch=False), None),
        (with_(purpose=Purpose.REFERRAL), None),
        (with_(person=person(kind=PersonKind.RECRUITER)), None),
    ],
)
def test_asking_for_a_job_is_gravest_from_a_stranger(context: DraftContext, severity: str | None) -> None:
    expected = [("job-ask", severity, "are you hiring")] if severity else []
    assert said(asks.job_ask, "Well, are you hiring?", context) == expected


@pytest.mark.parametrize("body", ["How are you hiring?", "Why is your team hiring?", "I do not ask: are you hiring?"])
def test_a_question_about_how_they_hire_and_a_denial_are_no_asking(body: str) -> None:
    assert said(asks.job_ask, body) == []


def test_papers_are_for_later_unless_denied_or_said_already() -> None:
    assert said(asks.attachment, "I attached my resume.") == [("attachment", "warn", "attached my")]
    assert said(asks.attachment, "I have not attached my resume.") == []
    assert said(asks.attachment, "I attached my resume.", with_(first_touch=False)) == []
    assert said(asks.attachment, "I attached my resume.", with_(person=person(kind=PersonKind.RECRUITER))) == []


def asked(purpose: Purpose = Purpose.ADVICE) -> Step:
    at = dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)
    return Step(kind=StepKind.FIRST_TOUCH, purpose=purpose, person=PersonId(1), state=StepState.DONE, done_at=at)


def test_a_second_request_wants_something_given_first() -> None:
    (one,) = found(asks.second_ask, "Could you look at it?", with_(purpose=Purpose.ADVICE, steps=(asked(),)))
    assert (one.rule, one.severity, one.source) == ("second-ask", Severity.WARN, "S24")
    assert found(asks.second_ask, "Could you look at it?", with_(purpose=Purpose.ADVICE)) == []
    assert found(asks.second_ask, "Could you look at it?", with_(purpose=Purpose.LEARN, steps=(asked(),))) == []


def test_thanks_ask_for_nothing_more() -> None:
    thanks = with_(purpose=Purpose.REPORT_BACK)
    assert said(asks.ask_in_thanks, "Thank you. Are you hiring?", thanks) == [("ask-in-thanks", "warn", "Are you hiring")]
    assert said(asks.ask_in_thanks, "Thank you. I do not ask: are you hiring?", thanks) == []
    assert said(asks.ask_in_thanks, "Thank you. Are you hiring?") == []


def test_a_favour_leaves_a_way_out() -> None:
    for purpose in (Purpose.INTRODUCTION, Purpose.REFERRAL):
        assert said(asks.no_offer, "Could you?", with_(purpose=purpose)) == [("no-offer", "hint", "")]
    assert said(asks.no_offer, "Could you? No is fine.", with_(purpose=Purpose.REFERRAL)) == []
    assert said(asks.no_offer, "", with_(purpose=Purpose.REFERRAL)) == []
    assert said(asks.no_offer, "Could you?") == []


def test_a_message_that_wants_to_learn_asks_something() -> None:
    assert said(asks.no_question, "You do fine work.") == [("no-question", "warn", "")]
    for context in (with_(channel=Channel.INVITE), with_(purpose=Purpose.CONNECT)):
        assert said(asks.no_question, "You do fine work.", context) == []
    for body in ("What changed?", "", "You do «hook» work.", "I wonder how you do it."):
        assert said(asks.no_question, body) == []


@pytest.mark.parametrize(
    "body",
    [
        "Your talk on rotas was fine.",
        "I read “The quiet rota” twice.",
        "Fine work on Lighthouse here.",
        "Rotas lighthouse pagers swaps.",
        "I met the rota.",
    ],
)
def test_something_only_they_could_have_been_sent_is_a_hook(body: str) -> None:
    known = with_(evidence=(evidence(EvidenceKind.MET, "rota"),))
    assert said(asks.no_hook, body, known) == []


@pytest.mark.parametrize(
    ("body", "context"),
    [
        ("Hello Ana, fine day.", with_()),
        ("Hello Ana, you are at Fernwick Labs, I see.", with_(company=Company(name=CleanText("Fernwick Labs")))),
        ("Hello Ana, being Engineer at Larkspur.", with_(person=person(position="Engineer", employer="Larkspur"))),
        ("Hello Ana, see me on LinkedIn on Monday. MBA and HR.", with_()),
        ("I like you. I think I'm fine.", with_(purpose=Purpose.FOLLOW_UP, first_touch=False)),
        ("I like you. I'm fine.", with_(purpose=Purpose.CONNECT, first_touch=False)),
    ],
)
def test_what_every_mailing_has_is_no_hook(body: str, context: DraftContext) -> None:
    assert said(asks.no_hook, body, context) == [("no-hook", "warn", "")]


def test_where_no_hook_is_wanted_none_is_missed() -> None:
    for context in (with_(first_touch=False), with_(person=person(kind=PersonKind.RECRUITER))):
        assert said(asks.no_hook, "Hello Ana.", context) == []
    assert said(asks.no_hook, "") == said(asks.no_hook, "Hi «hook» you") == []


def test_an_invitation_gives_a_reason() -> None:
    invite = with_(channel=Channel.INVITE)
    assert said(asks.no_reason, "Hello you.", invite) == [("no-reason", "warn", "")]
    for body in ("", "Hello «hook».", "Who are you?", "I would like to learn from you."):
        assert said(asks.no_reason, body, invite) == []
    assert said(asks.no_reason, "Hello you.") == []


@pytest.mark.parametrize(
    ("days", "said_"),
    [(None, ""), (365, ""), (366, "over a year"), (729, "over a year"), (730, "2 years"), (1_200, "3 years")],
)
def test_after_a_year_of_silence_they_are_reminded(days: int | None, said_: str) -> None:
    messages = [one.message for one in found(asks.no_tie, "Hello you.", with_(last_contact_days=days))]
    assert messages == ([f"last contact was {said_} ago, and nothing reminds them of it"] if said_ else [])


def test_a_reminder_is_a_shared_word_or_a_fact_that_is_no_note() -> None:
    long_ago = {"last_contact_days": 500}
    note, met = evidence(EvidenceKind.NOTE, "lighthouse"), evidence(EvidenceKind.MET, "lighthouse")
    assert said(asks.no_tie, "The lighthouse.", with_(evidence=(note,), **long_ago)) == [("no-tie", "warn", "")]
    assert said(asks.no_tie, "The lighthouse.", with_(evidence=(met,), **long_ago)) == []
    for body in ("Our rota.", "Remember me.", "", "Hello «hook»."):
        assert said(asks.no_tie, body, with_(**long_ago)) == []
    assert said(asks.no_tie, "Hello you.", with_(purpose=Purpose.THANK_YOU, **long_ago)) == []
