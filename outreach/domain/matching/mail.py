"""E-mail addresses as proof of an employer."""

from __future__ import annotations

_FREE_MAIL = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "ymail.com", "icloud.com"),
        *("me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "gmx.de", "gmx.net", "web.de", "mail.ru", "yandex.ru"),
        *("yandex.com", "qq.com", "163.com", "126.com", "naver.com", "daum.net", "hanmail.net", "zoho.com", "fastmail.com"),
        *("comcast.net", "orange.fr", "free.fr", "t-online.de"),
    }
)


def at_domain(email: str, domain: str) -> bool:
    """Whether an address is at a company's domain or below it; a domain that hands out mailboxes to everybody proves nothing."""
    wanted = domain.strip().lower().lstrip("@")
    host = email.rpartition("@")[2].strip().lower()
    return bool(wanted) and bool(host) and wanted not in _FREE_MAIL and (host == wanted or host.endswith(f".{wanted}"))
