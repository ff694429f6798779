"""What may go wrong between a use case and the tables."""

from screening_app.domain.errors import DamagedData, ScreeningAppError
from screening_app.i18n import N_


class OutOfOrder(ScreeningAppError):
    """An answer event or audit event that is not the next one; nothing was stored."""

    code = "storage/out-of-order"
    user_message = N_(
        "The record changed in the meantime and nothing was stored. Open it again and repeat what you did."
    )


class RecordFrozen(ScreeningAppError):
    """What was signed, decided or written in the chain is never changed; nothing was stored."""

    code = "storage/record-frozen"
    user_message = N_(
        "This record is finished and cannot be changed. Nothing was stored. Write a correction instead."
    )


class RecordRefused(ScreeningAppError):
    """A row that breaks a rule of the tables; nothing was stored."""

    code = "storage/record-refused"
    user_message = N_(
        "The vault refused the record because it does not fit the others. Nothing was stored. "
        "Tell your administrator."
    )


class DamagedRecord(DamagedData):
    """A stored row is not what this version writes."""

    code = "storage/damaged-record"
    user_message = N_(
        "A stored record cannot be read ({table}). Run the vault check and tell your administrator."
    )


class MigrationFailed(DamagedData):
    """The tables could not be brought to this version; everything is as before."""

    code = "storage/migration-failed"
    user_message = N_(
        "The vault could not be brought to this version ({problem}). It is as it was. "
        "Tell your administrator, and keep using the version before."
    )


class UserNotFound(ScreeningAppError):
    """The vault knows no such user."""

    code = "storage/user-not-found"
    user_message = N_("The vault knows no such user. Ask your administrator.")
