"""Changing one's own passphrase: the one of now, and the new one twice."""

from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.key_forms import KeysDesk
from screening_app.gui.presenters.own_key import PassphrasePresenter
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.form_page import FormPage
from screening_app.i18n import gettext as _
from screening_app.services.session import Session


class PassphrasePage(FormPage):
    """Three fields and one filled button."""

    def __init__(self, desk: KeysDesk, session: Session, navigation: DeskNavigation, jobs: Jobs) -> None:
        # Translators: sv "Din lösenfras".
        super().__init__(
            _("Your passphrase"),
            lead=_("Nobody can read or reset it. Write it down nowhere that others reach."),
            navigation=navigation,
            jobs=jobs,
            width=Size.QUESTION,
        )
        self._presenter = PassphrasePresenter(self, desk, session.user.login, self.beside)
        fields = self.make_fields(self._presenter.fields())
        self.body.addWidget(fields)
        # Translators: sv "Byt lösenfras".
        self.set_actions(self.back_button(), self.forward_button("change", _("Change passphrase")))
        self.first_focus = fields.first()

    def work(self) -> None:
        """Change it."""
        self._presenter.change(self.values())
