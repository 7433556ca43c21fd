"""Company strings against target companies: the examples the rules were written from, one by one."""

from __future__ import annotations

import pytest

from outreach.domain.kinds import MatchVerdict
from outreach.domain.matching import Match, Matcher, parse_names
from outreach.paths import shipped_data

HERE, FORMER, RELATED, POSSIBLE, NO = MatchVerdict.HERE, MatchVerdict.FORMER, MatchVerdict.RELATED, MatchVerdict.POSSIBLE, MatchVerdict.NO


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(parse_names((shipped_data() / "company_aliases.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("string", "target", "verdict", "tier"),
    [
        ("Google ", "Google", HERE, "T1"),
        ("google", "Google LLC", HERE, "T1"),
        ("𝗚𝗼𝗼𝗴𝗹𝗲", "Google", HERE, "T1"),
        ("G\u200boogle", "Google", HERE, "T1"),
        ("Johnson &amp; Johnson", "Johnson & Johnson", HERE, "T1"),
        ("Go Daddy", "GoDaddy", HERE, "T1"),
        ("J.P. Morgan", "JP Morgan", HERE, "T1"),
        ("Bexholt GmbH & Co. KG", "Bexholt", HERE, "T1"),
        ("Bexholt", "Bexholt Sp. z o.o.", HERE, "T1"),
        ("株式会社ベクスホルト", "ベクスホルト", HERE, "T1"),
        ("ООО «Бексхольт»", "Бексхольт", HERE, "T1"),
        ("ISTANBUL BEXHOLT A.Ş.", "İstanbul Bexholt", HERE, "T1"),
        ("Muenster Bexholt", "Münster Bexholt", HERE, "T1"),
        ("JPMorgan Chase & Co.", "JPMorganChase", HERE, "T1"),
        ("Facebook", "Meta", HERE, "T2"),
        ("Meta", "Facebook", HERE, "T2"),
        ("华为技术有限公司", "Huawei", HERE, "T2"),
        ("Huawei", "华为", HERE, "T2"),
        ("Google - Mountain View", "Google", HERE, "T1"),
        ("Amazon, Seattle WA", "Amazon", HERE, "T1"),
        ("Shopify Inc. (NYSE: SHOP)", "Shopify", HERE, "T1"),
        ("Bexholt Brasil", "Bexholt", HERE, "T3"),
        ("Bexholt UK&I", "Bexholt", HERE, "T3"),
        ("Accenture in India", "Accenture", HERE, "T3"),
        ("Deloitte India (Offices of the US)", "Deloitte", HERE, "T3"),
        ("AMAZON DEVELOPMENT CENTRE (INDIA) PRIVATE LIMITED", "Amazon", HERE, "T2"),
        ("Bexholt dba Larkspur", "Larkspur", HERE, "T1"),
        ("Bexholt (formerly Quorvane)", "Bexholt", HERE, "T1"),
        ("Bexholt (formerly Quorvane)", "Quorvane", HERE, "T2"),
        ("Bexholt | Quorvane", "Bexholt", HERE, "T1"),
        ("Software Engineer at Bexholt", "Bexholt", HERE, "T1"),
        ("YouTube", "Google", RELATED, "T4"),
        ("Google", "YouTube", RELATED, "T4"),
        ("Google Cloud", "Google", RELATED, "T4"),
        ("IBM Cloud", "IBM", RELATED, "T4"),
        ("Siemens Mobility", "Siemens", RELATED, "T4"),
        ("Citadel Securities", "Citadel", RELATED, "T4"),
        ("Bexholt, a Quorvane company", "Quorvane", RELATED, "T4"),
        ("Bexholt (part of Quorvane)", "Quorvane", RELATED, "T4"),
        ("Bexholt Robotics", "Bexholt", POSSIBLE, "T5"),
        ("Bexholt", "Bexholt Robotics", POSSIBLE, "T5"),
        ("Bexhotl", "Bexholt", POSSIBLE, "T5"),
        ("Bexholts", "Bexholt", POSSIBLE, "T5"),
        ("BQR", "Bexholt Quorvane Robotics", POSSIBLE, "T5"),
        ("United", "United Airlines", POSSIBLE, "T5"),
        ("Merck", "Merck KGaA", POSSIBLE, "T5"),
        ("Oracle DBA", "Oracle", POSSIBLE, "T5"),
        ("MIT Pune", "MIT", POSSIBLE, "T5"),
        ("Kmart Australia", "Kmart", POSSIBLE, "T5"),
        ("Merck India", "Merck & Co.", POSSIBLE, "T5"),
        ("Toyota of Exampleville", "Toyota", POSSIBLE, "T5"),
        ("IKEA of Sweden AB", "IKEA", HERE, "T3"),
        ("University of Michigan Dubai", "University of Michigan", POSSIBLE, "T5"),
        ("Universität Wien", "University of Vienna", HERE, "T1"),
        ("Slack Technologies, LLC", "Slack", HERE, "T2"),
        ("Google via Qualitest Group", "Google", POSSIBLE, "contractor"),
        ("Bexholt (client: Quorvane)", "Quorvane", POSSIBLE, "contractor"),
        ("Contractor at Bexholt", "Bexholt", POSSIBLE, "contractor"),
        ("Freelance & Netflix", "Netflix", POSSIBLE, "contractor"),
        ("Bexholt | Quorvane", "Quorvane", POSSIBLE, "contractor"),
        ("Quorvane/Bexholt", "Bexholt", POSSIBLE, "contractor"),
        ("Ex-Google", "Google", FORMER, "former"),
        ("Xoogler", "Google", FORMER, "former"),
        ("Previously at Bexholt", "Bexholt", FORMER, "former"),
        ("Bexholt (retired)", "Bexholt", FORMER, "former"),
        ("Bexholt | ex-Quorvane", "Quorvane", FORMER, "former"),
        ("Google Developer Group Exampleville", "Google", NO, "affiliation"),
        ("Bexholt Alumni", "Bexholt", NO, "affiliation"),
        ("Bexholt Reseller", "Bexholt", NO, "affiliation"),
        ("Freelance", "Freelancer.com", NO, "placeholder"),
        ("N/A", "N/A", NO, "placeholder"),
        ("Stealth AI Startup", "Stealth Monitoring", NO, "placeholder"),
        ("Freelance Graphic Designer", "Graphic", NO, "placeholder"),
        ("Autónomo", "Autónomo", NO, "placeholder"),
        ("Metabase", "Meta", NO, "none"),
        ("The Citadel", "Citadel", NO, "none"),
        ("Chase Corporation", "Chase", NO, "none"),
        ("Target Australia", "Target", NO, "none"),
        ("Merck KGaA", "Merck & Co.", NO, "none"),
        ("Eggshell Studio", "Shell", NO, "none"),
        ("Bank of Africa", "Bank of America", NO, "none"),
        ("", "Bexholt", NO, "placeholder"),
    ],
)
def test_a_company_string_gets_its_verdict_and_tier(matcher: Matcher, string: str, target: str, verdict: MatchVerdict, tier: str):
    match = matcher.match(string, target)
    assert (match.verdict, match.tier) == (verdict, tier)


@pytest.mark.parametrize("string", ["Compass Ltd", "Compass Corporation", "The Compass", "Compass India", "Compass Group"])
def test_an_everyday_word_never_becomes_the_target_by_dropping_something(matcher: Matcher, string: str):
    assert matcher.match(string, "Harbor").verdict is NO
    assert matcher.match(string.replace("Compass", "Harbor"), "Harbor").verdict is POSSIBLE


@pytest.mark.parametrize(
    "string", ["Freelance Writer", "Self-employed / Freelance", "Freiberufler", "自由职业", "フリーランス", "Open to work", "-", "…"]
)
def test_a_placeholder_has_no_key_and_no_employer(matcher: Matcher, string: str):
    assert matcher.key(string) == ""
    assert matcher.employer(string) == ""


@pytest.mark.parametrize(
    "name", ["Self Financial", "Freelancer.com", "Consultant Connect", "Stealth Monitoring", "Home Depot", "Western Union"]
)
def test_a_company_that_sounds_like_a_placeholder_is_still_itself(matcher: Matcher, name: str):
    assert matcher.match(name, name).verdict is HERE
    assert matcher.match(f"{name}, Inc.", name).verdict is HERE


def test_keys_agree_on_spellings_and_keep_aliases_apart(matcher: Matcher):
    assert matcher.key("Bexholt, Inc.") == matcher.key("BEXHOLT")
    assert matcher.key("Facebook") != matcher.key("Meta")
    assert matcher.employer("Facebook") == matcher.employer("Meta Platforms, Inc.")


def test_an_address_at_the_targets_domain_settles_a_possible_match(matcher: Matcher):
    settled = matcher.match("Bexholt Robotics", "Bexholt", email="ana@uk.bexholt.example", domain="bexholt.example")
    assert (settled.verdict, settled.tier) == (HERE, "domain")
    assert matcher.match("Bexholt Robotics", "Bexholt", email="ana@notbexholt.example", domain="bexholt.example").verdict is POSSIBLE
    assert matcher.match("Metabase", "Meta", email="ana@meta.example", domain="meta.example").verdict is NO


def test_an_address_at_a_mailbox_provider_settles_nothing(matcher: Matcher):
    assert matcher.match("Google Health Lab", "Google", email="ana@gmail.com", domain="gmail.com").verdict is POSSIBLE


def test_a_decision_is_taken_before_any_rule():
    plain = Matcher(parse_names(""))
    decided = {(plain.key("Bexholt"), plain.key("Bexholt Robotics")): HERE, (plain.key("Quorvane"), plain.key("Quorvane")): NO}
    matcher = Matcher(parse_names(""), decided)
    assert matcher.match("Bexholt Robotics", "Bexholt") == Match(HERE, "decision", "You decided this once.")
    assert matcher.match("Quorvane", "Quorvane").verdict is NO
    assert matcher.match("Bexholt Robotics", "Quorvane").verdict is NO
    assert plain.deciding(decided).match("Quorvane", "Quorvane").verdict is NO
    assert plain.match("Quorvane", "Quorvane").verdict is HERE


def test_every_match_says_why_in_one_sentence(matcher: Matcher):
    for string in ("Google", "Facebook", "Google UK", "YouTube", "Ex-Google", "Google Health Lab", "Freelance", "Nobody"):
        why = matcher.match(string, "Google").why
        assert why.endswith(".")
        assert "\n" not in why


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Spotfy", ["Spotify"]),
        ("Deloite GmbH", ["Deloitte"]),
        ("Bexhlot", ["Bexholt"]),
        ("bexholt gmbh", []),
        ("Zebra Kites", []),
        ("Spotify", []),
        ("Ster", []),
        ("n/a", []),
    ],
)
def test_a_target_a_letter_away_from_a_name_that_is_known_may_have_been_meant_for_it(matcher: Matcher, typed: str, meant: list[str]):
    assert matcher.meant(typed, ("Bexholt", "Star", "Marlow Foods")) == meant


def test_a_known_company_is_never_matched_by_a_slip_all_the_same(matcher: Matcher):
    assert matcher.match("Spotify", "Spotfy").verdict is NO
