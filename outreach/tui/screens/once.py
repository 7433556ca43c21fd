"""A screen that is left once, however fast one types."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

R = TypeVar("R")


class LeftOnce(Screen[R]):
    """Keys that came in one read with the one that closed this screen reach it afterwards: by then there is nothing left to close."""

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Leave, unless another screen is in front already."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
