"""A change is refused with a stable code, and raw values are read with their type."""

import datetime as dt
from decimal import Decimal

import pytest

from screening_app.domain.answers import AbsentReason, Answer, AnswerKey, PartialDate, Value
from screening_app.domain.events import Change, EventKind
from screening_app.engine.errors import AnswerRefused, FormCannotRun
from screening_app.engine.validation import allowed_answers, check_change, read_answer
from screening_app.questionnaire.model import Item
from screening_app.questionnaire.vignette import StatedAbsence
from tests.helpers.scenario import Scenario, choice, group, item, small_form

SIGNS = choice("signs", "none", "bruise", "burn", repeats=True)
SIGNS["answerOption"] = [
    {"code": "none", "display": {"en": "None"}, "exclusive": True},
    {"code": "bruise", "display": {"en": "Bruise"}},
    {"code": "burn", "display": {"en": "Burn"}},
]
FORM = small_form(
    item=[
        choice("a", absent=["declined"]),
        SIGNS,
        choice("hidden", enableWhen={"question": "a", "is": "yes"}),
        item("sure", "boolean"),
        item("count", "integer", minValue=1, maxValue=10),
        item("length", "decimal", minValue=0),
        item("amount", "quantity"),
        item("when", "date", minValue="2020-03", maxValue="2026"),
        item("name", "string", maxLength=5),
        item("code", "string", regex="[A-Z]{2}"),
        item("map", "body-map"),
        item("picture", "attachment"),
        item("sum", "integer", readOnly=True),
        item("hello", "display"),
        group("child", choice("safe"), group("toy", choice("broken"), repeats=True), repeats=True),
        group("hidden-child", choice("unseen"), repeats=True, enableWhen={"question": "a", "is": "yes"}),
    ]
)
CLEARED, ADDED, REMOVED = EventKind.CLEARED, EventKind.INSTANCE_ADDED, EventKind.INSTANCE_REMOVED


def refusals(response: Scenario, kind: EventKind, key: str, answer: Answer | None = None) -> list[str]:
    """Return the codes of what makes a change impossible."""
    change = Change(kind=kind, key=AnswerKey.parse(key), answer=answer)
    return [issue.code for issue in check_change(FORM, response.answers, change, response.circumstances)]


def refused(key: str, *values: Value, response: Scenario | None = None) -> list[str]:
    """Return the codes of what makes an answer impossible."""
    return refusals(response or Scenario(FORM), EventKind.ANSWERED, key, Answer(values))


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("a", ("yes",)),
        ("signs", ("bruise", "burn")),
        ("signs", ("none",)),
        ("sure", (False,)),
        ("count", (1,)),
        ("count", (10,)),
        ("length", (Decimal("0.5"),)),
        ("amount", (Decimal(3),)),
        ("when", (PartialDate(2020, 3),)),
        ("when", (PartialDate(2020),)),
        ("when", (PartialDate(2026, 12, 31),)),
        ("name", ("Åsa",)),
        ("code", ("AB",)),
        ("map", ("front:chest-left:610,300",)),
        ("picture", ("01J",)),
    ],
)
def test_a_fitting_answer_is_taken(key: str, values: tuple[Value, ...]) -> None:
    assert refused(key, *values) == []


@pytest.mark.parametrize(
    ("key", "values", "code"),
    [
        ("nowhere", ("yes",), "answer/unknown-link-id"),
        ("safe", ("yes",), "answer/unknown-instance"),
        ("safe@1", ("yes",), "answer/unknown-instance"),
        ("a@1", ("yes",), "answer/unknown-instance"),
        ("hidden", ("yes",), "answer/not-enabled"),
        ("hello", ("yes",), "answer/not-answerable"),
        ("child", ("yes",), "answer/not-answerable"),
        ("sum", (1,), "answer/read-only"),
        ("a", ("maybe",), "answer/unknown-code"),
        ("a", ("yes", "no"), "answer/too-many-values"),
        ("a", (True,), "answer/wrong-type"),
        ("signs", ("burn", "burn"), "answer/duplicate-value"),
        ("signs", ("burn", "none"), "answer/exclusive-option"),
        ("sure", ("yes",), "answer/wrong-type"),
        ("sure", (1,), "answer/wrong-type"),
        ("count", (True,), "answer/wrong-type"),
        ("count", (Decimal(1),), "answer/wrong-type"),
        ("count", (0,), "answer/below-minimum"),
        ("count", (11,), "answer/above-maximum"),
        ("length", (1,), "answer/wrong-type"),
        ("length", (Decimal("NaN"),), "answer/wrong-type"),
        ("length", (Decimal("-0.1"),), "answer/below-minimum"),
        ("amount", (Decimal("Infinity"),), "answer/wrong-type"),
        ("when", ("2026",), "answer/wrong-type"),
        ("when", (PartialDate(2020, 2),), "answer/below-minimum"),
        ("when", (PartialDate(2027),), "answer/above-maximum"),
        ("name", ("",), "answer/empty"),
        ("name", (" \n",), "answer/empty"),
        ("name", ("toolong",), "answer/too-long"),
        ("name", ("a\x00b",), "answer/not-text"),
        ("name", ("a\ud800",), "answer/not-text"),
        ("code", ("ab",), "answer/wrong-format"),
        ("code", ("ABC",), "answer/wrong-format"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(key: str, values: tuple[Value, ...], code: str) -> None:
    assert refused(key, *values) == [code]


def test_only_the_reasons_that_the_item_allows_are_taken() -> None:
    blank = Scenario(FORM)
    declined, unknown = Answer(absent=AbsentReason.DECLINED), Answer(absent=AbsentReason.UNKNOWN)

    assert refusals(blank, EventKind.ANSWERED, "a", declined) == []
    assert refusals(blank, EventKind.ANSWERED, "a", unknown) == ["answer/reason-not-allowed"]


def test_an_answer_in_a_living_instance_is_taken() -> None:
    response = Scenario(FORM).add("child@1").add("toy@1.1")

    assert refused("safe@1", "yes", response=response) == []
    assert refused("broken@1.1", "yes", response=response) == []
    assert refused("broken@1.2", "yes", response=response) == ["answer/unknown-instance"]
    assert refused("safe@1", "yes", response=response.remove("child@1")) == ["answer/unknown-instance"]


def test_what_was_given_may_be_cleared_and_nothing_else() -> None:
    response = Scenario(FORM).answer("a", "yes")

    assert refusals(response, CLEARED, "a") == []
    assert refusals(response, CLEARED, "sure") == ["answer/nothing-to-clear"]


@pytest.mark.parametrize(
    ("kind", "key", "codes"),
    [
        (ADDED, "child@2", []),
        (ADDED, "child@1", ["answer/wrong-instance-number"]),
        (ADDED, "child@3", ["answer/wrong-instance-number"]),
        (ADDED, "child", ["answer/unknown-instance"]),
        (ADDED, "toy@1.1", []),
        (ADDED, "toy@2.1", ["answer/unknown-instance"]),
        (ADDED, "toy@1", ["answer/unknown-instance"]),
        (ADDED, "a@1", ["answer/not-repeating"]),
        (ADDED, "nowhere@1", ["answer/unknown-link-id"]),
        (ADDED, "hidden-child@1", ["answer/not-enabled"]),
        (REMOVED, "child@1", []),
        (REMOVED, "child@2", ["answer/unknown-instance"]),
        (REMOVED, "hidden-child@1", ["answer/not-enabled"]),
    ],
)
def test_instances_are_added_and_removed_by_number(kind: EventKind, key: str, codes: list[str]) -> None:
    assert refusals(Scenario(FORM).add("child@1"), kind, key) == codes


def test_the_number_of_a_removed_instance_is_never_used_again() -> None:
    response = Scenario(FORM).add("child@1").remove("child@1")

    assert refusals(response, ADDED, "child@1") == ["answer/wrong-instance-number"]
    assert refusals(response, ADDED, "child@2") == []


def test_an_issue_says_what_is_allowed_in_words_of_the_form_only() -> None:
    change = Change(kind=EventKind.ANSWERED, key=AnswerKey.parse("a"), answer=Answer(("secret",)))

    (issue,) = check_change(FORM, Scenario(FORM).answers, change, Scenario(FORM).circumstances)

    assert dict(issue.params) == {"allowed": "no, yes"}


def test_a_regex_that_is_none_is_refused_with_the_form() -> None:
    with pytest.raises(FormCannotRun) as wrong:
        small_form(item=[item("x", "string", regex="(")])

    assert wrong.value.params["rule"] == "regex"


@pytest.mark.parametrize(
    ("kind", "limits"),
    [
        ("integer", {"minValue": "one"}),
        ("integer", {"maxValue": True}),
        ("date", {"minValue": "March"}),
        ("boolean", {"maxValue": True}),
        ("string", {"minValue": "a"}),
    ],
)
def test_a_limit_that_no_answer_compares_with_is_refused_with_the_form(
    kind: str, limits: dict[str, object]
) -> None:
    with pytest.raises(FormCannotRun) as wrong:
        small_form(item=[item("x", kind, **limits)])

    assert wrong.value.params["rule"] == "wrong-limit"


def of(link_id: str) -> Item:
    """Return an item of the form."""
    return next(one for name, one in FORM.items.items() if name == link_id)


@pytest.mark.parametrize(
    ("link_id", "raw", "values"),
    [
        ("a", "yes", ("yes",)),
        ("signs", ["bruise", "burn"], ("bruise", "burn")),
        ("signs", ("bruise",), ("bruise",)),
        ("signs", "burn", ("burn",)),
        ("sure", True, (True,)),
        ("count", 3, (3,)),
        ("length", 3, (Decimal(3),)),
        ("length", 0.1, (Decimal("0.1"),)),
        ("length", "0.10", (Decimal("0.10"),)),
        ("length", Decimal("2.5"), (Decimal("2.5"),)),
        ("amount", "2", (Decimal(2),)),
        ("when", "2026-03", (PartialDate(2026, 3),)),
        ("when", 2025, (PartialDate(2025),)),
        ("when", dt.date(2026, 3, 2), (PartialDate(2026, 3, 2),)),
        ("name", "Åsa", ("Åsa",)),
        ("map", "back:heel-left:300,950", ("back:heel-left:300,950",)),
    ],
)
def test_a_raw_value_is_read_with_its_type(link_id: str, raw: object, values: tuple[Value, ...]) -> None:
    answer = read_answer(of(link_id), raw)

    assert answer == Answer(values)
    assert list(map(type, answer.values)) == list(map(type, values))


@pytest.mark.parametrize("raw", [{"absent": "declined"}, StatedAbsence(absent=AbsentReason.DECLINED)])
def test_a_reason_is_read(raw: object) -> None:
    assert read_answer(of("a"), raw) == Answer(absent=AbsentReason.DECLINED)


@pytest.mark.parametrize(
    ("link_id", "raw", "issue"),
    [
        ("a", "maybe", "answer/unknown-code"),
        ("a", True, "answer/wrong-type"),
        ("a", None, "answer/wrong-type"),
        ("a", ["yes"], "answer/too-many-values"),
        ("a", {"absent": "tired"}, "answer/reason-not-allowed"),
        ("a", {"absent": "declined", "more": 1}, "answer/reason-not-allowed"),
        ("a", {"absent": "unknown"}, "answer/reason-not-allowed"),
        ("a", {"present": "x"}, "answer/wrong-type"),
        ("signs", [], "answer/empty"),
        ("signs", ["none", "burn"], "answer/exclusive-option"),
        ("count", "3", "answer/wrong-type"),
        ("count", True, "answer/wrong-type"),
        ("count", 3.0, "answer/wrong-type"),
        ("length", True, "answer/wrong-type"),
        ("length", "three", "answer/wrong-type"),
        ("length", "1" * 65, "answer/wrong-type"),
        ("length", float("nan"), "answer/wrong-type"),
        ("when", "March", "answer/wrong-type"),
        ("when", "2026-13", "answer/wrong-type"),
        ("when", True, "answer/wrong-type"),
        ("when", dt.datetime(2026, 3, 2, tzinfo=dt.UTC), "answer/wrong-type"),
        ("name", 5, "answer/wrong-type"),
        ("code", "x", "answer/wrong-format"),
        ("hello", "x", "answer/not-answerable"),
    ],
)
def test_a_raw_value_that_does_not_fit_is_refused_by_name(link_id: str, raw: object, issue: str) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        read_answer(of(link_id), raw)

    assert refusal.value.params["link_id"] == link_id
    assert refusal.value.params["issue"] == issue


def test_a_refusal_says_what_is_allowed_and_not_what_was_said() -> None:
    with pytest.raises(AnswerRefused) as refusal:
        read_answer(of("a"), "secret")

    assert "Allowed: no, yes, absent: declined" in refusal.value.describe()
    assert "secret" not in f"{refusal.value.describe()}{refusal.value.params}"
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


@pytest.mark.parametrize(
    ("link_id", "allowed"),
    [
        ("count", "integer (minValue 1; maxValue 10)"),
        ("when", "YYYY, YYYY-MM, YYYY-MM-DD (minValue 2020-03; maxValue 2026)"),
        ("name", "string (maxLength 5)"),
        ("sure", "boolean"),
    ],
)
def test_what_is_allowed_is_said_in_words_of_the_form(link_id: str, allowed: str) -> None:
    assert allowed_answers(of(link_id)) == allowed
