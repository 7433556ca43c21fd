"""One pass over a draft that every check shares, and what a check is told and may say."""

from __future__ import annotations

import re
from functools import cached_property

import msgspec

from outreach.domain.dealings import was_introduced
from outreach.domain.drafting.render import OPEN_GAP
from outreach.domain.drafting.slots import first_name
from outreach.domain.kinds import Channel, PersonKind, Purpose, Severity
from outreach.domain.model import Company, Evidence, Person, Profile, Step

ASKS = frozenset({Purpose.ADVICE, Purpose.INTRODUCTION, Purpose.REFERRAL, Purpose.RECOMMENDATION})
"""Purposes that take something of the other's time or name."""

CURIOUS = frozenset({Purpose.LEARN, Purpose.INSIGHT, Purpose.PEER, Purpose.ADVICE})
"""Purposes that live by a question."""

_WORD = re.compile(r"[^\W_](?:[\w'’./@+#&-]*[\w+#])?")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$|[\"'”’)])[^.!?\n]*)*[.!?]*[\"'”’)]*")
_GREETING = re.compile(
    r"\A\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hola|bonjour|hallo|ciao)\b[ ]*"
    r"(?P<name>[^\n,!:.–—-]{0,60})?[,!:.–—-]*",
    re.IGNORECASE,
)
_COMMON = """
about above after again also another back been before being below between both came come could does done down each even ever every
from gave give going good great have having here into just know last less like look made make many mine more most much must need never
next only other over said same seem should since some still such take talk tell than that their them then there these they thing things
think this those thought time told took under until upon very want well went were what when where which while will with work working
would wrote year years your yours
"""
_STOP = frozenset(_COMMON.split())


class Finding(msgspec.Struct, frozen=True):
    """One thing the checker has to say, with the words it means."""

    rule: str
    severity: Severity
    message: str
    start: int = 0
    end: int = 0
    """Character span in the body; 0, 0 means the whole text or the subject."""
    fix: str = ""
    source: str = ""
    """The practices behind it, such as ``S32``."""


class DraftContext(msgspec.Struct, frozen=True, kw_only=True):
    """What the checker may know. Everything has a default, so that a loose text can be checked too."""

    person: Person | None = None
    company: Company | None = None
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[Step, ...] = ()
    """The person's own steps."""
    channel: Channel = Channel.MESSAGE
    purpose: Purpose | None = None
    tier: str = "free"
    first_touch: bool = False
    sent_texts: tuple[str, ...] = ()
    """What was sent to others at the same company."""
    others: tuple[str, ...] = ()
    """Names of the other people at the company: greeting one of them is a mix-up."""
    other_companies: tuple[str, ...] = ()
    """Names of the user's other targets."""
    confidential: tuple[str, ...] = ()
    """Words that must not occur (source: PRACTICES S39)."""
    current_employer: str = ""
    """The employer that must not learn of the search; empty when there is none."""
    proof: tuple[str, ...] = ()
    """What backs a claim: lines such as ``cut build time by 40 % at Kettlebrook``."""
    profile: Profile | None = None
    last_contact_days: int | None = None
    """Days since the last contact either way; None when there was none or it is not known."""
    introduced: bool = False
    """The thread was opened by an introducer: warnings block (source: PRACTICES S56)."""


class Reading:
    """A body split into words, sentences and greeting, each found once and only when asked for."""

    def __init__(self, body: str, subject: str = "") -> None:
        self.raw = body
        """The text as it stands."""
        self.body = OPEN_GAP.sub(lambda gap: " " * len(gap[0]), body)
        """The same with open gaps blanked out, so that their words count for nothing; places are the same."""
        self.subject = subject

    @property
    def gappy(self) -> bool:
        """There are open gaps, so that what is missing has been said already."""
        return OPEN_GAP.search(self.raw) is not None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the body in lower case; numbers count, signs do not."""
        return tuple(match[0].casefold() for match in _WORD.finditer(self.body))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The span of each sentence after the greeting."""
        _, _, after = self.greeting
        spans = []
        for match in _SENTENCE.finditer(self.body, after):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if any(char.isalnum() for char in match[0]):
                spans.append((start, match.end()))
        return tuple(spans)

    @cached_property
    def greeting(self) -> tuple[str, tuple[int, int], int]:
        """The greeted name, its span, and where the text after the greeting starts; ``("", (0, 0), 0)`` when nobody is greeted."""
        match = _GREETING.match(self.body)
        if match is None:
            return "", (0, 0), 0
        name = (match["name"] or "").rstrip()
        return name, (match.start("name"), match.start("name") + len(name)), match.end()

    @cached_property
    def questions(self) -> tuple[tuple[int, int], ...]:
        """The spans of the sentences that end in a question mark."""
        return tuple((start, end) for start, end in self.sentences if self.body[start:end].rstrip("\"'”’)").endswith(("?", "?!")))

    def sentence_at(self, place: int) -> str:
        """The sentence around a place of the body."""
        return next((self.body[start:end] for start, end in self.sentences if start <= place < end), self.body)


def telling_words(text: str) -> frozenset[str]:
    """The words of a text that tell it from others: four letters or more, none of them common."""
    return frozenset(word for match in _WORD.finditer(text) if len(word := match[0].casefold()) >= 4 and word not in _STOP)


def name_words(person: Person | None) -> frozenset[str]:
    """The parts of a person's name in lower case."""
    return (
        frozenset()
        if person is None
        else frozenset(m[0].casefold() for m in _WORD.finditer(person.name)) | {first_name(person.name).casefold()}
    )


def is_recruiter(context: DraftContext) -> bool:
    """Whether the message goes to a recruiter, whom one may ask about jobs."""
    return context.person is not None and context.person.kind is PersonKind.RECRUITER


def introduced(context: DraftContext) -> bool:
    """Whether somebody vouched for the user with this person: said so, or on record."""
    return context.introduced or was_introduced(context.evidence, context.steps)
