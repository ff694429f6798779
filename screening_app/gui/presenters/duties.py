"""The helper on duties: at most four questions to what must be done, with the law of the day (L-03, L-18)."""

from dataclasses import dataclass
from typing import Protocol

from screening_app.gui.presenters.caution import caution_of
from screening_app.gui.presenters.wording import day_in_words, text_of
from screening_app.i18n import gettext as _
from screening_app.questionnaire.pack_duties import MOST_QUESTIONS, Duty, DutyQuestion
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyQuestionModel:
    """A question with two answers.

    Attributes:
        lead: Which question it is, and that nothing of it is stored.
        is_first: Whether nothing was answered yet.
    """

    text: str
    lead: str
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyModel:
    """What is to be done.

    Attributes:
        kind: In a word or two: must, may, or no duty.
        is_must: Whether it must be done.
        steps: What to do, in order.
        law: Provisions that hold today for the unit's regime: reference and text, and where nobody read them.
        dated: On which day they are said to read so.
        caution: That nobody has reviewed the texts; empty where somebody has.
    """

    kind: str
    is_must: bool
    text: str
    steps: tuple[str, ...]
    law: tuple[tuple[str, str], ...]
    dated: str
    caution: str


class DutiesView(Protocol):
    """What the presenter asks of the page."""

    def show_question(self, model: DutyQuestionModel) -> None:
        """Ask."""

    def show_duty(self, model: DutyModel) -> None:
        """Show what is to be done."""

    def show_problem(self, text: str) -> None:
        """Show why there is nothing to ask."""


class DutiesPresenter:
    """Leads from question to question; nothing is stored, and nobody's record is opened."""

    def __init__(self, view: DutiesView, session: Session) -> None:
        self._view, self._session = view, session
        self._packs = session.forms.packs(session.unit.country)
        self._way: list[str] = []

    @property
    def is_at_start(self) -> bool:
        """Whether nothing was answered yet."""
        return len(self._way) <= 1

    def show(self) -> None:
        """Ask the first question of the unit's regime."""
        tree = self._packs.duties.tree_of(self._session.unit.regime)
        if tree is None:
            self._view.show_problem(_("There is no guide to duties for this kind of unit."))
            return
        self._way = [tree.first]
        self._show_here()

    def answer(self, *, yes: bool) -> None:
        """Go on from a question."""
        here = self._here()
        if isinstance(here, DutyQuestion):
            self._way.append(here.if_yes if yes else here.if_no)
            self._show_here()

    def go_back(self) -> bool:
        """Return to the question before; tell whether there was one."""
        if self.is_at_start:
            return False
        self._way.pop()
        self._show_here()
        return True

    def _here(self) -> DutyQuestion | Duty | None:
        return self._packs.duties.at(self._way[-1]) if self._way else None

    def _show_here(self) -> None:
        match self._here():
            case DutyQuestion(text=text):
                # Translators: sv "Fråga {number} av högst {most}. Inget sparas."
                lead = _("Question {number} of at most {most}. Nothing is stored.")
                lead = lead.format(number=len(self._way), most=MOST_QUESTIONS)
                self._view.show_question(
                    DutyQuestionModel(text=text_of(text), lead=lead, is_first=self.is_at_start)
                )
            case Duty() as duty:
                self._view.show_duty(self._model(duty))

    def _model(self, duty: Duty) -> DutyModel:
        today, regime = self._session.today(), self._session.unit.regime
        provisions = self._packs.legal.provisions_on(duty.provision, today)
        # Translators: how binding a duty is; sv "Ska göras", "Får göras", "Ingen plikt".
        kinds = {"must": _("Must be done"), "may": _("May be done"), "none": _("No duty")}
        law = tuple(
            (_reference(one.reference, verified=one.verified), text_of(one.text))
            for one in provisions
            if regime in one.regime
        )
        return DutyModel(
            kind=kinds[duty.kind],
            is_must=duty.kind == "must",
            text=text_of(duty.text),
            steps=tuple(map(text_of, duty.next)),
            law=law,
            # Translators: over provisions; sv "Så lyder lagen {day}".
            dated=_("The law as it reads on {day}").format(day=day_in_words(today)) if law else "",
            caution=caution_of(self._session),
        )


def _reference(reference: str, *, verified: bool) -> str:
    # Translators: of a provision that nobody has read in its source; sv "{reference} (inte kontrollerad)".
    return reference if verified else _("{reference} (not checked)").format(reference=reference)
