"""Small FHIR files to import, and the public ones beside this checkout."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from screening_app.engine.form import CompiledForm, compile_form
from screening_app.interop.errors import ImportRefused
from screening_app.interop.importing import import_file, import_form
from screening_app.services.import_report import ImportedForm
from tests.helpers.surroundings import CHECKOUT

PUBLIC = CHECKOUT.parent / "shared" / "conformance" / "fhir"
beside = pytest.mark.skipif(not PUBLIC.exists(), reason="the public forms are not beside this checkout")

Tree = dict[str, object]

ENABLE = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable"
WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
SYSTEM = "https://example.org/codes"


def public_files() -> list[Path]:
    """Return the public FHIR forms; none where they are not beside this checkout."""
    return sorted(PUBLIC.glob("*.json"))


@cache
def public_form(path: Path) -> ImportedForm | ImportRefused:
    """Return what importing a public form comes to."""
    try:
        return import_file(path)
    except ImportRefused as refusal:
        return refusal


def expression(text: str, **more: str) -> Tree:
    """Return a FHIRPath expression element."""
    return {"language": "text/fhirpath", "expression": text, **more}


def extension(url: str, text: str, **more: str) -> Tree:
    """Return an extension that holds a FHIRPath expression."""
    return {"url": url, "valueExpression": expression(text, **more)}


def item(link_id: str, kind: str = "boolean", **more: object) -> Tree:
    """Return an item."""
    return {"linkId": link_id, "type": kind, "text": f"Item {link_id}", **more}


def choice(link_id: str, *codes: str, weight: str = WEIGHT, **more: object) -> Tree:
    """Return a choice; a code may carry its weight: ``yes=1``."""
    options = []
    for code in codes or ("no=0", "yes=1"):
        name, _, points = code.partition("=")
        option: Tree = {"valueCoding": {"system": SYSTEM, "code": name, "display": name}}
        if points:
            option["extension"] = [{"url": weight, "valueDecimal": int(points)}]
        options.append(option)
    return item(link_id, "choice", answerOption=options, **more)


def code(name: str) -> str:
    """Return a code as it stands in our forms."""
    return f"{SYSTEM}|{name}"


def resource(*items: Tree, **more: object) -> Tree:
    """Return a Questionnaire."""
    return {
        "resourceType": "Questionnaire",
        "url": "https://example.org/form",
        "version": "1",
        "title": "A form",
        "status": "active",
        "language": "en",
        "item": list(items),
        **more,
    }


def imported(*items: Tree, **more: object) -> ImportedForm:
    """Return what these items are imported as."""
    return import_tree(resource(*items, **more))


def import_tree(tree: object) -> ImportedForm:
    """Return what a tree is imported as."""
    return import_form(json.dumps(tree).encode(), "form.json")


def ready(form: ImportedForm) -> CompiledForm:
    """Return an imported form ready to run."""
    return compile_form(form.form)


def reasons(form: ImportedForm, where: str | None = None) -> list[str]:
    """Return why parts were not evaluated, all or those of one item."""
    parts: Iterable[tuple[str, str]] = ((one.where, one.reason) for one in form.report.not_evaluated)
    return [reason for place, reason in parts if where is None or place == where]
