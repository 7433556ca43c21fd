"""The program's front door: ``outreach`` and ``python -m outreach``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    from outreach.cli.run import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
