"""What an import came to: a form to be reviewed, and what the reviewer has to know (FORMS 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from screening_app.i18n import N_, gettext
from screening_app.questionnaire.imported import ImportFormat, NotEvaluated
from screening_app.questionnaire.model import Questionnaire


class ToFillIn(StrEnum):
    """What the file does not say and was filled in so that a form stands; a person decides on it."""

    URL = "url"
    VERSION = "version"
    TITLE = "title"
    LANGUAGE = "language"
    PROVENANCE = "provenance"
    AUDIENCE = "audience"
    CONTENT_CLASS = "contentClass"
    TEXT = "text"


FILLED_IN: Mapping[ToFillIn, str] = {
    ToFillIn.URL: N_("The file has no address of its own. Give the form a url."),
    ToFillIn.VERSION: N_("The file has no version. Give the form one."),
    ToFillIn.TITLE: N_("The file has no title. Give the form one."),
    ToFillIn.LANGUAGE: N_("The file does not say its language. Check `languages` and every text."),
    ToFillIn.PROVENANCE: N_("Fill in `provenance`: whose words, whose rule, licence, permission."),
    ToFillIn.AUDIENCE: N_("Say in `audience` for whom the texts are written: person or staff."),
    ToFillIn.CONTENT_CLASS: N_(
        "Give each item its content class. Until then every answer counts as dangerous if disclosed."
    ),
    ToFillIn.TEXT: N_("Some items have no text. Write one where their link id stands instead."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What of a file is in the form now, and what is not.

    Attributes:
        items, conditions, scores: How many questions, conditions and scores were translated.
        not_evaluated: What was kept and is never run; the form says the same under ``imported``.
        to_fill_in: What was not in the file.
    """

    format: ImportFormat
    file: str
    canonical: str
    languages: tuple[str, ...]
    items: int
    conditions: int
    scores: int
    not_evaluated: tuple[NotEvaluated, ...]
    to_fill_in: tuple[ToFillIn, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether everything that could change what is asked or counted was translated."""
        return not self.not_evaluated


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedForm:
    """A form made of a file of another format: a draft until it is reviewed.

    Attributes:
        text: Of the form file to be; the loader accepts it.
    """

    form: Questionnaire
    text: str
    report: ImportReport


def counted(form: Questionnaire, to_fill_in: tuple[ToFillIn, ...]) -> ImportReport:
    """Return the report on a form that was imported.

    Raises:
        ValueError: If it was not.
    """
    if form.imported is None:
        raise ValueError("not imported")
    items = [item for item, _ in form.walk()]
    return ImportReport(
        format=form.imported.format,
        file=form.imported.file,
        canonical=form.canonical,
        languages=form.languages,
        items=sum(item.is_answerable for item in items),
        conditions=sum(item.enable_when is not None for item in items),
        scores=len(form.score),
        not_evaluated=form.imported.not_evaluated,
        to_fill_in=to_fill_in,
    )


REASONS: dict[str, str] = {
    "type-not-asked": N_("no question of this type can be asked here"),
    "options-not-in-file": N_("the options are not in the file"),
    "xlsform-appearance": N_("how a question looks is decided here"),
    "xlsform-message": N_("the sentence shown for a wrong answer is the application's own"),
    "xlsform-media": N_("pictures and sounds are left out; the text stands alone"),
    "xlsform-formula": N_("what the formulas last came to was taken; nothing is calculated"),
    "xlsform-column": N_("the column means nothing here"),
    "xlsform-no-heading": N_("cells in a column without a heading mean nothing"),
    "xlsform-collected": N_("nothing is collected that nobody is asked for"),
    "xlsform-sheet": N_("the sheet means nothing here"),
}
"""Why a part is kept but never run, by ``NotEvaluated.reason``; every importer adds its own here."""


def said(part: NotEvaluated) -> str:
    """Say what was not evaluated and why, in the language in use."""
    where = f"{part.where}: " if part.where else ""
    reason = gettext(REASONS[part.reason])
    element = f"{part.element}: " if part.element else ""
    return f"{where}{element}{reason}" + (f": {part.text}" if part.text else "")
