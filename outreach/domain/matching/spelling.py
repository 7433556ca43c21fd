"""Company names as comparable words: folded case, accents and scripts, joined initials, marked web endings."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from outreach.domain.matching.variants import CITIES, LONG, UNIVERSITY

_SIGNS = re.compile("[®™©℠]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_BOXED = {chr(start + n): chr(ord("a") + n) for start in (0x1F130, 0x1F150, 0x1F170) for n in range(26)}
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ŋ": "n",
        "ə": "e",
        "ى": "ي",
        "ة": "ه",
        **_SMALL_CAPITALS,
        **_BOXED,
    }
)
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_LOOKALIKES = str.maketrans("авекмнорстухіѕјԁԛԝ", "abekmhopctyxisjdqw")
_MIXED = re.compile(r"[^\W\d_]+")

_APOSTROPHES = re.compile("['’‘`´ʼ′״\"“”„«»‹›]")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_](?![^\W_]))?")
_SLASHED = re.compile(r"(?<![^\W_])(?:[^\W\d_]/){1,2}[^\W\d_](?![^\W_])")
_TLD = re.compile(
    r"(?<=[^\W_])\.(com|net|org|io|ai|co|app|dev|de|uk|fr|in|eu|ch|nl|se|no|dk|it|es|br|jp|cn|au|ca|us|so|me|tv|xyz|tech|cloud|gg|ly|sh|to|fm|ru|pl|cz|at|be|ie|za|sg|hk|kr|tw)(?![^\W_])"
)
_FULL_STOP = re.compile(r"(?<=\S)\.")
_AND = re.compile(r"\s*&\s*|(?<=[^\W_])\s*\+\s*(?=[^\W_])")
_PLUS = re.compile(r"(?<=[^\W_])\+")
_NATIVE_LEGAL = re.compile(
    r"\((?:株|有|주|유|株式会社)\)|株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限責任公司|股份公司|集团有限公司|有限公司|주식회사|유한회사|בע\s?מ(?![^\W_])"
)
_WORD = re.compile(r"\.?[^\W_]+")


def fold(text: str, *, spelled_out: bool = False) -> str:
    """Lower case without accents, invisible characters or look-alike letters; punctuation stays.

    ``spelled_out`` writes ä ö ü å ø as ae oe ue aa oe instead of dropping their marks.
    """
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if text.isascii():
        return text.lower() if text.isprintable() else _CONTROL.sub(" ", text).lower()
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _SIGNS.sub("", text)))
    text = _CONTROL.sub(" ", text).casefold()
    if spelled_out:
        text = unicodedata.normalize("NFC", text).translate(_SPELLED_OUT)
    text = _MARKS.sub("", unicodedata.normalize("NFD", text)).translate(_LETTERS)
    return _MIXED.sub(_one_script, unicodedata.normalize("NFC", text))


def _one_script(word: re.Match[str]) -> str:
    letters = word[0]
    if letters.isascii() or not any("a" <= c <= "z" for c in letters) or not any("\u0400" <= c <= "\u04ff" for c in letters):
        return letters
    return letters.translate(_LOOKALIKES)


def words(folded: str) -> tuple[str, ...]:
    """The words of a folded text. ``&`` reads "and"; a web ending keeps its dot (``.com``); dotted initials are one word.

    "Universität Wien" reads as "University of Vienna" would.
    """
    if not folded.isascii():
        folded = _APOSTROPHES.sub("", folded)
        folded = _NATIVE_LEGAL.sub(lambda m: f" {m[0].strip('()')} ", folded)
    elif "'" in folded or '"' in folded or "`" in folded:
        folded = _APOSTROPHES.sub("", folded)
    if "." in folded:
        folded = _DOTTED.sub(lambda m: m[0].replace(".", "").replace(" ", "") + " ", folded)
        folded = _TLD.sub(r" .\1", folded)
        folded = _FULL_STOP.sub(" ", folded)
    if "/" in folded:
        folded = _SLASHED.sub(lambda m: m[0].replace("/", ""), folded)
    if "&" in folded or "+" in folded:
        folded = _PLUS.sub(" plus ", _AND.sub(" and ", folded))
    if folded.startswith("uni") and (hit := UNIVERSITY.match(folded)):
        place = (CITIES.get(word, word) for word in _WORD.findall(folded[hit.end() :]))
        return ("university", "of", *(LONG.get(word, word) for word in place))
    return tuple([LONG.get(word, word) for word in _WORD.findall(folded)])


def key_of(parts: tuple[str, ...]) -> str:
    """Words run together, so that "Go Daddy" and "GoDaddy" are one key."""
    return "".join(parts).replace(".", "")


@lru_cache(maxsize=1 << 16)
def _letters(key: str) -> int:
    """Which letters a key has, as bits; letters that share a bit only let more through."""
    bits = 0
    for char in key:
        bits |= 1 << (ord(char) & 63)
    return bits


def slips(a: str, b: str, most: int) -> bool:
    """Whether ``a`` becomes ``b`` with at most ``most`` letters added, dropped, changed or swapped with a neighbour."""
    # A slip brings at most one letter in and takes one out: this settles nearly every pair, and costs a hundredth of the table below.
    if abs(len(a) - len(b)) > most or (_letters(a) ^ _letters(b)).bit_count() > 2 * most:
        return False
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        older, before, row = before, row, [i] + [0] * len(b)
        for j, other in enumerate(b, 1):
            cost = 0 if char == other else 1
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + cost)
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > most:
            return False
    return row[-1] <= most
