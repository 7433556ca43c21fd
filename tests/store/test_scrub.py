"""A plan file from a stranger: what could harm a terminal is gone before anything else sees it."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.model import Company, Person
from outreach.store.scrub import hostile, scrub
from outreach.text import clean_note

NASTY = ["\x1b]52;c;AAAA\x07", "a\u202eb", "zero\u200bwidth", "\x9b31m", "\u2028", "tag\U000e0041", "\x7f", "\b\f", "\ufffa"]


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_harmful_text_in_a_plan_file_is_left_out_and_mentioned(open_plan, folder: Path, nasty: str, ascii_only: bool) -> None:
    folder.mkdir()
    content = {"companies": {"1": {"name": f"Fern{nasty}wick", "notes": "two\nlines", "answers": [{"question": nasty + "why"}]}}}
    text = json.dumps(content, ensure_ascii=ascii_only)
    (folder / "outreach.json").write_text(text, encoding="utf-8")
    store = open_plan()
    company = store.get(Company, 1)
    assert company.name == clean_note(f"Fern{nasty}wick")
    assert company.notes == "two\nlines"
    assert nasty not in company.answers[0].question
    assert any("control or invisible" in notice for notice in store.notices)


def test_ordinary_foreign_text_is_left_alone(open_plan, folder: Path) -> None:
    folder.mkdir()
    names = ["Zoë", "Łukasz", "山田", "👩‍💻 Mei", "O’Neil “Jr”", 'back\\bslash\\u0020 "q"']
    content = {"people": {str(place + 1): {"name": name} for place, name in enumerate(names)}}
    (folder / "outreach.json").write_text(json.dumps(content), encoding="utf-8")
    store = open_plan()
    assert [person.name for person in store.all(Person)] == names
    assert store.notices == ()


@given(st.characters(codec="utf-8"))
@settings(max_examples=400, deadline=None)
def test_every_character_that_clean_removes_is_recognised(char: str) -> None:
    text = f"a{char}b"
    if clean_note(text) == "ab":
        assert scrub(text) == "ab"
        assert hostile(json.dumps(text, ensure_ascii=False).encode())
        assert hostile(json.dumps(text).encode())


def test_every_control_character_is_recognised() -> None:
    removed = [
        chr(code) for code in [*range(0x500), *range(0x2000, 0x2070), *range(0xE0000, 0xE0080)] if clean_note(f"a{chr(code)}b") == "ab"
    ]
    assert len(removed) > 180
    for char in removed:
        assert hostile(json.dumps(char, ensure_ascii=False).encode()), hex(ord(char))
        assert hostile(json.dumps(char).encode()), hex(ord(char))
