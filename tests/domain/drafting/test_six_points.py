"""The six points of a first message, one at a time."""

from __future__ import annotations

import pytest
from support.drafts import PHRASES, evidence, person, with_

from outreach.domain.drafting.reading import DraftContext, Reading
from outreach.domain.drafting.sixpoint import six_points
from outreach.domain.kinds import Channel, Purpose
from outreach.domain.model import Profile
from outreach.text import clean

SHORT, ADVICE, JOINED, QUESTION, INTEREST, THEM = (
    "under 75 words",
    "advice, not a job",
    "connection first",
    "one question",
    "interest narrow and broad",
    "mostly about them",
)


def ticks(body: str, **fields: object) -> dict[str, bool]:
    """The points and whether each is kept."""
    return dict(six_points(Reading(body), with_(**fields), PHRASES))


@pytest.mark.parametrize(("words", "kept"), [(0, False), (1, True), (74, True), (75, False)])
def test_a_message_has_words_and_fewer_than_75_of_them(words: int, kept: bool) -> None:
    assert ticks(" ".join(["word"] * words))[SHORT] is kept


@pytest.mark.parametrize(
    ("body", "kept"), [("Could you get me a job?", False), ("I am not asking for a job, only for your view.", True), ("", False)]
)
def test_it_asks_for_advice_and_no_job(body: str, kept: bool) -> None:
    assert ticks(body)[ADVICE] is kept


@pytest.mark.parametrize(
    ("purpose", "channel", "held_to"),
    [
        (Purpose.LEARN, Channel.MESSAGE, [SHORT, ADVICE, JOINED, QUESTION, INTEREST, THEM]),
        (None, Channel.MESSAGE, [SHORT, ADVICE, JOINED, QUESTION, INTEREST, THEM]),
        (Purpose.RECONNECT, Channel.MESSAGE, [SHORT, ADVICE, JOINED, THEM]),
        (Purpose.CONNECT, Channel.INVITE, [SHORT, ADVICE, JOINED, THEM]),
        (Purpose.LEARN, Channel.INVITE, [SHORT, ADVICE, JOINED, THEM]),
        (None, Channel.INVITE, [SHORT, ADVICE, JOINED, THEM]),
        (Purpose.THANK_YOU, Channel.MESSAGE, []),
    ],
)
def test_it_is_held_to_what_its_purpose_and_its_channel_have_room_for(
    purpose: Purpose | None, channel: Channel, held_to: list[str]
) -> None:
    assert list(ticks("We worked together.", purpose=purpose, channel=channel)) == held_to


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("We worked together in Bergen. Rain fell. Snow fell.", True),
        ("Rain fell. We worked together in Bergen. Snow fell.", True),
        ("Rain fell. Snow fell. We worked together in Bergen.", False),
        ("You spoke at the fair. Rain fell.", True),
        ("Thank you for the slides. Rain fell.", True),
        ("Rain fell.", False),
        ("We worked together.", True),
        ("", False),
    ],
)
def test_what_joins_the_two_stands_in_the_first_or_second_sentence(body: str, kept: bool) -> None:
    assert ticks(body)[JOINED] is kept


@pytest.mark.parametrize(
    "known",
    [
        {"person": person(hook="the sourdough starter")},
        {"person": person(how_i_know="neighbours in sourdough")},
        {"evidence": (evidence(detail="sourdough course"),)},
        {"evidence": (evidence(detail="sourdough course"),), "person": None},
    ],
)
def test_a_fact_on_record_joins_them_too(known: dict[str, object]) -> None:
    assert ticks("Sourdough came up again. Rain fell.", **known)[JOINED]
    assert not ticks("Sourdough came up again. Rain fell.")[JOINED]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("Your talk on lighthouses stayed with me; how do other teams see it?", True),
        ("Your talk on lighthouses stayed with me.", False),
        ("How do other teams see it?", False),
        ("Hello.", False),
    ],
)
def test_the_interest_is_in_something_of_theirs_and_in_more_than_one_company(body: str, kept: bool) -> None:
    assert ticks(body)[INTEREST] is kept


def test_the_craft_of_either_is_broad_enough() -> None:
    body = "Your talk on lighthouses stayed with me, as an actuary."
    assert not ticks(body)[INTEREST]
    assert ticks(body, profile=Profile(headline=clean("Actuary, pensions")))[INTEREST]
    assert ticks(body, person=person(position="Chief Actuary"))[INTEREST]
    assert not ticks(body, person=None)[INTEREST]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("I came. I saw. I left. You won.", False),
        ("I came. I saw. You won. You left.", True),
        ("I came and I saw what you won when you left.", True),
        ("I came. I saw. We won. We left.", True),
        ("I came. I saw. Us it suits. It suits us.", True),
        ("I came. I saw. Our day came. Our day went.", True),
        ("I came. I saw. Together at last. Together again.", True),
        ("I came. I saw. I won. Together at last.", False),
        ("Rain fell. Snow fell. Hail fell.", True),
        ("", False),
    ],
)
def test_half_of_the_sentences_are_about_them_or_you_outnumbers_i(body: str, kept: bool) -> None:
    assert ticks(body)[THEM] is kept


def test_a_loose_text_is_held_to_all_six() -> None:
    assert len(six_points(Reading("We worked together."), DraftContext(), PHRASES)) == 6
