"""``serve``: refused politely without its extra, open to this machine and this user alone, and the same screens in every tab."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from outreach.cli.loopback import HOSTS, Door, guard
from outreach.cli.serve import tab_command
from outreach.cli.session import Session
from outreach.errors import UsageError

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
HERE = "127.0.0.1:8437"


class Answer:
    """What the door gives back itself."""

    def __init__(self, location: str = "", *, status: int = 302, text: str = "") -> None:
        self.location, self.status, self.text = location, status, text
        self.cookies: dict[str, dict[str, Any]] = {}
        self.headers: dict[str, str] = {}

    def set_cookie(self, name: str, value: str, **rules: Any) -> None:
        self.cookies[name] = {"value": value, **rules}


class Server:
    """Stands in for textual-serve's: keeps what it was made with."""

    made: list[Server] = []
    fails: OSError | None = None

    def __init__(self, command: str, **options: Any) -> None:
        self.command, self.options = command, options
        self.app = types.SimpleNamespace(middlewares=[], on_response_prepare=[])
        self.made.append(self)

    async def _make_app(self) -> Any:
        return self.app

    def serve(self) -> None:
        import asyncio

        if self.fails is not None:
            raise self.fails
        asyncio.run(self._make_app())
        asyncio.run(self.on_startup(None))


WEB = types.SimpleNamespace(middleware=lambda function: function, HTTPFound=Answer, Response=Answer)


@pytest.fixture
def extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Server]]:
    """The optional library, as if it were installed."""
    package, module = types.ModuleType("textual_serve"), types.ModuleType("textual_serve.server")
    module.Server, module.web, package.server = Server, WEB, module  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "textual_serve", package)
    monkeypatch.setitem(sys.modules, "textual_serve.server", module)
    Server.made, Server.fails = [], None
    yield Server


def _request(host: str = HERE, path: str = "/", *, key: str = "", cookie: str = "", origin: str | None = None) -> Any:
    headers = {} if origin is None else {"Origin": origin}
    return types.SimpleNamespace(
        host=host, path=path, query={"key": key} if key else {}, cookies={"outreach-8437": cookie} if cookie else {}, headers=headers
    )


def test_without_the_extra_it_says_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    said = run("serve", status=64)
    assert "pip install 'outreach[serve]'" in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", ""])
def test_no_host_but_this_machine_is_served(run: Run, extra: type[Server], host: str) -> None:
    assert "this machine only" in run("serve", "--host", host, status=64).err
    assert extra.made == []


def test_it_serves_the_same_plan_on_loopback_and_prints_an_address_with_a_key(run: Run, extra: type[Server], data: Path) -> None:
    said = run("serve", "--port", "9000", "--private")
    (server,) = extra.made
    assert server.options == {"host": "127.0.0.1", "port": 9000, "title": "outreach", "public_url": "http://127.0.0.1:9000"}
    address, _, key = said.out.strip().partition("/?key=")
    assert address == "http://127.0.0.1:9000"
    assert len(key) >= 32
    assert len(server.app.middlewares) == len(server.app.on_response_prepare) == 1
    words = shlex.split(server.command)
    assert words[:4] == [sys.executable, "-P", "-m", "outreach"]
    assert words[words.index("--data") + 1] == str(data)
    assert words[-3:] == ["serve", "--tab", "--private"]


def test_a_port_that_is_taken_is_said_and_costs_no_traceback(run: Run, extra: type[Server], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Server, "fails", OSError(98, "Address already in use"))
    assert "choose another with --port" in run("serve", status=73).err


def test_a_damaged_plan_is_told_before_a_browser_is_opened(run: Run, extra: type[Server], data: Path) -> None:
    run("company", "add", "Fernwick Labs")
    (data / "outreach.json").write_bytes(b"{")
    run("serve", status=65)
    assert extra.made == []


def test_a_folder_with_blanks_and_quotes_stays_one_word_of_the_command() -> None:
    session = Session()
    session.data, session.config = Path("/x/my 'plan'; rm -rf ~"), Path("/y")
    words = shlex.split(tab_command(session, private=False))
    assert words[words.index("--data") + 1] == "/x/my 'plan'; rm -rf ~"
    assert "--private" not in words


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        (_request(), "no key"),
        (_request(cookie="guess"), "no key"),
        (_request(key="guess"), "no key"),
        (_request("evil.example:8437", cookie="secret"), "another host"),
        (_request("localhost:8437", key="secret"), "another host"),
        (_request(path="/ws", cookie="secret"), "another site"),
        (_request(path="/ws", cookie="secret", origin="http://evil.example"), "another site"),
        (_request(path="/ws", cookie="secret", origin="null"), "another site"),
        (_request(path="/download/x", cookie="secret", origin="http://127.0.0.1:1"), "another site"),
        (_request(path="/ws", key="secret", origin=f"http://{HERE}"), "no key"),
    ],
)
async def test_who_does_not_come_from_the_terminals_own_address_stays_out(request_: Any, why: str) -> None:
    server = Server("x")
    guard(server, WEB, Door("127.0.0.1", 8437, "secret"))
    (door,) = (await server._make_app()).middlewares

    async def inside(_: Any) -> Any:
        raise AssertionError("let in")

    answer = await door(request_, inside)
    assert answer.status == 403
    assert why in answer.text


async def test_the_key_is_taken_once_and_leaves_the_address_bar() -> None:
    server = Server("x")
    guard(server, WEB, Door("127.0.0.1", 8437, "secret"))
    (door,) = (await server._make_app()).middlewares

    async def inside(request: Any) -> str:
        return f"page {request.path}"

    answer = await door(_request(key="secret"), inside)
    assert (answer.status, answer.location) == (302, "/")
    assert answer.cookies == {"outreach-8437": {"value": "secret", "httponly": True, "samesite": "Strict", "path": "/"}}
    assert await door(_request(cookie="secret"), inside) == "page /"
    assert await door(_request(path="/ws", cookie="secret", origin=f"http://{HERE}"), inside) == "page /ws"


async def test_the_page_may_load_nothing_from_elsewhere() -> None:
    server = Server("x")
    guard(server, WEB, Door("127.0.0.1", 8437, "secret"))
    (say,) = (await server._make_app()).on_response_prepare
    answer = Answer()
    await say(None, answer)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert [word for word in policy.split() if "//" in word] == [f"ws://{HERE};"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_every_name_of_this_machine_makes_an_address_a_browser_takes() -> None:
    assert [Door(host, 80).origin for host in HOSTS] == ["http://127.0.0.1:80", "http://localhost:80", "http://[::1]:80"]
    with pytest.raises(UsageError):
        Door("127.0.0.1.example.org", 80)


def _packet(value: dict[str, Any]) -> bytes:
    content = json.dumps(value).encode()
    return b"M" + len(content).to_bytes(4, "big") + content


@pytest.fixture
def tab(run: Run, data: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program behind one tab, with the plan on its screen."""
    run("company", "add", "Fernwick Labs")
    session = Session()
    session.data, session.config = data, tmp_path / "config"
    process = subprocess.Popen(
        shlex.split(tab_command(session, private=False)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "ROWS": "30"},
    )
    assert process.stdout is not None
    shown = b""
    while b"Fernwick Labs" not in shown and (more := os.read(process.stdout.fileno(), 65536)):
        shown += more
    assert shown.startswith(b"__GANGLION__"), shown
    yield process
    process.kill()
    process.communicate()


def test_a_tab_that_is_closed_ends_its_program(tab: subprocess.Popen[bytes]) -> None:
    _, said = tab.communicate(_packet({"type": "quit"}), timeout=30)
    assert (tab.returncode, said) == (0, b"")


def test_a_tab_whose_server_is_gone_ends_and_is_no_fault(tab: subprocess.Popen[bytes], data: Path) -> None:
    assert tab.stdin is not None and tab.stdout is not None and tab.stderr is not None
    tab.stdout.close()
    tab.stdin.write(_packet({"type": "resize", "width": 90, "height": 28}))
    tab.stdin.flush()
    assert tab.wait(timeout=30) == 0
    assert tab.stderr.read() == b""
    assert not (data / "crash.log").exists()
