"""Lists of people by what is between you: give and take, teachers, offers, old ties, recruiters, news, reputation, the unselected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import Purpose
from outreach.domain.saying import listed, say_day
from outreach.tui.keyed import key_of
from outreach.tui.lists.entry import Entry, Line

if TYPE_CHECKING:
    from outreach.planner import Planner

SHOWN = 3
"""Entries of a ledger told beneath the list."""


def ledger(planner: Planner) -> list[Entry]:
    """Whom something was given or asked, those owed most first (source: PRACTICES S24)."""
    return [
        Entry(
            key=f"{row.person}",
            name=row.name,
            place=row.company_name,
            says=f"{row.gives} given, {row.asks} asked",
            word="give first" if row.give_first else "even" if not row.balance else "owed you" if row.balance > 0 else "you owe",
            tone="warn" if row.give_first else "due" if row.balance < 0 else "good",
            lines=(
                *([Line("", row.advice, "warn")] if row.advice else []),
                *([Line("you could", row.offer)] if row.offer else []),
                *([Line("small gives", "; ".join(row.ideas[:SHOWN]), "quiet")] if row.ideas and not row.offer else []),
                *(Line(entry.side, f"{entry.what}, {say_day(entry.on)}", "quiet") for entry in row.entries[:SHOWN]),
            ),
            person=row.person,
            purpose=Purpose.GIVE,
        )
        for row in planner.views.ledger()
    ]


def teachers(planner: Planner) -> list[Entry]:
    """People to learn from, the reachable before the famous (source: PRACTICES S15)."""
    return [
        Entry(
            key=f"{row.person}",
            name=row.name,
            place=row.company_name,
            says=row.question or row.position,
            word=row.kind,
            group="Ready to be asked" if row.question else "Without a question yet",
            lines=(
                Line("", ", ".join(part for part in (row.position, row.company_name, row.country) if part), "quiet"),
                *([Line("to learn", row.learn)] if row.learn else []),
                Line("question", row.question)
                if row.question
                else Line("", f"One concrete question opens the door: {key_of('lists.edit')} writes it down.", "warn"),
            ),
            person=row.person,
            purpose=Purpose.LEARN,
        )
        for row in sorted(planner.views.teachers(), key=lambda row: not row.question)
    ]


def offers(planner: Planner) -> list[Entry]:
    """Who once offered to help, the latest first (source: PRACTICES S61)."""
    return [
        Entry(
            key=f"{row.person}",
            name=row.name,
            place=row.company_name,
            says=row.words,
            word=f"{row.on.year}" if row.on else "",
            lines=(
                Line("their words", row.words),
                Line("", f"said {say_day(row.on)}" if row.on else "no day is noted", "quiet"),
            ),
            person=row.person,
        )
        for row in planner.views.offers()
    ]


def dormant(planner: Planner) -> list[Entry]:
    """Ties gone quiet for years at a target, the latest contact first (source: PRACTICES S59)."""
    return [
        Entry(
            key=f"{row.person or ''}/{row.contact or ''}",
            name=row.name,
            place=row.target,
            says=row.position,
            word=f"{row.last_on.year}",
            lines=(
                Line("on record", row.receipt),
                Line(
                    "",
                    f"The first message asks nothing: {key_of('lists.write')} says hello."
                    + (f" They join the plan of {row.target} with it." if row.person is None else ""),
                    "quiet",
                ),
            ),
            person=row.person,
            contact=row.contact,
            purpose=Purpose.RECONNECT,
        )
        for row in planner.views.dormant()
    ]


def recruiters(planner: Planner) -> list[Entry]:
    """Recruiters: the role and client they named, and what they promised by when (source: PRACTICES S65, S66)."""
    today = planner.today()
    return [
        Entry(
            key=f"{row.person}",
            name=row.name,
            place=row.agency,
            says=row.next or row.motive or "no role and no client named",
            word=say_day(row.next_on) if row.next_on else "share none" if not row.share_names else "",
            tone="due" if row.next_on and row.next_on <= today else "warn" if not row.share_names else "quiet",
            lines=(
                Line("named", row.motive) if row.motive else Line("", "Neither role nor client named: share no names.", "warn"),
                *([Line("promised", f"{row.next}, by {say_day(row.next_on)}" if row.next_on else row.next)] if row.next else []),
                *([Line("last heard", say_day(row.last_on), "quiet")] if row.last_on else []),
            ),
            person=row.person,
            step=row.next_step,
        )
        for row in planner.views.recruiters()
    ]


def news(planner: Planner) -> list[Entry]:
    """Fresh news of people, each a reason to write (source: PRACTICES S70)."""
    return [
        Entry(
            key=f"{row.person}/{row.on}/{row.text}",
            name=row.name,
            place="",
            says=row.text,
            word="hook" if row.is_hook else say_day(row.on),
            tone="good" if row.is_hook else "quiet",
            lines=(
                Line(say_day(row.on), row.text),
                *([Line("where", row.link, "quiet")] if row.link else []),
                Line(
                    "",
                    "The next message to them starts from it."
                    if row.is_hook
                    else f"{key_of('lists.log')} lets the next message start from it.",
                    "quiet",
                ),
            ),
            person=row.person,
        )
        for row in planner.views.news()
    ]


def reputation(planner: Planner) -> list[Entry]:
    """Everybody by kind, those not settled first within each: customers and partners too (source: PRACTICES S10, S12)."""
    tones = {"ok": "quiet", "unsure": "warn", "avoid": "bad"}
    return [
        Entry(
            key=f"{row.person}",
            name=row.name,
            place=row.company_name,
            says=row.note or ", ".join(row.tags),
            word=row.reputation,
            tone=tones[row.reputation],
            group=row.kind,
            lines=(
                Line("you say", row.reputation, tones[row.reputation]),
                *([Line("because", row.note)] if row.note else []),
                *([Line("tags", ", ".join(row.tags), "quiet")] if row.tags else []),
                Line(
                    "",
                    (
                        f"Private: it leaves with no export. {key_of('list.mark')} marks, {key_of('list.mark_all')} marks all shown, "
                        f"{key_of('lists.judge')} says ok, unsure or avoid of the marked."
                    ),
                    "quiet",
                ),
            ),
            person=row.person,
        )
        for row in sorted(planner.views.reputation(), key=lambda row: row.kind)
    ]


def unselected(planner: Planner) -> list[Entry]:
    """Insiders with neither shared work nor interests nor a reason (source: PRACTICES S03)."""
    return [
        Entry(
            key=f"{row.person}",
            name=row.name,
            place=row.company_name,
            says=row.receipt,
            word="unselected",
            tone="warn",
            lines=(
                Line("on record", row.receipt, "quiet"),
                Line(
                    "",
                    f"Why this person? {key_of('lists.edit')} notes that you worked closely, what you share, or what you hope to learn.",
                    "ink",
                ),
                Line("", f"Without a reason they are better left for later: {key_of('lists.judge')} settles it.", "quiet"),
            ),
            person=row.person,
        )
        for row in planner.views.unselected()
    ]


def needs(planner: Planner) -> list[Entry]:
    """Who needs what you, a kept link or somebody you know could give (source: PRACTICES S25)."""
    return [
        Entry(
            key=f"{row.person}",
            name=row.name,
            place="",
            says=row.needs,
            word="you" if row.offer else "a link" if row.links else "others" if row.helpers else "",
            tone="good",
            lines=(
                Line("needs", row.needs),
                *([Line("you", row.offer)] if row.offer else []),
                *([Line("could help", listed(row.helpers))] if row.helpers else []),
                *([Line("to share", ", ".join(row.links))] if row.links else []),
            ),
            person=row.person,
            purpose=Purpose.GIVE,
        )
        for row in planner.views.needs()
    ] + [
        Entry(
            key=f"helps/{row.person}",
            name=row.name,
            says=row.helps,
            group="Who can help you",
            lines=(Line("can help with", row.helps),),
            person=row.person,
        )
        for row in planner.views.helpers()
    ]
