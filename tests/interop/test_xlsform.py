"""What an XLSForm says is what the form says; what has no place here is refused by name and row."""

import pytest

from screening_app.domain.ids import LinkId
from screening_app.engine.form import compile_form
from screening_app.interop.errors import UnfitForm
from screening_app.interop.xlsform_errors import XLSFormRefused
from screening_app.questionnaire.model import Item, Questionnaire
from screening_app.questionnaire.predicate import Node
from tests.helpers.scenario import Scenario
from tests.helpers.workbooks import imported

CHOICES = """
list_name | name | label
yn        | yes  | Yes
yn        | no   | No
n         | 0    | Never
n         | 1    | Some
n         | 2    | Often
many      | a    | A
many      | b    | B
many      | none | None of these
"""
HEAD = "type | name | label | relevant | constraint | calculation\n"


def _form(survey: str, choices: str = CHOICES) -> Questionnaire:
    return imported(survey=survey, choices=choices).form


def _items(survey: str, choices: str = CHOICES) -> dict[str, Item]:
    return {item.link_id: item for item, _ in _form(survey, choices).walk()}


def _when(condition: str, before: str = "select_one yn | q | Q") -> object:
    item = _items(f"type | name | label | relevant\n{before} |\ntext | t | T | {condition}")["t"]
    return item.enable_when.model_dump(by_alias=True, exclude_none=True) if item.enable_when else None


def _refused(survey: str, choices: str = CHOICES, **sheets: str) -> list[tuple[str, int, str]]:
    with pytest.raises(XLSFormRefused) as caught:
        imported(survey=survey, choices=choices, **sheets)
    return [(one.code, one.row, one.column) for one in caught.value.refusals]


def test_questions_become_items_of_their_type() -> None:
    items = _items(
        """type | name | label
        text | t | Text
        integer | i | Whole
        decimal | d | Number
        date | day | Day
        select_one yn | one | One
        select_multiple many | more | More
        note | n | Read this
        acknowledge | ok | Understood"""
    )

    kinds = {name: item.type.value for name, item in items.items()}
    assert kinds == {
        "t": "string",
        "i": "integer",
        "d": "decimal",
        "day": "date",
        "one": "choice",
        "more": "choice",
        "n": "display",
        "ok": "choice",
    }
    assert items["more"].repeats


def test_an_imported_form_is_a_draft_whose_answers_count_as_dangerous() -> None:
    made = imported(survey="type | name | label\ntext | t | Text")

    assert made.form.status == "draft"
    assert made.form.item[0].content_class == "danger-if-disclosed"
    assert made.form.provenance.permission == "needed"


def test_texts_are_kept_by_language() -> None:
    form = imported(
        survey="type|name|label::Svenska (sv)|label::English|hint::sv\ntext|t|Fråga|Ask|Lugnt",
    ).form

    assert form.languages == ("sv", "en")
    assert form.item[0].text == {"sv": "Fråga", "en": "Ask"}
    assert form.item[0].help == {"sv": "Lugnt"}


def test_settings_name_the_form() -> None:
    form = imported(
        survey="type | name | label\ntext | t | Text",
        settings="form_title | form_id | version | default_language\nTitel | f1 | 7 | Svenska (sv)",
    ).form

    assert form.canonical == "urn:xlsform:f1|7"
    assert form.title == {"sv": "Titel"}


def test_groups_and_repeats_hold_their_rows() -> None:
    form = _form(
        """type | name | label | relevant
        select_one yn | q | Q |
        begin group | g | Group | ${q} = 'yes'
        begin repeat | r | Child |
        text | name | Name |
        end repeat |  |  |
        end group |  |  | """
    )

    assert [(item.link_id, [one.link_id for one in around]) for item, around in form.walk()] == [
        ("q", []),
        ("g", []),
        ("r", ["g"]),
        ("name", ["g", "r"]),
    ]
    assert form.item[1].item[0].is_repeating_group


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("${q} = 'yes'", {"question": "q", "is": "yes"}),
        ("'yes' = ${q}", {"question": "q", "is": "yes"}),
        ("${q} != 'yes'", {"question": "q", "is-not": "yes"}),
        ("${q} = ''", {"question": "q", "answered": False}),
        ("${q} != ''", {"question": "q", "answered": True}),
        ("not(${q} = 'yes')", {"question": "q", "is-not": "yes"}),
        ("selected(${q}, 'yes')", {"question": "q", "is": "yes"}),
        ("count-selected(${q}) > 0", {"question": "q", "answered": True}),
        (
            "${q}='yes' or ${q} = 'no'",
            {"any": ({"question": "q", "is": "yes"}, {"question": "q", "is": "no"})},
        ),
        ("${q}='yes' and true()", {"question": "q", "is": "yes"}),
        ("if(${q}='yes', 1, 2) = 1", {"question": "q", "is": "yes"}),
        ("TRUE", None),
    ],
)
def test_a_condition_is_written_in_our_own_words(condition: str, expected: object) -> None:
    assert _when(condition) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("${q} > 17", {"question": "q", "more-than": 17}),
        ("18 <= ${q}", {"question": "q", "at-least": 18}),
        ("${q} = '5'", {"question": "q", "is": 5}),
        ("${q} > -1", {"question": "q", "more-than": -1}),
    ],
)
def test_numbers_are_compared_as_numbers(condition: str, expected: object) -> None:
    assert _when(condition, "integer | q | Q") == expected


def test_an_answer_that_is_missing_is_not_zero() -> None:
    form = compile_form(_form(f"{HEAD}integer | i | I |||\ntext | t | T | ${{i}} < 5 ||"))

    assert "t" not in Scenario.of(form, {}).enabled
    assert "t" in Scenario.of(form, {"i": 0}).enabled


def test_selected_matches_a_whole_option_and_no_part_of_one() -> None:
    choices = "list_name | name | label\nl | head | Head\nl | headache | Headache"
    form = compile_form(
        _form("type|name|label|relevant\nselect_multiple l|m|M|\ntext|t|T|selected(${m}, 'head')", choices)
    )

    assert "t" not in Scenario.of(form, {"m": ["headache"]}).enabled
    assert "t" in Scenario.of(form, {"m": ["headache", "head"]}).enabled


def test_a_multiple_choice_equals_one_option_only_when_it_stands_alone() -> None:
    form = compile_form(_form("type|name|label|relevant\nselect_multiple many|m|M|\ntext|t|T|${m} = 'a'"))

    assert "t" in Scenario.of(form, {"m": ["a"]}).enabled
    assert "t" not in Scenario.of(form, {"m": ["a", "b"]}).enabled


def test_constraints_become_limits() -> None:
    items = _items(
        HEAD
        + """integer | i | I || . > 0 and . <= 120 |
        decimal | d | D || .='' or . >= 0.5 |
        text | t | T || string-length(.) < 10 |
        text | p | P || regex(., '[0-9]+') |
        date | day | Day || . >= date('2020-01-01') |
        select_multiple many | m | M || not(selected(., 'none') and count-selected(.) > 1) |"""
    )

    assert (items["i"].min_value, items["i"].max_value) == (1, 120)
    assert str(items["d"].min_value) == "0.5"
    assert items["t"].max_length == 9
    assert items["p"].regex == "[0-9]+"
    assert items["day"].min_value == "2020-01-01"
    assert [option.code for option in items["m"].answer_option if option.exclusive] == ["none"]


def test_required_defaults_and_reading_only_are_kept() -> None:
    items = _items(
        "type|name|label|required|default|read_only\nselect_one yn|q|Q|yes|no|\ninteger|i|I|false()|4|true"
    )

    assert items["q"].required
    assert items["q"].initial == "no"
    assert not items["i"].required
    assert items["i"].initial == 4
    assert items["i"].read_only


def test_other_opens_a_text_of_its_own() -> None:
    items = _items("type|name|label\nselect_one yn or_other|q|Q")

    assert [option.code for option in items["q"].answer_option] == ["yes", "no", "other"]
    when = items["q_other"].enable_when
    assert isinstance(when, Node)
    assert when.model_dump(by_alias=True, exclude_none=True) == {"question": "q", "is": "other"}


CASCADE = """list_name | name | label | state
states   | tx      | Texas |
states   | wa      | Washington |
counties | king    | King | wa
counties | pierce  | Pierce | wa
counties | cameron | Cameron | tx"""


def test_a_choice_filter_is_written_out_for_each_answer() -> None:
    form = compile_form(
        _form(
            "type|name|label|choice_filter|relevant\nselect_one states|s|S||\n"
            "select_one counties|c|C|state = ${s}|\ntext|t|T||${c} = 'king'",
            CASCADE,
        )
    )

    texas = Scenario.of(form, {"s": "tx"})
    assert {"c:tx"} == {name for name in texas.enabled if name.startswith("c:")}
    assert [option.code for option in form.items[LinkId("c:tx")].answer_option] == ["cameron"]
    assert "t" in Scenario.of(form, {"s": "wa", "c:wa": "king"}).enabled


def test_a_filter_that_reads_no_answer_shortens_the_list() -> None:
    items = _items("type|name|label|choice_filter\nselect_one counties|c|C|state = 'tx'", CASCADE)

    assert [option.code for option in items["c"].answer_option] == ["cameron"]


def test_a_sum_over_numbered_options_becomes_a_score() -> None:
    form = _form(f"{HEAD}select_one n|a|A|||\nselect_one n|b|B|||\ncalculate|sum||||${{a}} + ${{b}}")

    (score,) = form.score
    assert (score.id, score.sum, score.missing) == ("sum", ("a", "b"), "require-all")
    assert [int(end) for end in score.range] == [0, 4]


def test_points_for_one_option_become_weights() -> None:
    form = _form(
        f"{HEAD}select_one yn|a|A|||\nselect_multiple many|m|M|||\n"
        "calculate|sum||||if(${a} = 'yes', 2, 0) + if(selected(${m}, 'b'), 1, 0)"
    )

    weights = {option.code: option.item_weight for option in form.item[0].answer_option}
    assert weights == {"yes": 2, "no": 0}
    assert form.score[0].missing == "zero-once-started"
    assert [int(end) for end in form.score[0].range] == [0, 3]


def test_a_condition_on_a_sum_reads_the_score() -> None:
    form = _form(f"{HEAD}select_one n|a|A|||\ncalculate|sum||||${{a}} + 0\ntext|t|T|${{sum}} >= 2||")

    when = form.item[1].enable_when
    assert isinstance(when, Node)
    assert when.model_dump(by_alias=True, exclude_none=True) == {"score": "sum", "at-least": 2}


def test_a_calculation_that_only_conditions_read_is_written_into_them() -> None:
    survey = f"{HEAD}select_one yn|a|A|||\ncalculate|c||||if(${{a}}='yes', 'x', 'y')\ntext|t|T|${{c}} = 'x'||"

    when = _items(survey)["t"].enable_when
    assert isinstance(when, Node)
    assert when.model_dump(by_alias=True, exclude_none=True) == {"question": "a", "is": "yes"}


def test_lists_that_several_questions_use_stand_once() -> None:
    form = _form("type|name|label\nselect_one yn|a|A\nselect_one yn|b|B")

    assert len(form.contained) == 1
    assert form.item[0].answer_value_set == form.item[1].answer_value_set


@pytest.mark.parametrize(
    ("survey", "expected"),
    [
        ("geopoint|g|Where|||", ("type", 2, "type")),
        ("begin loop over yn|g|Where|||\n", ("type", 2, "type")),
        ("select_one_from_file a.csv|g|Where|||", ("type", 2, "type")),
        ("select_one nowhere|g|Where|||", ("list-missing", 2, "type")),
        ("text||Where|||", ("name-missing", 2, "name")),
        ("text|a b|Where|||", ("name", 2, "name")),
        ("text|t|Hello ${u}|||", ("piped", 2, "label")),
        ("text|t||||", ("label-missing", 2, "label")),
        ("text|t|T|${nobody} = 'x'||", ("unknown-answer", 2, "relevant")),
        ("text|t|T|${t} = 'x'||", ("reads-later", 2, "relevant")),
        ("text|t|T|1 = 2||", ("never-shown", 2, "relevant")),
        ("text|t|T|(((||", ("not-an-expression", 2, "relevant")),
        ("text|t|T|pulldata('a','b') = 1||", ("function", 2, "relevant")),
        ("text|t|T|../x = 1||", ("path", 2, "relevant")),
        ("integer|i|I||. mod 2 = 0|", ("constraint", 2, "constraint")),
        ("decimal|i|I||. > 0|", ("exclusive-limit", 2, "constraint")),
        ("text|t|T||regex(., '(')|", ("wrong-pattern", 2, "constraint")),
        ("calculate|c||||2 + 2", ("calculation-not-points", 2, "calculation")),
        ("end group|||||", ("end-without-begin", 2, "type")),
        ("begin group|g|G|||", ("begin-without-end", 2, "type")),
        ("text|t|T|||1", ("feature", 2, "calculation")),
    ],
)
def test_what_has_no_place_here_is_refused_by_row_and_column(
    survey: str, expected: tuple[str, int, str]
) -> None:
    assert expected in _refused(HEAD + survey)


def test_a_name_used_twice_is_refused_at_its_second_row() -> None:
    assert _refused("type|name|label\ntext|t|T\ntext|t|U") == [("name-twice", 3, "name")]


def test_an_answer_inside_a_repeat_is_not_read_from_outside() -> None:
    survey = "type|name|label|relevant\nbegin repeat|r|R|\ntext|n|N|\nend repeat|||\ntext|t|T|${n} = 'x'"

    assert _refused(survey) == [("inside-repeat", 5, "relevant")]


def test_an_option_that_does_not_exist_is_no_condition_that_never_holds() -> None:
    survey = "type|name|label|relevant\nselect_one yn|q|Q|\ntext|t|T|${q} = 'maybe'"

    assert _refused(survey) == [("unknown-option", 3, "relevant")]


def test_a_column_that_is_nearly_called_relevant_is_refused() -> None:
    assert _refused("type|name|label|relevent\ntext|t|T|x") == [("column-misspelt", 1, "relevent")]


def test_a_language_that_nobody_knows_is_refused() -> None:
    assert ("language-unknown", 1, "label::Klingon??") in _refused("type|name|label::Klingon??\ntext|t|T")


def test_every_place_is_named_at_once() -> None:
    found = _refused("type|name|label\ngeopoint|a|A\nbarcode|b|B\ntext|c|C")

    assert [row for _, row, _ in found] == [2, 3]


def test_a_missing_sheet_is_named() -> None:
    with pytest.raises(XLSFormRefused) as caught:
        imported(choices=CHOICES)

    assert [one.code for one in caught.value.refusals] == ["sheet-missing"]


def test_the_sentence_says_sheet_row_and_column() -> None:
    with pytest.raises(XLSFormRefused) as caught:
        imported(survey="type|name|label\ngeopoint|where|Where?")

    line = caught.value.describe().splitlines()[1]
    assert line.startswith("sheet survey, row 2, column type: The type geopoint is not carried over.")


def test_what_is_left_out_without_changing_the_questions_is_reported() -> None:
    made = imported(
        survey="type|name|label|appearance|image|my notes\ntext|t|T|multiline|a.png|remember\nstart|s||||",
        settings="form_title|style\nTitle|pages",
    )

    reasons = {(part.where, part.element): part.reason for part in made.report.not_evaluated}
    assert reasons == {
        ("settings", "style"): "xlsform-column",
        ("survey", "appearance"): "xlsform-appearance",
        ("survey", "image"): "xlsform-media",
        ("survey", "my notes"): "xlsform-column",
        ("survey 3", "start"): "xlsform-collected",
    }


def test_what_the_loader_would_refuse_is_no_form_either() -> None:
    survey = "type|name|label\nbegin group|g|G\nbegin group|h|H\nend group||\nend group||"

    with pytest.raises((UnfitForm, XLSFormRefused)):
        imported(survey=survey)


def test_groups_nested_without_end_are_refused() -> None:
    deep = "type|name|label\n" + "".join(f"begin group|g{n}|G\n" for n in range(2_000))

    assert "too-deep" in {code for code, _, _ in _refused(deep)}
