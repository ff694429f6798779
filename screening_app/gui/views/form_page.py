"""A page with a form whose work is done beside the window."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.set_up_words import FieldWords
from screening_app.gui.views.set_up_fields import StepFields
from screening_app.gui.widgets.button import Button
from screening_app.i18n import gettext as _

T = TypeVar("T")


class FormPage(Page):
    """A page with fields; Enter does what the filled button does, and Esc goes back.

    Attributes:
        forms: The fields; none until ``make_fields``.
    """

    def __init__(
        self, heading: str, *, navigation: DeskNavigation, jobs: Jobs, width: int, lead: str = ""
    ) -> None:
        super().__init__(heading, lead=lead, width=width)
        self._navigation, self._jobs = navigation, jobs
        self.forms: StepFields | None = None
        self._forward: Button | None = None

    def back_button(self) -> Button:
        """Return a button that goes back, new."""
        back = Button(_("Back"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self._navigation.back)
        return back

    def forward_button(self, name: str, text: str) -> Button:
        """Return the filled button, new; it does the work."""
        forward = self._forward = Button(text, kind="primary", key="Enter")
        forward.setObjectName(name)
        forward.clicked.connect(self.work)
        return forward

    def set_form_actions(self, back: Button, name: str, text: str, *, middle: Button | None = None) -> None:
        """Put the filled button into the bar, new: the bar deletes what it held before.

        Args:
            name: Of the filled button; empty for none.
            text: Its verb.
        """
        self._forward = None
        self.set_actions(back, self.forward_button(name, text) if name else None, middle=middle)

    def make_fields(self, words: Sequence[FieldWords], values: Mapping[str, str] | None = None) -> StepFields:
        """Return the fields, new; Enter in one of them does the work."""
        fields = self.forms = StepFields(words, values or {})
        fields.entered.connect(self.work)
        return fields

    def values(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return self.forms.values() if self.forms is not None else {}

    def work(self) -> None:
        """Do what the form is for."""
        raise NotImplementedError

    # What presenters ask

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""
        if self.forms is not None:
            self.forms.show_errors(errors)

    def show_problem(self, text: str) -> None:
        """Show why it was not done; empty takes it back."""
        self.clear_banners()
        if text:
            self.banner("warn", text)

    def show_done(self, text: str) -> None:
        """Say what was done, and empty the fields."""
        if self.forms is not None:
            self.forms.clear()
        self.clear_banners()
        self.banner("info", text)

    def show_working(self, text: str) -> None:
        """Show that something is being done; empty when it is not."""
        if self._forward is not None:
            self._forward.set_ready(not text, text)
        self.set_note(text)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do the work with Enter; go back with Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.work()
        elif event.key() == Qt.Key.Key_Escape:
            self._navigation.back()
        else:
            super().keyPressEvent(event)

    def beside(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        """Have work done beside the window (port ``Beside`` of presenters)."""
        self._jobs.run(work, owner=self, success=success, failure=failure)
