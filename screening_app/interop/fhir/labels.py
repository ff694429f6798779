"""Who may see a resource: restricted, and about violence (``domain/instruments.md`` 1.23)."""

from screening_app.interop.fhir.json_text import Json, Resource

CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
SENSITIVITY = "http://terminology.hl7.org/CodeSystem/v3-ActCode"

LABELS: list[Json] = [
    {"system": CONFIDENTIALITY, "code": "R", "display": "restricted"},
    {
        "system": SENSITIVITY,
        "code": "SDV",
        "display": "sexual assault, abuse or domestic violence information sensitivity",
    },
]
META: Resource = {"security": LABELS}


def labelled(resource: Resource) -> Resource:
    """Return the resource with both labels, beside those that it has."""
    meta = resource.get("meta")
    held = meta.get("security") if isinstance(meta, dict) else None
    before: list[Json] = list(held) if isinstance(held, list) else []
    stated = {_name(one) for one in before}
    missing = [label for label in LABELS if _name(label) not in stated]
    kept: Resource = meta if isinstance(meta, dict) else {}
    return {**resource, "meta": {**kept, "security": [*before, *missing]}}


def _name(label: Json) -> tuple[Json, Json]:
    return (label.get("system"), label.get("code")) if isinstance(label, dict) else (None, None)
