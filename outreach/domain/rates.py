"""How often a message was answered, an invitation accepted, a person led to a referral: counted, by what might have mattered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from outreach.domain.dealings import ANSWERS, ASKING_TOUCHES, history
from outreach.domain.kinds import EvidenceKind, Source, StepKind, Tie
from outreach.domain.model import DraftId, Evidence, Person, PersonId, Step
from outreach.domain.published import By, Metric
from outreach.domain.statistics import Share, share
from outreach.domain.timing.calendar import WorkCalendar

PATIENCE = 10
"""Business days after which a message without an answer, or an invitation nobody took up, counts as one."""

MESSAGES = ASKING_TOUCHES - {StepKind.NEXT_INSIDER}
"""What is written to somebody and waits for an answer."""

YES = ANSWERS - {StepKind.ACCEPTED, StepKind.DECLINED}
"""Answers that carry on a conversation; a neutral no is counted as an answer that was not one of these."""

TIES = {Tie.HERE: "works there", Tie.BEFORE: "worked there before", Tie.THROUGH: "knows somebody there"}
NOTHING = "nothing on record"
OWN_WORDS = "own words"

STRONGEST = (
    EvidenceKind.WORKED_TOGETHER,
    EvidenceKind.RECOMMENDED_ME,
    EvidenceKind.RECOMMENDED_THEM,
    EvidenceKind.MET,
    EvidenceKind.SPOKE,
    EvidenceKind.EMAILED,
    EvidenceKind.INTRODUCED,
    EvidenceKind.MESSAGES,
    EvidenceKind.SHARED_EMPLOYER,
    EvidenceKind.SAME_SCHOOL,
    EvidenceKind.ENDORSED_ME,
    EvidenceKind.ENDORSED_THEM,
    EvidenceKind.INVITED_ME,
    EvidenceKind.CONNECTED,
)
"""Of several records the first of these names the tie."""

BYS: tuple[By, ...] = ("all", "channel", "touch", "tie", "evidence", "template", "weekday")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Attempt(msgspec.Struct, frozen=True):
    """One thing that was tried and is decided: it worked, or it has waited long enough."""

    metric: Metric
    hit: bool
    labels: Mapping[By, str]


class Rate(msgspec.Struct, frozen=True):
    """One share of one group."""

    metric: Metric
    by: By
    value: str
    """Blank for the whole."""
    share: Share


def attempts(
    people: Iterable[Person],
    evidence: Mapping[PersonId, Sequence[Evidence]],
    steps: Mapping[PersonId, Sequence[Step]],
    templates: Mapping[DraftId, str],
    today: dt.date,
    calendar: WorkCalendar,
) -> list[Attempt]:
    """Every decided attempt. What an archive brought in is no attempt of this plan, and what still waits is left out."""
    patient_since = calendar.subtract(today, PATIENCE)
    found: list[Attempt] = []
    for person in people:
        past = [(day, step) for day, step in history(steps.get(person.id, ()), today) if step.source is not Source.ARCHIVE]
        asked = [at for at, (_, step) in enumerate(past) if step.kind in MESSAGES]
        number = 0
        for place, at in enumerate(asked):
            day, step = past[at]
            following = asked[place + 1] if place + 1 < len(asked) else len(past)
            answers = [other.kind for _, other in past[at + 1 : following] if other.kind in ANSWERS]
            invited = step.kind is StepKind.INVITE
            number += not invited
            labels = _labels(person, evidence.get(person.id, ()), step, day, number, templates)
            waited = day <= patient_since
            if invited:
                rest = {other.kind for _, other in past[at + 1 :]}
                taken = bool(rest & (YES | {StepKind.ACCEPTED}))
                if taken or waited or StepKind.DECLINED in rest:
                    found.append(Attempt("acceptance", taken, labels))
            elif answers or waited or following < len(past):
                # A later message shows that this one was given up on, however soon.
                found.append(Attempt("reply", any(kind in YES for kind in answers), labels))
            if answers:
                number = 0
        found += _referral(person, past, asked, evidence.get(person.id, ()), templates, patient_since)
    return found


def _referral(
    person: Person,
    past: list[tuple[dt.date, Step]],
    asked: list[int],
    evidence: Sequence[Evidence],
    templates: Mapping[DraftId, str],
    patient_since: dt.date,
) -> list[Attempt]:
    """Whether a person one wrote to ever referred one, once the first message has had its time."""
    if not asked:
        return []
    day, first = past[asked[0]]
    referred = any(step.kind is StepKind.REFERRED for _, step in past)
    if not referred and day > patient_since:
        return []
    return [Attempt("referral", referred, _labels(person, evidence, first, day, 1, templates))]


def _labels(
    person: Person, evidence: Sequence[Evidence], step: Step, day: dt.date, number: int, templates: Mapping[DraftId, str]
) -> dict[By, str]:
    known = {record.kind for record in evidence if record.on is None or record.on <= day}
    template = templates.get(step.draft, "") if step.draft is not None else ""
    return {
        "all": "",
        "channel": step.channel.value,
        "touch": f"{number}{('st', 'nd', 'rd')[number - 1] if 1 <= number <= 3 else 'th'} message",
        "tie": TIES[person.tie] if person.company is not None else "no target",
        "evidence": next((kind.value for kind in STRONGEST if kind in known), NOTHING),
        "template": template or OWN_WORDS,
        "weekday": _WEEKDAYS[day.weekday()],
    }


def rates(decided: Iterable[Attempt]) -> list[Rate]:
    """The share of each group, the whole first, then by what, the largest group first; a rate shows from ten cases on."""
    counts: dict[tuple[Metric, By, str], list[int]] = {}
    for attempt in decided:
        for by in BYS:
            if by == "touch" and attempt.metric != "reply":
                continue
            count = counts.setdefault((attempt.metric, by, attempt.labels[by]), [0, 0])
            count[0] += attempt.hit
            count[1] += 1
    order = {"reply": 0, "acceptance": 1, "referral": 2}
    found = [Rate(metric, by, value, share(hits, of)) for (metric, by, value), (hits, of) in counts.items()]
    return sorted(found, key=lambda rate: (order[rate.metric], BYS.index(rate.by), *_place(rate)))


def _place(rate: Rate) -> tuple[int, str]:
    """Weekdays and the number of a message have an order of their own; other groups go by size."""
    if rate.by == "weekday":
        return _WEEKDAYS.index(rate.value), ""
    return (0, rate.value) if rate.by == "touch" else (-rate.share.of, rate.value)
