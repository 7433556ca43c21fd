"""The closed vocabularies of the plan: what kind of tie, step, channel, draft or evidence a thing can be."""

from __future__ import annotations

import enum


class CompanyStatus(enum.StrEnum):
    """Where a target company stands. Only ACTIVE companies put work on a day."""

    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


class Norm(enum.StrEnum):
    """How a company looks at LinkedIn contacts (source: PRACTICES S19)."""

    ENCOURAGED = "encouraged"
    NEUTRAL = "neutral"
    FROWNED_ON = "frowned on"


class Tie(enum.StrEnum):
    """How a person is tied to their target company."""

    HERE = "here"
    BEFORE = "before"
    THROUGH = "through"
    """Knows somebody there; an introducer rather than an insider."""


class PersonState(enum.StrEnum):
    """What triage said of a person. Only INSIDER people are written to."""

    NEW = "new"
    INSIDER = "insider"
    LATER = "later"
    AVOID = "avoid"
    DROPPED = "dropped"


class PersonKind(enum.StrEnum):
    """What a person is to the user; chooses the template family."""

    PEER = "peer"
    FORMER_COLLEAGUE = "former colleague"
    ALUM = "alum"
    HIRING_MANAGER = "hiring manager"
    RECRUITER = "recruiter"
    INTRODUCER = "introducer"
    DORMANT = "dormant tie"
    TEACHER = "someone to learn from"
    UP_AND_COMER = "up-and-comer"
    OWNER = "owner"
    LEADER = "leader"
    OTHER = "other"


class Reputation(enum.StrEnum):
    """The user's private judgement; never exported (source: PRACTICES S10)."""

    OK = "ok"
    UNSURE = "unsure"
    AVOID = "avoid"


class Answer(enum.StrEnum):
    """A question that may not have been asked yet."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Purpose(enum.StrEnum):
    """Why one writes (source: PRACTICES S22)."""

    CONNECT = "connect"
    RECONNECT = "reconnect"
    LEARN = "learn"
    INSIGHT = "insight"
    PEER = "peer"
    GIVE = "give"
    ADVICE = "advice"
    INTRODUCTION = "introduction"
    REFERRAL = "referral"
    RECOMMENDATION = "recommendation"
    """A few lines of theirs on one's profile (source: PRACTICES S29)."""
    FOLLOW_UP = "follow-up"
    REPLY = "reply"
    CONFIRM = "confirm"
    CONGRATULATE = "congratulate"
    THANK_YOU = "thank-you"
    REPORT_BACK = "report-back"
    ASK_WHY = "ask-why"
    DECLINE = "decline"


class Channel(enum.StrEnum):
    """The way a message travels."""

    MESSAGE = "linkedin message"
    INVITE = "linkedin invitation"
    INMAIL = "inmail"
    EMAIL = "email"
    PHONE = "phone"
    PERSON = "in person"
    OTHER = "other"


WITH_SUBJECT = frozenset({Channel.EMAIL, Channel.INMAIL})
"""Channels whose messages have a subject line."""


class EvidenceKind(enum.StrEnum):
    """What a record about a relationship proves."""

    CONNECTED = "connected"
    MESSAGES = "messages"
    INVITED_THEM = "invited them"
    INVITED_ME = "invited me"
    MET = "met"
    SPOKE = "spoke"
    EMAILED = "emailed"
    WORKED_TOGETHER = "worked together"
    SHARED_EMPLOYER = "shared employer"
    """Their employer is one of the user's past employers: a talking point, no proof that they overlapped."""
    SAME_SCHOOL = "same school"
    RECOMMENDED_ME = "recommended me"
    RECOMMENDED_THEM = "recommended them"
    ENDORSED_ME = "endorsed me"
    ENDORSED_THEM = "endorsed them"
    INTRODUCED = "introduced"
    CONFLICT = "conflict"
    NOTE = "note"


class Source(enum.StrEnum):
    """Where a record came from."""

    ARCHIVE = "archive"
    HAND = "hand"
    SAMPLE = "sample"


class StepKind(enum.StrEnum):
    """What an outreach step is. The first group is written or said by the user, the second happens to them."""

    FIRST_TOUCH = "first touch"
    INVITE = "invite"
    FOLLOW_UP = "follow-up"
    NEXT_INSIDER = "next insider"
    THANK_YOU = "thank-you"
    REPORT_BACK = "report-back"
    REPLY_OWED = "reply owed"
    CONFIRM = "confirm"
    TALK = "talk"
    SHARE = "share"
    GIVE = "give"
    ENGAGE = "engage"
    CONGRATULATE = "congratulate"
    INTRO_REQUEST = "introduction request"
    INTRO_MADE = "introduction made"
    REFERRAL_ASK = "referral ask"
    RECOMMENDATION_ASK = "recommendation ask"
    """Asking for a few lines on one's profile (source: PRACTICES S29)."""
    WITHDRAW = "withdraw invitation"
    RESEARCH = "research"
    TODO = "to do"

    REPLIED = "replied"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OUT_OF_OFFICE = "out of office"
    NO_SHOW = "no-show"
    INTRODUCED = "introduced"
    REFERRED = "referred"
    APPLIED = "applied"
    INTERVIEW = "interview"
    OFFER = "offer"
    GOOD_NEWS = "good news"
    """A success, a new job, a meaningful talk: opens a good moment (source: PRACTICES S41)."""


class StepState(enum.StrEnum):
    """An OPEN step is still to come; the others are history and never change state again except by undo."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    RETIRED = "retired"
    SUPERSEDED = "superseded"
    """Closed by the program because an answer made it pointless."""


class DraftStatus(enum.StrEnum):
    """A draft's life: SENT text is frozen."""

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"


class LeadKind(enum.StrEnum):
    """How an opening came to be known."""

    POSTING = "posting"
    SAVED_JOB = "saved job"
    APPLICATION = "application"
    WORD = "word from a contact"


class InvitationState(enum.StrEnum):
    """What the user said to an invitation received; one without an answer has no record."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class MatchVerdict(enum.StrEnum):
    """What a company string says about a target company."""

    HERE = "here"
    FORMER = "former"
    RELATED = "related"
    POSSIBLE = "possible"
    NO = "no"


class Severity(enum.StrEnum):
    """How loudly a rule or a draft finding speaks. BLOCK keeps a draft from "ready" and a step from "send" until mended or overruled."""

    BLOCK = "block"
    WARN = "warn"
    HINT = "hint"
