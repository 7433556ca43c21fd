"""One row per action of the terminal program: the situation, the keys, and what they change in the plan or show on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from support.screens import focus, person

from outreach.domain.kinds import StepKind
from outreach.domain.model import Company, Decision, Draft, Evidence, Invitation, Lead, Link, Person, Step
from outreach.domain.network import Contact, Suggestion
from outreach.planner.kit import set_blurb
from outreach.text import clean
from outreach.tui.catalogue import ACTIONS
from outreach.tui.lists.shelf import LISTS
from outreach.tui.screens.insights import InsightsPage
from outreach.tui.screens.plan import PlanPage

if TYPE_CHECKING:
    from outreach.planner import Planner
    from outreach.tui.app import OutreachApp

Look = Callable[["OutreachApp", "Planner"], object]
"""What is looked at: it must not be as wanted before the keys, and must be afterwards."""


class Row(NamedTuple):
    """How one action is tried. ``~words`` are typed, ``!id`` does an action as the palette does, ``.`` waits for the screen."""

    way: str
    """Keys to the situation, from the companies pane of a fresh plan."""
    keys: str
    look: Look
    want: object


BODY = """Hi Ana,

my team still uses the release checklist we wrote at Kettlebrook. What surprised you about the reviews when you joined?

Robin"""


def furnish(plan: Planner) -> None:
    """Something for every action to act on."""
    ana, gus = person(plan, "Ana Ruiz").id, person(plan, "Gus Marsh").id
    fern, holt = (company.id for company in plan.store.all(Company))
    plan.companies.edit(fern, website="https://fernwick.example")
    plan.people.edit(ana, url="https://www.linkedin.com/in/ana")
    plan.people.edit(gus, standing_offer="call me", standing_offer_on="2026-11-02")
    plan.drafts.save(plan.store.all(Draft)[0].id, BODY)
    plan.steps.log(gus, "talk", on=dt.date(2026, 11, 16))
    plan.steps.log(gus, "referral ask", on=dt.date(2026, 11, 17), text="asked about the platform team")
    plan.links.add("https://example.org/reviews", meant_for=gus)
    plan.inbound.add("Nora Vale", note="Let us connect", position="Recruiter", company="Talentry")
    plan.inbound.add("Olga Brandt", note="Your talk was good", position="Engineer", company="Fernwick Labs")
    set_blurb(plan, holt, "Two sentences about me.")
    with plan.store.transaction("Furnish") as tx:
        for at, name in enumerate(("Wilma Ashgate", "Rafe Umberline")):
            tx.add(Contact(key=f"q{at}", name=clean(name), company=clean("Fernwick"), url=clean(f"https://www.linkedin.com/in/q{at}")))
        tx.add(Contact(key="s", name=clean("Sam Holloway"), company=clean("Holt & Van"), connected_on=dt.date(2020, 1, 1)))
        tx.add(Suggestion(company=clean("Larkspur Health"), provenance=clean("saved job")))


def screen(app: OutreachApp, _: Planner) -> str:
    return type(app.screen).__name__


def title(app: OutreachApp, _: Planner) -> str:
    return str(getattr(app.screen, "heading", ""))


def page(app: OutreachApp, _: Planner) -> str:
    return app.main.page.NAME


def focused(app: OutreachApp, _: Planner) -> str | None:
    return focus(app)


def listing(name: str) -> Look:
    return lambda app, _: getattr(app.main.query_one(PlanPage).companies.body.rows, name)


def listed(app: OutreachApp, _: Planner) -> str:
    return getattr(getattr(app.screen, "of", None), "id", "")


def count(kind: type) -> Look:
    return lambda _, plan: len(plan.store.all(kind))


def company(field: str) -> Look:
    return lambda _, plan: str(getattr(plan.store.all(Company)[0], field))


def who(name: str, field: str) -> Look:
    return lambda _, plan: str(getattr(person(plan, name), field))


def steps(**wanted: object) -> Look:
    return lambda _, plan: sum(all(getattr(step, name) == value for name, value in wanted.items()) for step in plan.store.all(Step))


def todo(field: str) -> Look:
    """The promise to Ana, first of the follow-ups."""
    return lambda _, plan: str(getattr(next(s for s in plan.store.all(Step) if s.kind is StepKind.TODO and s.promise), field))


def draft(field: str) -> Look:
    return lambda _, plan: str(getattr(plan.store.all(Draft)[0], field))


def of_screen(name: str) -> Look:
    return lambda app, _: getattr(app.screen, name, None)


def top(app: OutreachApp, _: Planner) -> int:
    return app.screen.query_one("#reading").top if app.screen.query("#reading") else -1


def copied(app: OutreachApp, _: Planner) -> bool:
    return bool(app.copied)


def first_insider(app: OutreachApp, plan: Planner) -> str:
    return plan.views.insiders(plan.store.all(Company)[0].id)[0].name


def sentences(_: OutreachApp, plan: Planner) -> int:
    return sum(bool(one.how_i_know) for one in plan.store.all(Person))


def decided(_: OutreachApp, plan: Planner) -> list[str]:
    return [decision.verdict.value for decision in plan.store.all(Decision)]


def answers(_: OutreachApp, plan: Planner) -> list[str]:
    return [answer.state.value for answer in plan.store.all(Invitation)]


def researched(_: OutreachApp, plan: Planner) -> int:
    return len(plan.store.all(Company)[0].research)


def zoomed(app: OutreachApp, _: Planner) -> bool:
    return app.main.query_one(PlanPage).has_class("-zoomed")


ROWS: dict[str, Row] = {
    "go.plan": Row("t", "p", page, "plan"),
    "go.today": Row("", "t", page, "today"),
    "go.network": Row("", "n", page, "network"),
    "go.insights": Row("", "S", page, "insights"),
    "go.inbound": Row("", "B", screen, "InboundScreen"),
    "go.triage": Row("", "i", screen, "TriageScreen"),
    "go.questions": Row("", "Q", screen, "QuestionsScreen"),
    "go.suggestions": Row("", "N", screen, "SuggestionsScreen"),
    "go.history": Row("", "H", title, "History"),
    "go.palette": Row("", "colon", screen, "Palette"),
    "go.jump": Row("", "comma", screen, "Jump"),
    "go.help": Row("", "question_mark", title, "Keys: Companies first"),
    "go.back": Row("t", "q", page, "plan"),
    "start.show": Row("", "A", screen, "StartScreen"),
    "drill.show": Row("", "W", screen, "DrillScreen"),
    "checklist.preflight": Row("", "F", screen, "PreflightScreen"),
    "practice.budget": Row("", "dollar_sign", title, "Budget"),
    "practice.forecast": Row("", "C", title, "Coming weeks"),
    "plan.undo": Row("P", "u", company("status"), "active"),
    "plan.redo": Row("P u", "U", company("status"), "paused"),
    "plan.import": Row("", "I", screen, "BringIn"),
    "plan.export": Row("", "E", screen, "ExportForm"),
    "screen.neutral": Row("", "0", screen, "Neutral"),
    "screen.theme": Row("", "ctrl+t", screen, "Preview"),
    "screen.mask": Row("", "minus", lambda app, _: app.lens.private, True),
    "screen.redraw": Row("", "ctrl+l", lambda app, _: app.redrawn, True),
    "list.down": Row("", "j", listing("cursor"), 1),
    "list.up": Row("j", "k", listing("cursor"), 0),
    "list.first": Row("j", "g", listing("cursor"), 0),
    "list.last": Row("", "G", listing("cursor"), 1),
    "list.page_down": Row("", "pagedown", listing("cursor"), 1),
    "list.page_up": Row("j", "pageup", listing("cursor"), 0),
    "list.mark": Row("", "x", lambda app, plan: len(listing("marks")(app, plan)), 1),
    "list.mark_all": Row("", "X", lambda app, plan: len(listing("marks")(app, plan)), 2),
    "list.filter": Row("", "slash", lambda app, _: app.focused.narrowing, True),
    "list.clear": Row("slash h o enter", "escape", listing("words"), ""),
    "pane.companies": Row("2", "1", focused, "companies-list"),
    "pane.insiders": Row("", "2", focused, "insiders-list"),
    "pane.draft": Row("", "3", focused, "draft-text"),
    "pane.followups": Row("", "4", focused, "followups-list"),
    "pane.next": Row("", "tab", focused, "insiders-list"),
    "pane.previous": Row("2", "h", focused, "companies-list"),
    "pane.zoom": Row("", "z", zoomed, True),
    "company.add": Row("", "a ~Larkspur enter", count(Company), 3),
    "company.edit": Row("", "e tab right enter", company("motivation"), "3"),
    "about.company": Row("", "M right ctrl+s", company("followed"), "True"),
    "company.enter": Row("", "enter", focused, "insiders-list"),
    "company.pause": Row("", "P", company("status"), "paused"),
    "company.card": Row("", "c", title, "Fernwick Labs"),
    "checklist.research": Row("", "r", screen, "ResearchScreen"),
    "practice.paths": Row("", "b", title, "Ways into Fernwick Labs"),
    "practice.ask": Row("", "Y", title, "Questions for a talk at Fernwick Labs"),
    "company.website": Row("", "o", title, "Open outside the program?"),
    "company.opening": Row("", "O tab ~Harbour_Pilot enter", count(Lead), 1),
    "company.delete": Row("", "d y", count(Company), 1),
    "person.add": Row("2", "a ~Nell_Byrne enter", lambda _, plan: sum(p.name == "Nell Byrne" for p in plan.store.all(Person)), 1),
    "person.edit": Row("2", "e tab ~x enter", who("Ana Ruiz", "position"), "Staff Engineerx"),
    "about.person": Row("2", "M right ctrl+s", who("Ana Ruiz", "worked_closely"), "True"),
    "person.card": Row("2", "enter", title, "Ana Ruiz"),
    "draft.write": Row("2 j", "w", screen, "Editor"),
    "person.log": Row("2", "l t enter", steps(kind=StepKind.TALK, person=1), 1),
    "person.introduction": Row("2 j", "at ~Ana_Ruiz enter", steps(kind=StepKind.INTRO_REQUEST), 1),
    "person.replied": Row("2", "r enter", steps(kind=StepKind.REPLIED, person=1), 1),
    "person.evidence": Row("2 j", "v m tab ~12_jan_2024 enter", count(Evidence), 2),
    "practice.kit": Row("2", "f", screen, "Kit"),
    "person.judge": Row("2", "T l", who("Ana Ruiz", "state"), "later"),
    "person.earlier": Row("2 j", "K", first_insider, "Tom Okafor"),
    "person.later": Row("2", "J", first_insider, "Tom Okafor"),
    "person.drop": Row("2", "D enter", who("Ana Ruiz", "state"), "dropped"),
    "person.delete": Row("2", "d y", lambda _, plan: sum(p.name == "Ana Ruiz" for p in plan.store.all(Person)), 0),
    "person.profile": Row("2", "o", title, "Open outside the program?"),
    "person.sent": Row("2", "space", draft("status"), "sent"),
    "step.done": Row("4", "space", todo("state"), "done"),
    "step.snooze": Row("4", "s ctrl+u ~3bd enter", todo("snoozed_until"), "2026-11-26"),
    "step.add": Row("4", "a ~bring_charts enter", steps(text="bring charts"), 1),
    "step.edit": Row("4", "e ctrl+u ~bring_it enter", todo("text"), "bring it"),
    "step.explain": Row("4", "enter", title, "Why this step"),
    "step.skip": Row("4", "c", todo("state"), "skipped"),
    "step.retire": Row("4", "R enter", todo("state"), "retired"),
    "step.pin": Row("4", "exclamation_mark", todo("pinned"), "True"),
    "draft.edit": Row("3", "enter", screen, "Editor"),
    "draft.copy": Row("3", "y", copied, True),
    "draft.ready": Row("3", "m", draft("status"), "ready"),
    "draft.another": Row("3", "a 1", screen, "Editor"),
    "draft.overrule": Row("3", "O", screen, "Menu"),
    "draft.versions": Row("3", "R", screen, "Versions"),
    "draft.delete": Row("3", "d", count(Draft), 0),
    "contact.take": Row("n", "a ctrl+u ~Holt_&_Vane enter", lambda _, plan: len(plan.views.insiders(2)), 2),
    "contact.card": Row("n a ctrl+u ~Holt_&_Vane enter", "enter", title, "Delphine Tolkamp"),
    "contact.profile": Row("n G", "o", title, "Open outside the program?"),
    "insights.split": Row("S", "b", lambda app, _: app.main.query_one(InsightsPage).pane.by, 1),
    "insights.other": Row("S", "tab", focused, "insights-side"),
    "triage.insider": Row("i", "i", who("Mei Tanaka", "state"), "insider"),
    "triage.later": Row("i", "l", who("Mei Tanaka", "state"), "later"),
    "triage.avoid": Row("i", "a", who("Mei Tanaka", "state"), "avoid"),
    "triage.evidence": Row("i", "e m tab ~12_jan_2024 enter", count(Evidence), 2),
    "triage.repeat": Row("i l", "full_stop", who("Idris Cole", "state"), "later"),
    "triage.skip": Row("i", "space", of_screen("person_name"), "Idris Cole"),
    "triage.undo": Row("i l", "u", who("Mei Tanaka", "state"), "new"),
    "triage.leave": Row("i", "escape", screen, "MainScreen"),
    "question.yes": Row("Q", "y", decided, ["here"]),
    "question.no": Row("Q", "n", decided, ["no"]),
    "question.related": Row("Q", "r", decided, ["related"]),
    "question.skip": Row("Q", "space", of_screen("_at"), 1),
    "question.undo": Row("Q y", "u", decided, []),
    "question.leave": Row("Q", "escape", screen, "MainScreen"),
    "inbound.accept": Row("B space", "a ~met_her_at_the_fair enter", answers, ["accepted"]),
    "inbound.ask": Row("B", "w", screen, "Editor"),
    "inbound.asked": Row("B", "y", lambda app, _: any(row.asked_on for row in app.screen._queue), True),
    "inbound.answer": Row("B y", "l ~I_place_engineers ctrl+s", steps(kind=StepKind.REPLIED), 1),
    "inbound.decline": Row("B", "d", answers, ["declined"]),
    "inbound.skip": Row("B", "space", of_screen("_at"), 1),
    "inbound.undo": Row("B d", "u", answers, []),
    "inbound.leave": Row("B", "escape", screen, "MainScreen"),
    "drill.turn": Row("W", "enter", of_screen("_turned"), True),
    "drill.answer": Row("W", "e ~we_met enter", sentences, 1),
    "drill.onward": Row("W", "space", of_screen("_at"), 1),
    "drill.back": Row("W space", "k", of_screen("_at"), 0),
    "drill.undo": Row("W e ~we_met enter", "u", sentences, 0),
    "drill.leave": Row("W", "escape", screen, "MainScreen"),
    "checklist.tick": Row("r", "space", researched, 1),
    "checklist.undo": Row("r space", "u", researched, 0),
    "checklist.leave": Row("r", "escape", screen, "MainScreen"),
    "start.write": Row("A", "enter", screen, "Editor"),
    "start.card": Row("A", "c", title, "Gus Marsh"),
    "start.undo": Row("P A", "u", company("status"), "active"),
    "start.leave": Row("A", "escape", screen, "MainScreen"),
    "text.down": Row("question_mark", "j", top, 1),
    "text.up": Row("question_mark j", "k", top, 0),
    "text.page_down": Row("question_mark", "space", top, 12),
    "text.page_up": Row("question_mark space", "pageup", top, 0),
    "text.first": Row("question_mark G", "g", top, 0),
    "text.last": Row("question_mark", "G", lambda app, plan: top(app, plan) > 12, True),
    "text.close": Row("question_mark", "q", screen, "MainScreen"),
    "record.add": Row("2 enter", "a m ~likes_tea ctrl+s", who("Ana Ruiz", "notes"), "likes tea"),
    "record.edit": Row("2 enter . j", "e ctrl+u ~bring_it enter", todo("text"), "bring it"),
    "record.delete": Row("2 enter . j", "d", todo("state"), "retired"),
    "kit.fill": Row("2 f", "e ~Harbour_Pilot enter", count(Lead), 1),
    "kit.copy": Row("j 2 f", "y", copied, True),
    "kit.write": Row("j 2 f", "w", screen, "Editor"),
    "suggestion.accept": Row("N", "enter", count(Company), 3),
    "suggestion.dismiss": Row("N", "d", lambda _, plan: len(plan.views.suggestions()), 0),
    "lists.show": Row("", "L", screen, "ListsScreen"),
    "lists.open": Row("L", "enter", listed, LISTS[0].id),
    "lists.write": Row("!lists.links", "w", screen, "Editor"),
    "lists.log": Row("!lists.ledger", "space ~a_hint ctrl+s", steps(kind=StepKind.GIVE), 1),
    "lists.add": Row("!lists.links", "a ~https://example.org/two enter", count(Link), 2),
    "lists.edit": Row("!lists.links", "e", screen, "Form"),
    "lists.judge": Row("!lists.reputation", "T", screen, "Menu"),
    "lists.delete": Row("!lists.links", "d", count(Link), 0),
    "lists.next": Row("!lists.ledger", "tab", lambda app, plan: listed(app, plan) not in {"", "ledger"}, True),
    "lists.previous": Row("!lists.ledger", "h", lambda app, plan: listed(app, plan) not in {"", "ledger"}, True),
    "lists.undo": Row("!lists.links d", "u", count(Link), 1),
    "lists.leave": Row("!lists.links", "escape", screen, "MainScreen"),
    **{action.id: Row("L", action.keys[0], listed, action.id.removeprefix("lists.")) for action in ACTIONS if action.scopes == ("shelf",)},
    "editor.save": Row("2 w ~!x", "ctrl+s", lambda _, plan: plan.store.all(Draft)[0].body.endswith("!x"), True),
    "editor.external": Row("2 w", "ctrl+g", lambda app, _: app.screen.area.text, "from outside"),
    "editor.gap": Row("2 w ctrl+end ~«?_one»_and_«?_two»", "ctrl+n", lambda app, _: app.screen.area.selected_text, "«? one»"),
    "editor.copy": Row("2 w", "ctrl+y", copied, True),
    "editor.undo": Row("2 w ~!x", "alt+u", lambda app, _: app.screen.area.text.endswith("!x"), False),
    "editor.redo": Row("2 w ~!x alt+u", "alt+e", lambda app, _: app.screen.area.text.endswith("!x"), True),
    "editor.leave": Row("2 w", "escape", screen, "MainScreen"),
}
"""Every action that is done on an open plan, but for leaving it."""

RESCUE: dict[str, tuple[str, Callable[[object], object], object]] = {
    "rescue.restore": ("enter y", lambda app: app.restored is not None, True),
    "rescue.look": ("l", lambda app: app.look_into is not None, True),
    "rescue.where": ("w", lambda app: type(app.screen).__name__, "Reading"),
    "rescue.leave": ("q", lambda app: app.return_code, 65),
}
"""The actions of the rescue screen: keys, what is looked at, what it must be."""
