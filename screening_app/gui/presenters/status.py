"""The status bar: when it locks, what is saved, and what is not there yet; no person, no case name."""

import datetime as dt
from dataclasses import dataclass

from screening_app.gui.presenters.when import minutes_and_seconds
from screening_app.gui.presenters.wording import time_in_words
from screening_app.i18n import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusModel:
    """Its sentences; an empty one is not shown."""

    locks: str
    saved: str
    safety: str


def status_of(*, remaining: int | None, saved_at: dt.datetime | None, has_recovery: bool) -> StatusModel:
    """Return what the status bar says.

    Args:
        remaining: Seconds until it locks; ``None`` while nobody counts.
        saved_at: When something was last stored since unlock.
        has_recovery: Whether somebody who forgets a passphrase can be helped.
    """
    locks = ""
    if remaining is not None:
        # Translators: sv "Låses om {time}"; a time such as 2:41.
        locks = _("Locks in {time}").format(time=minutes_and_seconds(remaining))
    # Translators: sv "Allt är sparat {time}".
    saved = _("Everything is saved {time}").format(time=time_in_words(saved_at)) if saved_at else ""
    # Translators: sv "Ingen återställning och ingen säkerhetskopia ännu".
    safety = _("No backup yet") if has_recovery else _("No recovery and no backup yet")
    return StatusModel(locks=locks, saved=saved, safety=safety)
