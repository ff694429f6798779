"""Quick hide: the neutral page, and the way back from it (DESIGN 4; VISUAL 4, quick-hide page)."""

import calendar
import datetime as dt
import hashlib
import hmac
import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.lock_screen import time_of_day
from screening_app.gui.presenters.navigation import LockReason
from screening_app.i18n import N_, language, locale_of
from screening_app.i18n import gettext as _

PIN_LENGTH = 6
TRIES = 3
LONGEST_HIDDEN = 60
"""Seconds that the vault stays open behind the page."""

_WEEK_STARTS_MONDAY = 0
_LEAST_DIFFERENT = 3


class WeakPin(ScreeningAppError):
    """The PIN is not six digits, or one that everybody tries first."""

    code = "hide/weak-pin"
    user_message = N_("Choose six digits that are not in a row and not all alike.")


class Pin:
    """A PIN for this session: only its hash is kept, and only in memory.

    Raises:
        WeakPin: Unless it is six digits of some variety.
    """

    def __init__(self, digits: str) -> None:
        steps = {ord(after) - ord(before) for before, after in itertools.pairwise(digits)}
        plain = not digits.isascii() or not digits.isdecimal() or len(digits) != PIN_LENGTH
        if plain or steps <= {1} or steps <= {-1} or len(set(digits)) < _LEAST_DIFFERENT:
            raise WeakPin
        self._salt = secrets.token_bytes(16)
        self._hash = self._hashed(digits)

    def matches(self, digits: str) -> bool:
        """Tell whether this is the PIN."""
        return hmac.compare_digest(self._hash, self._hashed(digits))

    def _hashed(self, digits: str) -> bytes:
        return hashlib.scrypt(digits.encode(), salt=self._salt, n=1 << 14, r=8, p=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the month on show."""

    number: int
    is_today: bool
    is_weekend: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NeutralContent:
    """Clock and calendar of the neutral page.

    Attributes:
        week_label: Over the numbers of the weeks.
        days: Short names of the days, Monday first.
        weeks: Number of the week, and seven days or gaps.
    """

    time: str
    date: str
    month: str
    week_label: str
    days: tuple[str, ...]
    weeks: tuple[tuple[int, tuple[Day | None, ...]], ...]


class HideView(Protocol):
    """What the presenter asks of the page."""

    def show_content(self, content: NeutralContent) -> None:
        """Show clock and calendar."""

    def ask(self) -> None:
        """Bring up the small field."""

    def try_again(self) -> None:
        """Empty the field; nothing says what is behind."""


Check = Callable[[str, Callable[[bool], None]], None]
"""Finds out beside the window whether this opens the screen again, then tells."""


class HidePresenter:
    """Leads back from the neutral page, or to the lock."""

    def __init__(
        self,
        view: HideView,
        *,
        check: Check,
        give_back: Callable[[], None],
        lock: Callable[[LockReason], None],
    ) -> None:
        self._view = view
        self._check = check
        self._give_back = give_back
        self._lock = lock
        self._failed = 0
        self._hidden = 0
        self._checking = False

    def knock(self) -> None:
        """Somebody pressed a key."""
        self._view.ask()

    def enter(self, secret: str) -> None:
        """Try a PIN or passphrase."""
        if self._checking or not secret:
            return
        self._checking = True
        self._check(secret, self._checked)

    def tick(self) -> None:
        """A second went by."""
        self._hidden += 1
        if self._hidden >= LONGEST_HIDDEN:
            self._lock(LockReason.HIDDEN_TOO_LONG)

    def _checked(self, right: bool) -> None:
        self._checking = False
        if right:
            self._give_back()
            return
        self._failed += 1
        if self._failed >= TRIES:
            self._lock(LockReason.WRONG_PIN)
        else:
            self._view.try_again()


def neutral_content(at: dt.datetime) -> NeutralContent:
    """Return the page for a local time, as the language in use writes it."""
    from babel.dates import format_date, get_day_names  # noqa: PLC0415 (not before the first paint)

    locale = locale_of(language())
    names = get_day_names("short", context="stand-alone", locale=locale)
    today = at.date()
    month = calendar.Calendar(_WEEK_STARTS_MONDAY).monthdatescalendar(today.year, today.month)
    return NeutralContent(
        time=time_of_day(at),
        date=_capital(format_date(today, "EEEE d MMMM", locale=locale)),
        month=_capital(format_date(today, "LLLL y", locale=locale)),
        # Translators: over the numbers of the weeks in a calendar; Swedish v.
        week_label=_("wk"),
        days=tuple(names[day] for day in range(7)),
        weeks=tuple((week[0].isocalendar().week, tuple(_day(day, today) for day in week)) for week in month),
    )


def _day(day: dt.date, today: dt.date) -> Day | None:
    if day.month != today.month:
        return None
    return Day(number=day.day, is_today=day == today, is_weekend=day.weekday() >= calendar.SATURDAY)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
