"""Phrases are found word by word: any case, any blanks, gaps, alternatives and open endings."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.drafting.wordmatch import Index


def found(phrase: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Index([(phrase, "g")]).scan(text).get("g", ())]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("touch base", "Let us Touch   Base soon", ["Touch   Base"]),
        ("touch base", "touch\nbase", ["touch\nbase"]),
        ("touch base", "touch, base", []),
        ("touch base", "untouch base", []),
        ("follow-up", "a follow up, a follow-up", ["follow up", "follow-up"]),
        ("I can't", "I can’t and I can't", ["I can’t", "I can't"]),
        ("your ~ talk", "your very long talk", ["your very long talk"]),
        ("your ~ talk", "your talk", ["your talk"]),
        ("your ~ talk", "your one two three four talk", []),
        ("your ~ talk", "your first. The talk", []),
        ("(is|are) ~ (hiring|recruiting)", "Is your team hiring? They are recruiting.", ["Is your team hiring", "are recruiting"]),
        ("micro*", "Microscopes and micro", ["Microscopes", "micro"]),
        ("my (mother's|father's) death", "my father’s death", ["my father’s death"]),
        ("my boss", "my boss's car", ["my boss's"]),
        ("thoughts?", "Any thoughts? My thoughts.", ["thoughts?"]),
        ("top 1%", "in the top 1% of", ["top 1%"]),
        ("", "anything", []),
        ("~", "anything", []),
    ],
)
def test_a_phrase_is_found_where_its_words_stand(phrase: str, text: str, hits: list[str]) -> None:
    assert found(phrase, text) == hits


def test_the_longest_phrase_wins_and_none_overlap() -> None:
    index = Index([("checking in", "g"), ("just checking in", "g"), ("in case", "g")])
    text = "just checking in case"
    assert [text[a:b] for a, b in index.scan(text)["g"]] == ["just checking in"]


def test_groups_do_not_hide_each_other() -> None:
    spans = Index([("looking for a job", "asks"), ("a job", "search")]).scan("looking for a job")
    assert set(spans) == {"asks", "search"}


@given(st.lists(st.text(max_size=20), max_size=6), st.text(max_size=120))
@settings(max_examples=80, deadline=None)
def test_no_phrase_and_no_text_make_it_raise_and_spans_are_in_order(phrases: list[str], text: str) -> None:
    for spans in Index((phrase, "g") for phrase in phrases).scan(text).values():
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


def test_a_choice_may_hold_several_words() -> None:
    index = Index([("(hope|I trust that) you (are well|had fun)", "group")])
    assert index.scan("I trust that you are well, and hope you had fun.")["group"] == ((0, 25), (31, 47))
    assert index.scan("I trust you are well") == {}
