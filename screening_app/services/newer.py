"""Which drafts stand in older versions than the unit uses now; told by digests, no answer is read."""

import datetime as dt
from dataclasses import dataclass

from screening_app.domain.ids import Canonical, ScreeningId
from screening_app.domain.records import ResponseStatus, Screening
from screening_app.questionnaire.errors import FormError, FormFileUnreadable, FormNotFound
from screening_app.questionnaire.library import newness
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderDraft:
    """A draft of the user's own that could move.

    Attributes:
        pathway: The version that it was begun with.
    """

    screening: ScreeningId
    case_number: str
    started_at: dt.datetime
    pathway: Canonical


def has_newer(uow: UnitOfWork, session: Session, run: Screening) -> bool:
    """Tell whether a run is the user's own draft, and newer versions of its pathway or forms are there.

    Whether the unit may use them, and whether the draft may move, its preview says.
    """
    if run.status is not ResponseStatus.IN_PROGRESS or run.author != session.user.id:
        return False
    try:
        pathway = session.forms.find_pathway(run.pathway.partition("|")[0])
        if pathway.status != "active" or newness(pathway.canonical) < newness(run.pathway):
            return False
        if pathway.sha256 != run.pathway_sha256:
            return True
        # The pathway names the versions of its forms; under one, a unit's own wording may stand now.
        return any(
            session.forms.questionnaire(response.form).sha256 != response.form_sha256
            for response in uow.screenings.responses(run.id, access=session.access)
        )
    except (FormNotFound, FormError, FormFileUnreadable):
        return False


def older_drafts(session: Session) -> tuple[OlderDraft, ...]:
    """Return the user's drafts for which newer versions are there, newest first."""
    access = session.access
    with session.records.read() as uow:
        return tuple(
            OlderDraft(
                screening=run.id,
                case_number=uow.persons.get(run.person, access=access).case_number,
                started_at=run.started_at,
                pathway=run.pathway,
            )
            for run in uow.screenings.drafts(access=access)
            if has_newer(uow, session, run)
        )
