"""One's own key file: making one, a new one, or needing none."""

from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.key_forms import KeysDesk
from screening_app.gui.presenters.own_key import KeyFileModel, KeyFilePresenter
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.form_page import FormPage
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class OwnKeyFilePage(FormPage):
    """How it stands, a passphrase and a place."""

    def __init__(self, desk: KeysDesk, navigation: DeskNavigation, jobs: Jobs) -> None:
        # Translators: sv "Din nyckelfil".
        super().__init__(
            _("Your key file"),
            lead=_("A small file on a removable medium. Carry it with you, apart from the computer."),
            navigation=navigation,
            jobs=jobs,
            width=Size.QUESTION,
        )
        self._presenter = KeyFilePresenter(self, desk, self.beside)
        self._standing = Prose()
        self.body.addWidget(self._standing)
        fields = self.make_fields(self._presenter.fields())
        self.body.addWidget(fields)
        # Translators: sv "Behöv ingen nyckelfil".
        self._none = Button(_("Need no key file"), kind="quiet")
        self._none.setObjectName("need-none")
        self._none.clicked.connect(self._need_none)
        # Translators: sv "Gör en nyckelfil".
        forward = self.forward_button("make-key-file", _("Make a key file"))
        self.set_actions(self.back_button(), forward, middle=self._none)
        self.first_focus = fields.first()
        self._presenter.show()

    def show_model(self, model: KeyFileModel) -> None:
        """Show how it stands."""
        self._standing.setText(model.text)
        show_when(self._none, model.can_need_none)

    def work(self) -> None:
        """Make one."""
        self._presenter.make(self.values())

    def _need_none(self) -> None:
        self._presenter.need_none(self.values())
