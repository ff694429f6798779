"""Forms of others in, and forms out in a format of others."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
