"""The question bank for a talk: TIARA, the culture, how positions come about, and a lead (source: PRACTICES S50)."""

from __future__ import annotations

import tomllib

import msgspec

from outreach.domain.model import Company
from outreach.domain.tomltext import line_of
from outreach.errors import BadInput
from outreach.text import clean


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question to ask."""

    group: str
    text: str
    source: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: tuple[Question, ...] = ()


def parse_questions(text: str, extra: str = "", name: str = "questions.toml") -> tuple[Question, ...]:
    """The questions of a TOML text and the user's own after them. Raises BadInput with file and line when an entry is wrong."""
    return (*_read(text, "questions.toml"), *_read(extra, name))


def still_open(questions: tuple[Question, ...], company: Company) -> tuple[Question, ...]:
    """The questions nobody at the company has answered yet."""
    answered = {qa.question.casefold() for qa in company.answers if qa.answer}
    return tuple(question for question in questions if question.text.casefold() not in answered)


def _read(text: str, name: str) -> tuple[Question, ...]:
    try:
        return msgspec.convert(tomllib.loads(text), _File).question
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: {clean(str(error))}", next_step="mend the file") from None
    except msgspec.ValidationError as error:
        raise BadInput(f"{name}:{line_of(text, 'question', str(error))}: {clean(str(error))}", next_step="mend the entry") from None
