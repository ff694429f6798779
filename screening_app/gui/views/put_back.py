"""Putting a backup back, from the first start or from the lock screen; never over anything."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from screening_app.gui.errands import Errands
from screening_app.gui.page import Page
from screening_app.gui.presenters.long_work import Progress
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.presenters.put_back import PutBackDesk, PutBackPresenter, put_back_fields
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.bars import TopBar
from screening_app.gui.views.outside import Numbers, Outside
from screening_app.gui.views.set_up_fields import StepFields
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.work_card import WorkCard
from screening_app.i18n import gettext as _

if TYPE_CHECKING:
    from screening_app.gui.app import Application


class ProcessPutBackDesk:
    """Port ``PutBackDesk`` of the presenter, on this computer.

    Args:
        data_dir: Folder of the settings, where the vault's place is kept.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    def check_place(self, folder: Path) -> None:
        """Refuse a place where no vault may stand."""
        from screening_app.bootstrap import check_new_place  # noqa: PLC0415 (after the first paint)

        check_new_place(folder)

    def put_back(self, file: Path, folder: Path, progress: Progress) -> None:
        """Put a backup back, and settle its place."""
        from screening_app import settings  # noqa: PLC0415 (after the first paint)
        from screening_app.bootstrap.backups import restore_backup  # noqa: PLC0415 (after the first paint)

        restore_backup(file, folder, progress=progress)
        settings.keep_vault_folder(self._data_dir, folder)


def put_back_page(application: "Application", left: Callable[[], None]) -> QWidget:
    """Return the page for the process; when it is done, the process begins anew at the lock screen.

    Args:
        left: Told when somebody goes back.
    """

    def finish(folder: Path) -> None:
        application.start = replace(application.start, vault=folder)
        application.entrance.let_go()
        application.lock(LockReason.USER)

    return PutBack(
        ProcessPutBackDesk(application.start.data_dir),
        application.errands,
        numbers=application.entrance.numbers,
        left=left,
        finished=finish,
    )


class PutBack(Outside):
    """Two places, a bar, and then the lock screen."""

    def __init__(
        self,
        desk: PutBackDesk,
        errands: Errands,
        *,
        numbers: Numbers,
        left: Callable[[], None],
        finished: Callable[[Path], None],
    ) -> None:
        super().__init__(numbers)
        self.setObjectName("put-back")
        self._errands, self._left, self._finished = errands, left, finished
        self._folder: Path | None = None
        self._presenter = PutBackPresenter(self, desk, errands)
        # Translators: beside the product's name at the top; sv "Lägg tillbaka".
        top = TopBar(_("Restore"))
        for button in (top.hide_button, top.lock_button):
            button.setVisible(False)
        self.build(top)
        self._make_page()
        errands.changed.connect(self.show_work)

    def _make_page(self) -> None:
        page = Page(
            # Translators: sv "Lägg tillbaka en säkerhetskopia".
            _("Put a backup back"),
            lead=_("The records of the day of the backup, in a new folder. The backup stays as it is."),
            width=Size.QUESTION,
        )
        self._fields = StepFields(put_back_fields(), {})
        self._fields.entered.connect(self.forward)
        page.body.addWidget(self._fields)
        self._card = WorkCard()
        self._card.cancelled.connect(self._errands.cancel)
        page.body.addWidget(self._card)
        self._back = Button(_("Back"), icon="left")
        self._back.setObjectName("back")
        self._back.clicked.connect(self._leave)
        # Translators: sv "Lägg tillbaka".
        self._button = Button(_("Put back"), kind="primary", key="Enter")
        self._button.setObjectName("forward")
        self._button.clicked.connect(self.forward)
        page.set_actions(self._back, self._button)
        page.first_focus = self._fields.first()
        self.put(page)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""
        self._fields.show_errors(errors)

    def show_problem(self, text: str) -> None:
        """Show why nothing was put back; empty takes it back."""
        if self.page is None:
            return
        self.page.clear_banners()
        if text:
            self.page.banner("warn", text)

    def show_done(self, folder: Path, text: str) -> None:
        """Say what is there now; what is left is to go to the lock screen."""
        self._folder = folder
        if self.page is not None:
            self.page.clear_banners()
            self.page.banner("info", text)
        self._fields.setEnabled(False)
        self._back.setEnabled(False)
        # Translators: sv "Till upplåsning".
        self._button.setText(_("To unlocking"))
        self._button.setFocus()

    def show_work(self) -> None:
        """Show how far it has come."""
        state = self._errands.state
        self._card.show_work(state)
        self._button.set_ready(state is None, state.title if state else "")
        self._back.setEnabled(state is None and self._folder is None)

    def forward(self) -> None:
        """Put it back; or, when that is done, go to the lock screen."""
        if self._folder is not None:
            self._finished(self._folder)
        else:
            self._presenter.forward(self._fields.values())

    def _leave(self) -> None:
        if self._errands.state is None:
            self._left()
