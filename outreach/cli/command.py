"""How a verb is made: shared options before or after it, examples in its help, one line for a mistake, imported when called."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from outreach.cli.session import Session

Body = Callable[..., int | None]
"""A verb's function: the session first, then its arguments and options by name; what it returns is the exit status."""


class Spec(msgspec.Struct, frozen=True):
    """Where a verb lives and what ``--help`` says of it, so that listing verbs imports none of them."""

    section: str
    target: str
    """``module:attribute`` below ``outreach.cli``."""
    says: str


def _folder(attribute: str) -> Callable[[click.Context, click.Parameter, Path | None], None]:
    def keep(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
        if value is not None:
            setattr(ctx.find_root().ensure_object(Session), attribute, value)

    return keep


def shared_options() -> list[click.Parameter]:
    """``--data`` and ``--config``, which every verb takes before or after its name; the one said last wins."""
    folder = click.Path(file_okay=False, path_type=Path)
    return [
        click.Option(
            ["--data"],
            metavar="DIR",
            type=folder,
            expose_value=False,
            callback=_folder("data"),
            help="Folder that holds the plan (or set OUTREACH_DATA).",
        ),
        click.Option(
            ["--config"],
            metavar="DIR",
            type=folder,
            expose_value=False,
            callback=_folder("config"),
            help="Folder that holds config.toml and your own rules (or set OUTREACH_CONFIG).",
        ),
    ]


class Verb(click.Command):
    """A command with the shared options and a list of examples."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(shared_options())
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the examples, one to a line, never rewrapped."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}outreach {example}\n")


class VerbGroup(click.Group):
    """A command with verbs below it; a verb's module is imported when that verb is called, not before."""

    def __init__(self, *args: Any, verbs: Mapping[str, Spec], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(shared_options())
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every verb, in the order of the help page."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name, imported now."""
        spec = self.verbs.get(cmd_name)
        if spec is None:
            return None
        module, _, attribute = spec.target.partition(":")
        command = getattr(importlib.import_module(f"outreach.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but a noun without its verb is asked for one in a line: click would raise its whole help page as the mistake."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            ctx.fail(f"say which verb: {', '.join(self.verbs)}")
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but a slip of the finger is answered with the nearest verb."""
        if args and not args[0].startswith("-") and args[0] not in self.verbs:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.verbs, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"'{ctx.command_path} --help' lists the verbs"
            ctx.fail(f"no verb is called {args[0]!r}: {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs by section, from the table alone."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, spec in self.verbs.items():
            sections.setdefault(spec.section, []).append((name, spec.says))
        widest = max(len(name) for name in self.verbs)
        for section, rows in sections.items():
            with formatter.section(section):
                formatter.write_dl([(name.ljust(widest), says) for name, says in rows])


def verb(name: str, *examples: str) -> Callable[[Body], Verb]:
    """Make a function a verb: its docstring is the help, its first argument the session, its result the exit status.

    Put it above the ``click.argument`` and ``click.option`` lines. ``examples`` leave out the program's name.
    """

    def make(body: Body) -> Verb:
        command = click.command(name, cls=Verb, examples=examples)(click.pass_obj(body))
        assert isinstance(command, Verb)
        return command

    return make


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
