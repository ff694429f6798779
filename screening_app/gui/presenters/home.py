"""Today: one thing to do, what was begun, and what is not there yet; case numbers, never names."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from screening_app.domain.access import READS_PERSONS
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.gui.presenters.caution import not_reviewed
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.flow import where_it_goes_on
from screening_app.gui.presenters.follow_up_words import due_badge, due_in_words, kind_in_words
from screening_app.gui.presenters.rail import place_of_stop
from screening_app.gui.presenters.routine_words import missing_in_words
from screening_app.gui.presenters.status import days_since, proven_in_words
from screening_app.gui.presenters.when import day_and_time, weekday_and_day
from screening_app.gui.presenters.wording import text_of
from screening_app.i18n import gettext as _
from screening_app.i18n import ngettext
from screening_app.services.progress import progress_at
from screening_app.services.session import Session
from screening_app.services.today import Draft, Today, Waiting, desk_today

ROUTINE = "routine"
_ALL = 1_000
_MANY = 100
"""More rows than anybody reads from top to bottom."""
_LEFT = dt.timedelta(days=1)
_OLD_DAYS = 7
"""A proven backup older than a week is not one to rely on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence that stays at the top until it is no longer so.

    Attributes:
        action: What its button says; empty for none.
        place: Page of keys and backups that the button leads to, or ``ROUTINE``.
    """

    kind: Literal["info", "warn"]
    text: str
    title: str = ""
    action: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A conversation to go on with.

    Attributes:
        number: Place on the rail, of ``total``; 0 if it cannot be told.
        has_newer: Whether newer versions of its forms are there.
        badge: That nobody has gone on with it for more than a day; empty otherwise.
    """

    screening: ScreeningId
    case_number: str
    step: str
    when: str
    number: int
    total: int
    has_newer: bool = False
    badge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """Something to do about a person by a day.

    Attributes:
        badge: That the day is over, or is today; empty for a later day.
    """

    id: str
    person: PersonId
    case_number: str
    kind: str
    due: str
    badge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeModel:
    """What Today shows.

    Attributes:
        may_ask: Whether the user's role holds conversations.
        more: A sentence about drafts that are not shown, or empty.
        more_waiting: A sentence about follow-ups that are not shown, or empty.
    """

    heading: str
    may_ask: bool
    notices: tuple[Notice, ...]
    drafts: tuple[DraftRow, ...]
    more: str
    waiting: tuple[WaitingRow, ...]
    more_waiting: str


class HomeView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: HomeModel) -> None:
        """Show the desk."""

    def show_problem(self, text: str) -> None:
        """Show what went wrong."""


class HomePresenter:
    """Leads from the desk to where the work is."""

    def __init__(self, view: HomeView, session: Session, navigation: DeskNavigation) -> None:
        self._view, self._session, self._navigation = view, session, navigation

    def show(self) -> None:
        """Show what waits."""
        self._show_from(lambda: desk_today(self._session))

    def show_all(self) -> None:
        """Show every draft, however many."""
        self._show_from(lambda: desk_today(self._session, limit=_ALL))

    def show_all_waiting(self) -> None:
        """Show every follow-up that is due, as far as anybody reads."""
        self._show_from(lambda: desk_today(self._session, most_waiting=_MANY))

    def person(self, person_id: PersonId) -> None:
        """Show the person that something is to be done about."""
        self._navigation.person(person_id)

    def begin(self) -> None:
        """Begin a conversation."""
        self._navigation.start()

    def find(self) -> None:
        """Look for a person."""
        self._navigation.people()

    def resume(self, screening_id: ScreeningId) -> None:
        """Go on with a conversation where it was left."""
        self._navigation.conversation(screening_id)

    def look_after(self, place: str) -> None:
        """Go where something about keys, backups or the routine is put right."""
        if place == ROUTINE:
            self._navigation.routine()
        else:
            self._navigation.upkeep(place)

    def see_changes(self, screening_id: ScreeningId) -> None:
        """Show what newer versions of its forms change in a draft."""
        self._navigation.newer_version(screening_id)

    def _show_from(self, look: Callable[[], Today]) -> None:
        try:
            today = look()
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._view.show_model(self._model(today))

    def _model(self, today: Today) -> HomeModel:
        more = ngettext(
            "{count} more conversation is begun.", "{count} more conversations are begun.", today.more
        )
        return HomeModel(
            heading=weekday_and_day(self._session.clock.now().astimezone().date()),
            may_ask=self._session.user.role in READS_PERSONS,
            notices=tuple(notices_of(today, self._session.clock.now())),
            drafts=tuple(map(self._row, today.drafts)),
            more=more.format(count=today.more) if today.more else "",
            waiting=tuple(map(self._waiting_row, today.waiting)),
            more_waiting=_more_waiting(today.more_waiting),
        )

    def _waiting_row(self, waiting: Waiting) -> WaitingRow:
        today = self._session.today()
        return WaitingRow(
            id=waiting.id,
            person=waiting.person,
            case_number=waiting.case_number,
            kind=kind_in_words(waiting.kind),
            due=due_in_words(waiting.due_on, today),
            badge=due_badge(waiting.due_on, today),
        )

    def _row(self, draft: Draft) -> DraftRow:
        step, number, total = draft.problem, 0, 0
        if draft.conversation is not None:
            here = place_of_stop(draft.conversation, where_it_goes_on(self._session, draft.conversation))
            progress = progress_at(self._session, draft.conversation, here)
            number, total = progress.number, progress.total
            # Translators: sv "Steg {number} av {total}: {place}"; place is such as "Children".
            step = _("Step {number} of {total}: {place}").format(
                number=number, total=total, place=text_of(progress.label)
            )
        return DraftRow(
            screening=draft.screening,
            case_number=draft.case_number,
            step=step,
            when=day_and_time(draft.last_at, self._session.clock.now()),
            number=number,
            total=total,
            has_newer=draft.has_newer,
            badge=_left(draft.last_at, self._session.clock.now()),
        )


def _left(last_at: dt.datetime, now: dt.datetime) -> str:
    """Return that a conversation was left for more than a day: answers nobody acts on (W-13)."""
    # Translators: badge of a conversation that is not closed; sv "Öppet mer än ett dygn".
    return _("Open for more than a day") if now - last_at > _LEFT else ""


def _more_waiting(count: int) -> str:
    if not count:
        return ""
    return ngettext("{count} more follow-up is due.", "{count} more follow-ups are due.", count).format(
        count=count
    )


def notices_of(today: Today, now: dt.datetime) -> Iterator[Notice]:
    """Give what is not as it should be, the gravest first."""
    if today.safeguards.is_needed:
        yield from _what_may_be_lost(today, now)
    if not today.packs_reviewed:
        yield Notice(kind="info", text=not_reviewed())


def _what_may_be_lost(today: Today, now: dt.datetime) -> Iterator[Notice]:
    """Give what a unit with records of its own has to look after."""
    if not today.safeguards.has_recovery:
        yield _no_recovery(today)
    elif not today.safeguards.is_rehearsed:
        yield _not_tried(today)
    if (backup := _backup(today, now)) is not None:
        yield backup
    if today.routine_missing:
        yield Notice(
            kind="warn",
            text=missing_in_words(today.routine_missing),
            # Translators: button that leads to the unit's routine; sv "Öppna rutinen".
            action=_("Open the routine"),
            place=ROUTINE,
        )


def _no_recovery(today: Today) -> Notice:
    return Notice(
        kind="warn",
        # Translators: sv "Ingen återställning ännu".
        title=_("No recovery yet"),
        text=_("If every user forgets the passphrase, nobody can open the records."),
        # Translators: button that leads to recovery sheets; sv "Gör blad".
        action=_("Make sheets") if today.may_administer else "",
        place="sheets",
    )


def _not_tried(today: Today) -> Notice:
    return Notice(
        kind="warn",
        # Translators: sv "Återställningen är inte provad".
        title=_("Recovery not tried yet"),
        text=_("Nobody knows whether the recovery sheets can be read. Copy two of them once."),
        action=_("Try the sheets") if today.may_administer else "",
        place="sheets",
    )


def _backup(today: Today, now: dt.datetime) -> Notice | None:
    """Return how backups stand: a problem for everybody, the days for who looks after them."""
    # Translators: button that leads to the page of backups; sv "Säkerhetskopior".
    action = _("Backups") if today.may_administer else ""
    safeguards = today.safeguards
    if safeguards.problem:
        # Translators: sv "Säkerhetskopian blev inte av".
        title = _("The backup did not come about")
        return Notice(kind="warn", title=title, text=safeguards.problem, action=action, place="backups")
    if not today.may_administer:
        return None
    if safeguards.proven_at is None:
        text = _("What is lost on this computer is lost. A backup counts once a restore of it was tried.")
        return Notice(kind="warn", title=_("No proven backup yet"), text=text, action=action, place="backups")
    days = days_since(safeguards.proven_at, now)
    kind: Literal["info", "warn"] = "warn" if days >= _OLD_DAYS else "info"
    return Notice(kind=kind, text=proven_in_words(days), action=action, place="backups")
