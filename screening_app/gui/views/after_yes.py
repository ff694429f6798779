"""What happens after a yes: one page to read before or during a conversation (F1)."""

from PySide6.QtCore import Qt

from screening_app.gui.presenters.conversation_models import AfterYesPage
from screening_app.gui.theme.layout import Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.widgets.prose import Prose


class AfterYesView(ScreenView):
    """The steps, numbered."""

    def __init__(self, page: AfterYesPage) -> None:
        super().__init__(page.heading, gap=Space.S)
        for number, line in enumerate(page.lines, start=1):
            row = Row(gap=Space.S)
            row.addWidget(
                Prose(str(number), role="strong", tone="primary", wrap=False), 0, Qt.AlignmentFlag.AlignTop
            )
            row.addWidget(Prose(line, role="body"), 1)
            self.column.addLayout(row)
