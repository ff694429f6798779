"""Today: the one big action, the conversations that were begun, what is due, and what is not there yet."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.home import DraftRow, HomeModel, HomePresenter, Notice
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.waiting import nothing_waits, waiting_row
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.big_action import BigAction
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.flow import Flow
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.newer_forms import NewerForms
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.row_card import RowCard
from screening_app.gui.widgets.split import Split
from screening_app.gui.widgets.track import Track
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def home_page(session: Session, navigation: DeskNavigation) -> Page:
    """Return Today."""
    return HomePage(session, navigation)


class HomePage(Page):
    """The desk; case numbers only, for anybody may walk past."""

    def __init__(self, session: Session, navigation: DeskNavigation) -> None:
        super().__init__("", width=Size.COLUMNS)
        self._presenter = HomePresenter(self, session, navigation)
        self._tracks: list[Track] = []
        self._split: Split | None = None
        # Translators: sv "Sök person".
        find = Button(_("Find person"), icon="search", key="Ctrl F")
        find.setObjectName("find")
        find.clicked.connect(self._presenter.find)
        self.head.addWidget(find, 0, _MIDDLE)
        # Translators: opens a guide to duties; sv "Vad måste jag göra?".
        duties = Button(_("What must I do?"), icon="help", key="Ctrl D")
        duties.setObjectName("duties")
        duties.clicked.connect(navigation.duties)
        self.head.addWidget(duties, 0, _MIDDLE)
        self._presenter.show()

    def show_model(self, model: HomeModel) -> None:
        """Show the desk."""
        self.set_heading(model.heading)
        self.clear_banners()
        self._tracks.clear()
        if self._split is not None:
            self.body.removeWidget(self._split)
            self._split.deleteLater()
        self._split = Split(beside_width=Size.SIDE)
        self.body.addWidget(self._split)
        main, beside = self._split.main, self._split.beside
        main.addWidget(self._action(model))
        main.addWidget(Prose(_("Conversations begun"), role="title"))
        main.addWidget(RowCard(map(self._draft, model.drafts)) if model.drafts else _nothing_begun())
        if model.more:
            main.addWidget(self._more(model.more, self._presenter.show_all, "show-all"))
        self._show_waiting(model, main)
        main.addStretch(1)
        for notice in model.notices:
            beside.addWidget(self._notice(notice))
        beside.addStretch(1)

    def show_problem(self, text: str) -> None:
        """Show what went wrong."""
        self.banner("warn", text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the bars out where the words alone have room."""
        super().resizeEvent(event)
        for track in self._tracks:
            show_when(track, not self.folded)

    def _action(self, model: HomeModel) -> QWidget:
        if not model.may_ask:
            return Prose(_("Your role holds no conversations and opens no persons."))
        # Translators: sv "Starta ett samtal", "Personen behöver inte vara registrerad."
        start = BigAction(
            _("Start a conversation"),
            _("The person does not have to be registered."),
            icon="speech",
            key="Ctrl N",
        )
        start.setObjectName("start")
        start.clicked.connect(self._presenter.begin)
        self.first_focus = start
        return start

    def _draft(self, row: DraftRow) -> QWidget:
        made = QWidget()
        made.setObjectName(row.screening)
        line = Row(made, gap=Space.M, margins=(Space.M + Space.HAIR, Space.S, Space.M, Space.S))
        words = Column(gap=Space.NONE)
        head = QWidget()
        flow = Flow(head, gap=Space.XS)
        flow.addWidget(Prose(row.case_number, role="strong", wrap=False))
        if row.badge:
            flow.addWidget(Badge(row.badge, "warn"))
        words.addWidget(head)
        words.addWidget(Prose(row.step, role="caption"))
        if row.has_newer:
            words.addWidget(NewerForms(row.case_number, partial(self._see_changes, row)))
        line.addLayout(words, 1)
        if row.total:
            track = Track(row.number, row.total)
            self._tracks.append(track)
            line.addWidget(track, 0, _MIDDLE)
        line.addWidget(Prose(row.when, role="caption", wrap=False, tabular=True), 0, _MIDDLE)
        # Translators: sv "Fortsätt".
        go_on = Button(_("Go on"), size="small")
        go_on.setAccessibleDescription(row.case_number)
        go_on.clicked.connect(partial(self._resume, row))
        line.addWidget(go_on, 0, _MIDDLE)
        return made

    def _notice(self, notice: Notice) -> Banner:
        if not notice.action:
            return Banner(notice.kind, notice.text, title=notice.title)
        act = partial(self._presenter.look_after, notice.place)
        banner = Banner(
            notice.kind, notice.text, title=notice.title, action=notice.action, on_action=act, below=True
        )
        if banner.button is not None:
            banner.button.setObjectName(f"to-{notice.place}")
        return banner

    def _resume(self, row: DraftRow, *_checked: object) -> None:
        self._presenter.resume(row.screening)

    def _see_changes(self, row: DraftRow, *_checked: object) -> None:
        self._presenter.see_changes(row.screening)

    def _show_waiting(self, model: HomeModel, main: QBoxLayout) -> None:
        if not model.may_ask:
            return
        # Translators: heading over what is to be done later; sv "Uppföljning".
        main.addWidget(Prose(_("Follow-up"), role="title"))
        if not model.waiting:
            main.addWidget(nothing_waits())
            return
        main.addWidget(RowCard(waiting_row(row, self._presenter.person) for row in model.waiting))
        if model.more_waiting:
            show = self._presenter.show_all_waiting
            main.addWidget(self._more(model.more_waiting, show, "show-all-waiting"))

    def _more(self, text: str, show: Callable[[], None], name: str) -> QWidget:
        made = QWidget()
        line = Row(made, gap=Space.M)
        line.addWidget(Prose(text, role="caption"), 1)
        button = Button(_("Show all"), kind="quiet", size="small")
        button.setObjectName(name)
        button.setAccessibleDescription(text)
        button.clicked.connect(show)
        line.addWidget(button)
        return made


def _nothing_begun() -> QWidget:
    card = Card()
    line = Row(gap=Space.M)
    line.addWidget(IconLabel("speech", size=Size.ICON_EMPTY), 0, _MIDDLE)
    words = Column(gap=Space.HAIR)
    words.addWidget(Prose(_("No conversation is begun."), role="strong"))
    words.addWidget(
        Prose(_("A conversation that is interrupted stands here until it is closed."), role="caption")
    )
    line.addLayout(words, 1)
    card.body.addLayout(line)
    return card
