"""LinkedIn's own archive, read offline: zips, unpacked folders and single files of every generation since 2018."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from outreach.domain.network import Reading
from outreach.exchange.linkedin import files
from outreach.exchange.linkedin.assemble import assemble
from outreach.exchange.source import gather


def read_archive(paths: Sequence[Path], *, progress: Callable[[str, int, int], None] | None = None, today: dt.date) -> Reading:
    """Everything the files at ``paths`` say: people with their evidence, the user's own career, companies to consider.

    ``paths``: zips, unpacked folders and single CSVs in any mixture. ``progress`` gets (file, done, total) before each file.
    Raises BadInput with one line when nothing can be read.
    """
    found = gather(paths, files.wanted)
    return assemble(found.parts, found.notes, [path.name for path in paths], today, progress)
