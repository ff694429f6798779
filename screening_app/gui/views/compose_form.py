"""All that is chosen before a document leaves, in the order in which it is decided."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.compose import ComposePresenter
from screening_app.gui.presenters.compose_models import ComposeModel
from screening_app.gui.presenters.compose_words import languages
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.compose_parts import BasisCard, ChildCard, KindCard, PaperCard, ReadersCard
from screening_app.gui.views.compose_places import LocationCard
from screening_app.gui.views.compose_writing import TakenOutCard, WritingCard
from screening_app.gui.views.consent_form import ConsentCard
from screening_app.gui.widgets.field import Field
from screening_app.i18n import gettext as _

T = TypeVar("T")

_Part = BasisCard | ConsentCard | ReadersCard | LocationCard | TakenOutCard | WritingCard | PaperCard

_SETTLE_MS: Final = 500
"""How long nobody types before what was typed is taken over and a new page is set."""


class ComposeForm(QWidget):
    """Recipient, basis, readers, places, and the paper's language and number.

    Attributes:
        basis: The legal bases, chosen by digits too.
        consent: Recorded consents, and the form for a new one.
    """

    def __init__(self, presenter: ComposePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        # Translators: who receives the document; sv "Mottagare".
        self._recipient = Field(_("Recipient"))
        self._recipient.setObjectName("recipient")
        self._kind, self._child = KindCard(), ChildCard()
        self.basis, self.consent = BasisCard(), ConsentCard()
        self._readers, self._places = ReadersCard(), LocationCard()
        self._taken_out, self._writing = TakenOutCard(), WritingCard()
        self._details = PaperCard(languages())
        self._typing = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._connect()
        column = Column(self, gap=Space.M)
        for part in (self._kind, self._child, self._recipient, *self._cards()):
            column.addWidget(part)

    def _cards(self) -> tuple[_Part, ...]:
        return (
            self.basis,
            self.consent,
            self._readers,
            self._places,
            self._taken_out,
            self._writing,
            self._details,
        )

    def _connect(self) -> None:
        presenter = self._presenter
        for typed in (self._recipient.changed, self._details.number, self._writing.changed):
            typed.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self.take_typed)
        self._kind.chosen.connect(self._after_typing(presenter.choose_kind))
        self._child.chosen.connect(self._after_typing(presenter.choose_child))
        self.basis.chosen.connect(presenter.choose_basis)
        self.basis.ticked.connect(lambda place, met: presenter.tick(place, met=met))
        self.basis.new_consent.connect(self.consent.open_form)
        self.consent.rested.connect(presenter.rest_on)
        self.consent.taken.connect(self._take_consent)
        self._places.switched.connect(lambda address, on: presenter.include(address, included=on))
        self._details.language.connect(presenter.set_language)
        self._taken_out.put_back.connect(self._after_typing(presenter.put_back))

    def show_model(self, model: ComposeModel) -> None:
        """Show what is chosen; what is being typed is left alone."""
        if self._recipient.value.strip() != model.recipient and not self._typing.isActive():
            self._recipient.value = model.recipient
        self._writing.keeps = self._typing.isActive()
        for card in (self._kind, self._child, *self._cards()):
            card.show_model(model)

    def begin_at(self, model: ComposeModel, *, folded: bool) -> QWidget:
        """Return what the focus goes to first: the recipient, or the basis where that is in sight, too."""
        known = bool(model.recipient) and not folded
        return (self.basis.first if known else None) or self._recipient.input

    @property
    def is_half_written(self) -> bool:
        """Whether something was typed that was not taken over yet, or a consent was not recorded."""
        return self._typing.isActive() or self.consent.is_half_written

    def take_typed(self) -> None:
        """Take over what was typed."""
        self._typing.stop()
        written = self._writing.written
        self._presenter.set_typed(self._recipient.value, self._details.typed_number)
        self._presenter.write(written)

    def _after_typing(self, choose: Callable[[T], None]) -> Callable[[T], None]:
        """Return a choice of another document that first takes over what was typed for this one."""

        def chosen(which: T) -> None:
            if self._typing.isActive():
                self.take_typed()
            choose(which)

        return chosen

    def _take_consent(self, scope: str, how: str, until: str) -> None:
        self.take_typed()
        self._presenter.take_consent(scope, how, until)
