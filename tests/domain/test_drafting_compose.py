"""Composition: facts in, gaps where there are none, and nothing that a template or a value could smuggle in."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from outreach.domain.drafting.acquaintance import faded
from outreach.domain.drafting.compose import compose
from outreach.domain.drafting.render import MAX_OUTPUT, render
from outreach.domain.drafting.slots import GAPS, first_name
from outreach.domain.drafting.templates import Template
from outreach.domain.kinds import Channel, EvidenceKind, Purpose
from outreach.domain.model import Company, Evidence, Person, PersonId, Profile
from outreach.text import CleanText

TODAY = dt.date(2026, 11, 23)
ANA = Person(id=PersonId(1), name=CleanText("Ana Ruiz"))
FERNWICK = Company(name=CleanText("Fernwick Labs"))


def template(body: str, subject: str = "") -> Template:
    return Template(id="t", title="t", purposes=(Purpose.LEARN,), channels=(Channel.MESSAGE,), subject=subject, body=body)


def composed(body: str, person: Person = ANA, evidence: tuple[Evidence, ...] = (), **extra: str) -> Any:
    return compose(template(body), person, FERNWICK, evidence, (), None, TODAY, extra)


def proof(kind: EvidenceKind, **more: Any) -> Evidence:
    return Evidence(person=PersonId(1), kind=kind, **more)


def test_a_missing_fact_leaves_a_gap_that_asks_for_it() -> None:
    made = composed("Hi {first}, {hook}")
    assert made.body == "Hi Ana, «hook: what did you last talk about, or what of theirs did you read?»"
    assert made.gaps == ("hook",) and made.slots == {"first": "Ana"}


def test_an_optional_slot_without_a_fact_leaves_no_trace() -> None:
    assert composed("Hi {first}. {offer?} Bye.\n\n{question?}\n\n{me?}").body == "Hi Ana. Bye."


def test_braces_inside_a_value_stay_letters() -> None:
    person = replace(ANA, hook=CleanText("your {company} and {{hook}} and {0.__class__}."))
    assert composed("{hook}", person).body == "Your {company} and {{hook}} and {0.__class__}."


@pytest.mark.parametrize(
    "evil",
    ["{c.__init__.__globals__}", "{0:>999999999}", "{person}", "{first!r}", "{notes}", "{first.name}", "{__class__}", "{ first }"],
)
def test_anything_but_a_known_slot_shows_as_an_error(evil: str) -> None:
    made = composed(f"Hi {evil} there")
    assert made.body == f"Hi «?{evil[1:-1]}» there"
    assert made.gaps and made.slots == {}


@pytest.mark.parametrize("foreign", ["{{first}}", "${first}", "%(first)s", "{{ 7*7 }}", "<%= first %>"])
def test_the_marks_of_other_template_languages_do_nothing_of_their_own(foreign: str) -> None:
    body = composed(foreign).body
    assert "49" not in body and "object at" not in body


def test_the_output_is_capped() -> None:
    person = replace(ANA, hook=CleanText("x" * 900 + "."))
    assert len(composed("{hook}" * 200, person).body.encode()) <= MAX_OUTPUT


@given(body=st.text(max_size=300), value=st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_the_renderer_raise_or_show_an_object(body: str, value: str) -> None:
    text, _, _ = render(body, {"hook": value, "first": "Ana"})
    assert "object at 0x" not in text.replace(value, "").replace(body, "")
    assert len(text.encode("utf-8", "replace")) <= MAX_OUTPUT


@given(value=st.text(alphabet="{}abc fisrt?«»", max_size=60))
@settings(max_examples=100, deadline=None)
def test_a_value_comes_through_as_it_is(value: str) -> None:
    assert render("<{hook}>", {"hook": value, "first": "NEVER"})[0] == (f"<{value}>" if value else f"<«hook: {GAPS['hook']}»>")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ana Ruiz", "Ana"),
        ("Dr. Ilse Brandt, PhD", "Ilse"),
        ("ANA RUIZ", "Ana"),
        ("Mei (May) Tanaka", "Mei"),
        ("J. Okafor", "J. Okafor"),
        ("Jean-Luc Moreau", "Jean-Luc"),
        ("Željka Župan", "Željka"),
        ("田中 美", "田中"),
        ("AJ Stone", "AJ"),
        ("", ""),
    ],
)
def test_the_greeting_uses_the_first_name_without_title_or_aside(name: str, first: str) -> None:
    assert first_name(name) == first


KETTLEBROOK = CleanText("Kettlebrook")
MEETUP = CleanText("the Lisbon meetup")
FERRY = CleanText("on the ferry")
INES = CleanText("Ines Kovac")
MARSH = CleanText("Marsh University")


@pytest.mark.parametrize(
    ("evidence", "to_tom", "to_ana"),
    [
        (
            proof(EvidenceKind.WORKED_TOGETHER, on=dt.date(2019, 1, 1), until=dt.date(2021, 1, 1), detail=KETTLEBROOK),
            "We worked together at Kettlebrook from 2019 to 2021.",
            "You may remember me from Kettlebrook, where we worked together from 2019 to 2021.",
        ),
        (
            proof(EvidenceKind.WORKED_TOGETHER, on=dt.date(2025, 1, 1), until=dt.date(2026, 6, 1), detail=KETTLEBROOK),
            "We worked together at Kettlebrook from 2025 to 2026.",
            "You and I were colleagues at Kettlebrook from 2025 to 2026.",
        ),
        (
            proof(EvidenceKind.WORKED_TOGETHER, on=dt.date(2019, 1, 1), detail=KETTLEBROOK),
            "We worked together at Kettlebrook.",
            "You and I were colleagues at Kettlebrook.",
        ),
        (
            proof(EvidenceKind.MET, on=dt.date(2024, 3, 9), detail=MEETUP),
            "We met at the Lisbon meetup in March 2024.",
            "You may remember me: we met at the Lisbon meetup in March 2024.",
        ),
        (
            proof(EvidenceKind.MET, on=dt.date(2026, 4, 9), detail=MEETUP),
            "We met at the Lisbon meetup in April.",
            "Our ways crossed at the Lisbon meetup in April.",
        ),
        (proof(EvidenceKind.MET, on=dt.date(2026, 11, 3)), "We met this month.", "Our ways crossed this month."),
        (proof(EvidenceKind.MET, detail=FERRY), "We met on the ferry.", "Our ways crossed on the ferry."),
        (proof(EvidenceKind.SPOKE, on=dt.date(2026, 10, 30)), "We spoke last month.", "You and I spoke last month."),
        (proof(EvidenceKind.SPOKE, on=dt.date(2024, 3, 9)), "We spoke in March 2024.", "You may remember me: we spoke in March 2024."),
        (
            proof(EvidenceKind.EMAILED, on=dt.date(2025, 12, 9)),
            "We e-mailed in December 2025.",
            "You and I exchanged e-mails in December 2025.",
        ),
        (
            proof(EvidenceKind.MESSAGES, on=dt.date(2020, 1, 1), until=dt.date(2022, 5, 1), sent=2, received=1),
            "We last wrote to each other in May 2022.",
            "Our last messages go back to May 2022.",
        ),
        (
            proof(EvidenceKind.MESSAGES, on=dt.date(2020, 1, 1), until=dt.date(2026, 5, 1), sent=2, received=1),
            "We last wrote to each other in May.",
            "You and I last wrote to each other in May.",
        ),
        (
            proof(EvidenceKind.INTRODUCED, on=dt.date(2026, 11, 20), detail=INES),
            "Ines Kovac introduced us this month.",
            "We know each other through Ines Kovac, who introduced us this month.",
        ),
        (
            proof(EvidenceKind.SHARED_EMPLOYER, detail=KETTLEBROOK),
            "I used to work at Kettlebrook too.",
            "Like you, I once worked at Kettlebrook.",
        ),
        (proof(EvidenceKind.SAME_SCHOOL, detail=MARSH), "We both studied at Marsh University.", "Like you, I studied at Marsh University."),
        (
            proof(EvidenceKind.CONNECTED, on=dt.date(2020, 2, 1)),
            "We have been connected here since February 2020.",
            "We connected here in February 2020.",
        ),
    ],
)
def test_how_we_know_is_worded_by_the_strongest_record_its_age_and_the_name(evidence: Evidence, to_tom: str, to_ana: str) -> None:
    records = (proof(EvidenceKind.ENDORSED_ME, on=dt.date(2020, 1, 1)), evidence)
    tom = replace(ANA, name=CleanText("Tom Okafor"))
    for person, said in ((tom, to_tom), (ANA, to_ana)):
        assert {composed("{how_we_know}", person, records).body for _ in range(3)} == {said}


def test_a_message_after_a_year_reminds_them_where_its_template_does_not() -> None:
    met = (proof(EvidenceKind.MET, on=dt.date(2024, 3, 9), detail=MEETUP),)
    body = "Hi {first},\n\n{question}"
    asked = replace(ANA, question=CleanText("What surprised you?"))
    reminded = compose(template(body), asked, FERNWICK, met, (), None, TODAY, remind=True)
    assert reminded.body == "Hi Ana,\n\nYou may remember me: we met at the Lisbon meetup in March 2024. What surprised you?"
    assert "how_we_know" in reminded.slots
    assert compose(template(body), asked, FERNWICK, met, (), None, TODAY).body == "Hi Ana,\n\nWhat surprised you?"
    own = template("Hi {first}, {how_we_know} {question}")
    assert compose(own, asked, FERNWICK, met, (), None, TODAY, remind=True).body.count("Lisbon") == 1
    assert compose(template(body), asked, FERNWICK, (), (), None, TODAY, remind=True).body == "Hi Ana,\n\nWhat surprised you?"
    assert faded(met, (), TODAY) and not faded((), (), TODAY)
    assert not faded((*met, proof(EvidenceKind.SPOKE, on=dt.date(2026, 10, 1))), (), TODAY)


def test_an_invitation_is_reminded_only_while_its_note_stays_short_enough() -> None:
    met = (proof(EvidenceKind.MET, on=dt.date(2024, 3, 9), detail=MEETUP),)
    for extra, reminded in (("", True), ("and more of the same " * 5, False)):
        note = template("Hi {first}, I would like to follow what you do next, and learn from it. " + extra)
        made = compose(note, ANA, FERNWICK, met, (), None, TODAY, channel=Channel.INVITE, remind=True)
        assert made.body.startswith("Hi Ana, you may remember me") is reminded
        assert len(made.body) <= 200


def test_a_sentence_behind_a_comma_starts_small_but_for_names_and_I() -> None:
    introduced = (proof(EvidenceKind.INTRODUCED, detail=INES),)
    tom = replace(ANA, name=CleanText("Tom Okafor"), hook=CleanText("your talk on rotas"))
    assert composed("Hi {first}, {how_we_know}", tom, introduced).body == "Hi Tom, Ines Kovac introduced us."
    assert composed("Hi {first}, {hook}", tom).body == "Hi Tom, I was thinking of your talk on rotas."
    assert composed("Hi {first}, {how_we_know}", tom, (proof(EvidenceKind.MET, detail=FERRY),)).body == "Hi Tom, we met on the ferry."


def test_messages_only_one_side_wrote_are_no_tie() -> None:
    one_sided = proof(EvidenceKind.MESSAGES, on=dt.date(2020, 1, 1), until=dt.date(2022, 5, 1), sent=3)
    assert composed("{how_we_know}", evidence=(one_sided,)).gaps == ("how_we_know",)


def test_the_users_own_words_on_how_they_know_each_other_come_first() -> None:
    person = replace(ANA, how_i_know=CleanText("the Thursday choir"))
    assert composed("{how_we_know}", person).body == "We know each other from the Thursday choir."
    sentence = replace(ANA, how_i_know=CleanText("We sang in the same choir"))
    assert composed("{how_we_know}", sentence).body == "We sang in the same choir."
    placed = replace(ANA, how_i_know=CleanText("through the Thursday choir"))
    assert composed("{how_we_know}", placed).body == "We know each other through the Thursday choir."


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ("your talk on rotas", "I was thinking of your talk on rotas."),
        ("The release checklist", "I was thinking of the release checklist."),
        ("I still use the checklist we wrote", "I still use the checklist we wrote."),
        ("Congratulations on the new role!", "Congratulations on the new role!"),
    ],
)
def test_a_hook_of_a_few_words_becomes_a_sentence(hook: str, said: str) -> None:
    assert composed("{hook}", replace(ANA, hook=CleanText(hook))).body == said


def test_a_question_gets_its_mark_and_its_capital() -> None:
    assert composed("{question}", replace(ANA, question=CleanText("what surprised you most"))).body == "What surprised you most?"


def test_unknown_extra_facts_are_left_out_and_known_ones_fill_their_slots() -> None:
    made = composed("{role} {notes}", role="Platform Engineer", notes="secret")
    assert made.body == "Platform Engineer «?notes»"


def test_the_sender_signs_with_their_own_first_name() -> None:
    made = compose(template("{me?}"), ANA, None, (), (), Profile(name=CleanText("Robin Vale")), TODAY)
    assert made.body == "Robin"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("what the simulator still cannot tell you", "Would you tell me what the simulator still cannot tell you?"),
        ("why you left consulting", "Would you tell me why you left consulting?"),
        ("how long it took you", "Would you tell me how long it took you?"),
        ("whether it was worth it", "Would you tell me whether it was worth it?"),
        ("how do you decide", "How do you decide?"),
        ("what changed first", "What changed first?"),
        ("who decides that a release is done", "Who decides that a release is done?"),
        ("Which part of the review surprised you?", "Which part of the review surprised you?"),
        ("what the hell?", "What the hell?"),
        ("what people do you miss", "What people do you miss?"),
    ],
)
def test_an_indirect_question_is_put_as_one_that_can_be_asked(typed: str, asked: str) -> None:
    assert composed("{question}", replace(ANA, question=CleanText(typed))).body == asked


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("our release checklist", "If it helps, I am glad to share our release checklist."),
        ("happy to tell you what we learned", "Happy to tell you what we learned."),
        ("introduce you to Mei", "If it helps, I am glad to introduce you to Mei."),
        ("Send you my notes.", "If it helps, I am glad to send you my notes."),
        ("I can test the beta", "I can test the beta."),
    ],
)
def test_an_offer_of_a_few_words_becomes_a_sentence(typed: str, said: str) -> None:
    assert composed("{offer}", replace(ANA, offer=CleanText(typed))).body == said


def test_a_channel_without_a_subject_line_gets_none() -> None:
    both = template("Hi", subject="{role}")
    assert compose(both, ANA, None, (), (), None, TODAY, channel=Channel.MESSAGE).gaps == ()
    assert compose(both, ANA, None, (), (), None, TODAY, channel=Channel.EMAIL).gaps == ("role",)
