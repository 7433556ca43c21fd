"""Rules on when: gaps, caps, rests after silence, answers owed, absences, and good moments."""

from __future__ import annotations

import datetime as dt

from outreach.domain.etiquette.rulebook import Rule
from outreach.domain.etiquette.situation import Hit, Scene, VerdictKind
from outreach.domain.kinds import EvidenceKind, Purpose, Severity, StepKind
from outreach.domain.ranking import GOOD_MOMENT_DAYS, GOOD_MOMENTS
from outreach.domain.relationship import ANSWERS, day_of, history
from outreach.domain.saying import listed, plural, say_day


def person_gap(scene: Scene, rule: Rule) -> Hit | None:
    """S42: written to a moment ago. An answer since then lifts it; it is shorter than every cadence's follow-up, so it blocks none."""
    last = scene.last_touch
    if last is None or scene.answering or (scene.last_answer and scene.last_answer >= last):
        return None
    until = scene.at.calendar.add(last, rule.number("business_days"))
    return Hit(f"you wrote on {say_day(last)}", f"an answer, or {say_day(until)}", VerdictKind.WAIT, until) if until > scene.day else None


def company_gap(scene: Scene, rule: Rule) -> Hit | None:
    """S42: another first message to the same company a moment ago."""
    if not scene.first_touch or scene.company is None or scene.answering:
        return None
    opening = {StepKind.FIRST_TOUCH, StepKind.INVITE, StepKind.NEXT_INSIDER}
    days = [day for day, step in history(scene.at.company_steps, scene.day) if step.kind in opening and step.person != scene.person.id]
    if not days:
        return None
    until = scene.at.calendar.add(days[-1], rule.number("business_days"))
    return (
        Hit(f"another first message went to this company on {say_day(days[-1])}", f"{say_day(until)}", VerdictKind.WAIT, until)
        if until > scene.day
        else None
    )


def weekly_cap(scene: Scene, rule: Rule) -> Hit | None:
    """S42: enough messages for one week."""
    cap = rule.number("messages")
    if scene.at.touches_this_week < cap or scene.answering:
        return None
    return Hit(
        f"{plural(scene.at.touches_this_week, 'message')} in seven days",
        "a quieter week",
        VerdictKind.WAIT,
        scene.day + dt.timedelta(days=1),
    )


def invite_budget(scene: Scene, rule: Rule) -> Hit | None:
    """S42: the platform's own budget of invitations or notes is used up."""
    slot = scene.at.next_slot
    if scene.inviting and slot is not None and slot > scene.day:
        return Hit("the budget of invitations is used up", f"the next free slot, {say_day(slot)}", VerdictKind.WAIT, slot)
    return None


def rest(scene: Scene, rule: Rule) -> Hit | None:
    """S42: two touches unanswered, then rest (source: the method)."""
    most = rule.number("recruiter_touches" if scene.recruiter else "touches")
    if scene.waiting < most or scene.answering or scene.last_touch is None:
        return None
    until = scene.last_touch + dt.timedelta(days=rule.number("days"))
    if until <= scene.day:
        return None
    return Hit(
        f"{plural(scene.waiting, 'touch', 'touches')} without an answer",
        f"an answer, or {say_day(until)}",
        VerdictKind.WAIT,
        until,
        word="rest",
    )


def ceiling(scene: Scene, rule: Rule) -> Hit | None:
    """S42: the hard ceiling of unanswered touches, whatever the cadence."""
    if scene.waiting < rule.number("touches") or scene.answering:
        return None
    return Hit(f"{plural(scene.waiting, 'touch', 'touches')} without an answer", "a word from them", VerdictKind.DONT, word="rest")


def declined(scene: Scene, rule: Rule) -> Hit | None:
    """S44: they said no, which is an answer like any other."""
    if scene.answering:
        return None
    said = [step.kind for _, step in scene.past if step.kind in ANSWERS]
    if said and said[-1] is StepKind.DECLINED:
        return Hit("they said no, and that is settled", "a word from them", VerdictKind.DONT, word="rest")
    return None


def away(scene: Scene, rule: Rule) -> Hit | None:
    """They are out of office until a known day, or for a while."""
    absences = [(day, step) for day, step in scene.past if step.kind is StepKind.OUT_OF_OFFICE]
    if not absences or (scene.last_answer and scene.last_answer > absences[-1][0]):
        return None
    day, step = absences[-1]
    back = step.on if step.on and step.on > day else scene.at.calendar.add(day, rule.number("business_days"))
    return Hit(f"out of office, back {say_day(back)}", say_day(back), VerdictKind.WAIT, back) if back > scene.day else None


def pending(scene: Scene, rule: Rule) -> Hit | None:
    """S07: invited already, connected already, or withdrawn too lately to invite again."""
    if not scene.inviting:
        return None
    if scene.sums.connected:
        return Hit("you are connected already", "a message instead of an invitation", VerdictKind.OTHER_WAY, word="message")
    withdrawn = [day for day, step in scene.past if step.kind is StepKind.WITHDRAW]
    invited = [day for day, step in scene.past if step.kind is StepKind.INVITE]
    invited += [e.on for e in scene.at.evidence if e.kind is EvidenceKind.INVITED_THEM and e.on and "not accepted" in e.detail]
    if withdrawn and (not invited or withdrawn[-1] >= max(invited)):
        until = withdrawn[-1] + dt.timedelta(days=rule.number("lock_days"))
        return (
            Hit(f"withdrawn on {say_day(withdrawn[-1])}: no new invitation for three weeks", say_day(until), VerdictKind.WAIT, until)
            if until > scene.day
            else None
        )
    if invited:
        return Hit(
            f"invited on {say_day(max(invited))}, not accepted yet",
            "their accepting, or another way",
            VerdictKind.OTHER_WAY,
            word="e-mail" if scene.person.email else "invited",
        )
    return None


def answer_owed(scene: Scene, rule: Rule) -> Hit | None:
    """S57: they wrote last and wait for an answer."""
    if scene.answering or not scene.open_steps(StepKind.REPLY_OWED) or scene.purpose is Purpose.FOLLOW_UP:
        return None
    return Hit("they wrote last: an answer is owed", "answering them first", VerdictKind.OTHER_WAY, word="answer")


def quiet_day(scene: Scene, rule: Rule) -> Hit | None:
    """A mild preference for Monday to Thursday, never more (source: PRACTICES, shipped cadences)."""
    if scene.day.weekday() >= 4 or not scene.at.calendar.is_workday(scene.day):
        return Hit("Monday to Thursday mornings do a little better", "nothing needs to change", severity=Severity.HINT)
    return None


def good_moment(scene: Scene, rule: Rule) -> Hit | None:
    """S41: a success or a talk makes this a good week to write."""
    recent = [(day, step) for day, step in scene.past if step.kind in GOOD_MOMENTS and (scene.day - day).days <= GOOD_MOMENT_DAYS]
    news = [item for item in scene.person.news if 0 <= (scene.day - item.on).days <= GOOD_MOMENT_DAYS]
    if not recent and not news:
        return None
    day = max([day for day, _ in recent] + [item.on for item in news])
    what = recent[-1][1].kind.value if recent else news[-1].text
    return Hit(
        f"a good moment: {what}, {say_day(day)}",
        f"it passes on {say_day(day + dt.timedelta(days=GOOD_MOMENT_DAYS))}",
        severity=Severity.HINT,
    )


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
    "person-gap": person_gap,
    "company-gap": company_gap,
    "weekly-cap": weekly_cap,
    "invite-budget": invite_budget,
    "rest": rest,
    "ceiling": ceiling,
    "declined": declined,
    "away": away,
    "pending": pending,
    "answer-owed": answer_owed,
    "thanks-owed": thanks_owed,
    "quiet-day": quiet_day,
    "good-moment": good_moment,
}
