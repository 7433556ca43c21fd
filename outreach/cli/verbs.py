"""Every verb of the command line: its section, where it lives, and one sentence. A new verb is one line here and its module."""

from __future__ import annotations

from outreach.cli.command import Spec

DAY = "Every morning"
SETUP = "Setting up"
COMPANIES = "Companies"
PEOPLE = "People"
WRITING = "Writing, and what came of it"
KEEPING = "Keeping and sharing"
PROGRAM = "About the program"

VERBS: dict[str, Spec] = {
    "today": Spec(DAY, "today:today", "What is due today, and why."),
    "explain": Spec(DAY, "day_page:explain", "Why a step stands on the day it does."),
    "budget": Spec(DAY, "budget:budget", "Invitations and notes left, and when the next is free."),
    "forecast": Spec(DAY, "forecast:forecast", "The weeks to come, a bar a day."),
    "simulate": Spec(DAY, "simulate:simulate", "What a cadence costs, on a made-up search."),
    "when": Spec(DAY, "when:when", 'Which day "3bd", "next tue" or "+2w" is.'),
    "demo": Spec(SETUP, "demo:demo", "Look around in a sample plan."),
    "import": Spec(SETUP, "importing:import_", "Read a LinkedIn archive or other contacts."),
    "suggestions": Spec(SETUP, "suggestions:suggestions", "Companies your archive hints at as targets."),
    "preflight": Spec(SETUP, "preflight:preflight", "Your own profile, before others look at it."),
    "start": Spec(SETUP, "start:start", "Day one: offers, advocates, old ties."),
    "shield": Spec(SETUP, "outcomes:shield", "Keep the search from your present employer."),
    "questions": Spec(SETUP, "suggestions:questions", "Company names that wait for your yes or no."),
    "company": Spec(COMPANIES, "company:company", "Add, list, show, edit, delete targets; decide names."),
    "lead": Spec(COMPANIES, "lead:lead", "Openings: postings, saved jobs, words from contacts."),
    "insiders": Spec(COMPANIES, "insiders:insiders", "Who you know at a company, in the order to write."),
    "paths": Spec(COMPANIES, "introductions:paths", "The ways into a company, and through whom."),
    "match": Spec(COMPANIES, "match:match", "What a company name says about a target."),
    "network": Spec(PEOPLE, "network:network", "Search everybody you imported."),
    "dormant": Spec(PEOPLE, "start:dormant", "Old ties at your targets: say hello again."),
    "teachers": Spec(PEOPLE, "start:teachers", "People to learn from, the reachable first."),
    "person": Spec(PEOPLE, "person:person", "Add, show, edit, triage, promote people."),
    "evidence": Spec(PEOPLE, "evidence:evidence", "Record how you know somebody."),
    "drill": Spec(PEOPLE, "drill:drill", "How do you know them? One by one."),
    "inbound": Spec(PEOPLE, "inbound:inbound", "Invitations received: accept, ask why, decline."),
    "introductions": Spec(PEOPLE, "introductions:introductions", "Introductions to ask for, and to make."),
    "referral": Spec(PEOPLE, "referral:referral", "What somebody needs to refer you."),
    "ledger": Spec(PEOPLE, "ledger:ledger", "What you gave and what you asked."),
    "needs": Spec(PEOPLE, "ledger:needs", "Who needs what you, or somebody you know, could give."),
    "link": Spec(PEOPLE, "ledger:link", "Links worth sharing."),
    "recommendations": Spec(PEOPLE, "ledger:recommendations", "Asked for, received, given."),
    "news": Spec(PEOPLE, "people_lists:news", "What is new about people: reasons to write."),
    "recruiters": Spec(PEOPLE, "people_lists:recruiters", "Role, client and next step, per recruiter."),
    "reputation": Spec(PEOPLE, "people_lists:reputation", "Say whom to avoid, kind by kind. Private."),
    "draft": Spec(WRITING, "draft:draft", "Compose, edit and check a message."),
    "versions": Spec(WRITING, "versions:versions", "The wordings a draft went through."),
    "overrule": Spec(WRITING, "overrule:overrule", "Go against a rule for one message; the reason is kept."),
    "proof": Spec(WRITING, "outcomes:proof", "Facts a message may claim."),
    "sent": Spec(WRITING, "touches:sent", "You sent it: starts the clock."),
    "replied": Spec(WRITING, "touches:replied", "They answered: stops the clock."),
    "log": Spec(WRITING, "touches:log", "Anything else that happened: a talk, a no, an offer."),
    "todo": Spec(WRITING, "steps:todo", "Write down a step or a promise of your own."),
    "done": Spec(WRITING, "steps:done", "A step is done."),
    "snooze": Spec(WRITING, "steps:snooze", "Hide a step until a day."),
    "skip": Spec(WRITING, "steps:skip", "Leave a step out; the rest goes on."),
    "retire": Spec(WRITING, "steps:retire", "End a step for good."),
    "pin": Spec(WRITING, "steps:pin", "Keep a step at the top."),
    "outcomes": Spec(WRITING, "outcomes:outcomes", "What really moved, and who moved it."),
    "insights": Spec(WRITING, "insights:insights", "Effort and answers, honestly counted."),
    "export": Spec(KEEPING, "export:export", "Write a company plan to take along."),
    "undo": Spec(KEEPING, "history:undo", "Take back the last change."),
    "redo": Spec(KEEPING, "history:redo", "Do it again after all."),
    "history": Spec(KEEPING, "history:history", "The changes made, newest first."),
    "forget": Spec(KEEPING, "forget:forget", "Remove every trace of somebody, for good."),
    "backup": Spec(KEEPING, "backup:backup", "Copy the plan, and list the copies there are."),
    "restore": Spec(KEEPING, "restore:restore", "Go back to a backup, from a damaged plan too."),
    "merge": Spec(KEEPING, "merge:merge", "Take in a copy that a sync program kept apart."),
    "check": Spec(KEEPING, "check:check", "Look the plan over for anything amiss."),
    "serve": Spec(PROGRAM, "serve:serve", "The screens in a browser on this machine."),
    "where": Spec(PROGRAM, "where:where", "Where the files are."),
    "practices": Spec(PROGRAM, "practices:practices", "The advice behind the program, and where it lives."),
    "config": Spec(PROGRAM, "config:config", "Every setting, its value and what it does."),
    "keys": Spec(PROGRAM, "keys:keys", "The keys of the terminal screens."),
    "themes": Spec(PROGRAM, "themes:themes", "The themes there are."),
}
