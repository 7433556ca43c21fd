"""What the program must never contain, found in its syntax trees rather than by eye."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest

CLOCK = {"clock.py"}
WRITERS = {"store/", "exchange/files.py"}
"""The only rooms that may write what the user keeps."""

PRIVATE_WRITERS = {"crash.py", "editor.py", "memo.py", "tui/external.py", "tui/recovery.py", "tui/crash.py"}
"""Rooms that write a file of their own: the private file an editor opens, a half-typed draft, a page to print again, the crash report."""

NETWORK = {
    "socket",
    "ssl",
    "http",
    "ftplib",
    "smtplib",
    "imaplib",
    "poplib",
    "telnetlib",
    "xmlrpc",
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "socketserver",
}
UNSAFE_MODULES = {"pickle", "cPickle", "dill", "marshal", "shelve", "yaml", "ctypes", "code", "pdb"}
WRITING_MODES = set("wax+")


def _within(path: str, places: set[str]) -> bool:
    return any(path == place or (place.endswith("/") and path.startswith(place)) for place in places)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, _name(node.func)


def _imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node, node.module
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"


def _mode(call: ast.Call, place: int) -> str:
    given = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] or call.args[place : place + 1]
    return given[0].value if given and isinstance(given[0], ast.Constant) and isinstance(given[0].value, str) else "r"


def writes_user_data(path: str, tree: ast.AST) -> Iterator[int]:
    """Opening for writing outside the store and the export writer."""
    if _within(path, WRITERS | PRIVATE_WRITERS):
        return
    for call, name in _calls(tree):
        last = name.rsplit(".", 1)[-1]
        moves = last in {"write_text", "write_bytes", "touch"} or name in {"os.replace", "os.rename", "shutil.copy", "shutil.move"}
        opens = last in {"open", "fdopen"} and name != "os.open" and WRITING_MODES & set(_mode(call, _place(name)))
        if moves or opens or (name == "os.open" and _opens_for_writing(call)):
            yield call.lineno


def _place(name: str) -> int:
    """Which argument the mode is: the second of the function ``open``, the first of a path's method."""
    return 1 if name in {"open", "io.open", "os.fdopen"} else 0


def _opens_for_writing(call: ast.Call) -> bool:
    words = ast.unparse(call)
    return "os.devnull" not in words and any(flag in words for flag in ("O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND", "O_TRUNC", "flags"))


def asks_the_machine_for_the_time(path: str, tree: ast.AST) -> Iterator[int]:
    """Reading the wall clock anywhere but in clock.py; the store may hold a file's own time against the machine's."""
    if path in CLOCK:
        return
    for call, name in _calls(tree):
        dated = name.endswith((".now", ".utcnow", ".today")) and name.split(".")[-2] in {"datetime", "date", "dt"}
        if name == "time.time_ns" and path.startswith("store/"):
            continue
        if dated or name in {"time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.strftime"}:
            yield call.lineno


def runs_a_shell_or_a_text(path: str, tree: ast.AST) -> Iterator[int]:
    """``shell=True``, ``os.system``, ``eval``, ``exec``."""
    for call, name in _calls(tree):
        shell = any(k.arg == "shell" and not (isinstance(k.value, ast.Constant) and k.value.value is False) for k in call.keywords)
        if shell or name in {"os.system", "os.popen", "eval", "exec", "builtins.eval", "builtins.exec", "subprocess.getoutput"}:
            yield call.lineno


def imports_the_network(path: str, tree: ast.AST) -> Iterator[int]:
    """Any module that could send something."""
    for node, name in _imports(tree):
        if name.split(".")[0] in NETWORK or name.startswith(("urllib.request", "asyncio.streams")):
            yield node.lineno


def imports_what_runs_data(path: str, tree: ast.AST) -> Iterator[int]:
    """Modules that turn data into code."""
    for node, name in _imports(tree):
        if name.split(".")[0] in UNSAFE_MODULES:
            yield node.lineno


def swallows_an_error(path: str, tree: ast.AST) -> Iterator[int]:
    """A bare or all-catching ``except`` that does nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            wide = node.type is None or _name(node.type) in {"Exception", "BaseException"}
            if wide and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body):
                yield node.lineno


def prints_past_the_safe_door(path: str, tree: ast.AST) -> Iterator[int]:
    """``print`` and ``click.echo`` of text that has not passed ``cli.output``; a screen that cannot open may say why on stderr."""
    for call, name in _calls(tree):
        refusal = path.startswith("tui/") and any(k.arg == "file" and ast.unparse(k.value) == "sys.stderr" for k in call.keywords)
        if name in {"print", "click.echo", "click.secho"} and not refusal:
            yield call.lineno


RULES: dict[str, tuple[Callable[[str, ast.AST], Iterator[int]], str]] = {
    "writing user data outside the store": (writes_user_data, "from pathlib import Path\nPath('x').write_text('y')"),
    "opening for writing": (writes_user_data, "open('x', mode='w')"),
    "opening a path for appending": (writes_user_data, "p.open('a')"),
    "creating a file by descriptor": (writes_user_data, "import os\nos.open('x', os.O_WRONLY | os.O_CREAT)"),
    "asking the machine for the time": (asks_the_machine_for_the_time, "import datetime as dt\ndt.datetime.now()"),
    "asking the machine for the date": (asks_the_machine_for_the_time, "from datetime import date\ndate.today()"),
    "running a shell": (runs_a_shell_or_a_text, "import subprocess\nsubprocess.run('x', shell=True)"),
    "running a text": (runs_a_shell_or_a_text, "eval('1')"),
    "importing the network": (imports_the_network, "def f():\n    import urllib.request"),
    "importing sockets": (imports_the_network, "from socket import socket"),
    "importing pickle": (imports_what_runs_data, "import pickle"),
    "swallowing errors": (swallows_an_error, "try:\n    f()\nexcept Exception:\n    pass"),
    "printing raw text": (prints_past_the_safe_door, "print(name)"),
}


@pytest.mark.parametrize("what", RULES)
def test_the_program_contains_nothing_like(what: str, modules: list) -> None:
    rule, _ = RULES[what]
    found = [f"outreach/{module.path}:{line}" for module in modules for line in rule(module.path, module.tree)]
    assert found == []


@pytest.mark.parametrize("what", RULES)
def test_the_rule_would_see_it(what: str) -> None:
    rule, example = RULES[what]
    assert list(rule("planner/sample.py", ast.parse(example)))


def test_reading_a_file_is_no_writing() -> None:
    assert not list(writes_user_data("cli/x.py", ast.parse("open('x')\np.open('rb')\np.read_text()")))
