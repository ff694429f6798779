"""Why a file of another format is not imported; each failure has its name and its sentence."""

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_


class ImportRefused(ScreeningAppError):
    """Base of every reason not to import a file: nothing was written.

    Importers derive from it and raise nothing else, whatever the file holds.
    """

    code = "import/refused"
    user_message = N_("{file} was not imported.")


class ImportUnreadable(ImportRefused):
    """The disk does not give the file."""

    code = "import/unreadable"
    user_message = N_("The file {file} cannot be read. Check that it exists and that you may open it.")


class ImportTooLarge(ImportRefused):
    """The file is larger than any form needs to be."""

    code = "import/too-large"
    user_message = N_(
        "{file} is larger than {limit} bytes; no form needs so much. Split it, and import the parts."
    )


class UnknownFormat(ImportRefused):
    """Neither JSON nor a workbook."""

    code = "import/unknown-format"
    user_message = N_(
        "{file} is neither a FHIR resource in JSON nor a workbook with an XLSForm. "
        "Export it again as one of them."
    )


class UnfitForm(ImportRefused):
    """What was translated breaks a rule of forms.

    Params: ``where`` a link id, ``rule`` the code of the rule, ``problem`` its sentence.
    """

    code = "import/unfit"
    user_message = N_("{file} was not imported. {where}: {problem} [{rule}]")
