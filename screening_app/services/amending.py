"""Correcting an answer of a closed conversation: a new version beside the old one, signed, with the reason.

Nothing is changed or erased (PDL 3 kap. 14 §, L-53): the old answer, its signature and its results stay; the
new version says when, by whom and why. What the correction raises becomes something to do, in the same
transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import AnswerEvent
from screening_app.domain.follow_up import FollowUp, FollowUpKind
from screening_app.domain.ids import ResponseId, StepId
from screening_app.domain.records import CaseNote, DocumentRecord, Response, ResponseStatus
from screening_app.i18n import N_
from screening_app.services.audit import record
from screening_app.services.completion import kept_events, results_of
from screening_app.services.conversation_state import Conversation, with_response
from screening_app.services.corrections import Correction, Weighed, amended, weigh
from screening_app.services.follow_ups import plan, plan_what_is_new
from screening_app.services.integrity import head_of_events, seal, signed_body
from screening_app.services.ports import UnitOfWork
from screening_app.services.sealed_notes import sealed_note
from screening_app.services.session import Session

KIND = "amendment"
"""What a note that holds the reason of a correction is about."""


class CorrectionWithoutReason(ScreeningAppError):
    """A correction says why."""

    code = "amendment/no-reason"
    user_message = N_("Write why the answer is corrected. Nothing was stored.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """A correction that was made.

    Attributes:
        conversation: As it stands now.
        planned: What is to be done because of it.
    """

    weighed: Weighed
    conversation: Conversation
    planned: tuple[FollowUp, ...]


def amend_answer(
    session: Session, conversation: Conversation, correction: Correction, *, reason: str
) -> Amended:
    """Put a corrected answer beside the old one, with all that follows from it, or change nothing.

    Raises:
        CorrectionWithoutReason: If it does not say why.
        As ``weigh``.
        RecordRefused: If somebody else corrected the same response meanwhile.
    """
    if not reason.strip():
        raise CorrectionWithoutReason
    weighed = weigh(conversation, correction)
    done = amended(weighed.after)
    with session.records.write() as uow:
        for step_id in _steps_to_renew(weighed):
            done = _new_version(uow, session, weighed, done, step_id, reason.strip())
        uow.screenings.amend(done.screening, access=session.access)
        record(
            uow,
            session,
            AuditAction.SCREENING_AMENDED,
            done.screening.id,
            before=conversation.screening.outcome,
            outcome=done.screening.outcome,
            reason=done.screening.reason,
            raised=[f"{step}/{flag.id}" for step, flag in weighed.raised],
            gone=[f"{step}/{flag.id}" for step, flag in weighed.gone],
        )
        planned = _plan(uow, session, weighed, done)
        uow.commit()
    return Amended(weighed=weighed, conversation=done, planned=planned)


def documents_made_before(session: Session, conversation: Conversation) -> tuple[DocumentRecord, ...]:
    """Return the documents that were made from a conversation, the newest first: they tell what stood."""
    run = conversation.screening
    with session.records.read() as uow:
        made = uow.documents.of_person(run.person, access=session.access)
    return tuple(one for one in made if one.screening == run.id and one.sha256 is not None)


def _steps_to_renew(weighed: Weighed) -> Sequence[StepId]:
    """Return the step that is corrected, then those that come into the conversation or fall out of it."""
    taken = [step for step in weighed.steps if step in weighed.before.records]
    others = [step for step in taken if weighed.before.records[step].response is not None]
    return (weighed.correction.step, *(step for step in others if step != weighed.correction.step))


def _new_version(
    uow: UnitOfWork, session: Session, weighed: Weighed, now: Conversation, step_id: StepId, reason: str
) -> Conversation:
    """Store a step's response anew: the corrected answer if it is in this one, signature, results, reason."""
    old = now.records[step_id].response
    if old is None:
        return now
    begun = replace(
        old,
        id=ResponseId(session.entropy.new_id()),
        status=ResponseStatus.IN_PROGRESS,
        author=session.user.id,
        completed_at=None,
        signed_body=None,
        signature=None,
        replaces=old.id,
    )
    uow.screenings.add_response(begun, access=session.access)
    corrects = step_id == weighed.correction.step
    events = [_event(session, begun, weighed.correction)] if corrects else []
    for event in events:
        uow.screenings.add_event(event, access=session.access)
    note = _reason_note(session, now, begun, weighed.correction, reason)
    uow.notes.add(note, access=session.access)
    done = _signed(uow, session, now, begun, events, note)
    record(
        uow,
        session,
        AuditAction.RESPONSE_AMENDED,
        done.id,
        replaces=old.id,
        status=str(done.status),
        events=head_of_events(events),
        count=len(events),
        note=note.id,
    )
    before = (*now.records[step_id].before, old)
    renewed = with_response(now, step_id, done)
    step = replace(renewed.records[step_id], before=before)
    return replace(renewed, records={**renewed.records, step_id: step})


def _signed(
    uow: UnitOfWork,
    session: Session,
    now: Conversation,
    begun: Response,
    own: Sequence[AnswerEvent],
    note: CaseNote,
) -> Response:
    """Complete a version and store its results beside those of the version before."""
    access, step = session.access, now.records[begun.step]
    enabled = now.step(begun.step).enabled
    versions = (*step.before, step.response, begun)
    events = [
        event
        for version in versions
        if version is not None
        for event in uow.screenings.events(version.id, access=access)
    ]
    at = session.clock.now()
    kept = kept_events(events, step.answers, step.evaluation.hidden)
    body = signed_body(begun, now.screening, own, kept=kept, dropped=(), completed_at=at, reason=note.hash)
    done = replace(
        begun,
        status=ResponseStatus.AMENDED if enabled else ResponseStatus.STOPPED,
        completed_at=at,
        signed_body=body,
        signature=session.signer.sign(body.encode()),
    )
    if enabled:
        for result in results_of(done, step.evaluation):
            uow.screenings.add_result(result, access=access)
    uow.screenings.complete_response(done, access=access)
    return done


def _event(session: Session, response: Response, correction: Correction) -> AnswerEvent:
    return seal(
        correction.change,
        response_id=response.id,
        number=1,
        at=session.clock.now(),
        author=session.user.id,
        salt=session.entropy.salt(),
    )


def _reason_note(
    session: Session, now: Conversation, response: Response, correction: Correction, reason: str
) -> CaseNote:
    """Return the reason as a note, so that it can be erased by decision while the signature stays good."""
    body = {
        "kind": KIND,
        "screening": str(now.screening.id),
        "step": str(correction.step),
        "key": str(correction.key),
        "text": reason,
    }
    return sealed_note(session, now.screening.person, body, response=response.id)


def _plan(uow: UnitOfWork, session: Session, weighed: Weighed, done: Conversation) -> tuple[FollowUp, ...]:
    """Plan what the conversation leaves now and did not before, and that somebody looks at what changed."""
    planned = list(plan_what_is_new(uow, session, weighed.before, done))
    run, today = done.screening, session.today()
    known = uow.follow_ups.of_person(run.person, access=session.access)
    waits = any(one.is_open and one.kind is FollowUpKind.AMENDED and one.screening == run.id for one in known)
    if weighed.calls_for_action and not waits:
        planned.append(plan(uow, session, run.person, FollowUpKind.AMENDED, today, screening=run.id))
    return tuple(planned)
