"""TinyDB's own tests, from the source package of the installed version, run against our storage and table."""

import importlib.metadata
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

SWAP = Path(__file__).parent / "upstream" / "swap_tinydb.py"
LEFT_OUT = ("test_json_kwargs", "test_encoding", "test_caching_json_write")
"""Ask for JSONStorage's own arguments and file layout."""


def source_package(folder: Path) -> Path:
    """The unpacked source package of the installed TinyDB; skips the test when it cannot be had."""
    version = importlib.metadata.version("tinydb")
    wanted = f"tinydb=={version}"
    fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-binary", ":all:", "--no-deps", "--dest", str(folder), wanted]
    for extra in (["--no-build-isolation"], []):
        try:
            done = subprocess.run([*fetch, *extra], capture_output=True, text=True, timeout=60, check=False)
        except subprocess.TimeoutExpired:
            pytest.skip(f"the source package of {wanted} did not arrive within a minute")
        archives = list(folder.glob("tinydb-*.tar.gz"))
        if archives:
            with tarfile.open(archives[0]) as archive:
                archive.extractall(folder, filter="data")
            return folder / f"tinydb-{version}"
    pytest.skip(f"the source package of {wanted} cannot be had here: {done.stderr.strip().splitlines()[-1:]}")


@pytest.mark.slow
def test_tinydbs_own_tests_pass_over_the_journal_and_a_cold_reader_agrees_after_every_commit(tmp_path: Path) -> None:
    source = source_package(tmp_path)
    tests = tmp_path / "swapped"
    shutil.copytree(source / "tests", tests)
    shutil.copy(SWAP, tests / "swap_tinydb.py")
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(root)]), "TMPDIR": str(tmp_path)}
    without = " and ".join(f"not {name}" for name in LEFT_OUT)
    options = ["-q", "-p", "swap_tinydb", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(tests), "-k", without]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tests)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tests,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    summary = done.stdout.strip().splitlines()[-1]
    assert " failed" not in summary
    assert int(summary.split(" passed")[0].split()[-1]) >= 200, summary
    assert (tests / "compared").read_text(encoding="utf-8").count("\n") > 150, "the cold reader must have looked after every commit"
