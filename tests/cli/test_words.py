"""What people type is understood in the shapes they type it."""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import click
import pytest

from outreach.cli.session import moment
from outreach.cli.words import Word, channel_word, long_text
from outreach.domain.kinds import Channel, StepKind
from outreach.errors import BadInput, UsageError


@pytest.mark.parametrize("typed", ["out of office", "out-of-office", "OUT_OF_OFFICE", " out  of office ", "out"])
def test_a_word_may_be_typed_with_blanks_dashes_or_its_beginning(typed: str) -> None:
    assert Word(StepKind).convert(typed, None, None) is StepKind.OUT_OF_OFFICE


@pytest.mark.parametrize("typed", ["re", "", "nothing like it"])
def test_a_word_that_could_be_several_or_none_lists_the_choices(typed: str) -> None:
    with pytest.raises(click.BadParameter, match="thank-you"):
        Word(StepKind).convert(typed, None, None)


@pytest.mark.parametrize(
    ("typed", "meant"), [("linkedin", Channel.MESSAGE), ("note", Channel.INVITE), ("mail", Channel.EMAIL), ("in-person", Channel.PERSON)]
)
def test_channels_answer_to_their_everyday_names(typed: str, meant: Channel) -> None:
    assert channel_word().convert(typed, None, None) is meant


def test_a_text_may_come_from_stdin_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Grüße".encode()), encoding="utf-8"))
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfHello")
    assert long_text("-") == "Grüße"
    assert long_text(f"@{tmp_path / 'a.txt'}") == "Hello"
    assert long_text("as it is") == "as it is"
    assert long_text(None) is None


def test_a_text_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        long_text("@nowhere.txt")
    with pytest.raises(UsageError, match="not a file"):
        long_text(f"@{tmp_path}")
    (tmp_path / "big").write_bytes(b"x" * 1_000_001)
    with pytest.raises(BadInput, match="longer"):
        long_text(f"@{tmp_path / 'big'}")


def test_a_moment_without_an_hour_is_the_morning() -> None:
    assert moment("2026-11-22", name="--at").time() == dt.time(9)
    assert moment("2026-11-22T16:30+02:00", name="--at").isoformat() == "2026-11-22T16:30:00+02:00"


@pytest.mark.parametrize("typed", ["yesterday-ish", "2026-13-01", "2026-11-22T99:00", "0"])
def test_a_moment_that_is_none_is_refused_by_name(typed: str) -> None:
    with pytest.raises(UsageError, match="--at"):
        moment(typed, name="--at")
