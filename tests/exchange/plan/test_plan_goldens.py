"""Every format, byte for byte, for one invented company."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.goldens import held

from outreach.exchange.plan.page import Options, PlanPage, Redaction
from outreach.exchange.writers import WRITERS, export

GOLDENS = Path(__file__).parent.parent / "goldens"

CASES = [
    *((f"self.{row.extension}", row.id, Options()) for row in WRITERS),
    ("self-raw.csv", "csv", Options(raw=True)),
    ("self-names.ics", "ics", Options(names=True)),
    ("coach.md", "md", Options(redaction=Redaction.COACH)),
    ("public.md", "md", Options(redaction=Redaction.PUBLIC)),
    ("public.json", "json", Options(redaction=Redaction.PUBLIC)),
]


@pytest.mark.parametrize(("name", "format_id", "options"), CASES, ids=[case[0] for case in CASES])
def test_an_export_is_what_the_golden_file_holds(page: PlanPage, name: str, format_id: str, options: Options) -> None:
    held(GOLDENS / name, export(format_id, [page], options))


def test_no_golden_is_left_of_a_format_that_is_gone() -> None:
    assert {golden.name for golden in GOLDENS.glob("[!.]*")} - {name for name, _, _ in CASES} == set()


@pytest.mark.parametrize("row", WRITERS, ids=[row.id for row in WRITERS])
def test_the_same_page_on_the_same_day_gives_the_same_bytes_and_no_pages_are_no_error(page: PlanPage, row: object) -> None:
    assert isinstance(row, type(WRITERS[0]))
    assert export(row.id, [page, page], Options()) == export(row.id, [page, page], Options())
    assert export(row.id, [], Options()) is not None
