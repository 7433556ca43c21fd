"""The forms' fields by noun: what a company, a person, a piece of evidence or an event is asked for, and with which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from outreach.domain.kinds import (
    Answer,
    Channel,
    CompanyStatus,
    EvidenceKind,
    LeadKind,
    Norm,
    PersonKind,
    PersonState,
    Purpose,
    StepKind,
    Tie,
)
from outreach.domain.model import Company, Evidence, Lead, Person
from outreach.tui.widgets.fields import Field

if TYPE_CHECKING:
    import datetime as dt

    from outreach.planner import Planner

MOTIVATION = (("4", "4 dream"), ("3", "3 strong"), ("2", "2 good"), ("1", "1 maybe"), ("0", "0 not really"))
POSTING = (("0", "0 none seen"), ("1", "1 far off"), ("2", "2 close"), ("3", "3 fits"))

KNOWN_BY = (
    EvidenceKind.WORKED_TOGETHER,
    EvidenceKind.MET,
    EvidenceKind.SPOKE,
    EvidenceKind.EMAILED,
    EvidenceKind.SAME_SCHOOL,
    EvidenceKind.INTRODUCED,
    EvidenceKind.RECOMMENDED_ME,
    EvidenceKind.RECOMMENDED_THEM,
    EvidenceKind.CONFLICT,
    EvidenceKind.NOTE,
)
"""Kinds of evidence a person notes by hand."""

EVENTS = (
    StepKind.REPLIED,
    StepKind.TALK,
    StepKind.ACCEPTED,
    StepKind.DECLINED,
    StepKind.OUT_OF_OFFICE,
    StepKind.NO_SHOW,
    StepKind.INTRODUCED,
    StepKind.REFERRED,
    StepKind.APPLIED,
    StepKind.INTERVIEW,
    StepKind.OFFER,
    StepKind.GOOD_NEWS,
    StepKind.THANK_YOU,
    StepKind.REPORT_BACK,
    StepKind.SHARE,
    StepKind.GIVE,
    StepKind.ENGAGE,
    StepKind.CONGRATULATE,
)
"""What may have happened, the likely first."""

PLANNED = (
    StepKind.TODO,
    StepKind.TALK,
    StepKind.THANK_YOU,
    StepKind.REPORT_BACK,
    StepKind.SHARE,
    StepKind.GIVE,
    StepKind.ENGAGE,
    StepKind.CONGRATULATE,
    StepKind.INTRO_REQUEST,
    StepKind.REFERRAL_ASK,
    StepKind.RECOMMENDATION_ASK,
    StepKind.RESEARCH,
    StepKind.FOLLOW_UP,
)
"""What one may plan by hand."""


def words(kinds: Iterable[StrEnum]) -> tuple[tuple[str, str], ...]:
    """A vocabulary as options: its members are their own words."""
    return tuple((kind.value, kind.value) for kind in kinds)


def choice(name: str, label: str, options: tuple[tuple[str, str], ...], value: str) -> Field:
    """A field of a few words."""
    return Field(name=name, label=label, kind="choice", options=options, value=value)


def line(name: str, label: str, value: str = "", hint: str = "", complete: Callable[[str], list[str]] | None = None) -> Field:
    """A field of one line."""
    return Field(name=name, label=label, value=value, hint=hint, complete=complete)


def note(name: str, label: str, value: str = "") -> Field:
    """A field of several lines."""
    return Field(name=name, label=label, kind="note", value=value)


def day(name: str, label: str, value: str = "", hint: str = "today, 3bd, next tue, 12 jan", *, past: bool = False) -> Field:
    """A field for a day; ``past`` for one that was."""
    return Field(name=name, label=label, kind="day", value=value, hint=hint, past=past)


def names_of(found: Callable[[str], list[tuple[int, str]]]) -> Callable[[str], list[str]]:
    """Completions as names."""
    return lambda prefix: [label for _, label in found(prefix)]


def company_fields(company: Company | None = None) -> list[Field]:
    """What a target company is asked for; the first three are enough."""
    known = company or Company(name="")  # type: ignore[arg-type]
    out = [
        line("name", "Name", known.name, "Fernwick Labs"),
        choice("motivation", "Motivation", MOTIVATION, str(known.motivation)),
        choice("posting", "Postings", POSTING, str(known.posting)),
        line("why", "Why them", known.why, "what draws you there"),
        line("domain", "E-mail domain", known.domain, "fernwick.example, settles doubtful matches"),
        line("website", "Website", known.website),
        choice("norm", "LinkedIn there", words(Norm), known.norm.value),
    ]
    if company is not None:
        out.append(choice("status", "Status", words(CompanyStatus), known.status.value))
        out.append(
            choice("current_employer", "I work there", (("no", "no"), ("yes", "yes: shield it")), "yes" if known.current_employer else "no")
        )
        out.append(note("notes", "Notes (private)", known.notes))
    return out


def person_fields(planner: Planner, person: Person | None = None) -> list[Field]:
    """What a person is asked for; the name alone is enough."""
    known = person or Person(name="")  # type: ignore[arg-type]
    out = [
        line("name", "Name", known.name),
        line("position", "Position", known.position),
        choice(
            "tie",
            "Tie",
            ((Tie.HERE.value, "works there"), (Tie.BEFORE.value, "was there before"), (Tie.THROUGH.value, "knows somebody there")),
            known.tie.value,
        ),
        choice("kind", "To me", words(PersonKind), known.kind.value),
        line("how_i_know", "How I know them", known.how_i_know, "one sentence you could say aloud"),
        line("hook", "Hook", known.hook, "what the message may start from"),
        line("question", "Question", known.question, "the one thing you want to learn"),
        line("offer", "Offer", known.offer, "what you can do for them"),
        line("url", "Profile", known.url, "https://"),
        line("email", "E-mail", known.email),
    ]
    if person is not None:
        purpose = (("", "as the plan says"), *words(Purpose))
        company = next((name for at, name in planner.completions_company("") if at == known.company), "")
        out[2:2] = [line("company", "Company", company, complete=names_of(planner.completions_company))]
        out += [
            choice("purpose", "Purpose", purpose, known.purpose.value if known.purpose else ""),
            choice("state", "Triage", words(PersonState), known.state.value),
            choice("comfort", "My comfort", tuple((str(n), f"{n} {said}") for n, said in COMFORT), str(known.comfort)),
            note("notes", "Notes (private)", known.notes),
        ]
    return out


COMFORT = ((1, "not for me"), (2, "uneasy"), (3, "fine"), (4, "easy"), (5, "glad to"))


def evidence_fields(known: Evidence | None = None) -> list[Field]:
    """How two people know each other, dated; a record read from an archive keeps its own kind."""
    kinds = KNOWN_BY if known is None or known.kind in KNOWN_BY else (known.kind, *KNOWN_BY)
    return [
        choice("kind", "What", words(kinds), known.kind.value if known else KNOWN_BY[0].value),
        day("on", "When, from", typed(known.on if known else None), hint="3 may 2021, 12 jan", past=True),
        day("until", "Until", typed(known.until if known else None), hint="empty when it is one day", past=True),
        line("detail", "Where, what", known.detail if known else "", hint="Kettlebrook, the release team"),
        choice("cordial", "Cordial?", words((Answer.UNKNOWN, Answer.YES, Answer.NO)), (known.cordial if known else Answer.UNKNOWN).value),
    ]


def typed(value: dt.date | None) -> str:
    """A day as it is typed; nothing for none."""
    return value.isoformat() if value else ""


def event_fields(planner: Planner, kind: StepKind = StepKind.REPLIED) -> list[Field]:
    """Something that happened with a person."""
    return [
        choice("kind", "What happened", words(EVENTS), kind.value),
        day("on", "When", "today", "today, fri, 12 jan", past=True),
        choice("channel", "How", (("", "the way you wrote"), *words(Channel)), ""),
        line("by", "Introduced by", hint="only for an introduction", complete=names_of(planner.completions_person)),
        note("text", "What was said"),
    ]


def step_fields(planner: Planner, who: str) -> list[Field]:
    """A step of one's own."""
    return [
        line("text", "What to do", hint="ask about the platform team"),
        choice("kind", "Kind", words(PLANNED), PLANNED[0].value),
        day("on", "When", "1bd"),
        line("person", "With whom", who, complete=names_of(planner.completions_person)),
        choice("promise", "Promised?", (("no", "no"), ("yes", "yes: never forget it")), "no"),
    ]


def opening_fields(planner: Planner, known: Lead | None = None) -> list[Field]:
    """An opening at a company; one that is known is asked for its end as well."""
    teller = next((name for at, name in planner.completions_person("") if known is not None and at == known.given_by), "")
    out = [
        choice("kind", "What", words(LeadKind), known.kind.value if known else LeadKind.POSTING.value),
        line("title", "Title", known.title if known else ""),
        line("url", "Address", known.url if known else "", hint="https://"),
        day("on", "Seen on", typed(known.on) if known else "today", past=True),
        line(
            "given_by",
            "Told by",
            teller,
            complete=names_of(planner.completions_person),
            hint="a person of the plan: a thank-you is put down",
        ),
    ]
    if known is not None:
        out[3:3] = [line("job_id", "Its number", known.job_id)]
        out += [
            day("closed_on", "Closed on", typed(known.closed_on), hint="empty while it is open", past=True),
            line("outcome", "What came of it", known.outcome, "applied, filled, withdrawn"),
        ]
    return out
