"""Leads through a conversation: one page at a time, each answer on the disk before the next shows."""

from typing import Protocol

from screening_app.domain.answers import AnswerKey
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId, StepId
from screening_app.gui.presenters.after_yes import after_yes
from screening_app.gui.presenters.closing import YES, needs
from screening_app.gui.presenters.conversation_exits import ConversationExits
from screening_app.gui.presenters.conversation_models import BannerModel, FrameModel
from screening_app.gui.presenters.conversation_screen import frame_of, may_be_interrupted, screen_of
from screening_app.gui.presenters.emergency_ticks import attach_waiting, store_unsaved
from screening_app.gui.presenters.entries import add_entry, list_of_entries, take_entry_away
from screening_app.gui.presenters.flow import (
    CLOSING,
    Stop,
    StopKind,
    before,
    is_unanswered,
    may_be_passed,
    on_inform_page,
    stop_of,
)
from screening_app.gui.presenters.marks import MarksPresenter
from screening_app.gui.presenters.moment import UNSEEN, Moment
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.presenters.outcome import outcome_page
from screening_app.gui.presenters.panels import place_behind
from screening_app.gui.presenters.questions import reason_of
from screening_app.gui.presenters.rail import place_page, steps_of_place
from screening_app.gui.presenters.screens import Screen
from screening_app.gui.presenters.typed_answers import picked
from screening_app.gui.presenters.walk import Walk
from screening_app.services.case import case_of
from screening_app.services.closing import close_conversation
from screening_app.services.conversation import record_not_asked, resume_conversation, somebody_walks_in
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session

_CLOSE_PLACE = "close"
_ONE_QUESTION = frozenset({StopKind.QUESTION, StopKind.OUTCOME})


class ConversationView(Protocol):
    """Shows what it is given; decides nothing."""

    def show_screen(self, frame: FrameModel, screen: Screen) -> None:
        """Show a page in place of the one before."""


class ConversationPresenter(ConversationExits):
    """Moves a view through a conversation.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        DamagedData: If something stored cannot be read.
    """

    def __init__(
        self, view: ConversationView, session: Session, screening_id: ScreeningId, navigation: Navigation
    ) -> None:
        self._view = view
        self._session = session
        self._navigation = navigation
        conversation = resume_conversation(session, screening_id)
        case = case_of(session, conversation.screening.person)
        self._walk = Walk(session=session, conversation=conversation, case=case)
        self._walk.resume()
        self.marks = MarksPresenter(self._walk, self._show)
        self._moment = Moment(session.clock.now, UNSEEN)
        self._panel_by_itself = False
        attach_waiting(session, conversation)

    @property
    def conversation(self) -> Conversation:
        """The run as it stands."""
        return self._walk.conversation

    @property
    def standing(self) -> StepId | None:
        """The step of the page shown; ``None`` at the end."""
        return self._walk.stop.step

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed on the page could not be stored, for no fault of its own."""
        return self._walk.has_unsaved

    @property
    def may_be_confirmed(self) -> bool:
        """Whether somebody can have seen the page: it has stood a moment, or something was done on it."""
        return self._moment.is_over

    def open(self) -> None:
        """Show the page where the conversation goes on."""
        self._show_new()

    def come_back(self) -> None:
        """Show the page again after the emergency panel, and store what could not be stored before.

        Whoever opened the panel knows what it lists; of one that opened by itself nobody knows that.
        """
        if not self._panel_by_itself:
            self._walk.alarms.are_seen()
        self._panel_by_itself = False
        self._walk.store_on_page()
        try:
            store_unsaved(self._session)
        except ScreeningAppError as error:
            self._walk.banner = BannerModel(tone="warn", text=error.describe())
        self._show()

    def _show(self) -> None:
        self._view.show_screen(frame_of(self._walk), screen_of(self._walk))

    def _show_new(self) -> None:
        """Show a page that was not there before; nobody has seen it for a moment."""
        self._show()
        self._moment.begin()

    def _go(self, stop: Stop) -> None:
        self._walk.go_to(stop)
        self._show_new()

    def choose(self, key: str, code: str) -> None:
        """Take an option or a reason; a single choice on a page of its own goes on at once."""
        walk, where = self._walk, AnswerKey.parse(key)
        item = walk.asking.evaluation.form.items[where.link_id]
        walk.kept.pop(where, None)
        began = walk.conversation
        self._moment.end()
        if reason_of(code) is not None:
            walk.pick_reason(where, code)
            self._stay()
            return
        answer = picked(item, walk.asking.evaluation.answers.given.get(where), code)
        stored = walk.answer(where, answer, code)
        alone = walk.stop.kind in _ONE_QUESTION or (walk.stop.kind is StopKind.INFORM and item.required)
        if stored and alone and not item.repeats:
            self._forward(began)
            if walk.stop == CLOSING:
                # Five digits and one Enter, as fast as they come: what the last digit led to is confirmed.
                self._moment.end()
        else:
            self._stay()

    def _stay(self) -> None:
        self._walk.stay()
        self._show()

    def keep(self, key: str, text: str) -> None:
        """Hold what is being typed."""
        self._walk.keep(AnswerKey.parse(key), text)
        self._moment.end()

    def keep_typed(self) -> bool:
        """Store what is typed before a lock; tell whether nothing typed is left unstored."""
        return self._walk.store_before_lock()

    def save_typed(self) -> None:
        """Store what is typed during a pause, as far as the form takes it; the page stays as it is.

        That it could not be stored is shown once, and no longer once it is.
        """
        before = self.has_unsaved
        self._walk.store_on_page()
        if self.has_unsaved != before:
            self._show()

    def _may_leave(self) -> bool:
        """Store what is typed before another page shows; what could not be stored says so, and stays once."""
        self._walk.store_on_page()
        stays = self.has_unsaved or self._walk.tell_half_typed()
        if stays:
            self._show()
        return not stays

    def go_on(self) -> None:
        """Go to the next page; what is typed or proposed on this one is stored first.

        What nobody can have seen yet is not confirmed: an Enter that comes after a page has moved on by
        itself, or twice, does nothing.
        """
        walk, began = self._walk, self._walk.conversation
        if walk.overlay is not None:
            self.confirm_overlay()
        elif not self.may_be_confirmed:
            return
        elif walk.conversation.is_closed:
            self._after_closing()
        elif walk.stop == CLOSING:
            self._close_or_mend()
        elif walk.stop.kind is StopKind.INFORM and is_unanswered(walk.conversation, walk.stop):
            self._said_as_written()
        elif walk.store_typed() and walk.store_proposals() and may_be_passed(walk.conversation, walk.stop):
            self._forward(began)
        else:
            self._show()

    def _said_as_written(self) -> None:
        """Take the first answer to whether all was said: the page's one action."""
        said = AnswerKey(on_inform_page(self._walk.asking.evaluation)[-1])
        option = self._walk.asking.evaluation.form.items[said.link_id].answer_option[0]
        self.choose(str(said), option.code)

    def _forward(self, began: Conversation) -> None:
        self._walk.step_forward()
        self._show_new()
        if self._walk.danger_began(began):
            self._panel_by_itself = True
            self._navigation.emergency(self._walk.conversation.screening.id, by_itself=True)

    def go_back(self) -> None:
        """Go to the page before; answers stay and can be changed."""
        walk = self._walk
        if walk.overlay is not None or walk.asks_reason:
            self.leave_overlay()
            return
        if not self._may_leave():
            return
        earlier = before(walk.conversation, walk.stop, walk.entered)
        if earlier is None or walk.conversation.is_closed:
            self._navigation.home()
        else:
            self._go(earlier)

    def pause(self) -> None:
        """Leave for Today; the conversation stays as it is."""
        if self._may_leave():
            self._navigation.home()

    def open_place(self, rail: str) -> None:
        """Open a place of the rail: its one step, or the list of its steps."""
        if not self._may_leave():
            return
        steps = steps_of_place(self._walk.conversation, rail)
        if rail == _CLOSE_PLACE or not steps:
            self._go(CLOSING)
        elif len(steps) == 1:
            self.open_step(str(steps[0]))
        else:
            titles = {place.id: place.title for place in frame_of(self._walk).rail}
            self._walk.overlay = place_page(self._walk.conversation, rail, titles[rail])
            self._show()

    def open_step(self, step: str) -> None:
        """Open a step where something is missing, else its first page; a panel is shown on top."""
        place = place_behind(self._walk, StepId(step))
        if isinstance(place, Stop):
            self._go(place)
        elif place is None:
            self.emergency()
        else:
            self._walk.overlay = place
            self._show()

    def go_to_need(self, index: int) -> None:
        """Go to the page that mends something missing."""
        place = needs(self._walk.conversation)[index].place
        if place is not None:
            self._walk.entered |= {place[0]}
            self._go(stop_of(self._walk.conversation, *place))

    def toggle_note(self) -> None:
        """Show or hide the note for staff."""
        self._walk.shows_note = not self._walk.shows_note
        self._show()

    def show_after_yes(self) -> None:
        """Show what happens after a yes, or return from there."""
        self._walk.overlay = None if self._walk.overlay is not None else after_yes(self._session.forms)
        self._show()

    def show_results(self) -> None:
        """Show the results so far, only to look."""
        self._walk.overlay = outcome_page(self._walk.conversation, None, None)
        self._show()

    def leave_overlay(self) -> None:
        """Return to the page underneath; from a question inside an entry, to the list of entries."""
        walk = self._walk
        nothing = walk.overlay is None and not walk.asks_reason and walk.removing is None
        if nothing and walk.stop.key is not None and walk.stop.key.instance:
            self.go_to_list()
            return
        walk.overlay, walk.asks_reason, walk.removing = None, False, None
        self._show()

    # The gate.

    def tick(self, key: str) -> None:
        """Say that a condition holds; a second time takes it back."""
        self._walk.tick(AnswerKey.parse(key))
        self._moment.end()
        self._stay()

    def deny(self, key: str) -> None:
        """Say that a condition with two answers does not hold."""
        where = AnswerKey.parse(key)
        options = self._walk.asking.evaluation.form.items[where.link_id].answer_option
        self.choose(key, options[-1].code)

    def cannot_ask(self) -> None:
        """Ask why the question cannot be asked now."""
        if self._walk.stop.kind is StopKind.GATE:
            self._walk.asks_reason = True
            self._show()

    def also_write(self, step: str) -> None:
        """Write something of staff's own once the reason is stored, or not after all."""
        self._walk.then = None if self._walk.then == step else StepId(step)
        self._show()

    def not_asked(self, code: str) -> None:
        """Record why the question was not asked, and close if nothing else is missing (W-2).

        What staff write besides waits on Today: somebody may be in the room who must not see it.
        """
        walk, then = self._walk, self._walk.then
        if not walk.commit(lambda: record_not_asked(self._session, walk.conversation, code)):
            self._show()
        elif then is not None:
            walk.entered |= {then}
            walk.go_to(stop_of(walk.conversation, then, None))
            self._navigation.home()
        elif walk.conversation.state.can_close:
            walk.stand_on(CLOSING)
            self._close()
        else:
            self._go(CLOSING)

    def somebody_came(self) -> None:
        """Close the gate again: nothing more is asked until it is open (FORMS 5)."""
        walk = self._walk
        if not may_be_interrupted(walk):
            return
        walk.store_on_page()
        if walk.commit(lambda: somebody_walks_in(self._session, walk.conversation)):
            left, last = walk.stop, walk.conversation.last
            self._go(stop_of(walk.conversation, last[0], None) if last else CLOSING)
            walk.left_for_gate = left
        else:
            self._show()

    # Repeating groups.

    def add_instance(self) -> None:
        """Add an entry to the list shown, and ask its first question."""
        stop = add_entry(self._walk) if self._walk.stop.kind is StopKind.GROUP else None
        if stop is not None:
            self._go(stop)
        elif self._walk.banner is not None:
            self._show()

    def go_to_list(self) -> None:
        """Go to the list of entries of the step shown, from inside one of them."""
        group = list_of_entries(self._walk)
        if group is not None and self._may_leave():
            self._go(group)

    def open_instance(self, key: str) -> None:
        """Ask the questions of one entry again, from the first."""
        if self._walk.stop.step is not None:
            self._go(stop_of(self._walk.conversation, self._walk.stop.step, AnswerKey.parse(key)))

    def remove_instance(self, key: str) -> None:
        """Take an entry away; the first time only asks, on the page itself."""
        take_entry_away(self._walk, AnswerKey.parse(key))
        self._show()

    # Closing and leaving.

    def _close_or_mend(self) -> None:
        missing = needs(self._walk.conversation)
        first = next((at for at, need in enumerate(missing) if need.place is not None), None)
        if not missing:
            self._close()
        elif first is not None:
            self.go_to_need(first)

    def _close(self) -> None:
        walk = self._walk
        try:
            closed = close_conversation(self._session, walk.conversation, taken_back=walk.because)
        except ScreeningAppError as error:
            walk.banner = BannerModel(tone="warn", text=error.describe())
        else:
            walk.conversation, walk.dropped, walk.banner = closed.conversation, closed.dropped, None
        self._show_new()

    def write_why(self, text: str) -> None:
        """Hold why an outcome such as a yes no longer holds; it goes on record at closing."""
        self._walk.because = text

    def _after_closing(self) -> None:
        if self._walk.conversation.screening.outcome == YES:
            self.compose()
        else:
            self.home()
