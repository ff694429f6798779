"""Names for the identifiers of the domain, so that one is not taken for another."""

from typing import NewType

LinkId = NewType("LinkId", str)
"""``Questionnaire.item.linkId``: names a question inside its form."""

Canonical = NewType("Canonical", str)
"""``url|version`` of a form or a pathway."""

StepId = NewType("StepId", str)
UnitId = NewType("UnitId", str)
UserId = NewType("UserId", str)
PersonId = NewType("PersonId", str)
ScreeningId = NewType("ScreeningId", str)
"""One pathway run with one person; its responses carry the same."""
ResponseId = NewType("ResponseId", str)
DocumentId = NewType("DocumentId", str)
