"""The desk shows case numbers, places and times of the user's own drafts, and never a name."""

from dataclasses import replace

from screening_app.domain.ids import ScreeningId
from screening_app.domain.person import CaseKind
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.closing import close_conversation
from screening_app.services.conversation import record_not_asked
from screening_app.services.conversation_state import Conversation
from screening_app.services.people import NewPerson
from screening_app.services.progress import places_of, progress_at
from screening_app.services.session import Safeguards, Session
from screening_app.services.today import desk_today
from tests.helpers.fake_records import FakeRecords
from tests.services.conftest import SAFE, say


def begin(desk: Session, name: str | None = None) -> Conversation:
    kind = CaseKind.IDENTIFIED if name else CaseKind.PSEUDONYM
    return begin_with_new(desk, NewPerson(kind=kind, name=name), pathways_allowed(desk)[0].canonical)


def test_an_empty_desk_has_no_drafts_and_says_what_is_not_there_yet(desk: Session) -> None:
    today = desk_today(desk)

    assert today.drafts == ()
    assert today.more == 0
    assert not today.safeguards.has_recovery
    assert not today.packs_reviewed


def test_recovery_sheets_that_were_made_are_known(desk: Session) -> None:
    assert desk_today(replace(desk, safeguards=Safeguards(has_recovery=True))).safeguards.has_recovery


def test_a_draft_is_its_case_number_and_its_place(desk: Session) -> None:
    conversation = begin(desk, "Testa Påhittad")
    conversation = say(desk, conversation, "w1-prepare", {"reason": "routine", "asked-before": "no"})
    say(desk, conversation, "w2-safe-check", {name: SAFE[name] for name in ("mode", "alone")})

    (draft,) = desk_today(desk).drafts

    assert draft.screening == conversation.screening.id
    assert draft.conversation is not None
    progress = progress_at(desk, draft.conversation, "before-you-ask")
    assert (progress.number, progress.label["en"]) == (2, "Before you ask")
    assert progress.total == len(places_of(draft.conversation)) >= 8
    assert "Påhittad" not in repr(draft)


def test_the_one_written_in_last_comes_first(desk: Session) -> None:
    first, second = begin(desk), begin(desk)
    say(desk, first, "w1-prepare", {"reason": "routine"})

    assert [draft.screening for draft in desk_today(desk).drafts] == [
        first.screening.id,
        second.screening.id,
    ]


def test_no_more_drafts_are_folded_than_asked_for(desk: Session) -> None:
    for _ in range(3):
        begin(desk)

    today = desk_today(desk, limit=2)

    assert (len(today.drafts), today.more) == (2, 1)


def test_an_old_draft_that_was_written_in_last_is_not_cut_off(desk: Session) -> None:
    old, _ = begin(desk), begin(desk)
    say(desk, old, "w1-prepare", {"reason": "routine"})

    today = desk_today(desk, limit=1)

    assert [draft.screening for draft in today.drafts] == [old.screening.id]
    assert today.more == 1


def test_a_finished_conversation_leaves_the_desk(desk: Session) -> None:
    conversation = begin(desk)
    conversation = say(desk, conversation, "w1-prepare", {"reason": "routine"})
    close_conversation(desk, record_not_asked(desk, conversation, "no-privacy"))

    assert desk_today(desk).drafts == ()


def test_a_draft_that_cannot_be_read_whole_says_so_and_hides_no_other(desk: Session) -> None:
    begin(desk)
    broken = begin(desk)
    assert isinstance(desk.records, FakeRecords)
    runs = desk.records.tables.screenings
    runs[ScreeningId(broken.screening.id)] = replace(broken.screening, pathway_sha256="gone")

    drafts = {draft.screening: draft for draft in desk_today(desk).drafts}

    assert len(drafts) == 2
    assert drafts[broken.screening.id].conversation is None
    assert drafts[broken.screening.id].problem
