"""Practices S22-S40: why one writes, and what a message says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from outreach.domain.drafting.compose import compose
from outreach.domain.drafting.templates import Template, parse_templates
from outreach.domain.etiquette.circle import advocates, can_help, can_introduce, helpable, recommendations
from outreach.domain.etiquette.ledger import SMALL_GIVES, balance
from outreach.domain.etiquette.self_ import PREFLIGHT
from outreach.domain.etiquette.situation import Scene, Situation
from outreach.domain.etiquette.verdict import VerdictKind
from outreach.domain.etiquette.why import Rung, highest_rung, rung_of
from outreach.domain.kinds import Answer, Channel, EvidenceKind, Purpose, Severity, StepKind
from outreach.domain.model import Evidence, PersonId
from outreach.text import CleanText

World = Any
TEMPLATES = Path(__file__).parents[3] / "outreach" / "data" / "templates"


def rules_of(made: Any, severity: Severity | None = None) -> set[str]:
    return {f.rule for f in made.findings if severity is None or f.severity is severity}


def templates() -> tuple[Template, ...]:
    return tuple(t for path in sorted(TEMPLATES.glob("*.toml")) for t in parse_templates(path.read_text("utf-8"), path.name))


def test_S22_a_message_has_a_purpose(world: World) -> None:
    assert "purpose" in rules_of(world.judge(purpose=None), Severity.WARN)
    assert world.judge(purpose=None, policy="strict", evidence=(world.worked(),)).kind is VerdictKind.OTHER_WAY
    assert "purpose" not in rules_of(world.judge(purpose=Purpose.PEER))


def test_S23_an_ask_comes_with_an_offer(world: World) -> None:
    ask = {"purpose": Purpose.ADVICE, "evidence": (world.worked(), world.wrote())}
    assert "offer" in rules_of(world.judge(**ask), Severity.WARN)
    assert "offer" not in rules_of(world.judge(world.person(offer=CleanText("our checklist")), **ask))
    assert "offer" not in rules_of(world.judge(purpose=Purpose.LEARN, evidence=(world.worked(),)))
    assert len(SMALL_GIVES) >= 5


def test_S24_a_second_ask_before_any_give_warns_in_verdict_and_draft(world: World) -> None:
    asked = (
        world.did(StepKind.FIRST_TOUCH, "2026-09-01", purpose=Purpose.ADVICE),
        world.did(StepKind.FOLLOW_UP, "2026-09-10", purpose=Purpose.ADVICE),
        world.did(StepKind.REPLIED, "2026-09-11"),
    )
    again = {"purpose": Purpose.ADVICE, "evidence": (world.worked(),)}
    assert balance(asked) == (0, 1)
    assert "give-first" in rules_of(world.judge(**again, steps=asked), Severity.WARN)
    draft = "Hi Ana, your first answer held up. Who decides on the rota?"
    assert "second-ask" in rules_of(world.read(draft, purpose=Purpose.ADVICE, steps=asked, first_touch=False))
    gave = (*asked, world.did(StepKind.SHARE, "2026-10-01"))
    assert balance(gave) == (1, 1)
    assert "give-first" not in rules_of(world.judge(**again, steps=gave))
    assert "second-ask" not in rules_of(world.read(draft, purpose=Purpose.ADVICE, steps=gave, first_touch=False))


def test_S25_who_needs_what_i_have_can_be_searched(world: World) -> None:
    ana = world.person(i_can_help_with=CleanText("Release tooling in Python"))
    tom = world.person(2, "Tom Okafor", can_help_me_with=CleanText("hiring in Oslo"))
    assert helpable((ana, tom), "release python") == [ana]
    assert can_help((ana, tom), "oslo") == [tom]
    assert helpable((ana, tom), "oslo") == []


def test_S26_introductions_i_could_make(world: World) -> None:
    ana = world.person(i_would_vouch=Answer.YES)
    tom = world.person(2, "Tom Okafor", i_would_vouch=Answer.UNKNOWN)
    assert can_introduce((ana, tom)) == [ana]


def test_S27_a_share_counts_as_a_give(world: World) -> None:
    assert balance((world.did(StepKind.SHARE, "2026-10-01"), world.did(StepKind.GIVE, "2026-10-02"))) == (2, 0)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("Hi Ana, we met in Lisbon. I offer a free trial of our solution. May I show your team?", "selling"),
        ("Hi Ana, we met in Lisbon. What do you look at first? Please find attached my slides.", "attachment"),
        ("Hi Ana, we met in Lisbon. I build, I ship, I test, I write, I talk, I plan and I know my craft. Who decides there?", "about-me"),
    ],
)
def test_S28_value_comes_before_commercials(world: World, body: str, rule: str) -> None:
    assert rule in rules_of(world.read(body))


def test_S29_recommendations_are_tracked_and_part_of_the_preflight(world: World) -> None:
    records = (
        world.proof(EvidenceKind.RECOMMENDED_ME, "2023-01-01", person=1),
        world.proof(EvidenceKind.RECOMMENDED_THEM, "2023-01-01", person=2),
        *(replace(world.worked(), person=PersonId(id)) for id in (1, 3, 2)),
    )
    found = recommendations(records)
    assert (found.received, found.given, found.could_ask) == ((1,), (2,), (2, 3))
    assert "recommendations" in PREFLIGHT


def test_S30_advocates_are_counted_per_company(world: World) -> None:
    ana = world.person(vouches_for=(CleanText("releases"),))
    tom = world.person(2, "Tom Okafor", they_would_vouch=Answer.YES, company=None)
    assert advocates((ana, tom, world.person(3, "Mei"))) == [ana, tom]
    assert advocates((ana, tom), ana.company) == [ana]


def test_S31_advice_stands_below_a_referral_on_the_ladder(world: World) -> None:
    assert rung_of(Purpose.ADVICE) is Rung.ADVICE < Rung.REFERRAL
    known = Scene(Situation(person=world.person(), day=world.day, evidence=(world.wrote(),)))
    assert highest_rung(known) is Rung.ADVICE
    assert "ladder" not in rules_of(world.judge(purpose=Purpose.ADVICE, evidence=(world.wrote(),)))


def test_S32_the_default_text_a_leftover_and_a_copy_are_caught(world: World) -> None:
    default = "I'd like to add you to my professional network on LinkedIn."
    assert not world.read(default, channel=Channel.INVITE, purpose=Purpose.CONNECT).ready
    assert not world.read("Hi {first}, your talk in Lisbon helped. What changed in your field?").ready
    text = "Hi Ana, your talk in Lisbon made our rota quiet. Which part was the hardest for your own team to accept?"
    assert "near-copy" in rules_of(world.read(text, sent_texts=(text.replace("Ana", "Tom"),)))
    assert "near-copy" not in rules_of(world.read(text, sent_texts=("Hi Tom, a wholly different letter about boats and tides.",)))


def test_S33_an_invitation_says_why(world: World) -> None:
    empty = world.judge(channel=Channel.INVITE, purpose=Purpose.CONNECT, evidence=(world.worked(),), draft="")
    assert "note" in rules_of(empty, Severity.WARN)
    assert "no-note" in rules_of(world.read("", channel=Channel.INVITE, purpose=Purpose.CONNECT))
    bare = world.read("Hi Ana, great talk in Lisbon.", channel=Channel.INVITE, purpose=Purpose.CONNECT)
    assert "no-reason" in rules_of(bare)
    told = world.read(
        "Hi Ana, great talk in Lisbon. I would like to compare notes on rotas.", channel=Channel.INVITE, purpose=Purpose.CONNECT
    )
    assert "no-reason" not in rules_of(told)


def test_S34_the_hook_goes_into_the_text_and_its_absence_shows(world: World) -> None:
    learn = next(t for t in templates() if t.id == "peer-learn")
    who = world.person(question=CleanText("who is on call?"))
    assert "your talk in Lisbon" in compose(learn, who, world.company, (), (), None, world.day).body
    without = compose(learn, replace(who, hook=CleanText("")), world.company, (), (), None, world.day)
    assert without.gaps == ("hook",) and "«hook: " in without.body and not world.read(without.body).ready
    assert "no-hook" in rules_of(world.read("Hi Ana, what is your tip for somebody in this field?"))


def test_S35_old_ties_are_reminded_of_how_they_know_each_other(world: World) -> None:
    hello = next(t for t in templates() if t.id == "dormant-hello")
    body = compose(hello, world.person(), world.company, (world.worked(),), (), None, world.day).body
    assert "You and I were colleagues at Kettlebrook from 2019 to 2026." in body
    cold = "Hi Ana, the new office looks bright. How are you getting on?"
    assert "no-tie" in rules_of(world.read(cold, purpose=Purpose.RECONNECT, last_contact_days=900))
    assert "no-tie" not in rules_of(world.read(cold, purpose=Purpose.RECONNECT, last_contact_days=90))
    assert "no-tie" not in rules_of(world.read(body, purpose=Purpose.RECONNECT, last_contact_days=900))


def test_S36_a_draft_with_a_fault_is_not_sent(world: World) -> None:
    held = world.judge(evidence=(world.worked(),), draft="Hi «first»", draft_blocks=1)
    assert held.kind is VerdictKind.OTHER_WAY and held.word == "mend"


def test_S37_figures_and_superlatives_need_proof(world: World) -> None:
    body = "Hi Ana, we met in Lisbon. I cut costs by 35 % and am an expert in rotas. Who decides on yours?"
    assert {"figure", "superlative"} <= rules_of(world.read(body))
    assert "figure" not in rules_of(world.read(body, proof=("cut hosting costs by 35 % in 2024",)))
    assert "superlative" not in rules_of(world.read(body, proof=("An expert in rotas, says the conference",)))


def test_S38_private_matters_are_caught_and_private_notes_cannot_reach_a_draft(world: World) -> None:
    assert "oversharing" in rules_of(world.read("Hi Ana, we met in Lisbon. Since my divorce I ask everybody: who hires in your field?"))
    secret = world.person(
        notes=CleanText("zebra-secret"), reputation_note=CleanText("zebra-secret"), recruiter_motive=CleanText("the platform role")
    )
    note = Evidence(person=PersonId(1), kind=EvidenceKind.NOTE, detail=CleanText("zebra-secret"))
    for template in templates():
        assert "zebra" not in compose(template, secret, world.company, (note,), (), None, world.day).body


def test_S39_grievances_warn_and_confidential_words_block(world: World) -> None:
    assert "grievance" in rules_of(world.read("Hi Ana, we met in Lisbon. My old team was toxic. Who decides in yours?"))
    told = world.read("Hi Ana, we met in Lisbon. With Project-Heron we failed. How did your team do it?", confidential=("project heron",))
    assert not told.ready and told.findings[0].rule == "confidential"


def test_S40_quarrels_are_underlined(world: World) -> None:
    body = "Hi Ana, we met in Lisbon. What a stupid election year. Who decides in your team?"
    found = [f for f in world.read(body).findings if f.rule == "controversy"]
    assert [body[f.start : f.end] for f in found] == ["What a stupid"]


def test_S58_a_referral_is_locked_until_they_have_talked_or_offered(world: World) -> None:
    ask = {"purpose": Purpose.REFERRAL, "evidence": (world.worked(),)}
    assert world.judge(**ask).word == "talk first"
    talked = (world.did(StepKind.FIRST_TOUCH, "2026-10-01"), world.did(StepKind.REPLIED, "2026-10-02"))
    assert world.judge(**ask, steps=talked).kind is VerdictKind.SEND
    offered = world.person(standing_offer=CleanText("I will pass your name on"), standing_offer_on=dt.date(2020, 1, 1))
    assert "ladder" not in rules_of(world.judge(offered, **ask))
