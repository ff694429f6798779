"""Where a conversation leads: the part of its presenter that leaves its page."""

from screening_app.gui.presenters.conversation_models import HandOverAsk
from screening_app.gui.presenters.hand_over_ask import hand_over_ask, may_hand_over
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.presenters.walk import Walk


class ConversationExits:
    """Ways out; what could not be stored stays beneath what covers the page."""

    _walk: Walk
    _navigation: Navigation

    def _show_new(self) -> None:
        raise NotImplementedError

    def leave_overlay(self) -> None:
        """Return to the page underneath."""
        raise NotImplementedError

    @property
    def may_be_confirmed(self) -> bool:
        """Whether somebody can have seen the page."""
        raise NotImplementedError

    def ask_hand_over(self) -> None:
        """Ask for the last time before the person gets the screen, where a question is put to them."""
        if may_hand_over(self._walk):
            self._walk.store_on_page()
            self._walk.overlay = hand_over_ask()
            self._show_new()

    def confirm_overlay(self) -> None:
        """Do what the page on top asks; most only show something."""
        if not isinstance(self._walk.overlay, HandOverAsk):
            self.leave_overlay()
        elif self.may_be_confirmed:
            self._hand_over()

    def _hand_over(self) -> None:
        stop = self._walk.stop
        if stop.step is not None and stop.key is not None:
            self._navigation.hand_over(self._walk.conversation.screening.id, (stop.step, stop.key))

    def emergency(self) -> None:
        """Open the emergency panel for this conversation; what could not be stored stays beneath it."""
        self._walk.store_on_page()
        self._navigation.emergency(self._walk.conversation.screening.id)

    def duties(self) -> None:
        """Show what must be done in a situation; four questions at most, and nothing of them is stored."""
        self._walk.store_on_page()
        self._navigation.duties()

    def compose(self) -> None:
        """Compose a document from the closed conversation."""
        self._navigation.compose(self._walk.conversation.screening.id)

    def journal(self) -> None:
        """Show the text for the journal; while the conversation is open there is none."""
        if self._walk.conversation.is_closed:
            self._navigation.journal(self._walk.conversation.screening.id)

    def take_home(self) -> None:
        """Show what the person may take home; while the conversation is open there is nothing."""
        if self._walk.conversation.is_closed:
            self._navigation.take_home(self._walk.conversation.screening.id)

    def person(self) -> None:
        """Show whom the closed conversation was with."""
        if self._walk.conversation.is_closed:
            self._navigation.person(self._walk.conversation.screening.person)

    def home(self) -> None:
        """Go to Today."""
        self._navigation.home()
