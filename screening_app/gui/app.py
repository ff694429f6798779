"""The application with windows: lock screen, unlock, shell, lock; one process, reborn at every lock."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from screening_app import settings
from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.accessible import count_parts_of_scrolling
from screening_app.gui.clock import elapsed, now
from screening_app.gui.collecting import Collecting
from screening_app.gui.entrance import Entrance
from screening_app.gui.errands import Errands
from screening_app.gui.failures import catch_everything
from screening_app.gui.frame import Frame
from screening_app.gui.handover import Handover, recent_restarts, take_handover
from screening_app.gui.jobs import Jobs
from screening_app.gui.lock import Lock, leave
from screening_app.gui.practice_beside import PracticeBeside
from screening_app.gui.presenters.lock_screen import Locked, why_stopped
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.start import Start, find_start
from screening_app.gui.theme.apply import Appearance, ThemeChoice, appearance_in_use, apply_appearance
from screening_app.gui.theme.tokens import FACTORS
from screening_app.gui.views.lock_screen import LockScreen
from screening_app.i18n import LANGUAGES, use_language

if TYPE_CHECKING:
    from screening_app.bootstrap import Unlocked

NAME = "samtalsstod"
"""What the system calls the application, in every language."""

LANGUAGE_NAMES: Mapping[str, str] = {"sv": "Svenska", "en": "English"}
_USUAL_MINUTES = 3
_SENTENCE_MS = 60_000

ShellOf = Callable[["Unlocked", "Application"], QWidget]
"""Makes the pages after unlock."""


def run_application(
    options: Mapping[str, str],
    *,
    shell: ShellOf | None = None,
    attend: "Callable[[Application], None] | None" = None,
) -> int:
    """Show the lock screen and run until the window is closed; locks re-execute the process.

    Args:
        options: Of the command line, as ``start.window_options`` gives them.
        shell: For tests of the process only: other pages than the product's.
        attend: Told of the application once its window is open, such as to lead it round.
    """
    handover = take_handover(os.environ)
    app = qt_application()
    try:
        start = find_start(options, handover)
        use_language(start.language, settings.catalogs_folder())
    except ScreeningAppError as error:
        return _say_and_stop(error.describe())
    if handover is not None and handover.stops:
        return _say_and_stop(why_stopped(handover.where))
    application = Application(app, start, shell=shell or _product_shell)
    application.begin()
    if attend is not None:
        attend(application)
    app.exec()
    return 0


class Application(QObject):
    """Ties the window, the lock and what is open together.

    Attributes:
        frame: The window.
        jobs: Work beside it.
        errands: Work beside it that takes long.
        lock: Ends the process that holds the key.
        start: Where the vault is, language and appearance.
        minutes: How long nobody may touch anything.
        entrance: From start to unlock.
    """

    def __init__(self, app: QApplication, start: Start, *, shell: ShellOf) -> None:
        super().__init__()
        self._app = app
        self._shell = shell
        self._unlocked: Unlocked | None = None
        self.start = start
        self.minutes = _USUAL_MINUTES if start.handover is None else start.handover.minutes
        self.lock = Lock(self._describe)
        catch_everything(lambda where: self.lock(LockReason.ERROR, where))
        self.jobs = Jobs(self)
        self.errands = Errands(self)
        self.entrance = Entrance(start, self.jobs, self._opened, self)
        self._practice = PracticeBeside(self)
        self._practice.ended.connect(self._practised)
        self.frame = Frame(self._leave)

    def begin(self) -> None:
        """Show the lock screen; load the rest once it is painted."""
        apply_appearance(self._app, _appearance(self.start))
        handover = self.start.handover
        locked = handover and Locked(
            reason=handover.reason,
            at=handover.at.astimezone(),
            minutes=handover.minutes,
            where=handover.where,
            all_is_saved=handover.all_is_saved,
        )
        self._show_lock_screen(locked or None)
        # After the picture is out, not in the middle of painting it.
        self.frame.painted.connect(lambda: QTimer.singleShot(0, self._prepare))
        self.frame.open()

    def speak(self, language: str) -> None:
        """Use another language from now on, after a lock too."""
        self.start = replace(self.start, language=language)
        use_language(language, settings.catalogs_folder())
        self.frame.retranslate()

    def _show_lock_screen(self, locked: Locked | None) -> LockScreen:
        page = LockScreen(self.entrance, locked, language=LANGUAGE_NAMES[self.start.language])
        page.language_asked.connect(lambda: self._turn_language(locked))
        page.recovery_asked.connect(lambda: self.recover(locked))
        page.put_back_asked.connect(self.put_back)
        page.practice_asked.connect(self.practise)
        page.show_practising(self._practice.is_under_way)
        self.frame.show_page(page)
        page.first_field().setFocus()
        return page

    def _turn_language(self, locked: Locked | None) -> None:
        at = LANGUAGES.index(self.start.language)
        self.speak(LANGUAGES[(at + 1) % len(LANGUAGES)])
        self._show_lock_screen(locked)

    def put_back(self) -> None:
        """Show the page that puts a backup back; from there it goes back to where one was."""
        from screening_app.gui.views.put_back import put_back_page  # noqa: PLC0415 (seldom)

        self._show_outside(put_back_page(self, self._return))

    def recover(self, locked: Locked | None = None) -> None:
        """Show the page that gets in with recovery sheets.

        Args:
            locked: Why the lock screen stands there, to be said again by it.
        """
        from screening_app.gui.views.recover import recover_page  # noqa: PLC0415 (seldom)

        self._show_outside(recover_page(self, lambda: self._return(locked)))

    def practise(self) -> None:
        """Show the practice window beside this one; it is told of no vault."""
        look = appearance_in_use()
        self._practice.begin(self.start, theme=look.theme, factor=look.factor)
        if page := self._page():
            page.show_practising(True)

    def _practised(self, problem: str) -> None:
        if page := self._page():
            page.show_practising(False)
            page.first_field().setFocus()
            if problem:
                page.presenter.warn(problem)
            self.frame.activateWindow()

    def _return(self, locked: Locked | None = None) -> None:
        if self.start.has_vault:
            self._show_lock_screen(locked)
            self._ready()
        else:
            self._set_up()

    def _show_outside(self, page: QWidget) -> None:
        self.frame.show_page(page)
        page.setFocus()

    def _prepare(self) -> None:
        if not self.start.has_vault:
            self._set_up()
            return
        self.entrance.prepare(self._warn, self._ready)

    def _page(self) -> LockScreen | None:
        page = self.frame.page()
        return page if isinstance(page, LockScreen) else None

    def _warn(self, problem: str) -> None:
        if page := self._page():
            page.presenter.warn(problem)

    def _ready(self) -> None:
        if page := self._page():
            page.presenter.consider_delay()

    def _set_up(self) -> None:
        from screening_app.gui.views.set_up import set_up_page  # noqa: PLC0415 (the first start only)

        self._show_outside(set_up_page(self))

    def _opened(self, unlocked: "Unlocked") -> None:
        self._unlocked = unlocked
        self.lock.guard(lambda: unlocked.close(keep_lock=True))
        page = self._shell(unlocked, self)
        self.frame.show_page(page)
        page.setFocus()

    def _describe(self, reason: LockReason, where: str) -> Handover:
        before = self.start.handover.restarts if self.start.handover else ()
        look = appearance_in_use()
        return Handover(
            data_dir=self.start.data_dir,
            vault=self.start.vault,
            language=self.start.language,
            theme=look.theme,
            factor=look.factor,
            reason=reason,
            at=now(),
            minutes=self.minutes,
            lock_descriptor=self.entrance.descriptor,
            restarts=recent_restarts(before, elapsed()),
            where=where,
            all_is_saved=self.lock.all_is_saved,
        )

    def _leave(self) -> None:
        leave(self._unlocked.close if self._unlocked else None)


def _product_shell(unlocked: "Unlocked", application: Application) -> QWidget:
    from screening_app.gui.desk import make_desk  # noqa: PLC0415 (after the first paint)

    return make_desk(unlocked, application)


def qt_application() -> QApplication:
    """Return Qt's application with our name, made now."""
    app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setDesktopFileName(NAME)
    app.setQuitOnLastWindowClosed(False)
    Collecting(app)
    count_parts_of_scrolling()
    return app


def _appearance(start: Start) -> Appearance:
    """Return what was handed over, as far as it is something we know."""
    known: tuple[ThemeChoice, ...] = get_args(ThemeChoice)
    theme = next((theme for theme in known if theme == start.theme), known[0])
    return Appearance(theme=theme, factor=start.factor if start.factor in FACTORS else 1.0)


def _say_and_stop(sentence: str) -> int:
    # Nothing is open here, and nothing that goes wrong with the box may begin another round.
    catch_everything(lambda _where: os._exit(1))
    sys.stderr.write(f"{sentence}\n")
    box = QMessageBox()
    box.setText(sentence)
    QTimer.singleShot(_SENTENCE_MS, box, box.close)
    box.exec()
    return 1
