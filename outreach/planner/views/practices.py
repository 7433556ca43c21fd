"""The list of practices with their state and where each lives in the program."""

from __future__ import annotations

from outreach.domain.practices import Practice, parse_practices
from outreach.paths import shipped_data
from outreach.planner.practice_rows import PracticeRow


def practices() -> list[PracticeRow]:
    """Every practice, in the order of its number."""
    text = (shipped_data() / "practices.toml").read_text(encoding="utf-8")
    return [_row(practice) for practice in parse_practices(text)]


def _row(practice: Practice) -> PracticeRow:
    where = [f"outreach {verb}" for verb in practice.verbs]
    where += [f"rule {rule}" for rule in practice.rules]
    where += [f"check {check}" for check in practice.checks]
    where += [f"key {key}" for key in practice.keys]
    return PracticeRow(
        id=practice.id,
        theme=practice.theme,
        practice=practice.practice,
        source=practice.source,
        works=practice.works,
        state=practice.state,
        lacks=practice.lacks,
        where=tuple(where),
        modules=tuple(f"outreach.{module}" for module in practice.modules),
        test=practice.test,
    )
