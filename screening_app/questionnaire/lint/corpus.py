"""All form files of one folder, read once, so that rules can look from one file into another."""

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from screening_app.domain.ids import Canonical
from screening_app.questionnaire.errors import Finding, FormError, FormFileUnreadable
from screening_app.questionnaire.grammar import model_of
from screening_app.questionnaire.loader import examine_pathway, examine_questionnaire
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.over_time import OverTimeVignettes, RulesOverTime
from screening_app.questionnaire.pack import ContactsPack, ForbiddenTerms, Glossary, IdentityPack
from screening_app.questionnaire.pack_documents import DocumentsPack
from screening_app.questionnaire.pack_duties import DutiesPack
from screening_app.questionnaire.pack_legal import LegalPack
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.regular_file import NotAFile
from screening_app.questionnaire.routine import Routine
from screening_app.questionnaire.source import Source, read_source
from screening_app.questionnaire.vignette import FormVignettes, PathwayVignettes

_Model = TypeVar("_Model", bound=BaseModel)

VIGNETTES = ".vignettes.yaml"

PACKS: dict[str, type[BaseModel]] = {
    "legal.yaml": LegalPack,
    "contacts.yaml": ContactsPack,
    "documents.yaml": DocumentsPack,
    "identity.yaml": IdentityPack,
    "duties.yaml": DutiesPack,
    "forbidden-terms.yaml": ForbiddenTerms,
    "glossary.yaml": Glossary,
    "over-time.yaml": RulesOverTime,
}


@dataclass(frozen=True, slots=True)
class FormFile:
    """One file as far as it can be understood.

    Attributes:
        model: ``None`` if a finding stands in the way.
        findings: What loading it would refuse.
    """

    path: Path
    source: Source | None
    model: BaseModel | None
    findings: list[Finding]


class Corpus:
    """Files by path, and the forms and pathways among them by canonical.

    Args:
        paths: Of two that hold the same form, the first counts.
        shipped: Those among them that ship; a unit's own stand in for them.
    """

    def __init__(self, paths: list[Path], shipped: Set[Path] = frozenset()) -> None:
        self.files = {path: _file(path) for path in paths}
        self.shipped = shipped
        self._outlines: dict[Canonical, Outline] = {}
        for file in self.files.values():
            if isinstance(file.model, Questionnaire):
                self._outlines.setdefault(file.model.canonical, Outline(file.model))

    def outline(self, canonical: Canonical | None) -> Outline | None:
        """Return the form of this canonical."""
        return None if canonical is None else self._outlines.get(canonical)

    def pathway(self, canonical: Canonical) -> Pathway | None:
        """Return the pathway of this canonical."""
        return next((one for one in self.everywhere(Pathway) if one.canonical == canonical), None)

    def is_broken(self, canonical: Canonical) -> bool:
        """Tell whether a file says that it holds this form and cannot be understood."""
        broken = (file for file in self.files.values() if file.model is None)
        roots = [file.source.root for file in broken if file.source is not None]
        return any(f"{root.get('url')}|{root.get('version')}" == canonical for root in roots)

    def is_half_read(self, pathway: Pathway) -> bool:
        """Tell whether a form of one of its steps cannot be understood."""
        forms = (step.questionnaire for step in pathway.step)
        return any(form is not None and self.is_broken(form) for form in forms)

    def beside(self, path: Path, model: type[_Model]) -> list[_Model]:
        """Return the models of this type that stand in the same folder as a file."""
        near = (file.model for other, file in self.files.items() if other.parent == path.parent)
        return [one for one in near if isinstance(one, model)]

    def everywhere(self, model: type[_Model]) -> list[_Model]:
        """Return every model of this type."""
        return [file.model for file in self.files.values() if isinstance(file.model, model)]


def _file(path: Path) -> FormFile:
    try:
        source = read_source(path)
    except FormError as error:
        return FormFile(path, None, None, list(error.findings))
    except (NotAFile, FormFileUnreadable):
        return FormFile(path, None, None, [Finding(code="unreadable", file=str(path), line=1)])
    model, findings = _understood(path, source)
    return FormFile(path, source, model, findings)


def _understood(path: Path, source: Source) -> tuple[BaseModel | None, list[Finding]]:
    if "vignette" in source.root:
        return _plain(_vignettes(source), source)
    if "step" in source.root:
        return examine_pathway(source)
    if "item" in source.root:
        return examine_questionnaire(source)
    if "add" in source.root:
        return _plain(Routine, source)
    if path.name in PACKS:
        return _plain(PACKS[path.name], source)
    return None, [*source.findings, source.finding("unknown-kind", ())]


def _vignettes(source: Source) -> type[BaseModel]:
    if "over-time" in source.root:
        return OverTimeVignettes
    return PathwayVignettes if "pathway" in source.root else FormVignettes


def _plain(model: type[BaseModel], source: Source) -> tuple[BaseModel | None, list[Finding]]:
    value, findings = model_of(model, source)
    return value, source.findings + findings


def root_of(path: Path) -> Path:
    """Return the folder of all forms that a file belongs to: the one that holds the glossary."""
    return _library_of(path) or path.parent


def is_in_library(path: Path) -> bool:
    """Tell whether a file belongs to a whole library, with packs of its own."""
    return _library_of(path) is not None


def _library_of(path: Path) -> Path | None:
    return next((folder for folder in path.parents if (folder / "glossary.yaml").is_file()), None)
