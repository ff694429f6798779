"""A licensed instrument's own words into a form file: reading, rewording, and the text to write."""

from pathlib import Path

from screening_app.questionnaire.grammar import model_of
from screening_app.questionnaire.loader import load_questionnaire, parse_questionnaire
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.source import read_source
from screening_app.questionnaire.writer import form_text
from screening_app.services.wording import Ownership, Reworded, reword


def import_wording(
    form: Path, file: Path, ownership: Ownership, *, language: str | None
) -> tuple[Reworded, str, bytes | None]:
    """Return a form in its owner's words, the text of its file, and its vignettes; nothing is written.

    Args:
        form: The form file whose questions they are.
        file: CSV, XLSForm or FHIR Questionnaire.
        language: Of texts whose language the file does not say.

    Raises:
        FormError, FormFileUnreadable: If the form cannot be used.
        ImportRefused: If the file cannot be read.
        NotAnInstrument, OwnerMissing, WordingDoesNotMatch: If the words do not belong in it.
    """
    from screening_app.interop.wording_file import read_wording  # noqa: PLC0415 (parsers)

    whole = load_questionnaire(form)
    stated = model_of(Questionnaire, read_source(form))[0] or whole
    made = reword(stated, read_wording(file, language), ownership)
    text = form_text(made.form)
    parse_questionnaire(text, form.name)  # what is written must be what can be read
    beside = form.with_name(f"{form.stem}.vignettes.yaml")
    return made, text, read_source(beside).text.encode() if beside.is_file() else None
