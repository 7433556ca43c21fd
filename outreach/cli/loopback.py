"""The door of 'outreach serve': this machine only, this user only, no other site's pages, and nothing loaded from elsewhere.

A plain server on a local port answers every program and every web page the browser has open. So the address holds a key that only the
user's terminal shows, requests must name this very host, the socket opens for our own page alone, and the page may load only our files.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from outreach.errors import UsageError

HOSTS = ("127.0.0.1", "localhost", "::1")
"""Names of this machine as it calls itself; a plan is served nowhere else."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self' ws://{place}; "
        "frame-ancestors 'none'; form-action 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""What the page may do: the ready-made one would ask a font server of another company for a typeface."""


class Door:
    """Who may come in. ``host`` and ``port`` are where the server listens."""

    def __init__(self, host: str, port: int, key: str = "") -> None:
        if host not in HOSTS:
            raise UsageError(f"a plan is not served to {host}", next_step="it is shown on this machine only: 127.0.0.1, localhost or ::1")
        self.host, self.port = host, port
        self.place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        """Host and port as a browser writes them."""
        self.key = key or secrets.token_urlsafe(24)
        self.cookie = f"outreach-{port}"

    @property
    def origin(self) -> str:
        """The one origin whose pages may open the socket."""
        return f"http://{self.place}"

    @property
    def address(self) -> str:
        """What the user opens; it holds the key."""
        return f"{self.origin}/?key={self.key}"

    def refusal(self, host: str, path: str, origin: str | None, cookie: str) -> str:
        """Why a request is not answered; empty when it may come in."""
        if host != self.place:
            return "another host"
        if path == "/ws" and origin != self.origin:
            return "another site"
        if origin is not None and origin != self.origin:
            return "another site"
        if not secrets.compare_digest(cookie.encode(), self.key.encode()):
            return "no key"
        return ""

    def knows(self, given: str) -> bool:
        """Whether this is the key of the address."""
        return secrets.compare_digest(given.encode(), self.key.encode())

    def headers(self) -> dict[str, str]:
        """Headers of every answer."""
        return {name: value.replace("{place}", self.place) for name, value in HEADERS.items()}


def guard(server: Any, web: Any, door: Door) -> None:
    """Put the door before every route of a textual-serve ``Server``; ``web`` is aiohttp's module of that name."""
    make = server._make_app

    async def at_the_door(request: Any, handler: Callable[[Any], Awaitable[Any]]) -> Any:
        if request.path == "/" and request.host == door.place and door.knows(request.query.get("key", "")):
            # The key leaves the address bar, and with it the history of the browser, at once.
            inside = web.HTTPFound("/")
            inside.set_cookie(door.cookie, door.key, httponly=True, samesite="Strict", path="/")
            return inside
        reason = door.refusal(request.host, request.path, request.headers.get("Origin"), request.cookies.get(door.cookie, ""))
        if reason:
            return web.Response(status=403, text=f"outreach: not from here ({reason}). Open the address the terminal shows.\n")
        return await handler(request)

    async def say_what_may_be_loaded(_: Any, response: Any) -> None:
        response.headers.update(door.headers())

    async def guarded() -> Any:
        app = await make()
        app.middlewares.append(web.middleware(at_the_door))
        app.on_response_prepare.append(say_what_may_be_loaded)
        return app

    server._make_app = guarded
