"""A desk on a vault in memory, and what the process would be told by it."""

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from screening_app.domain.answers import AnswerKey
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.ids import PersonId, ScreeningId, StepId, UserId
from screening_app.domain.person import CaseKind, IdentityKind, ProtectionLevel
from screening_app.gui.hide import QuickHide
from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.presenters.set_up import SetUpPlan
from screening_app.gui.set_up_desk import ProcessSetUpDesk
from screening_app.gui.standing import Standing
from screening_app.gui.watch import Watch
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_again, begin_with_new, pathways_allowed
from screening_app.services.closing import close_conversation
from screening_app.services.conversation import record_not_asked
from screening_app.services.follow_ups import add_follow_up
from screening_app.services.people import NewPerson
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from screening_app.vault.sheets import split
from tests.helpers import fakes
from tests.helpers.fake_records import FakeRecords, Tables
from tests.services.conftest import say

T = TypeVar("T")

NAME = "Testa Påhittad"
NAMED = NewPerson(
    kind=CaseKind.IDENTIFIED,
    name=NAME,
    identity_kind=IdentityKind.PNR,
    identity_number="198112180001",
    protection=ProtectionLevel.SECRECY_FLAG,
)


class Told(QObject):
    """What the process was told to do; stands in for its watch and its quick hide."""

    ticked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.locked: list[LockReason] = []
        self.hidden = 0
        self.alone: list[tuple[QWidget, Callable[[], bool]]] = []

    def hide(self) -> None:
        """Count a quick hide."""
        self.hidden += 1


def at_once(
    work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
) -> None:
    """Do at once what the window has done beside it."""
    try:
        done = work()
    except Exception as error:  # noqa: BLE001 (whatever it is, the page hears of it)
        failure(error)
    else:
        success(done)


def standing(told: Told) -> Standing:
    """Return what the process gives to the shell."""
    return Standing(
        lock=told.locked.append,
        hide=cast("QuickHide", told),
        watch=cast("Watch", told),
        jobs=Jobs(told),
        speak=lambda code: use_language(code, catalogs_folder()),
        alone=lambda page, keep: told.alone.append((page, keep)),
    )


def filled(library: FileFormLibrary) -> Session:
    """Return a session with a named person, a finished conversation, something due and two drafts."""
    desk = fakes.session(library)
    pathway = pathways_allowed(desk)[0].canonical
    first = begin_with_new(desk, NAMED, pathway)
    first = say(desk, first, "w1-prepare", {"reason": "routine"})
    close_conversation(desk, record_not_asked(desk, first, "no-privacy"))
    add_follow_up(desk, first.screening.person, FollowUpKind.CONTACT, desk.today())
    begin_again(desk, first.screening.person, pathway)
    begin_with_new(desk, NewPerson(kind=CaseKind.PSEUDONYM), pathway)
    return desk


def tables(desk: Session) -> Tables:
    """Return everything the vault in memory holds."""
    records = desk.records
    if not isinstance(records, FakeRecords):
        raise TypeError
    return records.tables


def named_person(desk: Session) -> PersonId:
    """Return the named person of ``filled``."""
    return next(person.id for person in tables(desk).persons.values() if person.name == NAME)


_KEPT = list[object]()


def kept(window: T) -> T:
    """Return a window that stays until all tests are done: taken apart at work, it would disturb others."""
    _KEPT.append(window)
    return window


class PaperDesk(ProcessSetUpDesk):
    """Set-up's desk on this computer, but for the vault: its making takes seconds."""

    def make(self, plan: SetUpPlan) -> tuple[str, ...]:
        """Return sheets of no vault."""
        return split(bytes(range(32)))


def now_and_here(
    work: Callable[[], None], done: Callable[[], None], failed: Callable[[Exception], None]
) -> None:
    """Do at once what the window has done beside it, and tell its end without what it gave."""
    at_once(work, lambda _nothing: done(), failed)


class FakeNavigation:
    """Writes down where pages lead."""

    def __init__(self) -> None:
        self.went: list[tuple[str, str]] = []

    def home(self) -> None:
        """Note it."""
        self.went.append(("home", ""))

    def hand_over(self, screening_id: ScreeningId, from_: tuple[StepId, AnswerKey]) -> None:
        """Note it."""
        self.went.append(("hand-over", f"{screening_id} {from_[0]}/{from_[1]}"))

    def start(self) -> None:
        """Note it."""
        self.went.append(("start", ""))

    def people(self) -> None:
        """Note it."""
        self.went.append(("people", ""))

    def appearance(self) -> None:
        """Note it."""
        self.went.append(("appearance", ""))

    def start_with(self, person_id: PersonId) -> None:
        """Note it."""
        self.went.append(("start", person_id))

    def conversation(self, screening_id: ScreeningId) -> None:
        """Note it."""
        self.went.append(("conversation", screening_id))

    def person(self, person_id: PersonId) -> None:
        """Note it."""
        self.went.append(("person", person_id))

    def contact(self, person_id: PersonId) -> None:
        """Note it."""
        self.went.append(("contact", person_id))

    def compose(self, screening_id: ScreeningId) -> None:
        """Note it."""
        self.went.append(("compose", screening_id))

    def journal(self, screening_id: ScreeningId) -> None:
        """Note it."""
        self.went.append(("journal", screening_id))

    def take_home(self, screening_id: ScreeningId) -> None:
        """Note it."""
        self.went.append(("take-home", screening_id))

    def markers(self) -> None:
        """Note it."""
        self.went.append(("markers", ""))

    def amend(self, screening_id: ScreeningId) -> None:
        """Note it."""
        self.went.append(("amend", screening_id))

    def newer_version(self, screening_id: ScreeningId) -> None:
        """Note it."""
        self.went.append(("move", screening_id))

    def upkeep(self, page: str = "upkeep", _user: UserId | None = None) -> None:
        """Note it."""
        self.went.append((page, ""))

    def routine(self, item: str = "") -> None:
        """Note it."""
        self.went.append(("routine", item))

    def contacts(self) -> None:
        """Note it."""
        self.went.append(("contacts", ""))

    def emergency(self, screening_id: ScreeningId | None = None, *, by_itself: bool = False) -> None:
        """Note it."""
        self.went.append(("emergency by itself" if by_itself else "emergency", screening_id or ""))

    def duties(self) -> None:
        """Note it."""
        self.went.append(("duties", ""))

    def back(self) -> None:
        """Note it."""
        self.went.append(("back", ""))

    def hide(self) -> None:
        """Note it."""
        self.went.append(("hide", ""))

    def lock(self, reason: LockReason = LockReason.USER) -> None:
        """Note it."""
        self.went.append(("lock", str(reason)))
