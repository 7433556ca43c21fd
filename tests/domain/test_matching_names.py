"""Name data: what a user's own file may say, and how mistakes in it are reported."""

from __future__ import annotations

import pytest

from outreach.domain.kinds import MatchVerdict
from outreach.domain.matching import Matcher, parse_names
from outreach.errors import BadInput
from outreach.paths import shipped_data

SHIPPED = (shipped_data() / "company_aliases.toml").read_text(encoding="utf-8")


def test_the_shipped_data_knows_several_hundred_companies():
    names = parse_names(SHIPPED)
    assert len(names.same) >= 600
    assert len(names.related) >= 300
    assert len(names.words.everyday) >= 1_000


def test_a_users_own_names_add_to_the_shipped_ones():
    own = """
        [same]
        "Bexholt" = ["Quorvane"]
        "Google" = ["The Big G"]
        [related]
        "Bexholt" = ["Windelloway"]
        [words]
        places = "Exampleville"
    """
    matcher = Matcher(parse_names(SHIPPED, own))
    assert matcher.match("Quorvane Ltd", "Bexholt").verdict is MatchVerdict.HERE
    assert matcher.match("The Big G", "Alphabet").verdict is MatchVerdict.RELATED
    assert matcher.match("谷歌", "Google").verdict is MatchVerdict.HERE
    assert matcher.match("Windelloway", "Bexholt").verdict is MatchVerdict.RELATED
    assert matcher.match("Bexholt Exampleville", "Bexholt").verdict is MatchVerdict.HERE


def test_a_name_two_companies_claim_has_to_be_asked():
    matcher = Matcher(parse_names('[same]\n"Bexholt One" = ["BX"]\n"Bexholt Two" = ["BX"]'))
    assert matcher.match("BX", "Bexholt One").verdict is MatchVerdict.POSSIBLE
    assert matcher.match("BX", "Bexholt Two").verdict is MatchVerdict.POSSIBLE


def test_a_company_kept_apart_is_not_the_one_it_looks_like():
    matcher = Matcher(parse_names('apart = ["Bexholt India"]\n[same]\n"Bexholt" = []\n[words]\nplaces = "India, Kenya"'))
    assert matcher.match("Bexholt Kenya", "Bexholt").verdict is MatchVerdict.HERE
    assert matcher.match("Bexholt India", "Bexholt").verdict is MatchVerdict.NO


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[same]\n"Bexholt" = [\n', "line 3"),
        ("[saem]\n", "did you mean same"),
        ("[words]\nplace = 'Kenya'\n", "did you mean places"),
        ("[same]\nBexholt = 3\n", "same.Bexholt must be a list"),
        ("same = 3\n", "[same] must be a table"),
        ("words = []\n", "[words] must be a table"),
        ("[same]\nBexholt = [3]\n", "same.Bexholt"),
    ],
)
def test_a_mistake_in_the_users_file_is_named_with_its_place(text: str, said: str):
    with pytest.raises(BadInput) as caught:
        parse_names(SHIPPED, text)
    assert "your company_aliases.toml" in str(caught.value)
    assert said in str(caught.value)
