"""First start: one step at a time, the steps at the side, nothing made before the last."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from screening_app.gui.appearing import LANGUAGE_NAMES
from screening_app.gui.page import Page
from screening_app.gui.presenters.lock_screen import PublicNumber
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.presenters.set_up import Run, SetUpDesk, SetUpModel, SetUpPresenter
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.bars import TopBar
from screening_app.gui.views.public_numbers import PublicNumbers
from screening_app.gui.views.set_up_fields import StepFields
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.focus_ring import FocusRing
from screening_app.gui.widgets.step_rail import StepMark, StepRail
from screening_app.i18n import LANGUAGES, language
from screening_app.i18n import gettext as _

if TYPE_CHECKING:
    from screening_app.gui.app import Application

Numbers = Callable[[Callable[[Sequence[PublicNumber]], None]], None]


def set_up_page(application: "Application") -> QWidget:
    """Return set-up for the process; when it is done, the process begins anew at the lock screen."""
    from screening_app.gui.set_up_desk import ProcessSetUpDesk  # noqa: PLC0415 (after the first paint)

    def run(work: Callable[[], None], done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        application.jobs.run(work, owner=page, success=lambda _nothing: done(), failure=failed)

    def finish(folder: Path) -> None:
        application.start = replace(application.start, vault=folder)
        # A new process, so that no passphrase typed here is left in memory (DESIGN 4).
        application.lock(LockReason.USER)

    desk = ProcessSetUpDesk(application.start.data_dir)
    page = SetUp(
        desk,
        run,
        folder=application.start.vault,
        finished=finish,
        numbers=application.entrance.numbers,
        speak=application.speak,
    )
    return page


class SetUp(QWidget):
    """The window's content until there is a vault."""

    def __init__(
        self,
        desk: SetUpDesk,
        run: Run,
        *,
        folder: Path,
        finished: Callable[[Path], None],
        numbers: Numbers,
        speak: Callable[[str], None],
    ) -> None:
        """Make it.

        Args:
            desk: What the process does for set-up.
            run: Does work beside the window.
            folder: Place to propose.
            finished: Told where the vault is.
            numbers: Looks the public numbers up.
            speak: Changes the language.
        """
        super().__init__()
        self.setObjectName("set-up")
        self._finished, self._numbers, self._speak = finished, numbers, speak
        self._page: Page | None = None
        self._fields: StepFields | None = None
        self._presenter = SetUpPresenter(self, desk, run, folder=folder)
        self._column = Column(self, gap=Space.NONE)
        self._frame: QWidget | None = None
        self._build()
        self._ring = FocusRing(self)
        QShortcut(QKeySequence("Ctrl+E"), self, self._show_numbers)
        self._presenter.show()

    def _build(self) -> None:
        """Make what is around the step, in the language in use."""
        before, self._frame, self._page = self._frame, QWidget(), None
        # Translators: sv "Installation", "Första start", "Cirka fem minuter".
        top = TopBar(_("Set-up"), other_language=LANGUAGE_NAMES[_other_language()])
        top.emergency.connect(self._show_numbers)
        top.language_asked.connect(self._turn_language)
        self._rail = StepRail(title=_("First start"), caption=_("About five minutes"))
        self._host = QStackedLayout()
        middle = Row(gap=Space.NONE)
        middle.addWidget(self._rail)
        middle.addLayout(self._host, 1)
        inside = Column(self._frame, gap=Space.NONE)
        inside.addWidget(top)
        inside.addLayout(middle, 1)
        self._column.addWidget(self._frame)
        if before is not None:
            self._column.removeWidget(before)
            before.deleteLater()

    def _turn_language(self) -> None:
        if self._fields is not None:
            self._presenter.keep(self._fields.values())
        self._speak(_other_language())
        self._build()
        self._presenter.show()
        self._ring.raise_()

    @property
    def presenter(self) -> SetUpPresenter:
        """Who decides."""
        return self._presenter

    @property
    def page(self) -> Page | None:
        """The step shown."""
        return self._page

    # What the presenter asks

    def show_model(self, model: SetUpModel) -> None:
        """Show a step."""
        words = model.words
        page = Page(words.heading, lead=words.lead, width=Size.QUESTION)
        page.setObjectName(model.step)
        self._fields = StepFields(words.fields, model.values)
        self._fields.changed.connect(self._tell_strength)
        self._fields.entered.connect(self._forward)
        if words.notice:
            page.body.addWidget(Banner("warn", words.notice, title=words.notice_title))
        page.body.addWidget(self._fields)
        back = Button(_("Back"), icon="left") if model.can_go_back else None
        if back is not None:
            back.setObjectName("back")
            back.clicked.connect(self._back)
        self._button = Button(words.forward, kind="primary", key="Enter")
        self._button.setObjectName("forward")
        self._button.clicked.connect(self._forward)
        page.set_actions(back, self._button)
        page.first_focus = self._fields.first() or self._button
        self._rail.set_steps([StepMark(step.id, step.title, step.state) for step in model.rail])
        page.rail = self._rail
        self._put(page)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""
        if self._fields is not None:
            self._fields.show_errors(errors)

    def show_problem(self, text: str) -> None:
        """Show why the step cannot be left; empty takes it back."""
        if self._page is None:
            return
        self._page.clear_banners()
        if text:
            self._page.banner("warn", text)

    def show_working(self, text: str) -> None:
        """Show that something is being made; nothing can be pressed meanwhile."""
        self._button.set_ready(False, text)
        if self._page is not None:
            self._page.set_note(text)

    def finish(self, folder: Path) -> None:
        """Leave set-up."""
        self._finished(folder)

    # What the person does

    def _forward(self) -> None:
        if self._fields is not None:
            self._presenter.forward(self._fields.values())

    def _back(self) -> None:
        if self._fields is not None:
            self._presenter.back(self._fields.values())

    def _tell_strength(self) -> None:
        if self._fields is not None:
            self._fields.show_strength(self._presenter.strength(self._fields.values()))

    def _show_numbers(self) -> None:
        if isinstance(self._host.currentWidget(), PublicNumbers):
            return
        numbers = PublicNumbers()
        numbers.left.connect(self._leave_numbers)
        self._host.addWidget(numbers)
        self._host.setCurrentWidget(numbers)
        remark = _("Public numbers. Your unit may have others, shown after unlocking.")
        self._numbers(lambda found: numbers.show_numbers(found, remark))

    def _leave_numbers(self) -> None:
        numbers = self._host.currentWidget()
        if self._page is not None and numbers is not None and numbers is not self._page:
            self._host.setCurrentWidget(self._page)
            self._host.removeWidget(numbers)
            numbers.deleteLater()
            self._page.activated()

    def _put(self, page: Page) -> None:
        before, self._page = self._page, page
        self._host.addWidget(page)
        self._host.setCurrentWidget(page)
        if before is not None:
            self._host.removeWidget(before)
            before.deleteLater()
        page.activated()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold the steps into one line where the window is narrow."""
        super().resizeEvent(event)
        if self._page is not None:
            self._rail.setVisible(not self._page.folded)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go on with Enter wherever the focus is, as the button says."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._forward()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, _event: object) -> None:  # noqa: N802
        """Hand the focus to the step."""
        if self._page is not None:
            self._page.activated()


def _other_language() -> str:
    return LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)]
