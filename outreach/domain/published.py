"""What others have published about replies, acceptance and referrals: data with its source, never the user's own rate."""

from __future__ import annotations

import tomllib
from typing import Literal

import msgspec

from outreach.domain.tomltext import line_of
from outreach.errors import BadInput
from outreach.text import clean

Metric = Literal["reply", "acceptance", "referral"]
By = Literal["all", "channel", "tie", "evidence", "template", "weekday", "touch"]


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published figure."""

    metric: Metric
    by: By = "all"
    value: str = ""
    """Which of the user's own rows it stands beside; blank when that is the whole."""
    low: float | None = None
    """Percent, 0-100; None where the study gives no rate."""
    high: float | None = None
    says: str
    source: str

    @property
    def words(self) -> str:
        """``published: 29.6 % of 20 million invitations were accepted (Expandi)``."""
        return f"published: {self.says} ({self.source})"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    figure: tuple[Figure, ...] = ()


def parse_published(
    text: str, extra: str = "", *, name: str = "published.toml", extra_name: str = "your published.toml"
) -> tuple[Figure, ...]:
    """The figures of both files, the shipped ones first. Raises BadInput with file and line when one is wrong."""
    return (*_figures(text, name), *_figures(extra, extra_name))


def _figures(text: str, name: str) -> tuple[Figure, ...]:
    try:
        figures = msgspec.convert(tomllib.loads(text), _File).figure
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: {clean(str(error))}", next_step="mend the file") from None
    except msgspec.ValidationError as error:
        line = line_of(text, "figure", str(error))
        raise BadInput(f"{name}:{line}: {clean(str(error), limit=200)}", next_step="mend the value") from None
    for number, figure in enumerate(figures):
        bounds = [bound for bound in (figure.low, figure.high) if bound is not None]
        if len(bounds) == 1 or bounds != sorted(bounds) or any(not 0 <= bound <= 100 for bound in bounds):
            line = line_of(text, "figure", f"$.figure[{number}]")
            raise BadInput(f"{name}:{line}: low and high must both be there, 0 to 100, the lower one first", next_step="mend them")
    return figures
