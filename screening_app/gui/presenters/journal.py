"""Text for the journal: an open and a protected part, each copied by itself (W-12)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.outcome import stated
from screening_app.gui.presenters.wording import answer_in_words, label_of, text_of, time_in_words
from screening_app.i18n import gettext as _
from screening_app.questionnaire.pack_documents import JournalTexts
from screening_app.services.journal import JournalText, Part, journal_text, record_copy
from screening_app.services.ports import SignatureCheck
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class PartModel:
    """One part.

    Attributes:
        hints: Where it goes, who will read it, and what is not in it.
        copy: What its button says.
        paragraphs: The text, whole.
        digit: The key that copies it.
    """

    part: Part
    title: str
    hints: tuple[str, ...]
    copy: str
    paragraphs: tuple[str, ...]
    digit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalModel:
    """What the page shows.

    Attributes:
        lead: Whose text it is, by case number.
        parts: The open one first.
    """

    lead: str
    parts: tuple[PartModel, ...]


class JournalView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: JournalModel) -> None:
        """Show both parts."""

    def show_copied(self, part: Part, said: str) -> None:
        """Say at the part when it was copied, and what becomes of the copy."""

    def show_problem(self, text: str) -> None:
        """Show why there is no text, or why it was not copied."""


class JournalPresenter:
    """Shows both parts, and lends each to the clipboard when told to.

    Args:
        lend: Puts a text on the clipboard for a short time.
    """

    def __init__(
        self,
        view: JournalView,
        session: Session,
        screening_id: ScreeningId,
        *,
        check: SignatureCheck,
        beside: Beside,
        lend: Callable[[str], None],
    ) -> None:
        self._view, self._session, self._screening_id = view, session, screening_id
        self._check, self._beside, self._lend = check, beside, lend
        self._text: JournalText | None = None

    def show(self) -> None:
        """Show the text; signatures are checked for it, and the page does not wait."""
        self._beside(self._compose, self._found, self._not_found)

    def copy(self, part: Part) -> None:
        """Put a part on the clipboard, once that is on record."""
        if self._text is None:
            return
        try:
            text = record_copy(self._session, self._text, part)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._lend(text)
        # Translators: sv "Kopierad {time}. Urklipp töms efter 30 sekunder, och när du döljer eller låser."
        said = _("Copied {time}. The clipboard is emptied after 30 seconds, and when you hide or lock.")
        self._view.show_copied(part, said.format(time=time_in_words(self._session.clock.now())))

    def _compose(self) -> JournalText:
        return journal_text(self._session, self._screening_id, check=self._check)

    def _found(self, text: JournalText) -> None:
        self._text = text
        packs = self._session.forms.packs(self._session.unit.country)
        self._view.show_model(journal_model(text, packs.documents.journal_text))

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_problem(error.describe())


def journal_model(text: JournalText, pack: JournalTexts) -> JournalModel:
    """Return what the page shows of a text."""
    return JournalModel(
        lead=_("Case {number}. What is copied is put on record.").format(number=text.case_number),
        parts=(
            PartModel(
                part="open",
                # Translators: of a journal; sv "Öppen del".
                title=_("Open part"),
                hints=(
                    _("Can be read at home, by others too. It is the same after every conversation."),
                    *_seen_by(text),
                ),
                # Translators: sv "Kopiera öppen del".
                copy=_("Copy the open part"),
                paragraphs=(text.open_part,),
                digit=1,
            ),
            PartModel(
                part="protected",
                # Translators: of a journal; sv "Skyddad del".
                title=_("Protected part"),
                hints=(
                    text_of(pack.sentence("protected-heading")),
                    text_of(pack.sentence("stays-here")),
                    *_withheld(text),
                ),
                # Translators: sv "Kopiera skyddad del".
                copy=_("Copy the protected part"),
                paragraphs=tuple(text.protected.split("\n\n")),
                digit=2,
            ),
        ),
    )


def _seen_by(text: JournalText) -> Iterator[str]:
    """Yield what the person said of others who can read it; it is for staff, and not in the text."""
    if text.seen_by is not None:
        item, answer = text.seen_by
        yield stated(label_of(item), answer_in_words(item, answer))


def _withheld(text: JournalText) -> Iterator[str]:
    if text.withheld:
        questions = ", ".join(f"“{label_of(item)}”" for item in text.withheld)
        said = _("Left out, because the answer repeats a way of contact or a place: {questions}.")
        yield said.format(questions=questions)
