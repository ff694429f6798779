"""The words to say: the largest text on the page."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.theme.layout import Column, sides
from screening_app.gui.theme.tokens import Radius, Space
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class Script(QFrame):
    """A script card: *Say this*, and the words."""

    focus_radius = Radius.CARD

    def __init__(
        self,
        text: str,
        *,
        label: str | None = None,
        second: str = "",
        more: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make a script card.

        Args:
            text: The words to say.
            label: Another label than *Say this*.
            more: Paragraphs after it, said in the same breath.
            second: The same in the language of the staff, smaller, where the two differ.
            parent: Owner.
        """
        super().__init__(parent)
        self.setProperty("card", "script")
        self._words = Prose(text, role="question")
        self._second = Prose(second, role="body", tone="muted")
        # Translators: above the words that staff read out (Swedish: Säg så här).
        self._label = Prose(label if label is not None else _("Say this"), role="eyebrow", tone="primary")
        column = Column(self, gap=Space.S, margins=sides(Space.L, Space.M + Space.XXS))
        column.addWidget(self._label)
        column.addWidget(self._words)
        for paragraph in more:
            column.addWidget(Prose(paragraph, role="question"))
        self._more = tuple(more)
        column.addWidget(self._second)
        self.set_text(text, second=second)

    def set_text(self, text: str, *, second: str = "") -> None:
        """Show other words."""
        self._words.setText(text)
        self._second.setText(second)
        show_when(self._second, bool(second))
        self.setAccessibleName(" ".join((text, *self._more)))
