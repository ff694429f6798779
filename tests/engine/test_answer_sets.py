"""Sets of answers, as files hold them, become the changes that record them."""

import pytest

from screening_app.domain.answers import AbsentReason, Answer
from screening_app.engine.answer_sets import read_changes
from screening_app.engine.errors import AnswerRefused
from tests.helpers.scenario import Scenario, choice, group, small_form

FORM = small_form(
    item=[
        choice("a"),
        group("plain", choice("b")),
        group("child", choice("safe"), group("toy", choice("broken"), repeats=True), repeats=True),
    ]
)


def test_a_set_is_recorded_in_the_order_of_the_form() -> None:
    changes = read_changes(
        FORM,
        {"child": [{"safe": "no", "toy": [{"broken": "yes"}]}, {}], "b": {"absent": "declined"}, "a": "yes"},
    )

    assert [(change.kind.value, str(change.key)) for change in changes] == [
        ("answered", "a"),
        ("answered", "b"),
        ("instance-added", "child@1"),
        ("answered", "safe@1"),
        ("instance-added", "toy@1.1"),
        ("answered", "broken@1.1"),
        ("instance-added", "child@2"),
    ]
    assert changes[0].answer == Answer(("yes",))
    assert changes[1].answer == Answer(absent=AbsentReason.DECLINED)


def test_an_empty_list_of_instances_adds_none() -> None:
    assert Scenario.of(FORM, {"child": []}).answers.instances == {}


@pytest.mark.parametrize(
    ("answers", "link_id", "issue"),
    [
        ({"nowhere": "yes"}, "nowhere", "answer/unknown-link-id"),
        ({"safe": "yes"}, "safe", "answer/unknown-link-id"),
        ({"child": [{"a": "yes"}]}, "a", "answer/unknown-link-id"),
        ({"child": "yes"}, "child", "answer/wrong-type"),
        ({"child": ["yes"]}, "child", "answer/wrong-type"),
        ({"plain": {"b": "yes"}}, "plain", "answer/not-answerable"),
        ({"a": "maybe"}, "a", "answer/unknown-code"),
    ],
)
def test_what_the_form_does_not_take_is_refused_by_name(
    answers: dict[str, object], link_id: str, issue: str
) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        read_changes(FORM, answers)

    assert refusal.value.params["link_id"] == link_id
    assert refusal.value.params["issue"] == issue
