"""A plan written as JSON comes back as the same records, and a file that is no plan is refused with its place."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from outreach.domain.model import Person, Step
from outreach.errors import BadInput, Exit
from outreach.exchange.plan.json import read_plan_json
from outreach.exchange.plan.page import Options, PlanPage, Redaction
from outreach.exchange.plan.redact import PRIVATE
from outreach.exchange.writers import export


def written(page: PlanPage, **options: Any) -> dict[str, Any]:
    document = json.loads(export("json", [page], Options(**options)))
    assert isinstance(document, dict)
    return document


def refused(document: object) -> str:
    with pytest.raises(BadInput) as caught:
        read_plan_json(json.dumps(document).encode())
    assert caught.value.code is Exit.BAD_INPUT
    return str(caught.value)


def test_the_records_of_an_exported_plan_come_back_without_what_is_private(page: PlanPage) -> None:
    records = read_plan_json(export("json", [page], Options()))
    for table, rows in page.records.items():
        assert records[table] == [{key: cell for key, cell in row.items() if key not in PRIVATE} for row in rows]
    assert msgspec.convert(records["people"][2], Person).bridge == 7
    assert msgspec.convert(records["steps"][0], Step).uid == "0b6f2d8e"


def test_unknown_fields_of_a_record_survive_the_round_trip(page: PlanPage) -> None:
    records = read_plan_json(export("json", [page], Options()))
    assert records["people"][3]["future_field"] == {"kept": [1, 2]}


def test_dates_and_times_in_records_are_written_as_iso_text(page: PlanPage) -> None:
    steps: list[dict[str, object]] = [{"id": 1, "uid": "s", "kind": "talk", "on": dt.date(2026, 11, 20)}]
    records = read_plan_json(export("json", [replace(page, records={"steps": steps})], Options()))
    assert records["steps"] == [{"id": 1, "uid": "s", "kind": "talk", "on": "2026-11-20"}]


def test_several_pages_share_a_record_once(page: PlanPage) -> None:
    records = read_plan_json(export("json", [page, page], Options()))
    assert [row["uid"] for row in records["people"]] == ["ana-1", "tom-2", "mei-3", "idris-4"]


@pytest.mark.parametrize("level", [Redaction.COACH, Redaction.PUBLIC])
def test_a_copy_made_for_somebody_else_is_not_taken_for_a_plan(page: PlanPage, level: Redaction) -> None:
    assert refused(written(page, redaction=level)).startswith("$.records: this copy holds no records")


def test_one_wrong_value_is_named_by_its_path(page: PlanPage) -> None:
    document = written(page)
    document["records"]["people"][1]["name"] = 5
    assert refused(document).startswith("$.records.people[1].name: ")
    document = written(page)
    document["records"]["steps"][0]["kind"] = "conquest"
    assert refused(document).startswith("$.records.steps[0].kind: ")


@pytest.mark.parametrize(
    ("table", "change", "says"),
    [
        ("people", {"uid": "ana-1", "id": 99, "name": "Twin"}, "$.records.people[4].uid: stands twice"),
        ("people", {"uid": "new", "id": 7, "name": "Twin"}, "$.records.people[4].id: stands twice"),
        ("people", {"id": 99, "name": "Nobody"}, "$.records.people[4].uid: is missing"),
        ("people", {"uid": "new", "name": "Nobody"}, "$.records.people[4].id: is missing"),
        ("people", {"uid": "new", "id": 99}, "$.records.people[4]: "),
        (
            "evidence",
            {"uid": "new", "id": 99, "person": 1234, "kind": "met"},
            "$.records.evidence[1].person: that person is not in the file",
        ),
        ("evidence", {"uid": "new", "id": 99, "person": 7, "kind": "met", "on": "2026-02-31"}, "$.records.evidence[1].on: "),
    ],
)
def test_a_record_that_cannot_be_is_refused(page: PlanPage, table: str, change: dict[str, object], says: str) -> None:
    document = written(page)
    document["records"][table].append(change)
    assert refused(document).startswith(says)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": 2}, "$.version"),
        ({"format": "something"}, "$.version"),
        ({"version": "1"}, "$.version"),
        ({"surprise": 1}, "surprise"),
        ({"records": {"wishes": []}}, "there is no table called 'wishes'"),
        ({"records": {"people": {}}}, "$.records"),
        ({"pages": [{}]}, "$.pages[0]"),
    ],
)
def test_an_envelope_that_is_wrong_is_refused(page: PlanPage, change: dict[str, object], says: str) -> None:
    assert says in refused({**written(page), **change})


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"format":"\xc3\x28"}', b"\x00" * 10])
def test_bytes_that_are_no_plan_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        read_plan_json(data)
    assert "\n" not in str(caught.value)


def test_deeply_nested_records_are_refused(page: PlanPage) -> None:
    data = export("json", [page], Options()).replace(b'"Ana Ruiz"', b"[" * 5_000 + b"]" * 5_000, 1)
    with pytest.raises(BadInput):
        read_plan_json(data)


def test_a_byte_order_mark_in_front_does_no_harm(page: PlanPage) -> None:
    assert read_plan_json(b"\xef\xbb\xbf" + export("json", [page], Options()))["people"]


def test_escape_sequences_and_private_fields_of_a_foreign_file_are_not_taken_in(page: PlanPage) -> None:
    document = written(page)
    document["records"]["people"][0] |= {"hook": "one\x1b]8;;x\x07\ntwo\u202e", "notes": "planted", "reputation": "avoid"}
    document["records"]["drafts"][0]["body"] = "a\x9b31m\nb"
    records = read_plan_json(json.dumps(document).encode())
    assert "notes" not in records["people"][0] and "reputation" not in records["people"][0]
    assert "\x1b" not in str(records["people"][0]["hook"]) and "\n" not in str(records["people"][0]["hook"])
    assert str(records["drafts"][0]["body"]).split("\n")[1] == "b"


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_either_read_or_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_plan_json(data)


def test_a_record_without_a_uid_is_told_by_its_number_and_the_order_is_that_of_the_numbers(page: PlanPage) -> None:
    known: list[dict[str, object]] = [{"uid": "a"}, {"uid": "b", "id": 9}, {"id": "x"}]
    rows = [{"id": 10}, {"id": 9}, {"id": 9, "title": "again"}, *known]
    found = written(replace(page, records={"leads": rows}))["records"]["leads"]
    assert found == [{"uid": "a"}, {"id": "x"}, {"id": 9}, {"uid": "b", "id": 9}, {"id": 10}]


def test_texts_of_several_lines_keep_them_and_titles_do_not(page: PlanPage) -> None:
    document = written(page)
    for table, field in (
        ("companies", "why"),
        ("companies", "workforce"),
        ("drafts", "body"),
        ("steps", "outcome"),
        ("evidence", "detail"),
    ):
        document["records"][table][0][field] = "one\ntwo"
    document["records"]["companies"][0]["answers"] = [{"question": "a\nb", "answer": "one\ntwo"}]
    document["records"]["people"][0]["news"] = [{"text": "one\ntwo", "on": "2026-11-20"}]
    document["records"]["people"][0]["position"] = "one\ntwo"
    records = read_plan_json(json.dumps(document).encode())
    assert records["companies"][0]["why"] == records["companies"][0]["workforce"] == "one\ntwo"
    assert records["drafts"][0]["body"] == records["steps"][0]["outcome"] == records["evidence"][0]["detail"] == "one\ntwo"
    assert records["companies"][0]["answers"] == [{"question": "a b", "answer": "one\ntwo"}]
    assert records["people"][0]["news"] == [{"text": "one\ntwo", "on": "2026-11-20"}]
    assert records["people"][0]["position"] == "one two"


def test_a_file_nested_or_long_beyond_any_plan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from outreach.exchange.plan import json as plan_json

    assert plan_json.MAX_BYTES == 64 * 1024 * 1024
    with pytest.raises(BadInput, match="nested too deeply"):
        read_plan_json(b'{"format":"outreach-plan","version":1,"records":{"people":[{"a":' + b"[" * 100_000)
    monkeypatch.setattr(plan_json, "MAX_BYTES", 10)
    with pytest.raises(BadInput, match="larger than any plan"):
        read_plan_json(b"x" * 11)
    with pytest.raises(BadInput, match="this is no exported plan"):
        read_plan_json(b"x" * 10)
