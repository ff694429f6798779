"""What moving a draft to newer forms would change; it stays as it is unless somebody moves it."""

from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.i18n import gettext as _
from screening_app.services.errors import MoveOutdated
from screening_app.services.move import Preview, move_draft, preview_move
from screening_app.services.move_words import Changes, MoveInWords, move_in_words
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """Something that changes.

    Attributes:
        label: What kind of change it is, where that is not said by the text; or empty.
        text: A sentence, or the question that it is about.
    """

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """What changes in one form, under its title."""

    title: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveModel:
    """What the page shows.

    Attributes:
        meaning: Sentences: what becomes of the answers, and whether results stay comparable.
        groups: What changes.
        refusal: Why the draft has to stay; where there is a reason, it cannot be moved.
    """

    meaning: tuple[str, ...]
    groups: tuple[ChangeGroup, ...]
    refusal: str


class MoveView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: MoveModel) -> None:
        """Show what changes."""

    def show_problem(self, text: str) -> None:
        """Show why nothing changes, or why the draft was not moved."""


class MovePresenter:
    """Shows what a move changes, and moves the draft when told to."""

    def __init__(
        self,
        view: MoveView,
        session: Session,
        screening_id: ScreeningId,
        navigation: DeskNavigation,
        beside: Beside,
    ) -> None:
        self._view, self._session, self._navigation = view, session, navigation
        self._screening_id, self._beside = screening_id, beside
        self._preview: Preview | None = None

    def show(self) -> None:
        """Show what changes; the newer forms are checked for it, and the page does not wait."""
        self._preview = None
        self._beside(self._look, self._found, self._not_found)

    def keep(self) -> None:
        """Leave the draft as it is."""
        self._navigation.back()

    def move(self) -> None:
        """Move the draft as the preview says, and go on with it; nothing without a preview."""
        preview = self._preview
        if preview is None or preview.lost:
            return
        try:
            moved = move_draft(self._session, preview)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            if isinstance(error, MoveOutdated):
                self.show()
            return
        # This page is of a draft that is closed now: nobody comes back to it.
        self._navigation.back()
        self._navigation.conversation(moved.screening.id)

    def _look(self) -> Preview:
        return preview_move(self._session, self._screening_id)

    def _found(self, preview: Preview) -> None:
        self._preview = preview
        self._view.show_model(move_model(move_in_words(preview)))

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_problem(error.describe())


def move_model(words: MoveInWords) -> MoveModel:
    """Return what the page shows of a preview."""
    return MoveModel(
        meaning=(words.kept, words.scores),
        groups=tuple(ChangeGroup(title=one.title, rows=_rows(one)) for one in words.changes),
        refusal=words.refusal,
    )


def _rows(changes: Changes) -> tuple[ChangeRow, ...]:
    # Translators: above a question; sv "Svaret följer inte med".
    aside = _("The answer does not go along")
    # Translators: above a question; sv "Ny fråga som måste besvaras".
    asks = _("Has to be answered")
    return (
        *(ChangeRow(text=question, label=aside) for question in changes.set_aside),
        *(ChangeRow(text=question, label=asks) for question in changes.asks),
        *(ChangeRow(text=sentence) for sentence in changes.sentences),
    )
