"""Taking a company string apart: who employs, who is only mentioned, who was left, and whether there is an employer at all."""

from __future__ import annotations

import re

import msgspec

from outreach.domain.matching.forms import Form, Phrases, Speller, covered
from outreach.domain.matching.names import Words
from outreach.domain.matching.spelling import fold, words


class Reading(msgspec.Struct, frozen=True):
    """What a company string claims."""

    whole: Form
    """The string as one name."""
    main: tuple[Form, ...] = ()
    """Names of the employer."""
    renamed: tuple[Form, ...] = ()
    """Names the employer says it had before."""
    parents: tuple[Form, ...] = ()
    """Companies the employer says it belongs to."""
    mentioned: tuple[Form, ...] = ()
    """Clients, second jobs and other companies named beside the employer."""
    left: tuple[Form, ...] = ()
    """Former employers."""
    placeholder: bool = False
    """The string says there is no employer, or hides it."""
    contract: bool = False
    """The person works on a contract, not as an employee."""
    affiliated: bool = False
    """A group around a company: alumni, users, resellers."""


_FORMER = (
    r"(?:x-|ex\s*[-:.]?\s+|ex-|former(?:ly)?\b|previous(?:ly)?\b|prev\b\.?|past\b|retired\s+from\b|late\s+of\b|alum(?:nus|na)?\s+of\b|ehemals\b|ehemalig\w*\b|fruher\b|"
    r"ancien(?:ne)?(?:ment)?\b|antes\b|antiguo\b|anteriormente\b|precedentemente\b|gia\b|voorheen\b|tidligere\b|tidigare\b|entinen\b|бывш\w*\b|экс-|前|元)"
)
_FORMER_LEAD = re.compile(rf"^\s*{_FORMER}\s*[-:]?\s*(?:(?:at|of|from|with|by|employee|employer|chez|bei|en|a)\b\s*:?\s*)*(?P<name>\S.*)$")
_FORMER_TAIL = re.compile(
    r"^(?P<name>.+?)\s*[-,(|:]?\s*\b(?:former(?: employee)?|formerly|past|previous|ex|retired|retiree|alum|alumnus|alumna|alumni|laid off|ehemalig|until \d{4})\)?$"
)
_DBA = re.compile(
    r"\s*[,(]?\s*\b(?:dba|doing business as|trading as|operating as|aka|also known as|now known as|now called|renamed(?: to| as)?|rebranded(?: to| as)?|now(?=\s+\w)(?!\s+(?:part|with|at)\b)|tradename)\b\s*:?\s*"
)
_TRADING = re.compile(r"(?<![^\W_])(?:t/a|d/b/a|a/k/a)(?![^\W_])\s*")
_RENAMED = re.compile(
    r"\s*[,(]?\s*\b(?:formerly known as|formerly|previously known as|previously|fka|ehemals|anciennement|antes|anteriormente|ex)\b[\s:-]*"
)
_PARENT = re.compile(
    r"[,\s-]*\b(?:(?:now |a |an |the )*(?:proud |wholly[- ]owned |independent )*(?:part|member|division|subsidiary|unit|affiliate|brand|entity|business|company|arm) of(?: the)?|(?:owned|acquired|powered|bought|backed) by|by)\s+(?P<name>.+)$"
)
_AN_X_COMPANY = re.compile(
    r"(?:^|[,\s-])\s*\b(?:now )?(?:an?|the|part of)\s+(?P<name>.+?)\s+(?:group\s+)?(?:company|brand|business|subsidiary|enterprise|venture|unit|division|portfolio company|group company|entity|family)$"
)
_CLIENT = re.compile(
    r"\s*[-,|:(]?\s*\b(?:end[- ])?(?:client|customer|project|account|cliente|kunde|deputed|payroll)s?\s*(?:(?:at|to|for|of|is|name)\b|[:\-=])\s*:?\s*(?P<name>.+)$"
)
_ON_SITE = re.compile(
    r"\s*[-,|(]?\s*(?:\b(?:on )?(?:contract(?:or|ing|ed)?|consult(?:ant|ing)|vendor|assigned|on assignment|assignment|outsourced|onsite|on[- ]site|deployed|working|works|placed|temp|freelanc(?:e|er|ing)|intern|internship)\s+(?:at|for|with|to|@|by)|\bon behalf of|\bc/o|\bfor client)\s+(?P<name>.+)$"
)
_VIA = re.compile(
    r"\s*[-,|(]?\s*\b(?:via|through|thru|c/o|employed by|contracted through|payrolled by|by way of|uber|über)\s+(?P<name>.+)$"
)
_AT = re.compile(r"\s+(?:at|bei|chez|en|na|@)\s+|\s*@\s*")
_STOCK = re.compile(
    r"[\(\[,]?\s*\b(?:nasdaq|nyse|nyse american|amex|lse|tsx|tsxv|asx|bse|nse|hkex|sehk|sgx|xetra|fra|euronext|epa|ams|bme|bit|six|swx|otc|otcqb|otcmkts|tse|tyo|jse|b3|bovespa|moex|krx|kospi|twse)\s*[:：]\s*[\w.]+\s*[\)\]]?"
)
_BRACKETS = re.compile(r"[\(\[\{（【]([^()\[\]{}（）【】]*)[\)\]\}）】]?")
_BAR = re.compile(r"\s*[|•·‖;¦／]\s*|\s+/+\s+|\s+\\\s+|\s+>\s+|\s*//+\s*")
_DASH = re.compile(r"\s+[-–—~:]+\s*|\s*[–—]\s*|\s*[-:]\s+")
_YC = re.compile(r"\(\s*(?:yc|y combinator|techstars)\s*[swx]?\d{0,4}\s*\)|\byc\s+[swx]\d\d\b")


class Reader:
    """Reads company strings with the word lists it is given."""

    def __init__(self, lists: Words, speller: Speller) -> None:
        self._spell = speller
        self._placeholder = Phrases(lists.placeholder)
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
        parts = _Parts(self._affiliation.inside(whole.tokens))
        plain = text.isascii() or folded == fold(text, spelled_out=True)
        self._sentence(_YC.sub(" ", _STOCK.sub(" ", folded if plain else text.casefold())), parts)
        return Reading(
            whole,
            main=tuple(parts.main),
            renamed=tuple(parts.renamed),
            parents=tuple(parts.parents),
            mentioned=tuple(parts.mentioned),
            left=tuple(parts.left),
            placeholder=not parts.main and not parts.mentioned and not parts.left,
            contract=parts.contract,
            affiliated=parts.affiliated,
        )

    def no_employer(self, tokens: tuple[str, ...]) -> bool:
        """Whether the words say there is no employer: a placeholder phrase, alone or among fillers and job words."""
        if not self._placeholder.inside(tokens):
            return False
        return covered(tokens, self._placeholder, self._filler, self._spell.jobs, self._spell.places, self._spell.legal)

    def _sentence(self, text: str, parts: _Parts) -> None:
        inner = _BRACKETS.findall(text)
        first, *rest = [piece for piece in _BAR.split(_BRACKETS.sub(" ", text)) if piece.strip()] or [""]
        self._employer(first, parts)
        for piece in inner:
            self._aside(piece, parts)
        for piece in rest:
            self._aside(piece, parts)

    def _employer(self, text: str, parts: _Parts) -> None:
        """Read the part that names the employer."""
        if hit := _FORMER_LEAD.match(text) or _FORMER_TAIL.match(text):
            parts.left.append(self._spell.form(hit["name"]))
            return
        text = _TRADING.sub(" dba ", text)
        for pattern, into in ((_CLIENT, parts.mentioned), (_ON_SITE, parts.mentioned), (_VIA, parts.main)):
            if (hit := pattern.search(text)) and (hit.start() > 0 or pattern is not _VIA):
                into.append(self._spell.form(hit["name"]))
                before = text[: hit.start()].strip()
                if pattern is _VIA:
                    parts.mentioned.append(self._spell.form(before))
                elif before:
                    self._employer(before, parts)
                parts.contract = parts.contract or (pattern is _ON_SITE and not before)
                return
        pieces = _AT.split(text)
        if len(pieces) > 1 and self._at(pieces[0], pieces[-1], parts, certain="@" in text):
            return
        names = [piece for piece in _DBA.split(text) if piece.strip()]
        for name in names:
            self._named(name, parts, alone=len(names) == 1)

    def _at(self, before: str, after: str, parts: _Parts, *, certain: bool) -> bool:
        """Read "A at B": B employs when A is a job; B is a client when A is a company or a contractor."""
        tokens = words(before)
        if not tokens or not words(after):
            return False
        if self._contract.inside(tokens) or self._placeholder.inside(tokens):
            parts.mentioned.append(self._spell.form(after))
            parts.contract = True
            return True
        if covered(tokens, self._spell.jobs, self._filler):
            self._named(after, parts, alone=True)
            return True
        if certain:
            self._named(before, parts, alone=True)
            parts.mentioned.append(self._spell.form(after))
        return certain

    def _named(self, text: str, parts: _Parts, *, alone: bool) -> None:
        """Read one name with what trails it: an earlier name, a parent, a place, a job."""
        if (hit := _RENAMED.search(text)) and hit.start() > 0 and text[hit.end() :].strip():
            parts.renamed.append(self._spell.form(text[hit.end() :]))
            text = text[: hit.start()]
        for pattern in (_AN_X_COMPANY, _PARENT):
            if (hit := pattern.search(text)) and hit.start() > 0:
                parts.parents.append(self._spell.form(hit["name"]))
                if pattern is _AN_X_COMPANY or not text[hit.start() :].lstrip().startswith("by "):
                    text = text[: hit.start()]
                break
        head, *tails = _DASH.split(text)
        if "," in text and not tails:
            head, *tails = text.split(",")
        if tails and words(head) and self._trails(tails, head):
            text = head
        elif len(tails) == 1 and _initials_fit(words(head), words(tails[0])):
            parts.main += [self._spell.form(head), self._spell.form(tails[0])]
        tokens = words(text)
        if alone and len(tokens) > 1 and self._beside_placeholder(text, parts):
            return
        form = self._spell.form(text)
        if form.keys:
            parts.main.append(form)
        if "/" in text and len(names := [n for n in text.split("/") if len(n.strip()) > 1]) > 1:
            parts.mentioned += [self._spell.form(n) for n in names]
        for tail in tails:
            if hit := _FORMER_LEAD.match(tail):
                parts.left.append(self._spell.form(hit["name"]))

    def _trails(self, tails: list[str], head: str) -> bool:
        """Whether all that follows a name is places, offices, jobs or its own initials."""
        return all(self.beside_the_point(words(tail)) or _initials_fit(words(tail), words(head)) for tail in tails)

    def beside_the_point(self, tokens: tuple[str, ...]) -> bool:
        """Whether words name no company of their own."""
        return covered(tokens, self._spell.places, self._spell.glue, self._spell.jobs, self._spell.legal, self._filler)

    def _beside_placeholder(self, text: str, parts: _Parts) -> bool:
        """Read "Freelance & Netflix", "Upwork freelance": a company beside a word for having none."""
        names = [name for name in re.split(r"\s*(?:&|\+|,|/|\band\b)\s*", text) if name.strip()]
        real = [name for name in names if not self.no_employer(words(name))]
        if 0 < len(real) < len(names):
            parts.mentioned += [self._spell.form(name) for name in real]
            return True
        tokens = words(text)
        if self._contract.at_end(tokens) or self._contract.at_start(tokens):
            n, m = self._contract.at_start(tokens), self._contract.at_end(tokens)
            rest = tokens[n : len(tokens) - m] if n + m < len(tokens) else ()
            form = self._spell.form(" ".join(rest))
            if rest and form.key in self._markets:
                parts.affiliated = True
            elif rest:
                parts.mentioned.append(form)
                parts.contract = True
            return bool(rest)
        return False

    def _aside(self, text: str, parts: _Parts) -> None:
        """Read what stands in brackets or behind a bar."""
        tokens = words(fold(text))
        if not tokens or self.beside_the_point(tokens) or self.no_employer(tokens):
            parts.contract = parts.contract or self._contract.inside(tokens)
            return
        if self._contract.inside(tokens) and covered(tokens, self._contract, self._spell.jobs):
            parts.contract = True
            return
        name = self._spell.form(text)
        if self._affiliation.inside(tokens):
            parts.affiliated = True
        elif hit := re.match(
            r"^\s*(?:formerly known as|formerly|previously|fka|previously known as|former|ex|ehemals|anciennement|antes|was)\b[\s:-]*(.+)$",
            text,
        ):
            (parts.renamed if parts.main else parts.left).append(self._spell.form(hit[1]))
            if re.match(r"^\s*ex\b", text) or not parts.main:
                parts.left.append(self._spell.form(hit[1]))
        elif hit := re.match(r"^\s*(?:now|dba|aka|also known as|trading as|rebranded to|t/a|d/b/a)\b[\s:-]*(.+)$", text):
            parts.main.append(self._spell.form(hit[1]))
        elif hit := _FORMER_LEAD.match(text) or _FORMER_TAIL.match(text):
            parts.left.append(self._spell.form(hit["name"]))
        elif (
            hit := _CLIENT.search(text)
            or _ON_SITE.search(text)
            or re.match(r"^\s*(?:via|through|contract|for)\s*(?:at|with|for)?\s+(?P<name>.+)$", text)
        ):
            parts.mentioned.append(self._spell.form(hit["name"]))
        elif hit := _AN_X_COMPANY.search(text) or _PARENT.search(text):
            parts.parents.append(self._spell.form(hit["name"]))
        elif parts.main and (_initials_fit(name.tokens, parts.main[0].core) or _initials_fit(parts.main[0].core, name.core)):
            parts.main.append(name)
        else:
            parts.mentioned.append(name)


class _Parts:
    """What has been read of one string so far."""

    def __init__(self, affiliated: bool) -> None:
        self.main: list[Form] = []
        self.renamed: list[Form] = []
        self.parents: list[Form] = []
        self.mentioned: list[Form] = []
        self.left: list[Form] = []
        self.contract = False
        self.affiliated = affiliated


def _initials_fit(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one word is the initials of several: "TCS" of "Tata Consultancy Services"."""
    if len(short) != 1 or len(short[0]) < 2 or len(long) < 2:
        return False
    small = {"and", "of", "the", "for", "in", "de", "la", "du", "des", "und", "y", "e", "et"}
    return short[0] in ("".join(w[0] for w in long), "".join(w[0] for w in long if w not in small))
