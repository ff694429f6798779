"""Where a conversation leads: the part of its presenter that leaves its page."""

from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.presenters.walk import Walk


class ConversationExits:
    """Ways out; what could not be stored stays beneath what covers the page."""

    _walk: Walk
    _navigation: Navigation

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

    def home(self) -> None:
        """Go to Today."""
        self._navigation.home()
