"""Files damaged anywhere, in any way, are still a refusal in one line or a reading that accounts for every row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.damaging import damaged

from outreach.domain.network import Reading
from outreach.errors import BadInput
from outreach.exchange import table
from outreach.exchange.linkedin import read_parts
from outreach.exchange.registry import read
from outreach.exchange.source import Part

FIXTURES = Path(__file__).parents[1] / "fixtures"
TODAY = dt.date(2026, 10, 6)
SOURCES = (
    "linkedin/connections_2024_preamble.csv",
    "linkedin/connections_2021_preamble_no_url.csv",
    "contacts/contacts.vcf",
    "contacts/google_contacts.csv",
    "Complete_LinkedInDataExport_10-06-2026.zip",
)
HEADER = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
CELLS = st.text(st.sampled_from('ab Zé\n",=\t\x1b\u0301\u200b李'), max_size=6)
ROWS = st.tuples(
    st.sampled_from(["", "Ana", "Bea ", "Zoë"]) | CELLS,
    st.sampled_from(["", "Ruiz", "Okafor, MBA"]) | CELLS,
    st.sampled_from(["", "https://www.linkedin.com/in/ana", "https://www.linkedin.com/in/zo%C3%AB", "www.linkedin.com/in/ANA/"]) | CELLS,
    st.sampled_from(["", "ana@example.org", "a@b\nBcc:c@d.ee"]),
    st.sampled_from(["", "Fernwick", "Holt "]) | CELLS,
    st.sampled_from(["", "Engineer"]),
    st.sampled_from(["", "04 Mar 2024", "31 Feb 2024", "Connected On"]),
)


@pytest.mark.parametrize("source", SOURCES)
def test_damage_never_gets_past_the_reader(source: str, tmp_path: Path) -> None:
    chance = random.Random(source)
    whole = (FIXTURES / source).read_bytes()
    path = tmp_path / Path(source).name
    for _ in range(60):
        path.write_bytes(damaged(whole, chance))
        try:
            found = read([path], today=TODAY)
        except BadInput as error:
            assert "\n" not in str(error)
            continue
        keys = [contact.key for contact in found.contacts]
        assert all(keys) and len(set(keys)) == len(keys)
        if source.startswith("linkedin"):
            assert_accounted(found)


def assert_accounted(found: Reading) -> None:
    counts = found.counts
    assert counts["rows"] == counts["visible"] + counts["hidden_rows"] + counts["merged"] + counts["skipped"]


@given(st.lists(ROWS, max_size=12), st.integers(1, 4))
@example([("",) * 7, ("", "", "", "", "Fernwick", "", ""), ("",) * 7], 1)
@settings(max_examples=150)
def test_rows_read_together_give_what_rows_read_a_few_at_a_time_give(rows: list[tuple[str, ...]], batch: int) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    part = Part("Connections.csv", "Connections.csv", text.getvalue().encode(), None)
    readings: list[Reading | str] = []
    for size in (batch, 8_192):
        with patch.object(table, "_BATCH", size):
            try:
                readings.append(read_parts([part], today=TODAY))
            except BadInput as error:
                readings.append(str(error))
    assert readings[0] == readings[1]
    if isinstance(readings[0], Reading):
        assert_accounted(readings[0])
