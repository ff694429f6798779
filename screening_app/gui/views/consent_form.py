"""Recorded consents to rest on, and the form for a new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.compose_models import ComposeModel
from screening_app.gui.theme.layout import Column, Row, empty
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.presence import show_when
from screening_app.i18n import gettext as _


class ConsentCard(Card):
    """Consents; shown while consent is the basis.

    Attributes:
        rested: Told with the id of a recorded consent.
        taken: Told with scope, how and until when, as typed.
    """

    rested = Signal(str)
    taken = Signal(str, str, str)

    def __init__(self) -> None:
        # Translators: sv "Samtycke".
        super().__init__(_("Consent"), gap=Space.XS)
        self._rows = QWidget()
        self._list = Column(self._rows, gap=Space.XS)
        self.body.addWidget(self._rows)
        self._options: dict[str, Option] = {}
        self._form = QWidget()
        self._fill_form()
        self.body.addWidget(self._form)
        show_when(self._form, False)
        self._asked, self._many = False, False

    def _fill_form(self) -> None:
        form = Column(self._form, gap=Space.S)
        # Translators: sv "Det här får berättas".
        self._scope = Field(
            _("What may be told"),
            hint=_("In the person's own words, for the recipient above."),
            multiline=True,
        )
        self._scope.setObjectName("scope")
        # Translators: how the consent was given; sv "Så gavs det".
        self._how = Field(
            _("How it was given"), choices=(("spoken", _("Spoken")), ("written", _("In writing")))
        )
        self._how.setObjectName("how")
        # Translators: sv "Gäller till".
        self._until = Field(_("Valid until"), hint=_("Such as 2027-02-26."), optional=True)
        self._until.setObjectName("until")
        # Translators: records the consent; sv "Anteckna samtycket".
        take = Button(_("Record the consent"))
        take.setObjectName("take-consent")
        take.clicked.connect(self._take)
        pair = Row(gap=Space.M)
        pair.addWidget(self._how, 1)
        pair.addWidget(self._until, 1)
        foot = Row()
        foot.addWidget(take)
        foot.addStretch(1)
        form.addWidget(self._scope)
        form.addLayout(pair)
        form.addLayout(foot)

    def show_model(self, model: ComposeModel) -> None:
        """Show the consents, while consent is the basis."""
        self._asked = model.asks_consent
        # One that is rested on stands in the basis already.
        self._many = any(not row.chosen for row in model.consents)
        if tuple(self._options) != tuple(row.id for row in model.consents):
            self._make_rows(model)
        for row in model.consents:
            self._options[row.id].checked = row.chosen
        if not model.asks_consent:
            show_when(self._form, False)
        self._appear()

    @property
    def is_half_written(self) -> bool:
        """Whether something stands in the form that was not recorded."""
        return any(field.value.strip() for field in (self._scope, self._until))

    def show_problem(self, field: str, text: str) -> None:
        """Say at a field what is wrong."""
        for name, one in (("scope", self._scope), ("until", self._until)):
            one.show_error(text if name == field else "")
        {"scope": self._scope, "until": self._until}[field].input.setFocus()

    def close_form(self) -> None:
        """Put the form away, empty."""
        for field in (self._scope, self._until):
            field.value = ""
            field.clear_error()
        show_when(self._form, False)
        self._appear()

    def _make_rows(self, model: ComposeModel) -> None:
        empty(self._list)
        self._options = {}
        for row in model.consents:
            option = Option(row.id, row.text, digit=None, second=row.second)
            option.picked.connect(self.rested)
            self._list.addWidget(option)
            self._options[row.id] = option

    def open_form(self) -> None:
        """Let a new consent be recorded."""
        show_when(self._form, True)
        self._appear()
        self._scope.input.setFocus(Qt.FocusReason.TabFocusReason)

    def _appear(self) -> None:
        """Show the card while it holds something to choose or to fill in."""
        show_when(self._rows, self._many)
        show_when(self, self._asked and (self._many or self._form.isVisibleTo(self)))

    def _take(self) -> None:
        self.taken.emit(self._scope.value, self._how.value, self._until.value)
