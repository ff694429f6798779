"""Conditions are built from data or from nodes, and from nothing else (FORMS 2)."""

import pytest
from pydantic import TypeAdapter, ValidationError

from screening_app.questionnaire.predicate import All, Not, Predicate, QuestionIs

CONDITION: TypeAdapter[Predicate] = TypeAdapter(Predicate)
YES = {"question": "hurt", "is": "yes"}


def test_nodes_and_data_give_the_same_condition() -> None:
    node = QuestionIs.model_validate(YES)

    assert CONDITION.validate_python({"not": node}) == CONDITION.validate_python({"not": YES})
    assert CONDITION.validate_python(All.model_validate({"all": [node, {"not": YES}]})) == All.model_validate(
        {"all": [YES, Not.model_validate({"not": node})]}
    )


@pytest.mark.parametrize("value", [{}, {"is": "yes"}, "hurt", 7, None, [YES]])
def test_nothing_else_is_a_condition(value: object) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(value)


@pytest.mark.parametrize("value", [YES | {"is-not": "no"}, {"question": "hurt"}, YES | {"other": 1}])
def test_a_comparison_has_one_operator_and_no_other_key(value: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(value)


def test_a_wrong_value_is_not_repeated_in_the_error() -> None:
    with pytest.raises(ValidationError) as caught:
        All.model_validate({"all": [{"question": "hurt", "is": {"secret": "words"}}]})

    assert "words" not in str(caught.value)
