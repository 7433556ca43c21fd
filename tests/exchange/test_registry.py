"""What a file holds, not what it is called, decides who reads it; several files become one reading."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from outreach.errors import BadInput
from outreach.exchange.registry import READERS, read

FIXTURES = Path(__file__).parents[1] / "fixtures"
TODAY = dt.date(2026, 10, 6)
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("fixture", "people"),
    [("contacts/contacts.vcf", 4), ("contacts/google_contacts.csv", 2), ("linkedin/connections_2024_preamble.csv", 38)],
)
def test_a_file_by_a_meaningless_name_finds_its_reader(fixture: str, people: int, tmp_path: Path) -> None:
    renamed = tmp_path / "download"
    renamed.write_bytes((FIXTURES / fixture).read_bytes())
    assert len(read([renamed], today=TODAY).contacts) == people


def test_every_reader_has_a_name_of_its_own() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)


def test_an_address_book_lends_what_an_archive_lacks_and_never_merges_on_a_name_alone(tmp_path: Path) -> None:
    archive = write(
        tmp_path / "Connections.csv",
        CONNECTIONS
        + "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Fernwick,,04 Mar 2024\n"
        + "Tom,Okafor,https://www.linkedin.com/in/tom,,Kettlebrook,,04 Mar 2024\n"
        + "Mei,Tanaka,https://www.linkedin.com/in/mei,mei@example.org,Holt,,04 Mar 2024\n",
    )
    book = write(
        tmp_path / "people.csv",
        "Name,Company,Email,LinkedIn,Phone\n"
        "A. Ruiz,,ana@example.org,linkedin.com/in/ana-ruiz,\n"
        "Tom Okafor,Elsewhere,tom@example.org,,\n"
        "M Tanaka,,MEI@example.org,,555 0100\n",
    )
    found = read([archive, book], today=TODAY)
    assert [(c.name, c.company, c.email, c.phone) for c in found.contacts] == [
        ("Ana Ruiz", "Fernwick", "ana@example.org", ""),
        ("Tom Okafor", "Kettlebrook", "", ""),
        ("Mei Tanaka", "Holt", "mei@example.org", "555 0100"),
        ("Tom Okafor", "Elsewhere", "tom@example.org", ""),
    ]
    assert found.counts["contacts"] == 4
    assert any("2 people of the address book were known" in note for note in found.notes)
    assert found.name == "Connections.csv + people.csv"


def test_the_same_name_at_the_same_employer_is_the_same_person_when_nobody_else_has_it(tmp_path: Path) -> None:
    archive = write(tmp_path / "Connections.csv", CONNECTIONS + "Tom,Okafor,https://www.linkedin.com/in/tom,,Kettlebrook,,04 Mar 2024\n")
    book = write(tmp_path / "people.csv", "Name,Company,Email\nTom Okafor,KETTLEBROOK,tom@example.org\n")
    assert [c.email for c in read([archive, book], today=TODAY).contacts] == ["tom@example.org"]


def test_progress_is_told_file_by_file() -> None:
    seen: list[tuple[str, int, int]] = []
    path = FIXTURES / "Complete_LinkedInDataExport_10-06-2026.zip"
    read([path], progress=lambda name, done, total: seen.append((name, done, total)), today=TODAY)
    assert ("Connections.csv") in [name for name, _, _ in seen]
    assert [done for _, done, _ in seen] == list(range(len(seen)))
    assert seen[-1][1] == seen[-1][2]


def test_a_file_named_by_hand_that_is_of_no_known_kind_stops_the_import(tmp_path: Path) -> None:
    archive = write(tmp_path / "Connections.csv", CONNECTIONS + "Ana,Ruiz,,,Fernwick,,04 Mar 2024\n")
    with pytest.raises(BadInput, match=r"poem\.txt has no line with column names"):
        read([archive, write(tmp_path / "poem.txt", "roses are red")], today=TODAY)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Company,Motivation\nAcme,3\n", "lists companies and no people: 'outreach company add NAME' names a target"),
        ("Firma\nAcme\n".encode("utf-16"), "lists companies and no people"),
        ("Ort;Straße\nBasel;Am Rain\n".encode("utf-16"), "has no line with column names that are known"),
        (b"Phone,Company\n1,Acme\n", "has no line with column names that are known"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is no text file"),
    ],
)
def test_a_file_that_names_nobody_is_told_by_what_it_holds(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput) as said:
        read([path], today=TODAY)
    assert str(said.value).startswith(f"targets.csv {says}")


def test_a_folder_is_named_by_its_own_name_wherever_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "Connections.csv", CONNECTIONS + "Ana,Ruiz,https://www.linkedin.com/in/ana,,Holt,Clerk,28 Sep 2026\n")
    monkeypatch.chdir(tmp_path)
    assert read([Path()], today=TODAY).name == tmp_path.name


def test_the_digest_knows_the_same_archive_in_other_clothes(tmp_path: Path) -> None:
    text = CONNECTIONS + "Ana,Ruiz,,,Fernwick,,04 Mar 2024\n"
    first = read([write(tmp_path / "Connections.csv", text)], today=TODAY)
    (tmp_path / "folder").mkdir()
    write(tmp_path / "folder" / "Connections.csv", text)
    assert read([tmp_path / "folder"], today=TODAY).digest == first.digest
    assert read([write(tmp_path / "Connections.csv", text + "\n")], today=TODAY).digest != first.digest


@pytest.mark.parametrize("name", ["Shares_900000001.csv", "Skills.csv", "coach_messages.csv"])
def test_a_file_of_an_archive_that_names_nobody_is_called_what_it_is(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="a file of a LinkedIn archive that names nobody"):
        read([write(tmp_path / name, "Date,ShareLink\n2026-01-01,x\n")], today=TODAY)


def test_an_archive_of_too_many_like_files_is_read_in_part_and_says_so(tmp_path: Path) -> None:
    for number in range(60):
        write(tmp_path / f"Connections_{number}.csv", f"{CONNECTIONS}Ana{number},Ruiz,,,Fernwick,,04 Mar 2024\n")
    found = read([tmp_path], today=TODAY)
    assert len(found.contacts) == 40
    assert any("more than 40 files of this kind" in note for note in found.notes)
