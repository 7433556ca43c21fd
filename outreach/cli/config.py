"""``outreach config``: every setting as a commented config.toml that can be kept and edited."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
from collections.abc import Mapping
from itertools import pairwise

import msgspec

from outreach import config as settings
from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json
from outreach.cli.session import Session


@verb("config", "config", "config --json", "config > my-config.toml")
@json_option
def config(session: Session, as_json: bool) -> None:
    """Every setting, its value and what it does, in the form config.toml takes.

    Settings at their default are commented out; remove the # to change one.
    """
    held, default = session.settings, settings.Config()
    path = session.paths.config / "config.toml"
    says = _docs()
    if as_json:
        return echo_json(
            [
                {"name": name, "value": getattr(held, name), "default": getattr(default, name), "says": says.get(name, "")}
                for name in settings.Config.__struct_fields__
            ]
        )
    echo(f"# {path}" + ("" if path.is_file() else " (not there yet: every setting has its default)"))
    for name in settings.Config.__struct_fields__:
        value = getattr(held, name)
        unset = "# " if value == getattr(default, name) else ""
        echo(f"\n# {says.get(name, '')}\n{unset}{name} = {_toml(value)}")
    return None


def _docs() -> Mapping[str, str]:
    """The docstring under each field, read from the source, so that what is printed is what stands beside the setting."""
    tree = ast.parse(inspect.getsource(settings))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Config")
    docs: dict[str, str] = {}
    for field, doc in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(doc, ast.Expr):
            docs[field.target.id] = " ".join(str(ast.literal_eval(doc.value)).split())
    return docs


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return msgspec.json.encode(value).decode("utf-8")
