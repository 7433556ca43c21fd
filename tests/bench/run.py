"""Every budget of the program measured in one run, as ratios: ``python tests/bench/run.py``. Exits 1 when one is passed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

import bench_faces
import bench_import
import bench_store
from bench_row import BenchRow

BENCHES: tuple[Callable[[], list[BenchRow]], ...] = (bench_store.rows, bench_import.rows, bench_faces.rows)


def main() -> int:
    """Print a line a figure; the ratio is what counts."""
    kept = True
    print(f"{'figure':<58} {'ours':>10} {'reference':>10} {'ratio':>7} {'budget':>7}")
    for bench in BENCHES:
        for row in bench():
            kept = kept and row.kept
            reference = f"{row.reference:.2f}" if row.reference else "-"
            ratio = f"{row.ratio:.2f}" if row.reference else "-"
            mark = "" if row.kept else "  over"
            print(f"{row.name:<58} {row.ours:>7.2f} {row.unit:<2} {reference:>10} {ratio:>7} {row.budget:>7.2f}{mark}", flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
