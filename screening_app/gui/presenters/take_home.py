"""The plan, to take home or not: asked each time, printed only after three answers of yes (W-9, D-5)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.wording import text_of
from screening_app.i18n import N_
from screening_app.i18n import gettext as _
from screening_app.services.ports import OwnPaperRenderer, SignatureCheck
from screening_app.services.session import Session
from screening_app.services.take_home import (
    PRINTED,
    OwnMade,
    OwnOrder,
    PlanChoices,
    TakeHome,
    keep_choice,
    make_own_paper,
    plan_choices,
    show_own_paper,
)

Printing = Callable[[bytes, str], None]
"""A printer that the user chose: takes a document under a neutral name, or raises ``PrinterRefused``."""

_FORMS: Mapping[TakeHome, tuple[str, str]] = {
    TakeHome.SPOKEN: (N_("Only spoken"), N_("Nothing is printed.")),
    TakeHome.CARD: (N_("A small card"), N_("As large as a bank card, with the person's own heading.")),
    TakeHome.PAPER: (N_("All on paper"), N_("A sheet with the parts that the person chooses.")),
    TakeHome.TRUSTED: (N_("Somebody trusted keeps it"), N_("Nothing is printed.")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A form that the plan may have."""

    code: str
    text: str
    second: str
    digit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A part of the plan that a sheet may hold."""

    id: str
    text: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeHomeModel:
    """What the page shows.

    Attributes:
        lead: Whose plan it is, by case number.
        said: How the person wanted it in the conversation, or empty.
        forms: What can be chosen.
        questions: The three that are asked each time, with the code of each.
        heading: As the person chose it in the conversation.
        trusted: Who keeps it, as it was said there.
    """

    lead: str
    said: str
    forms: tuple[FormRow, ...]
    questions: tuple[tuple[str, str], ...]
    heading: str
    trusted: str
    parts: tuple[PartRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands on the page.

    Attributes:
        ticks: Codes of the questions answered with yes.
        lines: Of the card, one a line.
        parts: Ids of the parts that are ticked.
    """

    what: TakeHome | None
    ticks: frozenset[str]
    heading: str
    lines: str
    parts: tuple[str, ...]
    trusted: str


class TakeHomeView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: TakeHomeModel) -> None:
        """Show what can be chosen."""

    def typed(self) -> Typed:
        """Return what stands on the page."""

    def show_paper(self, pdf: bytes) -> None:
        """Show how it will print."""

    def ask_printer(self) -> None:
        """Let the user choose a printer; the page then calls ``print_on``."""

    def show_problem(self, text: str) -> None:
        """Show why something was not done."""

    def show_done(self, text: str) -> None:
        """Say what was done."""


class TakeHomePresenter:
    """Shows the choices, and prints or records what was chosen."""

    def __init__(
        self,
        view: TakeHomeView,
        session: Session,
        screening_id: ScreeningId,
        *,
        render: OwnPaperRenderer,
        check: SignatureCheck,
        beside: Beside,
    ) -> None:
        self._view, self._session, self._screening_id = view, session, screening_id
        self._render, self._check, self._beside = render, check, beside
        self._choices: PlanChoices | None = None

    def show(self) -> None:
        """Show what can be chosen; signatures are checked for it, and the page does not wait."""
        self._beside(
            lambda: plan_choices(self._session, self._screening_id, check=self._check),
            self._found,
            self._failed,
        )

    def look(self) -> None:
        """Show how the card or the sheet will print."""
        order = self._order()
        if order is not None:
            self._beside(
                lambda: show_own_paper(self._session, order, render=self._render, check=self._check),
                self._view.show_paper,
                self._failed,
            )

    def do(self) -> None:
        """Print what is printed, once a look at it found nothing wrong; record what is not."""
        typed = self._view.typed()
        if typed.what is None:
            # Translators: sv "Välj först hur personen vill ha planen."
            self._view.show_problem(_("First choose how the person wants the plan."))
        elif typed.what in PRINTED:
            self._ask_printer()
        else:
            self._keep(typed.what, typed.trusted)

    def print_on(self, printer: Printing) -> None:
        """Decide it, put it on record, and hand it to the printer."""
        order = self._order()
        if order is None:
            return

        def work() -> OwnMade:
            made = make_own_paper(self._session, order, render=self._render, check=self._check)
            printer(made.pdf, PurePath(made.file_name).stem)
            return made

        def done(made: OwnMade) -> None:
            self._view.show_paper(made.pdf)
            # Translators: {name} is a neutral name; sv "Skickad till skrivaren: {name}. Hämta den direkt."
            said = _("Sent to the printer: {name}. Fetch it at once.")
            self._view.show_done(said.format(name=PurePath(made.file_name).stem))

        self._beside(work, done, self._failed)

    def _ask_printer(self) -> None:
        """Ask for a printer if it may be printed as it stands: nobody chooses one for nothing."""
        order = self._order()
        if order is None:
            return
        if not (order.safe and order.talked and order.wanted):
            self._view.show_problem(_("Nothing is printed until all three questions are answered with yes."))
            return
        self._beside(
            lambda: show_own_paper(self._session, order, render=self._render, check=self._check),
            self._ready,
            self._failed,
        )

    def _ready(self, pdf: bytes) -> None:
        self._view.show_paper(pdf)
        self._view.ask_printer()

    def _keep(self, what: TakeHome, trusted: str) -> None:
        try:
            keep_choice(self._session, self._screening_id, what, trusted=trusted)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
        else:
            # Translators: sv "Antecknat. Inget skrevs ut."
            self._view.show_done(_("On record. Nothing was printed."))

    def _order(self) -> OwnOrder | None:
        typed = self._view.typed()
        if typed.what is None:
            return None
        return OwnOrder(
            screening=self._screening_id,
            what=typed.what,
            safe="safe" in typed.ticks,
            talked="talked" in typed.ticks,
            wanted="wanted" in typed.ticks,
            heading=typed.heading,
            lines=tuple(typed.lines.splitlines()),
            parts=typed.parts,
        )

    def _found(self, choices: PlanChoices) -> None:
        self._choices = choices
        self._view.show_model(take_home_model(choices))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_problem(error.describe())


def take_home_model(choices: PlanChoices) -> TakeHomeModel:
    """Return what the page shows."""
    forms = [what for what in TakeHome if what is not TakeHome.PAPER or choices.parts]
    # Translators: how the plan was to be kept, as said in the conversation; sv "Sagt i samtalet: {form}."
    said = _("Said in the conversation: {form}.")
    return TakeHomeModel(
        lead=_("Case {number}.").format(number=choices.case_number),
        said=said.format(form=_(_FORMS[choices.what][0])) if choices.what else "",
        forms=tuple(
            FormRow(code=str(what), text=_(_FORMS[what][0]), second=_(_FORMS[what][1]), digit=digit)
            for digit, what in enumerate(forms, start=1)
        ),
        questions=tuple(zip(("safe", "talked", "wanted"), map(text_of, choices.questions), strict=True)),
        heading=choices.heading,
        trusted=choices.trusted,
        parts=tuple(
            PartRow(
                id=part.id,
                text=part.section.heading,
                second=" ".join(line.text for row in part.section.rows for line in row.lines),
            )
            for part in choices.parts
        ),
    )
