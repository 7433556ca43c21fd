"""The user's editor gets a private file with a neutral name, and no text is ever lost to it."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from outreach import editor
from outreach.errors import BadInput, UsageError


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the private file is made."""
    folder = tmp_path / "runtime"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def _script(folder: Path, code: str) -> list[str]:
    path = folder / "an editor.py"
    path.write_text(f"import sys, os, pathlib\npath = pathlib.Path(sys.argv[1])\n{code}\n", encoding="utf-8")
    return [sys.executable, str(path)]


def test_the_text_comes_back_as_the_editor_left_it(place: Path, tmp_path: Path) -> None:
    script = _script(tmp_path, "path.write_text(path.read_text(encoding='utf-8').replace('Hi', 'Hello'), encoding='utf-8')")
    assert editor.edited("Hi Zoë", script) == "Hello Zoë"
    assert list(place.iterdir()) == []


def test_the_file_is_private_and_named_for_nobody(place: Path, tmp_path: Path) -> None:
    script = _script(tmp_path, "path.write_text(f'{path.name} {path.stat().st_mode & 0o777:o} {path.parent.stat().st_mode & 0o777:o}')")
    assert editor.edited("x", script) == "note.md 600 700"


def test_an_editor_that_renames_its_file_over_the_old_one_works(place: Path, tmp_path: Path) -> None:
    script = _script(tmp_path, "new = path.with_suffix('.new'); new.write_text('fresh'); os.replace(new, path)")
    assert editor.edited("x", script) == "fresh"


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("sys.exit(1)", "status 1"),
        ("path.unlink()", "cannot be read"),
        ("path.write_bytes(b'caf\\xe9')", "byte 3"),
        ("path.write_bytes(b'x' * 1_000_001)", "longer"),
    ],
)
def test_an_editor_that_fails_changes_nothing_and_the_error_says_where_the_text_is(
    place: Path, tmp_path: Path, code: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        editor.edited("what I wrote", _script(tmp_path, code))
    kept = next(place.iterdir())
    assert str(kept) in str(caught.value)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700


def test_the_setting_comes_before_visual_and_visual_before_editor() -> None:
    told = {"VISUAL": f"{sys.executable} --visual", "EDITOR": f"{sys.executable} --editor"}
    assert editor.command(f"{sys.executable} -x", told)[1] == "-x"
    assert editor.command("", told)[1] == "--visual"
    assert editor.command("", {"EDITOR": told["EDITOR"]})[1] == "--editor"


def test_the_editor_is_split_like_a_shell_would_but_never_given_to_one() -> None:
    assert editor.command(f"'{sys.executable}' -n; rm -rf x", {}) == [sys.executable, "-n;", "rm", "-rf", "x"]


@pytest.mark.parametrize("told", ["", "no-such-editor-anywhere", "unclosed 'quote"])
def test_an_editor_that_cannot_be_called_is_a_mistake_with_a_hint(told: str) -> None:
    with pytest.raises(UsageError, match="EDITOR"):
        editor.command(told, {})
