"""Why a file cannot be read as a workbook: one class a reason, each with what to do."""

from screening_app.i18n import N_
from screening_app.interop.errors import ImportRefused


class BadWorkbook(ImportRefused):
    """Base of everything that makes a file no workbook that is read here."""


class NotAWorkbook(BadWorkbook):
    """Something else, perhaps under another name."""

    code = "workbook/not-a-workbook"
    user_message = N_(
        "This is not an .xlsx workbook, whatever its name says. Save it from a spreadsheet program as .xlsx."
    )


class OldWorkbook(BadWorkbook):
    """The format of before 2007."""

    code = "workbook/old-format"
    user_message = N_(
        "This is a workbook in the old .xls format, which is not read. "
        "Open it in a spreadsheet program, save it as .xlsx, and import that file."
    )


class LockedWorkbook(BadWorkbook):
    """It needs a password."""

    code = "workbook/locked"
    user_message = N_("The workbook is protected by a password. Save a copy without it, and import the copy.")


class MacroWorkbook(BadWorkbook):
    """It carries a program."""

    code = "workbook/macros"
    user_message = N_("The workbook holds macros. Save it as .xlsx, which has none, and import that file.")


class WorkbookGrows(BadWorkbook):
    """It unpacks to far more than any form needs."""

    code = "workbook/grows"
    user_message = N_(
        "The workbook unpacks to more than {limit} MB or has too many cells. "
        "Copy the form alone to a new workbook."
    )


class WorkbookDamaged(BadWorkbook):
    """A part is missing, broken, or uses document types."""

    code = "workbook/damaged"
    user_message = N_(
        "The workbook is damaged, or made in a way that is not read here. "
        "Open it in a spreadsheet program and save it again as .xlsx."
    )


class SheetTooLarge(BadWorkbook):
    """More rows or columns than any form needs."""

    code = "workbook/sheet-too-large"
    user_message = N_(
        "The sheet {sheet} has more than {rows} rows, more than {columns} columns, or a cell with far too "
        "much text. Remove what is no part of the form."
    )


class SheetTwice(BadWorkbook):
    """Two sheets whose names differ in case only."""

    code = "workbook/sheet-twice"
    user_message = N_("The workbook has two sheets called {sheet}. Rename one of them.")
