"""Zips that are odd and honest are read; those that only look odd are told from those that lie."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from outreach.domain.network import Reading
from outreach.errors import BadInput
from outreach.exchange import zipped
from outreach.exchange.registry import read

TODAY = dt.date(2026, 10, 6)
HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CSV = HEADER + b"Ana,Ruiz,https://www.linkedin.com/in/ana,,Fernwick,,04 Mar 2024\n"
WHEN = (2025, 11, 23, 8, 0, 0)


def made(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"", when: tuple[int, ...] = WHEN) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as pack:
        for name, data in entries:
            info = zipfile.ZipInfo("x", when)  # type: ignore[arg-type]
            info.filename = name
            info.compress_type = method
            pack.writestr(info, data)
        pack.comment = comment
    return buffer.getvalue()


def opened(data: bytes, folder: Path) -> Reading:
    path = folder / "archive.zip"
    path.write_bytes(data)
    return read([path], today=TODAY)


def test_the_day_of_an_archive_without_a_day_in_its_name_is_that_of_its_newest_file(tmp_path: Path) -> None:
    assert opened(made(("Connections.csv", CSV)), tmp_path).archive_on == dt.date(2025, 11, 23)
    assert opened(made(("Connections.csv", CSV), when=(1980, 1, 31, 0, 0, 0)), tmp_path).archive_on == dt.date(1980, 1, 31)


def test_a_zip_with_the_longest_comment_there_is_is_read(tmp_path: Path) -> None:
    assert opened(made(("Connections.csv", CSV), comment=b"c" * 65_535), tmp_path).counts["rows"] == 1


def test_a_zip_packed_where_folders_are_parted_by_backslashes_is_read(tmp_path: Path) -> None:
    assert opened(made(("export\\Connections.csv", CSV)), tmp_path).counts["rows"] == 1


def test_what_a_mac_adds_is_no_second_file_and_not_remarked_on(tmp_path: Path) -> None:
    found = opened(made(("__MACOSX/Connections.csv", b"junk"), ("__MACOSX/../x", b""), ("Connections.csv", CSV), ("..", b"")), tmp_path)
    assert (found.counts["rows"], found.notes) == (1, ("'..' has an unsafe name and was left out",))


@pytest.mark.parametrize("name", ["../Zoë.csv", "../田中.csv", "../Émile.csv"])
def test_a_name_in_any_script_is_shown_as_it_is(name: str, tmp_path: Path) -> None:
    found = opened(made(("Connections.csv", CSV), (name, b"")), tmp_path)
    assert found.notes == (f"{name!r} has an unsafe name and was left out",)


def test_of_many_unsafe_names_five_are_shown_and_the_rest_is_counted(tmp_path: Path) -> None:
    found = opened(made(("Connections.csv", CSV), *((f"../{number}.csv", b"") for number in range(8))), tmp_path)
    assert found.notes == (
        *(f"'../{number}.csv' has an unsafe name and was left out" for number in range(5)),
        "3 more entries were left out for the same reason",
    )
    five = opened(made(("Connections.csv", CSV), *((f"../{number}.csv", b"") for number in range(5))), tmp_path)
    assert len(five.notes) == 5 and "more entries" not in five.notes[-1]


def test_a_small_file_may_pack_as_well_as_it_likes(tmp_path: Path) -> None:
    assert opened(made(("Connections.csv", CSV + b"\n" * 900_000)), tmp_path).counts["rows"] == 1


def test_a_large_file_may_pack_as_text_does_and_not_as_nothing_does(tmp_path: Path) -> None:
    rows = b"".join(b"Ana%d,Ruiz,https://www.linkedin.com/in/ana%d,,Fernwick,,04 Mar 2024\n" % (n, n) for n in range(18_000))
    data = made(("Connections.csv", HEADER + rows))
    assert len(rows) > 1_000_000 and len(rows) > 5 * len(data)
    assert opened(data, tmp_path).counts["rows"] == 18_000
    with pytest.raises(BadInput, match="as a zip bomb does"):
        opened(made(("Connections.csv", CSV + b"\n" * 1_300_000)), tmp_path)


def test_all_files_together_have_a_limit_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_TOTAL", 2 * len(CSV) + 10)
    two = (("Connections.csv", CSV), ("Connections_1.csv", CSV))
    assert opened(made(*two), tmp_path).counts["rows"] == 1
    with pytest.raises(BadInput, match=r"Connections_2\.csv unpacks to more than is read"):
        opened(made(*two, ("Connections_2.csv", CSV)), tmp_path)


def test_a_file_of_exactly_what_is_read_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_MEMBER", len(CSV))
    assert opened(made(("Connections.csv", CSV)), tmp_path).counts["rows"] == 1
    with pytest.raises(BadInput, match="more than is read"):
        opened(made(("Connections.csv", CSV + b"\n")), tmp_path)


def test_a_listing_of_any_length_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(("Connections.csv", CSV))
    length = len(data) - data.index(b"PK\x01\x02") - 22
    monkeypatch.setattr(zipped, "MAX_DIRECTORY", length)
    assert opened(data, tmp_path).counts["rows"] == 1
    monkeypatch.setattr(zipped, "MAX_DIRECTORY", length - 1)
    with pytest.raises(BadInput, match="its list of entries is too long"):
        opened(data, tmp_path)


def test_exactly_as_many_entries_as_are_read_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 2)
    assert opened(made(("Connections.csv", CSV), ("a.txt", b"")), tmp_path).counts["rows"] == 1
    with pytest.raises(BadInput, match="3 entries, more than the 2 that are read"):
        opened(made(("Connections.csv", CSV), ("a.txt", b""), ("b.txt", b"")), tmp_path)
