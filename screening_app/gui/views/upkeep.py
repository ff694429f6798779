"""Keys and backups: a short list of pages, each with how it stands."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from screening_app.gui.page import Page
from screening_app.gui.presenters.upkeep import UpkeepModel, upkeep_model
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.backups import BackupsPage
from screening_app.gui.views.own_key_file import OwnKeyFilePage
from screening_app.gui.views.passphrase import PassphrasePage
from screening_app.gui.views.sheets import SheetsPage
from screening_app.gui.views.user import UserPage
from screening_app.gui.views.users import UsersPage
from screening_app.gui.widgets.option import OpeningRow
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

if TYPE_CHECKING:
    from screening_app.gui.keeper import Keeper
    from screening_app.gui.pages import Place
    from screening_app.gui.shell import Shell


def upkeep_page(place: "Place", shell: "Shell", keeper: "Keeper") -> Page:
    """Return a page of keys and backups.

    Args:
        place: Which one.
        shell: The window.
        keeper: What keeps the vault safe.
    """
    if place.user is not None:
        return UserPage(keeper, place.user, shell, shell.jobs)
    match place.name:
        case "passphrase":
            return PassphrasePage(keeper.upkeep, shell.session, shell, shell.jobs)
        case "key-file":
            return OwnKeyFilePage(keeper.upkeep, shell, shell.jobs)
        case "users":
            return UsersPage(keeper, shell.session, shell, shell.jobs)
        case "sheets":
            return SheetsPage(keeper, shell, shell.jobs)
        case "backups":
            return BackupsPage(keeper, shell.session.clock, shell, shell.jobs)
    model = upkeep_model(
        keeper.safeguards(), may_administer=keeper.upkeep.may_administer(), now=shell.session.clock.now()
    )
    return UpkeepPage(model, shell)


class UpkeepPage(Page):
    """Rows that open pages."""

    def __init__(self, model: UpkeepModel, shell: "Shell") -> None:
        # Translators: sv "Nycklar och kopior".
        super().__init__(_("Keys and backups"), width=Size.QUESTION)
        self._shell = shell
        self._rows = dict[int, OpeningRow]()
        column = Column(gap=Space.XS)
        for digit, row in enumerate(model.rows, start=1):
            made = OpeningRow(row.place, row.text, digit=digit, second=row.second)
            made.picked.connect(self._open)
            self._rows[digit] = made
            column.addWidget(made)
        self.body.addLayout(column)
        if model.remark:
            self.body.addWidget(Prose(model.remark, role="second"))
        self.first_focus = self._rows[1]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open by digit; go back with Esc."""
        row = self._rows.get(event.key() - Qt.Key.Key_0)
        if row is not None:
            row.pick()
        elif event.key() == Qt.Key.Key_Escape:
            self._shell.back()
        else:
            super().keyPressEvent(event)

    def _open(self, place: str) -> None:
        self._shell.upkeep(place)
