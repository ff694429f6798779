"""The way back from the neutral page, and the page itself."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from screening_app import settings
from screening_app.gui.presenters.hide import (
    LONGEST_HIDDEN,
    HidePresenter,
    NeutralContent,
    Pin,
    WeakPin,
    neutral_content,
)
from screening_app.gui.presenters.navigation import LockReason
from screening_app.i18n import use_language

THURSDAY = dt.datetime(2026, 11, 26, 14, 32, tzinfo=dt.UTC)


@dataclass
class Hidden:
    """A hidden screen: view, check and what came of it, in one."""

    right: str = "294817"
    asked: int = 0
    retries: int = 0
    given_back: int = 0
    locks: list[LockReason] = field(default_factory=list)
    pending: list[Callable[[], None]] = field(default_factory=list)

    def presenter(self) -> HidePresenter:
        """Return a presenter for it."""
        return HidePresenter(self, check=self.check, give_back=self.give_back, lock=self.locks.append)

    def show_content(self, content: NeutralContent) -> None:
        """Show nothing."""

    def ask(self) -> None:
        """Count it."""
        self.asked += 1

    def try_again(self) -> None:
        """Count it."""
        self.retries += 1

    def check(self, secret: str, done: Callable[[bool], None]) -> None:
        """Answer later."""
        self.pending.append(lambda: done(secret == self.right))

    def give_back(self) -> None:
        """Count it."""
        self.given_back += 1

    def answer(self) -> None:
        """Answer what was asked."""
        self.pending.pop(0)()


def test_the_right_secret_gives_the_screen_back() -> None:
    hidden = Hidden()
    presenter = hidden.presenter()
    presenter.knock()
    presenter.enter("294817")
    hidden.answer()

    assert (hidden.asked, hidden.given_back, hidden.locks) == (1, 1, [])


def test_the_third_wrong_secret_locks() -> None:
    hidden = Hidden()
    presenter = hidden.presenter()
    for _ in range(3):
        presenter.enter("000000")
        hidden.answer()

    assert (hidden.retries, hidden.given_back, hidden.locks) == (2, 0, [LockReason.WRONG_PIN])


def test_nothing_is_tried_while_something_is_checked() -> None:
    hidden = Hidden()
    presenter = hidden.presenter()
    presenter.enter("1")
    presenter.enter("2")
    presenter.enter("")

    assert len(hidden.pending) == 1


def test_a_minute_is_the_longest() -> None:
    hidden = Hidden()
    presenter = hidden.presenter()
    for _ in range(LONGEST_HIDDEN - 1):
        presenter.tick()
    assert hidden.locks == []
    presenter.tick()

    assert hidden.locks == [LockReason.HIDDEN_TOO_LONG]


@pytest.mark.parametrize(
    "digits", ["123456", "654321", "111111", "121212", "12345", "1234567", "abcdef", "２９４８１７", ""]
)
def test_a_pin_that_everybody_tries_is_refused(digits: str) -> None:
    with pytest.raises(WeakPin):
        Pin(digits)


def test_a_pin_is_kept_as_its_hash_only() -> None:
    pin = Pin("294817")
    kept = repr([getattr(pin, name) for name in vars(pin)])

    assert pin.matches("294817")
    assert not pin.matches("294818")
    assert "294817" not in kept


def test_calendar_is_the_months_with_iso_weeks() -> None:
    content = neutral_content(THURSDAY)
    numbers = [week for week, _days in content.weeks]
    today = [day.number for _week, days in content.weeks for day in days if day and day.is_today]

    assert (content.time, content.date, content.month) == ("14:32", "Thursday 26 November", "November 2026")
    assert (numbers, today) == ([44, 45, 46, 47, 48, 49], [26])
    assert content.weeks[0][1][:6] == (None,) * 6


def test_swedish_page_is_swedish() -> None:
    use_language("sv", settings.catalogs_folder())
    content = neutral_content(THURSDAY)

    assert (content.date, content.days[0]) == ("Torsdag 26 november", "må")
