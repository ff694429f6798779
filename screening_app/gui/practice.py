"""Practice: the windows of every day with made-up people, and nothing kept (DESIGN 7).

A process of its own, started by the lock screen or by the command ``practice``. It is told a country, a
language and how the window looks, and no place of any vault.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from PySide6.QtCore import QObject

from screening_app import settings
from screening_app.domain.access import Regime
from screening_app.gui.app import qt_application
from screening_app.gui.failures import catch_everything
from screening_app.gui.frame import Frame
from screening_app.gui.presenters.set_up_words import unit_kinds
from screening_app.gui.rehearsal import Rehearsal, band_text, end_rehearsal
from screening_app.gui.system_lock import SystemLock
from screening_app.gui.theme.apply import Appearance, application, apply_appearance
from screening_app.gui.views.practice import PracticeChoice
from screening_app.i18n import use_language
from screening_app.services.preferences import Preferences, ThemeChoice, keep_preferences

_WHOLE = 100
_FAILED = 1


class Practice(QObject):
    """The window: first the kind of unit, if there are several, then Today.

    Attributes:
        frame: The window.
        desk: What is inside it once the kind of unit is known.
    """

    def __init__(self, country: str, look: Preferences, end: Callable[[], None]) -> None:
        """Make the window.

        Args:
            country: Whose pathways are practised.
            look: How the lock screen looked.
            end: Ends the process.
        """
        super().__init__()
        self._country, self._look, self._end = country, look, end
        self._open = ExitStack()
        self.frame = Frame(end)
        self.desk: Rehearsal | None = None

    def begin(self) -> None:
        """Ask for the kind of unit, or show Today where there is but one."""
        from screening_app.bootstrap.rehearsal import practice_regimes  # noqa: PLC0415 (database)

        regimes = practice_regimes(self._country)
        if len(regimes) == 1:
            self.practise(regimes[0])
            return
        kinds = [choice for choice in unit_kinds() if Regime(choice.code) in regimes]
        choice = PracticeChoice(kinds, band=band_text())
        choice.chosen.connect(lambda code: self.practise(Regime(code)))
        choice.left.connect(self._end)
        self.frame.show_page(choice)
        choice.setFocus()

    def practise(self, regime: Regime) -> None:
        """Show Today of a unit of that kind."""
        from screening_app.bootstrap.rehearsal import practice  # noqa: PLC0415 (database)

        session = self._open.enter_context(practice(self._country, regime))
        keep_preferences(session, self._look)
        self.desk = Rehearsal(session, None, self._end, frame=self.frame)
        application().installEventFilter(self.desk.watch)
        self.desk.shell.setFocus()

    def close(self) -> None:
        """Let go of everything that was made up and written."""
        self._open.close()


def run_practice(words: Sequence[str]) -> int:
    """Show practice until its window is closed or locked; ends with the process.

    Args:
        words: Country, language, theme and text size, as ``bootstrap.rehearsal.show_practice`` gives them.
    """
    country, language, theme, factor = words
    use_language(language, settings.catalogs_folder())
    app = qt_application()
    catch_everything(lambda _where: os._exit(_FAILED))
    look = Preferences(theme=ThemeChoice(theme), percent=round(float(factor) * _WHOLE))
    apply_appearance(app, Appearance(theme=look.theme.value, factor=float(factor)))
    shown = Practice(country, look, end_rehearsal)
    SystemLock(end_rehearsal, shown.frame).listen()
    shown.begin()
    shown.frame.open()
    return app.exec()
