"""Cadences as data: the shipped ones, the user's own on top, and errors that name file, line and field."""

from __future__ import annotations

import pytest

from outreach.domain.kinds import PersonKind, StepKind
from outreach.domain.model import Company, CompanyId, Person, PersonId
from outreach.domain.timing.cadence import Cadence, cadence_id_for, parse_cadences
from outreach.domain.timing.stages import CEILING, Toward, Trigger, Unit
from outreach.errors import BadInput
from outreach.paths import shipped_data
from outreach.text import clean

SHIPPED = (shipped_data() / "cadences.toml").read_text(encoding="utf-8")
STAGES: dict[str, list[tuple[str, int]]] = {
    "insider-3b7": [("first touch", 0), ("next insider", 3), ("follow-up", 7)],
    "linkedin-invite": [("invite", 0), ("follow-up", 1), ("next insider", 10), ("withdraw invitation", 21)],
    "warm-reconnect": [("first touch", 0), ("share", 7)],
    "introduced": [("reply owed", 1), ("thank-you", 24), ("report-back", 1), ("report-back", 1)],
    "informational": [("confirm", 1), ("thank-you", 24), ("report-back", 10), ("share", 5)],
    "referral-ask": [("referral ask", 0), ("follow-up", 5), ("report-back", 1)],
    "recruiter": [("first touch", 0), ("follow-up", 3), ("follow-up", 7)],
    "after-application": [("follow-up", 7), ("follow-up", 7)],
    "recommendation": [("recommendation ask", 0), ("follow-up", 10)],
}
"""Every shipped cadence: what its stages are, and how long after their triggers. A new one gets its line here."""


def person(**fields: object) -> Person:
    return Person(id=PersonId(1), name=clean("Ana"), **fields)  # type: ignore[arg-type]


def test_the_shipped_cadences_say_where_they_come_from_and_when_they_stop() -> None:
    cadences = parse_cadences(SHIPPED)
    for cadence in cadences.values():
        assert cadence.source, f"{cadence.id} has no source"
        assert cadence.stop, f"{cadence.id} does not say in words when it stops"
        assert 1 <= cadence.max_touches <= CEILING, cadence.id
        assert all(stage.label for stage in cadence.stages), f"a stage of {cadence.id} has no label"


def test_the_shipped_stages_are_the_practices() -> None:
    shipped = parse_cadences(SHIPPED)
    assert {id: [(stage.kind.value, stage.after) for stage in cadence.stages] for id, cadence in shipped.items()} == STAGES


def test_the_head_of_the_file_names_every_word_a_stage_may_use() -> None:
    head = " ".join(line for line in SHIPPED.splitlines() if line.startswith("#"))
    assert [str(word) for words in (Trigger, Unit, Toward) for word in words if str(word) not in head] == []


def test_an_introduction_is_strict_and_thanks_its_introducer_in_hours() -> None:
    introduced = parse_cadences(SHIPPED)["introduced"]
    thanks = introduced.stage(1, StepKind.THANK_YOU)
    assert introduced.strict
    assert thanks is not None
    assert (thanks.unit, thanks.toward, thanks.when, thanks.promise) == (Unit.HOURS, Toward.INTRODUCER, Trigger.INTRODUCED, True)


def test_a_cadence_of_ones_own_replaces_the_shipped_one_as_a_whole_and_leaves_the_others() -> None:
    own = '[cadences.recruiter]\nname = "Slow"\n[[cadences.recruiter.stages]]\nkind = "first touch"\nwhen = "start"\n'
    cadences = parse_cadences(SHIPPED, own)
    assert cadences["recruiter"].name == "Slow"
    assert len(cadences["recruiter"].stages) == 1
    assert set(cadences) == set(parse_cadences(SHIPPED))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[cadences.x\n", "your cadences.toml:1: "),
        ('\n\n[cadences.x]\nname = "a"\nmax_touches = 9\nstages = []\n', "your cadences.toml:3: cadence 'x': max_touches must be 1 to 3"),
        ('[cadences.x]\nname = "a"\nstages = []\n', "your cadences.toml:1: cadence 'x': needs at least one stage"),
        (
            '[cadences.x]\nname = "a"\n\n[[cadences.x.stages]]\nkind = "nope"\n',
            "your cadences.toml:4: cadence 'x': Invalid enum value 'nope'",
        ),
        ('[cadences.x]\nnam = "a"\n', "unknown field `nam` (did you mean 'name'?)"),
        ('[cadences.x]\nname = "a"\n[[cadences.x.stages]]\nkind = "invite"\nafterr = 3\n', "your cadences.toml:3: cadence 'x'"),
        ('[cadences.x]\nname = "a"\n[[cadences.x.stages]]\nkind = "invite"\nafterr = 3\n', "(did you mean 'after'?)"),
        (
            '[cadences.x]\nname = "a"\n[[cadences.x.stages]]\nkind = "invite"\nafter = 401\n',
            "your cadences.toml:3: cadence 'x': after must be 0 to 400",
        ),
        ('[cadences.x]\nname = "a"\n[[cadences.x.stages]]\nkind = "invite"\nafter = -1\n', "after must be 0 to 400"),
        ('[cadences.x]\nname = "a"\n[[cadences.x.stages]]\nkind = "invite"\nafter = nan\n', "cadence 'x': Expected `int`"),
        (
            (
                '[cadences.x]\nname = "a"\n[[cadences.x.stages]]\nkind = "invite"\nwhen = "start"\n'
                '[[cadences.x.stages]]\nkind = "share"\nwhen = "start"\n'
            ),
            "your cadences.toml:6: cadence 'x': only the first stage may start by itself",
        ),
        (
            '[cadences.x]\nname = "a"\n[[cadences.x.stages]]\nkind = "share"\nrepeat = true\n',
            "a stage that repeats needs an after of at least 1",
        ),
        ("cadences = 3\n", "cadences must be a table"),
        ("[other]\n", "your cadences.toml:1: no such table: 'other'"),
        ('[cadences."A b"]\nname = "q"\n', "cannot be a cadence's id"),
        ("[cadences]\nx = 3\n", "your cadences.toml:2: cadence 'x': Expected `object`, got `int`"),
    ],
)
def test_a_mistake_in_ones_own_file_names_the_line(text: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_cadences(SHIPPED, text)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("who", "where", "meant"),
    [
        (person(), Company(name=clean("Holt")), "insider-3b7"),
        (person(kind=PersonKind.RECRUITER), Company(name=clean("Holt")), "recruiter"),
        (person(kind=PersonKind.RECRUITER, cadence="warm-reconnect"), Company(name=clean("Holt")), "warm-reconnect"),
        (person(), Company(name=clean("Holt"), cadence="recruiter"), "recruiter"),
        (person(tags=(clean("Alumni"),)), Company(name=clean("Holt"), cadence="recruiter"), "slow"),
        (person(), Company(id=CompanyId(1), name=clean("Holt"), tags=(clean("alumni"),)), "slow"),
        (None, None, "insider-3b7"),
    ],
)
def test_person_before_tag_before_company_before_default(who: Person | None, where: Company | None, meant: str) -> None:
    slow = Cadence(id="slow", name="Slow", stages=(), tags=("alumni",))
    assert cadence_id_for(who, where, {**parse_cadences(SHIPPED), "slow": slow}, "insider-3b7") == meant
