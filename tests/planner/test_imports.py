"""Bringing an archive in: preview, one undoable step, idempotence, and a second archive read as news."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.archives import archive, connection, invitation, message, slug

from outreach.domain.kinds import EvidenceKind, MatchVerdict, PersonState, StepKind, StepState, Tie
from outreach.domain.model import Evidence, Person, Step
from outreach.domain.network import Contact
from outreach.errors import BadInput, NotFound
from outreach.planner import Planner


def take(planner: Planner, path: Path) -> None:
    planner.imports.apply(planner.imports.preview([path]).token)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return archive(
        tmp_path,
        "10-06-2026",
        connections=[
            connection("Ana Ruiz", "Fernwick Labs", "Staff Engineer"),
            connection("Tom Okafor", "Fernwick Labs, Inc.", "Recruiter"),
            connection("Idris Cole", "Ex-Fernwick Labs"),
            connection("Mei Tanaka", "Fernwick Labs Europe Holdings"),
            connection("Una Harrow", "Marlow Foods"),
        ],
        messages=[
            message("a", "Ana Ruiz", "2026-05-01", "Lovely, thank you!", mine=False),
            message("a", "Ana Ruiz", "2026-04-30", "Here is the checklist", mine=True),
        ],
        invitations=[invitation("Viggo Thwaite", "10/4/26, 9:15 PM", "Hi Viggo, curious how Fernwick Labs plans releases.")],
        saved_jobs=[("10/1/26, 7:45 AM", "http://www.linkedin.com/jobs/view/1", "Staff Engineer", "Fernwick Labs")],
    )


def test_a_preview_counts_and_stores_nothing(planner: Planner, first: Path) -> None:
    preview = planner.imports.preview([first])
    assert (preview.people_new, preview.people_changed) == (6, 0)
    assert [row.name for row in preview.suggestions] == ["Fernwick Labs"]
    assert not planner.store.all(Contact)


def test_everybody_of_a_second_archive_is_counted_once_and_those_that_are_gone_beside_them(
    planner: Planner, first: Path, tmp_path: Path
) -> None:
    take(planner, first)
    second = archive(
        tmp_path,
        "11-20-2026",
        connections=[
            connection("Ana Ruiz", "Larkspur Health", "Staff Engineer"),
            connection("Tom Okafor", "Fernwick Labs, Inc.", "Recruiter"),
            connection("Nell Byrne", "Holt & Vane"),
        ],
    )
    preview = planner.imports.preview([second])
    assert (preview.people_new, preview.people_changed - preview.people_gone, preview.people_same, preview.people_gone) == (1, 1, 1, 3)


def test_an_import_is_one_step_back(planner: Planner, first: Path) -> None:
    take(planner, first)
    assert len(planner.store.all(Contact)) == 6
    planner.undo()
    assert not planner.store.all(Contact)
    planner.redo()
    assert len(planner.store.all(Contact)) == 6


def test_the_same_archive_twice_changes_nothing(planner: Planner, first: Path) -> None:
    planner.companies.add("Fernwick Labs")
    take(planner, first)
    again = planner.imports.preview([first])
    assert again.changes == 0
    history = len(planner.views.history())
    planner.imports.apply(again.token)
    assert len(planner.views.history()) == history


def test_a_new_target_takes_in_who_is_there_and_who_was_and_asks_about_the_doubtful(planner: Planner, first: Path) -> None:
    take(planner, first)
    company = planner.companies.add("Fernwick Labs")
    people = {person.name: person for person in planner.store.all(Person)}
    assert {name: person.tie for name, person in people.items()} == {
        "Ana Ruiz": Tie.HERE,
        "Tom Okafor": Tie.HERE,
        "Idris Cole": Tie.BEFORE,
    }
    assert [row.string for row in planner.views.questions(company.id)] == ["Fernwick Labs Europe Holdings"]
    assert [hint.name for hint in planner.views.hints(company.id)] == ["Viggo Thwaite"]


def test_a_doubtful_name_settled_once_stays_settled(planner: Planner, first: Path) -> None:
    take(planner, first)
    company = planner.companies.add("Fernwick Labs")
    planner.companies.decide(company.id, "Fernwick Labs Europe Holdings", MatchVerdict.HERE)
    assert "Mei Tanaka" in {person.name for person in planner.store.all(Person)}
    assert not planner.views.questions(company.id)
    assert planner.views.match("Fernwick Labs Europe Holdings", "Fernwick Labs").tier == "decision"


def test_evidence_says_what_the_archive_says_and_no_more(planner: Planner, first: Path) -> None:
    take(planner, first)
    planner.companies.add("Fernwick Labs")
    ana = planner.find_person("Ana")
    (exchanged,) = [e for e in planner.store.where(Evidence, "person", ana) if e.kind is EvidenceKind.MESSAGES]
    assert (exchanged.sent, exchanged.received) == (1, 1)
    assert "1 sent, 1 received" in planner.views.why(ana).receipt
    tom = planner.find_person("Tom")
    assert {e.kind for e in planner.store.where(Evidence, "person", tom)} == {EvidenceKind.CONNECTED}


def test_a_saved_job_becomes_a_lead_of_its_company(planner: Planner, first: Path) -> None:
    take(planner, first)
    company = planner.companies.add("Fernwick Labs")
    assert [lead.title for lead in planner.views.company(company.id).leads] == ["Staff Engineer"]
    assert not planner.views.suggestions()


def test_an_unanswered_question_in_the_archive_is_owed_a_reply(planner: Planner, tmp_path: Path) -> None:
    asked = archive(
        tmp_path,
        "11-20-2026",
        connections=[connection("Ana Ruiz", "Fernwick Labs")],
        messages=[
            message("a", "Ana Ruiz", "2026-11-18", "Are you still looking?", mine=False),
            message("a", "Ana Ruiz", "2026-11-17", "Good to see you at the meetup", mine=True),
        ],
        invitations=[invitation("Viggo Thwaite", "11/16/26, 9:15 AM")],
    )
    take(planner, asked)
    planner.companies.add("Fernwick Labs")
    assert [row.what for row in planner.views.today().promises] == ["answer Ana Ruiz"]


def test_a_pending_invitation_is_known_and_waits(planner: Planner, tmp_path: Path) -> None:
    pack = archive(
        tmp_path,
        "11-20-2026",
        connections=[connection("Tom Okafor", "Fernwick Labs")],
        invitations=[invitation("Viggo Thwaite", "11/16/26, 9:15 AM")],
    )
    take(planner, pack)
    (row,) = planner.views.pending()
    assert row.receipt == "invited 16 Nov 2026, not accepted (yet)"
    company = planner.companies.add("Fernwick Labs")
    viggo = planner.people.promote(row.id, company.id)
    steps = planner.store.where(Step, "person", viggo.id)
    assert next((s.kind, s.state) for s in steps) == (StepKind.INVITE, StepState.DONE)
    assert StepKind.WITHDRAW in {s.kind for s in steps if s.state is StepState.OPEN}


def test_a_second_archive_is_read_as_news(planner: Planner, first: Path, tmp_path: Path) -> None:
    take(planner, first)
    company = planner.companies.add("Fernwick Labs")
    second = archive(
        tmp_path,
        "11-20-2026",
        connections=[
            connection("Viggo Thwaite", "Nimbus Robotics", on="19 Nov 2026"),
            connection("Ana Ruiz", "Larkspur Health", "Principal Engineer"),
            connection("Tom Okafor", "Fernwick Labs, Inc.", "Recruiter"),
            connection("Una Harrow", "Fernwick Labs"),
            connection("Mei Tanaka", "Fernwick Labs Europe Holdings"),
        ],
    )
    preview = planner.imports.preview([second])
    assert set(preview.news) == {
        "Viggo Thwaite accepted your invitation",
        "Ana Ruiz moved from Fernwick Labs to Larkspur Health",
        "Una Harrow moved from Marlow Foods to Fernwick Labs",
    }
    planner.imports.apply(preview.token)
    assert {(row.name, row.on, row.text) for row in planner.views.news()} == {
        ("Ana Ruiz", dt.date(2026, 11, 20), "moved from Fernwick Labs to Larkspur Health"),
        ("Una Harrow", dt.date(2026, 11, 20), "moved from Marlow Foods to Fernwick Labs"),
    }
    people = {person.name: person for person in planner.store.where(Person, "company", company.id)}
    assert people["Ana Ruiz"].tie is Tie.BEFORE
    assert people["Ana Ruiz"].left_on == dt.date(2026, 11, 20)
    assert people["Una Harrow"].state is PersonState.NEW
    idris = next(c for c in planner.store.all(Contact) if c.name == "Idris Cole")
    assert idris.gone_on == dt.date(2026, 11, 20)


def test_an_address_book_takes_nobody_out_of_the_connections(planner: Planner, first: Path, tmp_path: Path) -> None:
    take(planner, first)
    card, table = tmp_path / "cards.vcf", tmp_path / "people.csv"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Jo Veld\nN:Veld;Jo;;;\nORG:Holtby Rail\nEND:VCARD\n", encoding="utf-8")
    table.write_text("Name,Company,Email\nLi Marsh,Holtby Rail,li@example.org\n", encoding="utf-8")
    for book in (card, table):
        preview = planner.imports.preview([book])
        assert (preview.people_new, preview.people_gone) == (1, 0)
        planner.imports.apply(preview.token)
    assert [contact.name for contact in planner.store.all(Contact) if contact.gone_on] == []
    take(planner, archive(tmp_path, "11-20-2026", connections=[connection("Ana Ruiz", "Fernwick Labs")]))
    assert "Tom Okafor" in [contact.name for contact in planner.store.all(Contact) if contact.gone_on], "LinkedIn's own list does"


def test_an_address_book_only_lends_what_linkedin_does_not_say(planner: Planner, first: Path, tmp_path: Path) -> None:
    take(planner, first)
    card = tmp_path / "cards.vcf"
    card.write_text(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:A. Ruiz\nN:Ruiz;A.;;;\nORG:Kettlebrook\nTITLE:Clerk\nTEL:+41 1\nURL:{slug('Ana Ruiz')}\nEND:VCARD\n",
        encoding="utf-8",
    )
    before = next(contact for contact in planner.store.all(Contact) if contact.name == "Ana Ruiz")
    preview = planner.imports.preview([card])
    assert (preview.people_new, preview.people_changed, preview.news) == (0, 1, ())
    planner.imports.apply(preview.token)
    after = planner.store.get(Contact, before.id)
    assert (after.name, after.company, after.position, after.past) == (before.name, before.company, before.position, before.past)
    assert after.phone == "+41 1"


def test_somebody_of_an_address_book_whom_linkedin_has_is_one_person(planner: Planner, first: Path, tmp_path: Path) -> None:
    take(planner, first)
    people = len(planner.store.all(Contact))
    table = tmp_path / "people.csv"
    table.write_text("Name,Company,Phone\nUna Harrow,Marlow Foods,+41 2\nUna Harrow,Elsewhere,+41 3\n", encoding="utf-8")
    preview = planner.imports.preview([table])
    assert (preview.people_new, preview.people_changed, preview.people_same, preview.people_gone) == (1, 1, 0, 0), (
        "the other may be another Una"
    )
    planner.imports.apply(preview.token)
    assert len(planner.store.all(Contact)) == people + 1
    assert planner.imports.preview([table]).changes == 0, "the same book again changes nothing"


def test_another_spelling_of_an_employer_is_no_move(planner: Planner, tmp_path: Path) -> None:
    take(planner, archive(tmp_path, "10-06-2026", connections=[connection("Ana Ruiz", "Facebook"), connection("Tom Okafor", "Stripe")]))
    planner.companies.add("Stripe")
    second = archive(tmp_path, "11-20-2026", connections=[connection("Ana Ruiz", "Meta"), connection("Tom Okafor", "Stripe, Inc.")])
    preview = planner.imports.preview([second])
    assert preview.news == () and preview.people_changed == 2
    planner.imports.apply(preview.token)
    assert planner.views.news() == []


def test_what_the_user_edited_wins_over_the_archive(planner: Planner, first: Path, tmp_path: Path) -> None:
    take(planner, first)
    planner.companies.add("Fernwick Labs")
    tom = planner.find_person("Tom")
    planner.people.edit(tom, position="Head of Hiring")
    second = archive(tmp_path, "11-20-2026", connections=[connection("Tom Okafor", "Fernwick Labs, Inc.", "Senior Recruiter")])
    take(planner, second)
    assert planner.store.get(Person, tom).position == "Head of Hiring"


def test_a_file_that_cannot_be_read_stores_nothing(planner: Planner, tmp_path: Path) -> None:
    broken = tmp_path / "Basic_LinkedInDataExport_10-06-2026.zip"
    broken.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(BadInput):
        planner.imports.preview([broken])
    assert not planner.views.history()


def test_a_preview_can_be_applied_once(planner: Planner, first: Path) -> None:
    preview = planner.imports.preview([first])
    planner.imports.apply(preview.token)
    with pytest.raises(NotFound, match="no longer at hand"):
        planner.imports.apply(preview.token)


def test_one_s_own_note_is_seen_on_the_card_and_never_leaves(planner: Planner, tmp_path: Path) -> None:
    pack = archive(
        tmp_path,
        "11-20-2026",
        connections=[connection("Ana Ruiz", "Fernwick Labs")],
        notes=[("Ana", "Ruiz", slug("Ana Ruiz"), "Met at the CANARY meetup", "2026-05-11", "2026-05-12")],
    )
    take(planner, pack)
    company = planner.companies.add("Fernwick Labs")
    card = planner.views.person(planner.find_person("Ana"))
    assert "Met at the CANARY meetup" in " ".join(row.words for row in card.evidence)
    assert "CANARY" not in card.why.receipt
    for form in ("md", "html", "json", "csv", "ics"):
        assert b"CANARY" not in planner.exports.plan([company.id], format=form)
