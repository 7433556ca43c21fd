"""Opening a plan: it never writes, and what cannot be read stays byte for byte as it was, with a reason and a way out."""

import hashlib
import json
import os
import stat
from pathlib import Path

import pytest

from outreach.domain.model import Company, Person, Step
from outreach.errors import BadInput, Denied, NotSaved
from outreach.store import Store
from outreach.text import clean


def seed(open_plan, folder: Path) -> Path:
    with open_plan() as store:
        with store.transaction("Add") as tx:
            tx.add(Company(name=clean("Fernwick Labs")))
        store.backup("by hand")
    return folder / "outreach.json"


def digests(folder: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\0" * 400, "nothing but zero bytes"),
        (b"{", "byte 1 of 1"),
        (b'{"companies":{"1":{"name":"x"}}} trailing', "Extra data"),
        (b'{"companies":{"1":{"name":"x"},}}', "cannot be read"),
        (b"[]", r"\$ is not an object"),
        (b"7", r"\$ is not an object"),
        (b'{"companies":[1]}', r"\$\.companies"),
        (b'{"companies":{"a":{"name":"x"}}}', r"\$\.companies"),
        (b'{"companies":{"1":5}}', r'\$\.companies\["1"\]'),
        (b'{"companies":{"1":{"name":5}}}', r'\$\.companies\["1"\]\.name'),
        (b'{"companies":{"1":{"name":"x","added":"yesterday"}}}', r'\$\.companies\["1"\]\.added'),
        (b'{"companies":{"1":{"name":"x","motivation":NaN}}}', r'\$\.companies\["1"\]\.motivation'),
        (b'{"companies":{"1":{"name":"x","motivation":1' + b"0" * 5000 + b"}}}", r'\$\.companies\["1"\]\.motivation'),
        (b'{"companies":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        ('{"companies":{}}'.encode("utf-16"), "not UTF-8 at byte 0"),
        (b"\xef\xbb\xbf{}", "BOM"),
        (b'{"companies":{"1":{"name":"\xff"}}}', "not UTF-8 at byte 27"),
        (b'{"meta":{"1":{"schema":2}}}', "newer version"),
        (b'{"meta":{"1":{"schema":"one"}}}', r"\$\.meta"),
    ],
)
def test_a_damaged_plan_is_refused_with_place_and_way_out_and_left_as_it_was(open_plan, folder: Path, content: bytes, reason: str) -> None:
    main = seed(open_plan, folder)
    (folder / "outreach.journal").unlink()
    main.write_bytes(content)
    before = digests(folder)
    with pytest.raises(BadInput, match=reason) as caught:
        open_plan().all(Company)
    assert caught.value.code == 65
    if "$.companies[" not in str(caught.value):
        assert str(main) in str(caught.value) or "$.companies is" in str(caught.value)
    assert digests(folder) == before


def test_the_refusal_says_where_backups_are(open_plan, folder: Path) -> None:
    seed(open_plan, folder).write_bytes(b"{")
    with pytest.raises(BadInput, match=f"1 backups are in {folder / 'backups'}"):
        open_plan()


def test_a_plan_that_vanished_from_beside_its_journal_is_reported_and_not_replaced_by_an_empty_one(open_plan, folder: Path) -> None:
    seed(open_plan, folder).unlink()
    with pytest.raises(BadInput, match="is missing, though a plan was kept here"):
        open_plan()


def test_an_empty_file_somebody_touched_before_the_first_run_is_a_new_plan(open_plan, folder: Path) -> None:
    folder.mkdir()
    (folder / "outreach.json").touch()
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Fernwick Labs")))
    store.close()
    assert len(open_plan().all(Company)) == 1


def test_a_file_written_by_stock_tinydb_opens_even_with_nan_and_lone_surrogates(open_plan, folder: Path) -> None:
    folder.mkdir()
    (folder / "outreach.json").write_text(
        '{"companies": {"3": {"name": "Fern\\ud800wick", "score": NaN}, "1": {"name": "Holt"}}}', encoding="utf-8"
    )
    store = open_plan()
    assert [(c.id, c.name) for c in store.all(Company)] == [(1, "Holt"), (3, "Fern\ufffdwick")]
    assert "JSON does not allow" in store.notices[0]
    with store.transaction("Add") as tx:
        assert tx.add(Company(name=clean("New"))).id == 4
    store.close()
    assert json.loads((folder / "outreach.json").read_text(encoding="utf-8"))["companies"]["3"]["score"] is None


def test_a_file_laid_out_by_an_editor_opens_and_its_records_can_be_changed(open_plan, folder: Path) -> None:
    main = seed(open_plan, folder)
    main.write_text(json.dumps(json.loads(main.read_text(encoding="utf-8")), indent=4), encoding="utf-8")
    store = open_plan()
    assert any("changed by another program" in notice for notice in store.notices)
    with store.transaction("Delete") as tx:
        tx.delete(Company, 1)
    again = open_plan()
    assert again.all(Company) == ()
    assert not any("damaged" in notice for notice in again.notices)
    assert again.undo() is not None
    assert again.get(Company, 1).name == "Fernwick Labs"


def test_every_flipped_bit_of_a_small_plan_is_refused_or_reported(open_plan, folder: Path) -> None:
    main = seed(open_plan, folder)
    good = main.read_bytes()
    for place in range(len(good)):
        for bit in (0, 3, 6):
            main.write_bytes(good[:place] + bytes([good[place] ^ (1 << bit)]) + good[place + 1 :])
            try:
                store = open_plan()
                store.all(Company)
            except BadInput:
                continue
            assert store.notices, f"bit {bit} of byte {place} went unnoticed"


@pytest.mark.parametrize("made", [os.mkfifo, lambda path: path.mkdir(), lambda path: path.symlink_to("/dev/zero")])
@pytest.mark.parametrize("name", ["outreach.json", "outreach.journal"])
@pytest.mark.timeout(5)
def test_what_is_not_a_plain_file_is_refused_without_waiting(open_plan, folder: Path, made, name: str) -> None:
    folder.mkdir()
    made(folder / name)
    with pytest.raises(BadInput, match=r"not a regular file|another user's|symlink"):
        open_plan()


def test_a_dangling_symlink_is_refused(open_plan, folder: Path) -> None:
    folder.mkdir()
    (folder / "outreach.json").symlink_to(folder / "nowhere.json")
    with pytest.raises(BadInput, match="leads nowhere"):
        open_plan()


def test_a_symlinked_plan_is_written_through_and_stays_a_symlink(open_plan, folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "synced" / "plan.json"
    elsewhere.parent.mkdir()
    elsewhere.write_text('{"companies":{"1":{"name":"Holt"}}}', encoding="utf-8")
    folder.mkdir()
    (folder / "outreach.json").symlink_to(elsewhere)
    with open_plan() as store, store.transaction("Add") as tx:
        tx.add(Company(name=clean("Fernwick Labs")))
    assert (folder / "outreach.json").is_symlink()
    assert "Fernwick" in elsewhere.read_text(encoding="utf-8")
    assert not elsewhere.is_symlink()


def test_a_lock_that_is_a_symlink_is_refused_and_its_target_untouched(open_plan, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "profile"
    target.write_text("precious", encoding="utf-8")
    folder.mkdir()
    (folder / "outreach.lock").symlink_to(target)
    with pytest.raises(NotSaved), open_plan().transaction("Add") as tx:
        tx.add(Company(name=clean("Fernwick Labs")))
    assert target.read_text(encoding="utf-8") == "precious"


def test_files_are_private_whatever_the_umask(open_plan, folder: Path) -> None:
    old = os.umask(0)
    try:
        seed(open_plan, folder)
    finally:
        os.umask(old)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "backups").stat().st_mode) == 0o700
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) >= 5
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


class Unwritable:
    """Stands in for a read-only disk, which root could write to all the same."""

    @staticmethod
    def files():
        from outreach.store import Files

        class ReadOnly(Files):
            def writable(self, path: Path) -> bool:
                return False

        return ReadOnly()


def test_a_folder_that_may_not_be_written_opens_read_only_and_says_so(open_plan, folder: Path) -> None:
    seed(open_plan, folder)
    before = digests(folder)
    store: Store = open_plan(files=Unwritable.files())
    assert store.read_only
    assert store.get(Company, 1).name == "Fernwick Labs"
    with pytest.raises(NotSaved, match="read-only") as caught, store.transaction("Add") as tx:
        tx.add(Company(name=clean("Larkspur Health")))
    assert caught.value.code == 74
    assert len(store.all(Company)) == 1
    store.close()
    assert digests(folder) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_plan_that_may_not_be_read_is_denied(open_plan, folder: Path) -> None:
    seed(open_plan, folder).chmod(0)
    with pytest.raises(Denied):
        open_plan()


def test_opening_and_reading_write_nothing_even_with_a_journal_to_replay(open_plan, folder: Path) -> None:
    seed(open_plan, folder)
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Larkspur Health")))
    store.close(checkpoint=False)
    before = digests(folder)
    reader = open_plan()
    assert len(reader.all(Company)) == 2
    reader.all(Person), reader.all(Step), reader.history(), reader.refresh()
    reader.close()
    assert digests(folder) == before, "who only looked leaves even a journal with changes as it is"
    with open_plan() as writer, writer.transaction("Add") as tx:
        tx.add(Company(name=clean("Nimbus Robotics")))
    assert b"Larkspur" in (folder / "outreach.json").read_bytes()
