"""What is known of company names: aliases, relations, look-alikes and word lists, read from TOML text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import msgspec

from outreach.errors import BadInput
from outreach.text import clean

Table = dict[str, tuple[str, ...]]


class Words(msgspec.Struct, frozen=True):
    """Word lists, as the user and the shipped data spell them; compared after folding."""

    legal: tuple[str, ...] = ()
    """Legal forms dropped from the end of a name."""
    legal_front: tuple[str, ...] = ()
    """Legal forms dropped from the front of a name."""
    legal_soft: tuple[str, ...] = ()
    """Legal forms that do not make an everyday word another company."""
    countries: tuple[str, ...] = ()
    """Countries, parts of the world and their adjectives."""
    places: tuple[str, ...] = ()
    """States, regions and cities."""
    glue: tuple[str, ...] = ()
    """Words that may stand beside a place without naming another company: in, office, development centre."""
    arms: tuple[str, ...] = ()
    """Endings that name the same employer for a well-known company: global services, headquarters."""
    arms_abroad: tuple[str, ...] = ()
    """Lines of business that, together with a place, still name the well-known company: "technologies" in "Bosch Technologies India"."""
    everyday: tuple[str, ...] = ()
    """Ordinary words that many companies share as a name."""
    generic: tuple[str, ...] = ()
    """Words that alone name no company: bank, national, university."""
    campuses: tuple[str, ...] = ()
    """Words of institutions whose name with another place is another institution: university."""
    worldwide: tuple[str, ...] = ()
    """Everyday words whose country arms and legal forms all belong to the one well-known company."""
    placeholder: tuple[str, ...] = ()
    """Phrases that say there is no employer."""
    placeholder_core: tuple[str, ...] = ()
    """Placeholders that stay one among fillers and places: "stealth AI startup", "freelance - Berlin"."""
    freelance: tuple[str, ...] = ()
    """Placeholders that also take a job title: "freelance graphic designer"."""
    filler: tuple[str, ...] = ()
    """Words that may accompany a placeholder."""
    jobs: tuple[str, ...] = ()
    """Words of job titles."""
    contract: tuple[str, ...] = ()
    """Words that make somebody a contractor rather than an employee."""
    affiliation: tuple[str, ...] = ()
    """Endings of groups around a company that are not the company."""
    freelance_markets: tuple[str, ...] = ()
    """Companies whose name beside "freelance" means a customer account."""
    cjk_front: tuple[str, ...] = ()
    """Places that lead a Chinese company name without a space."""
    cjk_back: tuple[str, ...] = ()
    """Filler that ends a Chinese, Japanese or Korean company name without a space."""


class Names(msgspec.Struct, frozen=True):
    """Parsed name data: what ``company_aliases.toml`` and the user's own file say together."""

    same: Table = {}
    """Company -> its other names; any of them means the company itself."""
    related: Table = {}
    """Company -> its subsidiaries, brands, acquisitions and divisions."""
    possible: Table = {}
    """Short name -> the companies it may mean."""
    former: Table = {}
    """Company -> words for people who left it."""
    apart: tuple[str, ...] = ()
    """Companies that look like another and are not."""
    words: Words = Words()


def parse_names(text: str, extra: str = "") -> Names:
    """The shipped name data and the user's own on top, in the same format.

    Raises BadInput with the line where TOML is broken, or with the section that is unknown or of the wrong shape.
    """
    shipped = _parse(text, "company_aliases.toml")
    if not extra.strip():
        return shipped
    own = _parse(extra, "your company_aliases.toml")
    return Names(
        same=_merged(shipped.same, own.same),
        related=_merged(shipped.related, own.related),
        possible=_merged(shipped.possible, own.possible),
        former=_merged(shipped.former, own.former),
        apart=(*shipped.apart, *own.apart),
        words=Words(**{field: getattr(shipped.words, field) + getattr(own.words, field) for field in Words.__struct_fields__}),
    )


def _merged(shipped: Table, own: Table) -> Table:
    return {**shipped, **{name: (*shipped.get(name, ()), *others) for name, others in own.items()}}


def _parse(text: str, where: str) -> Names:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = clean(str(error)).replace("at end of document", f"at line {text.count(chr(10)) + 1}, the end")
        raise BadInput(f"{where}: {said}", next_step="mend that line") from None
    _known(raw, Names.__struct_fields__, where, "section")
    lists = raw.get("words", {})
    if not isinstance(lists, dict):
        raise BadInput(f"{where}: [words] must be a table of word lists", next_step="mend that section")
    _known(lists, Words.__struct_fields__, f"{where} [words]", "list")
    return Names(
        same=_table(raw, "same", where),
        related=_table(raw, "related", where),
        possible=_table(raw, "possible", where),
        former=_table(raw, "former", where),
        apart=_strings(raw.get("apart", []), where, "apart"),
        words=Words(**{name: _strings(value, where, f"words.{name}") for name, value in lists.items()}),
    )


def _known(raw: Mapping[str, object], fields: Iterable[str], where: str, what: str) -> None:
    unknown = sorted(set(raw) - set(fields))
    if not unknown:
        return
    near = get_close_matches(unknown[0], list(fields), n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are: {', '.join(fields)}"
    raise BadInput(f"{where}: no {what} is called {clean(unknown[0])!r}", next_step=hint)


def _table(raw: Mapping[str, object], section: str, where: str) -> Table:
    table = raw.get(section, {})
    if not isinstance(table, dict):
        raise BadInput(f"{where}: [{section}] must be a table", next_step='write lines like "Name" = ["Other name"]')
    return {name: _strings(value, where, f"{section}.{clean(name)}") for name, value in table.items()}


def _strings(value: object, where: str, field: str) -> tuple[str, ...]:
    """A list of strings, or one string with commas or line breaks between the entries."""
    if isinstance(value, str):
        return tuple(entry for part in value.replace("\n", ",").split(",") if (entry := part.strip()))
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(entry for entry in value if entry.strip())
    raise BadInput(f"{where}: {field} must be a list of names", next_step='write it as ["Name", "Other name"]')
