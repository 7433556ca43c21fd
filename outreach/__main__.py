"""The program's front door: ``outreach`` and ``python -m outreach``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(100_000, 20, 20)  # a command is short: looking for garbage among its imports is a twentieth of its time
    from outreach.cli.run import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
