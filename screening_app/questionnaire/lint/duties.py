"""Rules of the duties: every question leads to an answer, by at most four, and law stands behind it."""

from collections.abc import Iterator
from pathlib import Path

from screening_app.questionnaire.lint.corpus import Corpus
from screening_app.questionnaire.pack_duties import MOST_QUESTIONS, DutiesPack, DutyQuestion
from screening_app.questionnaire.pack_legal import LegalPack
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach, twice


def duty_breaches(pack: DutiesPack, path: Path, corpus: Corpus) -> Iterator[Breach]:
    """Yield what is wrong with a country's duties."""
    named: list[tuple[str, TreePath]] = [(one.id, ("question", i)) for i, one in enumerate(pack.question)]
    named += [(one.id, ("answer", i)) for i, one in enumerate(pack.answer)]
    yield from twice("duplicate-id", "id", named)
    regimes = ((regime.value, ("tree", i)) for i, tree in enumerate(pack.tree) for regime in tree.regime)
    yield from twice("duplicate-id", "id", regimes)
    seen = set[str]()
    for index, tree in enumerate(pack.tree):
        yield from _walk(pack, tree.first, ("tree", index, "first"), (), seen)
    for name, where in named:
        if name not in seen:
            yield Breach("duty-unreached", where, {"name": name})
    yield from _law(pack, path, corpus)


def _walk(
    pack: DutiesPack, name: str, where: TreePath, before: tuple[str, ...], seen: set[str]
) -> Iterator[Breach]:
    """Follow every way from here; one that turns back, or is too long, is told once and left."""
    found = pack.at(name)
    if found is None:
        yield Breach("duty-leads-nowhere", where, {"name": name})
        return
    seen.add(name)
    if not isinstance(found, DutyQuestion):
        return
    if name in before:
        yield Breach("duty-in-a-circle", where, {"name": name})
        return
    if len(before) == MOST_QUESTIONS:
        yield Breach("duty-too-deep", where, {"name": name, "most": str(MOST_QUESTIONS)})
        return
    here: TreePath = ("question", pack.question.index(found))
    for answer, following in (("if_yes", found.if_yes), ("if_no", found.if_no)):
        yield from _walk(pack, following, (*here, answer), (*before, name), seen)


def _law(pack: DutiesPack, path: Path, corpus: Corpus) -> Iterator[Breach]:
    legal = corpus.beside(path, LegalPack)
    known = {provision.id for one in legal for provision in one.provision}
    for index, duty in enumerate(pack.answer):
        for position, name in enumerate(duty.provision):
            if legal and name not in known:
                yield Breach("duty-without-law", ("answer", index, "provision", position), {"name": name})
        if duty.verified and not duty.source.strip():
            yield Breach("verified-without-source", ("answer", index), {"name": duty.id})
