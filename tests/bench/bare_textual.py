"""The floor for a first paint: a Textual app with four empty lists and nothing else."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Label, OptionList


class Bare(App[None]):
    """Four empty option lists and a word to wait for."""

    def compose(self) -> ComposeResult:
        """The lists, under the word that says they are painted."""
        yield Label("painted")
        for _ in range(4):
            yield OptionList()


if __name__ == "__main__":
    Bare().run()
