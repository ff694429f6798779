"""What was imported says so, and the check names what a person has to fill in before it is used."""

import json
from pathlib import Path

import pytest

from screening_app.questionnaire.loader import load_questionnaire
from tests.cli.test_forms import forms
from tests.helpers.workbooks import workbook

FHIR: dict[str, object] = {
    "resourceType": "Questionnaire",
    "url": "https://example.org/q",
    "version": "1",
    "title": "Questions",
    "status": "active",
    "language": "en",
    "item": [{"linkId": "a", "type": "string", "text": "Where?"}],
}


def imported(folder: Path, resource: dict[str, object]) -> Path:
    """Import a resource and return the form's file."""
    (folder / "q.json").write_text(json.dumps(resource), encoding="utf-8")
    assert forms("import", folder / "q.json", "--out", folder / "q.yaml") == 0
    return folder / "q.yaml"


def found(form: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Return what the check finds: codes, and what is named."""
    capsys.readouterr()
    assert forms("check", form, "--json") == 1
    return {f"{one['code']} {one['message']}" for one in json.loads(capsys.readouterr().out)["findings"]}


def test_a_fhir_import_claims_no_owner_and_no_wording_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = imported(tmp_path, FHIR)
    provenance = load_questionnaire(form).provenance

    assert (provenance.wording, provenance.owner, provenance.citation) == ("adapted", None, None)
    assert provenance.licence == "unknown"
    assert provenance.basis == "imported, not reviewed: q.json"
    said = " ".join(found(form, capsys))
    assert "import-to-review" in said
    for key in ("owner", "licence", "citation"):
        assert f"{key} is not filled in" in said


def test_publisher_and_copyright_are_taken_from_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = imported(tmp_path, {**FHIR, "publisher": "The owner", "copyright": "By agreement"})
    provenance = load_questionnaire(form).provenance

    assert (provenance.owner, provenance.licence) == ("The owner", "By agreement")
    said = " ".join(found(form, capsys))
    assert "owner is not" not in said
    assert "citation is not filled in" in said


def test_an_xlsform_import_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s.xlsx").write_bytes(workbook(survey="type|name|label\ntext|q|Fråga"))
    out = tmp_path / "s.yaml"
    assert forms("import", tmp_path / "s.xlsx", "--language", "sv", "--out", out) == 0

    said = " ".join(found(out, capsys))

    assert "import-to-review" in said
    assert "licence is not filled in" in said
    assert load_questionnaire(out).provenance.basis == "imported, not reviewed: s.xlsx"


def test_texts_without_a_language_are_the_only_thing_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    choices = "list_name|name|label\nyn|y|Ja\nyn|n|Nej"
    (tmp_path / "s.xlsx").write_bytes(
        workbook(survey="type|name|label\nselect_one yn|q|Fråga", choices=choices)
    )

    assert forms("import", tmp_path / "s.xlsx", "--out", tmp_path / "s.yaml") == 1

    said = capsys.readouterr().err
    assert said.count("[language-missing]") == 2
    assert "label-missing" not in said
    assert "--language" in said


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "not a url", "/relative", "https://a b", "https://a/b|c"]
)
def test_a_url_that_is_none_is_replaced_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    form = imported(tmp_path, {**FHIR, "url": url})

    assert load_questionnaire(form).url.startswith("urn:uuid:")
    assert "no address of its own" in capsys.readouterr().out


def test_a_workbook_with_blanks_in_its_name_gets_a_name_without(tmp_path: Path) -> None:
    (tmp_path / "my form.xlsx").write_bytes(workbook(survey="type|name|label\ntext|q|Fråga"))
    out = tmp_path / "s.yaml"

    assert forms("import", tmp_path / "my form.xlsx", "--language", "sv", "--out", out) == 0
    assert load_questionnaire(out).url == "urn:xlsform:my-form.xlsx"
