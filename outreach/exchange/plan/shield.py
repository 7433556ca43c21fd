"""Taking people off a page with all that points at them: the current-employer shield, and those whom nobody shall see named."""

from __future__ import annotations

import re

from msgspec.structs import replace

from outreach.exchange.plan.page import PlanPage, Records, map_text


def shielded(page: PlanPage) -> PlanPage:
    """The page without anybody at the current employer; a page about that employer keeps no person at all."""
    if page.company.current_employer:
        hidden = {insider.uid for insider in page.insiders}
        bare = without_people(page, hidden, {row.get("id") for row in page.records.get("people", [])})
        return replace(
            bare,
            drafts=(),
            steps=tuple(step for step in bare.steps if not step.person),
            promises=(),
            answers=tuple(replace(line, by="") for line in bare.answers),
            leads=tuple(replace(lead, given_by="") for lead in bare.leads),
            records={},
            withheld=page.withheld + len(hidden),
        )
    people = page.records.get("people", [])
    mine = {row.get("id") for row in page.records.get("companies", []) if row.get("current_employer")}
    there = [row for row in people if row.get("company") in mine]
    hidden = {insider.uid for insider in page.insiders if insider.current_employer} | {str(row.get("uid")) for row in there}
    if not hidden:
        return page
    ids = {row.get("id") for row in people if row.get("uid") in hidden}
    return replace(without_people(page, hidden, ids), withheld=page.withheld + len(hidden))


def without_people(page: PlanPage, uids: set[str], ids: set[object]) -> PlanPage:
    """The page without these people (uids on the page, ids in the records) and every line and record that points at them."""
    if not uids and not ids:
        return page
    names = {insider.name for insider in page.insiders if insider.uid in uids}
    names |= {str(row["name"]) for row in page.records.get("people", []) if row.get("id") in ids and row.get("name")}
    bare = replace(
        page,
        insiders=tuple(insider for insider in page.insiders if insider.uid not in uids),
        drafts=tuple(draft for draft in page.drafts if draft.person not in uids and draft.to not in names),
        steps=tuple(step for step in page.steps if step.person not in uids),
        promises=tuple(step for step in page.promises if step.person not in uids),
        leads=tuple(replace(lead, given_by="") if lead.given_by in names else lead for lead in page.leads),
        answers=tuple(replace(line, by="") if line.by in names else line for line in page.answers),
        records=_records_without(page.records, ids),
    )
    return _unnamed(bare, names)


def _unnamed(page: PlanPage, names: set[str]) -> PlanPage:
    """The page with those who were taken off it called *somebody* wherever a line still names them, by full or by first name."""
    staying = {word for insider in page.insiders for word in insider.name.split()}
    first = {name.split()[0] for name in names if name.split()} - staying
    words = sorted({*names, *(word for word in first if len(word) > 2)} - {""}, key=len, reverse=True)
    if not words:
        return page
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)")
    return map_text(page, lambda text: pattern.sub("somebody", text))


_POINTS_AT = {"people": "id", "evidence": "person", "steps": "person", "drafts": "person"}
_MENTIONS = ("bridge", "introducer", "given_by")


def _records_without(records: Records, ids: set[object]) -> Records:
    ids = ids - {None}
    kept: Records = {}
    for table, rows in records.items():
        key = _POINTS_AT.get(table)
        kept[table] = [
            {name: cell for name, cell in row.items() if name not in _MENTIONS or cell not in ids}
            for row in rows
            if key is None or row.get(key) not in ids
        ]
    return kept
