"""Rules on when that look at the records: invitations out, answers and thanks owed, quiet days and good moments."""

from __future__ import annotations

from outreach.domain.etiquette.rulebook import Rule
from outreach.domain.etiquette.situation import Hit, Scene, VerdictKind
from outreach.domain.kinds import EvidenceKind, Purpose, Severity, StepKind
from outreach.domain.relationship import day_of
from outreach.domain.saying import listed, say_day
from outreach.domain.timing.followups import INTRODUCED
from outreach.domain.timing.history import invites
from outreach.domain.timing.moments import GOOD_MOMENTS, passes_on
from outreach.domain.timing.restraints import Restraint


def pending(scene: Scene, rule: Rule) -> Hit | None:
    """S07: invited already, connected already, or withdrawn too lately to invite again."""
    if not scene.inviting:
        return None
    if scene.sums.connected:
        return Hit("you are connected already", "a message instead of an invitation", VerdictKind.OTHER_WAY, word="message")
    if (lock := scene.held(Restraint.LOCK)) is not None:
        return Hit(lock.by, say_day(lock.until) if lock.until else "time", VerdictKind.WAIT, lock.until)
    withdrawn = [day for day, step in scene.past if step.kind is StepKind.WITHDRAW]
    invited = [day for day, step in scene.past if invites(step)]
    invited += [e.on for e in scene.at.evidence if e.kind is EvidenceKind.INVITED_THEM and e.on and "not accepted" in e.detail]
    if withdrawn and (not invited or withdrawn[-1] >= max(invited)):
        return None
    if invited:
        return Hit(
            f"invited on {say_day(max(invited))}, not accepted yet",
            "their accepting, or another way",
            VerdictKind.OTHER_WAY,
            word="e-mail" if scene.person.email else "invited",
        )
    return None


def answer_owed(scene: Scene, rule: Rule) -> Hit | None:
    """S57: they wrote last and wait for an answer. After an introduction somebody else did: the first message is the answer."""
    owed = [step for step in scene.open_steps(StepKind.REPLY_OWED) if step.cadence != INTRODUCED]
    if scene.answering or not owed or scene.purpose is Purpose.FOLLOW_UP:
        return None
    return Hit("they wrote last: an answer is owed", "answering them first", VerdictKind.OTHER_WAY, word="answer")


def quiet_day(scene: Scene, rule: Rule) -> Hit | None:
    """A mild preference for Monday to Thursday, never more (source: PRACTICES, shipped cadences)."""
    if scene.day.weekday() >= 4 or not scene.at.calendar.is_workday(scene.day):
        return Hit("Monday to Thursday mornings do a little better", "nothing needs to change", severity=Severity.HINT)
    return None


def good_moment(scene: Scene, rule: Rule) -> Hit | None:
    """S41: a success or a talk makes this a good week to write."""
    days = scene.at.moment_days
    recent = [(day, step) for day, step in scene.past if step.kind in GOOD_MOMENTS and scene.day <= passes_on(day, days)]
    news = [item for item in scene.person.news if item.on <= scene.day <= passes_on(item.on, days)]
    if not recent and not news:
        return None
    day = max([day for day, _ in recent] + [item.on for item in news])
    what = recent[-1][1].kind.value if recent else news[-1].text
    return Hit(f"a good moment: {what}, {say_day(day)}", f"it passes on {say_day(passes_on(day, days))}", severity=Severity.HINT)


def thanks_owed(scene: Scene, rule: Rule) -> Hit | None:
    """S57: a thank-you or a report is owed to this person, or to the one who introduced them."""
    if scene.answering:
        return None
    owed = scene.open_steps(StepKind.THANK_YOU, StepKind.REPORT_BACK)
    late = [step for step in owed if (day := day_of(step)) is not None and day <= scene.day]
    if owed and scene.asks:
        return Hit(f"a {owed[0].kind.value} is owed to them", "sending it before asking again", VerdictKind.OTHER_WAY, word="thank first")
    if late:
        return Hit(f"owed to them: {listed([step.kind.value for step in late])}", "sending it", severity=Severity.WARN)
    return None


RULES = {
    "pending": pending,
    "answer-owed": answer_owed,
    "thanks-owed": thanks_owed,
    "quiet-day": quiet_day,
    "good-moment": good_moment,
}
