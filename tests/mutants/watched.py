"""A pytest plugin for the run before the faults: which tests run which lines, and what each costs. Run by ``tests/mutants/run.py``."""

from __future__ import annotations

import importlib
import pickle
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import Coverage

Reached = dict[str, dict[int, list[str]]]
"""File, line, tests by node id; the id is empty for what runs on import and collection."""


class Watch:
    """Records lines by test while the tests run once."""

    def __init__(self, sources: list[str]) -> None:
        self.sources = sources
        self.cover = Coverage(data_file=None, include=[str(Path(source).resolve()) for source in sources], config_file=False)
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.cover.switch_context(item.nodeid)
        started = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - started
            self.cover.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    def reached(self) -> Reached:
        data = self.cover.get_data()
        lines: Reached = defaultdict(dict)
        for file in data.measured_files():
            lines[Path(file).relative_to(Path.cwd()).as_posix()] = data.contexts_by_lineno(file)
        return dict(lines)


def import_all(sources: list[str]) -> None:
    """Have every module loaded before a test runs, so that what runs on import is known as such."""
    for source in sources:
        importlib.import_module(".".join(Path(source).with_suffix("").parts).removesuffix(".__init__"))


def main() -> int:
    """``watched.py RESULT TESTS... -- SOURCES...``, in the folder that holds the tree."""
    result, *rest = sys.argv[1:]
    split = rest.index("--")
    tests, sources = rest[:split], rest[split + 1 :]
    sys.path.insert(0, str(Path.cwd()))
    watch = Watch(sources)
    watch.cover.start()
    import_all(sources)
    # In this very process, or the lines the tests reach are not seen.
    pytest.main(["-q", "-n", "0", "-p", "no:cacheprovider", "-p", "still", "-m", "not slow", *tests], plugins=[watch])
    watch.cover.stop()
    if not watch.seconds:
        raise SystemExit("no test ran here")
    Path(result).write_bytes(pickle.dumps((watch.reached(), watch.seconds, watch.failed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
