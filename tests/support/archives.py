"""Small LinkedIn archives made on the spot, in the shape of 2024 and later."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

ME = "https://www.linkedin.com/in/robin-alder"
CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
MESSAGES = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
)
INVITATIONS = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")


def slug(name: str) -> str:
    """The profile address of a made-up person."""
    return "https://www.linkedin.com/in/" + name.lower().replace(" ", "-")


def connection(name: str, company: str, position: str = "Engineer", on: str = "04 Mar 2024", email: str = "") -> tuple[str, ...]:
    """A row of Connections.csv."""
    first, _, last = name.partition(" ")
    return (first, last, slug(name), email, company, position, on)


def message(thread: str, name: str, day: str, text: str, *, mine: bool) -> tuple[str, ...]:
    """A row of messages.csv; ``day`` is ``2026-09-30``."""
    me, them = ("Robin Alder", ME), (name, slug(name))
    sender, receiver = (me, them) if mine else (them, me)
    return (thread, "", *sender, *receiver, f"{day} 09:00:00 UTC", "", text, "INBOX")


def invitation(name: str, when: str, note: str = "") -> tuple[str, ...]:
    """A row of Invitations.csv for somebody the owner invited; ``when`` is ``10/4/26, 9:15 PM``."""
    return ("Robin Alder", name, when, note, "OUTGOING", ME, slug(name))


def archive(path: Path, day: str, **files: Sequence[Sequence[str]]) -> Path:
    """A zip named as LinkedIn names them; ``files`` are rows by file: connections, messages, invitations, saved_jobs, notes, positions."""
    headers = {
        "connections": ("Connections.csv", CONNECTIONS),
        "messages": ("messages.csv", MESSAGES),
        "invitations": ("Invitations.csv", INVITATIONS),
        "saved_jobs": ("Jobs/Saved Jobs.csv", ("Saved Date", "Job Url", "Job Title", "Company Name")),
        "notes": (
            "Notes.csv",
            ("Connection First Name", "Connection Last Name", "Connection Profile URL", "Note", "Created On", "Edited On"),
        ),
        "positions": ("Positions.csv", ("Company Name", "Title", "Description", "Location", "Started On", "Finished On")),
    }
    made = path / f"Basic_LinkedInDataExport_{day}.zip"
    with zipfile.ZipFile(made, "w") as pack:
        for key, rows in files.items():
            name, header = headers[key]
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)
            pack.writestr(name, text.getvalue())
    return made
