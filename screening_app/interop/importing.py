"""The one way in for forms of others: chosen by what the file holds, never by its name."""

from pathlib import Path

from screening_app.interop.errors import ImportNotAFile, ImportTooLarge, ImportUnreadable, UnknownFormat
from screening_app.interop.fhir.reading import import_questionnaire
from screening_app.interop.xlsform import import_xlsform
from screening_app.questionnaire.errors import FormFileUnreadable, short
from screening_app.questionnaire.regular_file import NotAFile, read_regular
from screening_app.questionnaire.source import MAX_BYTES
from screening_app.services.import_report import ImportedForm

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_JSON = (b"{", b"[")
_MARK = b"\xef\xbb\xbf"


def import_file(path: Path, *, language: str | None = None) -> ImportedForm:
    """Return the form that a file of another format holds.

    Args:
        language: Of texts whose language the file does not say; two letters.

    Raises:
        ImportRefused: One of its kinds, with the reason.
    """
    return import_form(read_file(path), short(path.name), language=language)


def read_file(path: Path) -> bytes:
    """Return a file as far as anything of it is ever looked at.

    Raises:
        ImportNotAFile: If it is a folder, a pipe or a device.
        ImportUnreadable: If the disk does not give it.
    """
    try:
        return read_regular(path, MAX_BYTES)
    except NotAFile:
        raise ImportNotAFile(file=short(path.name or path)) from None
    except FormFileUnreadable:
        raise ImportUnreadable(file=short(path.name or path)) from None


def import_form(untrusted: bytes, name: str, *, language: str | None = None) -> ImportedForm:
    """Return the form that these bytes hold; arguments and errors as ``import_file``."""
    if len(untrusted) > MAX_BYTES:
        raise ImportTooLarge(file=name, limit=MAX_BYTES)
    if untrusted.startswith(_WORKBOOKS):
        return import_xlsform(untrusted, name, language=language)
    if untrusted.removeprefix(_MARK).lstrip().startswith(_JSON):
        return import_questionnaire(untrusted, name, language=language)
    raise UnknownFormat(file=name)
