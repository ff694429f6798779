"""Rules of the document pack: each field is filled, and by nothing it may not carry (DESIGN 8, L-61)."""

from collections.abc import Iterator
from pathlib import Path

from screening_app.questionnaire.lint.corpus import Corpus
from screening_app.questionnaire.lint.form import barred
from screening_app.questionnaire.lint.route import entry_at
from screening_app.questionnaire.model import ContentClass
from screening_app.questionnaire.pack import ForbiddenTerms
from screening_app.questionnaire.pack_documents import (
    OPEN_PART,
    RECORD_CLASSES,
    DocumentField,
    DocumentSection,
    DocumentsPack,
    DocumentType,
    strictest,
)
from screening_app.questionnaire.pack_legal import LegalPack
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach


def document_breaches(pack: DocumentsPack, path: Path, corpus: Corpus) -> Iterator[Breach]:
    """Yield what is wrong with a country's documents."""
    pathways = corpus.beside(path, Pathway)
    codes = {basis.code for legal in corpus.beside(path, LegalPack) for basis in legal.basis_code}
    yield from _journal(pack, path, pathways, corpus)
    kinds = {document.kind for document in pack.document_type}
    for index, document in enumerate(pack.document_type):
        here: TreePath = ("document", index)
        for terms in corpus.beside(path, ForbiddenTerms):
            yield from _words(document, here, terms)
        yield from _names(document, here, codes, kinds)
        for at, section in enumerate(document.section):
            for number, field in enumerate(section.field):
                place: TreePath = (*here, "section", at, "field", number)
                yield from _class(document, section, field, place)
                yield from _filling(document, field, place, pathways, corpus)
        if document.addressee:
            yield from _known_address(document.addressee, (*here, "addressee"), pathways, corpus)
        annexed = (document.annex.file, *document.annex.tells) if document.annex else ()
        for address in annexed:
            yield from _known_address(address, (*here, "annex"), pathways, corpus)


def _names(document: DocumentType, path: TreePath, codes: set[str], kinds: set[str]) -> Iterator[Breach]:
    """Yield legal bases that there are not, and a document to go with that there is not."""
    for position, code in enumerate(document.legal_basis):
        if code not in codes:
            yield Breach("unknown-basis", (*path, "legal_basis", position), {"basis": code})
    if document.appendix_to and document.appendix_to not in kinds:
        yield Breach("unknown-document", (*path, "appendix_to"), {"kind": document.appendix_to})


def _journal(pack: DocumentsPack, path: Path, pathways: list[Pathway], corpus: Corpus) -> Iterator[Breach]:
    """The open part may be read at home: no word in it tells what the conversation was about (W-12)."""
    journal = pack.journal_text
    for index, one in enumerate(journal.fixed):
        if one.id == OPEN_PART:
            for terms in corpus.beside(path, ForbiddenTerms):
                yield from barred(one.text, ("journal_text", "sentence", index), "take-home", terms)
    if journal.seen_by:
        yield from _known_address(journal.seen_by, ("journal_text", "seen_by"), pathways, corpus)


def _known_address(address: str, path: TreePath, pathways: list[Pathway], corpus: Corpus) -> Iterator[Breach]:
    if not _classes_of(address, pathways, corpus) and not any(map(corpus.is_half_read, pathways)):
        yield Breach("from-unknown", path, {"address": address})


def _words(document: DocumentType, path: TreePath, terms: ForbiddenTerms) -> Iterator[Breach]:
    """A file name says nothing; nor does any word of a paper that is taken home."""
    yield from barred(document.neutral_name, (*path, "neutral_name"), "file-name", terms)
    if document.audience != "take-home":
        return
    yield from barred(document.title, (*path, "title"), "take-home", terms)
    for at, section in enumerate(document.section):
        here = (*path, "section", at)
        yield from barred(section.heading, (*here, "heading"), "take-home", terms)
        for number, field in enumerate(section.field):
            yield from barred(field.label, (*here, "field", number, "label"), "take-home", terms)


def _class(
    document: DocumentType, section: DocumentSection, field: DocumentField, path: TreePath
) -> Iterator[Breach]:
    stated = field.content_class
    allowed = stated in document.allowed_class or stated in document.opened_class
    if not allowed or stated in document.forbidden_class:
        yield Breach("class-not-allowed", path, {"content_class": stated.value})
    if stated in document.own_page and not section.own_page:
        yield Breach("own-page-elsewhere", path, {"content_class": stated.value})


def _filling(
    document: DocumentType, field: DocumentField, path: TreePath, pathways: list[Pathway], corpus: Corpus
) -> Iterator[Breach]:
    if document.is_composed and not field.from_ and not field.by_hand:
        yield Breach("from-missing", path, {"field": field.id})
    classes: list[ContentClass] = []
    for position, address in enumerate(field.from_):
        found = _classes_of(address, pathways, corpus)
        if not found and not any(map(corpus.is_half_read, pathways)):
            yield Breach("from-unknown", (*path, "from", position), {"address": address})
        classes += found
    actual = strictest(tuple(classes)) if classes else field.content_class
    if actual is not field.content_class:
        names = ", ".join(field.from_)
        params = {"address": names, "actual": actual.value, "stated": field.content_class.value}
        yield Breach("from-other-class", path, params)


def _classes_of(address: str, pathways: list[Pathway], corpus: Corpus) -> list[ContentClass]:
    """Return the classes of what an address names in the country's pathways."""
    if address in RECORD_CLASSES:
        return [RECORD_CLASSES[address]]
    entries = (entry_at(address, pathway, corpus) for pathway in pathways)
    return [entry.item.content_class for entry in entries if entry and entry.item.content_class]
