"""Form files and stored form texts as models; whatever breaks a rule is refused with its line."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from screening_app.questionnaire.errors import Finding, FormError
from screening_app.questionnaire.grammar import model_of
from screening_app.questionnaire.limits import limit_breaches
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.over_time import OverTimeVignettes, RulesOverTime
from screening_app.questionnaire.pack import ContactsPack, ForbiddenTerms, Glossary, IdentityPack, Packs
from screening_app.questionnaire.pack_documents import DocumentsPack
from screening_app.questionnaire.pack_duties import DutiesPack
from screening_app.questionnaire.pack_legal import LegalPack, Reviewed
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.points import score_breaches
from screening_app.questionnaire.references import reference_breaches
from screening_app.questionnaire.source import Source, read_source, source_of
from screening_app.questionnaire.steps import step_breaches
from screening_app.questionnaire.structure import resolved, structure_breaches
from screening_app.questionnaire.vignette import FormVignettes, PathwayVignettes

_Model = TypeVar("_Model", bound=BaseModel)
_Pack = TypeVar("_Pack", bound=Reviewed)
_OTHER_KINDS = frozenset({"step", "vignette", "add", "pack", "reviewed_by", "term"})
"""Keys that only pathways, vignettes, routines and packs have."""


def load_questionnaire(path: Path) -> Questionnaire:
    """Return the form of a file.

    Raises:
        FormError: If it breaks a rule that the engine relies on.
        FormFileUnreadable: If the disk does not give it.
    """
    return _questionnaire(read_source(path))


def parse_questionnaire(text: str, name: str) -> Questionnaire:
    """Return the form of a text, such as one stored with the first response taken with it.

    Args:
        text: The file's whole text.
        name: Name for findings.

    Raises:
        FormError: As ``load_questionnaire``.
    """
    return _questionnaire(source_of(text.encode("utf-8", "surrogatepass"), name))


def load_pathway(path: Path) -> Pathway:
    """Return the pathway of a file; what its steps' forms hold is not looked at here.

    Raises:
        FormError: If it breaks a rule that the engine relies on.
        FormFileUnreadable: If the disk does not give it.
    """
    return _pathway(read_source(path))


def parse_pathway(text: str, name: str) -> Pathway:
    """Return the pathway of a text; arguments and errors as ``parse_questionnaire``."""
    return _pathway(source_of(text.encode("utf-8", "surrogatepass"), name))


def examine_questionnaire(source: Source) -> tuple[Questionnaire | None, list[Finding]]:
    """Return the form, if it can be understood, and every breach that loading would refuse."""
    form, findings = model_of(Questionnaire, source)
    if form is None:
        return None, source.findings + findings
    form, breaches = resolved(form)
    outline = Outline(form)
    breaches += structure_breaches(outline)
    breaches += limit_breaches(outline)
    breaches += reference_breaches(outline)
    breaches += score_breaches(outline)
    form = form.model_copy(update={"sha256": source.sha256, "source_text": source.text})
    return form, source.findings + [source.finding(b.code, b.path, **b.params) for b in breaches]


def examine_pathway(source: Source) -> tuple[Pathway | None, list[Finding]]:
    """Return the pathway, if it can be understood, and every breach that loading would refuse."""
    pathway, findings = model_of(Pathway, source)
    if pathway is None:
        return None, source.findings + findings
    breaches = step_breaches(pathway)
    pathway = pathway.model_copy(update={"sha256": source.sha256, "source_text": source.text})
    return pathway, source.findings + [source.finding(b.code, b.path, **b.params) for b in breaches]


def _questionnaire(source: Source) -> Questionnaire:
    # A file of another kind would be told that it lacks all that a form has.
    if "item" not in source.root and not _OTHER_KINDS.isdisjoint(source.root):
        raise refusal([source.finding("not-a-form", ())])
    form, findings = examine_questionnaire(source)
    if form is None or findings:
        raise refusal(findings)
    return form


def _pathway(source: Source) -> Pathway:
    pathway, findings = examine_pathway(source)
    if pathway is None or findings:
        raise refusal(findings)
    return pathway


def refusal(findings: list[Finding]) -> FormError:
    """Return the error that carries these findings in the order of their lines."""
    return FormError(*sorted(findings, key=lambda finding: finding.line))


def load_vignettes(path: Path) -> FormVignettes | PathwayVignettes | OverTimeVignettes:
    """Return the vignettes of a file beside a form, a pathway or the rules over time.

    Raises:
        FormError: If a key or value is not one of a vignette's.
        FormFileUnreadable: If the disk does not give it.
    """
    source = read_source(path)
    if "pathway" in source.root:
        return _plain(PathwayVignettes, source)
    if "over-time" in source.root:
        return _plain(OverTimeVignettes, source)
    return _plain(FormVignettes, source)


def load_pack(model: type[_Pack], path: Path) -> _Pack:
    """Return the pack of a file.

    Raises:
        FormError: If a key or value is not one of that pack's.
        FormFileUnreadable: If the disk does not give it.
    """
    return _plain(model, read_source(path))


def load_over_time(root: Path) -> RulesOverTime:
    """Return the rules over the record of one person, the same in every country.

    Raises:
        FormError: If the file has a mistake.
        FormFileUnreadable: If it is missing.
    """
    return load_pack(RulesOverTime, root / "core" / "over-time.yaml")


def load_packs(root: Path, country: str) -> Packs:
    """Return a country's packs and the glossary.

    Raises:
        FormError: If a file has a mistake.
        FormFileUnreadable: If a file is missing.
    """
    folder = root / country
    return Packs(
        country=country,
        legal=load_pack(LegalPack, folder / "legal.yaml"),
        contacts=load_pack(ContactsPack, folder / "contacts.yaml"),
        documents=load_pack(DocumentsPack, folder / "documents.yaml"),
        identity=load_pack(IdentityPack, folder / "identity.yaml"),
        duties=load_pack(DutiesPack, folder / "duties.yaml"),
        forbidden=load_pack(ForbiddenTerms, folder / "forbidden-terms.yaml"),
        glossary=load_pack(Glossary, root / "glossary.yaml"),
    )


def _plain(model: type[_Model], source: Source) -> _Model:
    value, findings = model_of(model, source)
    if value is None or source.findings:
        raise refusal(source.findings + findings)
    return value
