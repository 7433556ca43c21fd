"""Theme files: all shipped ones load and keep their promise of contrast; a broken one says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.errors import BadInput
from outreach.paths import shipped_themes
from outreach.tui.themes import DEFAULT, LEVELS, PAIRS, ROLES, ThemeFile, built, contrast, find, load, read

SHIPPED = sorted(path.stem for path in shipped_themes().glob("*.toml"))


@pytest.fixture(params=SHIPPED)
def theme(request: pytest.FixtureRequest) -> ThemeFile:
    return read(shipped_themes() / f"{request.param}.toml")


def test_there_is_one_for_every_eye():
    themes, wrong = load()
    assert not wrong
    assert len(themes) >= 6
    assert {theme.level for theme in themes.values()} == {"AA", "AAA", "ansi"}
    assert {theme.dark for theme in themes.values() if theme.level == "AAA"} == {True, False}
    assert DEFAULT in themes


def test_a_theme_is_found_under_its_file_name(theme: ThemeFile):
    assert theme.name in SHIPPED
    assert built(theme).name == theme.name


def test_every_text_stands_out_from_what_is_behind_it(theme: ThemeFile):
    if theme.ansi:
        assert all(value.startswith("ansi_") for value in theme.colors.values())
        return
    least = LEVELS[theme.level]
    low = {
        (text, ground): round(contrast(theme.colors[text], theme.colors[ground]), 2)
        for text, ground in PAIRS
        if contrast(theme.colors[text], theme.colors[ground]) < least
    }
    assert not low


def test_borders_and_the_cursor_can_be_seen(theme: ThemeFile):
    if not theme.ansi:
        assert contrast(theme.colors["line-focus"], theme.colors["pane"]) >= 3
        assert contrast(theme.colors["line"], theme.colors["pane"]) >= 1.6
        assert theme.colors["select"] != theme.colors["pane"]
        assert contrast(theme.colors["field"], theme.colors["raised"]) >= 1.08, "a field of a form cannot be told from the form"


def test_contrast_is_counted_as_wcag_does():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('accent = "#66c9d8"', "", "'accent' is missing"),
        ('accent = "#66c9d8"', 'acent = "#66c9d8"', "did you mean accent?"),
        ('accent = "#66c9d8"', 'accent = "teal"', "is not a colour"),
        ('level = "AA"', 'level = "A"', "level"),
        ('name = "harbor"', 'name = "Harbor Two"', "small letters"),
        ("dark = true", "dark = ", "mend or remove the file"),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, before: str, after: str, said: str):
    text = (shipped_themes() / "harbor.toml").read_text(encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read(path)
    assert said in str(caught.value) and "mine.toml" in str(caught.value)


def test_a_theme_of_ones_own_wins_over_a_shipped_one(tmp_path: Path):
    folder = tmp_path / "themes"
    folder.mkdir()
    text = (shipped_themes() / "harbor.toml").read_text(encoding="utf-8").replace("#0e141b", "#010203")
    (folder / "harbor.toml").write_text(text, encoding="utf-8")
    (folder / "dusk.toml").write_text(text.replace('name = "harbor"', 'name = "dusk"'), encoding="utf-8")
    (folder / "bad.toml").write_text("name = 1", encoding="utf-8")
    themes, wrong = load(tmp_path)
    assert themes["harbor"].colors["page"] == "#010203" and "dusk" in themes
    assert len(wrong) == 1 and "bad.toml" in wrong[0]
    assert find("dusk", tmp_path)[0]["dusk"].colors["page"] == "#010203"


def test_an_unknown_name_falls_back_and_says_so(tmp_path: Path):
    themes, wrong = find("nightfall", tmp_path)
    assert DEFAULT in themes and "nightfall" in wrong[0]


def test_every_role_is_used_by_every_theme(theme: ThemeFile):
    assert set(theme.colors) == set(ROLES)
