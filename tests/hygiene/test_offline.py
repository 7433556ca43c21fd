"""Nothing in this suite may reach beyond this machine."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_test_that_reaches_for_another_machine_fails_at_once(family: socket.AddressFamily) -> None:
    with socket.socket(family, socket.SOCK_DGRAM) as made, pytest.raises(PermissionError, match="reached for"):
        made.connect(("192.0.2.1" if family is socket.AF_INET else "2001:db8::1", 9))
    with pytest.raises(PermissionError, match="reached for"):
        socket.getaddrinfo("somewhere.example", 443)


def test_this_machine_may_be_spoken_to() -> None:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
