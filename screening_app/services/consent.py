"""Recording that the person lets secrecy be lifted (L-32)."""

import datetime as dt
from dataclasses import dataclass

from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.ids import PersonId
from screening_app.domain.records import Consent
from screening_app.i18n import N_
from screening_app.services.audit import record
from screening_app.services.follow_ups import plan
from screening_app.services.session import Session


class ConsentWithoutRecipient(ScreeningAppError):
    """A consent lifts secrecy for somebody, or for nobody."""

    code = "consent/no-recipient"
    user_message = N_("Write for whom the consent lifts secrecy. Nothing was stored.")


class ConsentWithoutScope(ScreeningAppError):
    """A consent to nothing in particular is none."""

    code = "consent/no-scope"
    user_message = N_("Write what the person lets you tell, in their words. Nothing was stored.")


class ConsentAlreadyOver(ScreeningAppError):
    """The last day on which it holds is over."""

    code = "consent/already-over"
    user_message = N_(
        "The consent would have ended before today. Choose a later day, or none. Nothing was stored."
    )


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


def check_consent(new: NewConsent, today: dt.date) -> None:
    """Refuse what would be no consent.

    Raises:
        ConsentWithoutRecipient, ConsentWithoutScope, ConsentAlreadyOver: If so.
    """
    if not new.recipient.strip():
        raise ConsentWithoutRecipient
    if not new.scope.strip():
        raise ConsentWithoutScope
    if new.valid_until is not None and new.valid_until < today:
        raise ConsentAlreadyOver


def record_consent(session: Session, person_id: PersonId, new: NewConsent) -> Consent:
    """Store a consent given today, and when it is over as a follow-up, or change nothing.

    Raises:
        PersonNotFound: If the person is out of reach.
        ConsentWithoutRecipient, ConsentWithoutScope, ConsentAlreadyOver: If it would lift nothing.
    """
    today = session.today()
    check_consent(new, today)
    consent = Consent(
        id=session.entropy.new_id(),
        person=person_id,
        recipient=new.recipient.strip(),
        scope=new.scope.strip(),
        how=new.how,
        given_on=today,
        valid_until=new.valid_until,
    )
    with session.records.write() as uow:
        uow.documents.add_consent(consent, access=session.access)
        record(uow, session, AuditAction.CONSENT_GIVEN, consent.id, how=consent.how)
        if consent.valid_until is not None:
            # Renewed or let go: somebody decides before it is over (W-13).
            plan(uow, session, person_id, FollowUpKind.CONSENT, consent.valid_until)
        uow.commit()
    return consent
