"""What stands above pages that rest on legal texts and numbers while nobody has reviewed them (FORMS 7)."""

from screening_app.i18n import gettext as _
from screening_app.services.session import Session


def not_reviewed() -> str:
    """Return the sentence."""
    return _("Legal texts and phone numbers are not reviewed yet. Check them before you rely on them.")


def caution_of(session: Session) -> str:
    """Return it where it holds for the unit's country; else nothing."""
    return "" if session.forms.packs(session.unit.country).is_reviewed else not_reviewed()
