"""One person: what protects them, what is to be done, and everything on record, the newest first."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.patterns import PatternsModel
from screening_app.gui.presenters.person import PersonModel, PersonPresenter
from screening_app.gui.presenters.results import ResultsModel
from screening_app.gui.presenters.timeline import TimelineRow
from screening_app.gui.presenters.trends import TrendModel
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.follow_ups import FollowUpCard
from screening_app.gui.views.patterns import PatternCard
from screening_app.gui.views.timeline import Timeline
from screening_app.gui.views.trends import TrendCard
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.presence import show_new
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.split import Split
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

_TOP = Qt.AlignmentFlag.AlignTop
T = TypeVar("T")

_BESIDE: Final = 330


def person_page(session: Session, person_id: PersonId, navigation: DeskNavigation, *, jobs: Jobs) -> Page:
    """Return the page of a person; that it was opened is on record.

    Args:
        jobs: Work beside the window.
    """
    return PersonPage(session, person_id, navigation, jobs)


class PersonPage(Page):
    """A person's page."""

    def __init__(self, session: Session, person_id: PersonId, navigation: DeskNavigation, jobs: Jobs) -> None:
        super().__init__(_("Person"), width=Size.COLUMNS)
        self._session, self._person_id, self._jobs = session, person_id, jobs
        self._columns = Split(beside_width=_BESIDE)
        self._whole = QWidget()
        self._main = Column(self._whole, gap=Space.M)
        self._columns.main.addWidget(self._whole)
        self._columns.main.addStretch(1)
        self._side = QWidget()
        self._beside_it = Column(self._side, gap=Space.M)
        self._columns.beside.addWidget(self._side)
        self._columns.beside.addStretch(1)
        self._presenter = PersonPresenter(self, session, person_id, navigation, self._beside_us)
        self._timeline = Timeline(self._presenter)
        self._presenter.show()

    def show_model(self, model: PersonModel) -> None:
        """Show the person."""
        self.set_heading(model.title, lead=model.facts)
        if model.problem:
            self.banner("warn", model.problem)
        if model.protection:
            # Translators: sv "Skyddade uppgifter".
            banner = self.banner("warn", _("Protected data: {level}.").format(level=model.protection))
            banner.setObjectName("protection")
        # Translators: sv "Nytt samtal".
        begin = Button(_("New conversation"), kind="primary", icon="speech", key="Ctrl N")
        begin.setObjectName("begin")
        begin.clicked.connect(self._presenter.begin)
        self.head.addWidget(begin, 0, _TOP)
        # Translators: opens how the person may be contacted; sv "Kontakta…".
        contact = Button(_("Contact…"), icon="phone", key="K")
        contact.setObjectName("contact")
        contact.clicked.connect(self._presenter.contact)
        self.head.insertWidget(self.head.count() - 1, contact, 0, _TOP)
        self.first_focus = begin
        self.body.addWidget(self._columns)
        # Translators: sv "Tidslinje".
        self._main.addWidget(Prose(_("Timeline"), role="title"))
        self._timeline.show_rows(model.rows)
        self._main.addWidget(self._timeline)
        self._beside_it.addWidget(FollowUpCard(self._session, self._person_id, self._presenter.refresh))

    def show_timeline(self, rows: tuple[TimelineRow, ...]) -> None:
        """Show the timeline anew."""
        self._timeline.show_rows(rows)

    def show_patterns(self, model: PatternsModel) -> None:
        """Show what stands out over time, beside the timeline."""
        self._beside_it.addWidget(PatternCard(model, self._presenter.go_on))
        show_new(self._side)

    def show_trends(self, trends: tuple[TrendModel, ...], remark: str = "") -> None:
        """Show how results changed, under the timeline, so that nothing moves."""
        # Translators: heading of charts; sv "Resultat över tid".
        self._main.addWidget(Prose(_("Results over time"), role="title"))
        for trend in trends:
            self._main.addWidget(TrendCard(trend))
        if remark:
            self._main.addWidget(Prose(remark, role="second"))
        show_new(self._whole)

    def show_results(self, model: ResultsModel) -> None:
        """Show what a conversation came to, in its place."""
        panel = self._timeline.panel(model.screening)
        if panel is not None:
            panel.show_model(model)

    def show_results_problem(self, screening: ScreeningId, text: str) -> None:
        """Show there why it cannot be looked at, or why an objection was not stored."""
        panel = self._timeline.panel(screening)
        if panel is not None:
            panel.show_problem(text)

    def show_noted(self, said: str) -> None:
        """Say that an objection was stored; its form went with the timeline before."""
        self.banner("info", said)
        if self.first_focus is not None:
            self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str) -> None:
        """Show why nobody is shown; the same for nobody as for out of reach."""
        self.banner("warn", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open how the person may be contacted."""
        if event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._presenter.contact()
        else:
            super().keyPressEvent(event)

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)
