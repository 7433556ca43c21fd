"""The phrases that tie company names together in one string: formerly, doing business as, via, a division of."""

from __future__ import annotations

import re

_FORMER = (
    r"(?:ex\s*[-:.]?\s+|ex-|former(?:ly)?\b|previous(?:ly)?\b|prev\b\.?|past\b|retired\s+from\b|late\s+of\b|alum(?:nus|na)?\s+of\b"
    r"|ehemals\b|ehemalig\w*\b|fruher\b|ancien(?:ne)?(?:ment)?\b|antes\b|antiguo\b|anteriormente\b|precedentemente\b|voorheen\b"
    r"|tidligere\b|tidigare\b|entinen\b|бывш\w*\b|экс-|[前元](?=[a-z]))"
)
FORMER_LEAD = re.compile(rf"^\s*{_FORMER}\s*[-:]?\s*(?:(?:at|of|from|with|by|employee|employer|chez|bei|en|a)\b\s*:?\s*)*(?P<name>\S.*)$")
"""Says that ``name`` was left: "Ex-X", "formerly at X"."""
FORMER_TAIL = re.compile(
    r"^(?P<name>.+?)\s*[-,(|:]?\s*\b(?:former(?: employee)?|formerly|past|previous|ex|retired|retiree"
    r"|alum|alumnus|alumna|laid off|ehemalig|until \d{4})\)?$"
)
"""Says that ``name`` was left: "X (retired)"."""
DBA = re.compile(
    r"\s*[,(]?\s*\b(?:dba|doing business as|trading as|operating as|aka|also known as|now known as|now called"
    r"|renamed(?: to| as)?|rebranded(?: to| as)?|now(?=\s+\w)(?!\s+(?:part|with|at|an?|the)\b))\b\s*:?\s*(?=\S)"
)
"""Between two names of one company: "X dba Y"."""
TRADING = re.compile(r"(?<![^\W_])(?:t/a|d/b/a|a/k/a)(?![^\W_])\s*")
"""The slashed spellings of "trading as"."""
RENAMED = re.compile(
    r"\s*[,(]?\s*\b(?:formerly known as|formerly|previously known as|previously|fka|ehemals|anciennement|antes|anteriormente|ex)\b[\s:-]*"
)
"""Between a name and the one before it."""
PARENT = re.compile(
    r"[,\s-]*\b(?:(?:now |a |an |the )*(?:proud |wholly[- ]owned |independent )*"
    r"(?:part|member|division|subsidiary|unit|affiliate|brand|entity|business|company|arm) of(?: the)?"
    r"|(?:owned|acquired|powered|bought|backed) by|by)\s+(?P<name>.+)$"
)
"""Says that ``name`` is the parent: "X, part of Y"."""
AN_X_COMPANY = re.compile(
    r"(?:^|[,\s-])\s*\b(?:now )?(?:an?|part of)\s+(?P<name>.+?)\s+(?:group\s+)?"
    r"(?:company|brand|business|subsidiary|enterprise|venture|unit|division|portfolio company|group company|entity|family)$"
)
"""Says that ``name`` is the parent: "X, a Y company"."""
CLIENT = re.compile(
    r"\s*[-,|:(]?\s*\b(?:end[- ])?(?:client|customer|project|account|cliente|kunde|deputed|payroll)s?\s*"
    r"(?:(?:at|to|for|of|is|name)\b|[:\-=])\s*:?\s*(?P<name>.+)$"
)
"""Says that ``name`` is served and does not employ: "client: X"."""
ON_SITE = re.compile(
    r"\s*[-,|(]?\s*(?:\b(?:on )?(?:contract(?:or|ing|ed)?|consult(?:ant|ing)|vendor|assigned|on assignment|assignment|outsourced"
    r"|onsite|on[- ]site|deployed|placed|temp|freelanc(?:e|er|ing)|intern|internship)\s+(?:at|for|with|to|@|by)"
    r"|\bon behalf of|\bc/o|\bfor client)\s+(?P<name>.+)$"
)
"""Says that ``name`` is served: "contractor at X"."""
WORKING = re.compile(r"^\s*(?:(?:currently |presently )?(?:working|works?|employed|employee)\s+(?:at|for|with|of|in|@)|@)\s*(?=\w)")
"""In front of the employer's name: "working at"."""
VIA = re.compile(r"\s*[-,|(]?\s*\b(?:via|through|thru|c/o|employed by|contracted through|payrolled by|by way of)\s+(?P<name>.+)$")
"""Says that ``name`` employs and what stands before is served: "X via Y"."""
AT = re.compile(r"\s+(?:at|bei|chez|en|na|@)\s+|\s*@\s*")
"""Between a job or an employer and where it is done."""
STOCK = re.compile(
    r"[\(\[,]?\s*\b(?:nasdaq|nyse|nyse american|amex|lse|tsx|tsxv|asx|bse|nse|hkex|sehk|sgx|xetra|fra|euronext|epa|ams|bme|bit|six|swx"
    r"|otc|otcqb|otcmkts|tse|tyo|jse|b3|bovespa|moex|krx|kospi|twse)\s*[:：]\s*[\w.]+\s*[\)\]]?"
)
"""A stock exchange and symbol."""
BRACKETS = re.compile(r"[\(\[\{（【]([^()\[\]{}（）【】]*)[\)\]\}）】]?")
"""Anything in brackets."""
BAR = re.compile(r"\s*[|•·‖;¦]\s*|\s+\\\s+|\s+>\s+|\s*//+\s*")
"""Between things that stand side by side."""
DASH = re.compile(r"\s+[-–—~:]+\s*|\s*[–—]\s*|\s*[-:]\s+")
"""Between a name and what trails it."""
YC = re.compile(r"\(\s*(?:yc|y combinator|techstars)\s*[swx]?\d{0,4}\s*\)|\byc\s+[swx]\d\d\b")
"""A start-up programme and batch."""
FORMER_NAME = re.compile(
    r"^\s*(?:formerly known as|formerly|previously known as|previously|fka|ehemals|anciennement|antes|was)\b[\s:-]*(?P<name>.+)$"
)
"""In brackets: the name the employer had before."""
LEFT = re.compile(r"^\s*(?:former(?: employee)?|formerly|ex|past|retired|retiree|laid off|ehemalig|(?:until|till|bis|left)\b.*)\s*$")
"""In brackets: the employer was left."""
NEW_NAME = re.compile(r"^\s*(?:now|dba|aka|also known as|trading as|rebranded to|t/a|d/b/a)\b[\s:-]*(?P<name>.+)$")
"""In brackets: another name of the same company."""
EMPLOYS = re.compile(r"^\s*(?:via|through|thru)\s+(?P<name>.+)$")
"""In brackets: a company that employs for the one before the brackets."""
SERVED = re.compile(r"^\s*(?:contract|for)\s*(?:at|with|for)?\s+(?P<name>.+)$")
"""In brackets: a company that is served."""
