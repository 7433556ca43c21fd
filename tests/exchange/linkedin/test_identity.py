"""One person has one key, however a file writes their address; two people never share one by accident."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.exchange.linkedin.identity import folded, folded_each, is_address, plain_key, profile_key, profile_keys
from outreach.text import clean

SLUGS = st.text(st.sampled_from("abzABZ019-_.ıİßéøåñ李测®🙂\u0301%?#/ \x1b"), max_size=12)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/zo%C3%AB-fx1",
        "https://www.linkedin.com/in/zoë-fx1",
        "https://www.linkedin.com/in/zo%c3%ab-FX1/",
        "HTTPS://WWW.LINKEDIN.COM/in/Zoë-fx1",
        "http://linkedin.com/in/zoe\u0308-fx1?trk=people",
        "www.linkedin.com/in/zoë-fx1",
        "https://de.linkedin.com/in/zo%C3%AB-fx1/de",
        "linkedin.com/in/zoë-fx1#top",
        "  https://www.linkedin.com/in/zoë-fx1  ",
    ],
)
def test_every_spelling_of_an_address_is_one_key(url: str) -> None:
    assert profile_key(url) == "linkedin.com/in/zoë-fx1"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "https://evil.example/linkedin.com/in/ana",
        "https://notlinkedin.com/in/ana",
        "https://www.linkedin.com.evil.example/in/ana",
        "https://user@evil.example/in/ana",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/company/fernwick",
        "mailto:ana@example.org",
    ],
)
def test_what_is_no_profile_has_no_key(url: str) -> None:
    assert profile_key(url) == ""


def test_a_stray_percent_sign_is_tolerated() -> None:
    assert profile_key("https://www.linkedin.com/in/100%-ana") == "linkedin.com/in/100%-ana"


def test_look_alike_letters_are_different_people() -> None:
    assert profile_key("https://www.linkedin.com/in/аna") != profile_key("https://www.linkedin.com/in/ana")


@given(st.lists(SLUGS.map("https://www.linkedin.com/in/{}".format) | SLUGS, min_size=1, max_size=6))
def test_keys_worked_out_together_equal_keys_worked_out_one_by_one(urls: list[str]) -> None:
    tidy = ["".join(char for char in url if "!" <= char <= "~") for url in urls]
    assert profile_keys(tidy) == [profile_key(url) for url in tidy]
    encoded = [f"https://www.linkedin.com/in/{quote(url.rpartition('/')[2])}" for url in urls]
    assert profile_keys(encoded) == [profile_key(url) for url in encoded]


@given(st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=20))
def test_encoding_and_case_never_change_the_key(slug: str) -> None:
    raw = f"https://www.linkedin.com/in/{slug}"
    assert profile_key(raw) == profile_key(f"https://www.linkedin.com/in/{quote(slug)}")


@given(SLUGS)
def test_a_key_is_clean_text(slug: str) -> None:
    key = profile_key(f"https://www.linkedin.com/in/{slug}")
    assert clean(key) == key


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Zoë  MÜLLBRECHT", "zoe mullbrecht"),
        ("𝗝𝘂𝗻𝗼", "juno"),
        ("Ana\u200e Ruiz", "ana ruiz"),
        ("STRAẞE", "strasse"),
        ("李 测试", "李 测试"),
    ],
)
def test_names_are_compared_without_case_accents_and_invisible_marks(name: str, same: str) -> None:
    assert folded(name) == same


@given(st.lists(st.text(max_size=12).map(clean), max_size=5))
def test_names_folded_together_equal_names_folded_one_by_one(names: list[str]) -> None:
    assert folded_each(names) == [folded(name) for name in names]


def test_without_an_address_the_employer_is_part_of_the_key() -> None:
    assert plain_key("Ana Ruiz", "Fernwick Labs") != plain_key("Ana Ruiz", "Kettlebrook")


@pytest.mark.parametrize("text", ["ana@example.org", "a.b+c@sub.example.co.uk", "zoë@bücher.example"])
def test_a_plain_address_is_one(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ana",
        "ana@",
        "a@b",
        "a@b.c\nBcc:x@y.zz",
        '"<script>"@x.org',
        "a b@example.org",
        "a@b@c.org",
        "a@example.org,b@example.org",
        f"{'a' * 300}@b.org",
    ],
)
def test_anything_else_is_no_address(text: str) -> None:
    assert not is_address(text)
