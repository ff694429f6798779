"""Text and contrast: theme, size, language; each choice holds at once."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.appearance import AppearanceModel, AppearancePresenter, Apply, Choice
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.split import Split
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

_Chosen = Callable[[str], None]
_GAP: Final = Space.XS


def appearance_page(session: Session, navigation: DeskNavigation, apply: Apply) -> Page:
    """Return the page; ``apply`` puts a choice on the window."""
    return AppearancePage(session, navigation, apply)


class AppearancePage(Page):
    """Three groups of options."""

    def __init__(self, session: Session, navigation: DeskNavigation, apply: Apply) -> None:
        super().__init__(_("Text and contrast"), width=Size.FORM)
        self._presenter = AppearancePresenter(self, session, navigation, apply)
        # Translators: sv "Färger", "Textstorlek", "Språk".
        colours = _Choices(_("Colours"), self._presenter.choose_theme)
        sizes = _Choices(_("Size of text"), self._presenter.choose_size)
        languages = _Choices(_("Language"), self._presenter.choose_language)
        self._groups = (colours, sizes, languages)
        split = Split()
        split.main.addWidget(colours)
        split.main.addWidget(languages)
        split.main.addStretch(1)
        split.beside.addWidget(sizes)
        keys = _("Ctrl + and Ctrl − change the size on every page, Ctrl 0 takes it back.")
        split.beside.addWidget(Prose(keys, role="caption"))
        split.beside.addStretch(1)
        self.body.addWidget(split)
        back = Button(_("Back"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self._presenter.back)
        self.set_actions(back, None, _("Kept for you, on this computer. The lock screen follows."))
        self._presenter.show()
        self.first_focus = self._groups[0].first_chosen()

    def show_model(self, model: AppearanceModel) -> None:
        """Show the choices."""
        choices = (model.themes, model.sizes, model.languages)
        for group, offered in zip(self._groups, choices, strict=True):
            group.show_choices(offered)

    def show_problem(self, text: str) -> None:
        """Show that the choice was not kept."""
        self.banner("warn", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.back()
        else:
            super().keyPressEvent(event)


class _Choices(QWidget):
    """A heading and its options; made once, marked anew after each choice."""

    def __init__(self, heading: str, chosen: _Chosen) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self._chosen = chosen
        self._options: dict[str, Option] = {}
        self._column = Column(self, gap=_GAP)
        self._column.addWidget(Prose(heading, role="title"))

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these, and which of them is chosen."""
        for choice in choices:
            if choice.code not in self._options:
                option = Option(choice.code, choice.text, digit=None)
                option.picked.connect(self._chosen)
                self._options[choice.code] = option
                self._column.addWidget(option)
            self._options[choice.code].checked = choice.chosen

    def first_chosen(self) -> QWidget | None:
        """Return the option that is chosen."""
        return next((option for option in self._options.values() if option.checked), None)
