"""Where a conversation stands at the screen, and storing what is said there."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import Source
from screening_app.domain.ids import StepId
from screening_app.engine.carrying import carried
from screening_app.engine.navigation import find_place
from screening_app.gui.presenters.alarms import Alarms
from screening_app.gui.presenters.conversation_models import BannerModel
from screening_app.gui.presenters.flow import CLOSING, Stop, StopKind, following, stops, where_it_goes_on
from screening_app.gui.presenters.marks_models import MarksStanding
from screening_app.gui.presenters.questions import Asking, Attempt, reason_of
from screening_app.gui.presenters.screens import Screen
from screening_app.gui.presenters.typed_answers import NotAnAnswer, typed_answer
from screening_app.gui.presenters.wording import time_in_words
from screening_app.i18n import gettext as _
from screening_app.questionnaire.model import Item
from screening_app.services.asked_before import AskedBefore, asked_before
from screening_app.services.case import Case
from screening_app.services.conversation import clear_answer, give_answer
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import ChangeRefused
from screening_app.services.hand_over import left_by_person
from screening_app.services.issues import describe_issue
from screening_app.services.resume import count_events, remember_place
from screening_app.services.session import Session
from screening_app.services.unsaid import keep_why, kept_why

_CASE_KIND = "case-kind"
_DANGER = "danger"


@dataclass(kw_only=True)
class Walk:
    """A conversation with the page that is shown of it.

    Attributes:
        entered: Optional steps that were opened although nothing is answered there.
        kept: What is typed and not stored yet.
        attempt: What did not get stored, shown as it was left.
        overlay: A page shown on top, to look at.
        asks_reason: Whether the gate asks why the question cannot be asked.
        then: Step that staff write once that reason is stored.
        removing: Entry about to be taken away.
        marks: What is shown of the marks on the body.
        alarms: What calls for action at once and nobody has turned to yet.
        source: Who answers, if not staff.
        left_for_gate: The page on which somebody walked in; it comes next once the gate is open.
        because: Why an outcome such as a yes was unsaid, as far as it is written.
        asked_before: What the unit's routine says, and when the person was last asked.
    """

    session: Session
    conversation: Conversation
    case: Case
    stop: Stop = CLOSING
    entered: frozenset[StepId] = frozenset()
    kept: dict[AnswerKey, str] = field(default_factory=dict)
    attempt: Attempt | None = None
    banner: BannerModel | None = None
    overlay: Screen | None = None
    asks_reason: bool = False
    then: StepId | None = None
    left_for_gate: Stop | None = None
    removing: AnswerKey | None = None
    marks: MarksStanding = field(default_factory=MarksStanding)
    alarms: Alarms = field(default_factory=Alarms)
    because: str = ""
    asked_before: AskedBefore = field(default_factory=AskedBefore)
    dropped: tuple[tuple[StepId, AnswerKey], ...] = ()
    source: Source | None = None
    shows_note: bool = True
    saved: str = ""
    _events: int = 0
    _because_kept: str = ""
    _why_failed: bool = False
    _told: tuple[AnswerKey, str] | None = None

    @property
    def asking(self) -> Asking:
        """The step of the page shown.

        Raises:
            ValueError: On the closing page, which asks nothing.
        """
        if self.stop.step is None:
            raise ValueError(self.stop.kind)
        step, pathway = self.stop.step, self.conversation.pathway.pathway
        given = {one: record.evaluation.effective for one, record in self.conversation.records.items()}
        told = carried(pathway, given, step) if pathway.carry else {}
        proposed = {key: self.case.kind.value for key in self._case_keys(step)}
        proposed |= {key: carry.code for key, carry in told.items()}
        return Asking(self.conversation, step, self.attempt, dict(self.kept), proposed, told)

    def _case_keys(self, step_id: StepId) -> list[AnswerKey]:
        """Return the question of how the case is kept: known since the conversation was begun."""
        items = self.conversation.records[step_id].evaluation.form.items
        return [AnswerKey(name) for name, item in items.items() if _is_case_kind(name, item, self.case)]

    def resume(self) -> None:
        """Stand where the conversation goes on."""
        self.stop = where_it_goes_on(self.session, self.conversation)
        self.marks = MarksStanding(chosen=_unfinished_mark(self.conversation, self.stop))
        if self.stop.step is not None:
            self.entered |= {self.stop.step}
        self._events = count_events(self.conversation)
        self.because = self._because_kept = kept_why(self.session, self.conversation.screening.id)
        self.asked_before = asked_before(self.session, self.conversation)
        self.alarms.look(self.conversation)
        self._tell_answered_alone()

    def _tell_answered_alone(self) -> None:
        """Say that the person answered alone; what calls for action at once is said above it."""
        step = left_by_person(self.session, self.conversation)
        if step is None or self.conversation.is_closed:
            return
        self.banner = BannerModel(
            tone="info",
            # Translators: the person answered alone at the screen.
            text=_("The person answered here alone. Go through the answers together."),
        )

    def stand_on(self, stop: Stop) -> None:
        """Show another page."""
        if stop.step != self.stop.step:
            self.banner = None
        self.stop, self.overlay, self.asks_reason, self.removing = stop, None, False, None
        self.marks = MarksStanding(chosen=_unfinished_mark(self.conversation, stop))
        self.then = None
        self.attempt = None
        self.kept.clear()
        self._events = count_events(self.conversation)

    def go_to(self, stop: Stop) -> None:
        """Show a page that no answer led to, and keep the place for after a lock."""
        self.stand_on(stop)
        self._attempt_to(lambda: remember_place(self.session, self.conversation, stop.step, stop.key))

    def stay(self) -> None:
        """Keep the page shown as the place to return to, where what was said on it would lead past it."""
        if self.conversation.is_closed or count_events(self.conversation) == self._events:
            return
        place = self.stop
        if self._attempt_to(lambda: remember_place(self.session, self.conversation, place.step, place.key)):
            self._events = count_events(self.conversation)

    def step_forward(self) -> None:
        """Stand on the page after this one, and keep the place where no answer tells it."""
        left = self.left_for_gate if self.stop.kind is StopKind.GATE else None
        if left is not None and left in stops(self.conversation, self.entered):
            self.left_for_gate = None
            self.go_to(left)
            return
        stop = following(self.conversation, self.stop, self.entered)
        if count_events(self.conversation) == self._events:
            self.go_to(stop)
        else:
            self.stand_on(stop)

    # Storing.

    def commit(self, change: Callable[[], Conversation]) -> bool:
        """Make a change; tells whether it is on the disk. A refusal becomes a banner, nothing is lost."""

        def make() -> None:
            self.conversation = change()
            self.saved = time_in_words(self.session.clock.now())
            if self.banner is not None and self.banner.tone == "warn":
                # It told of what could not be stored, which now is.
                self.banner = None
            self.alarms.look(self.conversation)

        return self._attempt_to(make)

    def _attempt_to(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except ScreeningAppError as error:
            self.banner = BannerModel(tone="warn", text=error.describe())
            return False
        return True

    def answer(self, key: AnswerKey, answer: Answer | None, code: str | None = None) -> bool:
        """Store an answer, or take it back with ``None``.

        Args:
            code: The option that was picked, to show it as not stored if that fails.
        """
        step_id = self.stop.step
        if step_id is None:
            return False
        if answer == self.asking.evaluation.answers.given.get(key):
            return True
        try:
            if answer is None:
                after = clear_answer(self.session, self.conversation, step_id, key, source=self.source)
            else:
                after = give_answer(self.session, self.conversation, step_id, key, answer, source=self.source)
        except ChangeRefused as error:
            item = self.asking.evaluation.form.items[key.link_id]
            sentence = describe_issue(str(error.params["issue"]), item, self.conversation.circumstances.today)
            self.attempt = Attempt(key, sentence, code=code, text=self.kept.get(key), refused=True)
            return False
        except ScreeningAppError as error:
            self.attempt = Attempt(key, _("Not saved."), code=code, text=self.kept.get(key))
            self.banner = BannerModel(tone="warn", text=error.describe())
            return False
        self.attempt = None
        return self.commit(lambda: after)

    def store_typed(self, *, quietly: bool = False) -> bool:
        """Store what is typed; tells whether nothing typed is left unstored.

        Args:
            quietly: During a pause in typing: say nothing of what the form does not take yet.
        """
        for key, text in list(self.kept.items()):
            place = find_place(self.asking.evaluation, key)
            if place is None or not place.enabled:
                # Another answer took the question off the page while it was being written.
                self.kept.pop(key)
                continue
            item = place.item
            stands = self.asking.evaluation.answers.given.get(key)
            try:
                answer = typed_answer(item, text, today=self.conversation.circumstances.today)
            except NotAnAnswer as error:
                if quietly:
                    continue
                self.attempt = Attempt(key, error.sentence, text=text, refused=True)
                return False
            untouched = answer is None and (stands is None or stands.absent is not None)
            if untouched or answer == stands:
                self._has_no_attempt_at(key)
            elif not self.answer(key, answer):
                return False
            if not quietly:
                self.kept.pop(key)
        return True

    def _has_no_attempt_at(self, key: AnswerKey) -> None:
        if self.attempt is not None and self.attempt.key == key:
            self.attempt = None

    def keep(self, key: AnswerKey, text: str) -> None:
        """Hold what is being typed, in place of what was typed there before."""
        self.kept[key] = text
        if self.attempt is not None and self.attempt.key == key:
            self.attempt = replace(self.attempt, text=text)

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed could not be stored, though the form takes it."""
        typed = self.attempt is not None and self.attempt.text is not None and not self.attempt.refused
        return typed or self._why_failed

    def store_on_page(self) -> None:
        """Store what is typed as far as the form takes it, and keep the page as the place to return to."""
        if not self.conversation.is_closed:
            self.store_typed(quietly=True)
            self.store_why()
            self.stay()

    def store_before_lock(self) -> bool:
        """Store what is typed; tell whether nothing typed is left unstored."""
        if self.conversation.is_closed:
            return True
        typed, why = self.store_typed(), self.store_why()
        self.stay()
        return typed and why

    def store_why(self) -> bool:
        """Keep why an outcome was unsaid, as far as it is written; on record it goes with the closing."""
        because = self.because
        if because != self._because_kept:
            screening = self.conversation.screening.id
            self._why_failed = not self._attempt_to(lambda: keep_why(self.session, screening, because))
            if not self._why_failed:
                self._because_kept = because
        return because == self._because_kept

    def tell_half_typed(self) -> bool:
        """Say once, before the page is left, what is typed there that the form does not take.

        Returns:
            Whether it was said now; whoever leaves once more leaves it out.
        """
        for key, text in self.kept.items():
            place = find_place(self.asking.evaluation, key)
            if place is None or not place.enabled or self._told == (key, text):
                continue
            try:
                typed_answer(place.item, text, today=self.conversation.circumstances.today)
            except NotAnAnswer as error:
                self._told = (key, text)
                # Translators: {problem} is a whole sentence that says why it is no answer.
                said = _("{problem} It is not saved; leave once more to leave it out.")
                self.attempt = Attempt(key, said.format(problem=error.sentence), text=text, refused=True)
                return True
        return False

    def store_proposals(self) -> bool:
        """Store what the page proposes and the user went on from."""
        if self.stop.step is None or self.stop.kind is StopKind.GATE:
            return True
        asking = self.asking
        keys = (
            [self.stop.key] if self.stop.key else [AnswerKey(name) for name in asking.evaluation.form.items]
        )
        for key in keys if self.stop.kind is not StopKind.GROUP else []:
            proposal = asking.proposal(key)
            if proposal is not None and not self.answer(key, _proposed(proposal)):
                return False
        return True

    def tick(self, key: AnswerKey) -> None:
        """Store what is typed, then the first answer of a condition; where it stands, take it back."""
        self.store_on_page()
        evaluation = self.asking.evaluation
        good = evaluation.form.items[key.link_id].answer_option[0].code
        stands = evaluation.answers.given.get(key)
        ticked = stands is not None and stands.values == (good,)
        self.answer(key, None if ticked else Answer(values=(good,)), good)

    def pick_reason(self, key: AnswerKey, code: str) -> bool:
        """Store why there is no answer."""
        reason = reason_of(code)
        return reason is not None and self.answer(key, Answer(absent=reason), code)

    def danger_began(self, before: Conversation) -> bool:
        """Tell whether the panel for danger today has become part of the conversation (W-5)."""
        return _danger_is_on(self.conversation) and not _danger_is_on(before)


def _is_case_kind(name: str, item: Item, case: Case) -> bool:
    return name == _CASE_KIND and item.option(case.kind.value) is not None


def _unfinished_mark(conversation: Conversation, stop: Stop) -> AnswerKey | None:
    """Return the first mark on the body of which something is missing."""
    if stop.kind is not StopKind.MARKS or stop.key is None or stop.step is None:
        return None
    evaluation = conversation.records[stop.step].evaluation
    group, around = evaluation.form.items[stop.key.link_id], evaluation.form.around
    missing = next((key for key in evaluation.missing if group in around[key.link_id]), None)
    depth = len(stop.key.instance) + 1
    return AnswerKey(group.link_id, missing.instance[:depth]) if missing is not None else None


def _proposed(code: str) -> Answer:
    return Answer(values=(code,))


def _danger_is_on(conversation: Conversation) -> bool:
    return any(state.step.panel == _DANGER and state.enabled for state in conversation.state.steps)
