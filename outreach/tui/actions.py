"""What an action is. One line per command; bindings, footer, palette, ``?``, ``outreach keys`` and keys.toml all derive from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from outreach.tui.selection import Selection

Reason = Callable[[Selection], str]
"""A precondition: why the action is off just now, in one sentence; empty when it is on."""

PARENTS = {
    "companies": "plan",
    "insiders": "plan",
    "draft": "plan",
    "followups": "plan",
    "plan": "everywhere",
    "today": "everywhere",
    "network": "everywhere",
    "insights": "everywhere",
    "list": "everywhere",
}
"""Which scope lies around which. A key pressed in a scope is looked up there first, then outwards."""

STANDALONE = (
    "triage",
    "questions",
    "inbound",
    "drill",
    "checklist",
    "start",
    "lists",
    "shelf",
    "editor",
    "text",
    "card",
    "kit",
    "suggestions",
    "rescue",
)
"""Scopes that cover everything else while they are open, so their keys clash with nobody's."""

TITLES = {
    "everywhere": "Everywhere",
    "list": "In any list",
    "plan": "Plan",
    "companies": "Companies",
    "insiders": "Insiders",
    "draft": "Draft",
    "followups": "Follow-ups",
    "today": "Today",
    "network": "Network",
    "insights": "Insights",
    "triage": "Triage",
    "questions": "Questions",
    "inbound": "Inbound",
    "drill": "Drill",
    "checklist": "Checklist",
    "start": "Day one",
    "lists": "Lists",
    "shelf": "Lists: which one",
    "editor": "Draft editor",
    "text": "In any text",
    "card": "Card",
    "kit": "Referral kit",
    "suggestions": "Suggested targets",
    "rescue": "Rescue",
}
"""Every scope with the heading it has on the ``?`` screen."""


def always(_: Selection) -> str:
    """No precondition."""
    return ""


class Action(msgspec.Struct, frozen=True):
    """A command the user can give: its key and words, where it is offered, and when it is off."""

    id: str
    """``noun.verb``: the name used in keys.toml, and the place of its command, function ``verb`` of ``outreach.tui.commands.noun``."""
    keys: tuple[str, ...]
    """Textual key names, the first one is shown. May be empty: then only the palette offers it."""
    label: str
    """One or two words for the footer and the palette."""
    help: str
    """One sentence for ``?``."""
    scopes: tuple[str, ...]
    """The panes and pages that offer it."""
    when: Reason = always
    writes: bool = False
    """Changes the plan, so it is off while the plan is read-only."""
    hint: int = 0
    """Place in the footer, smallest first; 0 = not in the footer."""
    priority: bool = False
    """Taken before the focused widget sees the key, so that what is typed right behind it is not lost."""
    palette: bool = True
    """Offered in the palette (motions are not)."""
    named_in: tuple[str, ...] = ()
    """Further scopes whose palette offers it, though its key is heard only in those of ``scopes``."""

    @property
    def found_in(self) -> tuple[str, ...]:
        """The scopes whose palette offers it."""
        return (*self.scopes, *self.named_in)

    def off(self, selection: Selection) -> str:
        """Why it cannot be done now; empty when it can."""
        if self.writes and selection.read_only:
            return "The plan is open read-only."
        return self.when(selection)


def overlap(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether a key given to both would be ambiguous: the same scope, or a list motion against anything a list is in."""
    one, two = set(first), set(second)
    if one & two:
        return True
    standing = set(STANDALONE)
    return ("list" in one and not two <= standing) or ("list" in two and not one <= standing)


def shadows(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether a key given to both would hide one of them: one scope lies inside the other."""
    return any(b in outward(a) or a in outward(b) for a in first for b in second)


def outward(scope: str) -> tuple[str, ...]:
    """The scope and everything around it, innermost first."""
    chain = [scope]
    while chain[-1] in PARENTS:
        chain.append(PARENTS[chain[-1]])
    return tuple(chain)


_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "full_stop": ".",
    "comma": ",",
    "minus": "-",
    "underscore": "_",
    "plus": "+",
    "exclamation_mark": "!",
    "dollar_sign": "$",
    "at": "@",
    "escape": "esc",
    "space": "space",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "shift+tab": "shift+tab",
}


def key_shown(key: str) -> str:
    """A key as people read it: ``question_mark`` is ``?``, ``ctrl+p`` is ``^p``."""
    if key.startswith("ctrl+"):
        return "^" + key_shown(key[5:])
    return _SHOWN.get(key, key)


def keys_shown(keys: Sequence[str]) -> str:
    """All keys of an action in one cell."""
    return " ".join(key_shown(key) for key in keys)
