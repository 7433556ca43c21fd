"""The whole suite is offline: a test that reached for another machine would fail at that very call."""

from __future__ import annotations

import resource
import sys

import pytest

pytest.register_assert_rewrite("support")
"""What an assertion of the tests' support saw is told as one of a test is."""

HERE = {"localhost", "127.0.0.1", "::1", "", "0.0.0.0"}
"""This machine, where ``outreach serve`` is tried."""


def _stay_here(event: str, values: tuple[object, ...]) -> None:
    if event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = values[0]
    elif event in {"socket.connect", "socket.sendto", "socket.bind"}:
        host = values[1][0] if isinstance(values[1], tuple) else ""
    else:
        return
    if host is not None and (host.decode() if isinstance(host, bytes) else str(host)) not in HERE:
        raise PermissionError(f"a test reached for {host!r} ({event})")


sys.addaudithook(_stay_here)

_, _most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, _most) if _most > 0 else 8192, _most))
"""A plan opened for a test keeps its files until it is swept up, and a suite opens thousands."""
