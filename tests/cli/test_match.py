"""``match``: one name or a table of them, in order, and what is wrong with a bad table."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


TABLE = """note\ttarget_company\tconnection_company
1\tFernwick Labs\tFernwick Labs, Inc.
2\tFernwick Labs\tex-Fernwick Labs

3\tHolt & Vane\tAcme "Q"
"""


def test_a_name_is_judged_with_tier_and_reason(run: Run) -> None:
    row = run("match", "Fernwick Labs", "Fernwick Labs, Inc.", "--json").json[0]
    assert set(row) == {"connection_company", "target_company", "verdict", "tier", "why"}
    assert row["verdict"] == "here"
    assert row["why"] in run("match", "Fernwick Labs", "Fernwick Labs, Inc.").out


def test_a_table_is_judged_in_its_order_whatever_the_order_of_its_columns(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("\ufeff" + TABLE, encoding="utf-8")
    rows = run("match", "--pairs", str(tmp_path / "pairs.tsv"), "--json").json
    assert [(row["connection_company"], row["target_company"], row["verdict"]) for row in rows] == [
        ("Fernwick Labs, Inc.", "Fernwick Labs", "here"),
        ("ex-Fernwick Labs", "Fernwick Labs", "former"),
        ('Acme "Q"', "Holt & Vane", "no"),
    ]


def test_a_table_may_come_from_stdin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode()), encoding="utf-8"))
    assert len(run("match", "--pairs", "-", "--json").json) == 3


@pytest.mark.parametrize(
    ("content", "status", "says"),
    [
        (b"connection_company,target_company\nx,y\n", 65, "no column"),
        (b"", 65, "no column"),
        (b"connection_company\ttarget_company\nonly one\n", 65, "line 2"),
        (b"connection_company\ttarget_company\ncaf\xe9\tx\n", 65, "UTF-8"),
        (None, 64, "not a file"),
    ],
)
def test_a_bad_table_is_one_line_with_its_place(run: Run, tmp_path: Path, content: bytes | None, status: int, says: str) -> None:
    path = tmp_path / "pairs.tsv"
    if content is not None:
        path.write_bytes(content)
    said = run("match", "--pairs", str(path), status=status)
    assert says in said.err
    assert said.err.count("\n") == 1


def test_a_decision_made_once_is_kept(run: Run) -> None:
    run("company", "add", "Fernwick Labs")
    run("company", "decide", "fernwick", "Fernwick Robotics Group", "related")
    assert run("match", "Fernwick Labs", "Fernwick Robotics Group", "--json").json[0]["verdict"] == "related"
