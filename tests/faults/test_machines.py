"""A machine short of memory, of names or of inodes, sources that are no files, settings that are nonsense, and what other users can see."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults.ends import planted, surroundings
from faults.figures import NOON, opened
from support.archives import archive, connection
from support.terminal import Terminal

from outreach.clock import FixedClock
from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import BadInput
from outreach.exchange.registry import read
from outreach.store import Store
from outreach.store.check import check
from outreach.text import clean

CANARY = "Quillimena Vantabrook"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    planted(tmp_path)
    return tmp_path


def run(home: Path, *words: str, **more: object) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **surroundings(home)}
    return subprocess.run(
        [sys.executable, "-m", "outreach", *words], env=env, capture_output=True, text=True, timeout=60, check=False, **more
    )  # type: ignore[call-overload,no-any-return]


def names(home: Path) -> set[str]:
    return {company.name for company in opened(home).store.all(Company)}


@pytest.mark.slow
def test_out_of_memory_is_one_line_and_leaves_the_plan_as_it_was(home: Path) -> None:
    with Store.open(home / "data", FixedClock(NOON)) as store, store.transaction("Fill") as tx:
        for number in range(20_000):
            tx.add(Contact(key=f"k{number}", name=clean(f"Person {number}"), note=clean("n" * 500)))
    before = (home / "data" / "outreach.json").read_bytes()
    statuses = set()
    for megabytes in (60, 90, 140, 300):

        def less(megabytes: int = megabytes) -> None:
            resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))

        done = run(home, "network", "person", preexec_fn=less)
        statuses.add(done.returncode)
        assert done.returncode in (0, 1, 70, 74, 127) or "MemoryError" in done.stderr or done.returncode < 0
        assert (home / "data" / "outreach.json").read_bytes() == before
    assert len(statuses) > 1, "otherwise memory was never short"
    assert not [finding for finding in check(home / "data", FixedClock(NOON)) if finding.severity == "error"]


def test_a_memory_error_in_a_command_drops_the_command_and_nothing_else(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner = opened(home)
    monkeypatch.setattr("outreach.store.engine.encode_set", lambda done: (_ for _ in ()).throw(MemoryError))
    with pytest.raises(MemoryError):
        planner.companies.add("Larkspur Health")
    monkeypatch.undo()
    assert names(home) == {"Fernwick Labs"}


@pytest.mark.parametrize("name", ["x" * 256, "y/" * 3_000 + "plan.md", "a\nb" * 90])
def test_a_name_longer_than_any_file_system_takes_is_one_line(home: Path, name: str) -> None:
    done = run(home, "export", "plan", "1", "-o", str(home / name))
    assert done.returncode in (64, 73, 74)
    assert len(done.stderr.splitlines()) == 1
    assert not [path for path in home.iterdir() if path.name not in {"data", "config"}]


def test_a_data_folder_with_the_longest_name_there_is_still_holds_a_plan(tmp_path: Path) -> None:
    home = tmp_path / ("n" * 255)
    home.mkdir()
    planted(home)
    assert names(home) == {"Fernwick Labs"}
    assert run(home, "backup").returncode == 0


@pytest.fixture
def few_inodes(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own; skipped where this user may not mount one."""
    place = tmp_path / "few"
    place.mkdir()
    options = "size=4m,nr_inodes=12,mode=700"
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(place)], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a file system")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_file_system_without_inodes_loses_nothing_and_leaves_no_half_file(few_inodes: Path) -> None:
    planted(few_inodes)
    filling = 0
    with contextlib.suppress(OSError):
        while True:
            (few_inodes / f"filling{filling}").touch()
            filling += 1
    planner = opened(few_inodes)
    planner.companies.add("Larkspur Health")
    planner.close()
    assert names(few_inodes) == {"Fernwick Labs", "Larkspur Health"}, "a commit needs no new file"
    assert run(few_inodes, "backup").returncode == 74
    assert run(few_inodes, "export", "plan", "1", "-o", str(few_inodes / "plan.md")).returncode in (73, 74)
    assert not [path for path in few_inodes.rglob("*") if ".tmp-" in path.name or path.name == "plan.md"]
    for number in range(filling):
        (few_inodes / f"filling{number}").unlink()
    assert run(few_inodes, "backup").returncode == 0


def _grows(path: Path, stop: threading.Event) -> None:
    with path.open("ab", buffering=0) as file:
        while not stop.is_set():
            file.write(b"Ana,Ruiz,,,Fernwick,,01 Jan 2026\n" * 500)


def test_a_source_that_grows_while_it_is_read_is_read_as_far_as_it_was_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    path.write_text(header + "\nTom,Okafor,,,Holt,,01 Jan 2026\n", encoding="utf-8")
    stop = threading.Event()
    writer = threading.Thread(target=_grows, args=(path, stop))
    writer.start()
    try:
        begun = time.process_time()
        with contextlib.suppress(BadInput):
            assert any(contact.name == "Tom Okafor" for contact in read([path], today=NOON.date()).contacts)
        assert time.process_time() - begun < 20
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize("what", ["nothing", "folder", "pipe", "device", "socket", "hollow", "forbidden", "loop"])
def test_a_source_that_is_no_file_to_read_is_one_line_and_waits_for_nothing(home: Path, what: str) -> None:
    path = home / "Connections.csv"
    match what:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path = Path("/dev/zero")
        case "socket":
            path = Path("/dev/tty")
        case "hollow":
            with path.open("wb") as hollow:
                hollow.truncate(10_000_000_000)
        case "forbidden":
            path.write_text("x", encoding="utf-8")
            path.chmod(0)
        case "loop":
            path.symlink_to(path)
        case _:
            pass
    begun = time.monotonic()
    done = run(home, "import", str(path), "--yes")
    assert time.monotonic() - begun < 30
    assert done.returncode in (64, 65)
    assert len(done.stderr.splitlines()) == 1
    assert names(home) == {"Fernwick Labs"}


@pytest.mark.parametrize("name", ["messages.csv", "Invitations.csv", "Profile.csv", "Endorsement_Received_Info.csv"])
def test_a_file_that_is_not_the_one_meant_is_called_what_it_is(home: Path, name: str) -> None:
    headers = {
        "messages.csv": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
        "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
        "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry",
        "Endorsement_Received_Info.csv": "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url",
    }
    path = home / name
    path.write_text(headers[name] + "\n", encoding="utf-8")
    done = run(home, "import", str(path), "--yes")
    assert done.returncode in (0, 65)
    assert name in done.stdout + done.stderr
    assert not list(opened(home).store.all(Contact))


SETTINGS = (
    "policy = 5",
    "policy = 'nonsense'",
    "weekend = 'never'",
    "weekend = [0,1,2,3,4,5,6]",
    "target = 1000000000",
    "target = -1",
    "target = 9223372036854775808000000",
    "theme = '../../../etc/passwd'",
    "theme = '\\u001b]0;x\\u0007'",
    "unknown = 1",
    "policy = ",
    "[[[",
    "\x00",
    "a = {b = {c = {d = 1}}}",
    "country = '../..'",
    "days_off = ['2026-13-45', 7]",
)


@pytest.mark.parametrize("text", SETTINGS)
def test_settings_that_are_nonsense_are_named_and_cost_no_traceback(home: Path, text: str) -> None:
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text(text + "\n", encoding="utf-8")
    before = (home / "data" / "outreach.json").read_bytes()
    for words in (["today"], ["check"]):
        done = run(home, *words)
        assert done.returncode in (0, 1, 64, 65), done.stderr
        assert "Traceback" not in done.stderr and "\x1b]" not in done.stdout + done.stderr
        if done.returncode in (64, 65):
            assert "config.toml" in done.stdout + done.stderr
    assert (home / "data" / "outreach.json").read_bytes() == before


@pytest.mark.pty
@pytest.mark.slow
def test_no_name_stands_in_the_title_the_arguments_or_the_environment_of_the_program(tmp_path: Path) -> None:
    planner = opened(tmp_path)
    fern = planner.companies.add(CANARY + " Labs", motivation=4)
    planner.people.add(CANARY, fern.id)
    planner.close()
    with Terminal([sys.executable, "-m", "outreach"], env=surroundings(tmp_path)) as window:
        window.wait_for(CANARY, 30)
        window.settle()
        seen = b"".join(Path(f"/proc/{window.pid}/{name}").read_bytes() for name in ("cmdline", "environ", "comm"))
        window.press("t", "2")
        window.settle()
        window.press("ctrl+q")
        window.wait_end()
        titles = [part for part in window.output().split(b"\x1b]")[1:] if part[:2] in (b"0;", b"2;", b"1;")]
    assert CANARY.encode() not in seen
    assert not [title for title in titles if CANARY.encode() in title]


def test_the_search_takes_every_text_literally_and_quickly(home: Path) -> None:
    planner = opened(home)
    people = [connection(f"Ann ((((( {number}", "Holt (a+)+") for number in range(50)]
    planner.imports.apply(planner.imports.preview([archive(home, "11-20-2026", connections=people)]).token)
    begun = time.process_time()
    for text in ("(((((", "(a+)+$", "[", "\\", "*" * 500, "a" * 10_000, ".*", "\x00"):
        planner.views.network(text)
    assert time.process_time() - begun < 4
    assert planner.views.network("(((((")
    assert not planner.views.network(".*")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_folder_of_another_user_is_told_by_the_check(home: Path) -> None:
    os.chown(home / "data", 12345, 12345)
    assert "another-owner" in {finding.id for finding in check(home / "data", FixedClock(NOON))}


def test_a_clock_behind_the_plans_last_change_is_no_obstacle(home: Path) -> None:
    planner = opened(home, now=NOON - dt.timedelta(days=4_000))
    planner.companies.add("Larkspur Health")
    planner.undo()
    planner.redo()
    planner.close()
    assert names(home) == {"Fernwick Labs", "Larkspur Health"}
    late = opened(home)
    assert next(row.label for row in late.views.history()).startswith("Redo")
    done = run(home, "today", "--all")
    assert done.returncode in (0, 1) and not re.search(r"-\d|\d{4,} (?:business )?days", done.stdout.replace("2026-", ""))
