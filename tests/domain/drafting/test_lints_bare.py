"""A superlative without its noun and an age without its years; and thirty messages that use such words and mean no harm."""

from __future__ import annotations

import pytest
from support.drafts import said

from outreach.domain.drafting import bare


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("Let me be clear: I am the best.", "the best"),
        ("I'm the best, and I would prove it.", "the best"),
        ("Honestly, I am simply the very best at what I do.", "the very best"),
        ("I’m the greatest in my field!", "the greatest"),
        ("I am the best you will find.", "the best"),
    ],
)
def test_a_superlative_without_a_noun_is_a_claim(body: str, marked: str) -> None:
    assert said(bare.boasts, body) == [("superlative", "warn", marked)]


@pytest.mark.parametrize(
    "body", ["I'm 54.", "I am 47, with two offers behind me.", "I’m already 61 and still curious.", "I am 38 years old."]
)
def test_an_age_as_a_bare_number_is_more_than_they_need(body: str) -> None:
    assert [(rule, severity) for rule, severity, _ in said(bare.ages, body)] == [("oversharing", "warn")]


HARMLESS = (
    "I am the best man at a wedding on Friday, so Monday suits me better.",
    "I'm the best person to ask about our old release checklist, if you ever need it.",
    "I am not the best at small talk, so here is my question.",
    "I'm hardly the greatest cook, but the soup at the meetup was mine.",
    "My daughter says I'm the best, but she has not seen my tests.",
    "Am I the best contact for this, or is it Tom?",
    "If I am the best you can find for the panel, I will come.",
    "You joked that I'm the greatest. I still owe you a coffee for it.",
    "I doubt I am the best judge, so I would rather ask you.",
    "I do not think I'm the smartest in the room, which is why I write.",
    "I am the greatest fan of your talk on release trains.",
    "I'm the best placed of us three to send the notes.",
    "They call me when I'm the best of two bad choices.",
    "The best part of your talk was the end. I am still thinking of it.",
    "I'm 54 pages into your handbook and stuck at the reviews.",
    "I am 30 minutes away from your office on Thursdays.",
    "I'm 21 on the waiting list for your workshop.",
    "I am 40, 45 minutes late at most if the train is.",
    "I'm 50 percent sure it was you who asked about rollbacks.",
    "I am 24 hours behind on mail, so forgive the delay.",
    "I'm 45 rows from the stage, look for the green scarf.",
    "I am number 32 in the queue for your course.",
    "At the charity run I'm 67, look for the number on my back.",
    "In seat order I am 22, you are 23.",
    "I'm 60/40 between the two teams; which would you pick?",
    "I am 20 and 30 kilometres from the two sites.",
    "Would it matter that I'm 54?",
    "I am 25 tickets short of the number that you asked about.",
    "I'm 35 commits in and your guide still holds.",
    "I am at page 48. It is the best chapter so far.",
)


@pytest.mark.parametrize("body", HARMLESS)
def test_the_same_words_in_a_harmless_message_are_left_alone(body: str) -> None:
    assert [*said(bare.boasts, body), *said(bare.ages, body)] == []
