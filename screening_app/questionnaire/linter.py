"""The linter behind ``forms check``: every breach of every rule, each with file, line and remedy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from screening_app.questionnaire.errors import Finding
from screening_app.questionnaire.lint.cases import (
    presence_breaches,
    route_breaches,
    route_presence_breaches,
    vignette_breaches,
)
from screening_app.questionnaire.lint.corpus import Corpus, FormFile, is_in_library, root_of
from screening_app.questionnaire.lint.form import form_breaches
from screening_app.questionnaire.lint.over_time import over_time_breaches
from screening_app.questionnaire.lint.packs import pack_breaches
from screening_app.questionnaire.lint.released import RELEASED, is_released, version_breaches
from screening_app.questionnaire.lint.route import pathway_breaches
from screening_app.questionnaire.lint.routine import routine_breaches
from screening_app.questionnaire.lint.texts import text_findings
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.over_time import OverTimeVignettes
from screening_app.questionnaire.pack_legal import Reviewed
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.regular_file import form_files, unread_files
from screening_app.questionnaire.routine import ROUTINE, Routine
from screening_app.questionnaire.structure import Breach
from screening_app.questionnaire.vignette import FormVignettes, PathwayVignettes


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """What was looked at and what was found.

    Attributes:
        paths: The files meant, in order.
        corpus: They and those around them, read.
        findings: In the order of files and lines.
    """

    paths: tuple[Path, ...]
    corpus: Corpus
    findings: tuple[Finding, ...]


def check(paths: Iterable[Path]) -> list[Finding]:
    """Return what is wrong with form files, in the order of files and lines.

    Raises:
        FormFileUnreadable: If a path does not exist or the disk does not give it.
    """
    return list(lint(paths).findings)


def lint(paths: Iterable[Path], *, alone: bool = False, shipped: Path | None = None) -> Linted:
    """Return what is wrong with form files, with the files as they were read.

    Args:
        paths: Files, or folders whose ``.yaml`` files are meant. Forms that a pathway names are
            looked for in the folder that holds the glossary.
        alone: Look into no other file than these.
        shipped: Folder of the forms that ship. A unit's own files are no library of their own: the words
            that packs bar, and the forms that a vignette or a routine names, are looked for there.

    Raises:
        FormFileUnreadable: If a path does not exist or the disk does not give it.
    """
    paths = list(paths)
    wanted = sorted({file for path in paths for file in form_files(path)})
    around = set[Path]() if alone else _around(wanted)
    own = around | set(wanted)
    ships = set[Path]()
    if shipped is not None and not alone and not all(map(is_in_library, wanted)):
        ships = set(form_files(shipped)) - own
    corpus = Corpus([*sorted(own), *sorted(ships)], ships)
    found = [finding for path in wanted for finding in _findings(corpus.files[path], corpus)]
    found += _unread(paths, corpus)
    # Two countries may bar the same word; it is one mistake.
    ordered = sorted(dict.fromkeys(found), key=lambda finding: (finding.file, finding.line, finding.code))
    return Linted(paths=tuple(wanted), corpus=corpus, findings=tuple(ordered))


def _unread(paths: Sequence[Path], corpus: Corpus) -> Iterator[Finding]:
    """Yield the files that somebody wrote in vain: their names say that nobody reads them."""
    for folder in paths:
        for path in unread_files(folder):
            yield Finding(code="not-read", file=str(path), line=1)
    folders = [path for path in paths if path.is_dir()]
    for path, file in corpus.files.items():
        is_there = path.name == ROUTINE and (not folders or path.parent in folders or path in paths)
        if isinstance(file.model, Routine) and not is_there:
            yield Finding(code="not-read", file=str(path), line=1)


def _around(wanted: Iterable[Path]) -> set[Path]:
    """Return the files around these: the whole library, or what lies beside them and is released there."""
    found = set[Path]()
    for root, is_library in {(root_of(path), is_in_library(path)) for path in wanted}:
        if is_library:
            found |= set(form_files(root))
            continue
        found |= {path for path in root.glob("*.yaml") if path.is_file()}
        if (root / RELEASED).is_dir():
            found |= set(form_files(root / RELEASED))
    return found


def _findings(file: FormFile, corpus: Corpus) -> Iterator[Finding]:
    yield from file.findings
    if file.source is None:
        return
    if not is_released(file.path):
        yield from text_findings(file.source)
    # Rules below build on ids and references that hold; the first round of mistakes comes first.
    if file.model is None or file.findings or is_released(file.path):
        return
    for breach in _breaches(file.model, file.path, corpus):
        yield file.source.finding(breach.code, breach.path, **breach.params)


def _breaches(model: BaseModel, path: Path, corpus: Corpus) -> Iterator[Breach]:
    if isinstance(model, Questionnaire | Pathway):
        yield from version_breaches(model, path, corpus)
    match model:
        case Questionnaire():
            yield from form_breaches(model, corpus)
            yield from presence_breaches(model, path, corpus)
        case Pathway():
            yield from pathway_breaches(model, corpus)
            yield from route_presence_breaches(model, path, corpus)
        case Routine():
            yield from routine_breaches(model, corpus)
        case Reviewed():
            yield from pack_breaches(model, path, corpus)
        case _:
            yield from _vignette_breaches(model, path, corpus)


def _vignette_breaches(model: BaseModel, path: Path, corpus: Corpus) -> Iterator[Breach]:
    match model:
        case FormVignettes():
            yield from vignette_breaches(model, corpus)
        case PathwayVignettes():
            yield from route_breaches(model, corpus)
        case OverTimeVignettes():
            yield from over_time_breaches(model, path, corpus)
