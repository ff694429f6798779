"""Correcting an answer of a closed conversation: which, to what and why, what follows, and then made."""

from enum import Enum
from typing import Protocol

from screening_app.domain.answers import Answer
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.gui.presenters.amend_models import AskModel, ChooseModel, ConfirmModel, DoneModel, Told
from screening_app.gui.presenters.amend_words import (
    answers_by_step,
    given_out,
    place_in_words,
    what_follows,
    what_waits,
    where_of,
)
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.presenters.questions import Asking, question_model, reason_of
from screening_app.gui.presenters.typed_answers import NotAnAnswer, picked, typed_answer
from screening_app.gui.presenters.when import short_day
from screening_app.gui.presenters.wording import answer_in_words, label_of
from screening_app.i18n import gettext as _
from screening_app.questionnaire.model import Item
from screening_app.services.amending import (
    Amended,
    CorrectionWithoutReason,
    amend_answer,
    documents_made_before,
)
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.corrections import (
    Correction,
    Weighed,
    Where,
    refuse_uncorrectable,
    weigh,
    with_answer,
)
from screening_app.services.errors import ChangeRefused
from screening_app.services.issues import describe_issue
from screening_app.services.session import Session


class Stage(Enum):
    """Where the page stands."""

    CHOOSE = "choose"
    ASK = "ask"
    CONFIRM = "confirm"
    DONE = "done"


class AmendView(Protocol):
    """What the presenter asks of the page."""

    def show_choose(self, model: ChooseModel) -> None:
        """Show every answer that can be corrected."""

    def show_ask(self, model: AskModel) -> None:
        """Show one question, with room for another answer and the reason."""

    def show_picked(self, codes: frozenset[str]) -> None:
        """Show which options are picked; clears what is typed where one is."""

    def show_answer_problem(self, text: str) -> None:
        """Say at the answer why it cannot stand."""

    def show_reason_problem(self, text: str) -> None:
        """Say at the reason what is missing."""

    def show_confirm(self, model: ConfirmModel) -> None:
        """Show what follows, before it is made."""

    def show_done(self, model: DoneModel) -> None:
        """Show what was made."""

    def show_problem(self, text: str) -> None:
        """Say why nothing is shown, or nothing was stored."""


class AmendPresenter:
    """Leads from the choice of an answer to its correction; nothing is stored before it is confirmed."""

    def __init__(
        self,
        view: AmendView,
        session: Session,
        screening_id: ScreeningId,
        navigation: Navigation,
        *,
        beside: Beside,
    ) -> None:
        self._view, self._session, self._navigation = view, session, navigation
        self._screening_id, self._beside = screening_id, beside
        self._conversation: Conversation | None = None
        self._where: Where | None = None
        self._answer: Answer | None = None
        self._typed: str | None = None
        self._reason = ""
        self._weighed: Weighed | None = None
        self.stage = Stage.CHOOSE

    @property
    def has_typed(self) -> bool:
        """Whether something is written that is not stored."""
        return self.stage in {Stage.ASK, Stage.CONFIRM} and bool(self._reason.strip() or self._typed)

    def show(self) -> None:
        """Show every answer that can be corrected; the conversation is read beside the window."""
        self._beside(
            lambda: resume_conversation(self._session, self._screening_id), self._found, self._not_found
        )

    def choose(self, code: str) -> None:
        """Show the question of an answer."""
        if self._conversation is None:
            return
        self._where = where_of(code)
        self._answer, self._typed, self._reason = self._stands, None, ""
        self._ask()

    def pick(self, code: str) -> None:
        """Take an option, or a reason why there is no answer."""
        reason = reason_of(code)
        now = self._answer if self._answer is not None and self._answer.absent is None else None
        self._answer = Answer(absent=reason) if reason is not None else picked(self._item, now, code)
        self._typed = None
        self._view.show_picked(self._picked)

    def type(self, text: str) -> None:
        """Take what is typed as the answer."""
        self._typed = text
        self._view.show_picked(frozenset())

    def write(self, reason: str) -> None:
        """Take why it is corrected."""
        self._reason = reason

    def go_on(self) -> None:
        """Weigh the correction and show what follows, or make it where that was shown."""
        match self.stage:
            case Stage.ASK:
                self._weigh()
            case Stage.CONFIRM:
                self._make()
            case Stage.DONE:
                self.leave()
            case Stage.CHOOSE:
                pass

    def back(self) -> None:
        """Return to the stage before, or to the page before this one."""
        match self.stage:
            case Stage.CONFIRM:
                self._ask()
            case Stage.ASK:
                self._choose()
            case _:
                self._navigation.back()

    def again(self) -> None:
        """Correct another answer of the same conversation."""
        self._choose()

    def emergency(self) -> None:
        """Show what to do at once."""
        self._navigation.emergency(self._screening_id)

    def leave(self) -> None:
        """Return to the person."""
        if self._conversation is not None:
            self._navigation.person(self._conversation.screening.person)

    # Stages

    def _found(self, conversation: Conversation) -> None:
        try:
            refuse_uncorrectable(conversation)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._conversation = conversation
        self._choose()

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_problem(error.describe())

    def _choose(self) -> None:
        self.stage, self._weighed = Stage.CHOOSE, None
        run = self._read.screening
        day = short_day(run.held_at.astimezone().date(), self._session.today())
        # Translators: sv "Samtalet {day}. Det gamla svaret står kvar, med vem som rättade, när och varför."
        lead = _("The conversation of {day}. The old answer stays, with who corrected it, when and why.")
        self._view.show_choose(ChooseModel(lead=lead.format(day=day), steps=answers_by_step(self._read)))

    def _ask(self) -> None:
        self.stage = Stage.ASK
        step, key = self._at
        kept = {key: self._typed} if self._typed is not None else {}
        model = question_model(Asking(self._as_answered(), step, kept=kept), key)
        # Translators: {answer} is an answer that is about to be corrected; sv "Står nu: {answer}".
        stands = _("Stands now: {answer}").format(answer=answer_in_words(self._item, self._stands))
        self._view.show_ask(
            AskModel(
                place=place_in_words(self._read, self._at),
                question=model,
                stands=stands,
                reason=self._reason,
            )
        )

    def _weigh(self) -> None:
        try:
            weighed = self._weighed_now()
        except NotAnAnswer as error:
            self._view.show_answer_problem(error.sentence)
        except ChangeRefused as error:
            code = str(error.params["issue"])
            self._view.show_answer_problem(describe_issue(code, self._item, self._session.today()))
        except ScreeningAppError as error:
            self._view.show_answer_problem(error.describe())
        else:
            if self._reason.strip():
                self._confirm(weighed)
            else:
                self._view.show_reason_problem(CorrectionWithoutReason().describe())

    def _weighed_now(self) -> Weighed:
        self._read_typed()
        return weigh(self._read, self._correction)

    def _confirm(self, weighed: Weighed) -> None:
        self.stage, self._weighed = Stage.CONFIRM, weighed
        told = [*what_follows(weighed), self._given_out()]
        self._view.show_confirm(
            ConfirmModel(
                question=label_of(self._item),
                facts=(
                    # Translators: label before an answer; sv "Står nu".
                    (_("Stands now"), answer_in_words(self._item, self._stands)),
                    # Translators: label before an answer; sv "Rättas till".
                    (_("Corrected to"), answer_in_words(self._item, self._answer)),
                    # Translators: label before the reason of a correction; sv "Varför".
                    (_("Why"), self._reason.strip()),
                ),
                told=tuple(told),
            )
        )

    def _make(self) -> None:
        try:
            made = amend_answer(self._session, self._read, self._correction, reason=self._reason)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._made(made)

    def _made(self, made: Amended) -> None:
        self.stage, self._conversation = Stage.DONE, made.conversation
        self._reason, self._typed = "", None
        # Translators: heading; sv "Svaret är rättat".
        title = _("The answer is corrected")
        # Translators: sv "Rättelsen och det gamla svaret står på personens tidslinje."
        said = Told(
            title=title, lines=(_("The correction and the old answer stand on the person's timeline."),)
        )
        waits = what_waits(made.planned, self._session.today())
        told = (said, waits, *what_follows(made.weighed), self._given_out())
        self._view.show_done(DoneModel(told=tuple(filter(None, told))))

    # What stands

    @property
    def _read(self) -> Conversation:
        if self._conversation is None:
            raise ValueError(self.stage)
        return self._conversation

    @property
    def _at(self) -> Where:
        if self._where is None:
            raise ValueError(self.stage)
        return self._where

    @property
    def _item(self) -> Item:
        step, key = self._at
        return self._read.records[step].evaluation.form.items[key.link_id]

    @property
    def _stands(self) -> Answer | None:
        step, key = self._at
        return self._read.records[step].answers.given.get(key)

    @property
    def _correction(self) -> Correction:
        step, key = self._at
        return Correction(step=step, key=key, answer=self._answer)

    @property
    def _picked(self) -> frozenset[str]:
        options = question_model(Asking(self._as_answered(), self._at[0]), self._at[1])
        return frozenset(one.code for one in (*options.options, *options.reasons) if one.chosen)

    def _as_answered(self) -> Conversation:
        """Return the conversation as if the answer that is chosen stood there already, unchecked."""
        return with_answer(self._read, self._correction)

    def _read_typed(self) -> None:
        """Take what was typed as an answer.

        Raises:
            NotAnAnswer: If the question does not take it.
        """
        if self._typed is not None:
            self._answer = typed_answer(self._item, self._typed, today=self._session.today())

    def _given_out(self) -> Told:
        documents = documents_made_before(self._session, self._read)
        pack = self._session.forms.packs(self._session.unit.country).documents
        titles = {one.kind: one.title for one in pack.document_type}
        return given_out(documents, titles, self._session.today())
