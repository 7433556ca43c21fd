"""The quick look over many company strings: what it remembers must never hide a string."""

from __future__ import annotations

from outreach.domain.matching.sieve import Sieve


def near(sieve: Sieve, strings: list[str] | tuple[str, ...], *around: str) -> list[str]:
    return list(sieve.near(strings, set(around), around[:1], set()))


def test_a_list_that_grew_since_the_last_look_is_read_anew() -> None:
    sieve, strings = Sieve(), ["Quillmark", "Bexholt"]
    assert near(sieve, strings, "fernwick") == []
    strings.append("Fernwick Labs")
    assert near(sieve, strings, "fernwick") == ["Fernwick Labs"]


def test_three_collections_in_turn_each_keep_their_own_strings() -> None:
    sieve = Sieve()
    for _ in range(3):
        for strings in (("Fernwick Labs",), ("Fernwick Ltd", "Bexholt"), ("Quillmark",)):
            assert near(sieve, strings, "fernwick") == [name for name in strings if name.startswith("Fernwick")]


def test_names_in_other_letters_and_names_beside_them_are_found_in_their_order() -> None:
    strings = ("Zürich Fernwick", "株式会社フェルンウィック", "Fernwick & Co", "Étoile", "Fernwick")
    assert near(Sieve(), strings, "fernwick", "フェルンウィック") == [
        "Zürich Fernwick",
        "株式会社フェルンウィック",
        "Fernwick & Co",
        "Fernwick",
    ]


def test_a_name_that_only_lengthens_another_one_still_brings_its_strings() -> None:
    strings = ("Fernwick Fresh", "Bexholt", "FF of Quillmark")
    assert near(Sieve(), strings, "fernwickfresh", "fernwick", "ff") == ["Fernwick Fresh", "FF of Quillmark"]
