"""LinkedIn's own archive, read offline: zips, unpacked folders and single files of every generation since 2018."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from outreach.domain.network import Reading
from outreach.exchange.linkedin.assemble import assemble, nothing_known
from outreach.exchange.linkedin.files import recognise, wanted
from outreach.exchange.source import Part, gather
from outreach.exchange.table import recognises

__all__ = ["is_archive", "nothing_known", "read_archive", "read_parts", "wanted"]


def read_archive(paths: Sequence[Path], *, progress: Callable[[str, int, int], None] | None = None, today: dt.date) -> Reading:
    """Everything the files at ``paths`` say: people with their evidence, the user's own career, companies to consider.

    ``paths``: zips, unpacked folders and single CSVs in any mixture. ``progress`` gets (file, done, total) before each file.
    Raises BadInput with one line when nothing can be read.
    """
    found = gather(paths, wanted)
    return read_parts(found.parts, notes=found.notes, progress=progress, today=today, names=[path.name for path in paths])


def read_parts(
    parts: Sequence[Part],
    *,
    notes: Sequence[str] = (),
    names: Sequence[str] = (),
    progress: Callable[[str, int, int], None] | None = None,
    today: dt.date,
) -> Reading:
    """As ``read_archive``, for files already at hand; ``notes`` are what was noticed while they were fetched."""
    return assemble(parts, notes, names or [part.place for part in parts], today, progress)


def is_archive(part: Part) -> bool:
    """Whether this is a file of a LinkedIn archive, judged by its columns."""
    return recognises(part, recognise)
