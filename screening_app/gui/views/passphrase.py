"""Changing one's own passphrase: the one of now, and the new one twice."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.users import KeysDesk, PassphrasePresenter, own_passphrase_fields
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.set_up_fields import StepFields
from screening_app.gui.widgets.button import Button
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

T = TypeVar("T")


class PassphrasePage(Page):
    """Three fields and one filled button."""

    def __init__(self, desk: KeysDesk, session: Session, navigation: DeskNavigation, jobs: Jobs) -> None:
        # Translators: sv "Din lösenfras".
        super().__init__(
            _("Your passphrase"),
            lead=_("Nobody can read or reset it. Write it down nowhere that others reach."),
            width=Size.QUESTION,
        )
        self._jobs, self._navigation = jobs, navigation
        self._presenter = PassphrasePresenter(self, desk, session.user.login, self._beside_us)
        self._fields = StepFields(own_passphrase_fields(), {})
        self._fields.entered.connect(self._change)
        self.body.addWidget(self._fields)
        back = Button(_("Back"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(navigation.back)
        # Translators: sv "Byt lösenfras".
        self._forward = Button(_("Change passphrase"), kind="primary", key="Enter")
        self._forward.setObjectName("change")
        self._forward.clicked.connect(self._change)
        self.set_actions(back, self._forward)
        self.first_focus = self._fields.first()

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""
        self._fields.show_errors(errors)

    def show_problem(self, text: str) -> None:
        """Show why it was not changed; empty takes it back."""
        self.clear_banners()
        if text:
            self.banner("warn", text)

    def show_done(self, text: str) -> None:
        """Say that it is changed, and empty the fields."""
        self._fields.clear()
        self.clear_banners()
        self.banner("info", text)

    def show_working(self, text: str) -> None:
        """Show that it is being changed; empty when it is not."""
        self._forward.set_ready(not text, text)
        self.set_note(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Change with Enter; go back with Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._change()
        elif event.key() == Qt.Key.Key_Escape:
            self._navigation.back()
        else:
            super().keyPressEvent(event)

    def _change(self) -> None:
        self._presenter.change(self._fields.values())

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)
