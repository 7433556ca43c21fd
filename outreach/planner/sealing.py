"""A backup under a passphrase, to keep elsewhere: packed here, encrypted by the user's own age or gpg, which asks for the words itself.

No cipher of ours, no passphrase in our hands: a well-kept program does both.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import CannotCreate, NotSaved, UsageError
from outreach.exchange.files import write_export

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

PACKED = ("outreach.json", "network.json", "forgotten.json")
"""Files of the data folder that make a plan; the history stays at home."""

SEALERS: tuple[tuple[str, Sequence[str], str], ...] = (
    ("age", ("--passphrase",), "age --decrypt {file} | tar -x"),
    ("gpg", ("--symmetric", "--cipher-algo", "AES256", "--pinentry-mode", "loopback", "--output", "-"), "gpg --decrypt {file} | tar -x"),
)
"""Programs that can encrypt under a passphrase, the better first: name, arguments, how to open what they made."""


def seal(planner: Planner, target: Path) -> tuple[Path, str]:
    """Write an encrypted copy of the plan to ``target``; gives the path and the command that unpacks it into the folder one stands in.

    Raises UsageError when neither program is installed, CannotCreate when the file is there already, NotSaved when encrypting failed.
    """
    found = next(((path, row) for row in SEALERS if (path := shutil.which(row[0]))), None)
    if found is None:
        raise UsageError("encrypting needs age or gpg, and neither is installed", next_step="install one of them")
    if target.expanduser().exists():
        raise CannotCreate(f"{target} is there already", next_step="name another file")
    program, (name, arguments, opening) = found
    planner.store.checkpoint()
    done = subprocess.run(  # noqa: S603 - a fixed program found on the PATH; the plan goes in on stdin
        [program, *arguments], input=packed(planner.paths.data), stdout=subprocess.PIPE, env=_surroundings(), check=False
    )
    if done.returncode or not done.stdout:
        raise NotSaved(f"{name} did not encrypt the plan", next_step="nothing was written; try again")
    sealed = write_export(target, done.stdout)
    return sealed, opening.format(file=sealed)


def packed(folder: Path) -> bytes:
    """The plan's files as a tar archive, readable by their owner only."""
    made = io.BytesIO()
    with tarfile.TarFile(fileobj=made, mode="w") as pack:
        for name in PACKED:
            path = folder / name
            if path.is_file():
                content = path.read_bytes()
                entry = tarfile.TarInfo(name)
                entry.size, entry.mode, entry.mtime = len(content), 0o600, int(path.stat().st_mtime)
                pack.addfile(entry, io.BytesIO(content))
    return made.getvalue()


def _surroundings() -> dict[str, str]:
    """The environment, with the terminal named: gpg asks for the passphrase there, whatever stdin is."""
    with suppress(OSError, ValueError, AttributeError):
        return {**os.environ, "GPG_TTY": os.ttyname(sys.stderr.fileno())}
    return dict(os.environ)
