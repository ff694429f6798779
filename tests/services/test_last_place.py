"""The conversation a user was in is remembered as an id, until it is over or out of reach."""

from screening_app.domain.person import CaseKind
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.closing import close_conversation
from screening_app.services.conversation import record_not_asked
from screening_app.services.last_place import keep_last_place, last_place
from screening_app.services.people import NewPerson
from screening_app.services.session import Session
from tests.helpers.fake_records import FakeRecords
from tests.services.conftest import say


def test_a_lock_in_a_conversation_leads_back_into_it(desk: Session) -> None:
    run = begin_with_new(desk, NewPerson(kind=CaseKind.PSEUDONYM), pathways_allowed(desk)[0].canonical)
    assert last_place(desk) is None

    keep_last_place(desk, run.screening.id)

    assert last_place(desk) == run.screening.id
    keep_last_place(desk, None)
    assert last_place(desk) is None


def test_a_closed_conversation_is_no_place_to_return_to(desk: Session) -> None:
    run = begin_with_new(desk, NewPerson(kind=CaseKind.PSEUDONYM), pathways_allowed(desk)[0].canonical)
    keep_last_place(desk, run.screening.id)
    run = say(desk, run, "w1-prepare", {"reason": "routine"})

    close_conversation(desk, record_not_asked(desk, run, "no-privacy"))

    assert last_place(desk) is None


def test_a_conversation_out_of_reach_is_none_either(desk: Session) -> None:
    run = begin_with_new(desk, NewPerson(kind=CaseKind.PSEUDONYM), pathways_allowed(desk)[0].canonical)
    keep_last_place(desk, run.screening.id)
    assert isinstance(desk.records, FakeRecords)
    desk.records.tables.relations.clear()

    assert last_place(desk) is None


def test_staying_at_a_place_writes_nothing(desk: Session) -> None:
    assert isinstance(desk.records, FakeRecords)
    keep_last_place(desk, None)

    assert desk.records.commits == 0
