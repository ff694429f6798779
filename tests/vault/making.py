"""A small vault with one conversation begun: what the tests of vault and storage start from."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from screening_app.domain.access import Access, Regime, Role
from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.events import AnswerEvent, Change, EventKind
from screening_app.domain.ids import Canonical, LinkId, PersonId, ResponseId, ScreeningId, StepId, UnitId
from screening_app.domain.person import CaseKind, IdentityKind, Person
from screening_app.domain.records import FormVersion, Response, ResponseStatus, Screening, Unit, User
from screening_app.services.integrity import seal
from screening_app.services.ports import UnitOfWork
from screening_app.storage.store import SqlStore
from screening_app.vault.cipher import Mode
from screening_app.vault.clock import SystemClock
from screening_app.vault.creating import NewUser, create_vault
from screening_app.vault.entropy import SystemEntropy
from screening_app.vault.keys import KdfCost
from screening_app.vault.opened import OpenVault
from screening_app.vault.opening import open_vault

CHEAP = KdfCost(memory=64, time=1, parallelism=1)
LOGIN = "Anna Ångström"
PASSPHRASE = "sju gröna krokodiler äter pizza"
OTHER_PASSPHRASE = "nio blå elefanter dricker saft"

CLOCK = SystemClock()
ENTROPY = SystemEntropy(CLOCK)
FORM = FormVersion(
    canonical=Canonical("https://forms.example/test|1.0.0"),
    sha256=hashlib.sha256(b"form").hexdigest(),
    kind="questionnaire",
    text="form",
)
NAME = "Kanariefågel Ångström"
NUMBER = "191212121212"


@dataclass(frozen=True, slots=True)
class Begun:
    """A conversation that has begun."""

    access: Access
    person: Person
    screening: Screening
    response: Response


def unit(regime: Regime = Regime.SOC_MUNICIPAL) -> Unit:
    """Return a workplace."""
    return Unit(
        id=UnitId(ENTROPY.new_id()),
        country="se",
        authority="Exempelstads kommun",
        name="Mottagningen",
        phone="000-00 00 00",
        regime=regime,
    )


def make_vault(
    folder: Path,
    *,
    passphrase: str = PASSPHRASE,
    login: str = LOGIN,
    role: Role = Role.STAFF,
    regime: Regime = Regime.SOC_MUNICIPAL,
) -> OpenVault:
    """Make a vault with one user and return it open for writing."""
    return create_vault(
        folder,
        unit=unit(regime),
        user=NewUser(login=login, name="Anna Ångström", role=role),
        passphrase=passphrase,
        store=SqlStore(),
        clock=CLOCK,
        entropy=ENTROPY,
        kdf=CHEAP,
    )


def reopen(
    folder: Path,
    *,
    login: str = LOGIN,
    passphrase: str = PASSPHRASE,
    mode: Mode = "write",
    wait: Callable[[float], None] = lambda _seconds: None,
) -> OpenVault:
    """Open a vault that ``make_vault`` made; nobody sleeps."""
    return open_vault(folder, login, passphrase, mode=mode, store=SqlStore(), clock=CLOCK, wait=wait)


def access_of(vault: OpenVault, user: User | None = None) -> Access:
    """Return the circumstances of a look by the vault's user, or by another."""
    looking = user or vault.user
    return Access(user=looking.id, role=looking.role, unit=vault.unit.id, regime=vault.unit.regime)


def new_person(vault: OpenVault, *, name: str | None = NAME, number: str | None = NUMBER) -> Person:
    """Return a person of the vault's unit, not stored yet."""
    return Person(
        id=PersonId(ENTROPY.new_id()),
        unit=vault.unit.id,
        case_number=ENTROPY.case_number(),
        kind=CaseKind.IDENTIFIED,
        created_at=CLOCK.now(),
        name=name,
        identity_kind=IdentityKind.PNR if number else IdentityKind.UNKNOWN,
        identity_number=number,
    )


def begin(vault: OpenVault, person: Person | None = None, *, access: Access | None = None) -> Begun:
    """Store a person, a run and a response in progress."""
    access = access or access_of(vault)
    person = person or new_person(vault)
    screening = Screening(
        id=ScreeningId(ENTROPY.new_id()),
        person=person.id,
        unit=vault.unit.id,
        pathway=FORM.canonical,
        pathway_sha256=FORM.sha256,
        status=ResponseStatus.IN_PROGRESS,
        author=access.user,
        started_at=CLOCK.now(),
    )
    response = Response(
        id=ResponseId(ENTROPY.new_id()),
        screening=screening.id,
        step=StepId("ask"),
        form=FORM.canonical,
        form_sha256=FORM.sha256,
        status=ResponseStatus.IN_PROGRESS,
        author=access.user,
        authored=CLOCK.now(),
    )
    with vault.records.write() as uow:
        uow.office.keep_form(FORM)
        uow.persons.add(person, access=access)
        uow.screenings.add(screening, access=access)
        uow.screenings.add_response(response, access=access)
        uow.commit()
    return Begun(access, person, screening, response)


def answered(begun: Begun, number: int, text: str | None = None) -> AnswerEvent:
    """Return the event of an answer, sealed."""
    return seal(
        Change(
            kind=EventKind.ANSWERED,
            key=AnswerKey(LinkId("told"), (1,)),
            answer=Answer(values=(text or f"answer {number}",)),
        ),
        response_id=begun.response.id,
        number=number,
        at=CLOCK.now(),
        author=begun.access.user,
        salt=ENTROPY.salt(),
    )


def save(vault: OpenVault, *events: AnswerEvent, access: Access) -> None:
    """Store events, each in its own transaction."""
    for event in events:
        with vault.records.write() as uow:
            uow.screenings.add_event(event, access=access)
            uow.commit()


def find_begun(uow: UnitOfWork, vault: OpenVault) -> Begun:
    """Return the conversation that ``begin`` stored."""
    access = access_of(vault)
    screening = uow.screenings.drafts(access=access)[0]
    person = uow.persons.get(screening.person, access=access)
    response = uow.screenings.responses(screening.id, access=access)[0]
    return Begun(access, person, screening, response)


def stored_numbers(vault: OpenVault) -> list[int]:
    """Return the numbers of the events that are stored, after checking that each says its own."""
    with vault.records.read() as uow:
        begun = find_begun(uow, vault)
        events = uow.screenings.events(begun.response.id, access=begun.access)
    for event in events:
        if event.change is None or event.change.answer != Answer(values=(f"answer {event.number}",)):
            raise AssertionError(event.number)
    return [event.number for event in events]


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of the vault but the note of who holds it and the log of the door."""
    apart = {"vault.lock", "door.log"}
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in apart}
