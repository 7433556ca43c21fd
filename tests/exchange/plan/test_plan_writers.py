"""The registry of formats."""

from __future__ import annotations

import subprocess
import sys

import pytest
from msgspec.structs import replace

from outreach.errors import UsageError
from outreach.exchange.plan.page import Options, PlanPage
from outreach.exchange.writers import WRITERS, export, writer


def test_every_row_has_an_id_and_extension_of_its_own() -> None:
    assert len({row.id for row in WRITERS}) == len({row.extension for row in WRITERS}) == len(WRITERS)
    assert [writer(row.id) for row in WRITERS] == list(WRITERS)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"'p\]0;xdf'") as refused:
        writer("p\x1b]0;x\x07df")
    assert ", ".join(row.id for row in WRITERS) in str(refused.value)


@pytest.mark.parametrize("format_id", ["md", "html"])
def test_a_step_begins_with_a_capital_on_a_printed_page(page: PlanPage, format_id: str) -> None:
    step = replace(page.steps[0], what="write to Ana Ruiz")
    assert "Write to Ana Ruiz" in export(format_id, [replace(page, steps=(step,))], Options()).decode()


@pytest.mark.parametrize("format_id", ["md", "html"])
def test_evidence_the_record_has_said_already_is_not_printed_again(page: PlanPage, format_id: str) -> None:
    def printed(*evidence: str) -> str:
        insider = replace(page.insiders[0], receipt="1 sent, 1 received; never met", evidence=evidence)
        return export(format_id, [replace(page, insiders=(insider,))], Options()).decode()

    assert "Evidence" not in printed("1 sent, 1 received", "never met")
    assert "Evidence" in printed("1 sent, 0 received", "never met")


def test_knowing_the_formats_loads_neither_jinja_nor_icalendar() -> None:
    code = "import sys, outreach.exchange.writers; print([name for name in ('jinja2', 'icalendar') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
