"""Every fault of the list, measured: ``python tests/faults/run.py``, ``--long`` before a release. Exits 1 when a promise broke.

``--only WORD`` runs the parts whose name holds the word. The table on stdout is Markdown.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

PARTS = (
    "killed",
    "sweep",
    "power",
    "stock",
    "damage",
    "schemas",
    "stateful",
    "beside",
    "ends",
    "surroundings",
    "strange_files",
    "tables",
    "hostile",
)
"""Modules beside this file, each with ``rows(folder, long=...)``."""


def main() -> int:
    """Run the parts and print a table."""
    from faults.figures import workplace

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--long", action="store_true")
    options.add_argument("--only", default="", metavar="WORD")
    said = options.parse_args()
    kept = True
    print("| fault | tried | ours | stock parts, same harness |\n|---|---|---|---|", flush=True)
    for part in PARTS:
        if said.only not in part:
            continue
        begun = time.monotonic()
        with workplace() as folder:
            for row in importlib.import_module(f"faults.{part}").rows(Path(folder), long=said.long):
                kept = kept and row.kept
                print(row.line() + ("" if row.kept else " <- BROKEN"), flush=True)
        print(f"{part}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    sys.exit(main())
