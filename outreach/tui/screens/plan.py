"""The plan: companies, insiders, draft and follow-ups. The selection lives here and is handed down."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.reactive import reactive
from textual.widget import Widget

from outreach.domain.model import CompanyId, PersonId
from outreach.tui.binding import bindings_for
from outreach.tui.panes.companies import CompaniesPane
from outreach.tui.panes.draft import DraftPane
from outreach.tui.panes.followups import FollowupsPane
from outreach.tui.panes.insiders import InsidersPane
from outreach.tui.panes.pane import Pane
from outreach.tui.screens.page import Page
from outreach.tui.selection import Selection

ORDER = ("companies", "insiders", "draft", "followups")


class Pair(Widget):
    """Two panes side by side."""

    BLANK = True
    """All of it is covered: no line is drawn that nobody sees, which is half of a first paint."""


class PlanPage(Page):
    """The four panes."""

    NAME = "plan"
    BINDINGS: ClassVar = bindings_for("plan")

    company: reactive[CompanyId | None] = reactive(None, repaint=False)
    """The selected company."""
    person: reactive[PersonId | None] = reactive(None, repaint=False)
    """The selected insider."""

    _painted = False

    def compose(self) -> ComposeResult:
        """Two lists above, draft and follow-ups beneath."""
        with Pair(id="upper"):
            yield CompaniesPane()
            yield InsidersPane().data_bind(PlanPage.company)
        with Pair(id="lower"):
            yield DraftPane().data_bind(PlanPage.person)
            yield FollowupsPane().data_bind(PlanPage.company)

    def on_mount(self) -> None:
        """Follow the cursors of the two lists, and look at the plan."""
        self.companies, self.insiders = self.query_one(CompaniesPane), self.query_one(InsidersPane)
        self.draft, self.followups = self.query_one(DraftPane), self.query_one(FollowupsPane)
        self.watch(self.companies.body, "highlighted", self._company_moved, init=False)
        self.watch(self.insiders.body, "highlighted", self._person_moved, init=False)
        self.companies.reload(quick=True)
        self._name_panes()

    def _company_moved(self, key: CompanyId | None) -> None:
        if self._painted:
            self.company = key
            self._name_panes()

    def _person_moved(self, key: PersonId | None) -> None:
        self.person = key
        self._explain()

    def complete(self) -> None:
        """The first paint is out: work out what is due, and explain."""
        self._painted = True
        self.draft.ready = True
        with self.app.batch_update():
            self.companies.reload()
            self.company = self.companies.body.highlighted  # type: ignore[assignment]
            if self.person is None:
                self.draft.reload()
            self._name_panes()

    def _explain(self) -> None:
        if not self._painted:
            return
        self.insiders.explain(self.planner.views.why(self.person) if self.person is not None else None)

    def _name_panes(self) -> None:
        row = self.companies.rows.get(self.company) if self.company is not None else None
        name = self.lens.name(row.name) if row is not None else ""
        people, steps = len(self.insiders.rows), len(self.followups.rows)
        self.insiders.name_it("2 Insiders", name, str(people) if people else "")
        self.followups.name_it("4 Follow-ups", name, str(steps) if steps else "")

    def reload(self, tables: frozenset[str] | None = None) -> None:
        """Look again; the cursors stay where they are."""
        if not self._painted:
            return
        with self.app.batch_update():
            for pane in (self.companies, self.insiders, self.followups, self.draft):
                if tables is None or tables & pane.TABLES:
                    pane.reload()
            self._explain()
            self._name_panes()

    def pane(self, scope: str) -> Pane:
        """The pane of that name."""
        panes: dict[str, Pane] = {
            "companies": self.companies,
            "insiders": self.insiders,
            "draft": self.draft,
            "followups": self.followups,
        }
        return panes[scope]

    @property
    def front(self) -> str:
        """The pane that has the focus, or had it last."""
        for scope in ORDER:
            if self.pane(scope).has_pseudo_class("focus-within"):
                return scope
        return "companies"

    def go(self, scope: str) -> None:
        """Move the focus to a pane, in the same tick."""
        self.set_front(scope)
        self.screen.set_focus(self.pane(scope).body)

    def set_front(self, scope: str) -> None:
        """On a narrow screen draft and follow-ups share a place: this one is seen. In a zoom, it is the one."""
        if scope in {"draft", "followups"}:
            self.set_class(scope == "draft", "-draft")
        if self.has_class("-zoomed"):
            self._bring(scope)

    def _bring(self, scope: str) -> None:
        with self.app.batch_update():
            for name in ORDER:
                self.pane(name).set_class(name == scope, "-front")
            self.query_one("#upper").set_class(scope in ORDER[:2], "-front")
            self.query_one("#lower").set_class(scope in ORDER[2:], "-front")

    def show_company(self, company: CompanyId) -> None:
        """Select a company and go to its people."""
        self.companies.body.clear_filter()
        if self.companies.body.look_at(company):
            self.go("insiders")
        else:
            self.go("companies")

    def show_person(self, person: PersonId) -> None:
        """Select a person, and their company with them."""
        card = self.planner.views.person(person)
        if card.company is not None:
            self.show_company(card.company)
            self.insiders.body.look_at(person)

    def zoom(self) -> None:
        """Give the whole page to the pane in focus, or back to all four."""
        self._bring(self.front)
        self.toggle_class("-zoomed")

    def focus_target(self) -> Widget:
        """The list of companies, or the pane that had the focus."""
        return self.pane(self.front).body

    def selection(self) -> Selection:
        """What the cursors of the four panes stand on."""
        scope = self.front
        status = self.planner.store
        marked: tuple[int, ...] = ()
        if scope != "draft":
            marked = self.pane(scope).body.rows.marked()  # type: ignore[attr-defined]
        step = self.followups.body.highlighted
        return Selection(
            scope=scope,
            company=self.companies.rows.get(self.company) if self.company is not None else None,
            insider=self.insiders.rows.get(self.person) if self.person is not None else None,
            draft=self.draft.row,
            step=self.followups.rows.get(step) if step is not None and scope == "followups" else None,  # type: ignore[call-overload]
            marked=marked,
            read_only=status.read_only,
        )
