"""A page for when a page cannot be opened: why, and the way back."""

from screening_app.gui.page import Page
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.widgets.button import Button
from screening_app.i18n import gettext as _


def trouble_page(sentence: str, navigation: Navigation) -> Page:
    """Return a page that says what happened and leads to Today."""
    page = Page(_("This cannot be shown"))
    page.banner("warn", sentence)
    button = Button(_("Go to Today"), kind="primary")
    button.clicked.connect(navigation.home)
    page.set_actions(None, button)
    page.first_focus = button
    return page
