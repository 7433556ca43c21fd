"""What somebody does for a living, as words that can be compared: rank, place and endings taken off."""

from __future__ import annotations

import re
from functools import lru_cache

_RANK_AND_PLACE = """
a an and at for from in of on or the to with us uk emea apac global international regional group corporate company team
chief officer executive ceo cto cfo coo cio cmo cpo vp svp evp avp vice president head director managing manager management lead
leader leading senior junior principal staff distinguished fellow founder cofounder co founding owner partner chair chairman board
member associate assistant deputy intern trainee graduate working student sr jr mid level i ii iii iv v
ex former previously currently freelance independent self employed open looking seeking passionate about who helping
"""

_NOT_CRAFT = frozenset(_RANK_AND_PLACE.split())
"""Words of a position that say rank or place rather than craft; none of them earns a point (source: PRACTICES S11)."""

_WORD = re.compile(r"[^\W\d_]+(?:[+#]+)?")
_ENDINGS = (
    "ologist",
    "ology",
    "ytics",
    "ysis",
    "yst",
    "ments",
    "ment",
    "ings",
    "ing",
    "ists",
    "ist",
    "ians",
    "ian",
    "ers",
    "er",
    "ors",
    "or",
    "ics",
    "ies",
    "ure",
    "es",
    "s",
)


@lru_cache(maxsize=8192)
def craft_words(text: str) -> frozenset[str]:
    """The words of a position or headline that name a craft, stripped of endings: engineer and engineering are one."""
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _NOT_CRAFT and len(word) > 1)


def _stem(word: str) -> str:
    while ending := next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), ""):
        word = word.removesuffix(ending)
    return word
