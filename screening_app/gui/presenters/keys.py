"""Which keys are meant for the page that shows, and which for one that somebody thinks is there."""

import datetime as dt
from collections.abc import Callable

from screening_app.domain.ids import StepId
from screening_app.gui.presenters.conversation_models import GatePage, QuestionPage
from screening_app.gui.presenters.moment import UNREAD, Moment
from screening_app.gui.presenters.screens import Screen


class Keys:
    """Takes the keys of a conversation, but not what runs on from one page into another kind of page.

    A page that offers the same answers as the one before takes keys at once: five noes are five keys as
    fast as they come. On any other page, and after a key that means nothing there, none counts before
    the keyboard has been still for a moment: whoever writes a date one page late answers no question
    that was not seen.
    """

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        self._unread = Moment(now, UNREAD)
        self._offered: tuple[object, ...] = ()
        self._is_astray = False

    def see(self, step: StepId | None, screen: Screen) -> None:
        """Learn of the page that shows now."""
        offered = _offered_on(step, screen)
        if offered != self._offered:
            self._unread.begin()
        self._offered = offered

    def goes_astray(self) -> None:
        """Learn of a key that means nothing on the page."""
        self._is_astray = True
        self._unread.begin()

    def takes_answer(self) -> bool:
        """Tell whether a key that answers or chooses counts; one that does not begins the moment anew."""
        if self._unread.takes_key():
            self._is_astray = False
            return True
        return False

    def takes_enter(self) -> bool:
        """Tell whether Enter counts: not in the wake of a key that went astray."""
        return not self._is_astray or self.takes_answer()

    @property
    def would_answer(self) -> bool:
        """Whether a key that answers would count now."""
        return self._unread.is_over


def _offered_on(step: StepId | None, screen: Screen) -> tuple[object, ...]:
    """Return what a key may choose on a page: equal for pages on which the same key says the same."""
    kind = type(screen)
    if isinstance(screen, QuestionPage):
        question = screen.question
        codes = tuple(one.code for one in (*question.options, *question.reasons))
        return (kind, step, question.kind, codes)
    if isinstance(screen, GatePage):
        return (kind, step, screen.reasons is not None)
    return (kind, step, getattr(screen, "heading", ""), getattr(screen, "key", ""))
