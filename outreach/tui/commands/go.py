"""Going places: pages, desks, the palette, the keys, back and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui.keyed import key_of

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


async def plan(app: OutreachApp, _: Selection) -> None:
    """The four panes."""
    from outreach.tui.screens.plan import PlanPage

    await app.main.show_page(PlanPage)


async def today(app: OutreachApp, _: Selection) -> None:
    """What today asks."""
    from outreach.tui.screens.today import TodayPage

    await app.main.show_page(TodayPage)


async def network(app: OutreachApp, _: Selection) -> None:
    """Everybody in the archive."""
    from outreach.tui.screens.network import NetworkPage

    await app.main.show_page(NetworkPage)


async def insights(app: OutreachApp, _: Selection) -> None:
    """What the effort brought."""
    from outreach.tui.screens.insights import InsightsPage

    await app.main.show_page(InsightsPage)


def inbound(app: OutreachApp, _: Selection) -> None:
    """One invitation at a time."""
    from outreach.tui.screens.inbound import InboundScreen

    app.push_screen(InboundScreen())


def triage(app: OutreachApp, at: Selection) -> None:
    """One person at a time; those of the selected company first."""
    from outreach.tui.screens.triage import TriageScreen

    app.push_screen(TriageScreen(at.company_id))


def questions(app: OutreachApp, _: Selection) -> None:
    """One company name at a time."""
    from outreach.tui.screens.questions import QuestionsScreen

    app.push_screen(QuestionsScreen())


def suggestions(app: OutreachApp, _: Selection) -> None:
    """Companies the archive hints at."""
    from outreach.tui.screens.suggestions import SuggestionsScreen

    app.push_screen(SuggestionsScreen())


def history(app: OutreachApp, at: Selection) -> None:
    """What was changed."""
    from outreach.tui.screens.card import Leaflet
    from outreach.tui.screens.reading import history

    app.push_screen(Leaflet(lambda: history(app), at))


def palette(app: OutreachApp, at: Selection) -> None:
    """Anything, by name."""
    from outreach.tui.screens.palette import Entry, Palette, carry_out

    async def chosen(entry: Entry | None) -> None:
        if entry is not None:
            await carry_out(app, entry)

    app.push_screen(Palette(at), chosen)


def jump(app: OutreachApp, _: Selection) -> None:
    """Letters on everything in sight; typing them goes there."""
    import inspect

    from outreach.tui.screens.jump import Go, Jump
    from outreach.tui.targets import targets

    beneath = app.screen
    if isinstance(beneath, Jump) or beneath.id == "neutral":
        return
    if beneath._layout_required:  # a key just before may have changed the page, which is laid out a frame later
        beneath._refresh_layout()
    found = targets(app, beneath)
    if not found:
        app.say("There is nothing to jump to here: every key there is stands on the screen.", "warn")
        return

    async def chosen(go: Go | None) -> None:
        if go is not None and inspect.isawaitable(done := go()):
            await done

    app.push_screen(Jump(beneath, found), chosen)


def help(app: OutreachApp, at: Selection) -> None:
    """The keys, those of this pane first; once more, and they are gone."""
    from outreach.tui.screens.card import Leaflet
    from outreach.tui.screens.dialog import Reading
    from outreach.tui.screens.reading import Keys, keys

    front = app.screen
    if isinstance(front, Keys):
        front.dismiss(None)
    else:
        leads = front.leads if isinstance(front, Leaflet) else ()
        app.push_screen(keys(app, front.SCOPE if isinstance(front, Reading) else at.scope, leads))


def welcome(app: OutreachApp) -> None:
    """The three ways to start."""
    from outreach.tui.screens.welcome import Welcome

    async def chosen(way: str | None) -> None:
        if way == "import":
            await app.perform("plan.import")
        elif way == "add":
            await app.perform("company.add")
        elif way == "sample":
            from outreach.planner.sample import plant

            plant(app.planner)
            app.say(f"This is a made-up search. {key_of('plan.undo')} takes it away again.")

    app.push_screen(Welcome(), chosen)


async def back(app: OutreachApp, _: Selection) -> None:
    """One step back: what lies over the main screen goes, then another page; from the plan, out."""
    from outreach.tui.screens.cover import Cover

    if isinstance(app.screen, Cover):
        app.screen.dismiss(None)
    elif not await up(app):
        app.leave()


async def up(app: OutreachApp) -> bool:
    """One step back within the program: a zoom ends, another page gives way to the plan. False when there is nowhere to go."""
    from outreach.tui.screens.plan import PlanPage

    page = app.main.page
    if isinstance(page, PlanPage):
        if page.has_class("-zoomed"):
            page.zoom()
            return True
        return False
    await app.main.show_page(PlanPage)
    return True


def out(app: OutreachApp, _: Selection) -> None:
    """Leave; a form with something typed in it is asked about first, a draft is kept aside without asking."""
    from outreach.tui.screens.dialog import Confirm, Dialog
    from outreach.tui.screens.form import Form

    screen = app.screen
    if not isinstance(screen, Dialog) or not screen.changed:
        app.leave()
        return

    def answered(lose: bool | None) -> None:
        if lose:
            if isinstance(screen, Form):
                screen.give_up()
            app.leave()

    app.push_screen(Confirm("Leave, and throw away what you typed?", yes="Leave", no="Stay"), answered)
