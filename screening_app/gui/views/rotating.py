"""While the records get a new key: nothing but how far it has come, and then the lock screen."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.errands import Errands
from screening_app.gui.page import Page
from screening_app.gui.presenters.long_work import Cancelled, Progress
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.bars import TopBar
from screening_app.gui.views.outside import Numbers, Outside
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.work_card import WorkCard
from screening_app.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from screening_app.bootstrap.upkeep import Upkeep
    from screening_app.gui.app import Application


def rotating_page(login: str, upkeep: "Upkeep", application: "Application") -> QWidget:
    """Return the page for the process, and begin.

    Args:
        login: Whose key is taken away; empty for nobody's.
    """

    def work(progress: Progress) -> None:
        if login:
            upkeep.remove_user(login, progress)
        else:
            upkeep.rotate(progress)

    return Rotating(
        work,
        application.errands,
        numbers=application.entrance.numbers,
        lock=application.lock,
        takes_key=bool(login),
    )


class Rotating(Outside):
    """A bar with Cancel; at the end a sentence, and one way on."""

    def __init__(
        self,
        work: "Callable[[Progress], None]",
        errands: Errands,
        *,
        numbers: Numbers,
        lock: "Callable[[LockReason], None]",
        takes_key: bool,
    ) -> None:
        super().__init__(numbers)
        self.setObjectName("rotating")
        self._errands, self._lock, self._takes_key = errands, lock, takes_key
        self._reason = LockReason.USER
        # Translators: beside the product's name at the top; sv "Ny nyckel".
        top = TopBar(_("New key"))
        top.hide_button.setVisible(False)
        top.locked.connect(lambda: lock(LockReason.USER))
        self.build(top)
        page = Page(
            # Translators: sv "Uppgifterna får en ny nyckel".
            _("The records get a new key"),
            lead=_("Every record is copied and compared. Until the end the old key holds, whatever happens."),
            width=Size.QUESTION,
        )
        self._card = WorkCard()
        self._card.cancelled.connect(errands.cancel)
        page.body.addWidget(self._card)
        # Translators: sv "Till upplåsning".
        self._button = Button(_("To unlocking"), kind="primary", key="Enter")
        self._button.setObjectName("forward")
        self._button.clicked.connect(self.forward)
        page.set_actions(None, self._button)
        page.first_focus = self._button
        self.put(page)
        errands.changed.connect(self.show_work)
        self._begin(work)

    def _begin(self, work: "Callable[[Progress], None]") -> None:
        try:
            # Translators: sv "Kopierar och jämför".
            self._errands.begin(_("Copying and comparing"), work, self._done, self._failed)
        except ScreeningAppError as error:  # a backup is being made: nothing was begun
            self._tell("warn", error.describe())
        self.show_work()

    def show_work(self) -> None:
        """Show how far it has come."""
        state = self._errands.state
        self._card.show_work(state)
        self._button.set_ready(state is None, state.title if state else "")

    def forward(self) -> None:
        """Go to the lock screen, in a new process: the old key leaves the memory."""
        if self._errands.state is None:
            self._lock(self._reason)

    def _done(self, _nothing: None) -> None:
        self._reason = LockReason.NEW_KEY
        self._tell("info", _("The records have a new key. Passphrases and recovery sheets are as before."))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        still = _("The records keep the key they had.")
        if self._takes_key and isinstance(error, Cancelled):
            still = _(
                "The colleague has no key any more, but the records keep the key they had. Give them a new "
                "one later."
            )
        said = "" if isinstance(error, Cancelled) else error.describe()
        self._tell("warn", " ".join(filter(None, (said, still))))

    def _tell(self, kind: str, text: str) -> None:
        if self.page is not None:
            self.page.clear_banners()
            self.page.banner("info" if kind == "info" else "warn", text)
