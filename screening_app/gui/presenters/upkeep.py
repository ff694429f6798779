"""Keys and backups: what each of their pages is about, and how it stands."""

import datetime as dt
from dataclasses import dataclass

from screening_app.gui.presenters.status import days_since, proven_in_words
from screening_app.i18n import gettext as _
from screening_app.services.session import Safeguards


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepRow:
    """A page that can be opened.

    Attributes:
        place: Its code.
        second: How it stands.
    """

    place: str
    text: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepModel:
    """What the page shows.

    Attributes:
        remark: Why there is no more, or empty.
    """

    rows: tuple[UpkeepRow, ...]
    remark: str


def upkeep_model(safeguards: Safeguards, *, may_administer: bool, now: dt.datetime) -> UpkeepModel:
    """Return the pages that are the user's to look after."""
    # Translators: sv "Din lösenfras", "Användare", "Återställningsblad", "Säkerhetskopior".
    own = UpkeepRow(
        place="passphrase",
        text=_("Your passphrase"),
        second=_("Change it. Nobody else can, and nobody can read it."),
    )
    key_file = UpkeepRow(
        place="key-file",
        # Translators: sv "Din nyckelfil".
        text=_("Your key file"),
        second=_("A second lock beside the passphrase, on a removable medium."),
    )
    if not may_administer:
        remark = _("Users, recovery sheets and backups are looked after by your administrator.")
        return UpkeepModel(rows=(own, key_file), remark=remark)
    users = UpkeepRow(
        place="users", text=_("Users"), second=_("Who has a key; give one, shut out, take one away.")
    )
    sheets = UpkeepRow(place="sheets", text=_("Recovery sheets"), second=_sheets(safeguards))
    backups = UpkeepRow(place="backups", text=_("Backups"), second=_backups(safeguards, now))
    return UpkeepModel(rows=(own, key_file, users, sheets, backups), remark="")


def _sheets(safeguards: Safeguards) -> str:
    if not safeguards.has_recovery:
        return _("There are no recovery sheets yet.")
    return _("Tried.") if safeguards.is_rehearsed else _("Not tried yet.")


def _backups(safeguards: Safeguards, now: dt.datetime) -> str:
    if safeguards.problem:
        return safeguards.problem
    if safeguards.proven_at is None:
        return _("No proven backup yet")
    return proven_in_words(days_since(safeguards.proven_at, now))
