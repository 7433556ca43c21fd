"""Message templates as data: read from TOML, chosen by kind of person, purpose, channel and the evidence at hand."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

import msgspec

from outreach.domain.drafting.render import slots_of
from outreach.domain.drafting.slots import GAPS
from outreach.domain.kinds import Channel, EvidenceKind, PersonKind, Purpose
from outreach.domain.model import Evidence
from outreach.domain.tomltext import line_of
from outreach.errors import BadInput
from outreach.text import clean, clean_note


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """A message with slots. It states no fact of its own about anybody."""

    id: str
    title: str
    """What it is for, one line for the chooser."""
    kinds: tuple[PersonKind, ...] = ()
    """Whom it is for; empty = anybody."""
    purposes: tuple[Purpose, ...]
    channels: tuple[Channel, ...]
    evidence: tuple[EvidenceKind, ...] = ()
    """Offered only when one of these is on record; empty = always."""
    cadences: tuple[str, ...] = ()
    """Offered only for steps of these cadences, and there first; empty = for any."""
    subject: str = ""
    body: str
    source: str = ""
    """The practices it follows, such as ``S35 S59``."""
    own: bool = False
    """The user's own, from beside config.toml; offered before ours."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The slots that leave a gap when nothing is on record."""
        return slots_of(f"{self.subject}\n{self.body}")[0]


class _Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str
    kinds: tuple[PersonKind, ...] = ()
    purposes: tuple[Purpose, ...]
    channels: tuple[Channel, ...]
    evidence: tuple[EvidenceKind, ...] = ()
    cadences: tuple[str, ...] = ()
    subject: str = ""
    body: str
    source: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    template: tuple[_Row, ...] = ()


_CHANNEL_OF = {Channel.PHONE: Channel.MESSAGE, Channel.PERSON: Channel.MESSAGE, Channel.OTHER: Channel.MESSAGE}


def parse_templates(text: str, name: str, *, own: bool = False) -> tuple[Template, ...]:
    """The templates of one TOML file. Raises BadInput with the file, the line and the reason when it is wrong."""
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: {clean(str(error))}", next_step="mend the file") from None
    except msgspec.ValidationError as error:
        raise BadInput(f"{name}:{line_of(text, 'template', str(error))}: {clean(str(error))}", next_step="mend the entry") from None
    seen: set[str] = set()
    found: list[Template] = []
    for index, row in enumerate(file.template):
        line = line_of(text, "template", f"[{index}]")
        if not row.id or row.id in seen:
            raise BadInput(f"{name}:{line}: template id {clean(row.id)!r} is empty or used twice", next_step="give it an id of its own")
        seen.add(row.id)
        template = Template(**{**msgspec.structs.asdict(row), "subject": clean(row.subject), "body": clean_note(row.body), "own": own})
        for slot in (*template.needs, *slots_of(template.body)[1]):
            if slot not in GAPS:
                raise BadInput(f"{name}:{line}: no slot is called {{{clean(slot)}}}", next_step=f"slots are {', '.join(GAPS)}")
        found.append(template)
    return tuple(found)


def choose(
    templates: Sequence[Template], kind: PersonKind, purpose: Purpose, channel: Channel, evidence: Sequence[Evidence], cadence: str = ""
) -> tuple[Template, ...]:
    """The templates that fit, best first: the user's own, then those for the cadence, for this kind of person, for what is on record."""
    wanted = _CHANNEL_OF.get(channel, channel)
    proven = {e.kind for e in evidence}

    def fits(template: Template) -> bool:
        return (
            purpose in template.purposes
            and wanted in template.channels
            and (not template.kinds or kind in template.kinds)
            and (not template.evidence or bool(proven.intersection(template.evidence)))
            and (not template.cadences or cadence in template.cadences)
        )

    def place(template: Template) -> tuple[int, int, int, int, int]:
        return (
            -template.own,
            -bool(template.cadences),
            -bool(template.kinds),
            -len(proven.intersection(template.evidence)),
            template.purposes.index(purpose),
        )

    return tuple(sorted(filter(fits, templates), key=place))
