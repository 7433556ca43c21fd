"""The tour of the screens notices a program that lets a stranger's bytes or markup through."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import leaky
from faults.tours import AS_IT_IS, Tour, Usual, benign, screens, twins

pytestmark = [pytest.mark.pty, pytest.mark.slow]

STOPS = (("2", "enter"), ("t",))
LEAKY = Path(leaky.__file__)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Usual:
    return benign(tmp_path_factory.mktemp("benign"), (80, 24), 1, STOPS)


@pytest.mark.parametrize("text", ["clipboard", "closing tag"])
def test_the_program_as_it_is_shows_the_text_and_sends_nothing_of_it(text: str, usual: Usual, tmp_path: Path) -> None:
    walked = screens(tmp_path, Tour((80, 24), [text], STOPS, True, (AS_IT_IS,)), usual)
    assert (walked.stops, walked.literal, walked.wrong) == (2, 2, [])


def test_a_sequence_let_through_is_noticed(usual: Usual, tmp_path: Path) -> None:
    walked = screens(tmp_path, Tour((80, 24), ["clipboard"], STOPS, True, (LEAKY, "bytes")), usual)
    assert any("52;c;" in each for each in walked.wrong)


def test_markup_that_is_read_is_noticed(usual: Usual, tmp_path: Path) -> None:
    walked = screens(tmp_path, Tour((80, 24), ["closing tag"], STOPS, True, (LEAKY, "markup")), usual)
    assert any("exit 70" in each for each in walked.wrong)


def test_markup_that_is_read_shows_as_something_else_than_its_plain_twin(tmp_path: Path) -> None:
    assert twins(tmp_path / "as it is", "action", (("t",),)).wrong == []
    walked = twins(tmp_path / "leaky", "action", (("1", "e"), ("2", "d")), (LEAKY, "markup"))
    assert any("not as its plain twin" in each for each in walked.wrong)
