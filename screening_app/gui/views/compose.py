"""Composing a document: the choices at the start side, the paper at the end side."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from screening_app.bootstrap import archive_press, check_signature, referral_renderer
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.caution import caution_of
from screening_app.gui.presenters.compose import ComposePresenter, Workshop
from screening_app.gui.presenters.compose_models import ComposeModel
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.printing import ask_for_printer, keep_temporary_files_in_memory
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.compose_form import ComposeForm
from screening_app.gui.views.folder import ask_for_folder
from screening_app.gui.views.preview import PaperView
from screening_app.gui.widgets.banner import Banner, BannerKind
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.decision import Decision
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

T = TypeVar("T")

_WRITING = (QLineEdit, QPlainTextEdit, QComboBox)


def compose_page(
    session: Session,
    screening_id: ScreeningId,
    navigation: Navigation,
    *,
    jobs: Jobs,
    workshop: Workshop | None = None,
) -> Page:
    """Return the page that makes a document of a closed conversation.

    Args:
        session: The opened vault.
        screening_id: The conversation.
        navigation: Where the page leads.
        jobs: Work beside the window.
        workshop: For tests: what documents are made with.
    """
    keep_temporary_files_in_memory()
    made = workshop or Workshop(render=referral_renderer(), check=check_signature, press=archive_press())
    return ComposePage(session, screening_id, navigation, jobs, made)


class ComposePage(Page):
    """The compose step."""

    def __init__(
        self,
        session: Session,
        screening_id: ScreeningId,
        navigation: Navigation,
        jobs: Jobs,
        workshop: Workshop,
    ) -> None:
        super().__init__("", width=Size.COLUMNS)
        self._navigation = navigation
        self._jobs = jobs
        self._said: Banner | None = None
        self._opened = False
        self._presenter = ComposePresenter(self, session, screening_id, workshop, self._beside_us)
        self._form = ComposeForm(self._presenter)
        self._decision = Decision()
        self.body.addWidget(self._decision)
        self.body.addWidget(self._form)
        self._paper = PaperView(jobs)
        self._make_actions()
        # Nothing stands at the start side: the page needs the width for the paper.
        self.rail = QWidget()
        self.rail.setFixedWidth(0)
        self.set_panel(self._paper)
        if caution := caution_of(session):
            self.banner("info", caution)
        self._presenter.open()

    def _make_actions(self) -> None:
        # Translators: leaves the page; nothing has left; sv "Tillbaka".
        back = Button(_("Back"), key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self._step_back)
        # Translators: sv "Spara arkivkopia".
        self._archive = Button(_("Save archive copy"), icon="backup")
        self._archive.setObjectName("archive")
        self._archive.clicked.connect(lambda: ask_for_folder(self, self._presenter.save_archive_copy))
        # Translators: sv "Skriv ut".
        self._print = Button(_("Print"), kind="primary", icon="print", key="Ctrl P")
        self._print.setObjectName("print")
        self._print.clicked.connect(self._press_print)
        self.set_actions(back, self._print, middle=self._archive)
        QShortcut(QKeySequence("Ctrl+P"), self, self._print.click)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._step_back)

    # What the presenter asks

    def show_model(self, model: ComposeModel) -> None:
        """Show what is chosen and what is missing; nobody sees the page fall into place."""
        self.setUpdatesEnabled(False)
        try:
            self._put(model)
            if self.isVisible():
                self.come_to_rest()
        finally:
            self.setUpdatesEnabled(True)

    def _put(self, model: ComposeModel) -> None:
        self.set_heading(model.heading)
        self._form.show_model(model)
        self._paper.show_waiting(model.waiting)
        for button in (self._print, self._archive):
            button.set_ready(not model.missing, model.missing)
        # Translators: beside Print; sv "Utlämnandet antecknas innan något skrivs ut."
        self.set_note(model.missing or _("What leaves is noted before anything is printed."))
        if not self._opened:
            self._opened = True
            self.first_focus = self._form.begin_at(model, folded=self.folded)
            self.begin_anew()
            if self.isVisible():
                self.activated()

    def show_paper(self, pdf: bytes, *, decided: bool) -> None:
        """Show the paper."""
        # Translators: above the page; sv "Det här har lämnats ut" / "Så ser utskriften ut".
        self._paper.show_paper(pdf, _("This has left") if decided else _("How it will print"))

    def show_problem(self, text: str, *, leave_out: str = "") -> None:
        """Show what went wrong; empty takes all messages back."""
        self._say("warn", text, leave_out=leave_out)

    def show_done(self, text: str) -> None:
        """Say what has left."""
        self._say("info", text)

    def show_consent_problem(self, field: str, text: str) -> None:
        """Show why a consent was not recorded."""
        self._form.consent.show_problem(field, text)

    def show_consent_recorded(self) -> None:
        """Put the form for a consent away."""
        self._form.consent.close_form()

    def ask_printer(self) -> None:
        """Open the print dialog."""
        try:
            ask_for_printer(self, self._presenter.print_on)
        except ScreeningAppError as error:
            self.show_problem(error.describe())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose a basis by its digit; Enter prints. Neither while something is written."""
        if isinstance(QApplication.focusWidget(), _WRITING):
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._print.click()
        elif (option := self._form.basis.option(event.key() - Qt.Key.Key_0)) is not None:
            option.setFocus(Qt.FocusReason.ShortcutFocusReason)
            option.pick()
        else:
            super().keyPressEvent(event)

    def keep_typed(self) -> bool:
        """Tell whether nothing is half written: what was chosen for a paper not made is lost."""
        return not (self._presenter.has_unsaved or self._form.is_half_written)

    # Inside

    def _step_back(self) -> None:
        """Leave; ask first where something would be lost. Asked, the same key stays."""
        if self._decision.is_asked:
            self._decision.take_back()
            self.activated()
        elif self.keep_typed():
            self._navigation.back()
        else:
            self._decision.ask(
                # Translators: a question; sv "Lämna det som inte är sparat?"
                _("Leave what is not saved?"),
                _("What you chose and wrote here is not kept. Nothing of it has left."),
                # Translators: sv "Lämna sidan".
                yes=_("Leave the page"),
                # Translators: sv "Stanna".
                no=_("Stay"),
                act=self._navigation.back,
            )

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)

    def _press_print(self) -> None:
        self._form.take_typed()
        self._presenter.print()

    def _say(self, kind: BannerKind, text: str, *, leave_out: str = "") -> None:
        if self._said is not None:
            self.remove_banner(self._said)
        # Translators: leaves an answer out of this document; sv "Utelämna svaret".
        action = _("Leave the answer out") if leave_out else None
        self._said = self.banner(kind, text, action, lambda: self._leave_out(leave_out)) if text else None
        if self._said is not None and self._said.button is not None:
            self._said.button.setObjectName("leave-out")

    def _leave_out(self, address: str) -> None:
        self._form.take_typed()
        self._presenter.leave_out(address)
