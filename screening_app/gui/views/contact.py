"""Contact with one person: the rules first, the number behind them, what was tried below (W-11, W-13)."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.domain.ids import PersonId
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.contact import ContactPresenter, TypedAttempt
from screening_app.gui.presenters.contact_words import ContactModel, RuleRow
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.theme.layout import Column, empty
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.contact_agreement import AgreementCard
from screening_app.gui.views.contact_attempts import AttemptsCard
from screening_app.gui.views.contact_way import SHOWN_MS, WayCard
from screening_app.gui.widgets.banner import announce
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.decision import Decision
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

T = TypeVar("T")


def contact_page(
    session: Session,
    person_id: PersonId,
    navigation: Navigation,
    *,
    jobs: Jobs,
    shown_ms: int = SHOWN_MS,
) -> Page:
    """Return the page of a person's contact card; opening the person is on record.

    Args:
        jobs: Work beside the window.
        shown_ms: How long a number is shown.
    """
    return ContactPage(session, person_id, navigation, jobs, shown_ms)


class ContactPage(Page):
    """The card; nothing on it is a number until one is asked for."""

    def __init__(
        self, session: Session, person_id: PersonId, navigation: Navigation, jobs: Jobs, shown_ms: int
    ) -> None:
        # Translators: heading; sv "Kontakt".
        super().__init__(_("Contact"), width=Size.FORM)
        self._jobs, self._navigation, self._shown_ms = jobs, navigation, shown_ms
        self._ways: dict[int, WayCard] = {}
        self._digits: dict[int, int] = {}
        self._agreement: AgreementCard | None = None
        self._attempts: AttemptsCard | None = None
        self._presenter = ContactPresenter(self, session, person_id, navigation, beside=self._beside_us)
        back = Button(_("Back"), kind="primary", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(navigation.back)
        self.set_actions(None, back)
        self.first_focus = back
        # Translators: while a page is read; sv "Läser …".
        self._waiting = Prose(_("Reading …"), role="second")
        self.body.addWidget(self._waiting)
        self._decision = Decision()
        self.body.addWidget(self._decision)
        whole = QWidget()
        self._parts = Column(whole, gap=Space.M)
        self.body.addWidget(whole)
        self._presenter.show()

    # What the presenter asks

    def show_model(self, model: ContactModel) -> None:
        """Show the card anew; a number that is shown is hidden by it."""
        self._waiting.hide()
        self.clear_banners()
        self.set_heading(self.heading, lead=model.lead)
        empty(self._parts)
        if model.stale:
            self.banner("warn", model.stale).setObjectName("stale")
        self._agreement = AgreementCard(model)
        self._agreement.confirmed.connect(self._presenter.confirm)
        self._agreement.ended.connect(self._ask_to_end)
        self._agreement.finished.connect(self._presenter.finish)
        self._parts.addWidget(self._agreement)
        self._ways, self._digits = {}, {}
        for way in model.ways:
            card = self._ways[way.number] = WayCard(way, shown_ms=self._shown_ms)
            card.wanted.connect(self._presenter.ask_for)
            card.answered.connect(self._answered)
            card.reasoned.connect(self._presenter.give_reason)
            self._parts.addWidget(card)
            if way.digit is not None:
                self._digits[way.digit] = way.number
        self._attempts = AttemptsCard(model)
        self._attempts.noted.connect(self._note)
        self._parts.addWidget(self._attempts)
        if self.isVisible():
            self.come_to_rest()
            self.activated()

    def ask_within(self, way: int) -> None:
        """Ask at a way whether it is now within the agreed time; the others show their rules alone."""
        for number, card in self._ways.items():
            if number == way:
                card.ask_within()
            else:
                card.hide_address()

    def ask_reason(self, way: int, error: str = "") -> None:
        """Ask at a way why it is opened although it lies outside what was agreed."""
        self._ways[way].ask_reason(error)

    def show_address(self, way: int, address: str, code_words: tuple[RuleRow, ...]) -> None:
        """Show a number with the code words for a short time."""
        self._ways[way].show_address(address, code_words)

    def show_problem(self, text: str) -> None:
        """Show why something was not done."""
        self._waiting.hide()
        self.clear_banners()
        self.banner("warn", text)

    def show_done(self, text: str) -> None:
        """Say what was put on record."""
        self.banner("info", text)
        announce(self, text)

    def show_field_problem(self, field: str, text: str) -> None:
        """Say at a field what is wrong."""
        if field == "until" and self._agreement is not None:
            self._agreement.show_problem(text)
        elif self._attempts is not None:
            self._attempts.show_problem(field, text)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ask for a number by digit, note an attempt, ask anew; Esc takes back one thing, or leaves."""
        way = self._digits.get(event.key() - Qt.Key.Key_0)
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif way is not None:
            self._presenter.ask_for(way)
        elif event.key() == Qt.Key.Key_A and self._attempts is not None:
            self._attempts.open_form()
        elif event.key() == Qt.Key.Key_S and self._agreement is not None:
            self._agreement.open_form()
        else:
            super().keyPressEvent(event)

    def keep_typed(self) -> bool:
        """Tell whether nothing is half typed: a reason or a note that was not put on record is lost."""
        typed = [card.typed for card in self._ways.values()]
        typed.append(self._attempts.typed if self._attempts else "")
        return not any(text.strip() for text in typed)

    def left(self) -> None:
        """Hide every number."""
        for card in self._ways.values():
            card.hide_address()

    def _step_back(self) -> None:
        """Take back what is open, the innermost first; with nothing open leave the page."""
        open_ways = [card for card in self._ways.values() if card.stage != "rules"]
        if self._decision.is_asked:
            self._decision.take_back()
            self.activated()
        elif open_ways:
            open_ways[0].hide_address()
        elif self._agreement is not None and self._agreement.is_open:
            self._agreement.close_form()
        elif self._attempts is not None and self._attempts.is_open:
            self._attempts.close_form()
        else:
            self._navigation.back()

    def _answered(self, way: int, within: bool) -> None:
        self._presenter.answer_within(way, within=within)

    def _note(self, typed: TypedAttempt) -> None:
        self._presenter.note(typed)

    def _ask_to_end(self) -> None:
        self._decision.ask(
            # Translators: a question; sv "Gäller överenskommelsen inte längre?"
            _("Does the agreement hold no longer?"),
            _("From then on there is no contact and no message, until a new agreement in a conversation."),
            # Translators: sv "Den gäller inte längre".
            yes=_("It holds no longer"),
            no=_("Leave it"),
            act=self._presenter.end,
        )

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)
