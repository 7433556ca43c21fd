"""A whole evening by command line or on the screens, watched: no socket to anywhere, no file others may read. Run as a script."""

from __future__ import annotations

import os
import sys
from pathlib import Path

CANARY = "Quillimena Vantabrook"
SOCKETS: list[str] = []
LOCAL = "AF_UNIX"
FORMATS = ("md", "html", "csv", "json", "ics")


def watch(event: str, values: tuple[object, ...]) -> None:
    """Note every use of a socket that is not of this machine alone; asyncio wakes itself through a local pair."""
    if event == "socket.__new__" and LOCAL not in repr(values[1]) and getattr(values[1], "name", values[1]) not in (LOCAL, 1):
        SOCKETS.append(f"{event} {values[1]!r}")
    elif event in {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        SOCKETS.append(event)


def main(home: Path, archive: str) -> int:
    """Every kind of verb once; what went wrong is printed, and counted in the exit status."""
    from outreach.cli.run import main as run

    export = home / "exports"
    export.mkdir(mode=0o700)
    commands = [
        ["import", archive, "--yes"],
        ["company", "add", "Fernwick Labs", "--motivation", "4"],
        ["person", "add", "Ana Ruiz", "--company", "Fernwick Labs"],
        ["evidence", "Ana", "worked-together", "--from", "2019"],
        ["draft", "Ana", "--body", "Hi Ana, which part of the release work would you keep?"],
        ["sent", "Ana"],
        ["replied", "Ana", "--text", "Gladly"],
        ["todo", "send the checklist", "--person", "Ana"],
        ["today"],
        ["today", "--json"],
        ["insiders", "Fernwick"],
        ["network", "osric"],
        *[
            ["export", "plan", "Fernwick", "--format", kind, "--output", str(export / f"plan.{kind}")]
            for kind in ("md", "html", "csv", "json", "ics")
        ],
        ["undo"],
        ["redo"],
        ["history"],
        ["forget", "--contact", CANARY, "--yes"],
        ["check"],
    ]
    wrong = 0
    for words in commands:
        status = run(words)
        if status not in (0, 1) and words[0] not in {"evidence", "todo"}:
            print("WRONG", status, words, flush=True)
            wrong += 1
    return wrong


if __name__ == "__main__":
    os.umask(0)
    sys.addaudithook(watch)
    place = Path(sys.argv[1])
    if sys.argv[2] == "screens":
        from outreach.cli.run import main as run

        failed = run([])
    else:
        failed = main(place, sys.argv[2])
    (place / "sockets.txt").write_text("\n".join(SOCKETS), encoding="utf-8")
    sys.exit(failed)
