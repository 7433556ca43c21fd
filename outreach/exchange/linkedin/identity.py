"""Who is who: the profile key that joins an archive's files, and the folded name used where there is no address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote

from outreach.text import MAX_LINE, clean, is_plain
from outreach.unruly import HIGH

_PREFIX = "https://www.linkedin.com/in/"
_KEY = "linkedin.com/in/"
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/*")
_LINKEDIN_HOST = re.compile(r"^(?:[a-z]{2,3}\.)?linkedin\.com(?=/|$)")
_ODD = re.compile(r"[?#/\s]")
_ADDRESS = re.compile(r"[^@\s<>\"'(),:;\\\[\]]+@[^@\s<>\"'(),:;\\\[\]]+\.[^@\s<>\"'(),:;\\\[\].]{2,}")


class _Bare(dict[int, int | None]):
    """A table for ``str.translate`` that drops accents and invisible characters, filled as characters turn up."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.category(chr(code)) in {"Mn", "Me", "Cf"} else code
        return kept


_BARE = _Bare()

NO_NAME = "linkedin member"
"""Folded name LinkedIn shows for a closed account; it stands for many people and joins to none."""


def profile_key(url: str) -> str:
    """The one form of a profile address, however a file writes it; empty when ``url`` is no LinkedIn profile.

    Percent-encoding is undone before anything else, because one file encodes what the next leaves raw (source: FORMATS 1.3).
    """
    if url.startswith(_PREFIX) and not _ODD.search(url, len(_PREFIX)):
        slug = url[len(_PREFIX) :]
        plain = "%" not in slug and is_plain(low := slug.casefold()) and len(low) <= MAX_LINE
        return _KEY + (low if plain else _bare(slug)) if slug else ""
    text = _SCHEME.sub("", _bare(url.strip())).split("?", 1)[0].split("#", 1)[0].removeprefix("www.")
    host = _LINKEDIN_HOST.match(text)
    parts = [part.strip() for part in text[host.end() :].strip("/ ").split("/")] if host else []
    if len(parts) < 2 or not parts[1]:
        return ""
    if parts[0] == "in":
        # A trailing language, as in /in/ana/de, is the same profile.
        return _KEY + parts[1]
    return "linkedin.com/" + "/".join(parts) if parts[0] in {"pub", "sales"} else ""


def profile_keys(urls: Sequence[str]) -> list[str]:
    """``profile_key`` of each of these tidy addresses (see ``text.is_tidy``), several times faster while they are written the usual way."""
    whole = "\n".join(urls).lower()
    if whole.count("/") != 4 * len(urls) or f"\n{whole}".count(f"\n{_PREFIX}") != len(urls) or "?" in whole or "#" in whole:
        return list(map(profile_key, urls))
    keys = whole.replace(_PREFIX, _KEY).split("\n")
    if _KEY in keys:
        return list(map(profile_key, urls))
    encoded = [place for place, key in enumerate(keys) if "%" in key]
    plain = unquote("\n".join([keys[place] for place in encoded]), errors="replace")
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", plain).casefold())
    bare = plain.split("\n")
    if len(bare) != len(encoded) or not plain.replace("\n", "").isprintable() or " " in plain or _has_marks(plain):
        bare = [profile_key(urls[place]) for place in encoded]
    for place, key in zip(encoded, bare, strict=True):
        keys[place] = key
    return keys


class Keys(dict[str, str]):
    """``keys[url]`` is ``profile_key(url)``, worked out once for each distinct address of an archive."""

    def __missing__(self, url: str) -> str:
        self[url] = key = profile_key(url)
        return key


class Names(dict[str, str]):
    """``names[name]`` is ``folded(name)``, worked out once for each distinct name of an archive."""

    def __missing__(self, name: str) -> str:
        self[name] = bare = folded(name)
        return bare


def folded(text: str) -> str:
    """``text`` for comparing names: compatibility forms, accents and case gone, blanks single."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFKD", text).translate(_BARE)
    return " ".join(unicodedata.normalize("NFKC", bare).casefold().split())


def folded_each(names: Sequence[str]) -> list[str]:
    """``folded`` of each cleaned name, several times faster while most are plain."""
    whole = "\n".join(names)
    lower = whole.lower().split("\n")
    if len(lower) != len(names):
        return list(map(folded, names))
    return [low if low.isascii() else folded(name) for low, name in zip(lower, names, strict=True)]


def plain_key(name: str, company: str) -> str:
    """The key of somebody without a profile address: folded name and folded company, never the name alone."""
    return f"{folded(name)}|{folded(company)}"


def _has_marks(text: str) -> bool:
    return any(map(unicodedata.combining, HIGH.findall(text)))


def _bare(text: str) -> str:
    return clean(unicodedata.normalize("NFC", unicodedata.normalize("NFC", unquote(text, errors="replace")).casefold()))


def is_address(text: str) -> bool:
    """Whether ``text`` is one plain e-mail address and nothing else."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None
