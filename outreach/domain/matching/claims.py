"""What one company string claims: employer, earlier names, parents, clients, employers left."""

from __future__ import annotations

import msgspec

from outreach.domain.matching.forms import Form


class Reading(msgspec.Struct, frozen=True):
    """What a company string claims."""

    whole: Form
    """The string as one name."""
    main: tuple[Form, ...] = ()
    """Names of the employer."""
    sides: tuple[Form, ...] = ()
    """The names on both sides of a dash or comma; all of them mean the employer, or the whole is one name."""
    renamed: tuple[Form, ...] = ()
    """Names the employer says it had before."""
    parents: tuple[Form, ...] = ()
    """Companies the employer says it belongs to."""
    mentioned: tuple[Form, ...] = ()
    """Clients, second jobs and other companies named beside the employer."""
    left: tuple[Form, ...] = ()
    """Former employers."""
    placeholder: bool = False
    """The string says there is no employer, or hides it."""
    contract: bool = False
    """The person works on a contract, not as an employee."""
    affiliated: bool = False
    """A group around a company: alumni, users, resellers."""


class Parts:
    """What has been read of one string so far."""

    def __init__(self) -> None:
        self.main: list[Form] = []
        self.sides: list[Form] = []
        self.renamed: list[Form] = []
        self.parents: list[Form] = []
        self.mentioned: list[Form] = []
        self.left: list[Form] = []
        self.contract = False
        self.affiliated = False

    def reading(self, whole: Form) -> Reading:
        """The finished Reading of ``whole``."""
        return Reading(
            whole,
            main=tuple(self.main),
            sides=tuple(self.sides),
            renamed=tuple(self.renamed),
            parents=tuple(self.parents),
            mentioned=tuple(self.mentioned),
            left=tuple(self.left),
            placeholder=not self.main and not self.mentioned and not self.left,
            contract=self.contract,
            affiliated=self.affiliated,
        )
