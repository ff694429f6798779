"""LOINC codes that were verified, and only those (``domain/instruments.md`` 1, C-1).

A code says that the question was asked in the owner's words. So a form in words of our own carries
none: a receiver would take its total for that of the validated instrument.
"""

from collections.abc import Mapping

from screening_app.interop.fhir.json_text import Json
from screening_app.questionnaire.model import Questionnaire

SYSTEM = "http://loinc.org"

_VERIFIED: Mapping[str, Mapping[str, str]] = {
    # "humiliated" has two codes in two sources (C-1), and so has none here.
    "https://samtalsstod.example/instruments/hark": {
        "afraid": "76501-6",
        "forced-sex": "76502-4",
        "hurt": "76503-2",
        "total": "76504-0",
    },
}


def codings(form: Questionnaire, name: str) -> list[Json]:
    """Return the codes of a question or a score.

    Args:
        name: Link id, or id of a score.
    """
    code = _VERIFIED.get(form.url, {}).get(name)
    if code is None or form.provenance.wording != "official":
        return []
    return [{"system": SYSTEM, "code": code}]
