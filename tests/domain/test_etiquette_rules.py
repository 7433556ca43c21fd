"""The rule book: complete, explained, and changeable by the user with clear errors."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from support.judging import cleared

from outreach.domain.etiquette import inbound
from outreach.domain.etiquette.verdict import PREDICATES, Situation, VerdictKind, parse_rules, verdict
from outreach.domain.kinds import Channel, EvidenceKind, PersonState, Purpose, Severity
from outreach.domain.model import Evidence, Override, Person, PersonId
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.restraints import FIRM, MILD, Restraint
from outreach.errors import BadInput
from outreach.text import CleanText

TEXT = (Path(__file__).parents[2] / "outreach" / "data" / "rules.toml").read_text("utf-8")
RULES = parse_rules(TEXT)
TODAY = dt.date(2026, 11, 23)
ANA = Person(id=PersonId(1), name=CleanText("Ana Ruiz"), hook=CleanText("her talk"))
INVITE = Situation(person=ANA, purpose=Purpose.CONNECT, channel=Channel.INVITE, day=TODAY)


def test_every_rule_has_a_predicate_and_every_predicate_a_rule() -> None:
    looked_at = set(PREDICATES) | inbound.RULES
    assert set(RULES.rules) - looked_at == set(), "rules without a predicate in the RULES of a module of domain/etiquette"
    assert looked_at - set(RULES.rules) == set(), "predicates without an entry in data/rules.toml"


def test_every_rule_says_what_why_and_where_from() -> None:
    for rule in RULES.rules.values():
        assert rule.title and rule.group, rule.id
        assert rule.practices, f"{rule.id} carries out no row of data/practices.toml"
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
    own = parse_rules(TEXT, '[[rule]]\nid = "dormant"\nseverity = "warn"\nparameters = { days = 10 }\n')
    assert own["dormant"].number("days") == 10 and own["dormant"].level("strict") is Severity.WARN
    assert own["dormant"].title == RULES["dormant"].title
    partly = parse_rules(TEXT, '[[rule]]\nid = "thin"\nseverity = { open = "off" }\n')
    assert partly["thin"].level("open") is None and partly["thin"].level("strict") is Severity.BLOCK


def test_a_rule_on_time_that_does_not_block_holds_nothing_back_in_the_schedule() -> None:
    assert RULES.lifted("balanced") == MILD == Rules(cadences={}).lifted
    assert RULES.lifted("strict") == frozenset()
    assert RULES.lifted("open") == {Restraint.STRANGERS, Restraint.COMPANY_GAP, Restraint.WEEK}
    own = parse_rules(TEXT, '[[rule]]\nid = "rest"\noff = true\n\n[[rule]]\nid = "turn"\nseverity = "warn"\n')
    assert own.lifted("strict") == {Restraint.REST, Restraint.TURN}


def test_no_policy_softens_the_users_own_word_on_a_person_or_company() -> None:
    own = parse_rules(TEXT, "".join(f'[[rule]]\nid = "{rule}"\noff = true\n' for rule in FIRM))
    assert own.lifted("strict") == frozenset()


def test_every_restraint_of_the_schedule_is_a_rule_with_a_predicate() -> None:
    assert set(Restraint) <= set(PREDICATES)
    assert not any(RULES[rule].parameters for rule in Restraint)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ('# mine\n\n[[rule]]\nid = "sprey"\noff = true\n', "rules.toml:3: no rule is called 'sprey': did you mean spray?"),
        ('[[rule]]\nid = "dormant"\nparameters = { dayz = 3 }\n', "rules.toml:1: dormant has no parameter 'dayz': it has days"),
        ('[[rule]]\nid = "dormant"\nparameters = { days = "x" }\n', "dormant.days must be a number"),
        ('[[rule]]\nid = "dormant"\nparameters = { days = -1 }\n', "dormant.days must be a number"),
        ('[[rule]]\nid = "dormant"\nparameters = { days = true }\n', "rules.toml:3"),
        ('[[rule]]\nid = "rest"\nparameters = { days = 3 }\n', "rest has no parameter 'days': set [limits.rest] in limits.toml"),
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
    assert verdict(cleared(paused), RULES).kind is VerdictKind.OTHER_WAY
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
    assert verdict(cleared(both), RULES).until == dt.date(2027, 1, 19)
    later = Situation(person=msgspec.structs.replace(ANA, state=PersonState.LATER), evidence=met, purpose=Purpose.LEARN, day=TODAY)
    assert (verdict(cleared(later), RULES).word, verdict(cleared(later), RULES).until) == ("later", None)


@pytest.mark.parametrize("policy", ["strict", "balanced", "open"])
def test_no_combination_of_purpose_and_channel_makes_a_rule_raise(policy: str) -> None:
    for purpose, channel in itertools.product((None, *Purpose), Channel):
        made = verdict(cleared(Situation(person=ANA, purpose=purpose, channel=channel, day=TODAY, policy=policy)), RULES)
        assert made.word and all(f.says and f.change for f in made.findings)


def test_everything_the_data_promises_waits_for_a_day_that_is_still_to_come() -> None:
    for purpose, channel in itertools.product(Purpose, Channel):
        made = verdict(Situation(person=ANA, purpose=purpose, channel=channel, day=TODAY), RULES)
        assert made.until is None or made.until > TODAY
