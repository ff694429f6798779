"""The last question before the person gets the screen."""

from screening_app.gui.presenters.conversation_models import HandOverAsk
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.prose import Prose


class HandOverAskView(ScreenView):
    """What happens, in a few lines; the bar holds the two answers."""

    def __init__(self, page: HandOverAsk) -> None:
        super().__init__(page.heading)
        card = Card(kind="warn", gap=Space.S)
        for line in page.lines:
            card.body.addWidget(Prose(line))
        self.column.addWidget(card)
