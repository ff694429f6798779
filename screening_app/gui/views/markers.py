"""Who may mark the genital area on the body map: roles to turn on and off, or the sentence to read."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.markers import MarkersModel, MarkersPresenter
from screening_app.gui.theme.layout import Column, empty
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.session import Session


def markers_page(session: Session, navigation: DeskNavigation) -> Page:
    """Return the page of the roles that may mark the genital area."""
    return MarkersPage(session, navigation)


class MarkersPage(Page):
    """One row for each role that opens records; each change is stored at once."""

    def __init__(self, session: Session, navigation: DeskNavigation) -> None:
        super().__init__(
            # Translators: heading; sv "Vem som får märka underlivet".
            _("Who may mark the genital area"),
            lead=_("On the body map. It is for those who examine there; others write what the person tells."),
            width=Size.QUESTION,
        )
        self._navigation = navigation
        self._rows: dict[str, Option] = {}
        self._digits: dict[int, Option] = {}
        self._said = Prose(role="strong")
        self._said.setObjectName("who-may")
        self._list = Column(gap=Space.XS)
        self._reader = Prose(role="second")
        self.body.addWidget(self._said)
        self.body.addLayout(self._list)
        self.body.addWidget(self._reader)
        # Translators: to the whole routine; sv "Hela rutinen".
        back = Button(_("The whole routine"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self._leave)
        self.set_actions(back, None)
        self.first_focus = back
        self._presenter = MarkersPresenter(self, session)
        self._presenter.show()

    def show_model(self, model: MarkersModel) -> None:
        """Show who may."""
        self._said.setText(model.said)
        self._reader.setText(model.reader)
        show_when(self._reader, bool(model.reader))
        if not self._rows:
            self._make_rows(model)
        for choice in model.choices:
            self._rows[choice.code].checked = choice.chosen

    def show_problem(self, text: str) -> None:
        """Show why nothing is shown, or nothing was changed."""
        self.clear_banners()
        self.banner("warn", text)

    def show_saved(self, text: str) -> None:
        """Say when it was saved."""
        self.clear_banners()
        self.set_note(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Turn a role on or off by its digit; Esc leaves."""
        row = self._digits.get(event.key() - Qt.Key.Key_0)
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif row is not None:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)
            row.pick()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self._navigation.routine()

    def _make_rows(self, model: MarkersModel) -> None:
        empty(self._list)
        for choice in model.choices:
            row = Option(choice.code, choice.text, digit=choice.digit, multiple=True)
            row.picked.connect(self._presenter.choose)
            self._rows[choice.code] = self._digits[choice.digit] = row
            self._list.addWidget(row)
        if self._rows:
            self.first_focus = next(iter(self._rows.values()))
