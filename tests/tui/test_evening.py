"""A whole evening and the next morning, by keyboard alone, in a real terminal: nothing is lost on the way."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import answering
from support.terminal import Terminal

ARCHIVE = Path(__file__).parent.parent / "fixtures" / "Complete_LinkedInDataExport_10-06-2026.zip"
EVENING, MORNING = "2026-10-06T18:30:00+00:00", "2026-10-16T08:30:00+00:00"
SELECT_ALL = "\x1b[18~"
"""F7, as a terminal sends it."""

MESSAGE = """Hi Mirelle,

I kept thinking about our exchange after reading your post on ledgers. I am learning how large teams keep theirs honest.

What would you look at first if you inherited one?

Rowan"""

OUTREACH = [sys.executable, "-m", "outreach"]

pytestmark = [pytest.mark.pty, pytest.mark.slow]


class House:
    """A made-up home: a folder with the archive in it, where the program keeps its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive = shutil.copy(ARCHIVE, folder / "archive.zip")

    def env(self, now: str) -> dict[str, str]:
        return {
            "OUTREACH_DATA": str(self.folder / "data"),
            "OUTREACH_CONFIG": str(self.folder / "config"),
            "OUTREACH_NOW": now,
            "HOME": str(self.folder),
            "PATH": "/usr/bin:/bin",
        }

    def sit_down(self, now: str) -> Terminal:
        return Terminal([sys.executable, answering.__file__], env=self.env(now))

    def asked(self, now: str, *words: str) -> dict[str, object]:
        """What a verb's ``--json`` says: the plan as another program sees it."""
        done = subprocess.run([*OUTREACH, *words, "--json"], env=self.env(now), capture_output=True, check=False)
        return {"status": done.returncode, "said": json.loads(done.stdout)}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def press(terminal: Terminal, *keys: str, until: str) -> None:
    terminal.press(*keys)
    terminal.wait_for(until)
    terminal.rest()


def evening(house: House) -> None:
    """Import, two targets, one doubtful name settled, triage, a message written and sent."""
    with house.sit_down(EVENING) as at:
        at.wait_for("Read my LinkedIn archive")
        press(at, "i", until="Get a copy of your data")
        press(at, str(house.archive), "enter", until="42 new")
        press(at, "enter", until="Imported")
        press(at, "esc", until="No target company yet")
        press(at, "a", until="Add a company")
        press(at, "Stripe", "enter", until="Cosima")
        press(at, "a", until="Add a company")
        press(at, "Google", "enter", until="Why Mirelle")
        press(at, "Q", until="Is Google DeepMind your target Google?")
        press(at, "y", until="That was all of them")
        press(at, "esc", until="Anouk Ferrazano")
        press(at, "i", until="Tavish Lindqvarn")
        press(at, "i", until="2 of")
        press(at, "l", until="3 of")
        press(at, ".", until="4 of")
        press(at, "esc", until="Companies")
        press(at, "2", "g", until="Why Mirelle")
        press(at, "w", until="not ready")
        write_message(at)
        press(at, "ctrl+s", until="The draft is saved")
        press(at, "space", until="Logged as sent to Mirelle Okonbrandt")
        at.press("ctrl+q")
        assert at.wait_end() == 0


def write_message(at: Terminal) -> None:
    """Replace the composed text, gaps and all, by words of one's own."""
    at.press(SELECT_ALL)
    at.rest()
    at.write(MESSAGE.replace("\n", "\r"))
    at.wait_for("ready")
    at.wait_for(lambda screen: "«" not in screen)
    at.rest()


def test_an_evening_and_the_next_morning_lose_nothing(house: House) -> None:
    evening(house)
    overnight = house.asked(MORNING, "today")
    assert overnight["status"] == 1
    due = {row["what"]: row for group in ("promises", "overdue", "due") for row in overnight["said"][group]}
    assert "follow up with Mirelle Okonbrandt" in due
    assert due["follow up with Mirelle Okonbrandt"]["on"] == "2026-10-16"

    with house.sit_down(MORNING) as at:
        at.wait_for("Stripe")
        press(at, "t", until="follow up with Mirelle Okonbrandt")
        press(at, "/", "follow", "enter", until="/follow")
        press(at, "r", until="Log with Mirelle Okonbrandt")
        press(at, "enter", until="Logged: replied, Mirelle Okonbrandt")
        press(at, "esc", until="answer Mirelle Okonbrandt")
        at.wait_for("answer Mirelle Okonbrandt")
        press(at, "E", until="Export the plan of Google")
        press(at, "enter", until="Written:")
        press(at, "u", until="Undone")
        at.wait_for("follow up with Mirelle Okonbrandt")
        press(at, "U", until="answer Mirelle Okonbrandt")
        at.press("ctrl+q")
        assert at.wait_end() == 0

    page = (house.folder / "google-2026-10-16.md").read_text(encoding="utf-8")
    assert "Mirelle Okonbrandt" in page
    assert "nswer Mirelle Okonbrandt" in page
    with house.sit_down(MORNING) as at:
        at.wait_for("Stripe")
        press(at, "g", until="Why Mirelle")
        press(at, "3", until="sent 6 Oct")
        at.wait_for("reading your post on ledgers")
        at.press("ctrl+q")
        assert at.wait_end() == 0
    assert [finding for finding in house.asked(MORNING, "check")["said"] if finding["severity"] == "error"] == []
    states = {row["name"]: row["state"] for row in house.asked(MORNING, "insiders", "Google")["said"]}
    assert states == {
        "Mirelle Okonbrandt": "insider",
        "Tavish Lindqvarn": "insider",
        "Quillon Ashgrove": "later",
        "Anouk Ferrazano": "later",
    }
