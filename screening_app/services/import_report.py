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
    "type-not-asked": N_("a question of this type cannot be asked here"),
    "options-not-in-file": N_("its options are not in the file"),
    "option-not-a-code": N_("an option is neither a code nor a text"),
    "options-without-choice": N_("it has options, but is no choice"),
    "option-twice": N_("an option stands twice"),
    "two-lists": N_("its options are stated twice"),
    "two-weights": N_("an option has two weights, or one that is no number"),
    "hidden": N_("it is hidden, and nobody would ask it"),
    "first-value-from-outside": N_("other systems would fill in a first value"),
    "rule-on-answers": N_("a rule on the answers is not checked here"),
    "text-from-expression": N_("other programs reckon the text while the form is filled in"),
    "group-empty": N_("nothing in the group can be asked"),
    "under-several-answers": N_("it belongs to each of several answers"),
    "limit-not-known": N_("the limit does not fit its question"),
    "pattern-not-taken": N_("the pattern may be read differently by other programs"),
    "initial-not-known": N_("there is not exactly one first value that fits"),
    "expression-not-fhirpath": N_("it is not written in FHIRPath"),
    "expression-not-recognised": N_("the expression has none of the forms that are translated"),
    "expression-too-long": N_("the expression is too long"),
    "not-exact": N_("it would have to be rounded"),
    "not-weighed": N_("the options have no weights"),
    "several-answers": N_("it reads several answers where one is meant"),
    "path-leads-nowhere": N_("its path leads nowhere in this form"),
    "reads-unknown": N_("it reads a question that the file does not have"),
    "reads-not-asked": N_("it reads something that is not asked here"),
    "reads-ahead": N_("it reads a question that comes later"),
    "reads-around-itself": N_("it reads itself, or the group that it stands in"),
    "two-conditions": N_("it has two conditions, and nobody says which counts"),
    "behavior-missing": N_("the file does not say whether all conditions must hold or any"),
    "condition-not-known": N_("the condition cannot be said here"),
    "code-not-an-option": N_("the code it compares with is not among the options"),
    "never-holds": N_("the condition never holds"),
    "guard-not-of-the-sum": N_("the sum waits for other questions than it adds up"),
    "zero-before-started": N_("the sum is 0 before anything is answered"),
    "sum-of-hidden": N_("the sum needs an answer to a question that may not be asked"),
    "score-under-condition": N_("the score is reckoned only under a condition"),
    "own-extension-damaged": N_("an extension of this application is damaged"),
    "own-extension-disagrees": N_("the extension of this application says something else"),
    "extension-not-known": N_("the extension is not known here"),
    "element-not-known": N_("the element is not known here"),
    "language-incomplete": N_("not every text is in this language"),
    "presentation": N_("how other programs show it"),
    "for-other-systems": N_("what other systems fill in or take out"),
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
