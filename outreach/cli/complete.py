"""Shell completion of company and person names; a plan that cannot be read completes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from outreach.cli.session import Session
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def companies(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of target companies that fit what was typed."""
    return _items(ctx, "company", incomplete)


def people(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of people in the plan that fit what was typed."""
    return _items(ctx, "person", incomplete)


def _items(ctx: click.Context, kind: Literal["company", "person"], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    session = ctx.find_root().ensure_object(Session)
    try:
        planner = session.reader()
        found = planner.completions_company(incomplete) if kind == "company" else planner.completions_person(incomplete)
    except OutreachError:
        return []
    finally:
        session.close()
    return [CompletionItem(name, help=f"number {number}") for number, name in found]
