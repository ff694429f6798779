"""The unit's routine: its items by section, each opening a page of its own (L-25, W-1)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.bootstrap import referral_renderer
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import Canonical
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.routine import ItemRow, RoutineModel, RoutinePresenter
from screening_app.gui.presenters.wording import text_of
from screening_app.gui.printing import ChosenPrinter, ask_for_printer
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.folder import ask_for_folder
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.option import OpeningRow
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.begin import pathways_allowed
from screening_app.services.blank_guide import make_blank_guide
from screening_app.services.leaving import refuse_in_practice
from screening_app.services.new_file import check_folder, write_new
from screening_app.services.on_paper import Paper
from screening_app.services.routine_paper import make_routine_paper
from screening_app.services.session import Session


def routine_page(session: Session, navigation: DeskNavigation, *, jobs: Jobs) -> Page:
    """Return the page of the whole routine.

    Args:
        session: The opened vault.
        navigation: Where it may lead.
        jobs: Work beside the window.
    """
    return RoutinePage(session, navigation, jobs)


class RoutinePage(Page):
    """A list to read from the top; what is missing says so."""

    def __init__(self, session: Session, navigation: DeskNavigation, jobs: Jobs) -> None:
        # Translators: heading; sv "Enhetens rutin".
        super().__init__(_("The unit's routine"), width=Size.FORM)
        self._navigation, self._session, self._jobs = navigation, session, jobs
        self._missing = ""
        self._presenter = RoutinePresenter(self, session, navigation)
        self._presenter.show()

    def show_model(self, model: RoutineModel) -> None:
        """Show the routine."""
        self.set_heading(self.heading, lead=model.lead)
        self._missing = model.next_missing
        if model.missing:
            # Translators: goes to the first item of the routine that is empty; sv "Fyll i nästa".
            action = _("Fill in the next") if model.next_missing else None
            banner = self.banner("warn", model.missing, action, self._fill_in if action else None)
            if banner.button is not None:
                banner.button.setObjectName("fill-in")
        if model.reader:
            self.body.addWidget(Prose(model.reader, role="second"))
        first: QWidget | None = None
        for section in model.sections:
            column = Column(gap=Space.XS)
            column.addWidget(Prose(section.title, role="title"))
            for row in section.rows:
                made = self._row(row)
                column.addWidget(made)
                first = first or made
            self.body.addLayout(column)
        # Translators: heading of settings of the body map; sv "Kroppskartan".
        self.body.addWidget(Prose(_("The body map"), role="title"))
        self.body.addWidget(self._row(model.markers))
        self.body.addWidget(self._guides())
        # Translators: goes to the page Today; sv "Till Idag".
        back = Button(_("To Today"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self._navigation.home)
        # Translators: sv "Skriv ut…", "Spara som PDF…".
        save = Button(_("Save as PDF…"), kind="quiet", icon="backup")
        save.setObjectName("save-routine")
        save.clicked.connect(partial(self._ask_folder, self.routine))
        out = Button(_("Print…"), icon="print")
        out.setObjectName("print-routine")
        out.clicked.connect(partial(self._ask_printer, self.routine))
        self.set_actions(back, out, middle=save)
        self.first_focus = first

    def _row(self, row: ItemRow) -> OpeningRow:
        made = OpeningRow(row.code, row.text, digit=None, second=row.second)
        made.picked.connect(self._presenter.open)
        return made

    def show_problem(self, text: str) -> None:
        """Show why there is nothing to show."""
        self.banner("warn", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._navigation.home()
        else:
            super().keyPressEvent(event)

    def _fill_in(self) -> None:
        self._presenter.open(self._missing)

    # The routine on paper (D-12): on record before it leaves

    def print_on(self, make: Callable[[], Paper], printer: ChosenPrinter) -> None:
        """Hand a paper to a printer under a neutral name."""

        def work() -> str:
            paper = make()
            printer(paper.pdf, paper.file_name.removesuffix(".pdf"))
            return _("Sent to the printer.")

        self._jobs.run(work, owner=self, success=self._done, failure=self._not_done)

    def save_to(self, make: Callable[[], Paper], folder: Path) -> None:
        """Write a paper as a file into a folder."""

        def work() -> str:
            check_folder(folder)
            paper = make()
            path = write_new(folder, paper.file_name, paper.pdf)
            # Translators: {file} is the name of a file; sv "Sparad som {file}."
            return _("Saved as {file}.").format(file=path.name)

        self._jobs.run(work, owner=self, success=self._done, failure=self._not_done)

    def routine(self) -> Paper:
        """Return the routine as it stands, once it is on record that it leaves."""
        return make_routine_paper(self._session, render=referral_renderer())

    def guide(self, pathway: Canonical) -> Paper:
        """Return a blank guide, once it is on record that it leaves."""
        return make_blank_guide(self._session, pathway, render=referral_renderer())

    def _ask_printer(self, make: Callable[[], Paper], *_checked: object) -> None:
        try:
            refuse_in_practice(self._session)
            ask_for_printer(self, partial(self.print_on, make))
        except ScreeningAppError as error:
            self._not_done(error)

    def _ask_folder(self, make: Callable[[], Paper], *_checked: object) -> None:
        # Before a folder is tried with a file of ours.
        try:
            refuse_in_practice(self._session)
        except ScreeningAppError as error:
            self._not_done(error)
            return
        # Translators: title of a dialog; sv "Mapp för papperet".
        ask_for_folder(self, partial(self.save_to, make), title=_("Folder for the paper"))

    def _guides(self) -> Card:
        """Return what to print for the day when the computer cannot be used."""
        # Translators: heading; sv "Om datorn inte går att använda".
        card = Card(_("If the computer cannot be used"))
        said = _("A blank guide to keep at hand, with words to say and boxes to tick; nothing of any person.")
        card.body.addWidget(Prose(said, role="caption"))
        for choice in pathways_allowed(self._session):
            title = text_of(choice.title)
            line = Row(gap=Space.S)
            line.addWidget(Prose(title, role="strong"), 1)
            make = partial(self.guide, choice.canonical)
            for name, text, act in (
                ("save", _("Save as PDF…"), partial(self._ask_folder, make)),
                ("print", _("Print…"), partial(self._ask_printer, make)),
            ):
                button = Button(text, size="small")
                button.setObjectName(f"{name}-{choice.canonical}")
                button.setAccessibleName(f"{text}: {title}")
                button.clicked.connect(act)
                line.addWidget(button)
            card.body.addLayout(line)
        return card

    def _done(self, said: str) -> None:
        self.clear_banners()
        self.banner("info", said)

    def _not_done(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self.clear_banners()
        self.banner("warn", error.describe())
