"""What the tests of corrections share: conversations to correct, and how they stand in the vault."""

from collections.abc import Sequence
from dataclasses import replace

from screening_app.bootstrap import check_signature as real_check
from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.ids import LinkId, PersonId, StepId
from screening_app.domain.records import PastScore, Response
from screening_app.services.amending import Amended, amend_answer
from screening_app.services.contact_card import ContactHistory, contact_history
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.corrections import Correction
from screening_app.services.follow_ups import follow_ups_of
from screening_app.services.ports import SignatureCheck
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers import fakes
from tests.helpers.fake_records import FakeRecords

DEMO = shipped_folder("resources") / "demo"
REASON = "Kanariefågel: fel rad"
ASK = StepId("w4-ask")


def held(desk: Session, name: str) -> Conversation:
    """Return a closed conversation, as it is read from the vault."""
    run = run_script(desk, "pathway-health", read_script(DEMO / f"{name}.answers.yaml"), source=name)
    return resume_conversation(desk, run.conversation.screening.id)


def correction(link_id: str, *values: str, step: str = "w4-ask") -> Correction:
    """Return a correction to these codes; to no answer if there are none."""
    answer = Answer(values=values) if values else None
    return Correction(step=StepId(step), key=AnswerKey(LinkId(link_id)), answer=answer)


def amend(desk: Session, conversation: Conversation, wanted: Correction) -> Amended:
    """Make a correction."""
    return amend_answer(desk, conversation, wanted, reason=REASON)


def versions(desk: Session, conversation: Conversation, step: StepId = ASK) -> list[Response]:
    """Return the versions of a step's response as they are stored."""
    with desk.records.read() as uow:
        heads = uow.screenings.responses(conversation.screening.id, access=desk.access)
    return [head for head in heads if head.step == step]


def scores_of(desk: Session, conversation: Conversation) -> Sequence[PastScore]:
    """Return the scores that stand of the person."""
    with desk.records.read() as uow:
        return uow.screenings.scores_of(conversation.screening.person, access=desk.access)


def check(desk: Session) -> SignatureCheck:
    """Return what checks the signatures that are made at this desk."""
    return fakes.check_signature if isinstance(desk.records, FakeRecords) else real_check


def history_of(desk: Session, person: PersonId) -> ContactHistory:
    """Return what was agreed with a person on contact."""
    with desk.records.read() as uow:
        return contact_history(desk, uow, person)


def kinds(desk: Session, conversation: Conversation) -> list[FollowUpKind]:
    """Return what is to be done about the person."""
    found = follow_ups_of(desk, conversation.screening.person)
    return sorted(one.follow_up.kind for one in found)


def erase_notes(desk: Session) -> None:
    """Take away what every note says, as an erasure by decision would."""
    with desk.records.write() as uow:
        connection = getattr(uow.notes, "_connection", None)
        if connection is not None:
            connection.exec_driver_sql("UPDATE case_note SET body = NULL, salt = NULL")
        else:
            notes = uow.notes._t.notes  # type: ignore[attr-defined]
            notes[:] = [replace(one, body=None, salt=None) for one in notes]
        uow.commit()
