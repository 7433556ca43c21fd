"""One invented company with four insiders, as the planner would fill its page, and a page full of hostile text."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.domain.kinds import Channel, EvidenceKind, LeadKind, Norm, StepKind, Tie
from outreach.exchange.plan.page import (
    AnswerLine,
    CompanyBlock,
    DraftBlock,
    HistoryLine,
    InsiderBlock,
    LeadLine,
    PlanPage,
    QuestionBlock,
    ResearchLine,
    StepLine,
    map_text,
)

SUNDAY = dt.date(2026, 11, 22)

ANA = InsiderBlock(
    uid="ana-1",
    name="Ana Ruiz",
    position="Staff Engineer",
    employer="Fernwick Labs",
    tie_words="worked with",
    kinds=(EvidenceKind.CONNECTED, EvidenceKind.WORKED_TOGETHER, EvidenceKind.MESSAGES),
    know_level=3,
    how_i_know="We shared the release desk at Kettlebrook for two years.",
    receipt="9 sent, 7 received, last 1 May 2026; worked together at Kettlebrook 2019–2021",
    why=(("worked together 2019–21", "+40"), ("replied in May", "+15"), ("same craft", "+10")),
    verdict="ready",
    evidence=("Connected on Tue 5 Mar 2019", "Worked together at Kettlebrook, 2019–2021"),
    history=(HistoryLine(on=dt.date(2026, 5, 1), what="she replied", said="The sampler is still my favourite bug."),),
    purpose="reconnect",
    hook="The release checklist we wrote is still in use.",
    question="How did your team come to own its own deploys?",
    offer="My notes on moving a monolith's tests.",
    url="https://www.linkedin.com/in/ana-ruiz-sample",
    email="ana.ruiz@fernwick.example",
    phone="+44 20 7946 0018",
)
TOM = InsiderBlock(
    uid="tom-2",
    name="Tom Okafor",
    position="Recruiter",
    employer="Fernwick Labs",
    tie_words="never met",
    kinds=(EvidenceKind.CONNECTED,),
    receipt="connected 2024; never wrote",
    verdict="wait 3d",
)
MEI = InsiderBlock(
    uid="mei-3",
    name="Mei Tanaka",
    position="Engineering Manager",
    employer="Fernwick Labs",
    tie=Tie.THROUGH,
    tie_words="via Ana Ruiz",
    know_level=1,
    receipt="2nd degree; Ana Ruiz knows her",
    verdict="ask Ana",
    question="What does the team look for in its first three months?",
)
IDRIS = InsiderBlock(
    uid="idris-4",
    name="Idris Cole",
    position="Data Analyst",
    employer="Holt & Vane",
    tie=Tie.BEFORE,
    tie_words="left 2024",
    kinds=(EvidenceKind.MESSAGES,),
    know_level=2,
    how_i_know="He answered two of my questions on sampling.",
    receipt="2 sent, 2 received, last 9 Jan 2025",
    verdict="later",
)

FERNWICK = PlanPage(
    generated_on=SUNDAY,
    revision=41,
    company=CompanyBlock(
        name="Fernwick Labs",
        motivation=4,
        posting=3,
        advocacy=2,
        reasons=("title", "experience"),
        why="They publish how they test instruments, and the team is small enough to see a change through.",
        norm=Norm.ENCOURAGED,
        followed=True,
        website="https://fernwick.example/careers",
        workforce="Half came from instrument makers; few have more than two employers.",
    ),
    research=(
        ResearchLine(item="read", done_on=dt.date(2026, 11, 18)),
        ResearchLine(item="people", done_on=dt.date(2026, 11, 19)),
        ResearchLine(item="postings"),
        ResearchLine(item="alumni"),
    ),
    leads=(
        LeadLine(title="Senior Backend Engineer", url="https://fernwick.example/jobs/88", job_id="FL-88", on=dt.date(2026, 11, 16)),
        LeadLine(title="Test lead, new team in spring", kind=LeadKind.WORD, given_by="Idris Cole", on=dt.date(2026, 11, 9)),
    ),
    insiders=(ANA, TOM, MEI, IDRIS),
    drafts=(
        DraftBlock(
            person="ana-1",
            to="Ana Ruiz",
            channel=Channel.EMAIL,
            purpose="reconnect",
            address="ana.ruiz@fernwick.example",
            subject="The checklist lives on",
            body="Hi Ana,\n\nI still use the release checklist we wrote at Kettlebrook.\n"
            "How did your team come to own its own deploys?\n\nGood to hear from you either way,\nSam",
        ),
    ),
    steps=(
        StepLine(
            uid="0b6f2d8e",
            kind=StepKind.FIRST_TOUCH,
            what="Write to Ana Ruiz",
            why="She is the first insider and nothing is open with her.",
            on=dt.date(2026, 11, 23),
            person="ana-1",
            changed_at=dt.datetime(2026, 11, 20, 18, 5, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        ),
        StepLine(
            uid="5c1e77a0",
            kind=StepKind.NEXT_INSIDER,
            what="No answer: write to Tom Okafor",
            why="Three business days without an answer arm the next insider.",
            on=dt.date(2026, 11, 26),
            person="tom-2",
        ),
        StepLine(uid="77aa01bc", kind=StepKind.RESEARCH, what="Look at the postings", why="Not on the checklist yet."),
    ),
    promises=(
        StepLine(
            uid="e0d9c4f1",
            kind=StepKind.THANK_YOU,
            what="Thank Idris Cole for the word about the new team",
            why="A thank-you is owed within a day.",
            on=dt.date(2026, 11, 22),
            person="idris-4",
            promise=True,
        ),
    ),
    questions=(
        QuestionBlock(title="Trends", questions=("Which change in your field does Fernwick Labs talk about most this year?",)),
        QuestionBlock(
            title="How positions arise", questions=("How did your own position come to be?", "Who decides that a team may grow?")
        ),
    ),
    answers=(
        AnswerLine(
            question="How are new positions created?",
            answer="A team writes a one-page case each quarter.",
            by="Idris Cole",
            on=dt.date(2026, 11, 9),
        ),
    ),
    budget=("First touches open here: 0 of 2", "Invitation notes this month: 3 of 5"),
    records={
        "companies": [{"id": 1, "uid": "c-fern", "name": "Fernwick Labs", "motivation": 4, "notes": "CANARY-company-note"}],
        "people": [
            {
                "id": 7,
                "uid": "ana-1",
                "name": "Ana Ruiz",
                "company": 1,
                "state": "insider",
                "email": "ana.ruiz@fernwick.example",
                "notes": "CANARY-note",
                "comfort": 1,
            },
            {"id": 8, "uid": "tom-2", "name": "Tom Okafor", "company": 1, "drop_reason": "CANARY-drop"},
            {"id": 9, "uid": "mei-3", "name": "Mei Tanaka", "company": 1, "tie": "through", "bridge": 7},
            {"id": 10, "uid": "idris-4", "name": "Idris Cole", "company": 1, "tie": "before", "future_field": {"kept": [1, 2]}},
        ],
        "evidence": [{"id": 3, "uid": "ev-3", "person": 7, "kind": "worked together", "on": "2019-03-05", "detail": "Kettlebrook"}],
        "steps": [{"id": 4, "uid": "0b6f2d8e", "kind": "first touch", "company": 1, "person": 7}],
        "drafts": [{"id": 5, "uid": "dr-5", "person": 7, "body": "Hi Ana,\n\nHow are you?", "status": "ready"}],
        "leads": [{"id": 6, "uid": "le-6", "company": 1, "title": "Senior Backend Engineer"}],
    },
)

HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "</style></title><img src=x onerror=alert(1)>",
    "a | b | c\n| --- | --- |",
    "[click](javascript:alert(1)) ![beacon](http://evil.example/p.png)",
    "`code` *bold* _low_ ~~gone~~ &lt;b&gt; \\",
    "# heading\n---\n===\n- list\n1. one\n> quote\n    code\n+ plus",
    '=HYPERLINK("http://evil.example","x")',
    "  +cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t-2+3",
    "＝1+1",
    "line\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:x@evil.example\rEND:VEVENT",
    "semi;comma,back\\slash;" + "ü😀" * 60,
    "\x1b]8;;http://evil.example\x07link\x1b]8;;\x07 \x1b[31mred\x9b0m \u202egnp.exe\u200b\x00",
    "<http://evil.example> www.evil.example {{ 7*7 }} {% raw %} ${x} %(y)s",
    "",
)


@pytest.fixture
def page() -> PlanPage:
    """The plan of Fernwick Labs on Sunday 22 November 2026."""
    return FERNWICK


@pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest) -> str:
    """One hostile text."""
    return str(request.param)


@pytest.fixture
def hostile_page(hostile: str) -> PlanPage:
    """The page with that text in the place of every text but uids."""
    uids = {line.uid for line in (*FERNWICK.insiders, *FERNWICK.steps, *FERNWICK.promises)}
    return map_text(FERNWICK, lambda text: text if text in uids else hostile)
