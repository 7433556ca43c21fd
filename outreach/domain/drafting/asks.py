"""Checks of what is asked and given: the job ask, the second ask, the question, the hook, the reason and the reminder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outreach.domain.drafting.phrases import Phrases
from outreach.domain.drafting.reading import (
    ASKS,
    CURIOUS,
    DraftContext,
    Finding,
    Reading,
    introduced,
    is_recruiter,
    name_words,
    telling_words,
)
from outreach.domain.drafting.slots import first_name
from outreach.domain.drafting.wording import negated
from outreach.domain.etiquette.ledger import balance
from outreach.domain.kinds import Channel, EvidenceKind, Purpose, Severity

LONG_AGO = 365
"""After this many days without contact a reminder of how one knows each other is due (source: PRACTICES S35)."""

TELLING = 4
"""So many words that do not belong to every such message make a text particular."""

_OPENING = frozenset(
    {Purpose.CONNECT, Purpose.RECONNECT, Purpose.LEARN, Purpose.INSIGHT, Purpose.PEER, Purpose.ADVICE, Purpose.INTRODUCTION}
)
_CLOSING = frozenset({Purpose.THANK_YOU, Purpose.REPORT_BACK})


def job_ask(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """Asking for a job in the first message (source: PRACTICES S14, S48). Recruiters may be asked; a stranger's is the worse case."""
    if not context.first_touch or is_recruiter(context) or context.purpose is Purpose.REFERRAL:
        return
    severity = Severity.WARN if context.evidence else Severity.BLOCK
    for start, end in phrases.find("job_ask", reading.body):
        if not negated(reading.body, start) and not _HOW.search(reading.body[:start]):
            yield Finding(
                "job-ask",
                severity,
                f"“{reading.body[start:end]}” asks for a job in a first message",
                start,
                end,
                "ask for what they know, not for a job",
                "S48",
            )


def attachment(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """A first message carries no papers (source: PRACTICES S28)."""
    if context.first_touch and not is_recruiter(context):
        asked = phrases.find("job_ask", reading.body)
        for start, end in phrases.find("attachment", reading.body):
            said = any(start < other_end and other < end for other, other_end in asked)
            if not said and not negated(reading.body, start):
                yield Finding("attachment", Severity.WARN, "a first message carries no papers", start, end, "offer it when they ask", "S28")


def second_ask(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """A second request to somebody who has had nothing yet (source: PRACTICES S24)."""
    if context.purpose not in ASKS or phrases.has("offer", reading.body):
        return
    given, asked = balance(context.steps)
    if asked and not given:
        yield Finding(
            "second-ask",
            Severity.WARN,
            "a second request, and nothing given yet",
            fix="share something useful first, or offer it here",
            source="S24",
        )


def ask_in_thanks(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """A thank-you or a report carries no new request (source: PRACTICES S57)."""
    if context.purpose not in _CLOSING:
        return
    for group in ("job_ask", "favour"):
        for start, end in phrases.find(group, reading.body):
            if not negated(reading.body, start):
                yield Finding(
                    "ask-in-thanks",
                    Severity.WARN,
                    "a thank-you that asks for something",
                    start,
                    end,
                    "thank them now, ask another day",
                    "S57",
                )


def no_offer(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """An introduction or a referral asked with nothing in return and no easy way to say no (source: PRACTICES S23)."""
    if (
        context.purpose in {Purpose.INTRODUCTION, Purpose.REFERRAL}
        and not phrases.has("offer", reading.body)
        and not phrases.has("way_out", reading.body)
    ) and reading.words:
        yield Finding(
            "no-offer",
            Severity.HINT,
            "asks a favour with nothing offered and no easy way to say no",
            fix="offer the text to forward, or add “no is fine”",
            source="S23",
        )


def no_question(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """A message that wants to learn something asks something."""
    if reading.gappy:
        return
    if (
        context.purpose in CURIOUS
        and context.channel is not Channel.INVITE
        and reading.words
        and "?" not in reading.body
        and not phrases.has("soft_question", reading.body)
    ):
        yield Finding("no-question", Severity.WARN, "asks nothing", fix="end on the one question you have for them", source="S14")


def no_hook(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """Nothing in the text could only have been written to this person (source: PRACTICES S34). A recruiter's role is hook enough."""
    if reading.gappy:
        return
    if not reading.words or is_recruiter(context) or not (context.first_touch or context.purpose in {Purpose.CONNECT, Purpose.FOLLOW_UP}):
        return
    if not specific(reading, context, phrases):
        yield Finding(
            "no-hook", Severity.WARN, "could have been sent to anybody", fix="name a project, a talk or a place you both know", source="S34"
        )


def specific(reading: Reading, context: DraftContext, phrases: Phrases) -> bool:
    """Whether the text holds a fact of the record, a sign such as "your talk", words of its own, or a name.

    The names of the reader and of the company do not count: every mailing has them.
    """
    own = name_words(context.person)
    facts = [e.detail for e in context.evidence]
    known = list(own)
    if context.person is not None:
        facts += [context.person.hook, context.person.how_i_know, context.person.why_them, *(news.text for news in context.person.news)]
        known += [context.person.position.casefold(), context.person.employer.casefold()]
    if context.company is not None:
        known.append(context.company.name.casefold())
    expected = {word for text in known for word in text.split()}
    if any(frozenset(reading.words) & (telling_words(fact) - expected) for fact in facts):
        return True
    if phrases.has("hook", reading.body) or phrases.has("tie", reading.body) or _QUOTED.search(reading.body):
        return True
    generic = phrases.words("generic")
    if any(match[1].split()[0].casefold() not in generic | expected for match in _YOURS.finditer(reading.body)):
        return True
    if len(telling_words(reading.body) - expected - generic) >= TELLING:
        return True
    return any(_is_name(word, expected | generic) for start, end in reading.sentences for word in reading.body[start:end].split()[1:])


def _is_name(word: str, expected: frozenset[str] | set[str]) -> bool:
    bare = word.strip(".,:;!?()[]'’“”\"").removesuffix("'s").removesuffix("’s")
    acronym = bare.isupper() and len(bare) <= 4
    return bare[:1].isupper() and len(bare) > 1 and not acronym and bare not in _DAYS and bare.casefold() not in expected


def no_reason(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """An invitation says why (source: PRACTICES S33)."""
    if reading.gappy:
        return
    if context.channel is not Channel.INVITE or not reading.words or reading.questions:
        return
    if not phrases.has("reason", reading.body) and not phrases.has("offer", reading.body):
        yield Finding(
            "no-reason",
            Severity.WARN,
            "does not say why you want to connect",
            fix="add what you would like to learn or share",
            source="S33",
        )


def no_tie(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """After a year of silence a message reminds them how you know each other (source: PRACTICES S35)."""
    if reading.gappy:
        return
    if context.purpose not in _OPENING or not reading.words or context.last_contact_days is None or context.last_contact_days <= LONG_AGO:
        return
    details = [e.detail for e in context.evidence if e.kind is not EvidenceKind.NOTE]
    told = (
        bool(_SHARED.search(reading.body))
        or phrases.has("tie", reading.body)
        or any(frozenset(reading.words) & telling_words(detail) for detail in details)
    )
    if not told:
        years = context.last_contact_days // 365
        ago = "over a year" if years == 1 else f"{years} years"
        yield Finding(
            "no-tie",
            Severity.WARN,
            f"last contact was {ago} ago, and nothing reminds them of it",
            fix="say in one line how you know each other",
            source="S35",
        )


def no_introducer(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """The first message of an introduced thread names the introducer (source: PRACTICES S56)."""
    if reading.gappy:
        return
    if not (context.first_touch and introduced(context) and reading.words):
        return
    names = [first_name(e.detail) for e in context.evidence if e.kind is EvidenceKind.INTRODUCED and e.detail]
    if names and not any(name.casefold() in reading.words for name in names):
        yield Finding(
            "no-introducer", Severity.WARN, f"does not mention {names[0]}, who introduced you", fix=f"start with {names[0]}", source="S56"
        )


_HOW = re.compile(r"\b(?:how|why|where|when|who)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""Before "is your team hiring" these make it a question about the work, not for a job."""

_YOURS = re.compile(r"\byour\s+((?:[\w'’-]+\s+)?[\w'’-]{4,})", re.IGNORECASE)
_SHARED = re.compile(r"\b(?:we|we['’]\w+|our|ours|us|both|together|again|remember)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^”\"\n]{4,}[”\"]")
_SMALL_TALK = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday LinkedIn I'm I’m I'd I’d I've I’ve I'll I’ll Thanks Best Thank You Kind Regards
CV Resume Hi Hello Dear Mr Ms Dr English Engineer Engineering Manager Product Software Data Senior Junior Director Head Lead Developer
Designer Analyst Marketing Sales Design Research Science Master's Bachelor's Bachelor Master MBA PhD University Company Team
"""
_DAYS = frozenset(_SMALL_TALK.split())

LINTS = (job_ask, attachment, second_ask, ask_in_thanks, no_offer, no_question, no_hook, no_reason, no_tie, no_introducer)
