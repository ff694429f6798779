"""The action bar of each page of a conversation."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.conversation import ConversationPresenter
from screening_app.gui.presenters.conversation_models import (
    AfterYesPage,
    ClosedPage,
    ClosingPage,
    FrameModel,
    GatePage,
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
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.flow import Flow
from screening_app.i18n import gettext as _

_ENTER = "Enter"


def fill_bar(
    page: Page,
    presenter: ConversationPresenter,
    frame: FrameModel,
    screen: Screen,
    go_on: Callable[[], object],
) -> Button:
    """Put back, forward and what is missing into the bar; returns the button that Enter stands for.

    Args:
        go_on: What the forward button of a page does while the conversation is open.
    """
    match screen:
        case ClosedPage():
            return _closed(page, presenter, screen)
        case HandOverAsk():
            return _ask(page, presenter)
        case AfterYesPage() | PlacePage() | PanelPage():
            return _only_back(page, presenter)
        case GatePage() if screen.reasons is not None:
            return _only_back(page, presenter)
        case OutcomePage() if screen.judgement is None:
            return _only_back(page, presenter, screen.standing)
    return _usual(page, presenter, frame, screen, go_on)


def _only_back(page: Page, presenter: ConversationPresenter, note: str = "") -> Button:
    back = _back(presenter.leave_overlay, _("Back"), "Esc")
    page.set_actions(back, None, note)
    return back


def _ask(page: Page, presenter: ConversationPresenter) -> Button:
    # Translators: does not hand the screen over; sv "Inte nu".
    back = _back(presenter.leave_overlay, _("Not now"), "Esc")
    # Translators: gives the screen to the person; sv "Lämna över skärmen".
    forward = Button(_("Hand over the screen"), kind="primary", trailing="handover", key=_ENTER)
    forward.setObjectName("forward")
    forward.clicked.connect(presenter.go_on)
    page.set_actions(back, forward)
    return forward


def _usual(
    page: Page,
    presenter: ConversationPresenter,
    frame: FrameModel,
    screen: Screen,
    go_on: Callable[[], object],
) -> Button:
    missing = str(getattr(screen, "missing", ""))
    forward = Button(_forward_text(frame, screen), kind="primary", trailing="right", key=_ENTER)
    forward.setObjectName("forward")
    mends = isinstance(screen, ClosingPage)
    forward.set_ready(mends or not missing, missing)
    forward.clicked.connect(go_on)
    back = _previous(presenter, screen)
    note = missing or frame.saved
    if isinstance(screen, OutcomePage):
        note = " ".join(filter(None, (screen.standing, missing)))
    page.set_actions(back, forward, note, middle=_middle(presenter, frame, screen))
    return forward


def _previous(presenter: ConversationPresenter, screen: Screen) -> Button | None:
    if isinstance(screen, PreparePage):
        # Nothing is before it; leaving is the rail's, which holds it on every page.
        return None
    # The words on what is missing need the room at the gate.
    # In a field the key deletes a letter.
    typed = isinstance(screen, QuestionPage) and not screen.question.options
    key = None if typed or isinstance(screen, GatePage) else _("Backspace")
    # Translators: sv "Föregående".
    return _back(presenter.go_back, _("Previous"), key)


def _forward_text(frame: FrameModel, screen: Screen) -> str:
    match screen:
        case InformPage() if frame.on_paper:
            # Translators: of a conversation that was held on paper; sv "Sades då som det står".
            return _("Was said as written")
        case InformPage():
            # Translators: sv "Sagt som det står".
            return _("Said as written")
        case ClosingPage(can_close=True):
            # Translators: sv "Avsluta samtalet".
            return _("Close the conversation")
        case ClosingPage():
            # Translators: sv "Gå till det som saknas".
            return _("Go to what is missing")
        case QuestionPage(may_skip=True) if not screen.question.optional and not screen.question.told:
            # Translators: goes on without an answer that is needed before closing; sv "Senare".
            return _("Later")
        case QuestionPage():
            # Translators: sv "Nästa".
            return _("Next")
    # Translators: sv "Fortsätt".
    return _("Continue")


def _middle(presenter: ConversationPresenter, frame: FrameModel, screen: Screen) -> QWidget | None:
    if isinstance(screen, GatePage):
        # Translators: sv "Kan inte fråga nu…", and of one held on paper "Frågan ställdes inte…".
        text = _("It was not asked…") if frame.on_paper else _("Cannot ask now…")
        cannot = Button(text, key="N")
        cannot.setObjectName("cannot-ask-now")
        cannot.clicked.connect(presenter.cannot_ask)
        return cannot
    if isinstance(screen, MarksPage):
        # Translators: puts another mark on the body map; sv "Nytt märke".
        new = Button(_("New mark"), icon="plus", key="M")
        new.setObjectName("new-mark")
        new.clicked.connect(presenter.marks.new)
        return new
    if isinstance(screen, QuestionPage | InformPage):
        # Translators: sv "Efter ett ja".
        after = Button(_("After a yes"), kind="quiet", icon="eye", key="F1")
        after.setObjectName("after-yes")
        after.clicked.connect(presenter.show_after_yes)
        return _with_hand_over(presenter, after) if frame.can_hand_over else after
    return None


def _with_hand_over(presenter: ConversationPresenter, after: Button) -> QWidget:
    # Translators: asks before the person gets the screen; sv "Lämna över".
    give = Button(_("Hand over"), kind="quiet", icon="handover", key="H")
    give.setObjectName("hand-over")
    give.clicked.connect(presenter.ask_hand_over)
    both = QWidget()
    row = Flow(both, gap=Space.XS)
    row.addWidget(after)
    row.addWidget(give)
    return both


def _back(act: Callable[[], object], text: str, key: str | None) -> Button:
    button = Button(text, icon="left", key=key)
    button.setObjectName("back")
    button.clicked.connect(act)
    return button


def _closed(page: Page, presenter: ConversationPresenter, screen: ClosedPage) -> Button:
    # Translators: sv "Skriv dokument" and "Till Idag".
    compose, home = _("Write a document"), _("To Today")
    forward = Button(compose if screen.compose_first else home, kind="primary", trailing="right", key=_ENTER)
    other = Button(
        home if screen.compose_first else compose, icon=None if screen.compose_first else "document"
    )
    forward.setObjectName("forward")
    other.setObjectName("other")
    forward.clicked.connect(presenter.go_on)
    other.clicked.connect(presenter.home if screen.compose_first else presenter.compose)
    # Translators: sv "Text till journalen".
    journal = Button(_("Text for the journal"), icon="note", key="J")
    journal.setObjectName("journal")
    journal.clicked.connect(presenter.journal)
    # Translators: what the person takes home, or not; sv "Ta hem".
    take = Button(_("Take home"), icon="handover", key="T")
    take.setObjectName("take-home")
    take.clicked.connect(presenter.take_home)
    # Translators: leads to the page of whom the conversation was with; sv "Personen".
    person = Button(_("The person"), icon="people", key="P")
    person.setObjectName("person")
    person.clicked.connect(presenter.person)
    ways = QWidget()
    row = Flow(ways, gap=Space.XS)
    for way in (journal, take, person):
        row.addWidget(way)
    page.set_actions(other, forward, middle=ways)
    return forward
