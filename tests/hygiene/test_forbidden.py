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
STARTERS = {"editor.py", "tui/clipboard.py", "cli/notify.py", "planner/sealing.py"}
"""Rooms that start a program of the user's: an editor, a clipboard, a notifier, a sealer."""

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


def runs_another_program(path: str, tree: ast.AST) -> Iterator[int]:
    """Starting a program anywhere but in the four rooms that do, or starting one by a line of text."""
    for call, name in _calls(tree):
        starts = name.startswith(("subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "pty.spawn", "asyncio.create_subprocess"))
        text = bool(call.args) and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
        literal = bool(call.args) and isinstance(call.args[0], ast.Constant) and " " in str(call.args[0].value)
        if starts and (not _within(path, STARTERS) or text or literal):
            yield call.lineno


def plugs_code_in(path: str, tree: ast.AST) -> Iterator[int]:
    """Ways by which code that is not ours would be found and run: entry points, a search path, a module by a name from outside."""
    for node, name in _imports(tree):
        if name.startswith(("importlib.metadata", "pkgutil", "runpy", "zipimport")):
            yield node.lineno
    for call, name in _calls(tree):
        if name in {"sys.path.insert", "sys.path.append", "sys.path.extend", "__import__", "importlib.reload"}:
            yield call.lineno
        if name.endswith("import_module") and not (call.args and ast.unparse(call.args[0]).startswith(("f'outreach.", "'outreach."))):
            yield call.lineno


def shows_the_screen_to_others(path: str, tree: ast.AST) -> Iterator[int]:
    """Textual's own ways to open an address or to write a picture of the screen, and a browser opened anywhere but after a question."""
    for call, name in _calls(tree):
        last = name.rsplit(".", 1)[-1]
        if last in {
            "open_url",
            "save_screenshot",
            "deliver_screenshot",
            "deliver_text",
            "deliver_binary",
            "export_screenshot",
            "action_screenshot",
        }:
            yield call.lineno
        if name.startswith("webbrowser.") and path != "tui/links.py":
            yield call.lineno


def parses_markup(path: str, tree: ast.AST) -> Iterator[int]:
    """Rich's markup and Textual's, anywhere: text of the plan is never a program for the screen."""
    for node, name in _imports(tree):
        if name.startswith(("rich.markup", "rich.print", "rich.console", "rich.prompt", "rich.markdown", "textual.markup")):
            yield node.lineno
    for call, name in _calls(tree):
        if name.rsplit(".", 1)[-1] in {"from_markup", "print_markup", "render_str"}:
            yield call.lineno
        if any(k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is True for k in call.keywords):
            yield call.lineno


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
    "importing a client": (imports_the_network, "import httpx"),
    "importing a server": (imports_the_network, "from http.server import HTTPServer"),
    "importing sockets": (imports_the_network, "from socket import socket"),
    "importing pickle": (imports_what_runs_data, "import pickle"),
    "importing yaml": (imports_what_runs_data, "import yaml"),
    "running a line of the system": (runs_a_shell_or_a_text, "import os\nos.system('x')"),
    "running code": (runs_a_shell_or_a_text, "exec('x')"),
    "a shell by a variable": (runs_a_shell_or_a_text, "subprocess.run(x, shell=flag)"),
    "starting programs": (runs_another_program, "import subprocess\nsubprocess.run(['x'])"),
    "replacing the process": (runs_another_program, "import os\nos.execvp('x', ['x'])"),
    "plugging code in": (plugs_code_in, "from importlib.metadata import entry_points"),
    "importing by a name from outside": (plugs_code_in, "import importlib\nimportlib.import_module(name)"),
    "searching elsewhere for modules": (plugs_code_in, "import sys\nsys.path.insert(0, '.')"),
    "opening an address past the question": (shows_the_screen_to_others, "self.app.open_url(address)"),
    "opening a browser": (shows_the_screen_to_others, "import webbrowser\nwebbrowser.open(address)"),
    "writing a picture of the screen": (shows_the_screen_to_others, "self.app.save_screenshot('x.svg')"),
    "parsing markup": (parses_markup, "Text.from_markup(name)"),
    "markup by a switch": (parses_markup, "self.notify(name, markup=True)"),
    "Rich's own printing": (parses_markup, "from rich.console import Console"),
    "moving a file": (writes_user_data, "import os\nos.replace('x', 'y')"),
    "the time by a module": (asks_the_machine_for_the_time, "import time\ntime.time()"),
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


def test_there_is_no_way_to_plug_code_in(modules: list) -> None:
    assert [module.path for module in modules if list(plugs_code_in(module.path, module.tree))] == []


def test_reading_a_file_is_no_writing() -> None:
    assert not list(writes_user_data("cli/x.py", ast.parse("open('x')\np.open('rb')\np.read_text()")))
