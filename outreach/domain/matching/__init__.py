"""Which company strings mean a target company: exact keys, aliases and place words; never a substring or a fuzzy guess."""

from outreach.domain.matching.matcher import Match, Matcher
from outreach.domain.matching.names import Names, parse_names

__all__ = ["Match", "Matcher", "Names", "parse_names"]
