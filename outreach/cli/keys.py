"""``outreach keys``: the keys of the terminal screens, from the same table the screens are made of."""

from __future__ import annotations

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table


@verb("keys", "keys", "keys --json")
@json_option
def keys(session: Session, as_json: bool) -> None:
    """Every key of the terminal screens, your own keys.toml applied, with the id to rebind it by."""
    from outreach.tui.actions import TITLES, keys_shown
    from outreach.tui.catalogue import ACTIONS
    from outreach.tui.fixed import FIXED
    from outreach.tui.keymap import load

    held = load(session.paths.config)
    if as_json:
        rows: list[dict[str, object]] = [
            {"id": a.id, "keys": held[a.id], "label": a.label, "help": a.help, "scopes": a.scopes, "fixed": False} for a in ACTIONS
        ]
        # Those no keys.toml moves have no id; their scope is the heading they stand under.
        rows += [
            {"id": None, "keys": row.keys.split(), "label": row.shown, "help": row.does, "scopes": [group.title], "fixed": True}
            for group in FIXED
            for row in group.rows
        ]
        return echo_json(rows)
    columns = (Column("Key"), Column("Does", wraps=True), Column("Id"))
    for scope, title in TITLES.items():
        lines = [(keys_shown(held[a.id]), a.help, a.id) for a in ACTIONS if a.scopes[0] == scope and held[a.id]]
        if lines:
            echo(f"{title}\n{table(columns, lines, width=table_width(), indent='  ')}\n")
    for group in FIXED:
        fixed = [(row.shown, row.does) for row in group.rows]
        echo(f"{group.title}\n{table(columns[:2], fixed, width=table_width(), indent='  ')}\n")
    return say(f'Rebind in {session.paths.config / "keys.toml"}: "action.id" = "key"')
