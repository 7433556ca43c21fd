"""A made-up search to look at: five companies, their people, messages that were sent and answers that came.

Everything is planted through the planner's own commands, on dates counted back from today, so that the sample is a plan like any other.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import TYPE_CHECKING, Any

from outreach.clock import FixedClock
from outreach.domain.kinds import PersonState, Source
from outreach.domain.model import CompanyId, PersonId, Profile, Role
from outreach.domain.network import Contact
from outreach.paths import shipped_data
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def plant(planner: Planner) -> None:
    """Fill an empty plan with the sample search, as it would stand today."""
    told = tomllib.loads((shipped_data() / "sample" / "search.toml").read_text(encoding="utf-8"))
    clock = planner.clock
    today = planner.today()
    calendar = planner.timetable.calendar(today)
    moving = FixedClock(clock.now())
    planner.clock = moving
    try:
        with planner.store.transaction("Plant the sample search"):
            _owner(planner, told["owner"])
            for row in told["contacts"]:
                _contact(planner, row, today)
            planner.preflight.done(["all"])
            companies = {row["name"]: _company(planner, row) for row in told["companies"]}
            people = {row["name"]: _person(planner, row, companies, today) for row in told["people"]}
            for event in told["events"]:
                day = _back(calendar, today, int(event["ago"]))
                moving.set(dt.datetime.combine(day, dt.time(10, 0), clock.now().tzinfo))
                _event(planner, event, people, companies)
    finally:
        planner.clock = clock


def _owner(planner: Planner, row: dict[str, Any]) -> None:
    with planner.store.transaction("Owner") as tx:
        tx.add(
            Profile(
                name=clean(row["name"]),
                headline=clean(row["headline"]),
                positions=tuple(
                    Role(company=clean(p["company"]), title=clean(p["title"]), since=p["since"], until=p["until"]) for p in row["positions"]
                ),
            )
        )


def _contact(planner: Planner, row: dict[str, Any], today: dt.date) -> None:
    """Somebody of the sample's address book, so that Network has something to search."""
    name = clean(row["name"])
    with planner.store.transaction("Contact") as tx:
        tx.add(
            Contact(
                key=clean(f"sample-{name}").casefold().replace(" ", "-"),
                name=name,
                first=clean(name.split()[0]),
                company=clean(row["company"]),
                position=clean(row["position"]),
                connected_on=today - dt.timedelta(days=int(row["known_days"])) if "known_days" in row else None,
                invited_me_on=today - dt.timedelta(days=int(row["invited_days"])) if "invited_days" in row else None,
                invited_me_note=clean(row.get("note", "")),
                sent=int(row.get("sent", 0)),
                received=int(row.get("received", 0)),
                both=bool(row.get("sent") and row.get("received")),
                last_on=today - dt.timedelta(days=int(row["last_days"])) if "last_days" in row else None,
            )
        )


def _company(planner: Planner, row: dict[str, Any]) -> CompanyId:
    company = planner.companies.add(**{key: value for key, value in row.items() if key != "researched"})
    if done := row.get("researched"):
        planner.homework.research(company.id, done)
    return company.id


def _person(planner: Planner, row: dict[str, Any], companies: dict[str, CompanyId], today: dt.date) -> PersonId:
    fields = {
        key: value for key, value in row.items() if key not in {"name", "company", "evidence", "state", "hook_days", "standing_offer_days"}
    }
    for name in ("hook", "standing_offer"):
        if f"{name}_days" in row:
            fields[f"{name}_on"] = today - dt.timedelta(days=int(row[f"{name}_days"]))
    state = PersonState(row.get("state", "insider"))
    person = planner.people.add(row["name"], companies[row["company"]], state=state, source=Source.SAMPLE, **fields)
    for record in row.get("evidence", []):
        days = {key: today - dt.timedelta(days=int(record[f"{key}_days"])) for key in ("on", "until") if f"{key}_days" in record}
        planner.evidence.add(
            person.id,
            record["kind"],
            detail=record.get("detail", ""),
            sent=record.get("sent", 0),
            received=record.get("received", 0),
            **days,
        )
    return person.id


def _event(planner: Planner, event: dict[str, Any], people: dict[str, PersonId], companies: dict[str, CompanyId]) -> None:
    verb, who = event["verb"], event.get("who", "")
    if verb == "draft":
        draft = planner.drafts.compose(people[who])
        planner.drafts.save(draft.id, event["text"])
    elif verb == "sent":
        draft = planner.drafts.compose(people[who])
        planner.drafts.save(draft.id, event["text"])
        planner.steps.sent(people[who])
    elif verb == "link":
        planner.links.add(event["url"], insight=event["text"], meant_for=people.get(who))
    elif verb == "news":
        planner.news.add(people[who], event["text"])
    elif verb == "lead":
        planner.leads.add(companies[event["company"]], title=event["title"], kind=event.get("kind", "posting"))
    else:
        planner.steps.log(people[who], verb, text=event.get("text", ""))


def _back(calendar: Any, day: dt.date, business_days: int) -> dt.date:
    """The business day that many before ``day``; 0 is the day itself."""
    while business_days > 0:
        day -= dt.timedelta(days=1)
        if calendar.is_workday(day):
            business_days -= 1
    return day
