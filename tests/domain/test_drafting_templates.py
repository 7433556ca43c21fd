"""The shipped templates: each reads well when filled, fits its channel and passes our own checker."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from outreach.domain.drafting.checker import DraftContext, check
from outreach.domain.drafting.compose import compose
from outreach.domain.drafting.phrases import parse_phrases
from outreach.domain.drafting.templates import Template, choose, parse_templates
from outreach.domain.kinds import Channel, EvidenceKind, PersonKind, Purpose
from outreach.domain.model import Company, Evidence, Person, PersonId, Profile, Role
from outreach.errors import BadInput
from outreach.text import CleanText

DATA = Path(__file__).parents[2] / "outreach" / "data"
TODAY = dt.date(2026, 11, 23)
TEMPLATES: tuple[Template, ...] = tuple(
    template for path in sorted((DATA / "templates").glob("*.toml")) for template in parse_templates(path.read_text("utf-8"), path.name)
)
PHRASES = parse_phrases((DATA / "phrases.toml").read_text("utf-8"), lengths=(DATA / "lengths.toml").read_text("utf-8"))
ME = Profile(
    name=CleanText("Robin Vale"),
    headline=CleanText("Platform engineer"),
    positions=(Role(company=CleanText("Tidewater"), title=CleanText("Platform Engineer"), since="2022-01"),),
)
FERNWICK = Company(name=CleanText("Fernwick Labs"))
EXTRA = {
    "introducer": "Ines Kovac",
    "target": "Mei Tanaka",
    "role": "Platform Engineer",
    "job_id": "FW-2231",
    "blurb": "Robin Vale builds release tooling and would like to hear how Fernwick ships. Fifteen minutes would be plenty.",
    "result": "Mei and I talked for half an hour on Thursday, mostly about releases.",
    "learned": "Your tip to ask about the on-call week was worth the whole call.",
    "promise": "The checklist follows tonight.",
    "link": "https://example.org/notes/quiet-releases",
    "answer": "Thursday at four suits me, and I will ring the number you gave.",
    "when": "on Thursday at four",
    "because": "She has moved a rota like yours off one person's shoulders.",
}
EVIDENCE = {
    PersonKind.FORMER_COLLEAGUE: (
        Evidence(
            person=PersonId(1),
            kind=EvidenceKind.WORKED_TOGETHER,
            on=dt.date(2019, 3, 1),
            until=dt.date(2021, 6, 1),
            detail=CleanText("Kettlebrook"),
        ),
    ),
    PersonKind.ALUM: (Evidence(person=PersonId(1), kind=EvidenceKind.SAME_SCHOOL, detail=CleanText("Marsh University")),),
    PersonKind.DORMANT: (
        Evidence(person=PersonId(1), kind=EvidenceKind.MET, on=dt.date(2023, 4, 2), detail=CleanText("the Lisbon meetup")),
    ),
    PersonKind.INTRODUCER: (
        Evidence(person=PersonId(1), kind=EvidenceKind.SPOKE, on=dt.date(2026, 4, 2), detail=CleanText("the Lisbon meetup")),
    ),
}
INTRODUCED = Evidence(person=PersonId(1), kind=EvidenceKind.INTRODUCED, on=dt.date(2026, 11, 20), detail=CleanText("Ines Kovac"))
MET = Evidence(person=PersonId(1), kind=EvidenceKind.MET, on=dt.date(2026, 4, 2), detail=CleanText("the Lisbon meetup"))


def person(kind: PersonKind) -> Person:
    return Person(
        id=PersonId(1),
        name=CleanText("Ana Ruiz"),
        kind=kind,
        position=CleanText("Staff Engineer"),
        hook=CleanText("your talk on quiet releases"),
        question=CleanText("what did you have to give up to get there?"),
        offer=CleanText("our release checklist"),
        why_them=CleanText("how you made releases boring"),
        vouches_for=(CleanText("the release rota"),),
    )


def cases() -> list[tuple[Template, PersonKind, Purpose, Channel]]:
    return [
        (template, kind, purpose, channel)
        for template in TEMPLATES
        for kind in (template.kinds or (PersonKind.OTHER,))
        for purpose in template.purposes
        for channel in template.channels
    ]


def test_there_are_enough_templates_and_every_family_purpose_and_channel_has_one() -> None:
    assert len(TEMPLATES) >= 24
    assert len({template.id for template in TEMPLATES}) == len(TEMPLATES)
    kinds = {kind for template in TEMPLATES for kind in template.kinds}
    assert kinds >= {
        PersonKind.PEER,
        PersonKind.FORMER_COLLEAGUE,
        PersonKind.ALUM,
        PersonKind.HIRING_MANAGER,
        PersonKind.RECRUITER,
        PersonKind.INTRODUCER,
        PersonKind.DORMANT,
        PersonKind.TEACHER,
    }
    assert {purpose for template in TEMPLATES for purpose in template.purposes} == set(Purpose)
    assert {channel for template in TEMPLATES for channel in template.channels} >= {
        Channel.MESSAGE,
        Channel.INVITE,
        Channel.INMAIL,
        Channel.EMAIL,
    }


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize("kind", list(PersonKind))
def test_a_message_can_be_composed_for_every_kind_of_person_and_purpose(kind: PersonKind, purpose: Purpose) -> None:
    assert choose(TEMPLATES, kind, purpose, Channel.MESSAGE, ())


@pytest.mark.parametrize(
    ("template", "kind", "purpose", "channel"), cases(), ids=[f"{t.id}-{k.name}-{p.name}-{c.name}" for t, k, p, c in cases()]
)
def test_a_filled_template_has_no_gap_fits_its_channel_and_comes_out_clean(
    template: Template, kind: PersonKind, purpose: Purpose, channel: Channel
) -> None:
    who = person(kind)
    evidence = (INTRODUCED,) if EvidenceKind.INTRODUCED in template.evidence else EVIDENCE.get(kind, (MET,))
    made = compose(template, who, FERNWICK, evidence, (), ME, TODAY, EXTRA)
    assert made.gaps == ()
    context = DraftContext(
        person=who,
        company=FERNWICK,
        evidence=evidence,
        channel=channel,
        purpose=purpose,
        first_touch=purpose
        in {
            Purpose.CONNECT,
            Purpose.RECONNECT,
            Purpose.LEARN,
            Purpose.INSIGHT,
            Purpose.PEER,
            Purpose.ADVICE,
        },
        profile=ME,
        introduced=bool(template.evidence) and EvidenceKind.INTRODUCED in template.evidence,
        last_contact_days=800 if kind is PersonKind.DORMANT else None,
    )
    report = check(made.body, made.subject, context, PHRASES)
    assert report.findings == (), made.body
    if report.limit:
        assert report.units <= report.limit
    assert [name for name, kept in report.six if not kept] == [], made.body


def test_a_template_for_the_kind_comes_before_one_for_anybody() -> None:
    found = choose(TEMPLATES, PersonKind.FORMER_COLLEAGUE, Purpose.RECONNECT, Channel.MESSAGE, ())
    assert [template.id for template in found][:1] == ["colleague-reconnect"]
    assert found[-1].id == "reconnect"


def test_a_template_that_speaks_of_an_introduction_needs_one_on_record() -> None:
    without = choose(TEMPLATES, PersonKind.PEER, Purpose.LEARN, Channel.MESSAGE, ())
    with_one = choose(TEMPLATES, PersonKind.PEER, Purpose.LEARN, Channel.MESSAGE, (INTRODUCED,))
    assert "introduced-hello" not in {template.id for template in without}
    assert "introduced-hello" in {template.id for template in with_one}


def test_the_users_own_template_is_offered_first() -> None:
    text = '[[template]]\nid = "mine"\ntitle = "Mine"\npurposes = ["learn"]\nchannels = ["linkedin message"]\nbody = "Hi {first}, {hook}"\n'
    own = parse_templates(text, "mine.toml", own=True)
    assert choose((*TEMPLATES, *own), PersonKind.PEER, Purpose.LEARN, Channel.MESSAGE, ())[0].id == "mine"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[template]]\nid = "a"\nbody = "x"\n', "mine.toml:1"),
        ('[[template]]\nid = "a"\ntitle = "t"\npurposes = ["beg"]\nchannels = []\nbody = "x"\n', "mine.toml:4"),
        ('[[template]]\nid = "a"\ntitle = "t"\npurposes = []\nchannels = []\nbody = "Hi {frist}"\n', "{frist}"),
        ("[[template]\n", "mine.toml"),
        (2 * '[[template]]\nid = "a"\ntitle = "t"\npurposes = []\nchannels = []\nbody = "x"\n', "mine.toml:7"),
    ],
)
def test_a_broken_template_file_names_its_file_and_line(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=r"mine\.toml") as error:
        parse_templates(text, "mine.toml")
    assert said in str(error.value)
