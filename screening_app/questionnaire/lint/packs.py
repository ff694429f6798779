"""Rules of the packs: whole, signed by somebody, sourced, and in the folder of their country (FORMS 7)."""

from collections.abc import Iterator
from pathlib import Path

from screening_app.questionnaire.lint.corpus import PACKS, Corpus
from screening_app.questionnaire.lint.duties import duty_breaches
from screening_app.questionnaire.lint.law import law_breaches
from screening_app.questionnaire.lint.needs import need_breaches
from screening_app.questionnaire.lint.over_time import over_time_breaches
from screening_app.questionnaire.lint.papers import document_breaches
from screening_app.questionnaire.over_time import RulesOverTime
from screening_app.questionnaire.pack import ContactsPack, ForbiddenTerms, Glossary, IdentityPack
from screening_app.questionnaire.pack_documents import DocumentsPack
from screening_app.questionnaire.pack_duties import DutiesPack
from screening_app.questionnaire.pack_legal import LegalPack, Reviewed
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach, twice

_OF_COUNTRY = LegalPack | ContactsPack | DocumentsPack | IdentityPack | DutiesPack | ForbiddenTerms


def pack_breaches(pack: Reviewed, path: Path, corpus: Corpus) -> Iterator[Breach]:
    """Yield what is wrong with a pack, and with what it names in others."""
    yield from _review(pack)
    yield from _place(pack, path)
    match pack:
        case LegalPack():
            yield from _missing(path, corpus)
            yield from _sources(pack)
            yield from law_breaches(pack)
        case RulesOverTime():
            yield from over_time_breaches(pack, path, corpus)
        case DocumentsPack():
            yield from document_breaches(pack, path, corpus)
        case ContactsPack():
            yield from _contacts(pack)
            yield from need_breaches(pack, path, corpus)
        case DutiesPack():
            yield from duty_breaches(pack, path, corpus)
        case _:
            yield from _words(pack)


def _words(pack: Reviewed) -> Iterator[Breach]:
    match pack:
        case IdentityPack():
            yield from _identity(pack)
        case ForbiddenTerms():
            yield from _terms(pack)
        case Glossary():
            yield from twice(
                "duplicate-id", "id", ((term.code, ("term", i)) for i, term in enumerate(pack.term))
            )


def _review(pack: Reviewed) -> Iterator[Breach]:
    if bool(pack.reviewed_by) != (pack.reviewed_on is not None):
        yield Breach("half-reviewed", ("reviewed_by",), {})
    if (
        isinstance(pack, LegalPack | ContactsPack | DutiesPack)
        and pack.reviewed_on
        and pack.reviewed_on < pack.compiled_on
    ):
        yield Breach("reviewed-before-compiled", ("reviewed_on",), {})


def _place(pack: Reviewed, path: Path) -> Iterator[Breach]:
    if not isinstance(
        pack, LegalPack | ContactsPack | DocumentsPack | IdentityPack | DutiesPack | ForbiddenTerms
    ):
        return
    if pack.pack != path.parent.name:
        yield Breach("pack-elsewhere", ("pack",), {"country": pack.pack, "folder": path.parent.name})


def _missing(path: Path, corpus: Corpus) -> Iterator[Breach]:
    """A country has every pack; it is the legal one that makes a folder a country."""
    for name, model in PACKS.items():
        if model not in {Glossary, RulesOverTime} and path.with_name(name) not in corpus.files:
            yield Breach("pack-missing", (), {"file": name})


def _sources(pack: LegalPack) -> Iterator[Breach]:
    named = [
        *((one.id, one.verified, one.source, ("provision", i)) for i, one in enumerate(pack.provision)),
        *((one.id, one.verified, one.source, ("retention", i)) for i, one in enumerate(pack.retention)),
    ]
    yield from twice(
        "duplicate-id", "id", ((one.id, ("retention", i)) for i, one in enumerate(pack.retention))
    )
    for name, verified, source, where in named:
        if verified and not source.strip():
            yield Breach("verified-without-source", where, {"name": name})


def _contacts(pack: ContactsPack) -> Iterator[Breach]:
    """A number that nobody can look up where it was read is not verified (W-10)."""
    yield from twice("duplicate-id", "id", ((one.id, ("contact", i)) for i, one in enumerate(pack.contact)))
    for index, contact in enumerate(pack.contact):
        here: TreePath = ("contact", index)
        if contact.verified and not (contact.number and contact.source.strip() and contact.source_address):
            yield Breach("verified-without-source", here, {"name": contact.id})
        if contact.confirmed_on is not None and contact.number is None:
            yield Breach("confirmed-without-number", here, {"name": contact.id})


def _identity(pack: IdentityPack) -> Iterator[Breach]:
    yield from twice("duplicate-id", "id", ((one.id.value, ("kind", i)) for i, one in enumerate(pack.kind)))
    levels = ((one.id.value, ("protection", i)) for i, one in enumerate(pack.protection))
    yield from twice("duplicate-id", "id", levels)
    for index, kind in enumerate(pack.kind):
        if kind.check != "none" and not kind.check_over:
            yield Breach("check-without-digits", ("kind", index), {"name": kind.id.value})


def _terms(pack: ForbiddenTerms) -> Iterator[Breach]:
    for language, terms in pack.list_.items():
        named = ((f"{one.term} ({one.match})", ("list", language, i)) for i, one in enumerate(terms))
        yield from twice("duplicate-id", "id", named)
        for index, term in enumerate(terms):
            for position, context in enumerate(term.context):
                if context not in pack.context:
                    where: TreePath = ("list", language, index, "context", position)
                    yield Breach("unknown-context", where, {"context": context})
