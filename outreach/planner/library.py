"""The judgement kept as data: rules, cadences, templates, phrases, names and limits, each with the user's own beside it.

Files are read when first asked for: a plain start reads none of them.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import BadInput, UsageError
from outreach.paths import shipped_data
from outreach.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.domain.drafting.phrases import Phrases
    from outreach.domain.drafting.templates import Template
    from outreach.domain.etiquette.rulebook import RuleBook
    from outreach.domain.matching import Matcher
    from outreach.domain.published import Figure
    from outreach.domain.questions import QuestionGroup
    from outreach.domain.timing.budgets import Limits
    from outreach.domain.timing.cadence import Cadence

LARGEST = 2_000_000
"""Bytes of a user's own data file that are read; a larger one is a mistake."""


class Library:
    """Shipped data files, with the files of the same name in the user's configuration folder laid over them."""

    def __init__(self, config: Path) -> None:
        self._config = config

    @cached_property
    def cadences(self) -> Mapping[str, Cadence]:
        """Cadence id -> cadence."""
        from outreach.domain.timing.cadence import parse_cadences

        return parse_cadences(self._shipped("cadences.toml"), self._own("cadences.toml"))

    def cadence(self, name: str) -> Cadence:
        """The cadence of that id. Raises UsageError naming the nearest one."""
        if name in self.cadences:
            return self.cadences[name]
        from difflib import get_close_matches

        near = get_close_matches(name, self.cadences, n=1)
        raise UsageError(
            f"no cadence is called {clean(name, limit=40)!r}",
            next_step=f"did you mean {near[0]!r}?" if near else f"there are {', '.join(self.cadences)}",
        )

    @cached_property
    def limits(self) -> Limits:
        """LinkedIn's limits and our budgets, with their sources."""
        from outreach.domain.timing.budgets import parse_limits

        return parse_limits(self._shipped("limits.toml"), self._own("limits.toml"))

    @cached_property
    def rules(self) -> RuleBook:
        """The etiquette rules."""
        from outreach.domain.etiquette.rulebook import parse_rules

        return parse_rules(self._shipped("rules.toml"), self._own("rules.toml"))

    def lifted(self, policy: str) -> frozenset[str]:
        """The rules on time that do not block under a policy; the shipped rules are not read where nobody changed them."""
        from outreach.domain.timing.restraints import MILD

        if policy == "balanced" and "rules" not in self.__dict__ and not (self._config / "rules.toml").is_file():
            return MILD
        return self.rules.lifted(policy)

    @cached_property
    def phrases(self) -> Phrases:
        """The draft checker's word lists."""
        from outreach.domain.drafting.phrases import parse_phrases

        return parse_phrases(
            self._shipped("phrases.toml"), self._own("phrases.toml"), self._shipped("lengths.toml"), own_lengths=self._own("lengths.toml")
        )

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """Message templates; the user's own of the same id replace the shipped ones."""
        from outreach.domain.drafting.templates import parse_templates

        found: dict[str, Template] = {}
        for folder, own in ((shipped_data() / "templates", False), (self._config / "templates", True)):
            if folder.is_dir():
                for path in sorted(folder.glob("*.toml")):
                    found.update({template.id: template for template in parse_templates(_read(path), path.name, own=own)})
        return tuple(found.values())

    @cached_property
    def matcher(self) -> Matcher:
        """Company names, aliases, places and legal suffixes, ready to compare. Dear to make: the same data shares one."""
        return _matcher(self._shipped("company_aliases.toml"), self._own("company_aliases.toml"))

    @cached_property
    def questions(self) -> tuple[QuestionGroup, ...]:
        """The question bank for a talk."""
        from outreach.domain.questions import parse_questions

        return parse_questions(self._shipped("questions.toml"), self._own("questions.toml"))

    @cached_property
    def published(self) -> tuple[Figure, ...]:
        """Figures others have published, with their sources; the user's own come after the shipped ones."""
        from outreach.domain.published import parse_published

        return parse_published(self._shipped("published.toml"), self._own("published.toml"))

    def _shipped(self, name: str) -> str:
        return (shipped_data() / name).read_text(encoding="utf-8")

    def _own(self, name: str) -> str:
        path = self._config / name
        return _read(path) if path.is_file() else ""


@lru_cache(maxsize=2)
def _matcher(shipped: str, own: str) -> Matcher:
    from outreach.domain.matching import Matcher, parse_names

    return Matcher(parse_names(shipped, own))


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path} is larger than {LARGEST:,} bytes", next_step="move it away")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: {error.__class__.__name__}", next_step="mend or remove the file") from None
