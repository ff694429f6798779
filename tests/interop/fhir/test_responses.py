"""A response goes out with its answers and reasons, its scores as intervals, and comes back the same."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.cli.main import run_command
from screening_app.domain.records import ResponseStatus
from screening_app.engine.form import CompiledForm, compile_form
from screening_app.interop.errors import (
    ImportRefused,
    NotJson,
    OtherForm,
    UnfitAnswer,
    WrongElement,
    WrongResource,
)
from screening_app.interop.fhir.answers import read_response
from screening_app.interop.fhir.json_text import Json, Resource, write_json
from screening_app.interop.fhir.observations import score_observations
from screening_app.interop.fhir.responses import ResponseHead, response_resource
from tests.engine.responses import answer_sets
from tests.helpers.scenario import FORMS, Scenario, form_files, form_name, item, shipped_form, small_form
from tests.interop.fhir import files
from tests.interop.fhir.test_own_forms import raw

NAMES = [form_name(file) for file in form_files()]
HARK = "instruments/hark"
HEAD = ResponseHead(
    id="r1",
    status=ResponseStatus.COMPLETED,
    authored=dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC),
    subject="Patient/p1",
)


def sent(form: CompiledForm, answers: dict[str, object]) -> Resource:
    """Return the response with these answers."""
    return response_resource(Scenario.of(form, answers).now, HEAD)


def read(resource: Json, form: CompiledForm) -> dict[str, object]:
    """Return the answers of a resource."""
    return read_response(write_json(resource).encode(), form, "response.json")


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_effective_answers_come_back(name: str, data: st.DataObject) -> None:
    form = shipped_form(name)
    before = Scenario.of(form, data.draw(answer_sets(raw(name)))).now

    back = read(response_resource(before, HEAD), form)

    after = Scenario.of(form, back).now
    assert after.effective == before.effective
    assert after.scores == before.scores
    assert [flag.id for flag in after.flags] == [flag.id for flag in before.flags]


def test_every_resource_is_labelled_and_names_no_one() -> None:
    evaluation = Scenario.of(shipped_form(HARK), {"hurt": "yes"}).now
    for resource in (response_resource(evaluation, HEAD), *score_observations(evaluation, HEAD)):
        assert [at(resource, "meta", "security", index, "code") for index in (0, 1)] == ["R", "SDV"]
        assert resource["subject"] == {"reference": "Patient/p1"}


def test_a_hidden_answer_does_not_leave() -> None:
    form = small_form(
        item=[item("a", "boolean"), item("b", "string", enableWhen={"question": "a", "is": True})]
    )

    assert "secret" in write_json(sent(form, {"a": True, "b": "secret"}))
    assert "secret" not in write_json(sent(form, {"a": False, "b": "secret"}))


def test_a_reason_is_no_answer_and_never_a_no() -> None:
    exported = sent(shipped_form(HARK), {"hurt": {"absent": "declined"}})

    (answer,) = answers_of(exported, "hurt")
    assert list(answer) == ["extension"]
    assert "asked-declined" in write_json(answer)


def test_a_total_stands_in_the_response_only_when_it_is_certain() -> None:
    whole = dict.fromkeys(("humiliated", "afraid", "forced-sex", "hurt"), "no")

    assert answers_of(sent(shipped_form(HARK), {**whole, "hurt": "yes"}), "total") == [
        {"valueDecimal": Decimal(1)}
    ]
    assert answers_of(sent(shipped_form(HARK), {"hurt": "yes"}), "total") == []


def at(tree: Json, *path: str | int) -> Json:
    """Return what stands at a path."""
    for part in path:
        if isinstance(part, int):
            assert isinstance(tree, list)
            tree = tree[part]
        else:
            assert isinstance(tree, dict)
            tree = tree[part]
    return tree


def answers_of(resource: Resource, link_id: str) -> list[Resource]:
    """Return the answers to one item."""

    def parts(node: Resource, key: str) -> list[Resource]:
        found = node.get(key, [])
        assert isinstance(found, list)
        return [one for one in found if isinstance(one, dict)]

    def walk(node: Resource) -> Iterator[Resource]:
        for one in parts(node, "item"):
            yield one
            yield from walk(one)

    return [answer for one in walk(resource) if one["linkId"] == link_id for answer in parts(one, "answer")]


def observed(
    name: str, answers: dict[str, object], status: ResponseStatus = ResponseStatus.COMPLETED
) -> list[Resource]:
    """Return the Observations of a response to a shipped form."""
    now = Scenario.of(shipped_form(name), answers).now
    return score_observations(now, replace(HEAD, status=status))


def test_a_certain_score_is_a_number() -> None:
    (observation,) = observed(HARK, dict.fromkeys(("humiliated", "afraid", "forced-sex", "hurt"), "yes"))

    assert observation["valueInteger"] == 4
    assert "valueRange" not in observation
    assert observation["status"] == "final"


def test_an_uncertain_score_is_a_range_and_no_number() -> None:
    (observation,) = observed(
        HARK, {"humiliated": {"absent": "unknown"}, "afraid": "no", "forced-sex": "no", "hurt": "no"}
    )

    assert not {"valueInteger", "valueQuantity", "dataAbsentReason"} & observation.keys()
    assert [at(observation, "valueRange", end, "value") for end in ("low", "high")] == [0, 1]
    assert "incomplete" in write_json(observation["interpretation"])


def test_a_positive_that_no_missing_answer_can_undo_says_so() -> None:
    (observation,) = observed(HARK, {"hurt": "yes"})

    assert "valueRange" in observation
    assert "positive" in write_json(observation["interpretation"])


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (ResponseStatus.IN_PROGRESS, ["preliminary"]),
        (ResponseStatus.AMENDED, ["amended"]),
        (ResponseStatus.ENTERED_IN_ERROR, ["entered-in-error"]),
        (ResponseStatus.STOPPED, []),
    ],
)
def test_an_observation_is_as_final_as_its_response(status: ResponseStatus, expected: list[str]) -> None:
    assert [one["status"] for one in observed(HARK, {"hurt": "no"}, status=status)] == expected


def official(name: str) -> CompiledForm:
    """Return a shipped form as if its words were the owner's."""
    form = shipped_form(name).questionnaire
    provenance = form.provenance.model_copy(update={"wording": "official"})
    return compile_form(form.model_copy(update={"provenance": provenance, "sha256": ""}))


def test_a_code_of_loinc_is_for_the_owners_words_only() -> None:
    adapted = Scenario.of(shipped_form(HARK), {"hurt": "no"}).now
    licensed = Scenario.of(official(HARK), {"hurt": "no"}).now

    (ours,), (theirs,) = (score_observations(one, HEAD) for one in (adapted, licensed))

    assert "loinc" not in write_json(ours)
    assert "not the validated instrument" in write_json(ours)
    assert at(theirs, "code", "coding") == [{"system": "http://loinc.org", "code": "76504-0"}]


def test_answers_below_a_question_stand_below_its_answer() -> None:
    made = files.imported(files.item("a", item=[files.item("b")]), files.choice("c", "x", "y"))
    form = files.ready(made)
    answers: dict[str, object] = {"a": True, "b": False, "c": files.code("x")}

    exported = sent(form, answers)

    assert at(exported, "item", 0, "answer", 0, "item", 0, "linkId") == "b"
    coding = {"system": files.SYSTEM, "code": "x", "display": "x"}
    assert at(exported, "item", 1, "answer", 0, "valueCoding") == coding
    assert read(exported, form) == answers


def test_an_attachment_does_not_leave_with_a_response() -> None:
    form = small_form(item=[item("picture", "attachment")])

    assert "3f2a" not in write_json(sent(form, {"picture": "3f2a"}))


def response(*items: dict[str, object], **more: object) -> dict[str, object]:
    """Return a response to the small form."""
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": "https://example.org/small|1.0.0",
        "status": "completed",
        "item": list(items),
        **more,
    }


SMALL = small_form(
    item=[item("n", "integer", maxValue=3), item("g", "group", repeats=True, item=[item("b", "boolean")])]
)
ONE: dict[str, object] = {"linkId": "n", "answer": [{"valueInteger": 1}]}
BAD: list[tuple[object, type[ImportRefused]]] = [
    ({"resourceType": "Questionnaire"}, WrongResource),
    (response(questionnaire="https://example.org/other|1"), OtherForm),
    (response(questionnaire=None), OtherForm),
    (response({"linkId": "nobody", "answer": [{"valueInteger": 1}]}), UnfitAnswer),
    (response({"linkId": "n", "answer": [{"valueInteger": 4}]}), UnfitAnswer),
    (response({"linkId": "n", "answer": [{"valueString": "1"}]}), UnfitAnswer),
    (response({"linkId": "n", "answer": [{"valueInteger": 1}, {"valueInteger": 2}]}), UnfitAnswer),
    (response({"linkId": "n", "answer": [{}]}), UnfitAnswer),
    (response({"linkId": "g", "answer": [{"valueInteger": 1}]}), UnfitAnswer),
    (response(ONE, ONE), UnfitAnswer),
    (response({"linkId": 3}), WrongElement),
    (response(item={}), WrongElement),
]


@pytest.mark.parametrize(("tree", "kind"), BAD, ids=lambda value: str(value)[-60:])
def test_a_response_that_does_not_fit_is_refused_whole(tree: object, kind: type[ImportRefused]) -> None:
    with pytest.raises(kind) as caught:
        read_response(json.dumps(tree).encode(), SMALL, "response.json")

    assert caught.value.describe()


def test_a_response_that_is_no_json_is_refused() -> None:
    with pytest.raises(NotJson):
        read_response(b"{", SMALL, "response.json")


def test_instances_come_back_in_their_order() -> None:
    answers: dict[str, object] = {"n": 2, "g": [{"b": True}, {"b": False}]}

    assert read(sent(SMALL, answers), SMALL) == answers


def forms(*words: str | Path) -> int:
    """Run a command of ``forms``."""
    return run_command(["forms", *map(str, words), "--lang", "en"])


def test_the_commands_send_answers_and_take_them_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form, answers = FORMS / f"{HARK}.yaml", tmp_path / "answers.json"
    answers.write_text('{"hurt": "yes", "afraid": {"absent": "declined"}}', encoding="utf-8")
    assert forms("score", form, answers, "--json") == 0
    scored = capsys.readouterr().out

    assert forms("export", form, "--to", "fhir", "--answers", answers) == 0

    bundle = json.loads(capsys.readouterr().out)
    response, observation = (entry["resource"] for entry in bundle["entry"])
    assert response["status"] == "in-progress"
    assert observation["derivedFrom"] == [{"reference": f"QuestionnaireResponse/{response['id']}"}]
    (tmp_path / "response.json").write_text(json.dumps(response), encoding="utf-8")
    assert forms("score", form, tmp_path / "response.json", "--json") == 0
    assert capsys.readouterr().out == scored


def test_the_command_refuses_a_resource_that_is_no_response(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "patient.json").write_text('{"resourceType": "Patient"}', encoding="utf-8")

    assert forms("score", FORMS / f"{HARK}.yaml", tmp_path / "patient.json") == 1
    assert "no QuestionnaireResponse but: Patient" in capsys.readouterr().err
