"""Forms of others in, and forms out in a format of others."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screening_app.questionnaire.model import Questionnaire
    from screening_app.services.import_report import ImportedForm


def import_form(path: Path, language: str | None) -> "ImportedForm":
    """Return the form that a FHIR resource or an XLSForm workbook holds, as a draft to be reviewed.

    Args:
        language: Of texts whose language the file does not say.

    Raises:
        ImportRefused: One of its kinds, with the reason.
    """
    from screening_app.interop.importing import import_file  # noqa: PLC0415 (parsers)

    return import_file(path, language=language)


def export_form(path: Path, target: str) -> str:
    """Return a form file in another format.

    Raises:
        ExportRefused: One of its kinds, with the reason.
        FormError, FormFileUnreadable: If the form cannot be loaded.
    """
    from screening_app.interop.exporting import export_file  # noqa: PLC0415 (parsers)

    return export_file(path, target)


def export_answers(form: "Questionnaire", stated: Mapping[str, object]) -> str:
    """Return answers and what they score as a FHIR Bundle, without a vault and without a name.

    Args:
        stated: As ``services.explain.score_stated`` takes them.

    Raises:
        ExportRefused: If the form cannot be said in FHIR.
        AnswerRefused: If an answer does not fit the form.
    """
    from screening_app.interop.fhir.bundle import answers_bundle  # noqa: PLC0415 (parsers)
    from screening_app.vault.clock import SystemClock  # noqa: PLC0415
    from screening_app.vault.entropy import SystemEntropy  # noqa: PLC0415

    clock = SystemClock()
    return answers_bundle(form, stated, response_id=SystemEntropy(clock).new_id(), at=clock.now())


def read_response(form: "Questionnaire", untrusted: bytes, name: str) -> dict[str, object]:
    """Return the answers of a FHIR QuestionnaireResponse to a form.

    Raises:
        ImportRefused: One of its kinds, with the reason.
    """
    from screening_app.engine.form import compile_form  # noqa: PLC0415
    from screening_app.interop.fhir.answers import read_response as answers_of  # noqa: PLC0415 (parsers)

    return answers_of(untrusted, compile_form(form), name)
