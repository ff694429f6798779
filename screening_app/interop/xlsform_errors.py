"""Why an XLSForm is not imported: each reason by sheet, row and column."""

from dataclasses import dataclass

from screening_app.i18n import N_, gettext, ngettext
from screening_app.interop.errors import ImportRefused
from screening_app.interop.xlsform_rules import RULES
from screening_app.questionnaire.errors import short

_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One thing in an XLSForm that has no place in a form of ours.

    Attributes:
        code: Of the reason, in ``xlsform_rules``.
        sheet, row, column: Where; row 0 is the sheet as a whole, an empty column the whole row.
        params: Names and values for the sentence, cut short.
    """

    code: str
    sheet: str
    row: int = 0
    column: str = ""
    params: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        rule = RULES[self.code]
        values = dict(self.params)
        said = f"{gettext(rule.message).format(**values)} {gettext(rule.what_to_do).format(**values)}"
        return f"{self.place}: {said} [{self.code}]"

    @property
    def place(self) -> str:
        """Say where it stands, in the language in use."""
        if not self.row:
            return gettext("sheet {sheet}").format(sheet=self.sheet)
        if not self.column:
            return gettext("sheet {sheet}, row {row}").format(sheet=self.sheet, row=self.row)
        where = gettext("sheet {sheet}, row {row}, column {column}")
        return where.format(sheet=self.sheet, row=self.row, column=self.column)


def refusal(code: str, sheet: str, row: int = 0, column: str = "", /, **params: object) -> Refusal:
    """Return a refusal with what it names cut short."""
    values = tuple((name, short(value)) for name, value in params.items())
    return Refusal(code=code, sheet=sheet, row=row, column=short(column), params=values)


class XLSFormRefused(ImportRefused):
    """It holds what cannot be carried over without changing what it means.

    Attributes:
        refusals: Everything of that kind, in the order of the sheets.
    """

    code = "import/xlsform-refused"
    user_message = N_("{file} was not imported.")

    def __init__(self, file: str, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(file=file)
        self.refusals = refusals

    def describe(self) -> str:
        """Return the sentence and a line for each place."""
        count = len(self.refusals)
        places = ngettext(
            "{count} place cannot be carried over:", "{count} places cannot be carried over:", count
        ).format(count=count)
        lines = [f"{super().describe()} {places}", *map(str, self.refusals[:_SHOWN])]
        return "\n".join(lines if count <= _SHOWN else [*lines, "…"])
