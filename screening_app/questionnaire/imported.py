"""What a form says of the file it was imported from, and of what in it is never run (FORMS 6)."""

from typing import Literal

from pydantic import Field

from screening_app.questionnaire.predicate import Node
from screening_app.questionnaire.values import Day

UNKNOWN = "unknown"
"""What an import writes for a licence that the file does not state; a person fills it in."""

ImportFormat = Literal["fhir-r4", "xlsform"]


class NotEvaluated(Node):
    """A part of the imported file that is kept, shown to the reviewer, and never run.

    Attributes:
        where: Link id it belongs to, or sheet and row; empty for the whole form.
        element: Element or column, such as ``calculatedExpression``.
        reason: Code of why, such as ``expression-not-recognised``.
        text: How the file words it, cut short.
    """

    where: str
    element: str
    reason: str
    text: str = ""


class Review(Node):
    """Who compared the imported form with its file, and when."""

    by: str = Field(min_length=1)
    date: Day


class Imported(Node):
    """Where an imported form came from; it cannot be active before it is reviewed.

    Attributes:
        file: Name of the imported file.
        sha256: Of its bytes, 64 hex digits.
        not_evaluated: What the review has to look at.
        original: A FHIR resource as JSON, so that an export gives back what was not touched.
    """

    format: ImportFormat
    file: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    reviewed: Review | None = None
    not_evaluated: tuple[NotEvaluated, ...] = Field((), alias="notEvaluated")
    original: str | None = Field(None, repr=False)
