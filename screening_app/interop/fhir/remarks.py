"""What of a file is kept but not evaluated, in the order of the file (FORMS 6)."""

from collections import Counter
from collections.abc import Iterable

from screening_app.interop.fhir.json_text import Json, write_json
from screening_app.interop.fhir.resource import Element, Extension
from screening_app.interop.fhir.urls import HL7, INITIAL_EXPRESSION, OTHER_SYSTEMS, PRESENTATION
from screening_app.questionnaire.errors import short
from screening_app.questionnaire.imported import NotEvaluated
from screening_app.services.import_report import REASONS

_HARMLESS = frozenset({"id", "prefix", "code", "definition", "designNote", "disabledDisplay"})
"""Elements of an item that change nothing of what is asked or counted."""


_REASONS = {
    INITIAL_EXPRESSION: "first-value-from-outside",
    f"{HL7}questionnaire-constraint": "rule-on-answers",
    f"{HL7}questionnaire-minOccurs": "rule-on-answers",
    f"{HL7}questionnaire-maxOccurs": "rule-on-answers",
    f"{HL7}maxDecimalPlaces": "rule-on-answers",
    f"{HL7}cqf-expression": "text-from-expression",
}
"""Extensions that are known, and why they are not evaluated."""


class Remarks:
    """Collects what is not evaluated; what only other programs use is counted, not listed."""

    def __init__(self) -> None:
        self._found: dict[NotEvaluated, None] = {}
        self._collapsed: Counter[tuple[str, str]] = Counter()

    def add(self, where: str, element: str, reason: str, text: str = "") -> None:
        """Note one part.

        Args:
            reason: A code of ``services.import_report.REASONS``.
        """
        if reason not in REASONS:
            raise KeyError(reason)
        part = NotEvaluated(where=short(where), element=short(element), reason=reason, text=short(text))
        self._found[part] = None

    def extensions(self, where: str, extensions: Iterable[Extension], known: frozenset[str]) -> None:
        """Note the extensions that are not known."""
        for extension in extensions:
            if extension.url in known:
                continue
            element = tail(extension.url)
            if extension.url in PRESENTATION:
                self._collapsed[element, "presentation"] += 1
            elif extension.url in OTHER_SYSTEMS:
                self._collapsed[element, "for-other-systems"] += 1
            else:
                reason = _REASONS.get(extension.url, "extension-not-known")
                self.add(where, element, reason, worded(extension))

    def elements(self, where: str, element: Element, known: frozenset[str]) -> None:
        """Note the plain elements that are not known."""
        for key in element.model_extra or {}:
            if key not in known | _HARMLESS and not key.startswith("_"):
                self.add(where, key, "element-not-known")

    def all(self) -> tuple[NotEvaluated, ...]:
        """Return every part, those that are counted at the end."""
        counted = (
            NotEvaluated(where="", element=element, reason=reason, text=f"× {count}")
            for (element, reason), count in sorted(self._collapsed.items())
        )
        return (*self._found, *counted)


def tail(url: str) -> str:
    """Return the last part of an extension's address, which people know it by."""
    name = url.rstrip("/").rpartition("/")[2] or url
    return name.removeprefix("sdc-questionnaire-").removeprefix("questionnaire-")


def worded(extension: Extension) -> str:
    """Return what an extension says, for the reviewer: an expression as it stands, other values as JSON."""
    stated = extension.value
    if stated is None:
        return ""
    value = stated[1]
    if isinstance(value, dict) and isinstance(value.get("expression"), str):
        return str(value["expression"])
    return write_json(_json(value), indent="").replace("\n", " ")


def _json(value: object) -> Json:
    return value if isinstance(value, dict | list | str | bool | int) else str(value)
