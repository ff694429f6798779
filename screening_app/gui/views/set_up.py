"""First start: one step at a time, the steps at the side, nothing made before the last."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening_app.gui.appearing import LANGUAGE_NAMES
from screening_app.gui.page import Page
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.presenters.set_up import Run, SetUpDesk, SetUpModel, SetUpPresenter, SetUpStep
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.bars import TopBar
from screening_app.gui.views.outside import Numbers, Outside
from screening_app.gui.views.set_up_fields import StepFields
from screening_app.gui.views.sheet_entry import SheetEntryPanel
from screening_app.gui.views.sheets_panel import SheetsPanel
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.step_rail import StepMark, StepRail
from screening_app.i18n import LANGUAGES, language
from screening_app.i18n import gettext as _

if TYPE_CHECKING:
    from screening_app.gui.app import Application


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
        put_back=application.put_back,
    )
    return page


class SetUp(Outside):
    """The window's content until there is a vault, and until its recovery was tried."""

    def __init__(
        self,
        desk: SetUpDesk,
        run: Run,
        *,
        folder: Path,
        finished: Callable[[Path], None],
        numbers: Numbers,
        speak: Callable[[str], None],
        put_back: Callable[[], None],
    ) -> None:
        """Make it.

        Args:
            desk: What the process does for set-up.
            run: Does work beside the window.
            folder: Place to propose.
            finished: Told where the vault is.
            numbers: Looks the public numbers up.
            speak: Changes the language.
            put_back: Shows the page that puts a backup back instead.
        """
        super().__init__(numbers)
        self.setObjectName("set-up")
        self._desk, self._run = desk, run
        self._finished, self._speak, self._put_back = finished, speak, put_back
        self._fields: StepFields | None = None
        self._entry: SheetEntryPanel | None = None
        self._presenter = SetUpPresenter(self, desk, run, folder=folder)
        self._build()
        self._presenter.show()

    def _build(self) -> None:
        """Make what is around the step, in the language in use."""
        # Translators: sv "Installation", "Första start", "Cirka femton minuter".
        top = TopBar(_("Set-up"), other_language=LANGUAGE_NAMES[_other_language()])
        top.language_asked.connect(self._turn_language)
        self._steps = StepRail(title=_("First start"), caption=_("About fifteen minutes"))
        self.build(top, self._steps)

    def _turn_language(self) -> None:
        if self._fields is not None:
            self._presenter.keep(self._fields.values())
        self._speak(_other_language())
        self._build()
        self._presenter.show()

    @property
    def presenter(self) -> SetUpPresenter:
        """Who decides."""
        return self._presenter

    # What the presenter asks

    def show_model(self, model: SetUpModel) -> None:
        """Show a step."""
        words = model.words
        page = Page(words.heading, lead=words.lead, width=Size.FORM if model.sheets_step else Size.QUESTION)
        page.setObjectName(model.step)
        self._fields = self._entry = None
        if words.notice:
            page.body.addWidget(Banner("warn", words.notice, title=words.notice_title))
        self._button = Button(words.forward, kind="primary", key="Enter")
        self._button.setObjectName("forward")
        self._button.clicked.connect(self.forward)
        first = self._fill(page, model)
        page.set_actions(self._back_button(model), self._button, middle=self._middle(model))
        page.first_focus = first or self._button
        self._steps.set_steps([StepMark(step.id, step.title, step.state) for step in model.rail])
        self.put(page)
        self._presenter.settled()

    def _fill(self, page: Page, model: SetUpModel) -> QWidget | None:
        """Put what the step asks for on its page; return where it begins."""
        if model.step is SetUpStep.SHEETS:
            panel = SheetsPanel(self._desk, self._run, self._presenter.sheets)
            panel.given.connect(self._presenter.given)
            panel.failed.connect(self.show_problem)
            page.body.addWidget(panel)
            return panel.first()
        if model.step is SetUpStep.REHEARSAL:
            self._entry = SheetEntryPanel(self._desk.sheet_words())
            self._entry.changed.connect(self._presenter.refresh)
            self._entry.finished.connect(partial(self._button.setFocus, Qt.FocusReason.TabFocusReason))
            page.body.addWidget(self._entry)
            return self._entry.first()
        self._fields = StepFields(model.words.fields, model.values)
        self._fields.changed.connect(self._tell_strength)
        self._fields.entered.connect(self.forward)
        page.body.addWidget(self._fields)
        return self._fields.first()

    def _back_button(self, model: SetUpModel) -> Button | None:
        if not model.can_go_back:
            return None
        back = Button(_("Back"), icon="left")
        back.setObjectName("back")
        back.clicked.connect(self._back)
        return back

    def _middle(self, model: SetUpModel) -> Button | None:
        """Return what else can be done at this step."""
        if model.step is SetUpStep.PLACE:
            # Translators: sv "Lägg tillbaka en säkerhetskopia…".
            other = Button(_("Put a backup back…"), kind="quiet")
            other.setObjectName("put-back")
            other.clicked.connect(self._put_back)
            return other
        if model.step is SetUpStep.REHEARSAL:
            # Translators: sv "Skjut upp…".
            later = Button(_("Postpone…"), kind="quiet")
            later.setObjectName("postpone")
            later.clicked.connect(self._presenter.ask_to_postpone)
            return later
        return None

    @property
    def entered(self) -> tuple[str, ...]:
        """The sheets as typed."""
        return self._entry.entry.sheets if self._entry is not None else ()

    @property
    def missing(self) -> str:
        """What is still to be typed of the sheets."""
        return self._entry.entry.missing if self._entry is not None else ""

    def show_missing(self, text: str) -> None:
        """Say beside the button why it does not work yet; empty when it does."""
        self._button.set_ready(not text, text)
        if self._page is not None:
            self._page.set_note(text)

    def show_postponing(self, text: str) -> None:
        """Say plainly what it means to postpone, and offer it once more."""
        if self._page is None:
            return
        self._page.clear_banners()
        # Translators: sv "Skjut upp ändå".
        banner = self._page.banner("warn", text, _("Postpone all the same"), self._presenter.postpone)
        if banner.button is not None:
            banner.button.setObjectName("postpone-all-the-same")
            banner.button.setFocus(Qt.FocusReason.TabFocusReason)

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
        self.show_missing(text)

    def finish(self, folder: Path) -> None:
        """Leave set-up."""
        self._finished(folder)

    # What the person does

    def forward(self) -> None:
        """Leave the step."""
        self._presenter.forward(self._fields.values() if self._fields is not None else {})

    def _back(self) -> None:
        if self._fields is not None:
            self._presenter.back(self._fields.values())

    def _tell_strength(self) -> None:
        if self._fields is not None:
            self._fields.show_strength(self._presenter.strength(self._fields.values()))


def _other_language() -> str:
    return LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)]
