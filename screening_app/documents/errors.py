"""What can go wrong when a document is set."""

from screening_app.domain.errors import DamagedData, ScreeningAppError
from screening_app.i18n import N_


class TypefaceMissing(ScreeningAppError):
    """A cut of the bundled typeface is not there or cannot be read; nothing else may stand in."""

    code = "documents/typeface-missing"
    user_message = N_("The typeface for documents is missing or damaged. Install the program again.")


class ColourProfileMissing(ScreeningAppError):
    """The colour profile of archive copies is not there or cannot be read."""

    code = "documents/colour-profile-missing"
    user_message = N_("The colour profile for archive copies is missing. Install the program again.")


class CertificateDamaged(DamagedData):
    """The stored certificate for archive copies cannot be used by this user."""

    code = "documents/certificate-damaged"
    user_message = N_(
        "The stored certificate for archive copies is damaged. Nothing was signed. "
        "Run the vault check and tell your administrator."
    )


class CardFull(ScreeningAppError):
    """More than a card of this size holds in type that can be read."""

    code = "documents/card-full"
    user_message = N_("The text does not fit on the card. Take away a line, or say it in fewer words.")
