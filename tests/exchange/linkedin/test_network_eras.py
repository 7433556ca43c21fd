"""A whole network, in each era's shape, is read with exactly the counts it was made with."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from fixtures.network import MY_URL, TODAY, build

from outreach.domain.network import Reading
from outreach.exchange.linkedin import read_archive
from outreach.exchange.linkedin.identity import profile_key


def reading(path: Path, today: dt.date = TODAY) -> Reading:
    return read_archive([path], today=today)


@pytest.mark.parametrize("era", [2021, 2024, 2026])
@pytest.mark.parametrize("seed", [3, 8])
def test_every_count_equals_the_truth(era: int, seed: int, tmp_path: Path) -> None:
    network = build(1_500, era=era, seed=seed)
    found = reading(network.zipped(tmp_path))
    assert {key: found.counts[key] for key in network.truth} == network.truth


@pytest.mark.parametrize("era", [2024, 2026])
def test_exactly_those_who_really_traded_messages_are_said_to_have(era: int, tmp_path: Path) -> None:
    network = build(1_500, era=era)
    found = reading(network.zipped(tmp_path))
    assert {contact.key for contact in found.contacts if contact.both} == network.traded
    assert found.owner_key == profile_key(MY_URL)


def test_without_addresses_only_people_with_a_name_of_their_own_are_credited(tmp_path: Path) -> None:
    network = build(1_500, era=2021)
    found = reading(network.zipped(tmp_path))
    names = [contact.name for contact in found.contacts if contact.connected_on]
    credited = [contact for contact in found.contacts if contact.both]
    assert credited
    assert all(names.count(contact.name) == 1 for contact in credited)
    assert found.counts["uncredited_threads"] > 0
    assert any("belong to several people" in note for note in found.notes)


@pytest.mark.parametrize("era", [2021, 2024, 2026])
def test_no_two_contacts_share_a_key_and_every_row_is_accounted_for(era: int, tmp_path: Path) -> None:
    found = reading(build(1_500, era=era).zipped(tmp_path))
    keys = [contact.key for contact in found.contacts]
    assert len(set(keys)) == len(keys)
    skipped = sum(row.file == "Connections.csv" for row in found.skipped)
    assert found.counts["rows"] == found.counts["visible"] + found.counts["hidden_rows"] + found.counts["merged"] + skipped


@pytest.mark.parametrize("era", [2021, 2026])
def test_reading_the_same_archive_again_gives_the_same_people(era: int, tmp_path: Path) -> None:
    network = build(800, era=era)
    path = network.zipped(tmp_path)
    assert reading(path) == reading(path)


@pytest.mark.parametrize("era", [2021, 2026])
def test_the_archive_and_its_unpacked_folder_together_are_read_once(era: int, tmp_path: Path) -> None:
    network = build(400, era=era)
    (tmp_path / "unpacked").mkdir()
    alone = reading(network.zipped(tmp_path))
    both = read_archive([network.zipped(tmp_path), network.unpacked(tmp_path / "unpacked")], today=TODAY)
    assert both.contacts == alone.contacts
    assert both.digest == alone.digest
    assert sum("read once" in note for note in both.notes) == len(network.files)


def test_a_namesake_who_joins_later_does_not_take_the_key_of_the_one_before(tmp_path: Path) -> None:
    header = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    old = "Tilde,Aldwick,,Kettlebrook,Engineer,04 Mar 2019\n"
    (tmp_path / "Connections.csv").write_text(header + old, encoding="utf-8")
    before = reading(tmp_path).contacts[0].key
    (tmp_path / "Connections.csv").write_text(header + "Tilde,Aldwick,,Kettlebrook,Designer,04 Mar 2026\n" + old, encoding="utf-8")
    designer, engineer = reading(tmp_path).contacts
    assert engineer.key == before
    assert designer.key != before


def test_an_older_archive_lends_past_employers_and_nobody_is_doubled(tmp_path: Path) -> None:
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    row = "Tilde,Aldwick,https://www.linkedin.com/in/tilde,,{},Engineer,04 Mar 2019\n"
    for day, company in (("01-05-2025", "Kettlebrook"), ("10-06-2026", "Fernwick Labs")):
        (tmp_path / f"Basic_LinkedInDataExport_{day}").mkdir()
        (tmp_path / f"Basic_LinkedInDataExport_{day}" / "Connections.csv").write_text(header + row.format(company), encoding="utf-8")
    found = read_archive(sorted(tmp_path.iterdir()), today=TODAY)
    (tilde,) = found.contacts
    assert tilde.company == "Fernwick Labs"
    assert [role.company for role in tilde.past] == ["Kettlebrook"]
    assert found.counts["merged"] == 1
    assert found.archive_on == dt.date(2026, 10, 6)


def test_messages_that_stand_in_two_archives_are_counted_once(tmp_path: Path) -> None:
    network = build(400, era=2024)
    first = network.zipped(tmp_path)
    later = network._replace(files=dict(network.files, **{"messages.csv": network.files["messages.csv"] + "\n"}))
    second = later.zipped(tmp_path, "Complete_LinkedInDataExport_10-07-2026.zip")
    alone, both = reading(first), read_archive([first, second], today=TODAY)
    assert {c.key: (c.sent, c.received) for c in both.contacts} == {c.key: (c.sent, c.received) for c in alone.contacts}
    assert both.counts["repeated_messages"] == alone.counts["messages"]


def test_one_profile_is_one_person_even_where_other_rows_have_no_address(tmp_path: Path) -> None:
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    ana = "Ana,Ruiz,https://www.linkedin.com/in/ana,,Fernwick,,0{} Mar 2024\n"
    (tmp_path / "Connections.csv").write_text(header + ana.format(4) + "Tom,Okafor,,,Holt,,04 Mar 2024\n" + ana.format(5), encoding="utf-8")
    found = reading(tmp_path)
    assert [contact.name for contact in found.contacts] == ["Ana Ruiz", "Tom Okafor"]
    assert [(row.line, row.reason) for row in found.skipped] == [(4, "the same person again")]
