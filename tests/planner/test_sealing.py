"""A backup under a passphrase: made by the user's own program, whole or not at all."""

from __future__ import annotations

import base64
import io
import tarfile
from pathlib import Path

import pytest

from outreach.clock import FixedClock
from outreach.domain.model import Company
from outreach.errors import CannotCreate, NotSaved, UsageError
from outreach.paths import Paths
from outreach.planner import Planner, open_planner
from outreach.planner.sealing import seal


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH that holds the basic tools and whatever a test puts there."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr("shutil.which", lambda name: str(folder / name) if (folder / name).exists() else None)
    return folder


def stand_in(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o700)


def test_what_was_sealed_opens_as_the_same_plan(planner: Planner, programs: Path, clock: FixedClock, tmp_path: Path) -> None:
    planner.companies.add("Fernwick Labs")
    stand_in(programs, "gpg", "exec base64")
    path, opening = seal(planner, tmp_path / "plan.gpg")
    assert path.stat().st_mode & 0o777 == 0o600
    assert opening == f"gpg --decrypt {path} | tar -x"
    elsewhere = tmp_path / "elsewhere"
    with tarfile.open(fileobj=io.BytesIO(base64.b64decode(path.read_bytes()))) as pack:
        pack.extractall(elsewhere, filter="data")
    again = open_planner(Paths(data=elsewhere, config=tmp_path), clock, planner.config)
    assert [company.name for company in again.store.all(Company)] == ["Fernwick Labs"]


def test_the_better_program_is_asked_first(planner: Planner, programs: Path, tmp_path: Path) -> None:
    planner.companies.add("Fernwick Labs")
    stand_in(programs, "gpg", "exit 1")
    stand_in(programs, "age", 'test "$1" = --passphrase && exec cat')
    assert "age --decrypt" in seal(planner, tmp_path / "plan.age")[1]


def test_a_program_that_fails_leaves_no_file(planner: Planner, programs: Path, tmp_path: Path) -> None:
    planner.companies.add("Fernwick Labs")
    stand_in(programs, "gpg", "cat >/dev/null; exit 2")
    with pytest.raises(NotSaved, match="gpg did not encrypt"):
        seal(planner, tmp_path / "plan.gpg")
    assert not (tmp_path / "plan.gpg").exists()


def test_without_a_program_it_says_which_to_install(planner: Planner, programs: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="age or gpg"):
        seal(planner, tmp_path / "plan.gpg")


def test_a_file_that_is_there_stays(planner: Planner, programs: Path, tmp_path: Path) -> None:
    stand_in(programs, "gpg", "exec cat")
    (tmp_path / "plan.gpg").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotCreate, match="there already"):
        seal(planner, tmp_path / "plan.gpg")
    assert (tmp_path / "plan.gpg").read_text(encoding="utf-8") == "mine"
