"""The rule book: complete, explained, and changeable by the user with clear errors."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest

from outreach.domain.etiquette import inbound
from outreach.domain.etiquette.verdict import PREDICATES, Situation, VerdictKind, parse_rules, verdict
from outreach.domain.kinds import Channel, EvidenceKind, PersonState, Purpose, Severity
from outreach.domain.model import Evidence, Override, Person, PersonId
from outreach.errors import BadInput
from outreach.text import CleanText

TEXT = (Path(__file__).parents[2] / "outreach" / "data" / "rules.toml").read_text("utf-8")
RULES = parse_rules(TEXT)
TODAY = dt.date(2026, 11, 23)
ANA = Person(id=PersonId(1), name=CleanText("Ana Ruiz"), hook=CleanText("her talk"))
INVITE = Situation(person=ANA, purpose=Purpose.CONNECT, channel=Channel.INVITE, day=TODAY)


def test_every_rule_has_a_predicate_and_every_predicate_a_rule() -> None:
    assert set(RULES.rules) == set(PREDICATES) | inbound.RULES


def test_every_rule_says_what_why_and_where_from() -> None:
    for rule in RULES.rules.values():
        assert rule.title and rule.group and rule.practices, rule.id
        assert rule.reason.endswith(".") and rule.reason.count(".") == 1, rule.id
        assert rule.source == "the method" or len(rule.source) > 10, rule.id
        assert set(rule.severity) == {"strict", "balanced", "open"}


def test_sources_are_the_articles_titles() -> None:
    assert RULES["spray"].source == "To link or not to link? 7 Considerations"
    assert RULES["evidence"].source.count(";") == 1


def test_strict_is_never_milder_than_balanced_nor_balanced_than_open() -> None:
    loud = {"off": 0, "hint": 1, "warn": 2, "block": 3}
    for rule in RULES.rules.values():
        levels = [loud[rule.severity[policy]] for policy in ("open", "balanced", "strict")]
        assert levels == sorted(levels), rule.id


def test_the_user_may_switch_a_rule_off() -> None:
    assert "evidence" in {f.rule for f in verdict(INVITE, RULES).findings}
    own = parse_rules(TEXT, '[[rule]]\nid = "evidence"\noff = true\n')
    assert "evidence" not in {f.rule for f in verdict(INVITE, own).findings}


def test_the_user_may_change_a_parameter_and_a_severity() -> None:
    own = parse_rules(TEXT, '[[rule]]\nid = "cool-down"\nseverity = "warn"\nparameters = { days = 10 }\n')
    assert own["cool-down"].number("days") == 10 and own["cool-down"].level("strict") is Severity.WARN
    assert own["cool-down"].title == RULES["cool-down"].title
    partly = parse_rules(TEXT, '[[rule]]\nid = "thin"\nseverity = { open = "off" }\n')
    assert partly["thin"].level("open") is None and partly["thin"].level("strict") is Severity.BLOCK


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ('# mine\n\n[[rule]]\nid = "sprey"\noff = true\n', "rules.toml:3: no rule is called 'sprey': did you mean spray?"),
        ('[[rule]]\nid = "cool-down"\nparameters = { dayz = 3 }\n', "rules.toml:1: cool-down has no parameter 'dayz': it has days"),
        ('[[rule]]\nid = "cool-down"\nparameters = { days = "x" }\n', "cool-down.days must be a number"),
        ('[[rule]]\nid = "cool-down"\nparameters = { days = -1 }\n', "cool-down.days must be a number"),
        ('[[rule]]\nid = "cool-down"\nparameters = { days = true }\n', "rules.toml:3"),
        ('[[rule]]\nid = "a"\n\n[[rule]]\nid = "spray"\nseverity = "loud"\n', "rules.toml:6"),
        ('[[rule]]\nid = "spray"\nwhy = "x"\n', "rules.toml:3"),
        ("[[rule]\n", "rules.toml"),
        ("[[rule]]\noff = true\n", "rules.toml:1"),
    ],
)
def test_a_broken_rule_file_names_file_line_and_what_is_wrong(extra: str, said: str) -> None:
    with pytest.raises(BadInput) as error:
        parse_rules(TEXT, extra)
    assert said in str(error.value)


def test_an_override_lets_the_step_go_and_keeps_the_reason() -> None:
    import msgspec

    overruled = msgspec.structs.replace(
        INVITE, overrides=tuple(Override(id, CleanText("we sang together"), TODAY) for id in ("evidence", "rapport"))
    )
    made = verdict(overruled, RULES)
    assert made.kind is VerdictKind.SEND
    assert {f.overruled for f in made.findings if f.rule in {"evidence", "rapport"}} == {"we sang together"}


def test_findings_come_worst_first() -> None:
    order = [Severity.BLOCK, Severity.WARN, Severity.HINT]
    levels = [order.index(f.severity) for f in verdict(INVITE, RULES).findings]
    assert levels == sorted(levels) and len(set(levels)) > 1


def test_dont_beats_another_way_and_another_way_beats_waiting() -> None:
    import msgspec

    paused = msgspec.structs.replace(INVITE, person=msgspec.structs.replace(ANA, paused_until=dt.date(2026, 12, 1)))
    assert verdict(paused, RULES).kind is VerdictKind.OTHER_WAY
    dropped = msgspec.structs.replace(paused, person=msgspec.structs.replace(paused.person, do_not_contact=True))
    assert verdict(dropped, RULES).kind is VerdictKind.DONT


def test_of_two_waits_the_longer_one_counts_and_a_wait_without_a_day_is_later() -> None:
    import msgspec

    met = (Evidence(person=PersonId(1), kind=EvidenceKind.MET, on=dt.date(2026, 4, 1)),)
    both = Situation(
        person=msgspec.structs.replace(ANA, paused_until=dt.date(2026, 12, 1), conflict_on=dt.date(2026, 11, 20)),
        evidence=met,
        purpose=Purpose.LEARN,
        day=TODAY,
    )
    assert verdict(both, RULES).until == dt.date(2027, 1, 19)
    later = Situation(person=msgspec.structs.replace(ANA, state=PersonState.LATER), evidence=met, purpose=Purpose.LEARN, day=TODAY)
    assert (verdict(later, RULES).word, verdict(later, RULES).until) == ("later", None)


@pytest.mark.parametrize("policy", ["strict", "balanced", "open"])
def test_no_combination_of_purpose_and_channel_makes_a_rule_raise(policy: str) -> None:
    for purpose, channel in itertools.product((None, *Purpose), Channel):
        made = verdict(Situation(person=ANA, purpose=purpose, channel=channel, day=TODAY, policy=policy), RULES)
        assert made.word and all(f.says and f.change for f in made.findings)


def test_everything_the_data_promises_waits_for_a_day_that_is_still_to_come() -> None:
    for purpose, channel in itertools.product(Purpose, Channel):
        made = verdict(Situation(person=ANA, purpose=purpose, channel=channel, day=TODAY), RULES)
        assert made.until is None or made.until > TODAY
