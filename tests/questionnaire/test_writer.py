"""What is written reads back as the same form."""

import pytest

from screening_app.questionnaire.loader import parse_questionnaire
from screening_app.questionnaire.model import Item, Questionnaire
from screening_app.questionnaire.source import source_of
from screening_app.questionnaire.writer import form_text
from tests.helpers.scenario import form_files, form_name, shipped_form, small_form

NAMES = [form_name(file) for file in form_files()]
_OF_THE_FILE = {"sha256", "source_text"}


def stated(form: Questionnaire) -> dict[str, object]:
    """Return what a form says, apart from the file it stands in."""
    return form.model_dump(exclude=_OF_THE_FILE)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_form_reads_back_as_itself(name: str) -> None:
    form = shipped_form(name).questionnaire

    # A list that is named and put in place by the loader stands once in a file.
    text = form_text(form.model_copy(update={"item": _named_lists(form.item)}))

    assert stated(parse_questionnaire(text, name)) == stated(form)


def _named_lists(items: tuple[Item, ...]) -> tuple[Item, ...]:
    named = [item.model_copy(update={"item": _named_lists(item.item)}) for item in items]
    return tuple(
        item.model_copy(update={"answer_option": ()}) if item.answer_value_set else item for item in named
    )


@pytest.mark.parametrize(
    "text", ["no", "1.0", "null", "a: b", "åäö 🙂", 'tab\tand "quotes"', "two\nlines", "\x85"]
)
def test_any_text_reads_back_as_text(text: str) -> None:
    form = small_form(item=[_display(text)]).questionnaire

    read = parse_questionnaire(form_text(form), "small")

    assert read.item[0].text == {"en": text, "no": text}


def test_what_is_written_is_quoted_as_the_linter_asks() -> None:
    source = source_of(form_text(shipped_form(NAMES[0]).questionnaire).encode(), "form")

    assert source.plain_texts == []
    assert source.findings == []


def _display(text: str) -> dict[str, object]:
    return {"linkId": "a", "type": "display", "text": {"en": text, "no": text}}
