"""Every page of a conversation."""

from screening_app.gui.presenters.conversation_models import (
    AfterYesPage,
    ClosedPage,
    ClosingPage,
    GatePage,
    GroupPage,
    HandOverAsk,
    InformPage,
    OutcomePage,
    PlacePage,
    PreparePage,
    QuestionPage,
)
from screening_app.gui.presenters.marks_models import MarksPage
from screening_app.gui.presenters.panel_models import PanelPage

Screen = (
    PreparePage
    | GatePage
    | InformPage
    | QuestionPage
    | GroupPage
    | MarksPage
    | OutcomePage
    | PlacePage
    | ClosingPage
    | ClosedPage
    | AfterYesPage
    | HandOverAsk
    | PanelPage
)
