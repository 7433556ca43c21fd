"""The question bank for a talk with an insider: TIARA, how positions arise, culture, perhaps a lead (source: PRACTICES S50)."""

from __future__ import annotations

import tomllib

import msgspec

from outreach.errors import BadInput
from outreach.text import CleanText, clean

SLOT = "{company}"
"""The only thing a question leaves open."""


class QuestionGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Questions that belong together, in the order to ask them."""

    id: str
    title: CleanText
    when: CleanText
    """At which point of the talk they fit."""
    questions: tuple[CleanText, ...]

    def at(self, company: str) -> tuple[CleanText, ...]:
        """The questions worded for a company; a name that itself holds the slot stays as it is."""
        return tuple(CleanText(question.replace(SLOT, company)) for question in self.questions)


class _Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    questions: list[str]
    title: str = ""
    when: str = ""


class _Bank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    group: list[_Group] = []


def parse_questions(text: str, extra: str = "", *, name: str = "questions.toml") -> tuple[QuestionGroup, ...]:
    """The groups of a bank in their order; ``extra`` is the user's own file, whose groups replace those of the same id and add others.

    A group whose ``questions`` are empty takes it out. Raises BadInput naming the file and the place.
    """
    groups = {group.id: group for group in _parse(text, name)}
    for group in _parse(extra, f"your {name}"):
        groups[group.id] = group
    return tuple(
        QuestionGroup(
            id=group.id,
            title=clean(group.title or group.id),
            when=clean(group.when),
            questions=tuple(clean(question) for question in group.questions),
        )
        for group in groups.values()
        if group.questions
    )


def _parse(text: str, name: str) -> list[_Group]:
    try:
        groups = msgspec.convert(tomllib.loads(text), _Bank).group
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise BadInput(f"{name}: {clean(str(error))}", next_step="mend the file") from None
    seen: set[str] = set()
    for place, group in enumerate(groups):
        if not group.id or group.id in seen:
            raise BadInput(
                f"{name}: $.group[{place}].id is {'given twice' if group.id else 'empty'}", next_step="give every group its own id"
            )
        seen.add(group.id)
        if any(not clean(question) for question in group.questions):
            raise BadInput(f"{name}: $.group[{place}].questions holds an empty question", next_step="mend the file")
    return groups
