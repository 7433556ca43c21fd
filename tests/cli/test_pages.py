"""What every reading verb prints, as it was when somebody last looked: the page at 80 columns, and the shape of its JSON.

After a change that was looked at: ``OUTREACH_GOLDENS=write`` before the test command, then read the diff.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.goldens import held

from outreach.cli.verbs import VERBS
from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.model import Person
from outreach.domain.network import Contact
from outreach.paths import Paths
from outreach.planner import Planner, keeping, open_planner
from outreach.planner.sample import plant
from outreach.text import clean

if TYPE_CHECKING:
    from tests.cli.conftest import Run

FOLDER = Path(__file__).parent / "goldens"
ARCHIVE = Path(__file__).parents[1] / "fixtures" / "Complete_LinkedInDataExport_10-06-2026.zip"
MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)

PAGES: dict[str, tuple[str, ...]] = {
    "help": ("--help",),
    "today": ("today", "--json"),
    "today-all": ("today", "--all"),
    "today-brief": ("today", "--brief"),
    "explain": ("explain", "Viggo", "--json"),
    "budget": ("budget", "--json"),
    "forecast": ("forecast", "--json"),
    "simulate": ("simulate", "--weeks", "6", "--json"),
    "simulate-two": ("simulate", "--weeks", "6", "--cadence", "insider-3b7", "--cadence", "linkedin-invite"),
    "when": ("when", "3bd", "--json"),
    "demo": ("demo", "--print"),
    "import": ("import", str(ARCHIVE), "--dry-run", "--json"),
    "suggestions": ("suggestions", "--json"),
    "preflight": ("preflight", "--json"),
    "start": ("start", "--json"),
    "shield": ("shield", "--json"),
    "questions": ("questions", "--json"),
    "company": ("company", "list", "--json"),
    "company-show": ("company", "show", "Fernwick", "--json"),
    "company-ask": ("company", "ask", "Fernwick", "--json"),
    "company-workforce": ("company", "workforce", "Fernwick", "--json"),
    "lead": ("lead", "list", "--json"),
    "insiders": ("insiders", "Fernwick", "--json"),
    "paths": ("paths", "Fernwick", "--json"),
    "match": ("match", "Google", "Google Cloud", "Googol", "ex-Google", "--json"),
    "network": ("network", "engineer", "--json"),
    "dormant": ("dormant", "--json"),
    "dormant-all": ("dormant", "--all"),
    "teachers": ("teachers", "--json"),
    "person-show": ("person", "show", "Ana Ruiz", "--json"),
    "person-show-history": ("person", "show", "Saoirse", "--json"),
    "drill": ("drill", "--list", "--json"),
    "inbound": ("inbound", "--json"),
    "introductions": ("introductions", "--json"),
    "referral": ("referral", "Saoirse", "--json"),
    "ledger": ("ledger", "--json"),
    "ledger-of": ("ledger", "Saoirse", "--json"),
    "needs": ("needs", "--json"),
    "needs-word": ("needs", "review", "--json"),
    "link": ("link", "--json"),
    "recommendations": ("recommendations", "--json"),
    "news": ("news", "--json"),
    "recruiters": ("recruiters", "--json"),
    "reputation": ("reputation", "--json"),
    "draft": ("draft", "Ana Ruiz", "--json"),
    "draft-templates": ("draft", "Ana Ruiz", "--templates"),
    "versions": ("versions", "Ana Ruiz", "--json"),
    "proof": ("proof", "--json"),
    "outcomes": ("outcomes", "--json"),
    "insights": ("insights", "--json"),
    "insights-split": ("insights", "--by", "channel", "--by", "weekday"),
    "export": ("export", "plan", "Fernwick"),
    "history": ("history", "--json"),
    "backup": ("backup", "--list", "--json"),
    "restore": ("restore", "1", "--dry-run", "--json"),
    "merge": ("merge", "--json"),
    "check": ("check", "--json"),
    "where": ("where", "--json"),
    "practices": ("practices", "--json"),
    "practices-one": ("practices", "S06"),
    "config": ("config", "--json"),
    "themes": ("themes", "--json"),
}
"""By the name of its golden: what is asked. With ``--json`` it is asked twice, without it for the page and with it for the shape."""

WRITING = {
    *("evidence", "overrule", "sent", "replied", "log", "todo"),
    *("done", "snooze", "skip", "retire", "pin", "undo", "redo", "forget", "serve"),
}
"""Verbs told by what they change, and tried with that."""

TABLES = {"keys"}
"""Verbs that print a table held elsewhere: that of the actions is tried with the screens."""


def furnish(planner: Planner) -> None:
    """What the sample search has not come to yet, so that no page stands empty."""
    known = {person.name: person.id for person in planner.store.all(Person)}
    ana, viggo, saoirse = known["Ana Ruiz"], known["Viggo Thwaite"], known["Saoirse Bell"]
    company = planner.store.get(Person, ana).company
    assert company is not None
    planner.people.edit(ana, phone="+351 555 0100", i_would_vouch="yes", can_help_me_with="incident reviews", zone="Asia/Tokyo")
    planner.people.edit(
        saoirse, i_would_vouch="yes", i_can_help_with="a second reader for her review notes", shared_interests="release trains"
    )
    planner.people.edit(viggo, bridge=saoirse, shared_interests="release trains")
    planner.homework.answer(company, "How do new positions come about?", "mostly when a team splits", by=saoirse)
    planner.companies.edit(company, workforce="many came from laboratories", website="https://fernwick.example")
    planner.recommendations.given(saoirse, text="a year of calm reviews")
    planner.recommendations.asked(ana)
    planner.introductions.made(saoirse, viggo)
    planner.reputations.mark([viggo], "unsure", note="a word from somebody who knows them first")
    planner.drafts.save(planner.drafts.compose(ana).id, "Hi Ana, what surprised you about the reviews when you joined?")
    planner.proof.add("Cut release time at Kettlebrook from a day to an hour")
    with planner.store.transaction("Contacts") as tx:
        for at, (name, employer) in enumerate((("Wilma Ashgate", "Fernwick"), ("Sam Holloway", "Fernwick Laboratories"))):
            tx.add(
                Contact(
                    key=f"q{at}", name=clean(name), company=clean(employer), position=clean("Engineer"), connected_on=dt.date(2020, 1, 1)
                )
            )
    keeping.back_up(planner)
    planner.steps.log(saoirse, "good news", text="they won the tender")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample search and more, made once."""
    folder = tmp_path_factory.mktemp("planted")
    planner = open_planner(Paths(data=folder / "data", config=folder / "config"), FixedClock(MONDAY), Config())
    try:
        plant(planner)
        furnish(planner)
    finally:
        planner.close()
    return folder / "data"


@pytest.fixture
def look(run: Run, data: Path, planted: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Ask the planted plan, from a machine whose clock goes by UTC and whose home is nobody's."""
    shutil.copytree(planted, data)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("HOME", "/home/robin")
    time.tzset()
    monkeypatch.setenv("OUTREACH_NOW", "2026-11-23T09:00")
    yield run
    monkeypatch.undo()
    time.tzset()


def shape(value: Any, at: str = "") -> set[str]:
    """The paths of a JSON text, each with the kind of what stands there: ``due[].step int``."""
    if isinstance(value, dict):
        return {line for key, one in value.items() for line in shape(one, f"{at}.{key}" if at else key)}
    if isinstance(value, list):
        return {line for one in value for line in shape(one, f"{at}[]")} or {f"{at}[]"}
    return {f"{at} {type(value).__name__}"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_it_did(look: Run, data: Path, name: str) -> None:
    words = [word for word in PAGES[name] if word != "--json"]
    said = look(*words, status=None)
    lines = [f"$ outreach {' '.join(words)}  -> {said.status}", said.out.rstrip("\n")]
    if said.err:
        lines += ["", "beside it:", said.err.rstrip("\n")]
    if "--json" in PAGES[name]:
        found = look(*PAGES[name], status=None)
        lines += ["", f"its JSON:  -> {found.status}", *sorted(shape(json.loads(found.out)))]
    text = "\n".join(lines).replace(str(data.parent), "FOLDER").replace(f"{ARCHIVE.parent}/", "") + "\n"
    if str(data.parent) in said.out:
        text = re.sub(" {2,}", "  ", re.sub("─+", "─", text))  # a column is as wide as the folder's name is long
    held(FOLDER / f"{name}.txt", text.encode("utf-8"))


def test_every_verb_that_reads_has_its_page() -> None:
    asked = {words[0] for words in PAGES.values()}
    assert set(VERBS) - asked - WRITING - TABLES == set(), "a page for these in PAGES, or among WRITING when they only change something"


def test_no_page_is_kept_of_what_is_asked_no_more() -> None:
    assert {golden.stem for golden in FOLDER.glob("*.txt")} - set(PAGES) == set()
