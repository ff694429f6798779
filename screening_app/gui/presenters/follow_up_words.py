"""What is to be done later, in words that anybody who walks past may read."""

import datetime as dt
from collections.abc import Mapping

from screening_app.domain.follow_up import FollowUpKind, FollowUpOutcome
from screening_app.gui.presenters.when import short_day
from screening_app.i18n import N_
from screening_app.i18n import gettext as _

_KINDS: Mapping[FollowUpKind, str] = {
    # Translators: things to do, each with a day beside it; read on a screen that others may see.
    FollowUpKind.CONTACT: N_("Next contact"),
    FollowUpKind.ASK_AGAIN: N_("Ask again"),
    # Translators: sv "Svar från mottagaren".
    FollowUpKind.REFERRAL: N_("Recipient's answer"),
    # Translators: an authority's word on what became of a report; sv "Återkoppling".
    FollowUpKind.CHILD_FEEDBACK: N_("Feedback"),
    # Translators: sv "Ny undersökning".
    FollowUpKind.NEW_PICTURES: N_("New examination"),
    FollowUpKind.CONSENT: N_("Consent"),
    FollowUpKind.CONTACT_CARD: N_("Contact card"),
    FollowUpKind.PLAN: N_("Go through the plan"),
    # Translators: sv "Följ upp barn".
    FollowUpKind.CHILD: N_("Follow up children"),
    # Translators: a corrected answer calls for something; sv "Se över en rättelse".
    FollowUpKind.AMENDED: N_("Look at a correction"),
}
_OUTCOMES: Mapping[FollowUpOutcome, str] = {
    FollowUpOutcome.DONE: N_("Done"),
    FollowUpOutcome.NO_CONTACT: N_("No contact"),
    # Translators: the person did not want it; sv "Tackade nej".
    FollowUpOutcome.DECLINED: N_("Declined"),
    # Translators: nothing has come yet; sv "Väntar".
    FollowUpOutcome.WAITING: N_("Still waiting"),
    # Translators: sv "Behövs inte längre".
    FollowUpOutcome.NOT_NEEDED: N_("Not needed any more"),
}


def kind_in_words(kind: FollowUpKind) -> str:
    """Return what is to be done."""
    return _(_KINDS[kind])


def outcome_in_words(outcome: FollowUpOutcome) -> str:
    """Return what came of it."""
    return _(_OUTCOMES[outcome])


def due_in_words(day: dt.date, today: dt.date) -> str:
    """Return the day, as short as it can be read."""
    return short_day(day, today)


def due_badge(day: dt.date, today: dt.date) -> str:
    """Return that a day is over or is today; empty for a later day."""
    if day < today:
        # Translators: badge beside the day on which something should have been done; sv "Försenad".
        return _("Overdue")
    # Translators: badge; sv "I dag".
    return _("Today") if day == today else ""
