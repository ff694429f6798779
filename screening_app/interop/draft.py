"""A form made of a file of another format, checked as if it had been read from its own file."""

import hashlib

from screening_app.interop.errors import UnfitForm
from screening_app.questionnaire.errors import FormError
from screening_app.questionnaire.imported import Imported, ImportFormat, NotEvaluated
from screening_app.questionnaire.loader import parse_questionnaire
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.writer import form_text
from screening_app.services.import_report import ImportedForm, ToFillIn, counted

IMPORTED = "imported, not reviewed"
"""What an import writes as basis, with the name of the file."""


def origin(
    kind: ImportFormat,
    untrusted: bytes,
    name: str,
    *,
    not_evaluated: tuple[NotEvaluated, ...] = (),
    original: str | None = None,
) -> Imported:
    """Return what a form says of the file that it was made of."""
    return Imported.model_validate(
        {
            "format": kind,
            "file": name,
            "sha256": hashlib.sha256(untrusted).hexdigest(),
            "notEvaluated": [part.model_dump() for part in not_evaluated],
            "original": original,
        }
    )


def finished(form: Questionnaire, to_fill_in: tuple[ToFillIn, ...]) -> ImportedForm:
    """Return an imported form as its file would be read back: nothing unfit gets past the loader.

    Raises:
        UnfitForm: With the first rule that it breaks.
    """
    name = form.imported.file if form.imported else ""
    text = form_text(form)
    try:
        read = parse_questionnaire(text, name)
    except FormError as error:
        finding = error.finding
        where = finding.link_id or form.url
        raise UnfitForm(file=name, where=where, rule=finding.code, problem=finding.message) from None
    return ImportedForm(form=read, text=text, report=counted(read, to_fill_in))
