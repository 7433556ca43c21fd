"""Files from outside at their borders: folders, links, sizes, damaged zips, and what the machine refuses."""

from __future__ import annotations

import datetime as dt
import errno
import gc
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.errors import BadInput
from outreach.exchange import source, zipped
from outreach.exchange.registry import read
from outreach.exchange.source import Part, Sources, day_in_name, gather, open_regular, read_whole, unhurried

TODAY = dt.date(2026, 10, 6)
HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CSV = HEADER + b"Ana,Ruiz,https://www.linkedin.com/in/ana,,Fernwick,,04 Mar 2024\n"


def wanted(name: str) -> bool:
    return name.endswith(".csv")


def packed(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as pack:
        for name, data in entries.items():
            pack.writestr(zipfile.ZipInfo(name, (2026, 10, 6, 8, 0, 0)), data, method)
    return buffer.getvalue()


def found(path: Path) -> Sources:
    return gather([path], wanted)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Basic_LinkedInDataExport_10-06-2026.zip", dt.date(2026, 10, 6)),
        ("Basic_LinkedInDataExport_13-06-2026.zip", None),
        ("Basic_LinkedInDataExport.zip", None),
    ],
)
def test_an_archive_is_dated_by_its_name(name: str, day: dt.date | None) -> None:
    assert day_in_name(name) == day


@pytest.fixture
def searching() -> Iterator[None]:
    """The search for cycles is on, whatever was imported before."""
    was = gc.isenabled()
    gc.enable()
    yield
    if not was:
        gc.disable()


@pytest.mark.usefixtures("searching")
def test_the_search_for_cycles_is_put_off_and_put_back() -> None:
    with unhurried():
        assert not gc.isenabled()
        with unhurried():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_cannot_be_opened_or_read_is_refused_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, said in ((tmp_path / "none", "cannot be read (no such file or directory)"), (tmp_path / "a\0b", "is not a file name")):
        with pytest.raises(BadInput) as caught:
            read_whole(path)
        assert said in str(caught.value)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="pipe is not a regular file"):
        open_regular(tmp_path / "pipe")
    (tmp_path / "x").write_bytes(b"abc")
    with pytest.raises(BadInput, match="x is 0 MB, more than the 0 MB that are read"):
        open_regular(tmp_path / "x", 2)
    assert read_whole(tmp_path / "x", 3) == b"abc"

    def refuses(*_: object) -> int:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuses)
    with pytest.raises(BadInput, match=r"x cannot be read \(permission denied\)"):
        read_whole(tmp_path / "x")


def test_a_pipe_that_takes_the_files_place_at_the_last_moment_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(source, "_kind", lambda path: "file")
    with pytest.raises(BadInput, match="is not a regular file"):
        open_regular(tmp_path / "pipe")


class Growing(io.BytesIO):
    """A file that fails, or never ends."""

    def __init__(self, error: OSError | None) -> None:
        super().__init__()
        self.error = error

    def read(self, size: int | None = -1) -> bytes:
        if self.error:
            raise self.error
        return b"x" * 10


def test_a_file_that_fails_or_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "open_regular", lambda path, limit: Growing(OSError(errno.EIO, "Input/output error")))
    with pytest.raises(BadInput, match=r"cannot be read \(input/output error\)"):
        read_whole(tmp_path / "x")
    monkeypatch.setattr(source, "open_regular", lambda path, limit: Growing(OSError()))
    with pytest.raises(BadInput, match=r"cannot be read \(oserror\)"):
        read_whole(tmp_path / "x")
    monkeypatch.setattr(source, "open_regular", lambda path, limit: Growing(None))
    with pytest.raises(BadInput, match="x grew past 0 MB while it was read"):
        read_whole(tmp_path / "x", 25)


def test_a_folder_is_read_in_order_without_links_and_hidden_places(tmp_path: Path) -> None:
    folder = tmp_path / "Basic_LinkedInDataExport_10-06-2026"
    for name in ("b/x.csv", "a.csv", "note.txt", ".git/y.csv", "__MACOSX/z.csv", "1/2/3/deep.csv", "1/2/3/4/deeper.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    (folder / "link.csv").symlink_to(folder / "a.csv")
    sources = found(folder)
    assert [(part.name, part.place, part.data, part.dated) for part in sources.parts] == [
        (name.rsplit("/", 1)[-1], f"{folder.name}/{name}", name.encode(), dt.date(2026, 10, 6))
        for name in ("a.csv", "1/2/3/deep.csv", "b/x.csv")
    ]
    assert sources.notes == ["link.csv is a link and was not followed"]


def test_a_folder_of_too_many_files_or_bytes_is_left_at_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        (tmp_path / name).write_bytes(b"12345")
    monkeypatch.setattr(source, "MAX_FOLDER_ENTRIES", 2)
    sources = found(tmp_path)
    assert [part.name for part in sources.parts] == ["a.csv", "b.csv"]
    assert sources.notes == [f"{tmp_path.name} holds more than 2 files: the rest was not looked at"]
    monkeypatch.setattr(zipped, "MAX_TOTAL", 10)
    assert len(found(tmp_path).parts) == 2
    monkeypatch.setattr(zipped, "MAX_TOTAL", 9)
    with pytest.raises(BadInput, match="holds more than 0 MB"):
        found(tmp_path)


def test_a_zip_is_known_by_its_name_or_its_first_bytes_and_dated_by_either_its_name_or_its_files(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(packed({"in/a.csv": b"1", "b.txt": b"2"}))
    (part,) = found(tmp_path / "x.bin").parts
    assert (part.name, part.place, part.data, part.dated) == ("a.csv", "x.bin/in/a.csv", b"1", dt.date(2026, 10, 6))
    named = tmp_path / "Basic_LinkedInDataExport_03-02-2025.zip"
    named.write_bytes(packed({"a.csv": b"1"}))
    assert found(named).parts[0].dated == dt.date(2025, 3, 2)
    (tmp_path / "y.ZIP").write_bytes(b"no zip")
    with pytest.raises(BadInput, match=r"y\.ZIP"):
        found(tmp_path / "y.ZIP")
    (tmp_path / "z.csv").write_bytes(b"plain")
    assert [(p.name, p.place, p.data) for p in found(tmp_path / "z.csv").parts] == [("z.csv", "z.csv", b"plain")]


def test_a_zip_with_nothing_of_ours_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(packed({"b.txt": b"2"}))
    with pytest.raises(BadInput, match=r"x\.zip holds none of the files of a LinkedIn archive"):
        found(path)
    path.write_bytes(packed({"b.txt": b"2", "in/inner.ZIP": b"3"}))
    with pytest.raises(BadInput, match=r"x\.zip only wraps another zip: unpack it and give inner\.ZIP"):
        found(path)


def test_a_zip_on_a_failing_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(packed({"a.csv": b"1"}))

    def fails(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(zipped, "read_entry", fails)
    with pytest.raises(BadInput, match=r"x\.zip cannot be read \(input/output error\)"):
        found(path)


def entry_of(data: bytes, budget: int = zipped.MAX_TOTAL) -> bytes:
    file = io.BytesIO(data)
    listed = zipped.listing(file, "x.zip")
    return zipped.read_entry(file, listed, listed.entries[0], "x.zip", budget)


def refusal(data: bytes, budget: int = zipped.MAX_TOTAL) -> str:
    with pytest.raises(BadInput) as caught:
        entry_of(data, budget)
    return str(caught.value)


def test_a_sound_entry_is_read_stored_or_packed_up_to_its_budget() -> None:
    text = bytes(range(256)) * 20
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert entry_of(packed({"a.csv": text}, method)) == text
        assert entry_of(packed({"a.csv": text}, method), len(text)) == text
        assert "as a zip bomb does" in refusal(packed({"a.csv": text}, method), len(text) - 1)
    assert entry_of(packed({"a.csv": b""})) == b""


def changed(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def test_each_lie_of_a_zip_is_named() -> None:
    data = packed({"a.csv": b"hello hello hello"})
    central, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    body = 30 + len("a.csv")
    for broken, said in (
        (changed(data, central, b"XX"), "its list of entries is garbled"),
        (changed(data, central + 10, b"\x0c\x00"), "is packed by an unknown method (12)"),
        (changed(data, central + 8, b"\x01\x00"), "is locked with a password"),
        (changed(data, 0, b"XX"), "it is not where the list of entries says"),
        (changed(data, central + 42, struct.pack("<I", len(data) - 3)), "it is not where the list of entries says"),
        (changed(data, central + 16, b"\0\0\0\0"), "its checksum is wrong"),
        (changed(data, body, b"\xff\xff\xff"), "its packed data is garbled"),
        (changed(data, end + 8, b"\x02\x00\x02\x00"), "its list of entries is cut off"),
        (changed(data, end + 16, struct.pack("<I", len(data))), "its list of entries lies outside the file"),
        (changed(data, end + 12, struct.pack("<I", zipped.MAX_DIRECTORY + 1)), "its list of entries lies outside the file"),
        (changed(data, end + 10, b"\xff\xff"), "its list of entries is garbled"),
        (data[:end], "it is cut off or no zip at all"),
        (data[: end + 10], "it is cut off or no zip at all"),
        (changed(data, central + 20, struct.pack("<I", 3)), "it is cut off"),
        (changed(data, central + 24, b"\xff\xff\xff\xff"), "an entry's size is missing"),
    ):
        assert said in refusal(broken), said


def test_a_list_of_entries_longer_than_any_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"a.csv": b"1", "b.csv": b"2"})
    monkeypatch.setattr(zipped, "MAX_DIRECTORY", 20)
    assert "its list of entries is too long" in refusal(data)
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 1)
    assert "has 2 entries, more than the 1 that are read" in refusal(data)


def test_a_stored_entry_that_ends_with_the_file_is_cut_off() -> None:
    data = packed({"a.csv": b"hello"}, zipfile.ZIP_STORED)
    central = data.index(b"PK\x01\x02")
    longer = changed(changed(data, central + 20, struct.pack("<II", 500_000, 500_000)), 18, struct.pack("<II", 500_000, 500_000))
    file = io.BytesIO(longer)
    listed = zipped.listing(file, "x.zip")
    listed.starts[:] = [0]
    with pytest.raises(BadInput, match="it is cut off"):
        zipped.read_entry(file, listed, listed.entries[0], "x.zip")


def wide(text: bytes, *, fields: int = 3, tag: int = 1, locator: bytes = b"PK\x06\x07", record: bytes = b"PK\x06\x06") -> bytes:
    """A zip in the form for files over 4 GB, made by hand."""
    compressor = zlib.compressobj(wbits=-15)
    body = compressor.compress(text) + compressor.flush()
    name, all_ones = b"a.csv", 0xFFFFFFFF
    values = struct.pack("<QQQ", len(text), len(body), 0)[: 8 * fields]
    extra = struct.pack("<HH", 0x9999, 2) + b"zz" + struct.pack("<HH", tag, len(values)) + values
    crc = zlib.crc32(text)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 45, 0x800, 8, 0, 0x5D46, crc, all_ones, all_ones, len(name), 0) + name
    central = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 45, 45, 0x800, 8, 0, 0x5D46, crc, all_ones, all_ones, len(name), len(extra),
                          0, 0, 0, 0, all_ones) + name + extra  # fmt: skip
    start = len(local) + len(body)
    end64 = struct.pack("<4sQHHIIQQQQ", record, 44, 45, 45, 0, 0, 1, 1, len(central), start)
    found_at = struct.pack("<4sIQI", locator, 0, start + len(central), 1)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, all_ones, all_ones, 0)
    return local + body + central + end64 + found_at + end


def test_a_zip_in_the_form_for_very_large_files_is_read() -> None:
    text = b"hello " * 500
    assert entry_of(wide(text)) == text
    (entry,) = zipped.listing(io.BytesIO(wide(text)), "x.zip").entries
    assert (entry.size, entry.offset, entry.base) == (3_000, 0, "a.csv")


def test_the_lies_of_that_form_are_named_too() -> None:
    for data, said in (
        (wide(b"x", locator=b"XX\x06\x07"), "its list of entries is garbled"),
        (wide(b"x", record=b"XX\x06\x06"), "its list of entries is garbled"),
        (wide(b"x", tag=7), "an entry's size is missing"),
        (b"PK\x05\x06" + b"\0" * 4 + b"\xff" * 12 + b"\0\0", "its list of entries is garbled"),
    ):
        assert said in refusal(data), said


def test_a_size_the_wide_form_does_not_give_is_taken_as_it_stands() -> None:
    with pytest.raises(BadInput):
        entry_of(wide(b"x", fields=2))


def test_a_part_nobody_can_read_is_refused_alone_and_named_beside_others(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_bytes(b"a,b\n1,2\n")
    with pytest.raises(BadInput):
        read([tmp_path / "odd.csv"], today=TODAY)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BadInput, match="the folder holds none of the files"):
        read([empty], today=TODAY)
    folder = tmp_path / "both"
    folder.mkdir()
    (folder / "Connections.csv").write_bytes(CSV)
    (folder / "Positions.csv").write_bytes(b"a,b\n1,2\n")
    found = read([folder], today=TODAY)
    assert found.notes == ("both/Positions.csv: its columns are not known, left out",)
    assert found.name == "both" and Part("a", "a", b"", None).dated is None
