"""What merging a second version of the plan does, as the faces show it."""

from __future__ import annotations

import msgspec


class TableMerge(msgspec.Struct, frozen=True, kw_only=True):
    """What merging does to one table, in records."""

    table: str
    added: int = 0
    """Only in the copy: they come in."""
    taken: int = 0
    """Changed in the copy, or newer there."""
    kept: int = 0
    """Changed on both sides, and newer here."""
    only_here: int = 0
    """Not in the copy: they stay."""


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """A record both sides changed in the same place."""

    table: str
    id: int
    label: str
    fields: tuple[str, ...]
    winner: str
    """``copy`` or ``plan``: whose fields stand. The others are in the history, or in the copy set aside."""


class MergeRow(msgspec.Struct, frozen=True, kw_only=True):
    """What merging a copy does."""

    path: str
    tables: tuple[TableMerge, ...]
    clashes: tuple[Clash, ...] = ()
    removed_here: int = 0
    """Records of the copy that were removed here since: they stay removed."""
    forgotten: int = 0
    """Records of people who were forgotten: they stay out."""
    left_out: int = 0
    """Records that belong to nobody, even in the copy."""
    merged_before: bool = False
    """This very copy was merged already: nothing is left to take."""
    changes: int = 0
    """Records that are added or changed."""
    kept_in: str = ""
    """Where a copy of the file was put; empty for a preview."""
