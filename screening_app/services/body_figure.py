"""The marks of a conversation as the figure of a paper: numbers and places, and the same in words (D-6)."""

from collections.abc import Sequence

from screening_app.domain.body import BodySpot
from screening_app.domain.document import BodyFigure
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.services.body_words import region_in_words, view_titles
from screening_app.services.paper_words import PaperWords


def body_figure(
    marks: Sequence[tuple[str, BodySpot]], document: DocumentType, words: PaperWords
) -> BodyFigure | None:
    """Return the figure; nothing where nothing is marked."""
    if not marks:
        return None
    glossary, language = words.packs.glossary, words.language
    said = "; ".join(
        f"{number}: {region_in_words(glossary, spot.region, language)}" for number, spot in marks
    )
    return BodyFigure(
        marks=tuple(marks),
        titles=view_titles(glossary, language),
        alt=words.fixed("figure", of=document, marks=f"{said}."),
    )
