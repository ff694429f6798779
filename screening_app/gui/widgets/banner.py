"""A message that stays until what it says is no longer so."""

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.theme.current import space
from screening_app.gui.theme.layout import Column, Row, sides
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.prose import Prose

BannerKind = Literal["info", "warn", "danger", "note"]

_LOOKS: Final = {
    "info": ("info", "primary"),
    "warn": ("urgent", "warn"),
    "danger": ("urgent", "danger"),
    "note": ("note", "note_text"),
}


class Banner(QFrame):
    """Icon, text and at most one action; it never closes by itself.

    Attributes:
        acted: Told when its action was chosen.
        button: Its action, if it has one.
    """

    acted = Signal()

    def __init__(  # noqa: PLR0913
        self,
        kind: BannerKind,
        text: str,
        *,
        title: str = "",
        icon: str = "",
        action: str | None = None,
        on_action: Callable[[], object] | None = None,
        below: bool = False,
        urgent: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a banner.

        Args:
            kind: ``info``, ``warn``, ``danger`` or ``note``.
            text: One or two sentences.
            title: A sentence in bold before them.
            icon: Another icon than the kind's.
            action: Verb of its button.
            on_action: What the button does.
            below: Whether the button stands under the text, as in a narrow column.
            urgent: Whether a screen reader says it at once instead of politely; the emergency only.
            parent: Owner.
        """
        super().__init__(parent)
        usual, tone = _LOOKS[kind]
        self.setProperty("card", kind)
        self._said = " ".join(filter(None, (title, text)))
        self._urgent, self._announced = urgent, False
        self.setAccessibleName(self._said)
        row = Row(self, gap=Space.S, margins=sides(Space.M, Space.S))
        row.addWidget(
            IconLabel(icon or usual, tone=tone, size=Size.ICON_BANNER), 0, Qt.AlignmentFlag.AlignTop
        )
        words = Column(gap=Space.HAIR)
        words.addStretch(1)
        if title:
            words.addWidget(Prose(title, role="strong"))
        if text:
            words.addWidget(Prose(text, role="body", tone="note_text" if kind == "note" else "text"))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.button: Button | None = None
        if action:
            self.button = Button(action, size="small")
            self.button.clicked.connect(self.acted)
            if below:
                words.addSpacing(space(Space.XS))
                words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        if on_action is not None:
            self.acted.connect(on_action)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Tell a screen reader, once."""
        super().showEvent(event)
        if not self._announced:
            self._announced = True
            announce(self, self._said, urgent=self._urgent)


def announce(source: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say a sentence, politely unless it is urgent."""
    event = QAccessibleAnnouncementEvent(source, text)
    event.setPoliteness(
        QAccessible.AnnouncementPoliteness.Assertive if urgent else QAccessible.AnnouncementPoliteness.Polite
    )
    QAccessible.updateAccessibility(event)
