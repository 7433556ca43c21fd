"""Commands on the lists over everybody: open one, go to its neighbour, act on a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from outreach.domain.kinds import Reputation
from outreach.domain.model import Person, PersonId
from outreach.domain.saying import plural
from outreach.tui.keyed import key_of
from outreach.tui.lists.shelf import BY_ID
from outreach.tui.screens.list_desk import ListDesk
from outreach.tui.screens.lists import ListsScreen, PeopleList
from outreach.tui.selection import Selection

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.lists.entry import Entry


def show(app: OutreachApp, _: Selection) -> None:
    """The index of the lists."""
    app.push_screen(ListsScreen())


def _shows(name: str) -> Callable[[OutreachApp, Selection], None]:
    """The command that opens one list."""

    def command(app: OutreachApp, _: Selection) -> None:
        desk = app.screen
        app.push_screen(PeopleList(name), (lambda _: desk.again()) if isinstance(desk, ListsScreen) else None)

    command.__doc__ = f"The list: {BY_ID[name].title}."
    return command


ledger = _shows("ledger")
recommendations = _shows("recommendations")
introductions = _shows("introductions")
needs = _shows("needs")
links = _shows("links")
offers = _shows("offers")
dormant = _shows("dormant")
teachers = _shows("teachers")
recruiters = _shows("recruiters")
news = _shows("news")
unselected = _shows("unselected")
reputation = _shows("reputation")


def _at(app: OutreachApp) -> tuple[PeopleList, Entry] | None:
    """The list in front with the row under its cursor; says so when there is none."""
    desk = app.screen
    if not isinstance(desk, PeopleList):
        return None
    if desk.row is None:
        app.say("Nothing stands under the cursor.", "warn")
        return None
    return desk, desk.row


def open(app: OutreachApp, _: Selection) -> None:
    """From the index, the list; from a list, the card of the person."""
    desk = app.screen
    if isinstance(desk, ListsScreen):
        app.push_screen(PeopleList(str(desk.body.highlighted)), lambda _: desk.again())
    elif (found := _at(app)) is not None:
        row = found[1]
        if row.person is None:
            app.say(
                f"Nobody comes to mind for it yet. {key_of('lists.edit')} says for whom."
                if row.link
                else "Only people of the plan have a card.",
                "warn",
            )
        else:
            show_card(app, found[0], row.person, row.place if row.link is not None else row.name)


def show_card(app: OutreachApp, desk: ListDesk, person: PersonId, name: str) -> None:
    """The card of somebody on a list, which looks again when the card is left."""
    from outreach.tui.screens.card import PERSON, Card
    from outreach.tui.screens.reading import card

    at = Selection(scope="lists", about=person, about_name=name, read_only=app.planner.store.read_only)
    app.push_screen(Card(lambda: card(app, app.planner.views.person(person)), at, PERSON), lambda _: desk.again())


def next(app: OutreachApp, _: Selection) -> None:
    """The list behind this one."""
    if isinstance(app.screen, PeopleList):
        app.screen.beside(1)


def previous(app: OutreachApp, _: Selection) -> None:
    """The list before this one."""
    if isinstance(app.screen, PeopleList):
        app.screen.beside(-1)


def write(app: OutreachApp, _: Selection) -> None:
    """Write what the list is about: a gift, a question, a request, a hello."""
    from outreach.tui.writing import write_to

    if (found := _at(app)) is None:
        return
    desk, row = found
    planner = app.planner
    if row.contact is not None and row.person is None:
        person = planner.drafts.greet(row.contact, planner.find_company(row.place), purpose=row.purpose).person
    elif row.person is None:
        app.say(f"Nobody comes to mind for it yet. {key_of('lists.edit')} says for whom.", "warn")
        return
    else:
        person = row.person
    if row.other is not None:
        facts = {"target": row.place, "because": f"{row.says}."}
        write_to(app, person, row.name, purpose=row.purpose, template="introduce-two", facts=facts, done=desk.again)
    else:
        name = row.name if row.link is None else planner.store.get(Person, person).name
        write_to(app, person, name, purpose=row.purpose, done=desk.again)


def log(app: OutreachApp, _: Selection) -> None:
    """Say what came of a row; what that is depends on the list."""
    if (found := _at(app)) is None:
        return
    from outreach.tui import list_deeds

    desk, row = found
    deed = list_deeds.LOGGED.get(desk.of.id)
    if deed is None:
        app.say(f"There is nothing to log here; {key_of('lists.open')} opens the card.", "warn")
    else:
        deed(app, desk, row)


def add(app: OutreachApp, _: Selection) -> None:
    """Add a link, a recruiter's word, a piece of news."""
    from outreach.tui import list_deeds

    desk = app.screen
    if not isinstance(desk, PeopleList):
        return
    deed = list_deeds.ADDED.get(desk.of.id)
    if deed is None:
        app.say("This list fills by itself; what stands in it is said when it is empty.", "warn")
    else:
        deed(app, desk)


def edit(app: OutreachApp, _: Selection) -> None:
    """Change what makes the row: the link, the teacher's question, or what is known of the person."""
    from outreach.tui.commands import about, person

    if (found := _at(app)) is None:
        return
    desk, row = found
    if row.link is not None:
        from outreach.tui.list_deeds import edit_link

        edit_link(app, desk, row)
    elif row.person is not None:
        at = Selection(scope="lists", about=row.person, about_name=row.name)
        (person.edit if desk.of.id == "teachers" else about.person)(app, at)
    else:
        app.say(f"Only people of the plan can be edited. {key_of('lists.write')} takes them in.", "warn")


def delete(app: OutreachApp, _: Selection) -> None:
    """Throw a kept link away; u brings it back."""
    if (found := _at(app)) is None:
        return
    desk, row = found
    if row.link is None:
        app.say(f"Nothing is deleted from here; {key_of('lists.open')} opens the card.", "warn")
    else:
        app.planner.links.delete(row.link)
        app.say(f"Deleted the link. {key_of('lists.undo')} brings it back.")
        desk.again()


def judge(app: OutreachApp, _: Selection) -> None:
    """Say what you think of the marked people, or of the one under the cursor; for the unselected, whether they wait."""
    from outreach.tui.commands.person import judge as triage
    from outreach.tui.screens.dialog import Menu

    desk = app.screen
    if not isinstance(desk, PeopleList) or not desk.chosen:
        app.say("Nobody stands under the cursor.", "warn")
        return
    people = desk.chosen
    row = desk.row
    if desk.of.id == "unselected":
        at = Selection(scope="insiders", marked=tuple(people), about=people[0], about_name=row.name if row is not None else "")
        triage(app, at)
        return
    who = plural(len(people), "person", "people") if len(people) > 1 else app.lens.name(row.name if row is not None else "")

    def answered(mark: str | None) -> None:
        if mark:
            app.attempt(lambda: app.say(app.planner.reputations.mark(people, mark) + f". {key_of('lists.undo')} takes it back."))
            desk.body.clear_marks()
            desk.again()

    choices = (
        ("o", Reputation.OK.value, "ok · nothing against them"),
        ("u", Reputation.UNSURE.value, "unsure · a word from somebody who knows them first"),
        ("a", Reputation.AVOID.value, "avoid · out of the queue and of every export"),
    )
    app.push_screen(Menu(f"Reputation: {who}", choices, about="Private; nobody else ever sees it."), answered)


def undo(app: OutreachApp, _: Selection) -> None:
    """Take back the last change."""
    app.say(f"Undone: {app.planner.undo().removeprefix('Undo: ')}.")
    if isinstance(app.screen, ListsScreen | PeopleList):
        app.screen.again()


def leave(app: OutreachApp, _: Selection) -> None:
    """Drop the filter, then the marks, then go back to where one came from."""
    desk = app.screen
    if isinstance(desk, PeopleList) and (desk.body.clear_filter() or desk.body.clear_marks()):
        return
    if isinstance(desk, ListsScreen | PeopleList):
        desk.dismiss(None)
