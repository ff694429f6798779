"""The lock screen: who comes in, why it locked, and whom anybody may call."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QStackedLayout, QWidget

from screening_app.gui.presenters.lock_screen import Entrance, Locked, LockScreenPresenter, PublicNumber
from screening_app.gui.theme.current import grown
from screening_app.gui.theme.layout import Column, Row, around, sides
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.caps_notice import CapsNotice
from screening_app.gui.views.key_file import KeyFileField
from screening_app.gui.views.public_numbers import PublicNumbers
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.focus_ring import FocusRing
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.product_mark import ProductMark
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_MARK = 40
_SECOND_MS = 1000


class LockScreen(QWidget):
    """The page before a key is there.

    Attributes:
        language_asked: Told when the other language was chosen.
        recovery_asked: Told when somebody wants to get in with sheets.
        put_back_asked: Told when somebody wants to put a backup back.
        practice_asked: Told when somebody wants to practise.
    """

    language_asked = Signal()
    recovery_asked = Signal()
    put_back_asked = Signal()
    practice_asked = Signal()

    def __init__(self, entrance: Entrance, locked: Locked | None, *, language: str) -> None:
        """Make the page.

        Args:
            entrance: What the process does for it.
            locked: Why it locked, or None at a fresh start.
            language: Name of the language in use, in that language.
        """
        super().__init__()
        self.setObjectName("lock-screen")
        self.setAccessibleName(_("Unlock"))
        self._presenter = LockScreenPresenter(self, entrance, locked)
        self._make_form()
        self._numbers = PublicNumbers()
        self._numbers.left.connect(self._show_form)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._middle())
        self._stack.addWidget(self._numbers)
        page = Column(self, gap=Space.NONE)
        page.addLayout(self._stack, 1)
        page.addLayout(self._foot(language))
        FocusRing(self)
        QShortcut(QKeySequence("Ctrl+E"), self, self._presenter.show_numbers)
        seconds = QTimer(self, interval=_SECOND_MS)
        seconds.timeout.connect(self._presenter.tick)
        seconds.start()
        self._presenter.begin()

    @property
    def presenter(self) -> LockScreenPresenter:
        """Return who decides on this page."""
        return self._presenter

    def _make_form(self) -> None:
        self.login = Field(_("User"))
        self.login.input.setObjectName("login")
        self.passphrase = Field(_("Passphrase"), secret=True)
        self.passphrase.input.setObjectName("passphrase")
        self.login.entered.connect(self.passphrase.setFocus)
        if isinstance(self.login.input, QLineEdit):
            self.login.input.editingFinished.connect(self._consider_login)
        self.key_file = KeyFileField()
        # Translators: sv "Egen lösenfras, som ingen annan känner till".
        self.own = Field(_("Passphrase of your own, which nobody else knows"), secret=True)
        self.own.input.setObjectName("own")
        self.again = Field(_("The same once more"), secret=True)
        self.again.input.setObjectName("again")
        self.own.entered.connect(self.again.setFocus)
        self.again.entered.connect(self._submit)
        for part in (self.key_file, self.own, self.again):
            show_when(part, False)
        self.passphrase.entered.connect(self._after_passphrase)
        self.caps = CapsNotice(self.passphrase.input)
        self.problem = Prose(role="error")
        show_when(self.problem, False)
        # Translators: on the button of the lock screen (Swedish: Lås upp).
        self.button = Button(_("Unlock"), kind="primary", key="Enter", size="large")
        self.button.setObjectName("unlock")
        self.button.clicked.connect(self._submit)
        self._wait = Prose(role="caption")
        show_when(self._wait, False)
        # Translators: for somebody who cannot unlock (Swedish: Kommer du inte in?).
        self._stuck = Button(_("Cannot get in?"), kind="quiet", size="small")
        self._stuck.setObjectName("no-way-in")
        self._stuck.clicked.connect(self._explain)
        # Translators: for somebody who cannot unlock (sv "Kom in med blad…", "Lägg tillbaka en kopia…").
        self._sheets = Button(_("Use recovery sheets…"), kind="quiet", size="small")
        self._sheets.setObjectName("use-sheets")
        self._sheets.clicked.connect(self.recovery_asked)
        self._restore = Button(_("Put a backup back…"), kind="quiet", size="small")
        self._restore.setObjectName("put-back")
        self._restore.clicked.connect(self.put_back_asked)
        self._note_icon = IconLabel("lock", size=Size.ICON_SMALL)
        self.note = Prose(role="caption", centred=True)

    def _middle(self) -> QWidget:
        middle = QWidget()
        card = Card(gap=Space.S)
        card.setFixedWidth(grown(Size.SIDE_MOST))
        card.body.set_margins(sides(Space.L, Space.L))
        fields = (self.login, self.key_file, self.passphrase, self.own, self.again)
        for part in (*fields, self.caps, self.problem, self._wait):
            card.body.addWidget(part)
        wide = self.button.sizePolicy()
        wide.setHorizontalPolicy(wide.Policy.Expanding)
        self.button.setSizePolicy(wide)
        card.body.addWidget(self.button)
        for way in (self._stuck, self._sheets, self._restore):
            card.body.addWidget(way, 0, Qt.AlignmentFlag.AlignHCenter)
        for way in (self._sheets, self._restore):
            show_when(way, False)
        head = Row(gap=Space.S)
        head.addStretch(1)
        head.addWidget(ProductMark(_MARK), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(Prose(_("Conversation Support"), role="number", weight=600, wrap=False))
        head.addStretch(1)
        column = Column(middle, gap=Space.M, margins=around(Space.XS))
        column.addStretch(1)
        column.addLayout(head)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._note_icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.note)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        return area

    def _foot(self, language: str) -> Row:
        foot = Row(gap=Space.M, margins=sides(Space.M + Space.XXS, Space.S + Space.XXS))
        # Translators: shows public numbers on the lock screen (Swedish: Akut: telefonnummer).
        self.urgent = Button(
            _("Emergency: phone numbers"), kind="urgent", icon="urgent", key="Ctrl E", size="small"
        )
        self.urgent.setObjectName("emergency")
        self.urgent.clicked.connect(self._presenter.show_numbers)
        foot.addWidget(self.urgent)
        foot.addStretch(1)
        # Translators: opens a window in which nothing is kept, with made-up people; sv "Öva".
        self.practice = Button(_("Practise"), kind="quiet", size="small")
        self.practice.setObjectName("practise")
        self.show_practising(False)
        self.practice.clicked.connect(self.practice_asked)
        foot.addWidget(self.practice)
        switch = Button(language, kind="quiet", icon="language", size="small")
        switch.setObjectName("language")
        switch.setAccessibleName(_("Language: {language}").format(language=language))
        switch.clicked.connect(self.language_asked)
        foot.addWidget(switch)
        return foot

    # What the presenter asks

    def show_note(self, text: str) -> None:
        """Show why and when it locked, under the form."""
        self.note.setText(text)
        show_when(self.note, bool(text))
        show_when(self._note_icon, bool(text))

    def show_problem(self, text: str) -> None:
        """Show what went wrong, or nothing for an empty text."""
        self.problem.setText(text)
        show_when(self.problem, bool(text))
        self.passphrase.input.setAccessibleDescription(text)

    def set_ready(self, ready: bool, missing: str) -> None:
        """Let the button work, or say beside it why it does not."""
        self.button.set_ready(ready, missing)
        self._wait.setText(missing)
        show_when(self._wait, bool(missing))

    def forget_passphrase(self) -> None:
        """Empty the fields of passphrases and put the cursor into the first."""
        for secret in (self.passphrase, self.own, self.again):
            secret.value = ""
        self.passphrase.setFocus()

    def show_key_files(self, files: Sequence[Path] | None) -> None:
        """Let a key file be chosen, among these or any; ``None``: none is needed."""
        if files is None:
            self.key_file.forget()
        else:
            self.key_file.offer(files)
        show_when(self.key_file, files is not None)

    def ask_for_own(self, wanted: bool) -> None:
        """Ask for a passphrase of one's own, typed twice, beside the given one; or no longer."""
        for part in (self.own, self.again):
            show_when(part, wanted)

    def show_numbers(self, numbers: Sequence[PublicNumber], remark: str) -> None:
        """Show the public numbers."""
        self._numbers.show_numbers(numbers, remark)
        self._stack.setCurrentWidget(self._numbers)
        self._numbers.setFocus()

    def _show_form(self) -> None:
        self._stack.setCurrentIndex(0)
        self.first_field().setFocus()

    def first_field(self) -> Field:
        """Return where typing begins."""
        return self.passphrase if self.login.value else self.login

    def _explain(self) -> None:
        """Say what can be done, and offer it."""
        self._presenter.explain_no_way_in()
        for way in (self._sheets, self._restore):
            show_when(way, True)

    def show_practising(self, under_way: bool) -> None:
        """Say that practice has its window, and open no other; or let it be begun."""
        # Translators: sv "Övningen har ett eget fönster."
        self.practice.set_ready(not under_way, _("Practice has a window of its own."))
        if not under_way:
            self.practice.setAccessibleDescription(
                _("With made-up people, in a window of its own. Nothing is kept.")
            )

    def _consider_login(self) -> None:
        self._presenter.consider_login(self.login.value)

    def _after_passphrase(self) -> None:
        """Go on to what else is to be typed, or unlock."""
        if self.own.isVisible() and not self.own.value:
            self.own.setFocus()
        else:
            self._submit()

    def _submit(self) -> None:
        self._presenter.submit(
            self.login.value,
            self.passphrase.value,
            key_file=self.key_file.file,
            own=self.own.value,
            again=self.again.value,
        )
