"""The formats a company plan can leave in: one row each. A new format is one module and one row here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from outreach.errors import UsageError
from outreach.exchange import calendar
from outreach.exchange.plan import csv, html, json, markdown
from outreach.exchange.plan.page import Options, PlanPage
from outreach.exchange.plan.redact import redact, scrubbed
from outreach.text import clean


class Writer(msgspec.Struct, frozen=True):
    """A format: ``write`` turns cleaned and redacted pages into the bytes of a file."""

    id: str
    label: str
    extension: str
    """Without its dot."""
    write: Callable[[Sequence[PlanPage], Options], bytes]


WRITERS = (
    Writer("md", "Markdown, for a note", "md", markdown.write),
    Writer("html", "Web page, to print", "html", html.write),
    Writer("csv", "Table, for a spreadsheet", "csv", csv.write),
    Writer("json", "JSON, to import again", "json", json.write),
    Writer("ics", "Calendar of next steps", "ics", calendar.write),
)


def writer(format_id: str) -> Writer:
    """The row of that id. Raises UsageError naming the nearest one."""
    for row in WRITERS:
        if row.id == format_id:
            return row
    known = ", ".join(row.id for row in WRITERS)
    raise UsageError(f"no export format is called {clean(format_id, limit=40)!r}", next_step=f"the formats are {known}")


def export(format_id: str, pages: Sequence[PlanPage], options: Options) -> bytes:
    """The bytes of an export: every page cleaned, redacted for its reader, then written. The same pages give the same bytes."""
    row = writer(format_id)
    return row.write([redact(scrubbed(page), options.redaction, shield=options.shield) for page in pages], options)


def export_events(pages: Sequence[PlanPage], options: Options) -> tuple[tuple[str, str, bytes], ...]:
    """The calendar as one file per event, (UID, name, content), cleaned and redacted as ``export`` does."""
    ready = [redact(scrubbed(page), options.redaction, shield=options.shield) for page in pages]
    return calendar.vdir_events(ready, options)
