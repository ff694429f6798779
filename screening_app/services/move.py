"""Moving a draft to newer versions of its forms: only after a preview, nothing lost (FORMS 3, PEERS 22).

A run is never rewritten. The draft is closed as stopped, with every answer signed as it was given; a new
run of the newer pathway begins with the answers that still fit, each said at the time it was said.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from screening_app.domain.answers import AnswerKey, Answers
from screening_app.domain.audit import AuditAction
from screening_app.domain.events import AnswerEvent, Change, EventKind
from screening_app.domain.ids import ResponseId, ScreeningId, StepId
from screening_app.domain.records import Response, ResponseStatus, Screening
from screening_app.engine.constraints import answer_breaches
from screening_app.engine.form import CompiledForm
from screening_app.engine.pathway import CompiledPathway
from screening_app.i18n import language, text_in
from screening_app.questionnaire.condition_words import items_of
from screening_app.questionnaire.library import newness
from screening_app.questionnaire.versions.difference import Difference
from screening_app.questionnaire.versions.form import form_differences
from screening_app.questionnaire.versions.route import items_at, pathway_differences
from screening_app.services.audit import record
from screening_app.services.closing import stop_conversation
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation, StepRecord, assemble
from screening_app.services.errors import (
    ConversationClosed,
    MoveOutdated,
    MoveRefused,
    NothingNewer,
    NotYourDraft,
)
from screening_app.services.forms_in_use import form_version, pathway_in_use
from screening_app.services.initial import initial_changes
from screening_app.services.integrity import seal
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMove:
    """What becomes of one step.

    Attributes:
        differences: Between the form that it was begun with and the newer one.
        set_aside: Places whose answers do not fit; they stay in the stopped run.
        asks: Required places without an answer that the draft did not have to answer before.
    """

    step: StepId
    differences: tuple[Difference, ...]
    set_aside: tuple[AnswerKey, ...]
    asks: tuple[AnswerKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What moving a draft would do; nothing has been done.

    Attributes:
        before: The draft as it stood when this was looked at.
        after: The run as it would stand.
        differences: Between the pathways.
        steps: Those with a form, in the order of the newer pathway, then those that it lacks.
        lost: Sentences: outcomes and flags that would hold no more. Where there are any, the draft stays.
    """

    before: Conversation
    after: Conversation
    differences: tuple[Difference, ...]
    steps: tuple[FormMove, ...]
    lost: tuple[str, ...]

    @property
    def set_aside(self) -> tuple[tuple[StepId, AnswerKey], ...]:
        """Return every place whose answer would not go along."""
        return tuple((step.step, key) for step in self.steps for key in step.set_aside)


def preview_move(session: Session, screening_id: ScreeningId) -> Preview:
    """Return what moving a draft to the newest version of its pathway and forms would change.

    Raises:
        PersonNotFound: If there is none within reach.
        ConversationClosed: If it is no draft.
        NotYourDraft: If somebody else holds it.
        NothingNewer: If it stands in the newest version already.
        FormNotInUse, WrongRegime, FormFailsCheck: If the unit may not use the newest version.
    """
    before = resume_conversation(session, screening_id)
    if before.is_closed:
        raise ConversationClosed
    if before.screening.author != session.user.id:
        raise NotYourDraft
    pathway, unavailable = pathway_in_use(session, before.pathway.pathway.url)
    is_older = newness(pathway.pathway.canonical) < newness(before.pathway.pathway.canonical)
    if is_older or _digests(pathway) == _digests(before.pathway):
        raise NothingNewer
    carried = {
        step_id: _carried(before.records.get(step_id), form, before.circumstances.today)
        for step_id, form in _forms(pathway)
    }
    after = _as_it_would_stand(before, pathway, unavailable, carried)
    return Preview(
        before=before,
        after=after,
        differences=_route(before.pathway, pathway),
        steps=(*_steps(before, after, carried), *_steps_gone(before, pathway)),
        lost=tuple(_lost(before, after)),
    )


def move_draft(session: Session, preview: Preview) -> Conversation:
    """Move a draft as its preview says, or change nothing; returns the run in which it goes on.

    Raises:
        MoveRefused: If an outcome or a flag that held would hold no more.
        MoveOutdated: If something was written since the preview.
        ConversationClosed: If it was closed since.
    """
    if preview.lost:
        raise MoveRefused(lost=" ".join(preview.lost))
    before = resume_conversation(session, preview.before.screening.id)
    if before.is_closed:
        raise ConversationClosed
    if _written(before) != _written(preview.before):
        raise MoveOutdated
    said, today = _said(session, before), before.circumstances.today
    with session.records.write() as uow:
        stop_conversation(uow, session, before)
        moved = replace(preview.after.screening, id=ScreeningId(session.entropy.new_id()))
        uow.screenings.add(moved, access=session.access)
        uow.office.keep_form(form_version(preview.after.pathway.pathway))
        for step_id, step in preview.after.records.items():
            changes = _carried(before.records.get(step_id), step.evaluation.form, today)
            if changes:
                response = _response(session, moved, step_id, step.evaluation.form)
                uow.screenings.add_response(response, access=session.access)
                uow.office.keep_form(form_version(step.evaluation.form.questionnaire))
                for event in _events(session, response, changes, said.get(step_id, {})):
                    uow.screenings.add_event(event, access=session.access)
        record(
            uow,
            session,
            AuditAction.DRAFT_MOVED,
            before.screening.id,
            to=moved.id,
            pathway=moved.pathway,
            set_aside=[f"{step_id}/{key}" for step_id, key in preview.set_aside],
        )
        uow.commit()
    return resume_conversation(session, moved.id)


def _forms(pathway: CompiledPathway) -> Sequence[tuple[StepId, CompiledForm]]:
    return list(pathway.forms_by_step.items())


def _digests(pathway: CompiledPathway) -> tuple[str, ...]:
    forms = (form.questionnaire.sha256 for _step, form in _forms(pathway))
    return (pathway.pathway.sha256, *forms)


def _carried(record: StepRecord | None, form: CompiledForm, today: dt.date) -> list[Change]:
    """Return what goes along into a newer form, with the initial values of what is new there."""
    if record is None or not record.is_begun:
        return []
    known = record.evaluation.form.items
    new = [change for change in initial_changes(form) if change.key.link_id not in known]
    return [
        *new,
        *(
            change
            for change in _changes(record.answers)
            if _fits(change, record.evaluation.form, form, today)
        ),
    ]


def _changes(answers: Answers) -> Iterator[Change]:
    for group, numbers in answers.instances.items():
        for number in numbers:
            key = AnswerKey(group.link_id, (*group.instance, number))
            yield Change(kind=EventKind.INSTANCE_ADDED, key=key)
    for key, answer in answers.given.items():
        yield Change(kind=EventKind.ANSWERED, key=key, answer=answer)


def _fits(change: Change, old: CompiledForm, new: CompiledForm, today: dt.date) -> bool:
    """Tell whether the newer form has the same place, and takes what stands there."""
    link_id = change.key.link_id
    was, now = old.items.get(link_id), new.items.get(link_id)
    if was is None or now is None or old.groups_around[link_id] != new.groups_around[link_id]:
        return False
    if (was.type, was.unit, was.is_repeating_group) != (now.type, now.unit, now.is_repeating_group):
        return False
    if change.answer is None:
        return True
    return not any(answer_breaches(now, change.answer, new.patterns.get(link_id), today=today))


def _as_it_would_stand(
    before: Conversation,
    pathway: CompiledPathway,
    unavailable: frozenset[StepId],
    carried: Mapping[StepId, list[Change]],
) -> Conversation:
    """Return the run that these changes would make; its ids and hashes are nobody's."""
    screening = replace(
        before.screening, pathway=pathway.pathway.canonical, pathway_sha256=pathway.pathway.sha256
    )
    responses, history = list[Response](), list[AnswerEvent]()
    for step_id, changes in carried.items():
        form = pathway.forms_by_step[step_id].questionnaire
        if not changes:
            continue
        response = Response(
            id=ResponseId(f"preview {step_id}"),
            screening=screening.id,
            step=step_id,
            form=form.canonical,
            form_sha256=form.sha256,
            status=ResponseStatus.IN_PROGRESS,
            author=screening.author,
            authored=screening.started_at,
        )
        responses.append(response)
        history += [
            AnswerEvent(
                response_id=response.id,
                number=number,
                at=screening.started_at,
                author=screening.author,
                change=change,
                salt=None,
                hash=b"",
            )
            for number, change in enumerate(changes, start=1)
        ]
    return assemble(
        screening,
        pathway,
        before.circumstances,
        unavailable=unavailable,
        switched_off=before.switched_off,
        responses=responses,
        history=history,
    )


def _steps(
    before: Conversation, after: Conversation, carried: Mapping[StepId, list[Change]]
) -> Iterator[FormMove]:
    for step_id, step in after.records.items():
        old = before.records.get(step_id)
        missing = set(old.evaluation.missing) if old else set[AnswerKey]()
        kept = {change.key for change in carried[step_id]}
        yield FormMove(
            step=step_id,
            differences=()
            if old is None
            else form_differences(old.evaluation.form.questionnaire, step.evaluation.form.questionnaire),
            set_aside=tuple(key for key in (old.answers.given if old else ()) if key not in kept),
            asks=tuple(key for key in step.evaluation.missing if key not in missing),
        )


def _steps_gone(before: Conversation, pathway: CompiledPathway) -> Iterator[FormMove]:
    for step_id, old in before.records.items():
        if step_id not in pathway.forms_by_step:
            yield FormMove(step=step_id, differences=(), set_aside=tuple(old.answers.given), asks=())


def _route(old: CompiledPathway, new: CompiledPathway) -> tuple[Difference, ...]:
    find_old, find_new = (
        items_at(
            one.pathway,
            {form.canonical: items_of(form.questionnaire) for form in one.forms_by_step.values()},
        )
        for one in (old, new)
    )
    return pathway_differences(old.pathway, new.pathway, find_old, find_new, with_forms=True)


def _lost(before: Conversation, after: Conversation) -> Iterator[str]:
    """Yield outcomes with duties, and flags, that hold or held and would no more (promises 4, 5)."""
    rules = before.pathway.pathway
    with_duties = {name for rule in rules.closing for name in rule.outcome}
    now = before.state.outcome.id if before.state.outcome else None
    then = after.state.outcome.id if after.state.outcome else None
    for rule in rules.outcome:
        stands = rule.id in after.held and (rule.id != now or rule.id == then)
        if rule.id in before.held & with_duties and not stands:
            yield _sentence(text_in(rule.text, language()))
    for step_id, old in before.records.items():
        new = after.records.get(step_id)
        kept = {flag.id for flag in new.evaluation.flags} if new else set[str]()
        if before.step(step_id).enabled:
            for flag in old.evaluation.flags:
                if flag.id not in kept:
                    yield _sentence(text_in(flag.text, language()))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _written(conversation: Conversation) -> dict[StepId, int]:
    return {step_id: step.next_number for step_id, step in conversation.records.items()}


def _said(session: Session, before: Conversation) -> dict[StepId, dict[AnswerKey, AnswerEvent]]:
    """Return the event of each answer: when it was said, and by whom."""
    found: dict[StepId, dict[AnswerKey, AnswerEvent]] = {}
    with session.records.read() as uow:
        for step_id, step in before.records.items():
            if step.response is not None:
                events = uow.screenings.events(step.response.id, access=session.access)
                found[step_id] = {event.change.key: event for event in events if event.change}
    return found


def _response(session: Session, screening: Screening, step_id: StepId, form: CompiledForm) -> Response:
    return Response(
        id=ResponseId(session.entropy.new_id()),
        screening=screening.id,
        step=step_id,
        form=form.questionnaire.canonical,
        form_sha256=form.questionnaire.sha256,
        status=ResponseStatus.IN_PROGRESS,
        author=session.user.id,
        authored=session.clock.now(),
    )


def _events(
    session: Session, response: Response, changes: Sequence[Change], said: Mapping[AnswerKey, AnswerEvent]
) -> Iterator[AnswerEvent]:
    for number, change in enumerate(changes, start=1):
        before = said.get(change.key)
        yield seal(
            change,
            response_id=response.id,
            number=number,
            at=session.clock.now(),
            author=session.user.id,
            salt=session.entropy.salt(),
            entered_at=before.said_at if before else None,
            source=before.source if before else None,
        )
