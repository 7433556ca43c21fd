"""Drafts: composed of facts, kept in versions, checked, frozen when sent."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from outreach.domain.kinds import Channel, DraftStatus, PersonKind, Purpose
from outreach.domain.model import Draft, PersonId
from outreach.errors import BadInput, NotFound, Refused
from outreach.paths import Paths
from outreach.planner import Planner

GOOD = """Hi Ana,

the release checklist we wrote at Kettlebrook is still on our wall. I am learning how other teams review incidents.

What would you change first in yours?

Robin"""


@pytest.fixture
def ana(planner: Planner) -> PersonId:
    company = planner.companies.add("Fernwick Labs")
    return planner.people.add("Ana Ruiz", company.id, kind="former colleague", how_i_know="We wrote the release checklist together.").id


def test_what_is_not_known_is_a_gap_and_a_gap_is_not_ready(planner: Planner, ana: PersonId) -> None:
    draft = planner.drafts.compose(ana)
    row = planner.views.draft(ana)
    assert row is not None
    assert row.gaps
    assert not row.check.ready
    with pytest.raises(Refused, match="still to be filled"):
        planner.drafts.ready(draft.id)


def test_a_known_hook_and_question_leave_no_gap(planner: Planner, ana: PersonId) -> None:
    planner.people.edit(ana, hook="your talk on calm releases", question="how you decide what waits", offer="happy to send our checklist")
    planner.drafts.compose(ana)
    row = planner.views.draft(ana)
    assert row is not None
    assert not row.gaps
    assert "calm releases" in row.body


@pytest.mark.parametrize(("purpose", "channel"), list(itertools.product(Purpose, Channel)))
def test_every_purpose_and_channel_is_composed_or_refused_in_words(
    planner: Planner, ana: PersonId, purpose: Purpose, channel: Channel
) -> None:
    try:
        draft = planner.drafts.compose(ana, purpose=purpose, channel=channel)
    except Refused as refused:
        assert "choose another way" in str(refused)
    else:
        assert (draft.purpose, draft.channel) == (purpose, channel)
        assert draft.body


@pytest.mark.parametrize("kind", list(PersonKind))
def test_without_a_channel_every_kind_of_person_gets_a_message(planner: Planner, ana: PersonId, kind: PersonKind) -> None:
    planner.people.edit(ana, kind=kind, degree=2)
    for purpose in Purpose:
        assert planner.drafts.compose(ana, purpose=purpose).body


def test_every_wording_is_kept_and_an_old_one_comes_back(planner: Planner, ana: PersonId) -> None:
    draft = planner.drafts.compose(ana)
    planner.drafts.save(draft.id, GOOD)
    planner.drafts.save(draft.id, GOOD + "\n\nPS: spring suits me.")
    kept = planner.store.get(Draft, draft.id)
    assert [version.body for version in kept.versions] == [draft.body, GOOD]
    assert planner.drafts.restore(draft.id, 2).body == GOOD


def test_saving_the_same_words_is_no_change(planner: Planner, ana: PersonId) -> None:
    draft = planner.drafts.compose(ana)
    before = len(planner.views.history())
    planner.drafts.save(draft.id, draft.body)
    assert len(planner.views.history()) == before


def test_a_good_message_is_ready(planner: Planner, ana: PersonId) -> None:
    draft = planner.drafts.compose(ana)
    planner.drafts.save(draft.id, GOOD)
    assert planner.drafts.ready(draft.id).status is DraftStatus.READY
    planner.drafts.save(draft.id, GOOD + " And one more word.")
    assert planner.store.get(Draft, draft.id).status is DraftStatus.DRAFT


def test_composing_again_keeps_one_draft_and_its_past(planner: Planner, ana: PersonId) -> None:
    first = planner.drafts.compose(ana)
    planner.drafts.save(first.id, GOOD)
    again = planner.drafts.compose(ana)
    assert again.id == first.id
    assert again.versions[-1].body == GOOD
    assert len(planner.store.all(Draft)) == 1


def test_a_private_note_never_reaches_a_draft(planner: Planner, ana: PersonId) -> None:
    planner.people.edit(ana, notes="CANARY owes me a favour", reputation_note="CANARY", hook="your talk")
    for purpose in Purpose:
        assert "CANARY" not in planner.drafts.compose(ana, purpose=purpose).body


def test_a_subject_is_written_only_where_it_travels(planner: Planner, ana: PersonId) -> None:
    assert planner.drafts.compose(ana, channel="linkedin message").subject == ""
    mail = planner.drafts.compose(ana, channel="email")
    assert mail.subject
    assert planner.drafts.copy_text(mail.id).startswith(mail.subject)


def test_a_template_of_one_s_own_comes_first(planner: Planner, paths: Paths, ana: PersonId) -> None:
    folder = paths.config / "templates"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(
        '[[template]]\nid = "mine"\ntitle = "Mine"\npurposes = ["learn"]\nchannels = ["linkedin message"]\n'
        'body = "Hi {first}, {question}"\n',
        encoding="utf-8",
    )
    assert planner.drafts.compose(ana).template == "mine"


def test_a_broken_template_names_its_file_and_line(planner: Planner, paths: Paths, ana: PersonId) -> None:
    folder: Path = paths.config / "templates"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('[[template]]\nid = "mine"\nbody = "{nonsense}"\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"mine\.toml"):
        planner.drafts.compose(ana)


def test_an_unknown_template_is_said(planner: Planner, ana: PersonId) -> None:
    with pytest.raises(NotFound, match="no template is called 'zebra'"):
        planner.drafts.compose(ana, template="zebra")
