"""A person's file shows who, what protection, and every conversation in the words it was taken with."""

from dataclasses import replace

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.ids import Canonical, PersonId
from screening_app.domain.person import CaseKind, IdentityKind, ProtectionLevel
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_again, begin_with_new, pathways_allowed
from screening_app.services.closing import close_conversation
from screening_app.services.conversation import record_not_asked
from screening_app.services.conversation_state import Conversation
from screening_app.services.people import NewPerson
from screening_app.services.person_file import open_file
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.helpers.fake_records import FakeRecords
from tests.services.conftest import say

NAMED = NewPerson(
    kind=CaseKind.IDENTIFIED,
    name="Testa Påhittad",
    identity_kind=IdentityKind.PNR,
    identity_number="198112180001",
    protection=ProtectionLevel.SECRECY_FLAG,
)


def not_asked(desk: Session, new: NewPerson = NAMED) -> Conversation:
    conversation = begin_with_new(desk, new, pathways_allowed(desk)[0].canonical)
    conversation = say(desk, conversation, "w1-prepare", {"reason": "routine"})
    return close_conversation(desk, record_not_asked(desk, conversation, "no-privacy")).conversation


def test_the_head_shows_number_and_protection(desk: Session) -> None:
    run = not_asked(desk)

    file = open_file(desk, run.screening.person)

    assert (file.person.name, file.number) == ("Testa Påhittad", "19811218-0001")
    assert file.number_label["sv"] == "Personnummer"
    assert file.protection is not None
    assert file.protection["en"] == "Confidentiality flag"


def test_a_nameless_case_has_neither(desk: Session) -> None:
    run = not_asked(desk, NewPerson(kind=CaseKind.PSEUDONYM))

    file = open_file(desk, run.screening.person)

    assert (file.number, file.protection) == ("", None)


def test_a_finished_run_tells_outcome_and_reason_and_a_draft_neither(desk: Session) -> None:
    done = not_asked(desk)
    draft = begin_again(desk, done.screening.person, pathways_allowed(desk)[0].canonical)

    newest, oldest = open_file(desk, done.screening.person).runs

    assert newest.id == draft.screening.id
    assert (newest.finished, newest.outcome, newest.reason) == (False, None, None)
    assert oldest.finished
    assert oldest.outcome is not None
    assert oldest.outcome["en"] == "Not asked"
    assert oldest.reason is not None
    assert oldest.author == ""


def test_looking_is_on_record_and_so_is_looking_for_nobody(desk: Session) -> None:
    with pytest.raises(PersonNotFound):
        open_file(desk, PersonId("nobody"))

    assert isinstance(desk.records, FakeRecords)
    assert [event.action for event in desk.records.tables.audit] == [AuditAction.PERSON_OPENED]


def test_another_authors_run_carries_the_name_of_the_colleague(
    library: FileFormLibrary, desk: Session
) -> None:
    run = not_asked(desk)
    assert isinstance(desk.records, FakeRecords)
    bo = fakes.session(library, records=desk.records, as_user=fakes.user("bo"))
    desk.records.tables.relations.add((bo.user.id, run.screening.person))

    assert open_file(bo, run.screening.person).runs[0].author == "Anna"


@pytest.mark.parametrize("stored", ["", "no: pathway"])
def test_a_run_whose_pathway_is_gone_still_stands_in_the_list(desk: Session, stored: str) -> None:
    run = not_asked(desk).screening
    assert isinstance(desk.records, FakeRecords)
    tables = desk.records.tables
    tables.screenings[run.id] = replace(run, pathway_sha256="gone")
    if stored:
        form = next(iter(tables.forms.values()))
        tables.forms["gone"] = replace(form, sha256="gone", text=stored)

    (shown,) = open_file(desk, run.person).runs

    assert shown.finished
    assert (shown.outcome, shown.reason) == (None, None)


def test_a_run_of_an_older_pathway_is_read_from_the_vault(desk: Session) -> None:
    run = not_asked(desk).screening
    assert isinstance(desk.records, FakeRecords)
    tables = desk.records.tables
    stored = tables.forms[run.pathway_sha256]
    older = stored.text.replace('en: "Not asked"', 'en: "Not asked then"')
    tables.forms["older"] = replace(stored, sha256="older", text=older)
    tables.screenings[run.id] = replace(
        run, pathway_sha256="older", pathway=Canonical(run.pathway.replace("1.0", "0.9"))
    )

    (shown,) = open_file(desk, run.person).runs

    assert shown.outcome is not None
    assert shown.outcome["en"] == "Not asked then"
