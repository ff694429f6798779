"""``maxValue: today`` goes out as the expression that R4 has for it, and comes back."""

import json

import pytest

from screening_app.interop.exporting import export_questionnaire
from screening_app.interop.fhir.json_text import write_json
from screening_app.interop.importing import import_form
from screening_app.interop.xlsform_limits import limits_of
from screening_app.interop.xpath import NotTranslated
from screening_app.questionnaire.loader import parse_questionnaire
from screening_app.questionnaire.model import ItemType, Questionnaire
from tests.questionnaire.examples import FORM, broken

PHONE = 'linkId: "phone"\n    type: "string"'
DATED = broken(FORM, PHONE, 'linkId: "phone"\n    type: "date"\n    maxValue: "today"')
LIMIT = "http://hl7.org/fhir/StructureDefinition/maxValue"


def exported() -> str:
    """Return the form as FHIR."""
    return write_json(export_questionnaire(parse_questionnaire(DATED, "small.yaml")), indent=" ")


def limit_of(form: Questionnaire) -> object:
    """Return the limit of the date."""
    (item,) = (item for item, _ in form.walk() if item.link_id == "phone")
    return item.max_value


def test_it_goes_out_as_an_expression_and_comes_back() -> None:
    text = exported()
    (item,) = (one for one in json.loads(text)["item"] if one["linkId"] == "phone")
    (limit,) = (one for one in item["extension"] if one["url"] == LIMIT)

    assert "valueDate" not in limit
    assert limit["_valueDate"]["extension"][0]["valueExpression"]["expression"] == "today()"
    assert limit_of(import_form(text.encode(), "form.json").form) == "today"


@pytest.mark.parametrize("other", ["today() - 1 year", "now()"])
def test_another_expression_is_kept_and_named(other: str) -> None:
    text = exported().replace('"today()"', json.dumps(other))

    made = import_form(text.encode(), "form.json")

    assert limit_of(made.form) is None
    assert "limit-not-known" in {part.reason for part in made.report.not_evaluated}


@pytest.mark.parametrize(
    ("constraint", "limits"),
    [
        (". <= today()", {"maxValue": "today"}),
        ("today() >= .", {"maxValue": "today"}),
        (". >= today()", {"minValue": "today"}),
    ],
)
def test_an_xlsform_may_say_it_too(constraint: str, limits: dict[str, object]) -> None:
    assert limits_of(constraint, ItemType.DATE, ()) == limits


@pytest.mark.parametrize("constraint", [". < today()", ". <= today() and . <= '2026-01-01'", ". = today()"])
def test_what_is_no_limit_of_ours_is_not_guessed(constraint: str) -> None:
    with pytest.raises(NotTranslated):
        limits_of(constraint, ItemType.DATE, ())
