"""A noun that lists itself when called bare, and has verbs below it: ``outreach inbound``, ``outreach inbound accept 12``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from outreach.cli.command import Spec, VerbGroup
from outreach.cli.session import Session

List = Callable[[Session, bool], None]
"""Prints the list; the second argument is whether as JSON."""


def listing_group(name: str, *, says: str, verbs: Mapping[str, Spec], show: List) -> VerbGroup:
    """A group of verbs that prints its list when no verb is given; ``--json`` belongs to the list."""

    @click.pass_context
    def bare(ctx: click.Context, as_json: bool) -> None:
        if ctx.invoked_subcommand is None:
            show(ctx.find_root().ensure_object(Session), as_json)

    as_json = click.Option(["--json", "as_json"], is_flag=True, help="Print the list as JSON.")
    return VerbGroup(name, help=says, verbs=verbs, invoke_without_command=True, callback=bare, params=[as_json])
