"""Recording that the person lets secrecy be lifted (L-32)."""

import datetime as dt
from dataclasses import dataclass

from screening_app.domain.audit import AuditAction
from screening_app.domain.ids import PersonId
from screening_app.domain.records import Consent
from screening_app.services.audit import record
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsent:
    """What the person agreed to today.

    Attributes:
        how: ``spoken`` or ``written``.
    """

    recipient: str
    scope: str
    how: str
    valid_until: dt.date | None = None


def record_consent(session: Session, person_id: PersonId, new: NewConsent) -> Consent:
    """Store a consent given today, or change nothing.

    Raises:
        PersonNotFound: If the person is out of reach.
    """
    consent = Consent(
        id=session.entropy.new_id(),
        person=person_id,
        recipient=new.recipient,
        scope=new.scope,
        how=new.how,
        given_on=session.today(),
        valid_until=new.valid_until,
    )
    with session.records.write() as uow:
        uow.documents.add_consent(consent, access=session.access)
        record(uow, session, AuditAction.CONSENT_GIVEN, consent.id, how=consent.how)
        uow.commit()
    return consent
