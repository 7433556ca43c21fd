"""What stands in the files and how it is held in memory: journal lines, data files, tables, and the reasons a file is refused."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import zlib
from pathlib import Path

import msgspec
import pytest

from outreach.domain.model import Company, Lead, Person
from outreach.domain.network import Contact
from outreach.errors import BadInput, Denied
from outreach.store import Files
from outreach.store.changes import Change, ChangeSet
from outreach.store.datafile import Content, Meta, compose, fingerprint, fingerprints, parse, validate
from outreach.store.history import last_kept, read_history, read_since
from outreach.store.journal import Header, Line, Mark, encode_control, encode_set, net, scan, seal
from outreach.store.places import plan_places
from outreach.store.reading import backups_hint, identity, look, read_file, read_journal
from outreach.store.records import KINDS, REFERENCES, decode, decode_table, encode, split
from outreach.store.scrub import hostile, scrub, scrubbed, soften
from outreach.store.tables import Shelf

AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HEAD = Header(1, 3, "m", "s", {"people": 4})


def one(seq: int, label: str = "Add") -> ChangeSet:
    return ChangeSet(seq, AT, label, (Change("people", seq, None, b'{"x":%d}' % seq),))


def test_a_line_is_its_checksum_and_its_payload() -> None:
    assert seal(b"x") == b"%08x x\n" % zlib.crc32(b"x")
    whole = ChangeSet(
        7, AT, 'Say "hi"', (Change("people", 1, None, b"{}"), Change("people", 2, b"{}", None), Change("x", None, b"1", b"2")), 5
    )
    line = encode_set(whole)
    assert line[9:-1] == (b'[7,"2026-11-22T12:00:00+00:00","Say \\"hi\\"",5,[["people",1,null,{}],["people",2,{},null],["x",null,1,2]]]')
    found = scan(encode_control(HEAD) + line)
    assert found.header == HEAD and found.lines[0].change_set() == whole
    assert encode_set(ChangeSet(1, AT, "x")).endswith(b"0,[]]\n")


def test_a_header_and_a_mark_say_nothing_they_were_not_told() -> None:
    assert (Header(1, 2, "m").side, Header(1, 2, "m").counters, Mark(2, "m").side) == ("", {}, "")
    assert json.loads(encode_control(Mark(2, "m"))[9:])["is"] == "checkpoint"
    assert json.loads(encode_control(Header(1, 2, "m"))[9:])["is"] == "journal"


def test_labels_and_records_of_a_line_come_out_harmless() -> None:
    evil = ChangeSet(
        1, AT, "\x1b[31mred\u202e", (Change("people", 1, None, b'{"a":"\xc2\x9b"}'), Change("x", None, None, b'{"a":"\xc2\x9b"}'))
    )
    read = scan(encode_control(HEAD) + encode_set(evil)).lines[0].change_set()
    assert read.label == "[31mred" and read.changes[0].after == {"a": ""}
    assert read.changes[1].new == b'{"a":"\xc2\x9b"}', "a value of another program's is kept as it is"


def test_a_journal_is_read_up_to_its_end_and_torn_bad_and_good_lines_are_counted() -> None:
    head, a, b = encode_control(HEAD), encode_set(one(4)), encode_set(one(5))
    mark = encode_control(Mark(4, "m2"))
    whole = scan(head + a + mark + b + b"\0" * 9)
    assert [type(entry) for entry in whole.entries] == [Line, Mark, Line] and [line.seq for line in whole.lines] == [4, 5]
    assert (whole.end, whole.size, whole.bad, whole.torn) == (len(head + a + mark + b), len(head + a + mark + b) + 9, 0, False)
    torn = scan(head + a + b[:-5])
    assert (torn.end, torn.bad, torn.torn, len(torn.lines)) == (len(head + a), 0, True, 1)
    bad = scan(head + a.replace(b"Add", b"Bad") + b)
    assert (bad.end, bad.bad, bad.torn, [line.seq for line in bad.lines]) == (len(head + a + b), 1, False, [5])
    last = scan(head + a + b.replace(b"Add", b"Bad"))
    assert (last.end, last.bad, last.torn) == (len(head + a), 1, False)
    two = scan(head + b"nonsense\n" + b"\xff" * 20 + b"\n" + b)
    assert (two.bad, len(two.lines)) == (2, 1)
    assert (scan(b"").end, scan(b"").size, scan(b"").header, scan(b"").torn, scan(b"").bad) == (0, 0, None, False, 0)


def test_a_header_counts_only_on_the_first_line_and_nothing_else_does_there() -> None:
    head, a = encode_control(HEAD), encode_set(one(4))
    assert scan(a + head).header is None and scan(a + head).bad == 2
    assert scan(head + head).bad == 1
    part = scan(a + a, start=100, headed=False)
    assert (part.header, part.end, part.size, part.bad, len(part.lines)) == (None, 100 + 2 * len(a), 100 + 2 * len(a), 0, 2)


@pytest.mark.parametrize("line", [b"", b"12345678 ", b"zzzzzzzz [1]", b"00000000-[1]", b"0000000 [1]x"])
def test_what_is_no_line_is_bad(line: bytes) -> None:
    assert scan(encode_control(HEAD) + line + b"\n").bad == 1


def test_a_sound_checksum_does_not_save_what_is_no_entry() -> None:
    assert scan(encode_control(HEAD) + seal(b"[1]") + seal(b'{"is":"x"}') + seal(b"\xff\xfe") + seal(b"")).bad == 4


def test_several_sets_fold_into_what_was_before_and_what_is_after() -> None:
    first = ChangeSet(1, AT, "x", (Change("people", 1, b"a", b"b"), Change("people", 2, None, b"c"), Change("steps", 1, b"q", None)))
    second = ChangeSet(2, AT, "x", (Change("people", 1, b"b", None), Change("people", 2, b"c", b"d")))
    assert net([first, second]) == [Change("people", 1, b"a", None), Change("people", 2, None, b"d"), Change("steps", 1, b"q", None)]


def test_a_fingerprint_is_length_and_checksums_and_empty_for_nothing() -> None:
    assert fingerprint(b"abc") == f"3-{zlib.crc32(b'abc'):08x}{zlib.adler32(b'abc'):08x}"
    assert fingerprint(b"") == "" and fingerprints(b"abc", 2) == (fingerprint(b"ab"), fingerprint(b"abc"))
    assert fingerprints(b"abc", 0) == ("", fingerprint(b"abc"))


def test_a_data_file_holds_its_tables_in_order_one_record_a_line_and_its_meta_last() -> None:
    people = Shelf("people")
    people.set(10, b'{"x":2}')
    people.set(9, b'{"x":1}')
    body = b'{\n"people":{\n"9":{"x":1},\n"10":{"x":2}\n},\n"steps":{},\n"loose":[1],'
    data = compose([people, Shelf("steps")], {"loose": b"[1]"}, Meta(1, 5, {"steps": 1, "people": 10}))
    assert data.startswith(body + b'\n"meta":{\n"1":{') and data.endswith(b"}\n}\n}\n")
    meta = json.loads(data)["meta"]["1"]
    assert meta == {"schema": 1, "seq": 5, "counters": {"people": 10, "steps": 1}, "body": fingerprint(body)}
    assert list(meta["counters"]) == ["people", "steps"]
    assert compose([], {}, None) == b"{\n}\n" and json.loads(compose([people], {}, None)) == {"people": {"9": {"x": 1}, "10": {"x": 2}}}
    read = parse(data, Path("x"), "")
    assert (read.meta.seq, read.has_meta, read.notices, list(read.tables), read.loose) == (
        5,
        True,
        (),
        ["people", "steps"],
        {"loose": b"[1]"},
    )
    assert read.tables["people"].verbatim is not None and read.mark == fingerprint(data)
    assert json.loads(compose([], {}, Meta(1, 5, {})))["meta"]["1"]["seq"] == 5


def test_a_body_that_is_not_the_one_that_was_saved_is_told_and_laid_out_anew() -> None:
    people = Shelf("people")
    people.set(1, b'{"x":1}')
    data = compose([people], {}, Meta(1, 5, {})).replace(b'"x":1', b'"x":2')
    read = parse(data, Path("plan.json"), "")
    assert read.notices == (
        "plan.json was changed by another program, or by a fault of the disk, since it was saved: 'outreach check' looks closer",
    )
    assert read.tables["people"].verbatim is None


def test_a_bare_file_has_tables_loose_values_and_no_meta() -> None:
    read = parse(b'{"t": {"1": {"a": 1}}, "w": {"1": 2}, "l": [1], "n": {"x": {}}, "people": {}}', Path("x"), "")
    assert sorted(read.tables) == ["people", "t"] and sorted(read.loose) == ["l", "n", "w"]
    assert not read.has_meta and read.tables["t"].verbatim is None and read.meta == Meta()
    assert Content({}, {}, "", Meta()).has_meta is False and Meta().body == ""


def test_what_stock_tinydb_writes_beyond_json_is_read_softened_and_told() -> None:
    read = parse(b'{"t": {"1": {"a": NaN, "b": "\\ud800", "c": "\xc3\xa9", "d": 1.5}}}', Path("x.json"), "")
    assert json.loads(bytes(read.tables["t"].rows[1])) == {"a": None, "b": "\ufffd", "c": "é", "d": 1.5}
    assert read.notices[0] == "x.json held text or numbers that JSON does not allow; they are read as \ufffd and null"


def test_hostile_text_in_a_data_file_is_left_out_and_told_unless_trusted() -> None:
    data = b'{"t": {"1": {"a": "x\\u001b[31m\xe2\x80\xae"}}}'
    read = parse(data, Path("x.json"), "")
    assert json.loads(bytes(read.tables["t"].rows[1])) == {"a": "x[31m"}
    assert read.notices == ("x.json held control or invisible characters; they are left out",)
    assert json.loads(bytes(parse(data, Path("x"), "", distrust=False).tables["t"].rows[1])) == {"a": "x\x1b[31m\u202e"}
    assert parse(b'{"t": {"1": {"a": "\\u00e9\\u000ax"}}}', Path("x"), "").notices == ()
    both = parse(b'{"t": {"1": {"a": NaN, "b": "\\u001b"}}}', Path("x"), "")
    assert len(both.notices) == 2 and json.loads(bytes(both.tables["t"].rows[1])) == {"a": None, "b": ""}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\0\0\0", "x.json holds nothing but zero bytes (a disk or sync fault)"),
        (b"[1]", "x.json: $ is not an object of tables"),
        (b'{"a":\n "\xc3\xa9" x}', "x.json cannot be read: Expecting ',' delimiter at line 2 column 6 (byte 12 of 14)"),
        (b'{"a": "cut', "x.json cannot be read: Unterminated string at line 1 column 7 (byte 6 of 10)"),
        (b'{"a": "\xff"}', "x.json cannot be read: not UTF-8 at byte 7 of 10"),
        (b"[" * 100_000, "x.json cannot be read: nested too deeply"),
        (b'{"meta": {"1": {"schema": "x"}}}', "x.json: $.meta: Expected `int`, got `str` - at `$[...].schema`"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_place_and_reason(data: bytes, reason: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse(data, Path("x.json"), "two backups")
    assert (caught.value.message, caught.value.next_step) == (reason, "two backups")


@pytest.mark.parametrize("data", [b"{", b"[1]", b'{"a":"\xff"}'])
def test_what_would_not_be_readable_is_not_written(data: bytes) -> None:
    with pytest.raises(ValueError, match="would not be readable"):
        validate(data)
    validate(b'{"a":1}')


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x7f", "\x80", "\x9f", "\u200b", "\u2028", "\u202e", "\u2060", "\u2069", "\u180e",
                                  "\ufeff", "\ufff9", "\U000e0001", "\U000e0061"])  # fmt: skip
def test_what_harms_a_terminal_is_found_raw_and_escaped(char: str) -> None:
    assert hostile(json.dumps(char).encode()) or char == "\x7f"
    assert hostile(f'"{char}"'.encode()) or ord(char) < 0x20
    value = {char + "k": [char + "v", 1.5, float("inf"), None, True]}
    assert scrub(value) == {"k": ["v", 1.5, None, None, True]}


def test_harmless_text_costs_no_second_look() -> None:
    assert not hostile('{"a":"Zoë 🚀 \\n \\t \\" \\u00e9 \\\\ 李"}'.encode())
    assert scrub("a\tb\nc") == "a\tb\nc" and scrub(3) == 3
    assert soften({"a\ud800": ["b\udfff", float("nan"), 2.5, 1, None]}) == {"a\ufffd": ["b\ufffd", None, 2.5, 1, None]}
    assert scrubbed(b'{"a": "x\\u001b\xc3\xa9", "b": [1, 2]}') == '{"a":"xé","b":[1,2]}'.encode()


def company(name: str) -> bytes:
    return json.dumps({"name": name}).encode()


def test_a_table_follows_every_change_in_number_order() -> None:
    shelf = Shelf("companies", msgspec.Raw(b'{"2": {"name": "B"}, "1": {"name": "A"}}'))
    assert shelf.top() == 2 and shelf.row(1) == b'{"name": "A"}' and shelf.row(9) is None
    assert shelf.find(Company, 1) is not None and shelf.find(Company, 9) is None
    assert [one.name for one in shelf.all()] == ["A", "B"] == [one.name for one in shelf.records().values()]
    shelf.set(4, company("D"))
    shelf.set(3, company("C"))
    assert [one.id for one in shelf.all()] == [1, 2, 3, 4] and shelf.top() == 4
    shelf.set(1, None)
    shelf.set(1, None)
    shelf.set(2, company("B2"))
    assert [one.name for one in shelf.all()] == ["B2", "C", "D"] and shelf.find(Company, 1) is None
    shelf.set(5, company("ignored"), Company(id=5, name="given"))  # type: ignore[arg-type]
    assert shelf.all()[-1].name == "given"
    assert Shelf("companies").top() == 0 and Shelf("companies").all() == ()
    with pytest.raises(KeyError):
        Shelf("hobbies").records()


def test_an_index_follows_every_change_and_keeps_number_order() -> None:
    shelf = Shelf("people")
    for number, place in ((3, 1), (1, 1), (2, 2)):
        shelf.set(number, json.dumps({"name": "x", "company": place}).encode())
    assert [one.id for one in shelf.where("company", 1)] == [1, 3] and shelf.where("company", 9) == ()
    shelf.set(2, b'{"name":"x","company":1}')
    assert [one.id for one in shelf.where("company", 1)] == [1, 2, 3] and shelf.where("company", 2) == ()
    shelf.set(2, b'{"name":"y","company":1}')
    assert [one.name for one in shelf.where("company", 1)] == ["x", "y", "x"]
    shelf.set(3, None)
    assert [one.id for one in shelf.where("company", 1)] == [1, 2]
    shelf.set(5, b'{"name":"z","company":7}')
    assert [one.id for one in shelf.where("company", 7)] == [5]


def test_a_document_laid_out_by_an_editor_is_put_on_one_line() -> None:
    assert Shelf("companies", msgspec.Raw(b'{\n"1": {\n"name": "A"\n}\n}')).row(1) == b'{"name":"A"}'
    assert Shelf("companies", msgspec.Raw(b'{\n"1":{"name": "A"}\n}')).row(1) == b'{"name": "A"}'


def test_a_record_of_the_wrong_shape_is_named_with_its_path() -> None:
    with pytest.raises(BadInput) as caught:
        decode(Company, 4, b'{"name": 5}')
    assert caught.value.message == '$.companies["4"].name: Expected `str`, got `int`'
    with pytest.raises(BadInput, match=r'^\$\.people\["2"\]\.company: '):
        decode_table(Person, msgspec.Raw(b'{"1": {"name": "A"}, "2": {"name": "B", "company": "x"}}'))
    with pytest.raises(BadInput, match=r"^\$\.peo ple is not a table of numbered records: "):
        split("peo\nple", msgspec.Raw(b'{"x": {}}'))
    assert list(decode_table(Person, msgspec.Raw(b'{"2": {"name": "B"}, "1": {"name": "A"}}'))) == [1, 2]


def test_keys_this_version_does_not_know_stay_behind_those_it_does() -> None:
    row, read = encode(Lead(id=3, title="x"), b'{"title":"old","future":[1],"more":null}')  # type: ignore[arg-type]
    assert row.endswith(b',"future":[1],"more":null}') and read.id == 3
    assert encode(Lead(id=3, title="x"), b'{"title":"old"}')[0] == encode(Lead(id=3, title="x"))[0]  # type: ignore[arg-type]
    with pytest.raises((ValueError, TypeError)):
        encode(Lead(id=3, title=5))  # type: ignore[arg-type]


def test_every_kind_has_its_table_and_every_reference_leads_to_one() -> None:
    assert list(KINDS.values()) == ["companies", "people", "evidence", "steps", "drafts", "leads", "decisions", "settings", "profile",
                                    "invitations", "links", "contacts", "suggestions", "archives"]  # fmt: skip
    assert {table: dict(fields) for table, fields in REFERENCES.items()} == {
        "people": {"company": "companies", "bridge": "people", "introducer": "people"},
        "evidence": {"person": "people"},
        "steps": {"company": "companies", "person": "people", "anchor": "steps", "draft": "drafts"},
        "drafts": {"person": "people", "company": "companies", "step": "steps"},
        "leads": {"company": "companies", "given_by": "people"},
        "decisions": {"company": "companies"},
        "links": {"meant_for": "people"},
    }


class Refusing(Files):
    """Cannot read, for a reason of one's choice."""

    def __init__(self, code: int) -> None:
        self.code = code

    def read(self, path: Path) -> bytes:
        raise OSError(self.code, os.strerror(self.code), str(path))


def test_a_file_that_may_not_or_cannot_be_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    places = plan_places(tmp_path)
    for path in (places.main, places.journal):
        path.write_bytes(b"{}")
    for read in (lambda files: read_file(files, places.main, places), lambda files: read_journal(files, places)):
        with pytest.raises(Denied, match="may not be read by this user"):
            read(Refusing(errno.EACCES))
        with pytest.raises(BadInput, match="cannot be read: Input/output error"):
            read(Refusing(errno.EIO))
    places.journal.unlink()
    os.mkfifo(places.journal)
    with pytest.raises(BadInput, match=r"outreach\.journal is not a regular file"):
        read_journal(Files(), places)
    places.main.unlink()
    places.main.mkdir()
    with pytest.raises(BadInput, match=r"outreach\.json is not a regular file") as caught:
        read_file(Files(), places.main, places)
    assert caught.value.next_step == "no backup has been made yet"


def test_a_link_to_another_users_file_is_refused(tmp_path: Path) -> None:
    class Theirs(Files):
        def stat(self, path: Path) -> os.stat_result:
            found = list(super().stat(path))
            found[4] = os.geteuid() + 4_000
            return os.stat_result(found)

    places = plan_places(tmp_path)
    (tmp_path / "real").write_bytes(b"{}")
    places.main.symlink_to(tmp_path / "real")
    with pytest.raises(BadInput, match="is a symlink to another user's file"):
        read_file(Theirs(), places.main, places)
    assert read_file(Files(), places.main, places)[1] == identity((tmp_path / "real").stat())


def test_a_file_is_looked_at_without_being_understood(tmp_path: Path) -> None:
    path = tmp_path / "x"
    assert look(Files(), path) == ("", None)
    path.write_bytes(b"\xff")
    assert look(Files(), path) == (fingerprint(b"\xff"), identity(path.stat()))
    assert look(Refusing(errno.EIO), path) == (None, None)


def test_the_way_out_of_a_damaged_file_is_told(tmp_path: Path) -> None:
    places = plan_places(tmp_path)
    assert backups_hint(Files(), places) == "no backup has been made yet"
    places.backups.mkdir()
    for name in ("2026-11-22T120000-x-3-records.json", "2026-11-23T120000-x-3-records.json", "damaged-2026.json"):
        (places.backups / name).write_bytes(b"")
    assert backups_hint(Files(), places) == f"2 backups are in {places.backups}"


def test_the_history_is_read_from_its_end_and_by_number(tmp_path: Path) -> None:
    places, files = plan_places(tmp_path), Files()
    assert (read_history(files, places), last_kept(files, places), read_since(files, places, 0)) == ([], 0, [])
    lines = [encode_set(one(seq, "x" * 900)) for seq in range(1, 201)]
    places.history.write_bytes(b"".join(lines) + b"torn")
    assert [line.seq for line in read_history(files, places)] == list(range(1, 201))
    assert last_kept(files, places) == 200
    assert [line.seq for line in read_since(files, places, 197)] == [198, 199, 200]
    assert [line.seq for line in read_since(files, places, 2)] == list(range(3, 201))
    assert [line.seq for line in read_since(files, places, 200)] == []
    places.history.write_bytes(lines[4] + lines[2] + lines[4] + b"bad line\n")
    assert [line.seq for line in read_history(files, places)] == [3, 5]
    places.history.write_bytes(b"")
    assert last_kept(files, places) == 0


def test_a_contact_is_a_record_like_any_other() -> None:
    assert decode(Contact, 2, b'{"key":"k","name":"n"}').id == 2


class Named(msgspec.Struct):
    name: str
    company: int | None = None


def test_a_glimpse_has_the_fields_asked_for_of_every_record_decoded_or_not(tmp_path: Path) -> None:
    raw = msgspec.Raw(b'{"2":{"name":"Tom","notes":"x"},"1":{"name":"Ana","company":7}}')
    shelf = Shelf("people", raw)
    seen = {(one.name, one.company) for one in shelf.glimpse(Named)}
    assert seen == {("Tom", None), ("Ana", 7)}
    shelf.set(2, b'{"name":"Tom Okafor"}')
    assert {one.name for one in shelf.glimpse(Named)} == {"Tom Okafor", "Ana"}


def test_a_glimpse_of_a_record_that_is_none_says_where_it_is_wrong(tmp_path: Path) -> None:
    shelf = Shelf("people", msgspec.Raw(b'{"1":{"name":"Ana"},"2":{"name":5}}'))
    with pytest.raises(BadInput, match=r'people\["2"\]\.name'):
        shelf.glimpse(Named)
