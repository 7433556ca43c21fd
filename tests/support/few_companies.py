"""A plan of a few companies, which is all most tests of the store need, and its journal touched from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import Company
from outreach.store.places import plan_places
from outreach.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.store import Store


def add(store: Store, name: str) -> Company:
    """One more company, in a transaction of its own."""
    with store.transaction(f"Add {name}") as tx:
        return tx.add(Company(name=clean(name)))


def names(store: Store) -> list[str]:
    """The companies there are, in order."""
    return [company.name for company in store.all(Company)]


def grown(folder: Path, data: bytes) -> None:
    """Something after the last line of the journal, within its free room."""
    path = plan_places(folder).journal
    whole = path.read_bytes()
    end = len(whole.rstrip(b"\0"))
    path.write_bytes(whole[:end] + data + whole[end + len(data) :])
