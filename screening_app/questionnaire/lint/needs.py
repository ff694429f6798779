"""Rules of the needs in a country's contacts: each is told of by an answer that can be given (W-10)."""

from collections.abc import Iterator
from pathlib import Path

from screening_app.questionnaire.lint.corpus import Corpus
from screening_app.questionnaire.lint.route import entry_at
from screening_app.questionnaire.model import ItemType
from screening_app.questionnaire.pack import ContactsPack, NeedKind
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach, twice


def need_breaches(pack: ContactsPack, path: Path, corpus: Corpus) -> Iterator[Breach]:
    """Yield what is wrong with the needs, and the contacts that answer none of them."""
    pathways = [one for one in corpus.everywhere(Pathway) if one.country in {None, pack.pack}]
    yield from twice("duplicate-id", "id", ((one.id, ("need", i)) for i, one in enumerate(pack.need)))
    known = {contact.id for contact in pack.contact}
    for index, need in enumerate(pack.need):
        here: TreePath = ("need", index)
        for position, name in enumerate(need.contact):
            if name not in known:
                yield Breach("unknown-contact", (*here, "contact", position), {"name": name})
        if pathways and not any(map(corpus.is_half_read, pathways)):
            yield from _answers(need, here, pathways, corpus)
    named = {name for need in pack.need for name in need.contact}
    for index, contact in enumerate(pack.contact):
        if pack.need and contact.id not in named:
            yield Breach("contact-for-nothing", ("contact", index), {"name": contact.id})


def _answers(need: NeedKind, path: TreePath, pathways: list[Pathway], corpus: Corpus) -> Iterator[Breach]:
    if need.offer is not None and not _codes(need.offer, pathways, corpus):
        yield Breach("from-unknown", (*path, "offer"), {"address": need.offer})
    for index, raised in enumerate(need.raised):
        codes = _codes(raised.answer, pathways, corpus)
        if not codes:
            yield Breach("from-unknown", (*path, "raised", index, "answer"), {"address": raised.answer})
            continue
        for position, code in enumerate(raised.in_):
            if code not in codes:
                where = (*path, "raised", index, "in", position)
                yield Breach("need-never-raised", where, {"address": raised.answer, "code": code})


def _codes(address: str, pathways: list[Pathway], corpus: Corpus) -> set[str]:
    """Return the codes that can stand at an address, in any pathway."""
    entries = (entry_at(address, pathway, corpus) for pathway in pathways)
    return {
        option.code
        for entry in entries
        if entry is not None and entry.item.type is ItemType.CHOICE
        for option in entry.item.answer_option
    }
