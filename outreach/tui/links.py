"""Opening a profile or a mail: only http, https and mailto, and never before the address was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from outreach.text import clean
from outreach.tui.keyed import key_of

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp


def web_address(url: str) -> str:
    """The address as a browser may have it, empty when it must not: another scheme, a user name, a blank or control in it."""
    text = clean(url)
    if not text or text != url.strip() or " " in text:
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None or (port is not None and not 0 < port < 65536):
        return ""
    return text


def host_shown(url: str) -> str:
    """The host as the resolver sees it, so that a look-alike letter shows as punycode."""
    host = urlsplit(url).hostname or ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def mail_address(email: str) -> str:
    """A mailto for one plain address, empty when it is none."""
    text = clean(email)
    name, at, host = text.rpartition("@")
    if not at or not name or "." not in host or any(char in text for char in ' ,;<>"()?&%\\'):
        return ""
    return f"mailto:{quote(name)}@{quote(host)}"


def ask_to_open(app: OutreachApp, url: str, email: str, *, who: str = "This person") -> None:
    """Show what would be opened, and open it when the user says so."""
    from outreach.tui.screens.dialog import Menu

    web, mail = web_address(url), mail_address(email)
    choices = []
    if web:
        choices.append(("o", web, f"open {host_shown(web)} · {web}"))
    if mail:
        choices.append(("m", mail, f"write a mail · {clean(email)}"))
    if not choices:
        reason = (
            "has an address this program does not open" if url or email else (f"has no address on record. {key_of('person.edit')} adds one")
        )
        app.say(f"{who} {reason}.", "warn")
        return

    def answered(address: str | None) -> None:
        if address:
            import webbrowser

            opened = webbrowser.open(address)
            app.say(
                "Handed to your browser." if opened else "No browser answered; the address is in the person's card.",
                "good" if opened else "warn",
            )

    app.push_screen(Menu("Open outside the program?", choices), answered)
