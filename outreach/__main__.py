"""The program's front door: ``outreach`` and ``python -m outreach``."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(100_000, 20, 20)  # a command is short: looking for garbage among its imports is a twentieth of its time
    try:
        from outreach.cli.run import main as run

        status = run()
    except KeyboardInterrupt:  # while the program itself is still being read in
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    # ``python -m`` looks first in the folder one happens to be in: a csv.py that lies there must not run.
    if not sys.flags.safe_path and sys.path and sys.path[0] == os.getcwd():  # noqa: PTH109 (pathlib is not loaded yet)
        del sys.path[0]
    main()
