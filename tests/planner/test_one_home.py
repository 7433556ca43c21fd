"""Every figure that moves a date has one home: a user who changes it there moves the verdict and the schedule together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.etiquette.situation import VerdictKind
from outreach.domain.kinds import Channel, PersonKind, Purpose, StepKind, StepState
from outreach.domain.model import CompanyId, Person, PersonId, Step, StepId
from outreach.paths import Paths
from outreach.planner import Planner, open_planner
from outreach.planner.views.drafting import context
from outreach.planner.views.why import verdict_of

MONDAY = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
Asked = tuple[PersonId, StepId, Purpose | None]


class Desk:
    """A plan on a clock that moves, with settings of the user's own."""

    def __init__(self, folder: Path, limits: str = "", rules: str = "", **config: object) -> None:
        paths = Paths(data=folder / "data", config=folder / "config")
        paths.config.mkdir(parents=True)
        (paths.config / "limits.toml").write_text(limits, encoding="utf-8")
        if rules:
            (paths.config / "rules.toml").write_text(rules, encoding="utf-8")
        self.clock = FixedClock(MONDAY)
        self.planner: Planner = open_planner(paths, self.clock, Config(**config))  # type: ignore[arg-type]
        self.fernwick: CompanyId = self.planner.companies.add("Fernwick Labs", motivation=4).id

    def add(self, name: str, company: CompanyId | None = None, *, queued: bool = False, known: bool = True, **fields: object) -> PersonId:
        person = self.planner.people.add(name, company or self.fernwick, hook="her talk", **fields).id
        if known:
            self.planner.evidence.add(person, "worked together", on="2019-03-01")
        if not queued:
            for step in self.planner.store.where(Step, "person", person):
                self.planner.steps.skip(step.id)
        return person

    def later(self, days: int) -> None:
        self.clock.set(self.clock.now() + dt.timedelta(days=days))

    def first_touch(self, person: PersonId) -> StepId:
        steps = self.planner.store.where(Step, "person", person)
        return next(step.id for step in steps if step.state is StepState.OPEN and step.kind is StepKind.FIRST_TOUCH)

    def plan(self, kind: StepKind, person: PersonId) -> StepId:
        return self.planner.steps.add(kind, person_id=person, channel=Channel.INVITE if kind is StepKind.INVITE else None).id

    def told(self, asked: Asked) -> tuple[dt.date | None, dt.date | None]:
        """(the day of the schedule, the day of the verdict); None for none that is known."""
        person, step, purpose = asked
        row = self.planner.views.explain(step)
        made = verdict_of(self.planner, person, purpose=purpose)
        assert (row.urgency == "held") == (made.kind.value not in ("send", "use another way")), (row, made)
        said = made.until if made.kind is VerdictKind.WAIT else self.planner.today()
        return (row.held_until if row.urgency == "held" else row.on), said


def sent_a_moment_ago(desk: Desk) -> Asked:
    ana = desk.add("Ana Ruiz")
    desk.planner.steps.sent(ana)
    return ana, desk.plan(StepKind.GIVE, ana), Purpose.GIVE


def another_at_the_company(desk: Desk) -> Asked:
    ana, tom = desk.add("Ana Ruiz", queued=True), desk.add("Tom Okafor")
    desk.planner.steps.sent(tom)
    desk.planner.steps.log(tom, "declined")
    return ana, desk.first_touch(ana), None


def two_unanswered(desk: Desk) -> Asked:
    ana = desk.add("Ana Ruiz")
    desk.planner.steps.sent(ana)
    desk.later(9)
    desk.planner.steps.sent(ana, kind=StepKind.FOLLOW_UP)
    desk.later(5)
    return ana, desk.plan(StepKind.FOLLOW_UP, ana), Purpose.FOLLOW_UP


def out_of_office(desk: Desk) -> Asked:
    ana = desk.add("Ana Ruiz")
    desk.planner.steps.log(ana, "out of office")
    return ana, desk.plan(StepKind.FOLLOW_UP, ana), Purpose.FOLLOW_UP


def after_a_conflict(desk: Desk) -> Asked:
    ana = desk.add("Ana Ruiz", queued=True)
    desk.planner.evidence.add(ana, "conflict", on="2026-11-20")
    return ana, desk.first_touch(ana), None


def talking_with_another(desk: Desk) -> Asked:
    ana, tom = desk.add("Ana Ruiz", queued=True), desk.add("Tom Okafor")
    desk.planner.steps.sent(tom)
    desk.planner.steps.replied(tom)
    return ana, desk.first_touch(ana), None


def two_recruiters(desk: Desk) -> Asked:
    tom = desk.add("Tom Okafor", kind=PersonKind.RECRUITER, recruiter_motive="platform role")
    ana = desk.add("Ana Ruiz", queued=True, kind=PersonKind.RECRUITER, recruiter_motive="platform role")
    desk.planner.steps.sent(tom)
    desk.later(3)
    return ana, desk.first_touch(ana), None


def withdrawn(desk: Desk) -> Asked:
    ana = desk.add("Ana Ruiz")
    desk.planner.steps.sent(ana, channel=Channel.INVITE)
    desk.later(1)
    desk.planner.steps.log(ana, "withdraw invitation")
    return ana, desk.plan(StepKind.INVITE, ana), Purpose.CONNECT


def invited(count: int, *, known: bool = True) -> Callable[[Desk], Asked]:
    def scenario(desk: Desk) -> Asked:
        for number in range(count):
            where = desk.planner.companies.add(f"Company {number}").id
            desk.planner.steps.sent(desk.add(f"Guest Number{number}", where, known=known), channel=Channel.INVITE)
        ana = desk.add("Ana Ruiz", known=known, question="how do releases go?")
        return ana, desk.plan(StepKind.INVITE, ana), Purpose.LEARN

    return scenario


HOLDS = [
    ("person_gap", 2, 4, sent_a_moment_ago),
    ("company_gap", 1, 3, another_at_the_company),
    ("rest", 90, 20, two_unanswered),
    ("away", 5, 8, out_of_office),
    ("cool_down", 60, 30, after_a_conflict),
    ("quiet", 5, 9, talking_with_another),
    ("reinvite_days", 21, 35, withdrawn),
    ("notes_free", 5, 9, invited(5)),
    ("strangers_week", 3, 4, invited(3, known=False)),
    ("invitations_week", 3, 9, invited(3)),
    ("expires_days", 30, 60, invited(2)),
]


@pytest.mark.parametrize(("limit", "one", "other", "scenario"), HOLDS, ids=[row[0] for row in HOLDS])
def test_a_figure_of_the_limits_moves_verdict_and_schedule_together(
    tmp_path: Path, limit: str, one: int, other: int, scenario: Callable[[Desk], Asked]
) -> None:
    beside = "[limits.pending]\nvalue = 2\n" if limit == "expires_days" else ""
    days = []
    for value in (one, other):
        desk = Desk(tmp_path / str(value), f"{beside}[limits.{limit}]\nvalue = {value}\n")
        row, said = desk.told(scenario(desk))
        assert row == said
        days.append(row)
        desk.planner.close()
    assert days[0] != days[1]


@pytest.mark.parametrize(
    ("limit", "binds", "frees", "scenario"),
    [("ceiling", 1, 0, sent_a_moment_ago), ("one_of_a_kind", 1, 2, two_recruiters), ("comfort", 4, 3, after_a_conflict)],
)
def test_a_figure_without_a_day_holds_in_both_or_in_neither(
    tmp_path: Path, limit: str, binds: int, frees: int, scenario: Callable[[Desk], Asked]
) -> None:
    beside = "[limits.cool_down]\nvalue = 0\n[limits.person_gap]\nvalue = 0\n"
    held = []
    for value in (binds, frees):
        desk = Desk(tmp_path / str(value), f"{beside}[limits.{limit}]\nvalue = {value}\n")
        person, step, purpose = scenario(desk)
        if limit == "ceiling":
            step, purpose = desk.plan(StepKind.FOLLOW_UP, person), Purpose.FOLLOW_UP
        row = desk.planner.views.explain(step)
        made = verdict_of(desk.planner, person, purpose=purpose)
        held.append((row.held_by, {found.rule for found in made.findings if found.severity.value == "block"}))
        desk.planner.close()
    (by, rules), (free_by, free_rules) = held
    assert by and not (free_by and free_by == by)
    assert rules != free_rules


def test_the_messages_of_a_week_hold_back_both_under_policy_strict_and_only_warn_else(tmp_path: Path) -> None:
    for policy in ("strict", "balanced"):
        desk = Desk(tmp_path / policy, "[limits.messages_week]\nvalue = 1\n", policy=policy)
        tom = desk.add("Tom Okafor", desk.planner.companies.add("Holt & Vane").id)
        desk.planner.steps.sent(tom, overrides=dict.fromkeys(("research", "preflight", "selective", "purpose", "followed"), "a test"))
        ana = desk.add("Ana Ruiz", queued=True)
        row = desk.planner.views.explain(desk.first_touch(ana))
        finding = next(found for found in verdict_of(desk.planner, ana).findings if found.rule == "weekly-cap")
        if policy == "strict":
            assert row.held_until == finding.until == dt.date(2026, 11, 30)
            assert next(one.next_slot for one in desk.planner.views.budgets() if one.name == "messages in seven days") == finding.until
        else:
            assert row.urgency == "due"
            assert finding.severity.value == "warn"
        desk.planner.close()


def test_a_rule_switched_off_lifts_the_hold_of_the_schedule_as_well(tmp_path: Path) -> None:
    off = '[[rule]]\nid = "cool-down"\noff = true\n'
    for rules, urgency, verdict in (("", "held", "wait"), (off, "due", "send")):
        desk = Desk(tmp_path / urgency, rules=rules)
        ana, step, _ = after_a_conflict(desk)
        assert desk.planner.views.explain(step).urgency == urgency
        assert verdict_of(desk.planner, ana).kind.value == verdict
        desk.planner.close()


def test_a_rule_overruled_for_a_draft_lets_its_step_come_up(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    ana, step, _ = after_a_conflict(desk)
    draft = desk.planner.drafts.compose(ana)
    assert desk.planner.views.explain(step).urgency == "held"
    desk.planner.drafts.overrule(draft.id, "cool-down", "we made peace over lunch")
    assert desk.planner.views.explain(step).urgency == "due"
    assert verdict_of(desk.planner, ana).kind.value == "send"
    desk.planner.undo()
    assert desk.planner.views.explain(step).urgency == "held"
    desk.planner.close()


def test_open_first_touches_of_the_settings_count_for_both(tmp_path: Path) -> None:
    told = []
    for most in (1, 2):
        desk = Desk(tmp_path / str(most), open_first_touches=most)
        ana, tom = desk.add("Ana Ruiz", queued=True), desk.add("Tom Okafor")
        desk.planner.steps.sent(tom)
        desk.later(3)
        rules = {found.rule for found in verdict_of(desk.planner, ana).findings}
        told.append((desk.planner.views.explain(desk.first_touch(ana)).urgency, "spray" in rules))
        desk.planner.close()
    assert told == [("held", True), ("due", False)]


def test_a_draft_that_goes_by_invitation_waits_for_the_budget_of_invitations(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "[limits.notes_free]\nvalue = 1\n")
    guest = desk.add("Guest Number0", desk.planner.companies.add("Company 0").id)
    desk.planner.steps.sent(guest, channel=Channel.INVITE)
    ana = desk.add("Ana Ruiz", queued=True)
    step = desk.first_touch(ana)
    assert desk.planner.views.explain(step).urgency == "due"
    assert verdict_of(desk.planner, ana, channel=Channel.INVITE).until == dt.date(2026, 12, 1)
    desk.planner.drafts.compose(ana, channel=Channel.INVITE, purpose="learn")
    row = desk.planner.views.explain(step)
    free = next(one.next_slot for one in desk.planner.views.budgets() if one.name == "notes this month")
    assert row.held_until == verdict_of(desk.planner, ana).until == free == dt.date(2026, 12, 1)
    desk.planner.close()


def test_a_draft_sent_by_invitation_counts_as_one_and_runs_as_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    ana = desk.add("Ana Ruiz", queued=True)
    draft = desk.planner.drafts.compose(ana, channel=Channel.INVITE, purpose="learn")
    desk.planner.drafts.save(draft.id, "Hi Ana, your talk in Lisbon stayed with me. How do you plan releases?")
    sent = desk.planner.steps.sent(ana)
    assert (sent.kind, sent.cadence) == (StepKind.INVITE, "linkedin-invite")
    assert next(one.used for one in desk.planner.views.budgets() if one.name == "notes this month") == 1
    assert StepKind.WITHDRAW in {row.kind for row in desk.planner.views.followups(desk.fernwick)}
    desk.planner.close()


def test_the_list_of_insiders_says_how_long_a_hold_lasts_and_leaves_turns_to_the_queue(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.add("Ana Ruiz", queued=True)
    tom = desk.add("Tom Okafor", queued=True)
    desk.planner.people.edit(tom, paused_until="2026-12-03")
    desk.add("Mei Tanaka", queued=True)
    words = {row.name: row.word for row in desk.planner.views.insiders(desk.fernwick)}
    assert words["Tom Okafor"] == "wait 10d"
    assert words["Mei Tanaka"] == "queued"
    assert verdict_of(desk.planner, tom).until == dt.date(2026, 12, 3)
    desk.planner.close()


def test_an_introduction_on_record_counts_as_one_everywhere(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    ines = desk.add("Ines Kovac")
    mei = desk.add("Mei Tanaka", queued=True, known=False, degree=2, bridge=ines)
    desk.planner.evidence.add(mei, "introduced", on="2026-11-20", detail="Ines Kovac")
    draft = desk.planner.drafts.compose(mei)
    assert context(desk.planner, draft.id, desk.planner.store.get(Person, mei), draft.channel, draft.purpose).introduced
    assert next(row for row in desk.planner.views.paths(desk.fernwick) if mei in [link.person for link in row.links]).state == "introduced"
    assert "bridge" not in {found.rule for found in verdict_of(desk.planner, mei).findings}
    desk.planner.steps.sent(mei, as_is=True)
    assert StepKind.FOLLOW_UP not in {row.kind for row in desk.planner.views.followups(desk.fernwick) if row.person == mei}
    desk.planner.close()
