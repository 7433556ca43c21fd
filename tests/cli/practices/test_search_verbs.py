"""The verbs around a whole search: its start, companies looked up, recruiters, news, outcomes, figures and the shield."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T09:00"


@pytest.fixture
def started(run: Run) -> Run:
    """One company and two people."""
    run("company", "add", "Fernwick Labs", now=MONDAY)
    run("person", "add", "Ana Ruiz", "--company", "Fernwick Labs", "--worked-closely", "yes")
    run("person", "add", "Tom Okafor", "--company", "Fernwick Labs", "--kind", "recruiter")
    return run


def test_the_start_remembers_offers_and_advocates(started: Run) -> None:
    started("person", "edit", "Ana", "--set", "standing_offer=ring me when you search", "--set", "vouches_for=calm on call")
    page = started("start").out
    assert "ring me when you search" in page
    assert "Fernwick Labs: 1" in page
    assert started("start", "--json").json["offers"][0]["name"] == "Ana Ruiz"


def test_old_ties_and_teachers_are_listed(started: Run) -> None:
    started("evidence", "add", "Ana", "spoke", "--on", "2021-05-01")
    assert "Ana Ruiz" in started("dormant").out
    assert started("dormant", "--json").json[0]["last_on"] == "2021-05-01"
    started("person", "edit", "Ana", "--kind", "up-and-comer")
    said = started("teachers")
    assert "Ana Ruiz" in said.out
    assert "without a question" in said.err


def test_a_company_is_looked_up_asked_about_and_remembered(started: Run) -> None:
    assert "· read" in started("company", "research", "fernwick").out
    started("company", "research", "fernwick", "read", "people")
    assert started("company", "research", "fernwick", "--json").json["read"] == "2026-11-23"
    started("company", "answer", "fernwick", "How do positions arise?", "when a team splits", "--by", "Ana")
    assert "when a team splits" in started("company", "ask", "fernwick").out
    assert started("company", "ask", "fernwick", "--json").json["answers"][0]["by"] == "Ana Ruiz"
    assert "when a team splits" in " ".join(started("company", "show", "fernwick").out.split())
    started("company", "workforce", "fernwick", "--note", "many began in support")
    assert started("company", "workforce", "fernwick", "--json").json["notes"] == "many began in support"
    assert "alumni" in started("company", "research", "fernwick", "gossip", status=64).err


def test_recruiters_and_what_they_promised(started: Run) -> None:
    assert "share no names" in started("recruiters").out
    started("recruiters", "log", "Tom", "--role", "Staff Engineer", "--client", "Fernwick Labs", "--next", "sends the brief", "--by", "fri")
    assert started("recruiters", "--json").json[0]["next"] == "sends the brief"


def test_news_becomes_a_hook(started: Run) -> None:
    started("news", "add", "Ana", "her talk on release trains", "--hook")
    assert "hook" in started("news").out
    assert started("news", "--json").json[0]["text"] == "her talk on release trains"


def test_reputation_is_said_of_a_whole_kind(started: Run) -> None:
    assert "Tom Okafor" in started("reputation", "--kind", "recruiter").out
    assert "avoid" in started("reputation", "avoid", "--kind", "recruiter", "--note", "trades in names").err
    assert started("reputation", "--kind", "recruiter", "--json").json[0]["reputation"] == "avoid"
    assert "say whom" in started("reputation", "avoid", status=64).err


def test_openings_outcomes_and_figures(started: Run) -> None:
    started("lead", "add", "fernwick", "--title", "Staff Engineer", "--kind", "word-from-a-contact", "--given-by", "Ana")
    assert "to be thanked" in started("lead", "list").out
    assert started("lead", "list", "fernwick", "--json").json[0]["given_by"] == "Ana Ruiz"
    started("log", "Ana", "referred")
    started("log", "Ana", "interview")
    said = started("outcomes")
    assert "Ana Ruiz referred you" in said.out
    assert "1 of 1 interview came through somebody" in said.err
    assert started("outcomes", "--json").json["interviews"] == 1
    page = started("insights")
    assert "people you can speak for" in page.out
    assert "published" in page.err
    assert started("insights", "--json").json["referrals"] == 1


def test_the_shield_exits_one_while_something_would_tell(started: Run) -> None:
    assert "No company" in started("shield").err
    started("company", "edit", "fernwick", "--current-employer", "yes")
    assert "Ana Ruiz" in started("shield").out
    started("draft", "Ana", "--purpose", "referral")
    assert "asks for referral" in started("shield", status=1).out
    assert started("shield", "--json", status=1).json["employers"] == ["Fernwick Labs"]


def test_the_proof_bank(run: Run) -> None:
    run("proof", "add", "cut build time by 40 %", now=MONDAY)
    assert run("proof", "--json").json == ["cut build time by 40 %"]
    assert "cut build time" in run("proof").out
    run("proof", "delete", "1")
    assert "Nothing yet" in run("proof").err


def test_sent_says_what_stood_against_it_and_an_override_keeps_its_reason(started: Run) -> None:
    said = started("sent", "Tom", "--channel", "invitation")
    assert "! invite people you know" in said.err
    assert "(rule evidence)" in said.err
    refused = started("sent", "Ana", "--override", "reserch", "--reason", "x", status=64)
    assert "did you mean research" in refused.err
    assert "say why" in started("sent", "Ana", "--override", "research", status=64).err
    started("sent", "Ana", "--override", "research", "--reason", "we spoke about it")


def test_the_unselected_are_listed_over_all_companies_or_at_one(started: Run) -> None:
    said = started("insiders", "--unselected")
    assert "Tom Okafor" in said.out and "Ana Ruiz" not in said.out and "--why-them" in said.err
    assert [row["name"] for row in started("insiders", "fernwick", "--unselected", "--json").json] == ["Tom Okafor"]
    assert "which company" in started("insiders", status=64).err
    started("person", "edit", "Tom", "--set", "why_them=how the team hires")
    assert "has a reason" in started("insiders", "--unselected").err


def test_an_endorsement_is_a_small_give(started: Run) -> None:
    started("recommendations", "endorsed", "Ana", "calm on call")
    assert "endorsed them for calm on call" in started("ledger", "Ana").out


def test_a_rule_is_overruled_for_a_draft(started: Run) -> None:
    assert "no unsent draft" in started("overrule", "Ana", "research", "--reason", "x", status=64).err
    started("draft", "Ana")
    started("overrule", "Ana", "research", "--reason", "we spoke about it")
    assert "did you mean research" in started("overrule", "Ana", "reserch", "--reason", "x", status=64).err


def test_under_policy_strict_sent_is_refused_until_overruled(started: Run, tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "config.toml").write_text('policy = "strict"\n', encoding="utf-8")
    refused = started("sent", "Ana", status=64)
    assert "overrule it with a reason" in refused.err
    names = [line.split(":")[0].strip() for line in refused.err.removeprefix("outreach: ").split("; ") if ":" in line]
    words = [word for name in names for word in ("--override", name)]
    started("sent", "Ana", *words, "--reason", "known for years")


def test_under_policy_strict_a_step_is_ticked_off_with_a_reason(started: Run, tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "config.toml").write_text('policy = "strict"\n', encoding="utf-8")
    refused = started("done", "Ana", status=64)
    names = [line.split(":")[0].strip() for line in refused.err.removeprefix("outreach: ").split("; ") if ":" in line]
    words = [word for name in names for word in ("--override", name)]
    started("done", "Ana", *words, "--reason", "known for years")


HOSTILE = "Jo\x1b]52;c;AAAA\x07nas \u202eVeld\x1b[31m [/red] =1+1"


def test_hostile_words_reach_neither_the_plan_nor_the_terminal(started: Run, data: Path) -> None:
    started("inbound", "add", HOSTILE, "--note", HOSTILE, "--position", HOSTILE)
    started("inbound", "ask", "1")
    started("inbound", "asked", "1")
    started("inbound", "answered", "1", "--text", HOSTILE, "--role", HOSTILE, "--client", HOSTILE)
    started("link", "add", "https://example.org/x", "--insight", HOSTILE, "--for", "Ana")
    started("news", "add", "Ana", HOSTILE, "--hook")
    started("company", "answer", "fernwick", HOSTILE, HOSTILE, "--by", "Ana")
    started("company", "workforce", "fernwick", "--note", HOSTILE)
    started("recruiters", "log", "Tom", "--role", HOSTILE, "--next", HOSTILE)
    started("reputation", "unsure", "Tom", "--note", HOSTILE)
    started("proof", "add", HOSTILE)
    shown = "".join(
        started(*words, status=None).out
        for words in (
            ("inbound",),
            ("inbound", "--json"),
            ("link",),
            ("news",),
            ("recruiters",),
            ("reputation",),
            ("proof",),
            ("company", "show", "fernwick"),
            ("company", "ask", "fernwick"),
            ("company", "workforce", "fernwick"),
            ("person", "show", "Ana"),
            ("start",),
            ("drill", "--list"),
        )
    )
    stored = "".join(path.read_text(encoding="utf-8") for path in data.glob("*.json"))
    for text in (shown, stored):
        assert "Veld" in text
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "\\u001b" not in stored
