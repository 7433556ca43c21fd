"""Rules on the text about to be sent: a note with an invitation, and a draft the checker lets pass."""

from __future__ import annotations

from outreach.domain.etiquette.rulebook import Rule
from outreach.domain.etiquette.situation import Hit, Scene, VerdictKind
from outreach.domain.saying import plural


def note(scene: Scene, rule: Rule) -> Hit | None:
    """S33: an invitation without a note."""
    if scene.inviting and scene.at.draft is not None and not scene.at.draft.strip():
        return Hit("the invitation has no note", "one line that says why", VerdictKind.OTHER_WAY, word="add a note")
    return None


def draft(scene: Scene, rule: Rule) -> Hit | None:
    """S21, S36: the checker holds the draft back."""
    if scene.at.draft_blocks:
        return Hit(
            f"the draft has {plural(scene.at.draft_blocks, 'fault')} to mend",
            "mending or overruling each",
            VerdictKind.OTHER_WAY,
            word="mend",
        )
    return None


RULES = {"note": note, "draft": draft}
