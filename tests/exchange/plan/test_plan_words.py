"""What the printed formats say alike, what a block says when it was told nothing, and which addresses become links."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.domain.kinds import Channel, StepKind
from outreach.exchange.plan import markdown
from outreach.exchange.plan.links import mail_link, web_link
from outreach.exchange.plan.page import (
    AnswerLine,
    CompanyBlock,
    DraftBlock,
    HistoryLine,
    InsiderBlock,
    LeadLine,
    Options,
    PlanPage,
    StepLine,
)
from outreach.exchange.plan.words import day, facts, history_words, if_silent, lead_words, withheld_words

TODAY = dt.date(2026, 11, 22)


def page(company: CompanyBlock, **fields) -> PlanPage:
    return PlanPage(generated_on=TODAY, company=company, **fields)


def test_a_company_nothing_is_known_of_is_said_as_such() -> None:
    plain = page(CompanyBlock(name="Fernwick Labs"))
    assert facts(plain) == (
        ("Motivation", "2 of 4"),
        ("Postings", "0 of 3"),
        ("Advocacy", "0 of 3"),
        ("Status", "active"),
        ("LinkedIn contact", "neutral"),
        ("Followed", "not yet"),
    )
    assert (plain.company.website, plain.revision, withheld_words(plain)) == ("", 0, "")


def test_a_status_has_its_reason_and_those_left_out_are_counted() -> None:
    told = page(CompanyBlock(name="Fernwick Labs", status_reason="no openings", followed=True), withheld=1)
    assert dict(facts(told))["Status"] == "active (no openings)" and dict(facts(told))["Followed"] == "yes"
    assert withheld_words(told) == "1 person at your current employer left out."
    assert withheld_words(page(told.company, withheld=2)) == "2 people at your current employer left out."


def test_a_block_that_was_told_nothing_says_nothing() -> None:
    insider = InsiderBlock(uid="a", name="Ana")
    assert (insider.position, insider.tie_words, insider.speaks) == ("", "", "thin")
    assert InsiderBlock(uid="a", name="Ana", know_level=1).speaks == "thin"
    assert InsiderBlock(uid="a", name="Ana", know_level=2).speaks == "can speak to"
    draft = DraftBlock(to="Ana", body="Hi")
    assert (draft.person, draft.purpose, draft.address, draft.subject, draft.channel) == ("", "", "", "", Channel.MESSAGE)
    answer = AnswerLine(question="How?")
    assert (answer.answer, answer.by) == ("", "")
    line = StepLine(uid="s", kind=StepKind.FIRST_TOUCH, what="Write")
    assert (line.why, line.person, line.promise) == ("", "", False)
    assert HistoryLine(what="met").said == ""


def test_a_lead_says_all_that_is_known_of_it() -> None:
    lead = LeadLine(title="Engineer", job_id="4711", on=TODAY, given_by="Ana", closed_on=dt.date(2026, 12, 1), outcome="filled")
    assert lead_words(lead) == "posting · seen Sun 22 Nov 2026 · job 4711 · from Ana · closed Tue 1 Dec 2026 · filled"
    assert lead_words(LeadLine(title="Engineer")) == "posting"


def test_days_are_said_the_same_everywhere() -> None:
    assert (day(TODAY), if_silent(TODAY)) == ("Sun 22 Nov 2026", "if silent, Sun 22 Nov 2026")
    assert history_words(HistoryLine(on=TODAY, what="met")) == "Sun 22 Nov 2026: met"
    assert history_words(HistoryLine(what="met")) == "met"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("http://example.com/a?b=c&d#e", "http://example.com/a?b=c&d#e"),
        ("https://example.com/~ana/[x]!$*+,;=-._%20", "https://example.com/~ana/[x]!$*+,;=-._%20"),
        ('https://example.com/"<é>', "https://example.com/%22%3C%C3%A9%3E"),
        ("https://" + "a" * 1_892, "https://" + "a" * 1_892),
        ("https://" + "a" * 1_893, ""),
        ("ftp://example.com", ""),
        ("https://user@example.com", ""),
        ("https:///path", ""),
        ("https://[bad", ""),
        ("javascript:alert(1)", ""),
        ("https://exa mple.com", ""),
        ("https://example.com\\x", ""),
    ],
)
def test_only_plain_web_addresses_become_links(url: str, link: str) -> None:
    assert web_link(url) == link


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("ana.ruiz+x@example.com", "mailto:ana.ruiz%2Bx@example.com"),
        ("ana@example", ""),
        ("a b@example.com", ""),
        ("a@x.com?bcc=b@y.com", ""),
    ],
)
def test_only_one_plain_mail_address_becomes_a_link(address: str, link: str) -> None:
    assert mail_link(address) == link


def test_a_page_without_questions_answers_or_steps_has_no_empty_sections() -> None:
    text = markdown.write([page(CompanyBlock(name="Fernwick Labs"))], Options()).decode()
    assert "## Questions" not in text and "XX" not in text
    answered = page(CompanyBlock(name="Fernwick Labs"), answers=(AnswerLine(question="How?", answer="Well"),))
    text = markdown.write([answered], Options()).decode()
    assert "- **How?** Well\n" in text
    dated = page(answered.company, answers=(AnswerLine(question="How?", answer="Well", by="Ana", on=TODAY),))
    assert "- **How?** Well (Ana, Sun 22 Nov 2026)\n" in markdown.write([dated], Options()).decode()


def test_what_begins_a_list_or_a_heading_in_markdown_is_escaped_at_the_start_of_a_line_only() -> None:
    starts = {"- a": "\\- a", "+ a": "\\+ a", "1. a": "1\\. a", "12) a": "12\\) a"}
    assert {text: markdown.escape(text, starts=True) for text in starts} == starts
    blank = page(CompanyBlock(name="X"), budget=("1. left",), leads=(LeadLine(title=""),))
    text = markdown.write([blank], Options()).decode()
    assert "- 1\\. left" in text and "**untitled**" in text
