"""A draft moves to newer forms only after a preview, and nothing is lost (FORMS 3, PEERS 22)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.audit import AuditAction
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.person import CaseKind
from screening_app.domain.records import ResponseStatus
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import (
    add_instance,
    give_answer,
    resume_conversation,
    start_conversation,
)
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import (
    ConversationClosed,
    FormFailsCheck,
    MoveOutdated,
    MoveRefused,
    NothingNewer,
    NotYourDraft,
)
from screening_app.services.integrity import is_intact
from screening_app.services.move import FormMove, Preview, move_draft, preview_move
from screening_app.services.people import NewPerson, register_person
from screening_app.services.person_file import open_file
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.helpers.fakes import check_signature
from tests.questionnaire.examples import FILES, FORM, PATHWAY, broken, write
from tests.services.conftest import say
from tests.services.test_conversation_properties import on_disk

ONE = StepId("one")
SMALL, CASES = "core/small.yaml", "core/small.vignettes.yaml"
ROUTE, ROUTES = "xx/pathway-small.yaml", "xx/pathway-small.vignettes.yaml"
KEPT = {"released/core/small-1.0.0.yaml": FORM, "released/xx/pathway-small-1.2.0.yaml": PATHWAY}


def versioned(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the files with the next version of form and pathway."""
    raised = {name: text.replace("core/small|1.0.0", "core/small|1.1.0") for name, text in texts.items()}
    raised = {
        name: text.replace("pathway-small|1.2.0", "pathway-small|1.3.0") for name, text in raised.items()
    }
    raised[SMALL] = raised[SMALL].replace('version: "1.0.0"', 'version: "1.1.0"')
    raised[ROUTE] = raised[ROUTE].replace('version: "1.2.0"', 'version: "1.3.0"')
    return {**raised, **KEPT}


def newer(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the next version of everything, with these things changed in the form."""
    text = FILES[SMALL]
    for old, new in changes:
        text = broken(text, old, new)
    return versioned({**FILES, SMALL: text})


PHONE_GONE = (
    '  - linkId: "phone"\n    type: "string"\n    text: {sv: "Nummer", en: "Number"}\n'
    '    contentClass: "safe-contact"\n',
    "",
)
NEW_REQUIRED = (
    "score:\n",
    '  - {linkId: "safe-now", type: "boolean", required: true, text: {sv: "Nu?", en: "Now?"}, '
    'contentClass: "finding", enableWhen: {question: "minutes", is: 7}}\nscore:\n',
)
REASON_GONE = ('absent: ["declined", "unknown"]', 'absent: ["declined"]')


def begun(
    root: Path, answers: Mapping[str, object], desk: Session | None = None
) -> tuple[Session, Conversation]:
    """Begin a conversation with the small country and answer."""
    forms = FileFormLibrary(write(root))
    desk = fakes.session(forms) if desk is None else replace(desk, forms=forms)
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    conversation = start_conversation(desk, person.id, "pathway-small")
    return desk, say(desk, conversation, "one", answers)


def later(desk: Session, root: Path, files: Mapping[str, str]) -> Session:
    """Return the same vault beside newer forms."""
    return replace(desk, forms=FileFormLibrary(write(root, files)))


def of_step(preview: Preview) -> FormMove:
    """Return what becomes of the first step."""
    return next(step for step in preview.steps if step.step == ONE)


def tables(desk: Session) -> fakes.Tables:
    """Return what the vault holds."""
    assert isinstance(desk.records, fakes.FakeRecords)
    return desk.records.tables


def key(link_id: str) -> AnswerKey:
    """Return the key of a question outside groups."""
    return AnswerKey(LinkId(link_id))


def test_a_preview_says_what_is_gone_with_its_answer_and_what_is_asked_anew(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no", "minutes": 7, "phone": "070"})
    before = tables(desk)
    desk = later(desk, tmp_path, newer(PHONE_GONE, NEW_REQUIRED))

    step = of_step(preview_move(desk, draft.screening.id))

    assert step.set_aside == (key("phone"),)
    assert step.asks == (key("safe-now"),)
    assert {(one.place, one.kind.value) for one in step.differences if one.aspect == "item"} == {
        ("phone", "gone"),
        ("safe-now", "new"),
    }
    assert tables(desk) is before


def test_an_answer_that_the_newer_form_does_not_take_is_set_aside(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no", "afraid": {"absent": "unknown"}})
    desk = later(desk, tmp_path, newer(REASON_GONE))

    assert of_step(preview_move(desk, draft.screening.id)).set_aside == (key("afraid"),)


def test_a_moved_draft_goes_on_with_all_that_fits(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no", "minutes": 7, "phone": "070"})
    desk = later(desk, tmp_path, newer(PHONE_GONE, NEW_REQUIRED))

    moved = move_draft(desk, preview_move(desk, draft.screening.id))

    assert moved.screening.id != draft.screening.id
    assert moved.screening.pathway.endswith("|1.3.0")
    assert moved.screening.started_at == draft.screening.started_at
    answers = moved.records[ONE].answers.given
    assert {key.link_id: answer.values for key, answer in answers.items()} == {
        "hurt": ("no",),
        "minutes": (7,),
    }
    assert not moved.is_closed
    assert resume_conversation(desk, moved.screening.id) == moved


def test_the_draft_stays_as_it_was_signed_as_stopped(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no", "phone": "070"})
    events = list(tables(desk).events)
    desk = later(desk, tmp_path, newer(PHONE_GONE))

    move_draft(desk, preview_move(desk, draft.screening.id))

    old = resume_conversation(desk, draft.screening.id)
    assert old.screening.status is ResponseStatus.STOPPED
    assert old.screening.outcome is None
    assert old.records[ONE].answers == draft.records[ONE].answers
    assert old.pathway.pathway.version == "1.2.0"
    assert tables(desk).events[: len(events)] == events
    response = old.records[ONE].response
    assert response is not None
    assert response.status is ResponseStatus.STOPPED
    own = [event for event in tables(desk).events if event.response_id == response.id]
    assert is_intact(response, own, desk.user.public_keys, check_signature)


def test_each_answer_is_said_at_the_time_it_was_said(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no", "minutes": 5})
    said = {event.change.key: event.at for event in tables(desk).events if event.change}
    desk = later(desk, tmp_path, newer(PHONE_GONE))

    moved = move_draft(desk, preview_move(desk, draft.screening.id))

    response = moved.records[ONE].response
    assert response is not None
    copies = [event for event in tables(desk).events if event.response_id == response.id and event.change]
    assert {event.change.key: event.entered_at for event in copies if event.change} == said
    assert all(event.entered_at is not None and event.at > event.entered_at for event in copies)


def test_the_move_is_on_record_with_what_was_set_aside_and_no_answer(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no", "phone": "070-12 34"})
    desk = later(desk, tmp_path, newer(PHONE_GONE))

    moved = move_draft(desk, preview_move(desk, draft.screening.id))

    event = next(one for one in tables(desk).audit if one.action is AuditAction.DRAFT_MOVED)
    assert event.object == draft.screening.id
    assert moved.screening.id in (event.body or "")
    assert "one/phone" in (event.body or "")
    assert "070-12 34" not in (event.body or "")


def test_instances_keep_their_numbers(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})
    draft, _first = add_instance(desk, draft, ONE, key("child"))
    draft, _second = add_instance(desk, draft, ONE, key("child"))
    desk = later(desk, tmp_path, newer(PHONE_GONE))

    moved = move_draft(desk, preview_move(desk, draft.screening.id))

    assert moved.records[ONE].answers.instances == draft.records[ONE].answers.instances


def test_a_yes_is_never_unsaid_by_a_move(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "yes", "afraid": "no"})
    assert draft.state.outcome is not None
    assert draft.state.outcome.id == "yes"
    other = {name: text.replace("hurt", "struck") for name, text in FILES.items()}
    desk = later(desk, tmp_path, versioned(other))
    preview = preview_move(desk, draft.screening.id)

    assert preview.lost
    with pytest.raises(MoveRefused):
        move_draft(desk, preview)
    assert not resume_conversation(desk, draft.screening.id).is_closed


def test_a_yes_that_was_unsaid_is_not_forgotten_by_a_move(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "yes", "afraid": "no"})
    draft = say(desk, draft, "one", {"hurt": "no"})
    assert draft.taken_back is not None
    desk = later(desk, tmp_path, newer(PHONE_GONE))

    with pytest.raises(MoveRefused):
        move_draft(desk, preview_move(desk, draft.screening.id))


def test_a_flag_that_stands_is_never_lowered_by_a_move(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})
    draft, _child = add_instance(desk, draft, ONE, key("child"))
    lives = AnswerKey(LinkId("child-lives"), (1,))
    draft = give_answer(desk, draft, ONE, lives, Answer(values=("here",)))
    files = newer(
        ('holds: {question: "child-lives", is: "here"}', 'holds: {question: "child-lives", is: "there"}')
    )
    files[CASES] = files[CASES].replace(
        'child: [{child-lives: "here"}, {}]', 'child: [{child-lives: "there"}, {}]'
    )
    desk = later(desk, tmp_path, files)

    preview = preview_move(desk, draft.screening.id)

    assert preview.lost == ("The child is here.",)


def test_nothing_newer_is_said(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})

    with pytest.raises(NothingNewer):
        preview_move(desk, draft.screening.id)


def test_a_newer_version_that_fails_the_check_takes_no_draft(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})
    desk = later(desk, tmp_path, newer(('action: ["child-report"]', "action: []")))

    with pytest.raises(FormFailsCheck):
        preview_move(desk, draft.screening.id)


def test_what_was_written_after_the_preview_is_not_lost(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})
    after = later(desk, tmp_path, newer(PHONE_GONE))
    preview = preview_move(after, draft.screening.id)
    say(after, resume_conversation(after, draft.screening.id), "one", {"minutes": 3})

    with pytest.raises(MoveOutdated):
        move_draft(after, preview)


def test_a_moved_draft_does_not_move_twice(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})
    desk = later(desk, tmp_path, newer(PHONE_GONE))
    preview = preview_move(desk, draft.screening.id)
    move_draft(desk, preview)

    with pytest.raises(ConversationClosed):
        move_draft(desk, preview)


def test_nobody_moves_a_colleagues_draft(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})
    other = replace(later(desk, tmp_path, newer(PHONE_GONE)), user=fakes.user("bo"))
    tables(desk).relations.add((other.user.id, draft.screening.person))

    with pytest.raises(NotYourDraft):
        preview_move(other, draft.screening.id)


def test_on_the_disk_too_the_draft_is_kept_and_the_answers_go_on(
    tmp_path: Path, library: FileFormLibrary
) -> None:
    with on_disk(library) as vault:
        desk, draft = begun(tmp_path, {"hurt": "no", "minutes": 7, "phone": "070"}, vault)
        desk = later(desk, tmp_path, newer(PHONE_GONE))

        moved = move_draft(desk, preview_move(desk, draft.screening.id))

        old = resume_conversation(desk, draft.screening.id)
        assert (old.screening.status, old.pathway.pathway.version) == (ResponseStatus.STOPPED, "1.2.0")
        assert old.records[ONE].answers.given == draft.records[ONE].answers.given
        assert {one.link_id for one in moved.records[ONE].answers.given} == {"hurt", "minutes"}
        runs = {run.id: run for run in open_file(replace(desk, forms=library), draft.screening.person).runs}
        assert (runs[draft.screening.id].moved, runs[moved.screening.id].moved) == (True, False)
        with desk.records.read() as uow:
            assert [run.id for run in uow.screenings.drafts(access=desk.access)] == [moved.screening.id]


def test_a_finished_conversation_is_no_draft(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})
    desk = later(desk, tmp_path, newer(PHONE_GONE))
    move_draft(desk, preview_move(desk, draft.screening.id))

    with pytest.raises(ConversationClosed):
        preview_move(desk, draft.screening.id)


def test_a_step_that_is_gone_leaves_its_answers_behind(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no", "minutes": 7})
    files = newer(PHONE_GONE)
    renamed = {name: text.replace('"one', '"first').replace("one:", "first:") for name, text in files.items()}
    desk = later(desk, tmp_path, {**renamed, **KEPT, "core/small.yaml": files["core/small.yaml"]})

    preview = preview_move(desk, draft.screening.id)
    moved = move_draft(desk, preview)

    assert preview.set_aside == ((ONE, key("hurt")), (ONE, key("minutes")))
    assert all(not step.answers.given for step in moved.records.values())
    assert resume_conversation(desk, draft.screening.id).records[ONE].answers == draft.records[ONE].answers
