"""What newer forms change in a draft is shown before anything moves, and keeping it is the default."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from screening_app.domain.ids import ScreeningId
from screening_app.gui.presenters.move import MoveModel, MovePresenter
from screening_app.services.conversation import resume_conversation
from screening_app.services.session import Session
from tests.gui.shell.desk import FakeNavigation, at_once
from tests.questionnaire.examples import FILES
from tests.services.conftest import say
from tests.services.test_move import NEW_REQUIRED, PHONE_GONE, begun, later, newer, versioned

T = TypeVar("T")


class Shown:
    """A view that keeps what it was shown."""

    def __init__(self) -> None:
        self.model: MoveModel | None = None
        self.problem = ""

    def show_model(self, model: MoveModel) -> None:
        self.model = model

    def show_problem(self, text: str) -> None:
        self.problem = text


class Opened:
    """A draft, and the page of what newer forms change in it."""

    def __init__(self, root: Path, answers: Mapping[str, object], files: Mapping[str, str]) -> None:
        desk, self.draft = begun(root, answers)
        self.desk: Session = later(desk, root, files)
        self.view, self.navigation = Shown(), FakeNavigation()
        self.id: ScreeningId = self.draft.screening.id
        self.presenter = MovePresenter(self.view, self.desk, self.id, self.navigation, at_once)
        self.presenter.show()

    @property
    def is_moved(self) -> bool:
        return resume_conversation(self.desk, self.id).is_closed


def test_the_page_shows_what_is_left_behind_and_what_is_asked_before_all_else(tmp_path: Path) -> None:
    page = Opened(tmp_path, {"hurt": "no", "minutes": 7, "phone": "070"}, newer(PHONE_GONE, NEW_REQUIRED))

    assert page.view.model is not None
    rows = [(row.label, row.text) for group in page.view.model.groups for row in group.rows if row.label]
    assert rows == [("The answer does not go along", "Number"), ("Has to be answered", "Now?")]
    assert any("Answers, scores, bands and flags" in sentence for sentence in page.view.model.meaning)
    assert "070" not in repr(page.view.model)
    assert not page.is_moved


def test_keeping_goes_back_and_changes_nothing(tmp_path: Path) -> None:
    page = Opened(tmp_path, {"hurt": "no"}, newer(PHONE_GONE))

    page.presenter.keep()

    assert page.navigation.went == [("back", "")]
    assert not page.is_moved


def test_moving_goes_on_in_the_newer_version(tmp_path: Path) -> None:
    page = Opened(tmp_path, {"hurt": "no"}, newer(PHONE_GONE))

    page.presenter.move()

    back, (place, screening) = page.navigation.went
    assert back == ("back", "")
    assert place == "conversation"
    assert resume_conversation(page.desk, ScreeningId(screening)).pathway.pathway.version == "1.3.0"
    assert page.is_moved


def test_without_a_preview_nothing_moves(tmp_path: Path) -> None:
    page = Opened(tmp_path, {"hurt": "no"}, FILES)
    assert page.view.problem.startswith("This conversation stands in the newest version")

    page.presenter.move()

    assert page.navigation.went == []


def test_a_draft_that_has_to_stay_says_why_and_does_not_move(tmp_path: Path) -> None:
    struck = versioned({name: text.replace("hurt", "struck") for name, text in FILES.items()})
    page = Opened(tmp_path, {"hurt": "yes", "afraid": "no"}, struck)
    assert page.view.model is not None
    assert page.view.model.refusal.startswith("The conversation stays")

    page.presenter.move()

    assert page.navigation.went == []
    assert not page.is_moved


def test_what_was_written_since_is_looked_at_again_before_it_moves(tmp_path: Path) -> None:
    page = Opened(tmp_path, {"hurt": "no"}, newer(PHONE_GONE))
    say(page.desk, page.draft, "one", {"phone": "070"})

    page.presenter.move()

    assert page.view.problem.startswith("Something has changed since the preview.")
    assert not page.is_moved
    assert page.view.model is not None
    rows = [row.text for group in page.view.model.groups for row in group.rows if row.label]
    assert rows == ["Number"]
    page.presenter.move()
    assert page.is_moved


def test_a_draft_that_was_closed_since_says_so(tmp_path: Path) -> None:
    page = Opened(tmp_path, {"hurt": "no"}, newer(PHONE_GONE))
    other = MovePresenter(Shown(), page.desk, page.id, FakeNavigation(), at_once)
    other.show()
    other.move()

    page.presenter.move()

    assert page.view.problem
    assert page.navigation.went == []


def test_an_error_that_nobody_expected_is_not_swallowed(tmp_path: Path) -> None:
    def fails(
        work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        del work, success
        failure(ZeroDivisionError())

    desk, draft = begun(tmp_path, {"hurt": "no"})
    presenter = MovePresenter(Shown(), desk, draft.screening.id, FakeNavigation(), fails)

    with pytest.raises(ZeroDivisionError):
        presenter.show()
