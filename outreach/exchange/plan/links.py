"""Which addresses may become a link on a printed page: http, https and mailto, nothing that runs or loads."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_MAX = 1_900
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def web_link(url: str) -> str:
    """The address with everything odd percent-encoded when it is http(s) with a host and no password, else an empty string."""
    if len(url) > _MAX or re.search(r"[\s\\\x00-\x1f\x7f]", url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return ""
    return quote(url, safe="%/:?#[]@!$&*+,;=~-._")


def mail_link(address: str) -> str:
    """A ``mailto:`` address without any header, or an empty string when it is not one plain address."""
    return f"mailto:{quote(address, safe='@')}" if _ADDRESS.fullmatch(address) else ""
