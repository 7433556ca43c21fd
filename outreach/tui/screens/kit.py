"""The referral kit, to read, to fill in and to copy from: a referrer needs the opening, its number and two sentences to forward."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from outreach.domain.kinds import Purpose
from outreach.domain.model import PersonId
from outreach.errors import Problem, Refused
from outreach.planner.practice_rows import ReferralRow
from outreach.tui.binding import bindings_for
from outreach.tui.fields import line
from outreach.tui.keyed import key_of
from outreach.tui.screens.card import Leaflet
from outreach.tui.screens.form import Form
from outreach.tui.screens.practice_reading import kit
from outreach.tui.selection import Selection

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp


class Kit(Leaflet):
    """e fills in, y copies the words, w writes the ask once it is open."""

    SCOPE = "kit"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("kit")

    def __init__(self, app: OutreachApp, person: PersonId, at: Selection) -> None:
        super().__init__(lambda: kit(app, person), at, told=("kit.fill", "kit.copy", "kit.write"))
        self._person = person

    @property
    def row(self) -> ReferralRow:
        """The kit as it stands."""
        return self.planner.views.referral(self._person)

    def fill(self) -> None:
        """The opening with its number and address, and the words to forward."""
        from outreach.planner.kit import set_blurb

        row = self.row
        planner = self.planner
        company = planner.views.person(self._person).company
        lead = row.openings[0] if row.openings else None
        if company is None:
            self.outreach.say(f"They belong to no target yet: {key_of('person.edit')} in pane 2 says which.", "warn")
            return

        def submit(values: dict[str, str]) -> str:
            if not values["title"] and (values["job_id"] or values["url"]):
                raise Refused((Problem("title", "name the opening"),))
            opening: dict[str, object] = {name: values[name] for name in ("title", "job_id", "url")}
            if lead is not None:
                planner.leads.edit(lead.id, **opening)
            elif values["title"]:
                planner.leads.add(company, **opening)
            if values["blurb"] != row.blurb:
                set_blurb(planner, company, values["blurb"])
            return "The kit is filled in."

        fields = [
            line("title", "Opening", lead.title if lead else ""),
            line("job_id", "Its number", lead.job_id if lead else ""),
            line("url", "Its address", lead.url if lead else "", hint="https://"),
            line("blurb", "To forward", row.blurb, hint="two sentences about you; empty makes them of your profile"),
        ]
        self.app.push_screen(
            Form(
                f"Referral by {self.outreach.lens.name(row.name)}",
                fields,
                submit,
                kept=f"kit-people-{self._person}",
                first="" if lead is None else "job_id",
            )
        )

    def copy(self) -> None:
        """Copy the words to forward, with the opening."""
        from outreach.tui.clipboard import copy

        row = self.row
        if not row.blurb:
            self.outreach.say(f"There are no words to forward yet. {key_of('kit.fill')} writes them.", "warn")
            return
        lead = row.openings[0] if row.openings else None
        where = [part for part in (lead.title, lead.job_id, lead.url) if part] if lead is not None else []
        self.outreach.say(copy(self.app, "\n".join([row.blurb, *where])))

    def write(self) -> None:
        """Write the ask, once it is open."""
        from outreach.tui.writing import write_to

        row = self.row
        if not row.open:
            self.outreach.say(f"Too early to ask: first {row.opens}.", "warn")
            return
        self.outreach.attempt(lambda: write_to(self.outreach, self._person, row.name, purpose=Purpose.REFERRAL))
