"""What each level of redaction lets through, tried with canaries in every format."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from outreach.domain.kinds import EvidenceKind, StepKind
from outreach.exchange.plan.page import Options, PlanPage, Redaction, map_text
from outreach.exchange.plan.redact import masked, redact
from outreach.exchange.writers import WRITERS, export

FORMATS = [row.id for row in WRITERS]


def everything(page: PlanPage, **options: object) -> str:
    """One text of all formats, calendar titles with names and long lines unfolded."""
    wished = Options(names=True, **options)  # type: ignore[arg-type]
    return "\n".join(export(row, [page], wished).decode().replace("\r\n ", "") for row in FORMATS)


@pytest.mark.parametrize("level", Redaction)
def test_S71_private_notes_reputation_and_comfort_leave_at_no_level(page: PlanPage, level: Redaction) -> None:
    text = everything(page, redaction=level)
    assert "CANARY" not in text
    for field in ("notes", "comfort", "reputation", "drop_reason"):
        assert f'"{field}"' not in text


@pytest.mark.parametrize("reputation", ["unsure", "avoid"])
@pytest.mark.parametrize("level", Redaction)
def test_S10_somebody_with_a_doubtful_reputation_leaves_with_every_line_about_them(
    page: PlanPage, level: Redaction, reputation: str
) -> None:
    people = [
        {**row, "reputation": reputation, "reputation_note": "CANARY"} if row["uid"] == "idris-4" else row for row in page.records["people"]
    ]
    extra = {**page.records, "people": people, "steps": [*page.records["steps"], {"id": 30, "uid": "st-30", "kind": "talk", "person": 10}]}
    text = everything(replace(page, records=extra), redaction=level)
    for trace in ("Idris", "Cole", "idris-4", "Data Analyst", "st-30", "e0d9c4f1", "CANARY"):
        assert trace not in text, trace
    assert "Fernwick Labs" in text


def test_a_coach_sees_people_and_wording_but_no_way_to_reach_them_and_nothing_said_in_confidence(page: PlanPage) -> None:
    text = everything(page, redaction=Redaction.COACH)
    for kept in (
        "Ana Ruiz",
        "Tom Okafor",
        "9 sent, 7 received",
        "2019–2021",
        "I still use the release checklist",
        "one-page case",
        "FL-88",
    ):
        assert kept in text, kept
    for gone in ("ana.ruiz@fernwick.example", "7946", "in/ana-ruiz-sample", "favourite bug", "c-fern"):
        assert gone not in text, gone


def test_a_coach_gets_no_address_hidden_in_free_text(page: PlanPage) -> None:
    secret = map_text(page, lambda text: f"{text} call +1 (415) 555-0100 or mail ana@home.example." if " " in text else text)
    text = everything(secret, redaction=Redaction.COACH)
    assert "555" not in text and "home.example" not in text
    assert "[phone]" in text


def test_a_public_copy_names_nobody_and_copies_nothing_anybody_wrote(page: PlanPage) -> None:
    text = everything(page, redaction=Redaction.PUBLIC)
    for person in page.insiders:
        for word in person.name.split():
            assert not re.search(rf"\b{word}\b", text), word
        assert person.uid not in text
    for gone in (
        "sent, 7",
        "Kettlebrook",
        "checklist we wrote",
        "instrument",
        "one-page case",
        "Test lead",
        "Write to",
        "compensation",
        "FL-88",
    ):
        assert gone not in text, gone
    assert "insider 1, a Staff Engineer (worked together)" in text
    assert "Thank-you: insider 4, a Data Analyst (exchanged messages)" in text


def test_a_public_copy_holds_none_of_the_free_text_even_when_every_text_is_a_canary(page: PlanPage) -> None:
    structural = {"Fernwick Labs", page.company.website, *(step.uid for step in (*page.steps, *page.promises))}
    structural |= {lead.title for lead in page.leads} | {lead.url for lead in page.leads} | {line.item for line in page.research}
    structural |= {text for group in page.questions for text in (group.title, *group.questions)} | set(page.budget)
    structural |= {person.position for person in page.insiders}
    marked = map_text(page, lambda text: text if text in structural else f"CANARY {text}")
    assert "CANARY" in everything(marked, redaction=Redaction.COACH)
    assert "CANARY" not in everything(marked, redaction=Redaction.PUBLIC)


def test_a_calendar_with_names_stays_generic_in_a_public_copy(page: PlanPage) -> None:
    public = export("ics", [page], Options(redaction=Redaction.PUBLIC, names=True)).decode()
    assert public.count("SUMMARY:Follow-up\r\n") == 3 and "insider" not in public


def test_a_title_that_holds_the_persons_own_name_is_not_shown_in_public(page: PlanPage) -> None:
    own = replace(page.insiders[0], position="Founder, Ruiz Consulting")
    met = replace(page.insiders[1], position="Engineer", kinds=(EvidenceKind.MET,))
    aide = replace(page.insiders[2], position="Assistant to Tom Okafor")
    public = redact(replace(page, insiders=(own, met, aide)), Redaction.PUBLIC)
    assert [insider.position for insider in public.insiders] == ["", "Engineer", ""]
    assert [step.what for step in public.steps] == [
        "First touch: insider 1 (worked together)",
        "Next insider: insider 2, an Engineer (met)",
        "Research",
    ]


@pytest.mark.parametrize("claimed", Redaction)
def test_a_page_that_claims_to_be_redacted_is_redacted_all_the_same(page: PlanPage, claimed: Redaction) -> None:
    text = everything(replace(page, redaction=claimed), redaction=Redaction.PUBLIC)
    assert not re.search(r"\b(?:Ana|Ruiz|Okafor|Tanaka|Idris)\b", text) and "Kettlebrook" not in text
    assert "favourite bug" not in everything(replace(page, redaction=claimed), redaction=Redaction.COACH)


@pytest.mark.parametrize("level", Redaction)
def test_redacting_twice_changes_nothing_more_and_never_gives_back(page: PlanPage, level: Redaction) -> None:
    once = redact(page, level)
    assert redact(once, level) == once
    assert redact(once, Redaction.SELF) == once


def test_S72_nobody_at_the_current_employer_leaves_unless_the_shield_is_lowered(page: PlanPage) -> None:
    people = tuple(replace(person, current_employer=person.uid == "tom-2") for person in page.insiders)
    guarded = replace(page, insiders=people)
    text = everything(guarded)
    assert "Tom" not in text and "Okafor" not in text and "tom-2" not in text
    assert "1 person at your current employer left out." in text
    assert "Ana Ruiz" in text
    assert "Tom Okafor" in everything(guarded, shield=False)


def test_S72_a_record_of_somebody_at_the_current_employer_stays_home_even_when_the_page_does_not_list_them(page: PlanPage) -> None:
    companies: list[dict[str, object]] = [
        *page.records["companies"],
        {"id": 2, "uid": "c-mine", "name": "Nimbus", "current_employer": True},
    ]
    people = [*page.records["people"], {"id": 50, "uid": "lea-5", "name": "Lea Brandt", "company": 2}]
    met = {"id": 51, "uid": "ev-51", "person": 50, "kind": "met"}
    records = {**page.records, "companies": companies, "people": people, "evidence": [*page.records["evidence"], met]}
    text = everything(replace(page, records=records))
    assert "Brandt" not in text and "ev-51" not in text and "Ana Ruiz" in text
    assert "Lea Brandt" in everything(replace(page, records=records), shield=False)


def test_S72_a_public_copy_does_not_tell_where_the_user_works(page: PlanPage) -> None:
    people = tuple(replace(person, current_employer=person.uid == "tom-2") for person in page.insiders)
    text = everything(replace(page, insiders=people), redaction=Redaction.PUBLIC)
    assert "left out" not in text and '"current_employer": true' not in text
    own = everything(replace(page, company=replace(page.company, current_employer=True)), redaction=Redaction.PUBLIC)
    assert "left out" not in own and '"current_employer": true' not in own


def test_S72_a_page_about_the_current_employer_holds_no_person_at_all(page: PlanPage) -> None:
    guarded = replace(page, company=replace(page.company, current_employer=True))
    text = everything(guarded)
    for person in page.insiders:
        assert not any(word in text for word in person.name.split())
    assert "checklist we wrote" not in text and '"records": {}' in text
    assert "4 people at your current employer left out." in text
    assert "Look at the postings" in text
    assert "Ana Ruiz" in everything(guarded, shield=False)


def test_a_person_taken_off_the_page_is_not_named_by_the_lines_that_stay(page: PlanPage) -> None:
    people = tuple(replace(person, current_employer=person.uid == "ana-1") for person in page.insiders)
    step = replace(page.steps[2], kind=StepKind.TODO, what="Ask Tom whether Ana Ruiz or Ana's team hires")
    kept = redact(replace(page, insiders=people, steps=(step,)), Redaction.SELF)
    assert kept.steps[0].what == "Ask Tom whether somebody or somebody's team hires"
    assert kept.insiders[1].tie_words == "via somebody"


def test_a_first_name_shared_with_somebody_who_stays_is_left_alone(page: PlanPage) -> None:
    other = replace(page.insiders[1], name="Ana Torres", current_employer=True)
    kept = redact(replace(page, insiders=(page.insiders[0], other)), Redaction.SELF)
    assert [person.name for person in kept.insiders] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("worked together 2019–2021, last 1 May 2026", "worked together 2019–2021, last 1 May 2026"),
        ("on 2026-11-22 and 2019-21 and 2019 - 2021", "on 2026-11-22 and 2019-21 and 2019 - 2021"),
        ("room 4.12, 1,250 people, $120,000", "room 4.12, 1,250 people, $120,000"),
        ("ring 020 7946 0018 today", "ring [phone] today"),
        ("+49 (0)30 123456-78.", "[phone]."),
        ("(415) 555-0100", "[phone]"),
        ("Mei <mei.t+x@mail.example>, or me@x.example!", "Mei <[e-mail]>, or [e-mail]"),
    ],
)
def test_addresses_are_masked_and_dates_and_figures_stay(text: str, says: str) -> None:
    assert masked(text) == says
