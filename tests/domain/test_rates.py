"""Counting what worked: what is decided, what still waits, and the groups it falls into."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.kinds import Channel, EvidenceKind, Source, StepKind, StepState, Tie
from outreach.domain.model import CompanyId, DraftId, Evidence, Person, PersonId, Step, StepId
from outreach.domain.published import By, parse_published
from outreach.domain.rates import MESSAGES, Attempt, attempts, rates
from outreach.domain.timing.calendar import WorkCalendar
from outreach.errors import BadInput
from outreach.paths import shipped_data
from outreach.text import clean

TODAY = dt.date(2026, 11, 23)
ANA = PersonId(1)


def person(tie: Tie = Tie.HERE) -> Person:
    return Person(id=ANA, name=clean("Ana Ruiz"), company=CompanyId(1), tie=tie)


def step(number: int, kind: StepKind, day: str, **fields: object) -> Step:
    at = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(10), dt.UTC)
    return Step(id=StepId(number), kind=kind, person=ANA, state=StepState.DONE, done_at=at, **fields)  # type: ignore[arg-type]


def tried(*steps: Step, evidence: tuple[Evidence, ...] = (), who: Person | None = None) -> list[Attempt]:
    return attempts([who or person()], {ANA: evidence}, {ANA: steps}, {DraftId(5): "reconnect"}, TODAY, WorkCalendar())


def said(found: list[Attempt], metric: str) -> list[bool]:
    return [one.hit for one in found if one.metric == metric]


def test_a_message_that_still_waits_is_not_counted() -> None:
    assert tried(step(1, StepKind.FIRST_TOUCH, "2026-11-12")) == []


def test_a_message_without_an_answer_for_ten_business_days_is_counted() -> None:
    assert said(tried(step(1, StepKind.FIRST_TOUCH, "2026-11-09")), "reply") == [False]


def test_an_answer_counts_at_once_and_for_the_message_it_followed() -> None:
    found = tried(
        step(1, StepKind.FIRST_TOUCH, "2026-11-02"), step(2, StepKind.FOLLOW_UP, "2026-11-11"), step(3, StepKind.REPLIED, "2026-11-13")
    )
    assert [(one.labels["touch"], one.hit) for one in found if one.metric == "reply"] == [("1st message", False), ("2nd message", True)]


def test_after_an_answer_the_messages_are_counted_anew() -> None:
    found = tried(
        step(1, StepKind.FIRST_TOUCH, "2026-10-01"), step(2, StepKind.REPLIED, "2026-10-02"), step(3, StepKind.REFERRAL_ASK, "2026-10-20")
    )
    assert [one.labels["touch"] for one in found if one.metric == "reply"] == ["1st message", "1st message"]


def test_a_neutral_no_is_an_answer_that_was_not_a_yes() -> None:
    assert said(tried(step(1, StepKind.FIRST_TOUCH, "2026-11-19"), step(2, StepKind.DECLINED, "2026-11-20")), "reply") == [False]


def test_an_invitation_counts_towards_acceptance_and_not_towards_replies() -> None:
    found = tried(step(1, StepKind.INVITE, "2026-11-16", channel=Channel.INVITE), step(2, StepKind.ACCEPTED, "2026-11-18"))
    assert said(found, "acceptance") == [True]
    assert said(found, "reply") == []
    assert said(tried(step(1, StepKind.INVITE, "2026-11-18")), "acceptance") == []
    assert said(tried(step(1, StepKind.INVITE, "2026-11-02")), "acceptance") == [False]


def test_a_referral_counts_once_per_person() -> None:
    found = tried(
        step(1, StepKind.FIRST_TOUCH, "2026-10-01"),
        step(2, StepKind.REPLIED, "2026-10-05"),
        step(3, StepKind.REFERRAL_ASK, "2026-10-12"),
        step(4, StepKind.REFERRED, "2026-10-14"),
    )
    assert said(found, "referral") == [True]
    assert said(found, "reply") == [True, True]


def test_what_an_archive_brought_in_is_no_attempt() -> None:
    assert tried(step(1, StepKind.FIRST_TOUCH, "2026-10-01", source=Source.ARCHIVE)) == []


def test_an_attempt_is_labelled_with_what_was_known_that_day() -> None:
    met = Evidence(person=ANA, kind=EvidenceKind.MET, on=dt.date(2026, 11, 20))
    connected = Evidence(person=ANA, kind=EvidenceKind.CONNECTED, on=dt.date(2020, 1, 1))
    touch = step(1, StepKind.FIRST_TOUCH, "2026-11-05", channel=Channel.EMAIL, draft=DraftId(5))
    (reply, _) = tried(touch, evidence=(met, connected), who=person(Tie.BEFORE))
    assert dict(reply.labels) == {
        "all": "",
        "channel": "email",
        "touch": "1st message",
        "tie": "worked there before",
        "evidence": "connected",
        "template": "reconnect",
        "weekday": "Thursday",
    }


def test_no_rate_is_shown_below_ten_and_weekdays_keep_their_order() -> None:
    same: dict[By, str] = {"all": "", "channel": "x", "touch": "x", "tie": "x", "evidence": "x", "template": "x"}
    days = ["Tuesday"] * 9 + ["Monday"] * 10
    decided = [Attempt("reply", n % 2 == 0, {**same, "weekday": day}) for n, day in enumerate(days)]
    found = rates(decided)
    assert [(rate.value, rate.share.of, rate.share.low is None) for rate in found if rate.by == "weekday"] == [
        ("Monday", 10, False),
        ("Tuesday", 9, True),
    ]
    assert found[0].by == "all"


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*sorted(MESSAGES), StepKind.REPLIED, StepKind.DECLINED, StepKind.TALK, StepKind.ACCEPTED, StepKind.REFERRED]),
            st.integers(-5, 120),
        ),
        max_size=12,
    )
)
def test_every_group_of_a_split_adds_up_to_the_whole(events: list[tuple[StepKind, int]]) -> None:
    steps = [step(n, kind, (TODAY - dt.timedelta(days=ago)).isoformat()) for n, (kind, ago) in enumerate(events, 1)]
    found = rates(tried(*steps))
    for whole in (rate for rate in found if rate.by == "all"):
        for by in ("channel", "tie", "evidence", "template", "weekday"):
            parts = [rate.share for rate in found if (rate.metric, rate.by) == (whole.metric, by)]
            assert (sum(p.hits for p in parts), sum(p.of for p in parts)) == (whole.share.hits, whole.share.of)
    assert all(rate.share.hits <= rate.share.of for rate in found)


def test_the_shipped_figures_are_read_with_their_sources() -> None:
    figures = parse_published((shipped_data() / "published.toml").read_text(encoding="utf-8"))
    accepted = next(figure for figure in figures if figure.metric == "acceptance")
    assert (accepted.low, accepted.high, accepted.source) == (29.6, 29.6, "Expandi")
    assert all(figure.source and figure.words.startswith("published: ") for figure in figures)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[figure]]\nmetric = "reply"\nlow = 9\nsays = "a"\nsource = "b"', "published.toml:1: low and high"),
        ('[[figure]]\nmetric = "reply"\nlow = 9\nhigh = 3\nsays = "a"\nsource = "b"', "the lower one first"),
        ('[[figure]]\nmetric = "luck"\nsays = "a"\nsource = "b"', "published.toml:2"),
        ("[[figure]]\nmetric =", "published.toml: "),
    ],
)
def test_a_wrong_figure_is_named_with_its_place(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        parse_published(text)
