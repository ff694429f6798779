"""What can go wrong when a document is set."""

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_


class TypefaceMissing(ScreeningAppError):
    """A cut of the bundled typeface is not there or cannot be read; nothing else may stand in."""

    code = "documents/typeface-missing"
    user_message = N_("The typeface for documents is missing or damaged. Install the program again.")
