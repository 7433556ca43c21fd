"""Composition: a template filled from the records. A missing fact stays a visible gap; nothing is made up."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

import msgspec

from outreach.domain.drafting.limits import units
from outreach.domain.drafting.render import render
from outreach.domain.drafting.slots import fill
from outreach.domain.drafting.templates import Template
from outreach.domain.kinds import WITH_SUBJECT, Channel
from outreach.domain.model import Company, Evidence, Person, Profile, Step
from outreach.text import CleanText, clean, clean_note


class Composition(msgspec.Struct, frozen=True):
    """A draft as first composed."""

    subject: CleanText
    body: CleanText
    gaps: tuple[str, ...]
    """The slots left open; a draft with gaps cannot be ready."""
    slots: dict[str, str]
    """What was put in: slot -> value, only of the slots the template uses."""


def compose(
    template: Template,
    person: Person,
    company: Company | None,
    evidence: Sequence[Evidence],
    steps: Sequence[Step],
    profile: Profile | None,
    today: dt.date,
    extra: Mapping[str, str] | None = None,
    channel: Channel | None = None,
    remind: bool = False,
) -> Composition:
    """Fill ``template`` for ``person``. ``extra`` gives the slots that no record holds, such as introducer, role, job_id or blurb.

    A ``channel`` that carries no subject line leaves the subject empty, and its gaps out. With ``remind`` a template that does not
    say how the two know each other says it first, when it is on record (source: PRACTICES S35).

    Private notes are not among the slots, so they cannot reach a draft (source: PRACTICES S38).
    """
    values = fill(person, company, evidence, steps, profile, today, extra or {})
    titled = channel is None or channel in WITH_SUBJECT
    subject, open_subject, used_subject = render(template.subject if titled else "", values)
    body, open_body, used_body = render(_reminding(template.body) if remind else template.body, values)
    if remind and channel is Channel.INVITE and units(body) > SHORT_NOTE:
        body, open_body, used_body = render(template.body, values)
    return Composition(
        subject=clean(subject),
        body=clean_note(body),
        gaps=tuple(dict.fromkeys((*open_subject, *open_body))),
        slots={name: values[name] for name in dict.fromkeys((*used_subject, *used_body))},
    )


def _reminding(body: str) -> str:
    """The body with how the two know each other right behind the greeting, unless it has a place for it."""
    return body if "{how_we_know" in body else _GREETED.sub(r"\g<0>{how_we_know?} ", body, count=1)


SHORT_NOTE = 200
"""Characters an invitation's note has on every account; a reminder that would not fit is left out."""

_GREETED = re.compile(r"\AHi \{first\},\s+")
