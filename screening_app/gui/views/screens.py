"""Which view shows which page of a conversation."""

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
from screening_app.gui.presenters.screens import Screen
from screening_app.gui.views.after_yes import AfterYesView
from screening_app.gui.views.closing import ClosedView, ClosingView, PlaceView
from screening_app.gui.views.gate import GateView, PrepareView, ReasonsView
from screening_app.gui.views.group import GroupView
from screening_app.gui.views.hand_over_ask import HandOverAskView
from screening_app.gui.views.inform import InformView
from screening_app.gui.views.marks import MarksView
from screening_app.gui.views.outcome import OutcomeView
from screening_app.gui.views.panel import PanelView
from screening_app.gui.views.question import QuestionView
from screening_app.gui.views.screen_view import ScreenView


def view_of(screen: Screen, *, note: bool, folded: bool) -> ScreenView:
    """Return a view that shows the page.

    Args:
        note: Whether notes for staff show.
        folded: Whether there is room for one column only.
    """
    match screen:
        case QuestionPage():
            return QuestionView(screen, note=note, folded=folded)
        case PreparePage():
            return PrepareView(screen, note=note, folded=folded)
        case GatePage():
            return _gate(screen, note=note, folded=folded)
        case InformPage():
            return InformView(screen, note=note, folded=folded)
        case OutcomePage():
            return OutcomeView(screen, folded=folded)
        case MarksPage():
            return MarksView(screen, folded=folded)
    return _plain(screen)


def _gate(page: GatePage, *, note: bool, folded: bool) -> ScreenView:
    if page.reasons is not None:
        return ReasonsView(page, page.reasons, note=note)
    return GateView(page, note=note, folded=folded)


def _plain(
    screen: GroupPage | PlacePage | ClosingPage | ClosedPage | AfterYesPage | HandOverAsk | PanelPage,
) -> ScreenView:
    match screen:
        case HandOverAsk():
            return HandOverAskView(screen)
        case GroupPage():
            return GroupView(screen)
        case PlacePage():
            return PlaceView(screen)
        case ClosingPage():
            return ClosingView(screen)
        case ClosedPage():
            return ClosedView(screen)
        case AfterYesPage():
            return AfterYesView(screen)
        case PanelPage():
            return PanelView(screen)
