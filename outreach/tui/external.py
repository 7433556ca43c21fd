"""Editing a text in the user's own editor: a private file with a neutral name, gone afterwards; kept, and named, when anything fails."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from outreach.errors import BadInput, UsageError
from outreach.text import clean_note

MOST = 1_000_000
"""Bytes read back at most."""


def command(configured: str) -> list[str]:
    """The editor's command: the setting, else $VISUAL, else $EDITOR. Raises UsageError when there is none that can be run."""
    wanted = configured or os.environ.get("VISUAL", "") or os.environ.get("EDITOR", "")
    try:
        words = shlex.split(wanted)
    except ValueError:
        raise UsageError("the editor's command has an open quotation mark", next_step="mend 'editor' in config.toml or $EDITOR") from None
    if not words:
        raise UsageError("no editor is set", next_step="set 'editor' in config.toml or $EDITOR")
    if shutil.which(words[0]) is None:
        raise UsageError(f"there is no program {words[0]!r}", next_step="mend 'editor' in config.toml or $EDITOR")
    return words


def edit(words: list[str], text: str) -> str:
    """Let the editor change the text. Raises BadInput when it failed; the text is then still in the file it names."""
    folder = Path(tempfile.mkdtemp(dir=_private()))
    path = folder / "note.md"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    try:
        status = subprocess.run([*words, str(path)], check=False).returncode  # noqa: S603 - the user's own editor, no shell
        if status != 0:
            raise BadInput(f"the editor ended with status {status}", next_step=f"the text is in {path}")
        after = path.read_bytes()[:MOST].decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"what the editor left cannot be read ({type(error).__name__})", next_step=f"the text is in {path}") from None
    shutil.rmtree(folder, ignore_errors=True)
    return str(clean_note(after))


def _private() -> str | None:
    """A folder in memory that only the user may read, where there is one."""
    for place in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):  # noqa: S108 - mkdtemp makes a 0700 folder inside
        if place and os.access(place, os.W_OK):
            return place
    return None
