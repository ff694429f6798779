"""A scripted conversation goes through the same use cases, and a mistake in its file stores nothing."""

from pathlib import Path

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import EventKind
from screening_app.questionnaire.errors import FormError
from screening_app.services.errors import ConversationUnfinished, ScriptRefused
from screening_app.services.script import Script, run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers import fakes

DEMO = shipped_folder("resources") / "demo"


def tables(desk: Session) -> fakes.Tables:
    assert isinstance(desk.records, fakes.FakeRecords)
    return desk.records.tables


def test_a_yes_with_an_interruption_runs_to_its_end(desk: Session) -> None:
    run = run_script(desk, "pathway-health", read_script(DEMO / "yes.answers.yaml"), source="yes")

    assert run.closed is not None
    assert run.closed.outcome.id == "asked-yes"
    assert run.consent is not None
    assert all(response.signature for response in tables(desk).responses.values())


@pytest.mark.parametrize(("name", "outcome"), [("no", "asked-no"), ("not-asked", "not-asked")])
def test_the_short_conversations_end_as_they_should(desk: Session, name: str, outcome: str) -> None:
    run = run_script(desk, "pathway-health", read_script(DEMO / f"{name}.answers.yaml"), source=name)

    assert run.closed is not None
    assert run.closed.outcome.id == outcome


def test_a_script_may_leave_the_conversation_open(desk: Session) -> None:
    script = read_script(DEMO / "no.answers.yaml").model_copy(update={"close": False})

    run = run_script(desk, "pathway-health", script, source="no")

    assert run.closed is None
    assert not run.conversation.is_closed


MISTAKES = {
    "unknown link id": ('{step: "w1-prepare", answers: {resaon: "routine"}}', "w1-prepare/resaon"),
    "unknown code": ('{step: "w1-prepare", answers: {reason: "routin"}}', "reason"),
    "unknown step": ('{step: "w99", answers: {reason: "routine"}}', "w99"),
    "absence not allowed": ('{step: "w1-prepare", answers: {reason: {absent: "declined"}}}', "reason"),
    "gate closed": ('{step: "w4-ask", answers: {hurt: "no"}}', "Is this the moment to ask?"),
    "unknown reason": ('{not-asked: "bored"}', "w2-safe-check/cannot-ask"),
    "no such question in a child": (
        '{step: "w6-children", answers: {any-child: ["yes"], child: [{name: "A"}]}}',
        "w6-children",
    ),
}


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_a_mistake_names_its_place_and_stores_nothing(desk: Session, tmp_path: Path, name: str) -> None:
    part, place = MISTAKES[name]
    file = tmp_path / "mistake.yaml"
    file.write_text(f'person: {{kind: "pseudonym"}}\nconversation:\n  - {part}\n', encoding="utf-8")
    before = tables(desk)

    with pytest.raises(ScriptRefused) as refusal:
        run_script(desk, "pathway-health", read_script(file), source=file.name)

    assert place in refusal.value.describe()
    assert "mistake.yaml" in refusal.value.describe()
    assert tables(desk) is before


def test_a_mistake_late_in_the_file_stores_nothing_either(desk: Session) -> None:
    good = read_script(DEMO / "no.answers.yaml")
    late = Script.model_validate(
        {
            "person": {"kind": "pseudonym"},
            "conversation": [part.model_dump(by_alias=True) for part in good.conversation]
            + [{"step": "w4-ask", "answers": {"hurt": "perhaps"}}],
        }
    )
    before = tables(desk)

    with pytest.raises(ScriptRefused):
        run_script(desk, "pathway-health", late, source="late")

    assert tables(desk) is before


def test_two_children_one_decided_is_refused_and_names_the_second(desk: Session) -> None:
    script = read_script(DEMO / "yes.answers.yaml")
    parts = [part.model_dump(by_alias=True) for part in script.conversation]
    children = next(part for part in parts if part.get("step") == "w6-children")
    second = children["answers"]["child"][1]
    for name in ("report-decision", "report-reason", "report-decided-by"):
        del second[name]
    changed = Script.model_validate({"person": {"kind": "pseudonym"}, "conversation": parts})
    before = tables(desk)

    with pytest.raises(ConversationUnfinished) as refusal:
        run_script(desk, "pathway-health", changed, source="yes")

    assert "Barn B" in refusal.value.describe()
    assert "Barn A" not in refusal.value.describe()
    assert tables(desk) is before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- 1",
        "person: {kind: pseudonym}",
        'person: {kind: "nobody"}\nconversation: [{happens: "somebody-walks-in"}]',
        'person: {kind: "pseudonym", name: "X"}\nconversation: [{happens: "somebody-walks-in"}]',
        'person: {kind: "pseudonym"}\nconversation: []',
        'person: {kind: "pseudonym"}\nconversation: [{happens: "rain"}]',
        'person: {kind: "pseudonym"}\nconversation: [{}]\nextra: 1',
        "a: &a [*a]",
        "a: 1\na: 2",
        "answers: {hurt: no}",
    ],
)
def test_what_is_no_answers_file_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises((ScriptRefused, FormError)) as refusal:
        read_script(file)

    assert isinstance(refusal.value, ScreeningAppError)
    assert "bad.yaml" in refusal.value.describe()


def test_the_interruption_is_an_event_like_any_other(desk: Session) -> None:
    run_script(desk, "pathway-health", read_script(DEMO / "yes.answers.yaml"), source="yes")

    alone = [
        event.change
        for event in tables(desk).events
        if event.change is not None and event.change.key.link_id == "alone"
    ]
    assert [change.kind for change in alone] == [EventKind.ANSWERED] * 3


def test_everything_that_matters_is_in_the_chain(desk: Session) -> None:
    run_script(desk, "pathway-health", read_script(DEMO / "yes.answers.yaml"), source="yes")

    actions = [event.action for event in tables(desk).audit]
    assert actions[0] is AuditAction.PERSON_REGISTERED
    assert AuditAction.SCREENING_CLOSED in actions
    assert actions.count(AuditAction.RESPONSE_COMPLETED) == len(tables(desk).responses)
    planned = actions[actions.index(AuditAction.SCREENING_CLOSED) + 1 :]
    given = planned.index(AuditAction.CONSENT_GIVEN)
    assert set(planned) == {AuditAction.FOLLOW_UP_ADDED, AuditAction.CONSENT_GIVEN}
    assert planned[given + 1 :] == [AuditAction.FOLLOW_UP_ADDED]


PEOPLE = [
    '{kind: "identified"}',
    '{kind: "identified", name: " "}',
    '{kind: "identified", name: "Ek\\nMottagare: Polisen"}',
    '{kind: "identified", name: "Ek", birthDate: "2090-01-01"}',
    '{kind: "identified", name: "Ek", birthDate: "1990-13-45"}',
    '{kind: "identified", name: "Ek", birthDate: "1990", number: {kind: "pnr", value: "hello"}}',
    '{kind: "identified", name: "Ek", number: {kind: "pnr", value: ""}}',
    '{kind: "identified", name: "Ek", number: {kind: "pnr", value: "191212121213"}}',
]


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_who_cannot_be_is_refused_and_not_repeated(
    desk: Session, tmp_path: Path, person: str
) -> None:
    file = tmp_path / "person.yaml"
    part = '{step: "w1-prepare", answers: {reason: "routine"}}'
    file.write_text(f"person: {person}\nconversation: [{part}]\nclose: false\n", encoding="utf-8")
    before = tables(desk)

    with pytest.raises(ScriptRefused) as refusal:
        run_script(desk, "pathway-health", read_script(file), source=file.name)

    assert tables(desk) is before
    for said in ("Ek", "hello", "191212121213", "Polisen"):
        assert said not in refusal.value.describe()


def test_an_age_that_does_not_fit_the_birth_date_is_refused(desk: Session, tmp_path: Path) -> None:
    file = tmp_path / "age.yaml"
    file.write_text(
        'person: {kind: "identified", name: "Ek", birthDate: "1990-01-01"}\nage: 5\n'
        'conversation: [{step: "w1-prepare", answers: {reason: "routine"}}]\n',
        encoding="utf-8",
    )

    with pytest.raises(ScriptRefused):
        run_script(desk, "pathway-health", read_script(file), source=file.name)


@pytest.mark.parametrize(
    "answers",
    ["{channel-value: 0705550123}", '{"Han slog Eva": "x"}', '{may-contact: "no", "Eva Hemlig": "x"}'],
)
def test_what_was_typed_in_the_wrong_place_is_not_repeated(
    desk: Session, tmp_path: Path, answers: str
) -> None:
    file = tmp_path / "typed.yaml"
    file.write_text(
        f'person: {{kind: "pseudonym"}}\nconversation: [{{step: "w1-prepare", answers: {answers}}}]\n',
        encoding="utf-8",
    )

    with pytest.raises(ScriptRefused) as refusal:
        run_script(desk, "pathway-health", read_script(file), source=file.name)

    for said in ("070", "Eva", "slog"):
        assert said not in refusal.value.describe()
