"""One person's file: who it is, what protection stands, and every conversation with its outcome."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from screening_app.domain.ids import LinkId, PersonId, ScreeningId
from screening_app.domain.person import Person
from screening_app.domain.records import ResponseStatus, Screening
from screening_app.i18n import Text
from screening_app.questionnaire.errors import FormError, FormNotFound
from screening_app.questionnaire.loader import parse_pathway
from screening_app.questionnaire.pathway import OutcomeRule, Pathway
from screening_app.services.identity import shown_number
from screening_app.services.newer import has_newer
from screening_app.services.people import open_person
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session
from screening_app.services.take_home import PLAN_STEP

_TOLD = "asked-yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A conversation with the person.

    Attributes:
        held_at: When it was held; the timeline goes by it.
        entered_later: It was held on paper, and begun in the program afterwards.
        finished: It is closed and read-only; a document can be composed from it.
        moved: It was closed because it goes on in another run, with newer versions of its forms.
        outcome: What it came to, in the words of the pathway it was taken with; ``None`` for a draft,
            and where the stored pathway cannot be read.
        reason: Why nothing was asked, in words, where the outcome states one.
        author: Name of whoever held it, unless it was the user.
        has_newer: Whether it is a draft of the user's own, and newer versions of its forms are there.
        amended: Whether an answer of it was corrected after it was closed.
        has_plan: Whether a plan was made in it that the person may take home.
    """

    id: ScreeningId
    started_at: dt.datetime
    held_at: dt.datetime
    closed_at: dt.datetime | None
    finished: bool
    moved: bool = False
    outcome: Text | None = None
    reason: Text | None = None
    author: str = ""
    has_newer: bool = False
    entered_later: bool = False
    amended: bool = False
    has_plan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """What the person's page shows.

    Attributes:
        number: The identity number as the pack shows it; empty where there is none.
        number_label: What that kind of number is called.
        protection: What stands of protected data; ``None`` where nothing does (L-60).
        runs: The one held last first.
    """

    person: Person
    number: str
    number_label: Text
    protection: Text | None
    runs: tuple[Run, ...]


def open_file(session: Session, person_id: PersonId) -> PersonFile:
    """Return the person's file and write down who looked and why (L-45, L-47).

    Raises:
        PersonNotFound: If there is none within reach; the attempt is on record too.
    """
    person = open_person(session, person_id)
    identity = session.forms.packs(session.unit.country).identity
    kind = identity.number_kind(person.identity_kind)
    protection = identity.protection_of(person.protection)
    with session.records.read() as uow:
        screenings = uow.screenings.of_person(person_id, access=session.access)
        names = {user.id: user.name for user in uow.office.users() if user.id != session.user.id}
        pathways = _pathways(session, uow, screenings)
        newer = {run.id for run in screenings if has_newer(uow, session, run)}
    return PersonFile(
        person=person,
        number=shown_number(kind, person.identity_number) if person.identity_number else "",
        number_label=kind.label,
        protection=protection.label if protection.banner else None,
        runs=tuple(
            replace(
                _run(session, run, pathways[run.pathway_sha256], names.get(run.author, "")),
                has_newer=run.id in newer,
            )
            for run in screenings
        ),
    )


def _pathways(session: Session, uow: UnitOfWork, runs: Sequence[Screening]) -> dict[str, Pathway | None]:
    """Return the pathways that the runs were taken with, by digest; the shipped one where it is the same."""
    found = dict[str, Pathway | None]()
    for run in runs:
        if run.pathway_sha256 not in found:
            found[run.pathway_sha256] = _shipped(session, run) or _stored(uow, run)
    return found


def _shipped(session: Session, run: Screening) -> Pathway | None:
    try:
        pathway = session.forms.pathway(run.pathway)
    except FormNotFound:
        return None
    return pathway if pathway.sha256 == run.pathway_sha256 else None


def _stored(uow: UnitOfWork, run: Screening) -> Pathway | None:
    """Return the pathway kept in the vault; a page that shows all the rest does not fail for one."""
    stored = uow.office.form(run.pathway_sha256)
    if stored is None:
        return None
    try:
        return parse_pathway(stored.text, stored.canonical)
    except FormError:
        return None


def _run(session: Session, run: Screening, pathway: Pathway | None, author: str) -> Run:
    rule = None
    if pathway is not None:
        rule = next((rule for rule in pathway.outcome if rule.id == run.outcome), None)
    return Run(
        id=run.id,
        started_at=run.started_at,
        held_at=run.held_at,
        entered_later=run.asked_at is not None,
        closed_at=run.closed_at,
        finished=run.status is not ResponseStatus.IN_PROGRESS,
        moved=run.status is ResponseStatus.STOPPED,
        outcome=rule.text if rule else None,
        reason=_reason(session, run, pathway, rule),
        author=author,
        amended=run.status is ResponseStatus.AMENDED,
        has_plan=pathway is not None and rule is not None and _has_plan(pathway, rule),
    )


def _has_plan(pathway: Pathway, rule: OutcomeRule) -> bool:
    return rule.id == _TOLD and any(step.id == PLAN_STEP for step in pathway.step)


def _reason(
    session: Session, run: Screening, pathway: Pathway | None, rule: OutcomeRule | None
) -> Text | None:
    """Return why nothing was asked: the option of the question that the outcome names as its reason."""
    if pathway is None or rule is None or rule.reason is None or run.reason is None:
        return None
    step_id, _slash, link_id = rule.reason.partition("/")
    canonical = next((step.questionnaire for step in pathway.step if step.id == step_id), None)
    if canonical is None:
        return None
    try:
        form = session.forms.questionnaire(canonical)
    except FormNotFound:
        return None
    item = next((item for item, _around in form.walk() if item.link_id == LinkId(link_id)), None)
    option = item.option(run.reason) if item else None
    return option.display if option else None
