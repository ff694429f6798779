"""A quiet line under a draft: newer versions of its forms are there, and one action."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class NewerForms(QWidget):
    """Says it, and leads to what changes."""

    def __init__(self, about: str, opening: Callable[..., None]) -> None:
        """Make the line.

        Args:
            about: Which draft, for screen readers.
            opening: Shows what changes.
        """
        super().__init__()
        column = Column(self, gap=Space.NONE)
        # Translators: beside a draft; sv "Det finns nyare versioner av formulären."
        column.addWidget(Prose(_("There are newer versions of its forms."), role="caption"))
        # Translators: sv "Visa vad som ändras".
        see = Button(_("See what changes"), kind="quiet", size="small")
        see.setObjectName("see-changes")
        see.setAccessibleDescription(about)
        see.clicked.connect(opening)
        column.addWidget(see, 0, Qt.AlignmentFlag.AlignLeft)
