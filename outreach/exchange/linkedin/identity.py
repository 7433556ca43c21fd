"""Who is who: the profile key that joins an archive's files, and the folded name used where there is no address."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from outreach.text import clean

_PLAIN_PREFIX = "https://www.linkedin.com/in/"
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/*")
_LINKEDIN_HOST = re.compile(r"^(?:[a-z]{2,3}\.)?linkedin\.com(?=/|$)")
_ODD = re.compile(r"[%?#/\s]")
_ADDRESS = re.compile(r"[^@\s<>\"'(),:;\\\[\]]+@[^@\s<>\"'(),:;\\\[\]]+\.[^@\s<>\"'(),:;\\\[\].]{2,}")

NO_NAME = "linkedin member"
"""Folded name LinkedIn shows for a closed account; it stands for many people and joins to none."""


def profile_key(url: str) -> str:
    """The one form of a profile address, however a file writes it; empty when ``url`` is no LinkedIn profile.

    Percent-encoding is undone before anything else, because one file encodes what the next leaves raw (source: FORMATS 1.3).
    """
    if url.startswith(_PLAIN_PREFIX) and url.isascii() and not _ODD.search(url, 28):
        return "linkedin.com/in/" + url[28:].lower() if len(url) > 28 else ""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", unquote(url.strip(), errors="replace")).casefold())
    text = _SCHEME.sub("", clean(text)).split("?", 1)[0].split("#", 1)[0].rstrip("/")
    host = _LINKEDIN_HOST.match(text.removeprefix("www."))
    if not host:
        return ""
    path = text.removeprefix("www.")[host.end() :].strip("/")
    parts = path.split("/")
    if parts[0] == "in" and len(parts) >= 2:
        # A trailing language, as in /in/ana/de, is the same profile.
        return "linkedin.com/in/" + parts[1]
    return f"linkedin.com/{path}" if parts[0] in {"pub", "sales"} and len(parts) >= 2 else ""


def folded(text: str) -> str:
    """``text`` for comparing names: compatibility forms, accents and case gone, blanks single."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    )
    return " ".join(unicodedata.normalize("NFKC", bare).casefold().split())


def plain_key(name: str, company: str) -> str:
    """The key of somebody without a profile address: folded name and folded company, never the name alone."""
    return f"{folded(name)}|{folded(company)}"


def is_address(text: str) -> bool:
    """Whether ``text`` is one plain e-mail address and nothing else."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None
