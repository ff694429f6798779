"""The one way out for forms: a strict FHIR R4 Questionnaire."""

from pathlib import Path

from screening_app.interop.errors import UnknownTarget
from screening_app.interop.fhir import urls
from screening_app.interop.fhir.json_text import Resource, read_json, write_json
from screening_app.interop.fhir.labels import labelled
from screening_app.interop.fhir.merging import merged
from screening_app.interop.fhir.options import own_system
from screening_app.interop.fhir.reading import KIND, form_of, resource_of
from screening_app.interop.fhir.resource import Questionnaire as File
from screening_app.interop.fhir.resource import questionnaire_of
from screening_app.interop.fhir.writing import Writer
from screening_app.questionnaire.loader import load_questionnaire
from screening_app.questionnaire.model import Questionnaire

TARGET = "fhir"


def export_file(path: Path, target: str) -> str:
    """Return the form of a file as the text of a FHIR resource.

    Raises:
        UnknownTarget: If it is not ``fhir``.
        NotSayable: If FHIR has no words for a condition of it.
        FormError, FormFileUnreadable: If the form cannot be loaded.
    """
    if target != TARGET:
        raise UnknownTarget(expected=TARGET)
    return write_json(export_questionnaire(load_questionnaire(path)))


def export_questionnaire(form: Questionnaire) -> Resource:
    """Return a form as a FHIR R4 Questionnaire.

    What was imported from FHIR and not touched since comes out as it came in, in R4 spellings and
    with the labels of confidentiality.

    Raises:
        NotSayable: If FHIR has no words for a condition of it.
        ImportRefused: If what the form kept of its file was changed by hand.
    """
    original = _original(form)
    if original is None:
        return writer_of(form).resource()
    before = form_of(original, _name(form), form.languages[0])
    now = writer_of(form)
    whole = labelled(merged(original, now.of(before).resource(), now.resource()))
    return {"resourceType": KIND, **whole, "status": whole.get("status", form.status)}


def writer_of(form: Questionnaire) -> Writer:
    """Return what writes a form and its answers, each code in the system that its file gave it.

    Raises:
        ImportRefused: If what the form kept of its file was changed by hand.
    """
    original = _original(form)
    if original is None:
        return Writer(form, system=own_system(form.url))
    file = questionnaire_of(original, _name(form))
    own = file.url if file.extensions(urls.PROVENANCE) else None
    return Writer(form, system=own_system(own) if own else None, worded=_worded(file))


def _name(form: Questionnaire) -> str:
    return form.imported.file if form.imported else ""


def _original(form: Questionnaire) -> Resource | None:
    """Return the FHIR resource that a form was made of, if it was."""
    if form.imported is None or form.imported.original is None:
        return None
    return resource_of(read_json(form.imported.original.encode("utf-8"), _name(form)), KIND, _name(form))


def _worded(file: File) -> frozenset[str]:
    """Return the questions whose options are texts without a code."""
    return frozenset(
        item.link_id
        for item, _ in file.walk()
        if any(kind == "String" for option in item.answer_option for kind, _ in option.valued("value"))
    )
