"""The window of every day with no vault and nothing kept: one form of ``preview``, or practice (DESIGN 6, 7).

``run_rehearsal`` is for ``forms preview``, which has read the form and starts this as a process of its own.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from screening_app import settings
from screening_app.domain.ids import ScreeningId
from screening_app.gui.app import qt_application
from screening_app.gui.desk import HIDE_KEY, LOCK_KEY, show_alone
from screening_app.gui.frame import Frame
from screening_app.gui.hide import QuickHide
from screening_app.gui.jobs import Jobs
from screening_app.gui.lock import leave
from screening_app.gui.shell import Shell
from screening_app.gui.standing import Standing
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.neutral import NeutralPage
from screening_app.gui.watch import Watch
from screening_app.i18n import gettext as _
from screening_app.i18n import use_language
from screening_app.services.neutral_page import neutral_page
from screening_app.services.session import Session

_LONGEST_S = 3600


class _Anybody:
    """Whoever is at the desk may come back: there is nothing to see."""

    def confirm(self, passphrase: str) -> None:
        """Take any."""


class Rehearsal(QObject):
    """The window of a form that is being tried, or of practice.

    Attributes:
        frame: The window.
        watch: Takes the keys that end it and hide it.
        shell: Its pages, standing at the form's first, or at Today.
    """

    def __init__(
        self,
        session: Session,
        screening: ScreeningId | None,
        end: Callable[[], None],
        *,
        frame: Frame | None = None,
    ) -> None:
        """Show the form's first page, or Today.

        Args:
            screening: The conversation to begin with; ``None`` for Today.
            end: Ends the process: on closing the window, on the key that locks, and after an hour unused.
            frame: The window, if there is one already.
        """
        super().__init__()
        self.jobs = Jobs(self)
        self.frame = frame or Frame(end)
        page = neutral_page(session)
        hide = QuickHide(
            self.frame,
            page=lambda: NeutralPage(heading=page.heading, lines=page.lines),
            user=_Anybody(),
            jobs=self.jobs,
            lock=lambda _reason: end(),
        )
        keys = {LOCK_KEY: end, HIDE_KEY: hide.hide}
        self.watch = Watch(seconds=_LONGEST_S, keys=keys, parent=self.frame)
        self.watch.expired.connect(end)
        self.watch.slept.connect(end)
        standing = Standing(
            lock=lambda _reason: end(),
            hide=hide,
            watch=self.watch,
            jobs=self.jobs,
            speak=self._speak,
            alone=lambda page, _keep: show_alone(page, hide, self.frame, end),
            band=band_text(),
        )
        self.shell = Shell(session, standing)
        if screening is not None:
            self.shell.conversation(screening)
        self.frame.show_page(self.shell)

    def _speak(self, language: str) -> None:
        use_language(language, settings.catalogs_folder())
        self.frame.retranslate()


def band_text() -> str:
    """Return what stands above every page while nothing is kept."""
    # Translators: sv "Övning. Inget av det som skrivs här sparas."
    return _("Practice. Nothing that is written here is kept.")


def run_rehearsal(words: Sequence[str]) -> int:
    """Show a form until its window is closed; ends with the process.

    Args:
        words: The form file, and the language of the interface.
    """
    from screening_app.bootstrap.rehearsal import rehearsal  # noqa: PLC0415 (database)

    form, language = words
    use_language(language, settings.catalogs_folder())
    app = qt_application()
    apply_appearance(app, Appearance(theme="system"))
    with rehearsal(Path(form)) as (session, screening):
        shown = Rehearsal(session, screening, end_rehearsal)
        app.installEventFilter(shown.watch)
        shown.frame.open()
        app.exec()
    return 0


def end_rehearsal() -> None:
    """End the process; there is nothing to close."""
    leave(None)
