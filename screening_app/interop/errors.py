"""Why a file of another format is not imported; each failure has its name and its sentence."""

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_
from screening_app.questionnaire.regular_file import NotAFile


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


class ImportNotAFile(ImportRefused):
    """A folder, a pipe or a device."""

    code = "import/not-a-file"
    user_message = NotAFile.user_message


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


class NotUtf8(ImportRefused):
    """The text is not UTF-8."""

    code = "import/not-utf-8"
    user_message = N_("{file} is not UTF-8 text. Save it as UTF-8.")


class NotJson(ImportRefused):
    """The text is not JSON, or holds NaN or Infinity."""

    code = "import/not-json"
    user_message = N_("{file} is not JSON: something in it is cut off or misspelt. Export it again.")


class DuplicateKey(ImportRefused):
    """A key stands twice in one object."""

    code = "import/duplicate-key"
    user_message = N_("{file} has the same key twice in one place; nobody can say which counts. Remove one.")


class NumberTooLong(ImportRefused):
    """A number has more digits than any form needs."""

    code = "import/number-too-long"
    user_message = N_("{file} holds a number with too many digits. Shorten it.")


class TooDeep(ImportRefused):
    """Nested deeper than any form needs to be."""

    code = "import/too-deep"
    user_message = N_("{file} is nested deeper than {limit} levels. Flatten its groups.")


class TooManyValues(ImportRefused):
    """More values than any form needs."""

    code = "import/too-many-values"
    user_message = N_("{file} holds more than {limit} values; no form needs so many. Split it.")


class WrongResource(ImportRefused):
    """A FHIR resource of another kind, or none."""

    code = "import/wrong-resource"
    user_message = N_("{file} holds no {expected} but: {found}. Export the {expected} itself.")


class WrongElement(ImportRefused):
    """An element has a value of the wrong type, or is missing where FHIR demands it."""

    code = "import/wrong-element"
    user_message = N_("{file} breaks FHIR R4 at {element}. Correct it there.")


class ModifierExtension(ImportRefused):
    """Something says that it changes the meaning of the rest, and it is not known here."""

    code = "import/modifier-extension"
    user_message = N_(
        "{file} has a modifierExtension at {element}: what it changes is not known here. Ask whoever made it."
    )


class DuplicateLinkId(ImportRefused):
    """Two items have the same link id: an answer would have two questions."""

    code = "import/duplicate-link-id"
    user_message = N_("{file} uses the link id {link_id} twice. Give one of the two items another.")


class NothingToAsk(ImportRefused):
    """No question of the file can be asked here."""

    code = "import/nothing-to-ask"
    user_message = N_("{file} has no question that can be asked here; of {count} items none was translated.")


class WrongLanguage(ImportRefused):
    """The language named is no code of two letters."""

    code = "import/wrong-language"
    user_message = N_("{language} is no language code of two letters, such as sv or en.")


class OtherForm(ImportRefused):
    """The answers are to another form, or to another version of it."""

    code = "import/other-form"
    user_message = N_(
        "{file} holds answers to another form than {form}. Name the form that it was taken with."
    )


class UnfitAnswer(ImportRefused):
    """An answer has no question here, or one that does not take it; nothing was taken."""

    code = "import/unfit-answer"
    user_message = N_(
        "{file} was not imported: its answer to {link_id} does not fit the form. Correct it there."
    )


class ExportRefused(ScreeningAppError):
    """Base of every reason not to export: nothing was written."""

    code = "export/refused"
    user_message = N_("The form was not exported.")


class NotSayable(ExportRefused):
    """FHIR has no words for a condition, and another meaning would be worse than none."""

    code = "export/not-sayable"
    user_message = N_(
        "The form was not exported: FHIR R4 cannot say the condition of {where}. Say it more simply."
    )


class UnknownTarget(ExportRefused):
    """There is no such format to export to."""

    code = "export/unknown-format"
    user_message = N_("Forms are exported to: {expected}.")
