"""A contact in words: what it is, who may turn to it, and when it was last confirmed (W-10)."""

import datetime as dt

from screening_app.gui.presenters.routine_words import consent_in_words
from screening_app.gui.presenters.when import short_day
from screening_app.gui.presenters.wording import text_of
from screening_app.i18n import gettext as _
from screening_app.services.known_contacts import KnownContact


def about_contact(contact: KnownContact, *, with_number: bool = True) -> str:
    """Return number, hours, area, who may turn to it, and consent, in a line."""
    if not contact.number:
        return ""
    consent = consent_in_words(contact.consent) if contact.consent is not None else ""
    texts = (contact.hours, contact.area, contact.who_may_refer)
    said = (
        contact.number if with_number else "",
        *(text_of(text) for text in texts),
        consent,
        text_of(contact.remark),
    )
    return " · ".join(filter(None, said))


def confirmed_in_words(contact: KnownContact, today: dt.date) -> str:
    """Return when a contact was last confirmed, and that it is long ago; or that it has to be filled in."""
    if not contact.number:
        # Translators: a contact without a number; sv "Inte ifylld".
        return _("Number missing")
    if contact.confirmed_on is None:
        # Translators: of a contact; sv "Inte kontrollerad".
        return _("Never confirmed")
    day = short_day(contact.confirmed_on, today)
    if contact.is_stale:
        # Translators: of a contact, last checked long ago; sv "Kontrollera igen: senast {day}".
        return _("Confirm again: last {day}").format(day=day)
    # Translators: of a contact; sv "Kontrollerad {day}".
    return _("Confirmed {day}").format(day=day)
