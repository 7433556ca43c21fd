"""From the catalogue to Textual's bindings."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from outreach.tui.catalogue import BY_ID, offered


def bindings_for(*scopes: str) -> list[BindingType]:
    """A binding for every action of these scopes that has a key; its id is the action's, so keys.toml can move it."""
    return [
        Binding(
            ",".join(action.keys),
            f"app.perform('{action.id}')",
            action.label,
            show=False,
            priority=action.priority,
            id=action.id,
        )
        for scope in scopes
        for action in offered(scope)
        if action.keys
    ]


def anywhere(*names: str) -> list[BindingType]:
    """Bindings for actions that a screen over the main one offers as well."""
    return [Binding(",".join(BY_ID[name].keys), f"app.perform('{name}')", show=False, id=name) for name in names]
