"""The list of practices tells the truth: all seventy-two, each with a place that exists and a test that is there."""

from __future__ import annotations

import importlib
import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

from outreach.cli.command import VerbGroup
from outreach.cli.verbs import VERBS
from outreach.domain.practices import Practice, parse_practices
from outreach.errors import BadInput
from outreach.paths import shipped_data
from outreach.planner import Planner
from outreach.tui.catalogue import BY_ID

TEXT = (shipped_data() / "practices.toml").read_text(encoding="utf-8")
PRACTICES = parse_practices(TEXT)
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def named_tests() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        found.update(re.findall(r"^\s*(?:async )?def (test_S\d\d_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    return found


def test_every_practice_is_listed_once_in_order() -> None:
    assert [practice.id for practice in PRACTICES] == [f"S{number:02}" for number in range(1, 73)]


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.id)
def test_a_practice_names_a_test_of_its_own_that_exists(practice: Practice, named_tests: set[str]) -> None:
    assert practice.test.startswith(f"test_{practice.id}_")
    assert practice.test in named_tests


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.id)
def test_a_practice_names_modules_verbs_and_keys_that_exist(practice: Practice) -> None:
    assert practice.modules
    assert [m for m in practice.modules if importlib.util.find_spec(f"outreach.{m}") is None] == []
    assert [v for v in practice.verbs if not is_verb(v)] == []
    assert [k for k in practice.keys if k not in BY_ID] == []
    assert practice.verbs or practice.keys, "a practice is reached by a verb or a key"


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.id)
def test_a_practice_names_rules_that_carry_it_out(practice: Practice, planner: Planner) -> None:
    rules = planner.library.rules.rules
    assert [rule for rule in practice.rules if rule not in rules] == []


@pytest.mark.parametrize("practice", [p for p in PRACTICES if p.checks], ids=lambda practice: practice.id)
def test_a_practice_names_checks_the_checker_can_make(practice: Practice) -> None:
    rooms = (ROOT / "outreach" / "domain" / "drafting").glob("*.py")
    said = {word for room in rooms for word in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', room.read_text(encoding="utf-8"))}
    said |= set(tomllib.loads((shipped_data() / "phrases.toml").read_text(encoding="utf-8")))
    assert [check for check in practice.checks if check not in said] == []


def test_every_practice_a_rule_says_it_carries_out_is_on_the_list(planner: Planner) -> None:
    listed = {practice.id for practice in PRACTICES}
    named = {number for rule in planner.library.rules.rules.values() for number in rule.practices}
    assert named <= listed


def test_what_does_not_work_yet_says_what_it_lacks() -> None:
    assert [p.id for p in PRACTICES if (p.state == "works") == bool(p.lacks)] == []


def test_sources_are_article_titles() -> None:
    letters = {letter for practice in PRACTICES for letter in practice.source.split("; ") if len(letter) == 1}
    assert letters == set()


def test_a_list_that_names_one_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="twice"):
        parse_practices(TEXT + TEXT[TEXT.index("[[practice]]") :].split("\n\n")[0])


def is_verb(words: str) -> bool:
    first, _, rest = words.partition(" ")
    if first not in VERBS:
        return False
    if not rest:
        return True
    module, _, attribute = VERBS[first].target.partition(":")
    group = getattr(importlib.import_module(f"outreach.cli.{module}"), attribute)
    return isinstance(group, VerbGroup) and rest in group.verbs
