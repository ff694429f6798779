"""The plan, to take home or not: one choice, three questions each time, and the paper beside them (W-9)."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from screening_app.bootstrap import check_signature, own_paper_renderer
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.presenters.take_home import Printing, TakeHomeModel, TakeHomePresenter, Typed
from screening_app.gui.printing import ChosenPrinter, ask_for_printer, keep_temporary_files_in_memory
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.preview import A4_SHAPE, CARD_SHAPE, PaperView
from screening_app.gui.widgets.banner import Banner, BannerKind, announce
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.ports import OwnPaperRenderer, SignatureCheck
from screening_app.services.session import Session
from screening_app.services.take_home import PRINTED, TakeHome

T = TypeVar("T")

_PAPER = 380
"""Most width of the paper on the page, at 100 %: a card is shown a little larger than it is."""

_WRITING = (QLineEdit, QPlainTextEdit)


def take_home_page(
    session: Session,
    screening_id: ScreeningId,
    navigation: Navigation,
    *,
    jobs: Jobs,
    render: OwnPaperRenderer | None = None,
    check: SignatureCheck = check_signature,
) -> Page:
    """Return the page for what the person takes home of a closed conversation's plan.

    Args:
        jobs: Work beside the window.
        render: For tests: what papers are set with.
        check: Of the signatures on the answers.
    """
    keep_temporary_files_in_memory()
    return TakeHomePage(session, screening_id, navigation, jobs, render or own_paper_renderer(), check)


class TakeHomePage(Page):
    """What is chosen decides what is asked; nothing is ticked beforehand.

    Attributes:
        presenter: Decides everything.
    """

    def __init__(
        self,
        session: Session,
        screening_id: ScreeningId,
        navigation: Navigation,
        jobs: Jobs,
        render: OwnPaperRenderer,
        check: SignatureCheck,
    ) -> None:
        # Translators: heading; sv "Ta hem".
        super().__init__(_("Take home"), width=Size.FORM)
        self._jobs, self._navigation = jobs, navigation
        self._said: Banner | None = None
        self._what: TakeHome | None = None
        self._options: dict[TakeHome, Option] = {}
        self._digits: dict[int, Option] = {}
        self._ticks: dict[str, CheckRow] = {}
        self._parts: dict[str, CheckRow] = {}
        self.presenter = TakeHomePresenter(
            self, session, screening_id, render=render, check=check, beside=self._beside_us
        )
        self._waiting = Prose(_("Reading …"), role="second")
        self.body.addWidget(self._waiting)
        self._make_actions()
        self.presenter.show()

    def _make_actions(self) -> None:
        back = Button(_("Back"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self._navigation.back)
        self._forward = Button(_("Put on record"), kind="primary", key="Enter")
        self._forward.setObjectName("forward")
        self._forward.clicked.connect(self.presenter.do)
        # Translators: shows the paper before it is printed; sv "Visa utskriften".
        self._look = Button(_("Show how it prints"), icon="eye")
        self._look.setObjectName("look")
        self._look.clicked.connect(self.presenter.look)
        self.set_actions(back, self._forward, middle=self._look)
        show_when(self._look, False)
        self.first_focus = back

    # What the presenter asks

    def show_model(self, model: TakeHomeModel) -> None:
        """Show what can be chosen."""
        self._waiting.hide()
        self.set_heading(self.heading, lead=" ".join(filter(None, (model.lead, model.said))))
        self._make_forms(model)
        self._make_questions(model)
        self._make_content(model)
        self._paper = PaperView(self._jobs, inside=_PAPER)
        show_when(self._paper, False)
        self.body.addWidget(self._paper)
        self._choose(None)
        self.first_focus = next(iter(self._options.values()))
        if self.isVisible():
            self.come_to_rest()
            self.activated()

    def typed(self) -> Typed:
        """Return what stands on the page."""
        return Typed(
            what=self._what,
            ticks=frozenset(code for code, row in self._ticks.items() if row.checked),
            heading=self._heading_field.value,
            lines=self._lines.value,
            parts=tuple(code for code, row in self._parts.items() if row.checked),
            trusted=self._trusted.value,
        )

    def show_paper(self, pdf: bytes) -> None:
        """Show how it will print."""
        show_when(self._paper, True)
        self._paper.show_waiting("")
        shape = CARD_SHAPE if self._what is TakeHome.CARD else A4_SHAPE
        self._paper.show_paper(pdf, _("How it will print"), shape=shape)

    def ask_printer(self) -> None:
        """Open the print dialog; a card stays as large as it is."""
        try:
            ask_for_printer(self, self._print_on)
        except ScreeningAppError as error:
            self.show_problem(error.describe())

    def show_problem(self, text: str) -> None:
        """Show why something was not done."""
        self._waiting.hide()
        self._say("warn", text)

    def show_done(self, text: str) -> None:
        """Say what was done; the questions are open again: they are asked each time."""
        for row in self._ticks.values():
            row.checked = False
        self._say("info", text)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose by digit, do it with Enter, neither while something is written; leave with Esc."""
        writing = isinstance(QApplication.focusWidget(), _WRITING)
        option = self._digits.get(event.key() - Qt.Key.Key_0)
        if event.key() == Qt.Key.Key_Escape:
            self._navigation.back()
        elif option is not None and not writing:
            option.setFocus(Qt.FocusReason.ShortcutFocusReason)
            option.pick()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not writing:
            self.presenter.do()
        else:
            super().keyPressEvent(event)

    def keep_typed(self) -> bool:
        """Tell whether nothing is half typed: lines that were not printed are lost."""
        return not self._options or not self._lines.value.strip()

    # Inside

    def _make_forms(self, model: TakeHomeModel) -> None:
        # Translators: sv "Hur vill personen ha planen?".
        card = Card(_("How does the person want the plan?"))
        for row in model.forms:
            option = Option(row.code, row.text, digit=row.digit, second=row.second)
            option.picked.connect(self._pick)
            self._options[TakeHome(row.code)] = self._digits[row.digit] = option
            card.body.addWidget(option)
        self.body.addWidget(card)

    def _make_questions(self, model: TakeHomeModel) -> None:
        # Translators: over three questions; sv "Frågas varje gång".
        self._asked = Card(_("Asked each time"), kind="warn")
        for code, text in model.questions:
            tick = self._ticks[code] = CheckRow(code, text, low=True)
            self._asked.body.addWidget(tick)
        # Translators: under three questions to tick; sv "Kryssa bara det som är ja."
        self._asked.body.addWidget(Prose(_("Tick only what is answered with yes."), role="caption"))
        self.body.addWidget(self._asked)

    def _make_content(self, model: TakeHomeModel) -> None:
        # Translators: what stands on card or sheet; sv "Det som ska stå".
        self._content = Card(_("What stands on it"), gap=Space.S)
        # Translators: label; sv "Rubrik".
        self._heading_field = Field(_("Heading"), hint=_("Something everyday that the person chooses."))
        self._heading_field.setObjectName("heading")
        self._heading_field.value = model.heading
        self._lines = Field(
            # Translators: label of what stands on a card; sv "Rader på kortet".
            _("Lines on the card"),
            hint=_("In the person's own words; no names of help lines, no addresses of the net."),
            multiline=True,
        )
        self._lines.setObjectName("lines")
        self._content.body.addWidget(self._heading_field)
        self._content.body.addWidget(self._lines)
        for part in model.parts:
            row = self._parts[part.id] = CheckRow(part.id, part.text, second=part.second, low=True)
            self._content.body.addWidget(row)
        self.body.addWidget(self._content)
        # Translators: label; sv "Vem har den?".
        self._trusted = Field(_("Who keeps it?"), optional=True)
        self._trusted.setObjectName("trusted")
        self._trusted.value = model.trusted
        self.body.addWidget(self._trusted)

    def _pick(self, code: str) -> None:
        self._choose(TakeHome(code))

    def _choose(self, what: TakeHome | None) -> None:
        self._what = what
        for form, option in self._options.items():
            option.checked = form is what
        printed = what in PRINTED
        for part, shown in (
            (self._asked, printed),
            (self._content, printed),
            (self._lines, what is TakeHome.CARD),
            (self._trusted, what is TakeHome.TRUSTED),
            (self._look, printed),
        ):
            show_when(part, shown)
        for row in self._parts.values():
            show_when(row, what is TakeHome.PAPER)
        show_when(self._paper, False)
        # Another form is another paper: what was answered for one is not answered for the other.
        for tick in self._ticks.values():
            tick.checked = False
        self._forward.setText(_("Print") if printed else _("Put on record"))
        self._say_nothing()

    def _print_on(self, chosen: ChosenPrinter) -> None:
        printer: Printing = replace(chosen, actual_size=True)
        self.presenter.print_on(printer)

    def _say(self, kind: BannerKind, text: str) -> None:
        self._say_nothing()
        self._said = self.banner(kind, text)
        announce(self, text)

    def _say_nothing(self) -> None:
        if self._said is not None:
            self.remove_banner(self._said)
            self._said = None

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)
