"""The status bar: when it locks, what is saved, and what is not there yet; no person, no case name."""

import datetime as dt
from dataclasses import dataclass

from screening_app.gui.presenters.when import minutes_and_seconds
from screening_app.gui.presenters.wording import time_in_words
from screening_app.i18n import gettext as _
from screening_app.i18n import ngettext
from screening_app.services.session import Safeguards


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusModel:
    """Its sentences; an empty one is not shown.

    Attributes:
        saved_short: The same as ``saved`` where there is little room.
        safety_short: The same as ``safety`` where there is little room; the last to be left out.
    """

    locks: str
    saved: str
    saved_short: str = ""
    safety: str
    safety_short: str = ""


def status_of(
    *, remaining: int | None, saved_at: dt.datetime | None, safeguards: Safeguards, now: dt.datetime
) -> StatusModel:
    """Return what the status bar says.

    Args:
        remaining: Seconds until it locks; ``None`` while nobody counts.
        saved_at: When something was last stored since unlock.
        safeguards: What there is against losing the vault.
        now: For the days since a backup was proven.
    """
    locks = ""
    if remaining is not None:
        # Translators: sv "Låses om {time}"; a time such as 2:41.
        locks = _("Locks in {time}").format(time=minutes_and_seconds(remaining))
    time = time_in_words(saved_at) if saved_at else ""
    # Translators: sv "Allt är sparat {time}".
    saved = _("Everything is saved {time}").format(time=time) if time else ""
    # Translators: the same in large text; sv "Sparat {time}".
    saved_short = _("Saved {time}").format(time=time) if time else ""
    return StatusModel(
        locks=locks,
        saved=saved,
        saved_short=saved_short,
        safety=_safety(safeguards, now),
        safety_short="" if safeguards.has_recovery or not safeguards.is_needed else _("No recovery yet"),
    )


def _safety(safeguards: Safeguards, now: dt.datetime) -> str:
    if not safeguards.is_needed:
        return ""
    if safeguards.proven_at is None:
        if safeguards.has_recovery:
            # Translators: a backup counts when a restore of it was tried.
            return _("No proven backup yet")
        # Translators: sv "Ingen återställning och ingen säkerhetskopia ännu".
        return _("No recovery and no backup yet")
    if not safeguards.has_recovery:
        # Translators: sv "Ingen återställning ännu".
        return _("No recovery yet")
    return proven_in_words(days_since(safeguards.proven_at, now))


def days_since(at: dt.datetime, now: dt.datetime) -> int:
    """Return how many whole days ago something was; none if the clock was set back."""
    return max(0, (now - at).days)


def proven_in_words(days: int) -> str:
    """Return when a backup was last proven."""
    if days == 0:
        # Translators: sv "Säkerhetskopian prövad i dag".
        return _("Backup proven today")
    return ngettext("Backup proven {days} day ago", "Backup proven {days} days ago", days).format(days=days)
