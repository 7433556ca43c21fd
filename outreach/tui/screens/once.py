"""A screen that is left once, however fast one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

R = TypeVar("R")
Callback = Callable[..., Any]

LEAVING = frozenset({"close", "answer"})
"""Actions that only close a screen."""


class LeftOnce(Screen[R]):
    """Keys that came in one read with the one that closed this screen reach it afterwards: by then there is nothing left to close."""

    opened_by = ""
    """Id of the action that brought it in front, once that is done."""

    @property
    def stands(self) -> bool:
        """Whether its widgets are there: not before it is mounted, and not while it is taken down."""
        return self.is_mounted and bool(self.children)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Until the screen stands there is nothing to act on but the screen itself: it may be left."""
        return super().check_action(action, parameters) if self.stands or action in LEAVING else False

    def look_again(self) -> None:
        """The plan changed, here or in another window: a screen that shows records overrides this."""

    def call_after_refresh(self, callback: Callback, *args: Any, **kwargs: Any) -> bool:
        """Call when the next frame is drawn, unless the screen was left meanwhile: then the widgets it would touch are gone."""

        def still() -> None:
            if self.stands and self in self.app.screen_stack:
                callback(*args, **kwargs)

        return super().call_after_refresh(still)

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Leave, unless another screen is in front already."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
