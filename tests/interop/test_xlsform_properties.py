"""Whatever a workbook holds, the importer answers with a form or an error of its own.

And whatever condition it translates holds exactly when the XPath did: the oracle below reads the
expression by the rules of XPath 1.0 over text, and knows nothing of our conditions.
"""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from screening_app.engine.form import compile_form
from screening_app.interop.errors import ImportRefused
from screening_app.interop.importing import import_form
from screening_app.interop.xlsform_errors import XLSFormRefused
from screening_app.interop.xpath import Answer, Call, Number, Operation, Text, Tree, parse_xpath
from tests.helpers.scenario import Scenario
from tests.helpers.workbooks import imported, repacked, saved, workbook

REAL = sorted((Path(__file__).parents[3] / "shared/conformance/xlsform").glob("*.xlsx"))
OWN = workbook(
    survey="type|name|label|relevant|constraint|choice_filter\nselect_one l|q|Q|||\n"
    "select_multiple l|m|M|||c = ${q}\ninteger|i|I|${q} = 'a'|. > 1|",
    choices="list_name|name|label|c\nl|a|A|a\nl|b|B|b",
    settings="form_title|form_id\nForm|f",
)
SOURCES = [OWN, *(path.read_bytes() for path in REAL)]
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
_EXPRESSIONS = [
    "",
    "${q} = 'a'",
    "${",
    "not(not(not(1)))",
    "selected(., 'a')",
    ". > 1e5",
    "if(${q}, ${i}, .)",
    "((${m}))",
    "'",
    "${q} + ${q} * -2 div 0",
    "\ud7ff\u0000",
    "9" * 400,
    "${i} > 999999999999999999999999999999",
    "count-selected(${m}) > 0.5",
    "TRUE",
    "=1+1",
]
cell = st.one_of(
    st.sampled_from(_EXPRESSIONS),
    st.text(max_size=12),
    st.integers(),
    st.floats(allow_nan=True),
    st.booleans(),
    st.sampled_from(
        ["type", "name", "label", "label::xx", "relevant", "begin group", "end repeat", "select_one l"]
    ),
)


def _import(content: bytes) -> None:
    try:
        made = import_form(content, "form.xlsx", language="en")
    except ImportRefused as error:
        said = error.describe()
    else:
        said = made.form.status
    assert said


@settings(max_examples=60, suppress_health_check=_SLOW)
@given(data=st.data())
def test_bytes_that_were_changed_are_a_form_or_refused(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SOURCES)))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(content)), st.integers(4, len(content))))

    _import(bytes(content[:cut]))


@settings(max_examples=60, suppress_health_check=_SLOW)
@given(data=st.data())
def test_parts_that_were_changed_inside_the_package_are_a_form_or_refused(data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(SOURCES))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        name = data.draw(st.sampled_from(package.namelist()))
        body = bytearray(package.read(name))
    assume(body)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(body) - 1))
        body[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=20))

    _import(repacked(content, {name: bytes(body)}))


@settings(max_examples=80, suppress_health_check=_SLOW)
@given(data=st.data())
def test_cells_and_sheets_that_were_changed_are_a_form_or_refused(data: st.DataObject) -> None:
    book = openpyxl.load_workbook(io.BytesIO(OWN))
    for _ in range(data.draw(st.integers(1, 6))):
        sheet = data.draw(st.sampled_from(book.worksheets))
        row, column = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 8))
        try:
            sheet.cell(row, column, data.draw(cell))
        except (ValueError, IllegalCharacterError):
            continue  # openpyxl itself writes no control characters
    if data.draw(st.booleans()):
        sheet = data.draw(st.sampled_from(book.worksheets))
        sheet.title = data.draw(st.sampled_from(["Survey ", "CHOICES", "setting", "x", "survey2"]))

    _import(saved(book))


CODES = ("a", "b", "2", "10")
_answer = st.sampled_from([Answer("q"), Answer("r")])
_single = st.builds(
    Operation, st.sampled_from(["=", "!="]), _answer, st.sampled_from([*map(Text, CODES), Text("")])
)
_numeric = st.builds(
    Operation,
    st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
    st.sampled_from([Answer("i"), Answer("q")]),
    st.integers(0, 12).map(lambda number: Number(Decimal(number))),
)
_selected = st.builds(
    lambda name, code: Call("selected", (Answer(name), Text(code))),
    st.sampled_from("qrm"),
    st.sampled_from(CODES),
)
_counted = st.sampled_from([("=", 0), ("!=", 0), (">", 0), (">=", 1), ("<", 1)]).map(
    lambda limit: Operation(limit[0], Call("count-selected", (Answer("m"),)), Number(Decimal(limit[1])))
)
_whole = st.builds(
    Operation,
    st.sampled_from(["=", "!="]),
    st.just(Answer("m")),
    st.sampled_from([*map(Text, CODES), Text("")]),
)
_leaf = st.one_of(_single, _numeric, _selected, _counted, _whole)
trees: st.SearchStrategy[Tree] = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(Operation, st.sampled_from(["and", "or"]), inner, inner),
        inner.map(lambda tree: Call("not", (tree,))),
        st.tuples(inner, inner, inner).map(lambda parts: Call("if", parts)),
    ),
    max_leaves=6,
)


def _written(tree: Tree) -> str:
    match tree:
        case Answer(name):
            return f"${{{name}}}"
        case Text(text):
            return f"'{text}'"
        case Number(number):
            return str(number)
        case Call(name, arguments):
            return f"{name}({', '.join(map(_written, arguments))})"
        case Operation(sign, left, right):
            return f"({_written(left)} {sign} {_written(right)})"
    raise AssertionError(tree)


def _holds(tree: Tree, given_answers: dict[str, str]) -> bool:
    """Read an expression by XPath 1.0: an answer is text, and what is missing is empty text."""
    match tree:
        case Operation("and", left, right):
            return _holds(left, given_answers) and _holds(right, given_answers)
        case Operation("or", left, right):
            return _holds(left, given_answers) or _holds(right, given_answers)
        case Operation(sign, left, right):
            return _compares(sign, _value(left, given_answers), _value(right, given_answers))
        case Call("not", (inner,)):
            return not _holds(inner, given_answers)
        case Call("if", (when, then, otherwise)):
            return _holds(then if _holds(when, given_answers) else otherwise, given_answers)
        case Call("selected", (Answer(name), Text(code))):
            return code in given_answers[name].split(" ")
    raise AssertionError(tree)


def _value(tree: Tree, given_answers: dict[str, str]) -> str | float:
    match tree:
        case Answer(name):
            return given_answers[name]
        case Text(text):
            return text
        case Number(number):
            return float(number)
        case Call("count-selected", (Answer(name),)):
            return float(len(given_answers[name].split()))
    raise AssertionError(tree)


def _compares(sign: str, left: str | float, right: str | float) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return (left == right) is (sign == "=")
    one, other = _number(left), _number(right)
    return {
        "=": one == other,
        "!=": one != other,
        "<": one < other,
        "<=": one <= other,
        ">": one > other,
        ">=": one >= other,
    }[sign]


def _number(value: str | float) -> float:
    try:
        return float(value)
    except ValueError:
        return float("nan")


SURVEY: list[list[object]] = [
    ["type", "name", "label", "relevant"],
    ["select_one l", "q", "Q", None],
    ["select_one l", "r", "R", None],
    ["select_multiple l", "m", "M", None],
    ["integer", "i", "I", None],
]
CHOICES = "list_name|name|label\n" + "\n".join(f"l|{code}|{code}" for code in CODES)


@settings(max_examples=80, suppress_health_check=_SLOW)
@given(tree=trees, data=st.data())
def test_a_translated_condition_holds_exactly_when_the_xpath_does(tree: Tree, data: st.DataObject) -> None:
    survey: list[list[object]] = [*SURVEY, ["text", "t", "T", _written(tree)]]
    try:
        form = compile_form(imported(survey=survey, choices=CHOICES).form)
    except XLSFormRefused as error:
        # A condition that never holds is refused; that it never does is what the oracle has to say.
        refused = {one.code for one in error.refusals}
        assert refused <= {"never-shown", "unknown-option"}
        form = None
    for _ in range(6):
        one = st.sampled_from(["", *CODES])
        chosen = {"q": data.draw(one), "r": data.draw(one)}
        several = data.draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3))
        number = data.draw(st.one_of(st.none(), st.integers(0, 12)))
        texts = {**chosen, "m": " ".join(several), "i": "" if number is None else str(number)}
        expected = _holds(tree, texts)
        if form is None:
            assert not expected or "unknown-option" in refused
            continue
        answers: dict[str, object] = {name: code for name, code in chosen.items() if code}
        answers |= {"m": several} if several else {}
        answers |= {} if number is None else {"i": number}
        assert ("t" in Scenario.of(form, answers).enabled) is expected


@given(tree=trees)
def test_an_expression_is_read_back_as_it_was_written(tree: Tree) -> None:
    assert parse_xpath(_written(tree)) == tree


@pytest.mark.parametrize(
    "text", ["(" * 4000, "1+" * 2400 + "1", "not(" * 900, "${a} or " * 500 + "${a}", "-" * 900]
)
def test_an_expression_without_end_is_refused(text: str) -> None:
    with pytest.raises(XLSFormRefused):
        imported(survey=[["type", "name", "label", "relevant"], ["text", "t", "T", text]])
