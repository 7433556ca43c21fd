"""Checks of honesty and proportion: figures and superlatives without proof, too much of oneself, and copies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outreach.domain.drafting.phrases import Phrases
from outreach.domain.drafting.reading import DraftContext, Finding, Reading, name_words
from outreach.domain.kinds import Purpose, Severity

NEAR_COPY = 80.0
"""Per cent of likeness above which a text counts as a copy (source: PRACTICES S32)."""

CROWD = 20
"""From this many on, a number of people or things is a claim; "three teams" is small talk."""

_MINE = re.compile(r"\b(?:I|I['’]m|I['’]ve|I['’]d|my|me|mine|myself|we|our)\b", re.IGNORECASE)
SELF_WORDS = frozenset({"i", "i'm", "i’m", "i've", "i’ve", "i'd", "i’d", "i'll", "i’ll", "my", "me", "mine", "myself"})
YOU_WORDS = frozenset({"you", "your", "yours", "you're", "you’re", "you've", "you’ve", "you'd", "you’d", "you'll", "you’ll"})
_FIGURE = re.compile(
    r"(?<![\w.,:/#-])(?P<money>[$€£]\s?)?(?P<number>\d[\d.,]*\d|\d)"
    r"(?P<unit>\s?%|\s?per\s?cent\b|[xX]\b|[kKmM]\b|\s?(?:thousand|million|billion|bn)\b)?"
    r"(?P<noun>\+?\s+(?:\w+\s){0,1}(?:users|customers|clients|people|engineers|designers|developers|reports|countries|products|stores|sites|teams|"
    r"projects|awards|deals|accounts|downloads|patients|students|markets|employees|hires|releases|publications|patents)\b)?"
)
_SPELLED = re.compile(
    r"\b(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|several|many)\s+)?"
    r"(?:hundreds?|thousands?|millions?|billions?)\b|\b(?:ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\s+per\s?cent\b",
    re.IGNORECASE,
)
_SAID_OF_SELF = re.compile(
    r"\b(?:I am|I['’]m|I have|I['’]ve|I bring|I can|I always|I deliver\w*|I offer|I possess|I hold|am|my|as an?|being)\b[^.!?\n]{0,60}$|"
    r"\b(?:I|we)\s$",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(?:I|we|my (?:team|work|code|campaign\w*))\b[^.!?\n]{0,40}\b(?:saved|earned|made|brought|won|sold|raised|cut|grew|increased|"
    r"raising|saving|reduced|improved|generated|reached|served|serving|managed|handled|shipped|delivered)\b[^.!?\n]{0,30}$",
    re.IGNORECASE,
)
"""What makes a figure in words a claim: "we ran into a thousand small things" is none."""

_MULTIPLE = re.compile(r"\b(?:doubled|tripled|quadrupled|halved)\b", re.IGNORECASE)
_BLANKS = re.compile(r"\W+")


def superlatives(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """Big words about oneself that nothing on record backs (source: PRACTICES S37)."""
    backed = " ".join(context.proof).casefold()
    for start, end in phrases.find("superlative", reading.body):
        words = reading.body[start:end]
        if _SAID_OF_SELF.search(reading.body[:start]) and not _about_them(reading.body[:start]) and words.casefold() not in backed:
            yield Finding(
                "superlative",
                Severity.WARN,
                f"“{words}” is a claim without proof",
                start,
                end,
                "say what you did instead, or add the proof",
                "S37",
            )


def figures(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """Numbers about one's own work that neither the proof bank nor a record holds (source: PRACTICES S37)."""
    backed = _numbers(_record_texts(context))
    for match in _FIGURE.finditer(reading.body):
        whole = re.split(r"[.]", _digits(match["number"]), maxsplit=1)[0]
        many = match["noun"] and (len(whole) > 3 or int(whole) >= CROWD)
        if not (match["money"] or match["unit"] or many):
            continue
        sentence = reading.sentence_at(match.start())
        if not _MINE.search(sentence) or sentence.rstrip().endswith("?"):
            continue
        if _digits(match["number"]) not in backed and not _about_them(reading.body[: match.start()]):
            yield Finding(
                "figure",
                Severity.WARN,
                f"“{match[0].strip()}” is not in your proof list",
                *match.span(),
                "add the proof, or leave the figure out",
                "S37",
            )


def multiples(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """ "Doubled" and its kin are figures too (source: PRACTICES S37)."""
    backed = " ".join(_record_texts(context)).casefold()
    for match in _MULTIPLE.finditer(reading.body):
        sentence = reading.sentence_at(match.start())
        mine = re.search(r"\b(?:I|I['’]ve|we|we['’]ve|my|our)\b", sentence) and not _about_them(reading.body[: match.start()])
        if mine and not sentence.rstrip().endswith("?") and match[0].casefold() not in backed:
            yield Finding(
                "figure", Severity.WARN, f"“{match[0]}” is not in your proof list", *match.span(), "add the proof, or leave it out", "S37"
            )


def spelled_figures(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """ "Saved two million" is a figure in words (source: PRACTICES S37)."""
    backed = " ".join(_record_texts(context)).casefold()
    for match in _SPELLED.finditer(reading.body):
        sentence = reading.sentence_at(match.start())
        claimed = _CLAIMED.search(reading.body[: match.start()]) and not _about_them(reading.body[: match.start()])
        if claimed and not sentence.rstrip().endswith("?") and match[0].casefold() not in backed:
            yield Finding(
                "figure", Severity.WARN, f"“{match[0]}” is not in your proof list", *match.span(), "add the proof, or leave it out", "S37"
            )


def proportion(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """More about oneself than about them (source: PRACTICES S28). Reports and thank-yous may speak of oneself."""
    if context.purpose in {Purpose.REPORT_BACK, Purpose.THANK_YOU, Purpose.DECLINE, Purpose.ASK_WHY}:
        return
    mine = sum(word in SELF_WORDS for word in reading.words)
    yours = sum(word in YOU_WORDS for word in reading.words)
    if mine >= 6 and mine > 2 * yours + 2:
        severity = Severity.WARN if mine >= 7 and mine > 3 * max(yours, 1) else Severity.HINT
        yield Finding(
            "about-me",
            severity,
            f"“I” and “my” {mine} times, “you” and “your” {yours}",
            fix="turn two sentences round to them",
            source="S28",
        )


def near_copy(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """Much like a text already sent to somebody at the same company (source: PRACTICES S32)."""
    if not context.sent_texts or len(reading.words) < 8:
        return
    from rapidfuzz import fuzz

    own = _bare(reading.body, name_words(context.person))
    likest = max((fuzz.ratio(own, _bare(text, frozenset())) for text in context.sent_texts), default=0.0)
    if likest > NEAR_COPY:
        yield Finding(
            "near-copy",
            Severity.WARN,
            f"{likest:.0f} % like a message you sent at this company",
            fix="colleagues compare: write this one afresh",
            source="S32",
        )


def _about_them(before: str) -> bool:
    return bool(re.search(r"\b(?:your?|yours|their|the team['’]s)\b[^.!?\n]{0,30}$", before, re.IGNORECASE))


def _record_texts(context: DraftContext) -> list[str]:
    texts: list[str] = [*context.proof, *(e.detail for e in context.evidence)]
    if context.person is not None:
        person = context.person
        texts += [person.hook, person.offer, person.question, person.why_them, person.how_i_know, person.i_can_help_with]
    if context.company is not None:
        texts += [context.company.name]
    return texts


def _numbers(texts: list[str]) -> frozenset[str]:
    return frozenset(_digits(number) for text in texts for number in re.findall(r"\d[\d.,]*", text))


def _digits(number: str) -> str:
    return number.rstrip(".,").replace(",", "")


def _bare(text: str, names: frozenset[str]) -> str:
    return " ".join(word for word in _BLANKS.split(text.casefold()) if word not in names)


LINTS = (superlatives, figures, multiples, spelled_figures, proportion, near_copy)
