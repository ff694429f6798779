"""Which question comes next, came before, or is taken up again."""

from screening_app.domain.answers import AnswerKey
from screening_app.engine.evaluation import Place
from screening_app.engine.navigation import find_place, next_place, previous_place, resume_place
from tests.helpers.scenario import Scenario, choice, group, item, link, small_form

FORM = small_form(
    item=[
        item("hello", "display"),
        choice("a"),
        choice("b", enableWhen={"question": "a", "is": "yes"}),
        item("sum", "integer", readOnly=True),
        group("child", choice("safe", required=True), repeats=True, required=True),
        choice("z"),
    ]
)


def at(place: Place | None) -> str | None:
    """Return where a place is."""
    return str(place.key) if place is not None else None


def test_the_next_place_is_the_first_open_question() -> None:
    response = Scenario(FORM)

    assert at(next_place(response.now)) == "a"
    assert at(next_place(response.answer("a", "no").now)) == "z"


def test_an_answer_may_open_a_question_that_then_comes_next() -> None:
    assert at(next_place(Scenario(FORM).answer("a", "yes").now, link("a"))) == "b"


def test_a_reason_for_absence_is_recorded_so_the_next_question_follows() -> None:
    assert at(next_place(Scenario(FORM).absent("a").now)) == "z"


def test_the_next_place_after_another_looks_no_further_back() -> None:
    response = Scenario(FORM).add("child@1")

    assert at(next_place(response.now, link("a"))) == "safe@1"
    assert at(next_place(response.now, link("z"))) is None


def test_the_next_place_after_one_that_is_gone_begins_again() -> None:
    assert at(next_place(Scenario(FORM).now, AnswerKey.parse("safe@7"))) == "a"


def test_the_previous_place_is_the_question_asked_before_answered_or_not() -> None:
    response = Scenario(FORM).add("child@1").answer("a", "no")

    assert at(previous_place(response.now, link("z"))) == "safe@1"
    assert at(previous_place(response.now, AnswerKey.parse("safe@1"))) == "a"
    assert at(previous_place(response.now, link("a"))) is None
    assert at(previous_place(response.now, AnswerKey.parse("safe@7"))) is None


def test_a_response_is_taken_up_where_something_required_is_missing() -> None:
    response = Scenario(FORM).answer("a", "no")

    assert at(resume_place(response.now)) == "child"
    assert at(resume_place(response.add("child@1").now)) == "safe@1"
    assert at(resume_place(response.answer("safe@1", "no").now)) == "z"
    assert at(resume_place(response.answer("z", "no").now)) is None


def test_a_place_is_found_enabled_or_not() -> None:
    place = find_place(Scenario(FORM).now, link("b"))

    assert place is not None
    assert not place.enabled
    assert find_place(Scenario(FORM).now, link("nowhere")) is None
