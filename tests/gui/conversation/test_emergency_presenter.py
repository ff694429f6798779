"""The emergency panel before and during a conversation, without Qt."""

import datetime as dt
from dataclasses import dataclass, field

from screening_app.domain.ids import LinkId, ScreeningId
from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.conversation import ConversationPresenter
from screening_app.gui.presenters.emergency import EmergencyModel, EmergencyPresenter
from screening_app.gui.presenters.emergency_ticks import WAITING
from screening_app.services.conversation_state import Conversation
from screening_app.services.emergency import recorded_ticks, standing
from screening_app.services.session import Session
from tests.gui.conversation.conftest import begun
from tests.gui.conversation.test_presenter import Shown
from tests.gui.shell.desk import FakeNavigation

BEFORE = dt.datetime(2026, 11, 22, 7, 0, tzinfo=dt.UTC)


@dataclass
class Panel:
    """A view that remembers what it was given."""

    models: list[EmergencyModel] = field(default_factory=list)

    def show_panel(self, model: EmergencyModel) -> None:
        """Remember it."""
        self.models.append(model)


def panel(desk: Session, screening_id: ScreeningId | None) -> tuple[EmergencyPresenter, Panel]:
    """Return the presenter of a panel that has shown itself."""
    view = Panel()
    presenter = EmergencyPresenter(
        view, desk, screening_id, FakeNavigation(), forms=desk.forms, country="se", now=lambda: BEFORE
    )
    presenter.open()
    return presenter, view


def test_a_tick_during_a_conversation_is_stored_at_once(desk: Session, conversation: Conversation) -> None:
    presenter, view = panel(desk, conversation.screening.id)

    presenter.tick("stay")

    assert standing(recorded_ticks(desk, conversation.screening.id)) == {LinkId("stay"): BEFORE}
    assert view.models[-1].rows[0].time
    assert view.models[-1].kept.startswith("Saved with case K")


def test_a_tick_before_any_person_waits_and_says_so(desk: Session) -> None:
    presenter, view = panel(desk, None)

    presenter.tick("stay")

    assert [tick.step for tick in WAITING] == ["stay"]
    assert view.models[-1].rows[0].time
    assert view.models[-1].kept.startswith("Not saved yet")


def test_waiting_ticks_follow_the_next_conversation_and_no_older_one(
    desk: Session, conversation: Conversation
) -> None:
    presenter, _ = panel(desk, None)
    presenter._now = lambda: conversation.screening.started_at + dt.timedelta(seconds=1)
    presenter.tick("stay")

    ConversationPresenter(Shown(), desk, conversation.screening.id, FakeNavigation())
    older = recorded_ticks(desk, conversation.screening.id)
    new = begun(desk, CaseKind.PSEUDONYM)
    ConversationPresenter(Shown(), desk, new.screening.id, FakeNavigation())

    assert older == ()
    assert [tick.step for tick in recorded_ticks(desk, new.screening.id)] == ["stay"]
    assert WAITING == []


def test_numbers_that_nobody_has_called_say_so(desk: Session) -> None:
    _, view = panel(desk, None)

    assert view.models[-1].confirmed == "These numbers have not all been confirmed by a call."
    assert view.models[-1].numbers[0].number == "112"
