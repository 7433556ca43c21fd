"""Taking a company string apart: who employs, who is only mentioned, who was left, and whether there is an employer at all."""

from __future__ import annotations

import re

from outreach.domain.matching.claims import Parts, Reading
from outreach.domain.matching.forms import Form, Phrases, Speller, covered
from outreach.domain.matching.names import Words
from outreach.domain.matching.spelling import fold, words
from outreach.domain.matching.wording import (
    AN_X_COMPANY,
    AT,
    BAR,
    BRACKETS,
    CLIENT,
    DASH,
    DBA,
    EMPLOYS,
    FORMER_LEAD,
    FORMER_NAME,
    FORMER_TAIL,
    LEFT,
    NEW_NAME,
    ON_SITE,
    PARENT,
    RENAMED,
    SERVED,
    STOCK,
    TRADING,
    VIA,
    WORKING,
    YC,
)


class Reader:
    """Reads company strings with the word lists it is given."""

    def __init__(self, lists: Words, speller: Speller) -> None:
        self._spell = speller
        self._placeholder = Phrases(lists.placeholder)
        self._placeholder_core = Phrases(lists.placeholder_core)
        self._freelance = Phrases(lists.freelance)
        self._filler = Phrases(lists.filler)
        self._contract = Phrases(lists.contract)
        self._affiliation = Phrases(lists.affiliation)
        self._markets = frozenset(self._spell.form(name).key for name in lists.freelance_markets)

    def read(self, text: str) -> Reading:
        """The claims of one company string."""
        folded = fold(text)
        whole = self._spell.form(text)
        if not whole.keys:
            return Reading(whole, placeholder=True)
        if self.no_employer(whole.tokens):
            return Reading(whole, placeholder=True)
        parts = Parts()
        plain = text.isascii() or folded == fold(text, spelled_out=True)
        self._sentence(YC.sub(" ", STOCK.sub(" ", folded if plain else text.casefold())), parts)
        return parts.reading(whole)

    def affiliated(self, tokens: tuple[str, ...]) -> bool:
        """Whether words behind a company's name make it a group around the company: alumni, users, resellers."""
        return self._affiliation.inside(tokens)

    def no_employer(self, tokens: tuple[str, ...]) -> bool:
        """Whether the words say there is no employer: a placeholder phrase, alone or among fillers and job words."""
        if covered(tokens, self._placeholder):
            return True
        around = (self._placeholder, self._placeholder_core, self._filler, self._spell.places)
        if self._freelance.inside(tokens):
            return covered(tokens, *around, self._freelance, self._spell.jobs)
        return self._placeholder_core.inside(tokens) and covered(tokens, *around)

    def _sentence(self, text: str, parts: Parts) -> None:
        inner = BRACKETS.findall(text)
        first, *rest = [piece for piece in BAR.split(BRACKETS.sub(" ", text)) if piece.strip()] or [""]
        self._employer(first, parts)
        for piece in inner:
            self._aside(piece, parts, bracketed=True)
        for piece in rest:
            self._aside(piece, parts, bracketed=False)

    def _employer(self, text: str, parts: Parts) -> None:
        """Read the part that names the employer."""
        if hit := FORMER_LEAD.match(text) or FORMER_TAIL.match(text):
            parts.left.append(self._spell.form(hit["name"]))
            return
        text = TRADING.sub(" dba ", WORKING.sub("", text))
        for pattern, into in ((CLIENT, parts.mentioned), (ON_SITE, parts.mentioned), (VIA, parts.main)):
            if (hit := pattern.search(text)) and (hit.start() > 0 or pattern is not VIA):
                into.append(self._spell.form(hit["name"]))
                before = text[: hit.start()].strip()
                if pattern is VIA:
                    parts.mentioned.append(self._spell.form(before))
                elif before:
                    self._employer(before, parts)
                parts.contract = parts.contract or (pattern is ON_SITE and not before)
                return
        pieces = AT.split(text)
        if len(pieces) > 1 and self._at(pieces[0], pieces[-1], parts, certain="@" in text):
            return
        names = [piece for piece in DBA.split(text) if piece.strip()]
        for name in names:
            self._named(name, parts, alone=len(names) == 1)

    def _at(self, before: str, after: str, parts: Parts, *, certain: bool) -> bool:
        """Read "A at B": B employs when A is a job; B is a client when A is a company or a contractor."""
        tokens = words(before)
        if not tokens or not words(after):
            return False
        hired = not self._contract.inside(tokens) and covered(tokens, self._spell.jobs, self._filler)
        if hired:
            self._named(after, parts, alone=True)
        elif self._contract.inside(tokens) or self._placeholder.inside(tokens):
            parts.mentioned.append(self._spell.form(after))
            parts.contract = True
        elif certain:
            self._named(before, parts, alone=True)
            parts.mentioned.append(self._spell.form(after))
        else:
            return False
        return True

    def _named(self, text: str, parts: Parts, *, alone: bool) -> None:
        """Read one name with what trails it: an earlier name, a parent, a place, a job."""
        if (hit := RENAMED.search(text)) and hit.start() > 0 and text[hit.end() :].strip():
            parts.renamed.append(self._spell.form(text[hit.end() :]))
            text = text[: hit.start()]
        for pattern in (AN_X_COMPANY, PARENT):
            if (hit := pattern.search(text)) and hit.start() > 0:
                parts.parents.append(self._spell.form(hit["name"]))
                if pattern is AN_X_COMPANY or not text[hit.start() :].lstrip().startswith("by "):
                    text = text[: hit.start()]
                break
        head, *tails = DASH.split(text)
        if "," in text and not tails:
            head, *tails = text.split(",")
        if tails and words(head) and self._trails(tails, head):
            text = head
        elif len(tails) == 1 and _initials_fit(words(head), words(tails[0])):
            parts.main += [self._spell.form(head), self._spell.form(tails[0])]
        elif native := _two_scripts(words(text)):
            parts.sides += [self._spell.form(side) for side in native]
        elif tails:
            parts.sides += [self._spell.form(side) for side in (head, *tails) if words(side)]
        tokens = words(text)
        if alone and len(tokens) > 1 and self._beside_placeholder(text, parts):
            return
        form = self._spell.form(text)
        if form.keys:
            parts.main.append(form)
        parts.mentioned += self._sides(text)
        for tail in tails:
            if hit := FORMER_LEAD.match(tail):
                parts.left.append(self._spell.form(hit["name"]))

    def _sides(self, text: str) -> list[Form]:
        """The names on both sides of a slash: either may be the employer."""
        names = [name for name in text.split("/") if len(name.strip()) > 1]
        return [self._spell.form(name) for name in names] if len(names) > 1 else []

    def _trails(self, tails: list[str], head: str) -> bool:
        """Whether all that follows a name is places, offices, jobs or its own initials."""
        return all(self.beside_the_point(words(tail)) or _initials_fit(words(tail), words(head)) for tail in tails)

    def beside_the_point(self, tokens: tuple[str, ...]) -> bool:
        """Whether words name no company of their own."""
        return covered(tokens, self._spell.places, self._spell.glue, self._spell.jobs, self._spell.legal, self._filler)

    def _beside_placeholder(self, text: str, parts: Parts) -> bool:
        """Read "Freelance & Netflix", "Upwork freelance": a company beside a word for having none."""
        names = [name for name in re.split(r"\s*(?:&|\+|,|/|\band\b)\s*", text) if name.strip()]
        real = [name for name in names if not self.no_employer(words(name))]
        if 0 < len(real) < len(names):
            parts.mentioned += [self._spell.form(name) for name in real]
            return True
        tokens = words(text)
        if self._freelance.at_end(tokens) or self._freelance.at_start(tokens):
            n, m = self._freelance.at_start(tokens), self._freelance.at_end(tokens)
            rest = tokens[n : len(tokens) - m] if n + m < len(tokens) else ()
            form = self._spell.form(" ".join(rest))
            if rest and form.key in self._markets:
                parts.affiliated = True
            elif rest:
                parts.mentioned.append(form)
                parts.contract = True
            return bool(rest)
        return False

    def _aside(self, text: str, parts: Parts, *, bracketed: bool) -> None:
        """Read what stands in brackets or behind a bar."""
        tokens = words(fold(text))
        if LEFT.match(text):
            parts.left += parts.main
            parts.main.clear()
            return
        if not tokens or self.beside_the_point(tokens) or self.no_employer(tokens):
            parts.contract = parts.contract or self._contract.inside(tokens)
            return
        if self._contract.inside(tokens) and covered(tokens, self._contract, self._spell.jobs):
            parts.contract = True
            return
        name = self._spell.form(text)
        if self._affiliation.inside(tokens):
            parts.affiliated = True
        elif bracketed and parts.main and (hit := FORMER_NAME.match(text)):
            parts.renamed.append(self._spell.form(hit["name"]))
        elif hit := NEW_NAME.match(text):
            parts.main.append(self._spell.form(hit["name"]))
        elif hit := FORMER_LEAD.match(text) or FORMER_TAIL.match(text):
            parts.left.append(self._spell.form(hit["name"]))
        elif parts.main and (hit := EMPLOYS.match(text)):
            parts.mentioned += parts.main
            parts.main[:] = [self._spell.form(hit["name"])]
        elif hit := CLIENT.search(text) or ON_SITE.search(text) or SERVED.match(text):
            parts.mentioned.append(self._spell.form(hit["name"]))
        elif hit := AN_X_COMPANY.search(text) or PARENT.search(text):
            parts.parents.append(self._spell.form(hit["name"]))
        elif parts.main and (_initials_fit(name.tokens, parts.main[0].core) or _initials_fit(parts.main[0].core, name.core)):
            parts.main.append(name)
        else:
            parts.mentioned += [name, *self._sides(text)]


def _initials_fit(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one word is the initials of several: "TCS" of "Tata Consultancy Services"."""
    if len(short) != 1 or len(short[0]) < 2 or len(long) < 2:
        return False
    small = {"and", "of", "the", "for", "in", "de", "la", "du", "des", "und", "y", "e", "et"}
    return short[0] in ("".join(w[0] for w in long), "".join(w[0] for w in long if w not in small))


def _two_scripts(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A name written in Latin letters and again in another script, as its two halves; empty when it is not."""
    latin = [t for t in tokens if t[0] < "\u0250"]
    other = [t for t in tokens if t[0] >= "\u0250"]
    return (" ".join(latin), " ".join(other)) if latin and other else ()
