"""Every action of the terminal program, one line each. Knows no Textual, so ``outreach keys`` can print it."""

from __future__ import annotations

from outreach.tui import preconditions as on
from outreach.tui.actions import Action, Reason, always, outward

_ALL = "everywhere"
_PEOPLE = "insiders draft followups today"
_STEPS = "followups today"


def _look(
    name: str,
    keys: str,
    label: str,
    said: str,
    scopes: str,
    when: Reason = always,
    hint: int = 0,
    priority: bool = False,
    palette: bool = True,
    named_in: str = "",
) -> Action:
    """An action that leaves the plan as it is. Keys and scopes are separated by blanks."""
    around = tuple(named_in.split())
    return Action(name, tuple(keys.split()), label, said, tuple(scopes.split()), when, False, hint, priority, palette, around)


def _change(name: str, keys: str, label: str, said: str, scopes: str, when: Reason = always, hint: int = 0) -> Action:
    """An action that changes the plan, and so can be undone."""
    return Action(name, tuple(keys.split()), label, said, tuple(scopes.split()), when, True, hint)


ACTIONS: tuple[Action, ...] = (
    _look("go.plan", "p", "Plan", "Show the four panes of the plan.", _ALL),
    _look("go.today", "t", "Today", "Show what today asks, and why.", _ALL),
    _look("go.network", "n", "Network", "Search everybody in the imported archive.", _ALL),
    _look("go.insights", "S", "Insights", "See what your own effort brought, honestly counted.", _ALL),
    _look("go.inbound", "B", "Inbound", "Judge the invitations you received, one at a time.", _ALL),
    _look("go.triage", "i", "Triage", "Judge the people nobody has looked at yet, one key each.", _ALL),
    _look("go.questions", "Q", "Questions", "Answer which company names in the archive mean a target.", _ALL),
    _look("go.suggestions", "N", "Suggested targets", "See companies the archive hints at as targets.", _ALL),
    _look("start.show", "A", "Day one", "See who offered help, who would vouch for you, and old ties at your targets.", _ALL),
    _look("lists.show", "L", "Lists", "See the lists over everybody: give and take, links, teachers, old ties and more.", _ALL),
    _look("lists.ledger", "t", "Give and take", "See what you gave and what you asked, per person.", "shelf", named_in=_ALL),
    _look("lists.recommendations", "r", "Recommendations", "See who could, should or did write you one.", "shelf", named_in=_ALL),
    _look("lists.introductions", "i", "Introductions to make", "See whom you could introduce to whom.", "shelf", named_in=_ALL),
    _look("lists.needs", "w", "Who needs what you have", "See needs that you or somebody you know could meet.", "shelf", named_in=_ALL),
    _look("lists.links", "l", "Links to share", "See the links kept until somebody gets them.", "shelf", named_in=_ALL),
    _look("lists.offers", "o", "Standing offers", "See who once offered to help.", "shelf", named_in=_ALL),
    _look("lists.dormant", "d", "Old ties at your targets", "See whom you have not heard of for years.", "shelf", named_in=_ALL),
    _look("lists.teachers", "c", "Reachable teachers", "See whom to learn from, the reachable first.", "shelf", named_in=_ALL),
    _look("lists.recruiters", "e", "Recruiters", "See role, client and promise of each recruiter.", "shelf", named_in=_ALL),
    _look("lists.news", "n", "News of people", "See what is new about people: reasons to write.", "shelf", named_in=_ALL),
    _look("lists.unselected", "s", "Unselected", "See who stands in the queue without a reason.", "shelf", named_in=_ALL),
    _look("lists.reputation", "p", "Reputation, kind by kind", "Say ok, unsure or avoid of many at once. Private.", "shelf", named_in=_ALL),
    _look("drill.show", "W", "Drill", "Be asked how you know each person, and see what is on record.", _ALL),
    _look("checklist.preflight", "F", "Preflight", "Go through your own profile before others look at it.", _ALL),
    _look("practice.forecast", "C", "Coming weeks", "See what the next three weeks ask, day by day.", _ALL),
    _look("practice.budget", "dollar_sign", "Budget", "See invitations, notes and first messages used and left.", _ALL),
    _look("go.history", "H", "History", "See what was changed, newest first.", _ALL),
    _look("go.palette", "ctrl+p colon", "palette", "Find any action, company or person by name.", _ALL, palette=False),
    _look(
        "go.jump", "comma", "Jump", "Put letters on all that is in sight; typing them goes there. In a form: ctrl+o.", _ALL, palette=False
    ),
    _look("go.help", "question_mark", "help", "Show the keys, those of this pane first.", _ALL, hint=90, palette=False),
    _look("go.back", "q", "Back", "Go back one screen; from the plan, quit.", _ALL, palette=False),
    _look("go.out", "ctrl+q", "Quit", "Leave the program. Everything is saved already.", _ALL),
    _change("plan.undo", "u", "undo", "Take back the last change, whatever it was.", _ALL, hint=70),
    _change("plan.redo", "U", "Redo", "Bring back what undo took away.", _ALL),
    _change("plan.import", "I", "Import", "Read a LinkedIn archive, a vCard or a CSV file.", _ALL),
    _look("plan.export", "E", "Export", "Write the plan of a company to a file.", _ALL, on.a_company),
    _look("screen.neutral", "0 f9", "Neutral screen", "Hide everything behind a calendar; the same key brings it back.", _ALL),
    _look("screen.theme", "ctrl+t", "Theme", "Choose the colours.", _ALL),
    _look("screen.mask", "minus", "Mask names", "Show names as initials, or in full again.", _ALL),
    _look("screen.redraw", "ctrl+l", "Redraw", "Draw the whole screen again.", _ALL),
    _look("list.down", "j down", "Down", "Next row.", "list", palette=False),
    _look("list.up", "k up", "Up", "Previous row.", "list", palette=False),
    _look("list.first", "g home", "First", "First row.", "list", palette=False),
    _look("list.last", "G end", "Last", "Last row.", "list", palette=False),
    _look("list.page_down", "pagedown ctrl+d", "Page down", "A screenful down.", "list", palette=False),
    _look("list.page_up", "pageup ctrl+u", "Page up", "A screenful up.", "list", palette=False),
    _look("list.mark", "x", "Mark", "Mark the row; marked rows are acted on together.", "list", palette=False),
    _look("list.mark_all", "X", "Mark all", "Mark every row shown, or none.", "list", palette=False),
    _look("list.filter", "slash", "filter", "Narrow the list as you type; esc clears.", "list", hint=80, priority=True, palette=False),
    _look("list.clear", "escape", "Clear", "Clear the filter, then the marks, then step back.", "list", palette=False),
    _look("pane.companies", "1", "Companies pane", "Go to the companies.", _ALL),
    _look("pane.insiders", "2", "Insiders pane", "Go to the insiders.", _ALL),
    _look("pane.draft", "3", "Draft pane", "Go to the draft.", _ALL),
    _look("pane.followups", "4", "Follow-ups pane", "Go to the follow-ups.", _ALL),
    _look("pane.next", "tab right", "Next pane", "Go to the next pane.", "plan", palette=False),
    _look("pane.previous", "shift+tab left h", "Previous pane", "Go to the pane before.", "plan", palette=False),
    _look("pane.zoom", "z", "Zoom", "Give the whole screen to this pane, or back.", "plan"),
    _change("company.add", "a", "add", "Add a target company.", "companies", hint=10),
    _change("company.edit", "e", "edit", "Change what is known of this company.", "companies", on.a_company, hint=20),
    _change("about.company", "M", "More about it", "Note if you follow it, why you want it, who works there.", "companies", on.a_company),
    _look("company.enter", "enter l", "insiders", "Go to the insiders of this company.", "companies", on.a_company, hint=30, palette=False),
    _change("company.pause", "P", "Pause or resume", "Put a company to rest, or take it up again.", "companies", on.a_company),
    _look("company.card", "c", "Company card", "Read all that is known of this company.", "companies", on.a_company),
    _look("checklist.research", "r", "Research", "Tick off what you looked up about this company.", "companies", on.a_company),
    _look("practice.paths", "b", "Ways in", "See every way into this company, and through whom.", "companies insiders", on.a_company),
    _look(
        "practice.ask",
        "Y",
        "Ask them",
        "See questions for a talk there, and what was answered.",
        "companies insiders followups today",
        on.a_company,
    ),
    _look("company.website", "o", "Open website", "Open the company's website; the address is shown first.", "companies", on.a_company),
    _change("company.opening", "O", "Add opening", "Note a posting or an opening at this company.", "companies", on.a_company),
    _change("company.delete", "d", "Delete company", "Delete a company with all that hangs on it; u undoes.", "companies", on.a_company),
    _change("person.add", "a", "add", "Add a person you know at this company.", "insiders", on.a_company, hint=40),
    _change("person.edit", "e", "edit", "Change what is known of this person.", "insiders draft", on.a_person, hint=50),
    _change("about.person", "M", "More about them", "Note interests, offers, who vouches, through whom.", "insiders", on.a_person),
    _look("person.card", "enter", "Card", "Read all that is known of this person.", "insiders", on.a_person),
    _change(
        "draft.write",
        "w",
        "write",
        "Compose a message from what you know of each other.",
        f"{_PEOPLE} companies",
        on.may_be_written_to,
        hint=10,
    ),
    _change("person.log", "l", "log", "Log what happened: a reply, a talk, a meeting, a no.", _PEOPLE, on.a_person, hint=20),
    _change("person.replied", "r", "Replied", "Log that they answered.", _PEOPLE, on.a_person),
    _change("person.evidence", "v", "Add evidence", "Note how you know each other, with a date.", _PEOPLE, on.a_person),
    _look("practice.kit", "f", "Referral kit", "See what they need to refer you, and what is at hand.", _PEOPLE, on.a_person),
    _change(
        "person.introduction",
        "at",
        "Ask for an introduction",
        "Plan to ask somebody to introduce you to this person.",
        _PEOPLE,
        on.a_person,
    ),
    _change("person.judge", "T", "Change triage", "Say insider, later or avoid for this person or the marked ones.", _PEOPLE, on.a_person),
    _change("person.earlier", "K", "Move up", "Write to this person earlier.", "insiders", on.a_person),
    _change("person.later", "J", "Move down", "Write to this person later.", "insiders", on.a_person),
    _change("person.drop", "D", "Drop", "Retire every step with a person and never ask again; history stays.", "insiders", on.a_person),
    _change("person.delete", "d", "Delete person", "Delete a person with evidence, drafts and steps; u undoes.", "insiders", on.a_person),
    _look(
        "person.profile",
        "o",
        "Open profile or mail",
        "Open their profile or a mail to them; the address is shown first.",
        _PEOPLE,
        on.a_person,
    ),
    _change("person.sent", "space", "Sent", "Log that the message went out and start its clock.", "insiders draft", on.a_person),
    _change("step.done", "space", "done", "Log that this was done or sent.", _STEPS, on.a_step, hint=15),
    _change("step.snooze", "s", "snooze", "Hide a step until a day.", _PEOPLE, on.a_step_or_person, hint=30),
    _change("step.add", "a", "Add step", "Add a step or a promise of your own.", _STEPS),
    _change("step.edit", "e", "Edit step", "Change a step's day or words.", _STEPS, on.a_step),
    _look("step.explain", "enter", "Why", "Read why this step is due on its day.", _STEPS, on.a_step),
    _change("step.skip", "c", "Skip", "Skip this step; the plan goes on.", _STEPS, on.a_step),
    _change("step.retire", "R d", "Retire", "Close this step for good.", _STEPS, on.a_step),
    _change("step.pin", "exclamation_mark", "Pin", "Keep a step at the top of its day, or let it go.", _STEPS, on.a_step),
    _change("draft.edit", "enter", "Edit draft", "Change the words, with the checker looking on.", "draft", on.a_draft),
    _look("draft.copy", "y", "copy", "Copy the message to the clipboard.", _PEOPLE, on.a_draft, hint=60),
    _change("draft.ready", "m", "Mark ready", "Say the draft is ready to go.", "draft", on.an_open_draft),
    _change("draft.another", "a", "New draft", "Compose another message to this person.", "draft", on.may_be_written_to),
    _change(
        "draft.overrule", "O", "Overrule", "Go against a rule or a finding for this message; the reason is kept.", "draft", on.an_open_draft
    ),
    _look("draft.versions", "R", "Wordings", "Read what each wording changed, and go back to one.", "draft", on.a_draft),
    _change("draft.delete", "d", "Delete draft", "Delete this draft; u undoes.", "draft", on.an_open_draft),
    _change("contact.take", "a enter", "add to plan", "Take this person into the plan of a company.", "network", on.a_contact, hint=10),
    _look("contact.profile", "o", "open", "Open their profile; the address is shown first.", "network", on.a_contact, hint=20),
    _look(
        "insights.split",
        "b",
        "split",
        "Split the rates another way: channel, message, tie, evidence, template, weekday.",
        "insights",
        hint=10,
    ),
    _look("insights.other", "tab h l left right", "other column", "Let the motions scroll the other column.", "insights"),
    _change("triage.insider", "i", "insider", "An insider: write to them in turn.", "triage", hint=10),
    _change("triage.later", "l", "later", "Not now.", "triage", hint=20),
    _change("triage.avoid", "a", "avoid", "Never write to this person.", "triage", hint=30),
    _change("triage.evidence", "e", "evidence", "Note how you know each other.", "triage", hint=40),
    _change("triage.repeat", "full_stop", "repeat", "The same answer as for the last person.", "triage", hint=50),
    _look("triage.skip", "space j down", "skip", "Leave this person for another time.", "triage", hint=60),
    _change("triage.undo", "u", "undo", "Take back the last answer.", "triage"),
    _look("triage.leave", "escape q", "back", "Leave triage.", "triage"),
    _change("question.yes", "y", "yes", "These people work at the target.", "questions", hint=10),
    _change("question.no", "n", "no", "This is another company.", "questions", hint=20),
    _change("question.related", "r", "related", "A sister, parent or former name: keep it in view.", "questions", hint=30),
    _look("question.skip", "space j down", "skip", "Ask again another time.", "questions", hint=40),
    _change("question.undo", "u", "undo", "Take back the last answer.", "questions", hint=50),
    _look("question.leave", "escape q", "back", "Leave the questions.", "questions"),
    _change("inbound.accept", "a", "accept", "Accept the invitation: the person counts as connected.", "inbound", hint=10),
    _change("inbound.ask", "w", "ask why", "Write the message that asks why they want to connect.", "inbound", hint=20),
    _change("inbound.asked", "y", "asked", "Log that the question went out; the fourteen days begin.", "inbound", hint=30),
    _change("inbound.answer", "l", "answered", "Log what they answered, and look again.", "inbound", hint=40),
    _change("inbound.decline", "d", "decline", "Decline, which needs no reason.", "inbound", hint=50),
    _look("inbound.skip", "space j down", "skip", "Leave it for another time.", "inbound", hint=60),
    _change("inbound.undo", "u", "undo", "Take back the last change.", "inbound"),
    _look("inbound.leave", "escape q", "back", "Leave the invitations.", "inbound"),
    _look("drill.turn", "enter", "records, next", "Show what is on record, then the next person.", "drill", hint=10),
    _change("drill.answer", "e", "write down", "Write down how you know them, in one sentence.", "drill", hint=20),
    _look("drill.onward", "space j down", "next", "On to the next person.", "drill", hint=30),
    _look("drill.back", "k up", "before", "Back to the person before.", "drill", hint=40),
    _change("drill.undo", "u", "undo", "Take back the last change.", "drill"),
    _look("drill.leave", "escape q", "back", "Leave the drill.", "drill"),
    _change("checklist.tick", "space enter", "tick", "Seen to, today; for research, again takes it back.", "checklist", hint=10),
    _change("checklist.undo", "u", "undo", "Take back the last change.", "checklist", hint=20),
    _look("checklist.leave", "escape q", "back", "Leave the checklist.", "checklist"),
    _change("start.write", "enter w", "write", "Write to this person, or put the thing in order.", "start", hint=10),
    _look("start.card", "c", "card", "Read all that is known of this person.", "start", hint=20),
    _change("start.undo", "u", "undo", "Take back the last change.", "start", hint=30),
    _look("start.leave", "escape q", "back", "Leave day one.", "start"),
    _look("text.down", "j down", "Down", "A line down; on a card, to the next record.", "text"),
    _look("text.up", "k up", "Up", "A line up; on a card, to the record before.", "text"),
    _look("text.page_down", "space pagedown", "Page down", "A page down.", "text"),
    _look("text.page_up", "pageup", "Page up", "A page up.", "text"),
    _look("text.first", "g home", "Beginning", "To the beginning.", "text"),
    _look("text.last", "G end", "End", "To the end.", "text"),
    _look("text.close", "escape q enter", "back", "Close the text.", "text"),
    _change("record.add", "a", "add", "Add something to this card: evidence, an event, news, a step; an opening, an answer.", "card"),
    _change("record.edit", "e", "edit", "Change the record under the cursor.", "card"),
    _change("record.delete", "d", "delete", "Delete the record under the cursor; u brings it back.", "card"),
    _change("kit.fill", "e", "fill in", "Note the opening, its number and address, and the words to forward.", "kit"),
    _look("kit.copy", "y", "copy", "Copy the words to forward, with the opening.", "kit"),
    _change("kit.write", "w", "write", "Write the ask, once it is open.", "kit"),
    _change("suggestion.accept", "enter a space", "take up", "Make it a target.", "suggestions"),
    _change("suggestion.dismiss", "d x", "turn down", "Turn it down for good.", "suggestions"),
    _look("rescue.restore", "enter", "restore", "Go back to this backup; asks first, and keeps the damaged files.", "rescue", hint=10),
    _look("rescue.look", "l", "look inside", "Open a copy of this backup, read-only.", "rescue", hint=20),
    _look("rescue.where", "w", "where", "Say where the files are, and how big.", "rescue", hint=30),
    _look("rescue.leave", "q escape", "quit", "Leave everything as it is.", "rescue"),
    _look("lists.open", "enter", "open", "Open the list; in a list, read the person's card.", "lists shelf", hint=10),
    _change("lists.write", "w", "write", "Write what the list is about: a gift, a question, a request, a hello.", "lists", hint=20),
    _change("lists.log", "space", "log", "Say what came of it: given, asked, received, shared, introduced, kept.", "lists", hint=30),
    _change("lists.add", "a", "add", "Keep a link, a recruiter's word, a piece of news.", "lists", hint=40),
    _change("lists.edit", "e", "edit", "Change what makes the row stand here.", "lists", hint=50),
    _change("lists.judge", "T", "judge", "Say ok, unsure or avoid of the marked; of the unselected, later or avoid.", "lists", hint=60),
    _change("lists.delete", "d", "delete", "Throw a kept link away.", "lists", hint=70),
    _look("lists.next", "tab right l", "next list", "Go to the next list.", "lists", hint=80),
    _look("lists.previous", "shift+tab left h", "list before", "Go to the list before.", "lists"),
    _change("lists.undo", "u", "undo", "Take back the last change.", "lists shelf"),
    _look("lists.leave", "escape q", "back", "Clear the filter, then the marks, then leave.", "lists shelf"),
    _change("editor.save", "ctrl+s", "save", "Save the draft and go back.", "editor", hint=10),
    _change("editor.external", "ctrl+g", "your editor", "Edit the text in $EDITOR.", "editor", hint=20),
    _look("editor.gap", "ctrl+n", "next gap", "Select what is still missing; what is typed takes its place.", "editor", hint=15),
    _look("editor.copy", "ctrl+y", "copy", "Copy the text to the clipboard.", "editor", hint=30, priority=True),
    _look("editor.undo", "alt+u ctrl+underscore", "Undo words", "Take back the last words typed.", "editor", priority=True),
    _look("editor.redo", "alt+e", "Redo words", "Put them in again.", "editor", priority=True),
    _look("editor.leave", "escape", "back", "Go back; asks only when something would be lost.", "editor", hint=40),
)

BY_ID = {action.id: action for action in ACTIONS}
"""Every action by its id."""


def offered(scope: str) -> tuple[Action, ...]:
    """The actions whose own scope this is."""
    return tuple(action for action in ACTIONS if scope in action.scopes)


def within_reach(scope: str) -> tuple[Action, ...]:
    """The actions a key reaches from a scope, innermost first; where a list has the focus, its motions come right behind."""
    chain = outward(scope)
    around = ("list", *chain[1:]) if scope in LISTED else chain[1:]
    return tuple(action for place in dict.fromkeys((scope, *around)) for action in offered(place))


LISTED = frozenset({"companies", "insiders", "followups", "today", "network"})
"""Scopes whose focus is a list."""
