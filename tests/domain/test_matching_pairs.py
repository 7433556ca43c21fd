"""How often the matcher is right on two labelled tables, and that the quick search finds what the slow one finds."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.kinds import MatchVerdict
from outreach.domain.matching import Matcher, parse_names
from outreach.paths import shipped_data

FIXTURES = Path(__file__).parent.parent / "fixtures"
Pair = tuple[str, str, str]


def pairs(name: str) -> list[Pair]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["connection_company"], row["target_company"], row["match"]) for row in rows]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(parse_names((shipped_data() / "company_aliases.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(("table", "rows"), [("company_pairs.tsv", 131), ("company_pairs_own.tsv", 960)])
def test_an_automatic_yes_is_nearly_always_right_and_most_are_found(matcher: Matcher, table: str, rows: int):
    labelled = pairs(table)
    said = [matcher.match(string, target).verdict is MatchVerdict.HERE for string, target, _ in labelled]
    right = sum(here and label == "yes" for here, (_, _, label) in zip(said, labelled, strict=True))
    assert len(labelled) == rows
    assert right / sum(said) >= 0.97
    assert right / sum(label == "yes" for _, _, label in labelled) >= 0.93


@pytest.mark.parametrize("table", ["company_pairs.tsv", "company_pairs_own.tsv"])
def test_no_other_company_is_ever_taken_for_the_target(matcher: Matcher, table: str):
    wrong = [(s, t) for s, t, label in pairs(table) if label == "no" and matcher.match(s, t).verdict is MatchVerdict.HERE]
    assert wrong == []


def test_the_quick_search_finds_exactly_what_comparing_every_string_finds(matcher: Matcher):
    table = pairs("company_pairs.tsv") + pairs("company_pairs_own.tsv")
    strings = list(dict.fromkeys(string for string, _, _ in table))
    for target in list(dict.fromkeys(target for _, target, _ in table))[::4]:
        slow = {s: m for s in strings if (m := matcher.match(s, target)).verdict is not MatchVerdict.NO}
        assert matcher.candidates(strings, target) == slow, target


def test_a_decided_string_is_found_however_it_is_spelled():
    names = parse_names('[words]\nlegal = "ltd"')
    key = Matcher(names).key
    matcher = Matcher(names, {(key("Bexholt"), key("Unlike Anything")): MatchVerdict.RELATED})
    assert set(matcher.candidates(["Unlike Anything Ltd", "Something Else"], "Bexholt")) == {"Unlike Anything Ltd"}


def test_every_name_that_is_an_employer_means_itself(matcher: Matcher):
    for string, target, _ in pairs("company_pairs.tsv") + pairs("company_pairs_own.tsv"):
        for name in (string, target):
            if matcher.key(name):
                assert matcher.match(name, name).verdict is MatchVerdict.HERE, name


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["Google", "X", "İşbank", "華為", "AT&T", "(", ""]))
def test_no_text_from_outside_breaks_the_matcher(string: str, target: str):
    matcher = Matcher(parse_names('[same]\n"Google" = ["谷歌"]\n[words]\nlegal = "inc"\nplaces = "india"\nplaceholder = "none"'))
    found = matcher.match(string, target)
    assert (string in matcher.candidates([string], target)) == (found.verdict is not MatchVerdict.NO)
    assert matcher.match(target, string).verdict in MatchVerdict
