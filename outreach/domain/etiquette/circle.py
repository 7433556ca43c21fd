"""Lists over everybody in the plan: who vouches for you, whom you can help or introduce, who offered, who rests, whom to learn from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from outreach.domain.kinds import Answer, EvidenceKind, PersonKind, StepKind
from outreach.domain.model import CompanyId, Evidence, News, Person, PersonId, Step
from outreach.domain.relationship import ANSWERS, dealings, history, know_level

_TEACHERS = {PersonKind.UP_AND_COMER: 0, PersonKind.OWNER: 1, PersonKind.PEER: 2, PersonKind.TEACHER: 3, PersonKind.LEADER: 4}


class Standing(msgspec.Struct, frozen=True):
    """What a network is worth, without counting connections (source: PRACTICES S08)."""

    can_vouch: int
    """People of whom the user would say a word, and knows them well enough to."""
    advocates: int
    conversations: int
    """Real exchanges in this search: answers and talks, one per person."""
    referrals: int


def advocates(people: Iterable[Person], company: CompanyId | None = None) -> list[Person]:
    """Those who would vouch for the user, at one company or anywhere (source: PRACTICES S30)."""
    return [p for p in people if (p.vouches_for or p.they_would_vouch is Answer.YES) and (company is None or p.company == company)]


def can_introduce(people: Iterable[Person]) -> list[Person]:
    """Those the user would introduce or refer in turn (source: PRACTICES S26)."""
    return [p for p in people if p.i_would_vouch is Answer.YES and not p.do_not_contact]


def helpable(people: Iterable[Person], words: str = "") -> list[Person]:
    """Who needs what the user has: those with ``i_can_help_with`` filled, or holding every word asked for (source: PRACTICES S25)."""
    asked = words.casefold().split()
    return [p for p in people if p.i_can_help_with and all(word in p.i_can_help_with.casefold() for word in asked)]


def can_help(people: Iterable[Person], words: str = "") -> list[Person]:
    """Who has what the user needs, by the same search (source: PRACTICES S25)."""
    asked = words.casefold().split()
    return [p for p in people if p.can_help_me_with and all(word in p.can_help_me_with.casefold() for word in asked)]


def standing_offers(people: Iterable[Person]) -> list[Person]:
    """Everybody who once offered to help, latest offer first: day one of a search starts here (source: PRACTICES S61)."""
    return sorted(
        (p for p in people if p.standing_offer and not p.do_not_contact), key=lambda p: p.standing_offer_on or dt.date.min, reverse=True
    )


def teachers(people: Iterable[Person]) -> list[Person]:
    """Those one can learn from, the reachable before the famous (source: PRACTICES S15)."""
    return sorted((p for p in people if p.kind in _TEACHERS), key=lambda p: (_TEACHERS[p.kind], p.degree, p.name))


def dormant(
    people: Iterable[Person],
    evidence: Mapping[PersonId, Sequence[Evidence]],
    steps: Mapping[PersonId, Sequence[Step]],
    today: dt.date,
    days: int,
) -> list[tuple[Person, dt.date]]:
    """Ties without contact for longer than ``days``: (person, last contact), the most recent first (source: PRACTICES S59)."""
    found = []
    for person in people:
        last = dealings(evidence.get(person.id, ()), steps.get(person.id, ()), today).last_on
        if last is not None and (today - last).days > days and not person.do_not_contact:
            found.append((person, last))
    return sorted(found, key=lambda row: row[1], reverse=True)


def fresh_hooks(person: Person, today: dt.date, days: int = 90) -> list[News]:
    """News of a person that a message may start from, newest first (source: PRACTICES S70)."""
    return sorted((item for item in person.news if 0 <= (today - item.on).days <= days), key=lambda item: item.on, reverse=True)


def workforce(people: Iterable[Person]) -> list[tuple[str, int]]:
    """What the insiders of a company have in common, counted: tags and skills (source: PRACTICES S49)."""
    counts = Counter(str(word) for p in people for word in dict.fromkeys((*p.tags, *p.skills)))
    return sorted(((word, count) for word, count in counts.items()), key=lambda row: (-row[1], row[0]))


def standing(people: Sequence[Person], evidence: Mapping[PersonId, Sequence[Evidence]], steps: Sequence[Step], today: dt.date) -> Standing:
    """The figures worth looking at (source: PRACTICES S08)."""
    by_person: dict[PersonId, list[Step]] = {}
    for step in steps:
        if step.person is not None:
            by_person.setdefault(step.person, []).append(step)
    vouch = sum(
        p.i_would_vouch is Answer.YES and know_level(evidence.get(p.id, ()), by_person.get(p.id, ()), today, p.how_i_know)[0] >= 2
        for p in people
    )
    talked = {
        step.person for _, step in history(steps, today) if step.kind in ANSWERS - {StepKind.DECLINED, StepKind.ACCEPTED, StepKind.NO_SHOW}
    }
    return Standing(
        can_vouch=vouch,
        advocates=len(advocates(people)),
        conversations=len(talked),
        referrals=sum(step.kind is StepKind.REFERRED for _, step in history(steps, today)),
    )


class Recommendations(msgspec.Struct, frozen=True):
    """Who has recommended whom, and who could be asked (source: PRACTICES S29)."""

    received: tuple[PersonId, ...]
    given: tuple[PersonId, ...]
    could_ask: tuple[PersonId, ...]
    """Worked together and in touch, no recommendation yet: those the user recommended first lead the list."""


def recommendations(evidence: Sequence[Evidence]) -> Recommendations:
    """The state of recommendations, from the evidence of everybody."""
    of: dict[EvidenceKind, dict[PersonId, None]] = {}
    for record in evidence:
        of.setdefault(record.kind, {})[record.person] = None
    received, given = of.get(EvidenceKind.RECOMMENDED_ME, {}), of.get(EvidenceKind.RECOMMENDED_THEM, {})
    candidates = [p for p in of.get(EvidenceKind.WORKED_TOGETHER, {}) if p not in received]
    return Recommendations(tuple(received), tuple(given), tuple(sorted(candidates, key=lambda p: p not in given)))


class Card(msgspec.Struct, frozen=True):
    """One card of the drill "how do you know them?" (source: PRACTICES S09)."""

    person: PersonId
    level: int
    """0-3, from the records."""

    @property
    def can_speak_to(self) -> bool:
        """Level 2 or more: an export says "can speak to", else "thin"."""
        return self.level >= 2


def drill(
    people: Iterable[Person], evidence: Mapping[PersonId, Sequence[Evidence]], steps: Mapping[PersonId, Sequence[Step]], today: dt.date
) -> list[Card]:
    """The cards: those without an answer in the user's own words first, the least known of them on top.

    A card holds no records, so that thousands are put in order at once; the records are read when one is turned.
    """
    asked = []
    for person in people:
        level, _ = know_level(evidence.get(person.id, ()), steps.get(person.id, ()), today, person.how_i_know)
        asked.append((bool(person.how_i_know), level, person.name.casefold(), person.id))
    return [Card(person_id, level) for _, level, _, person_id in sorted(asked)]
