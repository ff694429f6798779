"""The bars of the window: product and standing actions at the top, what holds now at the bottom."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.presenters.status import StatusModel
from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.layout import Row, sides
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.theme.window_class import FOLDS_FROM
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.product_mark import ProductMark
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_RULE: Final = 22
_CAPTION_LINE: Final = 19
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


class TopBar(QFrame):
    """Mark, product and unit; then, always in this order and place: emergency, hide, lock.

    Attributes:
        emergency: Told when the emergency panel was asked for.
        hidden: Told when quick hide was asked for.
        locked: Told when the lock was asked for.
        language_asked: Told when the other language was asked for, where the bar offers it.
    """

    language_asked = Signal()
    emergency = Signal()
    hidden = Signal()
    locked = Signal()

    def __init__(self, about: str, *, other_language: str = "", parent: QWidget | None = None) -> None:
        """Make the bar.

        Args:
            about: The unit, or what is being set up; never a person.
            other_language: While there is nothing to hide and to lock yet: name of the language to turn to.
            parent: Owner.
        """
        super().__init__(parent)
        self.setProperty("bar", "top")
        self._row = Row(self, gap=Space.XS, margins=(Space.M + Space.XXS, 0, Space.M, 0))
        self._name = Prose(_("Conversation Support"), role="strong", wrap=False)
        self._rule = QFrame()
        self._rule.setProperty("rule", "v")
        self._about = Prose(about, role="body", tone="muted", wrap=False)
        for part in (ProductMark(ground="surface"), self._name, self._rule, self._about):
            self._row.addWidget(part, 0, _MIDDLE)
        self._row.addStretch(1)
        # Translators: sv "Akut", "Dölj", "Lås"; on every page, so short and calm.
        self.urgent = Button(
            _("Emergency"), kind="urgent", icon="urgent", key="Ctrl E", key_stays=True, size="small"
        )
        self.urgent.setObjectName("emergency")
        self.urgent.clicked.connect(self.emergency)
        self.hide_button = Button(_("Hide"), icon="hide", key="F12", key_stays=True, size="small")
        self.hide_button.setObjectName("hide")
        self.hide_button.clicked.connect(self.hidden)
        self.lock_button = Button(_("Lock"), icon="lock", key="Ctrl L", key_stays=True, size="small")
        self.lock_button.setObjectName("lock")
        self.lock_button.clicked.connect(self.locked)
        self._turn = Button(other_language, kind="quiet", icon="language", size="small")
        self._turn.setObjectName("language")
        self._turn.clicked.connect(self.language_asked)
        usual = (self.urgent, self.hide_button, self.lock_button)
        for button in (self._turn, self.urgent) if other_language else usual:
            self._row.addWidget(button, 0, _MIDDLE)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(_height(Size.TOP_BAR, holds=Size.BUTTON_SMALL))
        self._rule.setFixedHeight(grown(_RULE))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave out what the width does not hold; never an action."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._show(about=True, caps=True, name=True)
        if not self._holds():
            self._show(about=False, caps=True, name=True)
        if not self._holds():
            self._show(about=False, caps=True, name=False)
        if not self._holds():
            self._show(about=False, caps=False, name=False)

    def _show(self, *, about: bool, caps: bool, name: bool) -> None:
        show_when(self._about, about)
        show_when(self._rule, about)
        show_when(self._name, name)
        self.urgent.set_key("Ctrl E" if caps else None)
        self.lock_button.set_key("Ctrl L" if caps else None)

    def _holds(self) -> bool:
        return self._row.sizeHint().width() <= self.width()


class StatusBar(QFrame):
    """When it locks, what is saved, what is not there yet; then language and user."""

    def __init__(self, *, user: str, language: str, parent: QWidget | None = None) -> None:
        """Make the bar.

        Args:
            user: Name of the user at the desk.
            language: Name of the language in use, in that language.
            parent: Owner.
        """
        super().__init__(parent)
        self.setProperty("bar", "bottom")
        self.setObjectName("status")
        self.locks, self.saved, self.safety = _Item("lock"), _Item("check"), _Item("backup")
        self._language, self._user = _Item("language", language), _Item("person", user)
        self._row = Row(self, gap=Space.M + Space.XXS, margins=sides(Space.M + Space.XXS, 0))
        for item in (self.locks, self.saved, self.safety):
            self._row.addWidget(item, 0, _MIDDLE)
        self._row.addStretch(1)
        for item in (self._language, self._user):
            self._row.addWidget(item, 0, _MIDDLE)
        # Where the width ends, words become fewer first. That nobody can help who forgets a passphrase
        # stays longest (DESIGN 2.9), after who is at the desk, which is told nowhere else.
        self._shortens = (self.saved, self.safety)
        self._yields = (self._language, self.saved, self._user, self.safety)
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_status(self, model: StatusModel) -> None:
        """Show what holds now."""
        items = (
            (self.locks, model.locks, ""),
            (self.saved, model.saved, model.saved_short),
            (self.safety, model.safety, model.safety_short),
        )
        longer = any(len(text) != len(item.full) for item, text, _short in items)
        for item, text, short in items:
            item.say(text, short)
        if longer:
            self._fit()

    def _restyle(self) -> None:
        self.setFixedHeight(_height(Size.STATUS_BAR, holds=_CAPTION_LINE))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Shorten, then leave out, what the width does not hold; the time until the lock stays."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for item in (self.locks, *self._yields):
            item.shorten(False)
            show_when(item, bool(item.words))
        for item in self._shortens:
            if self._holds():
                return
            item.shorten(True)
        for item in self._yields:
            if self._holds():
                return
            show_when(item, False)

    def _holds(self) -> bool:
        return self._row.sizeHint().width() <= self.width()


def _height(size: int, *, holds: int) -> int:
    """Return the height of a bar; in large text only what stands in it needs: the rest is the page's."""
    if theme().tokens.factor < FOLDS_FROM:
        return grown(size)
    return min(grown(size), grown(holds) + 2 * space(Space.XXS))


class _Item(QWidget):
    """An icon with its words."""

    def __init__(self, icon: str, text: str = "") -> None:
        super().__init__()
        self.full, self._short, self._is_short = text, "", False
        self._text = Prose(text, role="caption", wrap=False, tabular=True)
        row = Row(self, gap=Space.XXS + Space.HAIR)
        row.addWidget(IconLabel(icon, size=Size.ICON_SMALL), 0, _MIDDLE)
        row.addWidget(self._text, 0, _MIDDLE)

    @property
    def words(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, short: str = "") -> None:
        """Say something else; nothing is painted anew while it says the same."""
        self.full, self._short = text, short
        self._show()

    def shorten(self, wanted: bool) -> None:
        """Say it in fewer words, where there are such."""
        self._is_short = wanted
        self._show()

    def _show(self) -> None:
        text = (self._short if self._is_short else "") or self.full
        if text != self.words:
            self._text.setText(text)
            # The bar asks for the new width before the layouts have come to know of it.
            self.updateGeometry()
