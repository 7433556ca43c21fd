"""Hostile text in every field of a page: it must come out as itself in every format and make nothing happen."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from outreach.exchange.plan.csv import COLUMNS, neutralised, restored
from outreach.exchange.plan.links import mail_link, web_link
from outreach.exchange.plan.page import Options, PlanPage, map_text
from outreach.exchange.writers import WRITERS, export
from outreach.text import clean_note

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]")
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "article", "header", "section", "div", "p", "h1", "h2", "h3"),
    *("dl", "dt", "dd", "ul", "ol", "li", "small", "b", "q", "br", "span", "time", "a"),
    *("strong", "em", "hr", "blockquote", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "datetime", "href", "rel", "style"}


class Reader(HTMLParser):
    """Notes the tags, attributes and text of a page, and refuses what is not on the lists."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        self.tags.append(tag)
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            if name == "href":
                assert re.match(r"(?:https?://|mailto:)[!-~]+\Z", value or ""), value
            if name == "style":
                assert re.fullmatch(r"text-align:(?:left|right|center)", value or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("format_id", [row.id for row in WRITERS])
def test_no_control_or_escape_sequence_reaches_a_file(hostile_page: PlanPage, format_id: str) -> None:
    text = export(format_id, [hostile_page], Options(names=True)).decode()
    assert not CONTROLS.search(text)


def test_a_web_page_holds_only_its_own_tags_whatever_the_data_says(page: PlanPage, hostile: str, hostile_page: PlanPage) -> None:
    html = export("html", [hostile_page], Options()).decode()
    reader = read(html)
    assert reader.tags.count("script") == reader.tags.count("img") == 0
    assert reader.tags.count("style") == 1 and reader.tags.count("meta") == 5
    assert html.count("Content-Security-Policy") == 1 and "default-src 'none'; style-src 'unsafe-inline'" in html
    assert not re.search(r"url\(|@import|src=", html.partition("<style>")[2].partition("</style>")[0])
    assert flat(clean_note(hostile)) in flat("".join(reader.text))


def test_markdown_renders_to_the_hostile_text_itself_and_to_nothing_else(hostile: str, hostile_page: PlanPage) -> None:
    markdown = export("md", [hostile_page], Options()).decode()
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)
    reader = read(html)
    assert not {"img", "script", "code", "pre", "del"} & set(reader.tags)
    assert reader.tags.count("table") == 1 and reader.tags.count("h1") == 1
    assert reader.tags.count("th") == 6 and reader.tags.count("td") == 6 * 4
    if "a" in reader.tags:
        assert web_link(clean_note(hostile))
    shown = flat("".join(reader.text))
    assert flat(clean_note(hostile)) in shown
    assert "**" not in shown.replace(flat(clean_note(hostile)) or "**", "")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("ab1. )(-+=*_#>|<!&;:/@~`[]{}\\\n\t\"'$^é＝"), min_size=1, max_size=24))
def test_any_text_comes_out_of_every_format_as_itself(page: PlanPage, text: str) -> None:
    uids = {line.uid for line in (*page.insiders, *page.steps, *page.promises)}
    odd = map_text(page, lambda old: old if old in uids else f"x{text}x")
    said = flat(clean_note(f"x{text}x"))
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(export("md", [odd], Options()).decode())
    for shown in (read(html), read(export("html", [odd], Options()).decode())):
        assert flat("".join(shown.text)).count(said) >= 30
    rows = list(csv.DictReader(io.StringIO(export("csv", [odd], Options()).decode("utf-8-sig"), newline="")))
    assert restored(rows[0]["company"]) == clean_note(f"x{text}x")
    assert export("ics", [odd], Options(names=True)).count(b"BEGIN:VEVENT") == 3


def test_markdown_has_the_same_blocks_with_hostile_and_with_plain_text(page: PlanPage, hostile: str, hostile_page: PlanPage) -> None:
    def blocks(of: PlanPage) -> dict[str, int]:
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(export("md", [of], Options()).decode())
        tags = read(html).tags
        return {tag: tags.count(tag) for tag in ("h1", "h2", "h3", "ul", "ol", "hr", "blockquote", "table", "td")}

    if clean_note(hostile):
        assert blocks(hostile_page) == blocks(page)


def test_a_spreadsheet_finds_no_formula_and_a_row_stays_a_row(page: PlanPage, hostile_page: PlanPage) -> None:
    rows = list(csv.reader(io.StringIO(export("csv", [hostile_page], Options()).decode("utf-8-sig"), newline="")))
    plain = list(csv.reader(io.StringIO(export("csv", [page], Options()).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(plain)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    for row in rows:
        for cell in row:
            assert not re.match(r"[\s\"]*[=+\-@＝＋－＠\t\r\x00]", cell), cell


def test_a_table_for_machines_holds_the_text_unchanged(hostile: str, hostile_page: PlanPage) -> None:
    raw = export("csv", [hostile_page], Options(raw=True))
    assert not raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode(), newline="")))
    guarded = list(csv.DictReader(io.StringIO(export("csv", [hostile_page], Options()).decode("utf-8-sig"), newline="")))
    assert rows[0]["company"] == clean_note(hostile)
    assert [{column: restored(cell) for column, cell in row.items()} for row in guarded] == rows


@pytest.mark.parametrize("cell", ["=1", "'=1", "''=1", "'quoted'", "plain", "", " -x", '"+x', "＠x", "a=b", "\t=x", "-", "'"])
def test_the_apostrophe_comes_off_again_exactly(cell: str) -> None:
    assert restored(neutralised(cell)) == cell


def test_json_holds_the_cleaned_text(hostile: str, hostile_page: PlanPage) -> None:
    document = json.loads(export("json", [hostile_page], Options()))
    assert document["pages"][0]["company"]["name"] == clean_note(hostile)


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example/x"),
        *("http://", "https://user:pw@evil.example", "https://x\\@evil.example", "ht\ntps://x.example", " https://x.example", "x" * 10),
        *("https://x.example/" + "a" * 2_000, "http://[bad", "blob:https://x.example/1", "mailto:a@b.example"),
    ],
)
def test_an_address_that_is_not_plain_http_makes_no_link(url: str) -> None:
    assert web_link(url) == ""


def test_an_odd_address_is_percent_encoded_and_a_good_one_is_kept() -> None:
    assert web_link("https://www.linkedin.com/in/ana-ruiz?x=1&y=%C3%A9#top") == "https://www.linkedin.com/in/ana-ruiz?x=1&y=%C3%A9#top"
    assert web_link('https://x.example/"><script>') == "https://x.example/%22%3E%3Cscript%3E"
    assert web_link("https://x.example/é") == "https://x.example/%C3%A9"


@pytest.mark.parametrize(
    "address", ["a@b.example?bcc=x@y.example", "a@b.example\r\nBcc: x", "a b@c.example", "nobody", "a@b", "a@b.example,c@d.example"]
)
def test_only_one_plain_address_makes_a_mail_link(address: str) -> None:
    link = mail_link(address)
    assert link == "" or "?" not in link


def test_a_plain_address_makes_a_mail_link() -> None:
    assert mail_link("ana.ruiz+job@fernwick.example") == "mailto:ana.ruiz%2Bjob@fernwick.example"
