"""What is logged, added and edited from a list over everybody: one deed a list, most of them a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from outreach.domain.kinds import StepKind
from outreach.domain.model import Link, Person, PersonId, RowId
from outreach.errors import Problem, Refused
from outreach.tui.days import past_day
from outreach.tui.fields import choice, day, line, names_of, note
from outreach.tui.keyed import key_of
from outreach.tui.screens.dialog import Menu
from outreach.tui.screens.form import Form

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.lists.entry import Entry
    from outreach.tui.screens.lists import PeopleList
    from outreach.tui.widgets.fields import Field

Deed = Callable[["OutreachApp", "PeopleList", "Entry"], None]


def _ask(app: OutreachApp, desk: PeopleList, title: str, fields: list[Field], submit: Callable[[dict[str, str]], str], kept: str) -> None:
    """A form, after which the list looks again; ``kept`` names it for what is kept aside."""
    app.push_screen(Form(title, fields, submit, kept=kept), lambda _: desk.again())


def _of(row: Entry) -> PersonId:
    if row.person is None:
        raise Refused((Problem("person", "nobody of the plan stands in this row"),))
    return row.person


def log_give(app: OutreachApp, desk: PeopleList, row: Entry) -> None:
    """Something small was given: it goes into the ledger."""
    person = _of(row)
    kinds = tuple(
        (kind.value, words) for kind, words in ((StepKind.GIVE, "a favour, a hint, feedback"), (StepKind.SHARE, "something to read"))
    )

    def submit(values: dict[str, str]) -> str:
        if not values["text"]:
            raise Refused((Problem("text", "say what you gave"),))
        app.planner.steps.log(person, values["kind"], on=past_day(app.planner, values["on"]), text=values["text"])
        return f"Logged as given to {row.name}. {key_of('lists.undo')} takes it back."

    fields = [note("text", "What you gave"), choice("kind", "Which was", kinds, kinds[0][0]), day("on", "When", "today", past=True)]
    _ask(app, desk, f"Given to {app.lens.name(row.name)}", fields, submit, f"give-people-{person}")


def log_recommendation(app: OutreachApp, desk: PeopleList, row: Entry) -> None:
    """Asked, received, given, or a skill endorsed."""
    person = _of(row)
    deeds = app.planner.recommendations

    def submit(what: str) -> Callable[[dict[str, str]], str]:
        def done(values: dict[str, str]) -> str:
            on = past_day(app.planner, values["on"])
            if what == "asked":
                deeds.asked(person, on=on, text=values["text"])
                return "Noted; one reminder in ten business days."
            if what == "received":
                deeds.received(person, on=on, text=values["text"])
                return "Noted; thank them within a day."
            if what == "given":
                deeds.given(person, on=on, text=values["text"])
                return "Noted as a give."
            deeds.endorsed(person, values["text"], on=on)
            return "Noted as a small give."

        return done

    def answered(what: str | None) -> None:
        if what:
            words = line("text", "Which skill") if what == "endorsed" else note("text", "What was written")
            fields = [day("on", "When", "today", past=True), words]
            _ask(app, desk, f"{what.capitalize()}: {app.lens.name(row.name)}", fields, submit(what), f"{what}-people-{person}")

    choices = (
        ("a", "asked", "asked · you asked them for one"),
        ("r", "received", "received · they wrote you one"),
        ("g", "given", "given · you wrote them one"),
        ("e", "endorsed", "endorsed · you endorsed a skill you have seen"),
    )
    app.push_screen(Menu(f"Recommendation: {app.lens.name(row.name)}", choices), answered)


def log_introduction(app: OutreachApp, desk: PeopleList, row: Entry) -> None:
    """The two are introduced: a give to both."""
    if row.other is not None:
        app.planner.introductions.made(_of(row), row.other)
        app.say(f"Logged: {row.name} and {row.place} introduced. {key_of('lists.undo')} takes it back.")
        desk.again()


def share_link(app: OutreachApp, desk: PeopleList, row: Entry) -> None:
    """Somebody got the link: a give, and it leaves the list."""
    planner, link = app.planner, planner_link(app, row)

    def submit(values: dict[str, str]) -> str:
        person = planner.find_person(values["person"])
        if values["insight"] != link.insight:
            planner.links.edit(link.id, insight=values["insight"])
        planner.links.share(link.id, person, on=past_day(planner, values["on"]))
        return f"Noted as a give. {key_of('lists.undo')} takes it back."

    fields = [
        line("person", "With whom", row.place.split(" and ")[0], complete=names_of(planner.completions_person)),
        line("insight", "Your line", link.insight, "why it is worth reading"),
        day("on", "When", "today", past=True),
    ]
    _ask(app, desk, "Shared a link", fields, submit, f"share-links-{link.id}")


def planner_link(app: OutreachApp, row: Entry) -> Link:
    """The kept link of a row."""
    return app.planner.store.get(Link, row.link or RowId(0))


def keep_word(app: OutreachApp, desk: PeopleList, row: Entry) -> None:
    """The recruiter did what was promised."""
    if row.step is None:
        app.say(f"{row.name} has promised nothing that is still open. {key_of('lists.add')} notes their word.", "warn")
        return
    app.planner.steps.done(row.step)
    app.say(f"{row.name} kept their word. {key_of('lists.undo')} takes it back.")
    desk.again()


def start_from_news(app: OutreachApp, desk: PeopleList, row: Entry) -> None:
    """The next message to them starts from this."""
    app.planner.news.start_from(_of(row), row.says)
    app.say(f"The next message to {row.name} starts from it. {key_of('lists.undo')} takes it back.")
    desk.again()


def add_link(app: OutreachApp, desk: PeopleList) -> None:
    """Keep a link to share one day."""
    planner = app.planner

    def submit(values: dict[str, str]) -> str:
        meant = planner.find_person(values["person"]) if values["person"] else None
        planner.links.add(values["url"], insight=values["insight"], meant_for=meant)
        return "The link is kept."

    _ask(app, desk, "Keep a link", _link_fields(app, None), submit, "add-links-0")


def edit_link(app: OutreachApp, desk: PeopleList, row: Entry) -> None:
    """Change a kept link: the line on it, or whom it is for."""
    planner, link = app.planner, planner_link(app, row)

    def submit(values: dict[str, str]) -> str:
        meant = planner.find_person(values["person"]) if values["person"] else None
        planner.links.edit(link.id, url=values["url"], insight=values["insight"], meant_for=meant)
        return "The link is changed."

    _ask(app, desk, "Edit a link", _link_fields(app, link), submit, f"edit-links-{link.id}")


def _link_fields(app: OutreachApp, link: Link | None) -> list[Field]:
    meant = app.planner.store.find(Person, link.meant_for) if link is not None and link.meant_for is not None else None
    return [
        line("url", "Address", link.url if link else "", "https://"),
        line("insight", "Your line", link.insight if link else "", "why it is worth reading"),
        line("person", "For whom", meant.name if meant else "", "may be blank", names_of(app.planner.completions_person)),
    ]


def add_word(app: OutreachApp, desk: PeopleList) -> None:
    """Note the role and client a recruiter named, and what they promised by when."""
    planner, row = app.planner, desk.row

    def submit(values: dict[str, str]) -> str:
        person = planner.find_person(values["person"])
        done = planner.recruiters.log(
            person, role=values["role"], client=values["client"], next_step=values["next"], by=values["by"] if values["next"] else None
        )
        return f"Noted: {done.name}. {key_of('lists.undo')} takes it back."

    fields = [
        line("person", "Recruiter", row.name if row is not None else "", complete=names_of(planner.completions_person)),
        line("role", "Role named"),
        line("client", "Client named"),
        line("next", "They promised", hint="to send the brief"),
        day("by", "By", "5bd"),
    ]
    _ask(app, desk, "A recruiter's word", fields, submit, "word-people-0")


def add_news(app: OutreachApp, desk: PeopleList) -> None:
    """Keep something new about somebody."""
    planner, row = app.planner, desk.row

    def submit(values: dict[str, str]) -> str:
        person = planner.find_person(values["person"])
        on = past_day(planner, values["on"])
        done = planner.news.add(person, values["text"], on=on, link=values["link"], hook=values["hook"] == "yes")
        return f"Kept: news of {done.name}. {key_of('lists.undo')} takes it back."

    fields = [
        line("person", "Of whom", row.name if row is not None else "", complete=names_of(planner.completions_person)),
        line("text", "What is new", hint="her talk on release trains is online"),
        line("link", "Where", hint="https://"),
        day("on", "When", "today", past=True),
        choice("hook", "Start from it", (("no", "no"), ("yes", "yes: the next message begins with it")), "no"),
    ]
    _ask(app, desk, "News of somebody", fields, submit, "news-people-0")


LOGGED: Mapping[str, Deed] = {
    "ledger": log_give,
    "needs": log_give,
    "recommendations": log_recommendation,
    "introductions": log_introduction,
    "links": share_link,
    "recruiters": keep_word,
    "news": start_from_news,
}
"""List -> what space does on a row of it."""

ADDED: Mapping[str, Callable[[OutreachApp, PeopleList], None]] = {"links": add_link, "recruiters": add_word, "news": add_news}
"""List -> what a adds to it."""
