"""Which forms a unit may use for a person, and the exact versions that a stored run was taken with."""

from collections.abc import Sequence
from functools import lru_cache

from screening_app.domain.ids import Canonical, StepId
from screening_app.domain.records import FormVersion, Response, Screening
from screening_app.engine.form import CompiledForm, compile_form
from screening_app.engine.pathway import CompiledPathway, compile_pathway
from screening_app.questionnaire.errors import FormError, FormNotFound
from screening_app.questionnaire.loader import parse_pathway, parse_questionnaire
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.pathway import Pathway
from screening_app.services.errors import (
    BrokenForm,
    BrokenResponse,
    FormNotInUse,
    PermissionMissing,
    WrongCountry,
    WrongRegime,
)
from screening_app.services.forms_fit import refuse_unfit
from screening_app.services.permissions import needs_permission, permission_of
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session


def pathway_in_use(session: Session, name: str) -> tuple[CompiledPathway, frozenset[StepId]]:
    """Return a pathway that this unit may use, and its steps whose form lacks a permission.

    Raises:
        FormNotFound: If there is no such pathway.
        FormNotInUse: If it, or a form of it, is a draft or retired.
        WrongRegime, WrongCountry: If it is for other units.
        PermissionMissing: If a form that cannot be left out lacks a permission.
        FormFailsCheck: If the linter or a vignette finds something in it or in a form of it.
    """
    pathway = session.forms.find_pathway(name)
    if pathway.status != "active":
        raise FormNotInUse(form=str(pathway.canonical))
    if session.unit.regime not in pathway.regime:
        raise WrongRegime(pathway=str(pathway.canonical))
    if pathway.country not in {None, session.unit.country}:
        raise WrongCountry(pathway=str(pathway.canonical))
    forms = _forms(session, pathway)
    with session.records.read() as uow:
        unavailable = _without_permission(uow, pathway, forms)
    for step in pathway.step:
        if step.id in unavailable and not step.optional:
            raise PermissionMissing(form=str(step.questionnaire))
    refuse_unfit(session, pathway, *(form.questionnaire for form in forms.values()))
    return _compiled(_Content(pathway, forms)), unavailable


def _forms(session: Session, pathway: Pathway) -> dict[Canonical, CompiledForm]:
    try:
        forms = {name: compile_form(session.forms.questionnaire(name)) for name in _canonicals(pathway)}
    except FormNotFound:
        refuse_unfit(session, pathway)  # says in which file and line the form is named
        raise
    for form in forms.values():
        if form.questionnaire.status != "active":
            raise FormNotInUse(form=str(form.questionnaire.canonical))
    return forms


def stored_pathway(
    uow: UnitOfWork, session: Session, screening: Screening, responses: Sequence[Response]
) -> tuple[CompiledPathway, frozenset[StepId]]:
    """Return the pathway and forms exactly as the run was taken with them.

    Raises:
        BrokenResponse: If a stored form version is missing.
        BrokenForm: If a stored form is not what was stored.
        FormNotFound: If a step not yet begun needs a form that is gone.
    """
    stored = uow.office.form(screening.pathway_sha256)
    if stored is None:
        raise BrokenResponse
    pathway = _exact_pathway(session, stored)
    taken = {response.form: response.form_sha256 for response in responses}
    forms = {
        canonical: _exact_form(uow, session, canonical, taken.get(canonical))
        for canonical in _canonicals(pathway)
    }
    return _compiled(_Content(pathway, forms)), _without_permission(uow, pathway, forms)


class _Content:
    """A pathway with its forms, the same as another if their files have the same digests."""

    def __init__(self, pathway: Pathway, forms: dict[Canonical, CompiledForm]) -> None:
        self.pathway, self.forms = pathway, forms
        digests = sorted((str(form.canonical), form.questionnaire.sha256) for form in forms.values())
        self._key = (pathway.sha256, *digests)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and self._key == other._key


@lru_cache(maxsize=8)
def _compiled(content: _Content) -> CompiledPathway:
    """Compile once: it depends on the files alone, and Today opens many runs of the same pathway."""
    return compile_pathway(content.pathway, content.forms)


def form_version(form: Questionnaire | Pathway) -> FormVersion:
    """Return what is kept of a form for ever."""
    kind = "pathway" if isinstance(form, Pathway) else "questionnaire"
    return FormVersion(canonical=form.canonical, sha256=form.sha256, kind=kind, text=form.source_text)


def _canonicals(pathway: Pathway) -> list[Canonical]:
    return list(dict.fromkeys(step.questionnaire for step in pathway.step if step.questionnaire))


def kept_pathway(stored: FormVersion) -> Pathway:
    """Return a pathway as it was kept.

    Raises:
        BrokenForm: If its text is not what was stored.
    """
    try:
        pathway = parse_pathway(stored.text, stored.canonical)
    except FormError:
        raise BrokenForm(form=stored.canonical) from None
    if pathway.sha256 != stored.sha256:
        raise BrokenForm(form=stored.canonical)
    return pathway


def kept_form(stored: FormVersion) -> Questionnaire:
    """Return a form as it was kept. Raises as ``kept_pathway``."""
    try:
        form = parse_questionnaire(stored.text, stored.canonical)
    except FormError:
        raise BrokenForm(form=stored.canonical) from None
    if form.sha256 != stored.sha256:
        raise BrokenForm(form=stored.canonical)
    return form


def _exact_pathway(session: Session, stored: FormVersion) -> Pathway:
    """Return the stored pathway; the one that ships, read already, if it has the same digest."""
    try:
        shipped = session.forms.pathway(stored.canonical)
    except (FormNotFound, FormError):
        return kept_pathway(stored)
    return shipped if shipped.sha256 == stored.sha256 else kept_pathway(stored)


def _shipped_form(session: Session, canonical: Canonical, sha256: str) -> Questionnaire | None:
    try:
        form = session.forms.questionnaire(canonical)
    except (FormNotFound, FormError):
        return None
    return form if form.sha256 == sha256 else None


def _exact_form(uow: UnitOfWork, session: Session, canonical: Canonical, sha256: str | None) -> CompiledForm:
    if sha256 is None:
        return compile_form(session.forms.questionnaire(canonical))
    stored = uow.office.form(sha256)
    if stored is None:
        raise BrokenResponse
    return compile_form(_shipped_form(session, canonical, sha256) or kept_form(stored))


def _without_permission(
    uow: UnitOfWork, pathway: Pathway, forms: dict[Canonical, CompiledForm]
) -> frozenset[StepId]:
    def lacks(canonical: Canonical) -> bool:
        form = forms[canonical].questionnaire
        return needs_permission(form) and permission_of(uow, form) is None

    return frozenset(step.id for step in pathway.step if step.questionnaire and lacks(step.questionnaire))
