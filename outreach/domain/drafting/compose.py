"""Composition: a template filled from the records. A missing fact stays a visible gap; nothing is made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

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
) -> Composition:
    """Fill ``template`` for ``person``. ``extra`` gives the slots that no record holds, such as introducer, role, job_id or blurb.

    A ``channel`` that carries no subject line leaves the subject empty, and its gaps out.

    Private notes are not among the slots, so they cannot reach a draft (source: PRACTICES S38).
    """
    values = fill(person, company, evidence, steps, profile, today, extra or {})
    titled = channel is None or channel in WITH_SUBJECT
    subject, open_subject, used_subject = render(template.subject if titled else "", values)
    body, open_body, used_body = render(template.body, values)
    return Composition(
        subject=clean(subject),
        body=clean_note(body),
        gaps=tuple(dict.fromkeys((*open_subject, *open_body))),
        slots={name: values[name] for name in dict.fromkeys((*used_subject, *used_body))},
    )
