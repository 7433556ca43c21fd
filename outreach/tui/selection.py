"""What the cursor stands on: the one value every action's precondition and command looks at. Knows no Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from outreach.domain.model import CompanyId, PersonId
    from outreach.planner.rows import CompanyRow, DraftRow, DueRow, InsiderRow, NetworkRow


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """The selected company, person, draft, step or contact, as the page in front shows them."""

    scope: str = "everywhere"
    """Where the focus is: a pane's or page's name."""
    company: CompanyRow | None = None
    insider: InsiderRow | None = None
    draft: DraftRow | None = None
    step: DueRow | None = None
    contact: NetworkRow | None = None
    marked: tuple[int, ...] = ()
    """Ids of the marked rows of the focused list, in list order."""
    about: PersonId | None = None
    """The person meant where none of the above is known of them: on a card opened from a list over everybody."""
    about_name: str = ""
    read_only: bool = False

    @property
    def company_id(self) -> CompanyId | None:
        """The company meant: the selected one, else the step's."""
        if self.company is not None:
            return self.company.id
        return self.step.company if self.step is not None else None

    @property
    def company_name(self) -> str:
        """Its name, or nothing."""
        if self.company is not None:
            return self.company.name
        return self.step.company_name if self.step is not None else ""

    @property
    def person_id(self) -> PersonId | None:
        """The person meant: whom the focused step is about, else the selected insider."""
        if self.scope in {"followups", "today"} and self.step is not None:
            return self.step.person
        if self.insider is not None:
            return self.insider.id
        return self.step.person if self.step is not None else self.about

    @property
    def person_name(self) -> str:
        """Their name, or nothing."""
        if self.scope in {"followups", "today"} and self.step is not None:
            return self.step.person_name
        if self.insider is not None:
            return self.insider.name
        return self.step.person_name if self.step is not None else self.about_name
