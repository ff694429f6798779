"""The person answers alone: one question a page, nothing of staff, and no way but to the lock."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from screening_app.domain.answers import AbsentReason, AnswerKey
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import Source
from screening_app.domain.ids import ScreeningId, StepId
from screening_app.engine.evaluation import Place
from screening_app.gui.presenters.conversation_models import OptionModel, QuestionModel
from screening_app.gui.presenters.flow import Stop, StopKind
from screening_app.gui.presenters.questions import Asking, question_model, reason_of, said_before
from screening_app.gui.presenters.typed_answers import picked
from screening_app.gui.presenters.walk import Walk
from screening_app.i18n import LANGUAGES, N_, language
from screening_app.i18n import gettext as _
from screening_app.services.case import case_of
from screening_app.services.conversation import resume_conversation
from screening_app.services.hand_over import NOT_THEIRS, NothingToHandOver, questions_of_person
from screening_app.services.resume import remember_place
from screening_app.services.session import Session

_REASONS = {
    # Translators: answers of the person; sv "Vill inte svara", "Vet inte", "Gäller inte mig".
    AbsentReason.DECLINED: N_("I do not want to answer"),
    AbsentReason.UNKNOWN: N_("I do not know"),
    AbsentReason.NOT_APPLICABLE: N_("Does not apply to me"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlonePage:
    """One question in the person's hands.

    Attributes:
        lead: What is said before it.
        may_go_on: Whether it is answered, or may be left out.
        languages: Code of each language that the form speaks besides the one in use.
    """

    number: int
    count: int
    lead: tuple[str, ...]
    question: QuestionModel
    can_go_back: bool
    may_go_on: bool
    problem: str
    languages: tuple[str, ...]


class AloneView(Protocol):
    """What the presenter asks of the page."""

    def show_question(self, page: AlonePage) -> None:
        """Show a question in place of what was shown."""

    def show_thanks(self) -> None:
        """Show that it is over, and no answer."""


class HandOverPresenter:
    """Leads the person through the questions of one form; every answer is on the disk at once.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        NothingToHandOver: If the step asks the person nothing alone.
    """

    def __init__(
        self,
        view: AloneView,
        session: Session,
        screening_id: ScreeningId,
        from_: tuple[StepId, AnswerKey],
        *,
        end: Callable[[], None],
    ) -> None:
        """Begin at the first question.

        Args:
            from_: Where staff stood; they stand there again after the lock.
            end: Locks.
        """
        self._view, self._session, self._end = view, session, end
        self._from = from_
        conversation = resume_conversation(session, screening_id)
        case = case_of(session, conversation.screening.person)
        self._walk = Walk(session=session, conversation=conversation, case=case, source=Source.PERSON)
        if not self._places:
            raise NothingToHandOver
        self._at = self._first()
        self._is_over = False

    @property
    def _places(self) -> tuple[Place, ...]:
        return questions_of_person(self._walk.conversation, self._from[0])

    def _first(self) -> AnswerKey:
        """Return the first question that is open, else the first."""
        given = self._walk.conversation.records[self._from[0]].answers.given
        return next((one.key for one in self._places if one.key not in given), self._places[0].key)

    def open(self) -> None:
        """Show the question where the person is, or that it is over."""
        if self._is_over:
            self._view.show_thanks()
            return
        self._walk.stop = Stop(StopKind.QUESTION, self._from[0], self._at)
        self._view.show_question(self._page())

    def choose(self, code: str) -> None:
        """Store an option or a reason; the page stays, so that it can be changed."""
        walk, key = self._walk, self._at
        item = walk.asking.evaluation.form.items[key.link_id]
        walk.kept.pop(key, None)
        reason = reason_of(code)
        if reason is None:
            stands = walk.asking.evaluation.answers.given.get(key)
            walk.answer(key, picked(item, stands, code), code)
        elif reason not in NOT_THEIRS:
            walk.pick_reason(key, code)
        self._remember()
        self.open()

    def keep(self, text: str) -> None:
        """Hold what is being typed."""
        self._walk.keep(self._at, text)

    def keep_typed(self) -> bool:
        """Store what is typed; tell whether nothing typed is left unstored."""
        if self._is_over:
            return True
        stored = self._walk.store_typed()
        self._remember()
        return stored

    def go_on(self) -> None:
        """Go to the next question; after the last it is over."""
        if self._is_over:
            self._end()
        elif not self.keep_typed() or not self._may_go_on():
            self.open()
        else:
            self._stand(self._index() + 1)

    def go_back(self) -> None:
        """Go to the question before; there is no way back to staff's pages."""
        if not self._is_over and self._index() > 0:
            self.keep_typed()
            self._stand(self._index() - 1)

    def stop(self) -> None:
        """Leave for the lock; what is typed and fits is stored first."""
        self.keep_typed()
        self._end()

    def _stand(self, index: int) -> None:
        places = self._places
        self._walk.attempt = None
        self._walk.kept.clear()
        if index < len(places):
            self._at = places[index].key
        else:
            self._is_over = True
        self.open()

    def _index(self) -> int:
        keys = [place.key for place in self._places]
        return keys.index(self._at) if self._at in keys else len(keys) - 1

    def _may_go_on(self) -> bool:
        place = self._places[self._index()]
        return not place.item.required or self._at in self._asking.evaluation.answers.given

    @property
    def _asking(self) -> Asking:
        walk = self._walk
        return Asking(walk.conversation, self._from[0], walk.attempt, dict(walk.kept))

    def _page(self) -> AlonePage:
        asking, places = self._asking, self._places
        form = asking.evaluation.form.questionnaire
        attempt = asking.attempt
        problem = attempt.sentence if attempt is not None and attempt.key == self._at else ""
        return AlonePage(
            number=self._index() + 1,
            count=len(places),
            lead=said_before(asking, self._at),
            question=self._question(asking),
            can_go_back=self._index() > 0,
            may_go_on=self._may_go_on(),
            problem=problem,
            languages=tuple(code for code in LANGUAGES if code != language() and code in form.languages),
        )

    def _question(self, asking: Asking) -> QuestionModel:
        """Return the question without what staff would see of it: a proposal, a note, keys."""
        model = question_model(asking, self._at, first_digit=1)
        stands = self._at in asking.evaluation.answers.given or asking.attempt is not None
        options = model.options if stands else tuple(replace(one, chosen=False) for one in model.options)
        reasons = tuple(one for one in map(_of_person, model.reasons) if one is not None)
        return replace(model, options=options, reasons=reasons, help="", told="", error="", unsaved="")

    def _remember(self) -> None:
        """Keep the page where staff stood as the one to return to."""
        # Another page costs staff a few keys after the lock, and is no reason to stop the person.
        with contextlib.suppress(ScreeningAppError):
            remember_place(self._session, self._walk.conversation, *self._from)


def _of_person(reason: OptionModel) -> OptionModel | None:
    """Return a reason for no answer in the person's own words; ``None`` if it is staff's."""
    meant = reason_of(reason.code)
    words = _REASONS.get(meant) if meant is not None else None
    return replace(reason, text=_(words)) if words is not None else None
