"""A monkey at the keyboard: whatever is pressed, nothing breaks and the plan stays sound.

More of it: ``OUTREACH_MONKEY=10000 python -m pytest tests/tui/test_monkey.py``.
"""

from __future__ import annotations

import os
import random

import pytest
from textual import events
from textual.keys import key_to_character

from outreach.planner import Planner

LETTERS = list("aaewlsxXuUjkgGdytpniQNHSBITKJDrvozcRPmh12340AWFCbfMLYOE")
NAMED = [
    "question_mark",
    "slash",
    "colon",
    "exclamation_mark",
    "full_stop",
    "space",
    "enter",
    "enter",
    "escape",
    "escape",
    "escape",
    "tab",
    "shift+tab",
    "up",
    "down",
    "left",
    "right",
    "backspace",
    "pageup",
    "pagedown",
    "ctrl+p",
    "ctrl+t",
    "ctrl+s",
    "ctrl+l",
    "ctrl+o",
    "comma",
    "minus",
    "dollar_sign",
    "f9",
    "home",
    "end",
]
COUNT = int(os.environ.get("OUTREACH_MONKEY", "300"))


@pytest.mark.timeout(max(120, COUNT // 5))
async def test_random_keys_break_nothing(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    chance = random.Random(int(os.environ.get("OUTREACH_SEED", "7")))
    async with run(size=chance.choice([(80, 24), (120, 36)])) as (app, pilot):
        monkeypatch.setattr(type(app), "leave", lambda self, code=0: None)
        for number in range(COUNT):
            key = chance.choice(LETTERS + NAMED)
            app.post_message(events.Key(key, key_to_character(key)))
            if number % 5 == 4:
                await pilot.pause()
            assert app.is_running
    assert not [finding for finding in planner.check() if finding.severity == "error"]
