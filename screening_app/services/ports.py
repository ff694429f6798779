"""What use cases need from the world, as Protocols; adapters stand in storage, vault, documents."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from screening_app.domain.document import OwnPaper, Referral
from screening_app.domain.ids import Canonical, UserId
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.over_time import RulesOverTime
from screening_app.questionnaire.pack import Packs
from screening_app.questionnaire.pathway import Pathway
from screening_app.services.repositories import (
    AttachmentRepository,
    AuditRepository,
    DocumentRepository,
    FollowUpRepository,
    NoteRepository,
    OfficeRepository,
    PersonRepository,
    ScreeningRepository,
)


class Clock(Protocol):
    """Gives the time."""

    def now(self) -> dt.datetime:
        """Return the time now, aware UTC."""


class Entropy(Protocol):
    """Gives randomness that nobody can guess."""

    def salt(self) -> bytes:
        """Return 16 random bytes."""

    def new_id(self) -> str:
        """Return a new identifier: 26 characters that sort by time and carry no meaning."""

    def case_number(self) -> str:
        """Return a new case number, such as ``K7QM-4XWP``: easy to read aloud, unlike any register's."""


class Signer(Protocol):
    """Signs for the user whose slot was opened."""

    @property
    def user(self) -> UserId:
        """Whose key it is."""

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature."""


class Pictures(Protocol):
    """Makes new pictures of what comes from outside."""

    def take_in(self, path: Path) -> bytes:
        """Return a new JPEG picture of what the file shows: upright, and nothing but pixels.

        Raises:
            ScreeningAppError: If it is no picture to be kept; nothing was kept of it.
        """


class SignatureCheck(Protocol):
    """Checks Ed25519 signatures."""

    def __call__(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Tell whether the signature is that key's over that message."""


class FormLibrary(Protocol):
    """Forms, pathways and packs that ship with the application."""

    def questionnaire(self, canonical: Canonical) -> Questionnaire:
        """Return a form.

        Raises:
            FormNotFound: If there is none of that url and version.
        """

    def pathway(self, canonical: Canonical) -> Pathway:
        """Return a pathway.

        Raises:
            FormNotFound: If there is none of that url and version.
        """

    def pathways(self) -> Sequence[Canonical]:
        """Return every pathway that there is, each version of it, in order of its name."""

    def find_pathway(self, name: str) -> Pathway:
        """Return the newest pathway whose canonical, url or last part of the url is ``name``.

        Raises:
            FormNotFound: If there is none.
        """

    def files(self, canonical: Canonical) -> Sequence[Path]:
        """Return all that the check of a form or pathway rests on.

        Raises:
            FormNotFound: If there is none of that url and version.
        """

    def questionnaires(self) -> Sequence[Canonical]:
        """Return every form that there is, each version of it, in order of its name."""

    def find_questionnaire(self, name: str) -> Questionnaire:
        """Return the newest form whose canonical, url or last part of the url is ``name``.

        Raises:
            FormNotFound: If there is none.
        """

    def packs(self, country: str) -> Packs:
        """Return a country's packs.

        Raises:
            FormNotFound: If there is no such country.
        """

    def over_time(self) -> RulesOverTime:
        """Return the rules over the record of one person; the same object every time."""


class UnitOfWork(Protocol):
    """One transaction on the kept writer connection; rolls back unless committed.

    Raises:
        VaultBusy: On entry, if another writer holds the vault.
        DiskFull: On commit or write, if the disk is full; nothing was stored.
        ReadOnlyVault: On entry, if the folder or file cannot be written.
    """

    @property
    def persons(self) -> PersonRepository:
        """People."""

    @property
    def screenings(self) -> ScreeningRepository:
        """Runs, responses, events, results."""

    @property
    def documents(self) -> DocumentRepository:
        """Documents and consents."""

    @property
    def attachments(self) -> AttachmentRepository:
        """Files kept with conversations."""

    @property
    def notes(self) -> NoteRepository:
        """Notes beside conversations."""

    @property
    def follow_ups(self) -> FollowUpRepository:
        """What is to be done later."""

    @property
    def audit(self) -> AuditRepository:
        """The chain."""

    @property
    def office(self) -> OfficeRepository:
        """Unit, users, settings, form versions."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not committed."""

    def commit(self) -> None:
        """Make everything since ``__enter__`` last; when this returns it is on the disk."""


class Records(Protocol):
    """The opened vault, as use cases see it."""

    def write(self) -> UnitOfWork:
        """Return a unit of work on the kept writer (BEGIN IMMEDIATE)."""

    def read(self) -> UnitOfWork:
        """Return a unit of work on a reader (BEGIN DEFERRED); committing it is an error."""


class ReferralRenderer(Protocol):
    """Sets a referral as a PDF."""

    def __call__(self, referral: Referral) -> bytes:
        """Return the bytes of a tagged PDF; the same model gives the same bytes."""


class OwnPaperRenderer(Protocol):
    """Sets what the person takes home as a PDF."""

    def __call__(self, paper: OwnPaper) -> bytes:
        """Return the bytes of a tagged PDF; the same model gives the same bytes.

        Raises:
            ScreeningAppError: If it does not fit on the card.
        """
