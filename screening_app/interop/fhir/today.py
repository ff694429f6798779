"""A limit that is the day itself: a date without a value, and the expression that gives one (R4, CQF)."""

from screening_app.interop.fhir import urls
from screening_app.interop.fhir.json_text import Resource
from screening_app.interop.fhir.resource import Element, Extension, element_of

_TODAY = "today()"


def today_limit(url: str) -> Resource:
    """Return the extension for a limit of a date that is the day on which it is answered."""
    expression: Resource = {"language": urls.FHIRPATH, "expression": _TODAY}
    calculated: Resource = {"url": urls.CALCULATED_VALUE, "valueExpression": expression}
    return {"url": url, "_valueDate": {"extension": [calculated]}}


def is_today(extension: Extension) -> bool:
    """Tell whether a limit has no value but that expression."""
    beside = element_of(Element, (extension.model_extra or {}).get("_valueDate"))
    if beside is None or extension.value is not None:
        return False
    stated = [one.value for one in beside.extensions(urls.CALCULATED_VALUE)]
    if len(stated) != 1 or stated[0] is None:
        return False
    match stated[0][1]:
        case {"language": urls.FHIRPATH, "expression": str(expression)}:
            return "".join(expression.split()) == _TODAY
    return False
