"""A zip is believed in nothing: every lie it can tell is one line of refusal, quickly and in little memory."""

from __future__ import annotations

import datetime as dt
import io
import os
import stat
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from outreach.domain.network import Reading
from outreach.errors import BadInput
from outreach.exchange import zipped
from outreach.exchange.registry import read

TODAY = dt.date(2026, 10, 6)
CSV = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    b"Ana,Ruiz,https://www.linkedin.com/in/ana,,Fernwick,,04 Mar 2024\n"
)


def made(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as pack:
        for name, data in entries.items():
            pack.writestr(zipfile.ZipInfo(name, (2026, 10, 6, 8, 0, 0)), data, method)
    return bytearray(buffer.getvalue())


def opened(data: bytes, folder: Path) -> Reading:
    path = folder / "archive.zip"
    path.write_bytes(data)
    before = sorted(folder.rglob("*"))
    try:
        return read([path], today=TODAY)
    finally:
        assert sorted(folder.rglob("*")) == before, "reading must not write"


def refusal(data: bytes, folder: Path) -> str:
    with pytest.raises(BadInput) as caught:
        opened(data, folder)
    message = str(caught.value)
    assert "\n" not in message
    return message


def central(data: bytes) -> int:
    return bytes(data).index(b"PK\x01\x02")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_honest_zip_is_read(method: int, tmp_path: Path) -> None:
    assert [contact.name for contact in opened(made({"Connections.csv": CSV}, method), tmp_path).contacts] == ["Ana Ruiz"]


def test_a_zip_written_as_a_stream_is_read(tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece: object) -> int:
            self.data += bytes(piece)  # type: ignore[call-overload]
            return len(bytes(piece))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as pack, pack.open("Connections.csv", "w", force_zip64=True) as entry:
        entry.write(CSV)
    assert opened(bytes(pipe.data), tmp_path).counts["rows"] == 1


def test_files_in_one_top_folder_beside_a_macs_leavings_are_read(tmp_path: Path) -> None:
    data = made({"export/Connections.csv": CSV, "__MACOSX/export/._Connections.csv": b"\0\5\x16\7", "export/._messages.csv": b"x"})
    found = opened(data, tmp_path)
    assert found.counts["rows"] == 1
    assert found.notes == ()


def test_a_wrong_checksum_is_found(tmp_path: Path) -> None:
    data = made({"Connections.csv": CSV})
    at = central(data) + 16
    data[at] ^= 1
    assert "checksum" in refusal(data, tmp_path)


def test_garbled_packed_data_is_found(tmp_path: Path) -> None:
    data = made({"Connections.csv": CSV * 50})
    data[60:80] = b"\xff" * 20
    assert "garbled" in refusal(data, tmp_path)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_zip_that_was_cut_off_says_so(kept: float, tmp_path: Path) -> None:
    data = made({"Connections.csv": CSV * 50})
    assert "cut off" in refusal(data[: int(len(data) * kept)], tmp_path)


def test_encryption_names_the_way_out(tmp_path: Path) -> None:
    data = made({"Connections.csv": CSV})
    data[central(data) + 8] |= 1
    assert "password" in refusal(data, tmp_path)


def test_an_unknown_method_names_the_way_out(tmp_path: Path) -> None:
    data = made({"Connections.csv": CSV})
    data[central(data) + 10] = 99
    assert "unknown method (99)" in refusal(data, tmp_path)


def test_too_many_entries_are_not_even_listed(tmp_path: Path) -> None:
    data = made({f"{number}.txt": b"" for number in range(zipped.MAX_MEMBERS + 1)})
    assert "2,001 entries" in refusal(data, tmp_path)


def test_a_zip_in_a_zip_says_what_to_do(tmp_path: Path) -> None:
    assert "unpack it and give inner.zip" in refusal(made({"inner.zip": bytes(made({"Connections.csv": CSV}))}), tmp_path)


def test_a_zip_of_something_else_says_so(tmp_path: Path) -> None:
    assert "none of the files" in refusal(made({"holiday.jpg": b"\xff\xd8"}), tmp_path)


def test_a_bomb_is_stopped_by_what_it_really_unpacks_to(tmp_path: Path) -> None:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(deflate.compress(b"\0" * 1_000_000) for _ in range(200)) + deflate.flush()
    data = made({"Connections.csv": packed}, zipfile.ZIP_STORED)
    # The entry claims one honest kilobyte.
    for at in (central(data), 0):
        method, sizes = (10, 20) if at else (8, 18)
        struct.pack_into("<H", data, at + method, 8)
        struct.pack_into("<LL", data, at + sizes, len(packed), 1_000)
    tracemalloc.start()
    try:
        assert "zip bomb" in refusal(data, tmp_path)
        assert tracemalloc.get_traced_memory()[1] < 120_000_000
    finally:
        tracemalloc.stop()


def test_entries_that_overlap_are_refused(tmp_path: Path) -> None:
    # The first entry's data reaches over the second entry's header, so that the same bytes unpack twice.
    data = made({"Connections.csv": CSV * 3, "messages.csv": CSV}, zipfile.ZIP_STORED)
    at = central(data)
    struct.pack_into("<L", data, at + 20, len(CSV) * 3 + 60)
    assert "overlap" in refusal(data, tmp_path)


def test_two_entries_of_the_same_bytes_are_refused(tmp_path: Path) -> None:
    data = made({"Connections.csv": CSV, "Connectionz.csv": CSV})
    second = bytes(data).index(b"PK\x01\x02", central(data) + 4)
    struct.pack_into("<L", data, second + 42, 0)
    assert "overlap" in refusal(data, tmp_path)


@pytest.mark.parametrize(
    "name", ["../Connections.csv", "/Connections.csv", "C:\\Connections.csv", "a\\..\\Connections.csv", "~/Connections.csv"]
)
def test_an_unsafe_name_is_left_out_and_named(name: str, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as pack:
        info = zipfile.ZipInfo("x")
        info.filename = name
        pack.writestr(info, CSV)
        pack.writestr("messages.csv", "From,To,Date,Subject,Content,Direction,Folder\n")
    found = opened(buffer.getvalue(), tmp_path)
    assert found.counts["rows"] == 0
    assert any("unsafe name" in note for note in found.notes)


def test_a_link_inside_a_zip_is_not_followed(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as pack:
        info = zipfile.ZipInfo("Connections.csv")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        pack.writestr(info, "/etc/passwd")
    assert "none of the files" in refusal(buffer.getvalue(), tmp_path)


def test_every_way_of_garbling_the_listing_is_one_line(tmp_path: Path) -> None:
    honest = made({"Connections.csv": CSV, "messages.csv": b"From,To,Date,Subject,Content,Direction,Folder\n"})
    for at in range(central(honest), len(honest)):
        data = bytearray(honest)
        data[at] ^= 0xFF
        (tmp_path / "archive.zip").write_bytes(data)
        try:
            read([tmp_path / "archive.zip"], today=TODAY)
        except BadInput as error:
            assert "\n" not in str(error)


def test_a_folder_is_no_zip_and_neither_is_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "Connections.csv"
    os.mkfifo(pipe)
    with pytest.raises(BadInput, match="not a regular file"):
        read([pipe], today=TODAY)
    with pytest.raises(BadInput):
        read([tmp_path], today=TODAY)
