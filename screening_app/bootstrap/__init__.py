"""The composition root: the only module that sees ports and adapters together.

Everything heavy is imported inside the function that needs it: a command that lists forms loads no
database, and the lock screen will load neither.
"""

import datetime as dt
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.bootstrap.sessions import (
    forms_library,
    open_vault_for,
    opened_vault_of,
    own_forms,
    safeguards_of,
    session_of,
    session_on_record,
    shipped_store,
)
from screening_app.domain.audit import AuditAction
from screening_app.domain.ids import UnitId, UserId
from screening_app.domain.records import Unit, User
from screening_app.questionnaire.pack import Contact
from screening_app.services.audit import record
from screening_app.services.colleagues import check_may_add
from screening_app.services.keys_on_record import record_keys, remember_keys
from screening_app.services.new_unit import NewColleague, NewVault, check_country, check_unit
from screening_app.services.ports import OwnPaperRenderer, Pictures, ReferralRenderer
from screening_app.services.session import Session
from screening_app.settings import FIRST_COUNTRY, load_settings, shipped_folder
from screening_app.vault.clock import SystemClock
from screening_app.vault.entropy import SystemEntropy
from screening_app.vault.key_file import Credential, Secret, credential_with
from screening_app.vault.keys import KdfCost, check_signature
from screening_app.vault.lock import VaultLock
from screening_app.vault.passphrase import check_passphrase
from screening_app.vault.unmaking import unmade_on_failure

if TYPE_CHECKING:
    from screening_app.services.archive import ArchivePress
    from screening_app.services.verify_document import FileCheck
    from screening_app.vault.opened import OpenVault

__all__ = [
    "Credential",
    "NewColleague",
    "NewVault",
    "Secret",
    "SystemClock",
    "VaultLock",
    "check_passphrase",
    "check_signature",
    "credential_with",
    "forms_library",
    "open_vault_for",
    "own_forms",
    "safeguards_of",
    "session_of",
    "session_on_record",
    "shipped_store",
]

_SEED_BYTES = 32


def shipped_countries() -> tuple[str, ...]:
    """Return the codes of the countries that there are laws, contacts and words for."""
    return tuple(sorted(path.parent.name for path in shipped_folder("forms").glob("??/legal.yaml")))


def referral_renderer() -> ReferralRenderer:
    """Return what sets a referral as a PDF."""
    from screening_app.documents.referral import ReferralPdf  # noqa: PLC0415 (fonts and reportlab)

    return ReferralPdf(shipped_folder("resources") / "fonts")


def pictures_from_outside() -> Pictures:
    """Return what makes new pictures of files from outside, in processes of their own."""
    from screening_app.interop.pictures import ChildPictures  # noqa: PLC0415 (when first needed)

    return ChildPictures()


def own_paper_renderer() -> OwnPaperRenderer:
    """Return what sets the paper that a person takes home as a PDF."""
    from screening_app.documents.own_paper import OwnPaperPdf  # noqa: PLC0415 (fonts and reportlab)

    return OwnPaperPdf(shipped_folder("resources") / "fonts")


def check_new_place(folder: Path) -> None:
    """Refuse a folder where no new vault may stand, before anybody has typed a passphrase.

    Raises:
        UnsafeFolder: If it is on a network or synchronised.
        UnusableFolder: If no folder can be there.
        VaultExists: If there is a vault already.
        ReadOnlyVault: If this account may not write there.
    """
    from screening_app.vault.creating import check_free  # noqa: PLC0415 (database)

    check_free(folder)


def archive_press() -> "ArchivePress":
    """Return what makes and signs archive copies."""
    from screening_app.documents.archive_press import ArchivePdf  # noqa: PLC0415 (cryptography)

    return ArchivePdf(shipped_folder("resources") / "colour" / "sRGB.icc")


def file_check() -> "FileCheck":
    """Return what checks the signature of an archive copy."""
    from screening_app.documents.signature_check import check_file  # noqa: PLC0415 (pyHanko, 400 ms)

    return check_file


def make_vault(folder: Path, new: NewVault, passphrase: str, *, kdf: KdfCost | None = None) -> None:
    """Make a vault with its unit and first user; its first audit events say so.

    Args:
        kdf: For tests only: what a passphrase costs; left out, it is measured on this computer.

    Raises:
        UnitIncomplete, CountryNotShipped: Nothing was made.
        VaultExists, WeakPassphrase, UnsafeFolder, UnusableFolder, ReadOnlyVault, DiskFull: Nothing was made.
    """
    from screening_app.vault.creating import NewUser, create_vault  # noqa: PLC0415 (database)

    check_unit(new.authority, new.unit, new.phone, new.name, new.login)
    check_country(new.country, shipped_countries())
    clock = SystemClock()
    entropy = SystemEntropy(clock)
    unit = Unit(
        id=UnitId(entropy.new_id()),
        country=new.country,
        authority=new.authority,
        name=new.unit,
        phone=new.phone,
        regime=new.regime,
    )
    forms_library().packs(new.country)  # a mistake in them shows now, not at the first document
    vault = create_vault(
        folder,
        unit=unit,
        user=NewUser(login=new.login, name=new.name, role=new.role),
        passphrase=passphrase,
        store=shipped_store(),
        clock=clock,
        entropy=entropy,
        kdf=kdf,
    )
    try:
        session = session_of(vault)
        with unmade_on_failure(folder), session.records.write() as uow:
            remember_keys(uow, vault.header.keys_held)
            record(uow, session, AuditAction.VAULT_CREATED, vault.header.id, regime=str(unit.regime))
            uow.commit()
    finally:
        vault.close()


def set_up_vault(
    folder: Path, new: NewVault, passphrase: str, *, second: NewColleague, second_passphrase: str
) -> None:
    """Make a vault with two key holders; if the second gets no key, nothing stays.

    Raises:
        As ``make_vault`` and ``add_user``.
    """
    check_unit(second.name, second.login)
    check_passphrase(second_passphrase, login=second.login)
    make_vault(folder, new, passphrase)
    # What is left otherwise would be a vault with one key.
    with unmade_on_failure(folder):
        add_user(folder, new.login, passphrase, new=second, new_passphrase=second_passphrase)


def add_user(
    folder: Path,
    login: str,
    passphrase: Secret,
    *,
    new: NewColleague,
    new_passphrase: Secret,
    temporary: bool = False,
    kdf: KdfCost | None = None,
) -> UserId:
    """Give a colleague a key of their own; the audit chain says who gave it.

    Args:
        login: Of the user who gives it, with ``passphrase``.
        temporary: Whether the colleague must choose a passphrase of their own first.
        kdf: For tests only, as in ``make_vault``.

    Raises:
        UnitIncomplete: If name or login is blank.
        AccessDenied: If it is neither an administrator nor the only user there is.
        WeakPassphrase, LoginTaken: If the colleague needs another passphrase or login.
        As ``vault.opening.open_vault``.
    """
    check_unit(new.name, new.login)
    with open_vault_for(folder, login, passphrase, write=True) as vault:
        session = session_on_record(vault)
        return give_key(vault, session, new, new_passphrase, temporary=temporary, kdf=kdf)


def give_key(
    vault: "OpenVault",
    session: Session,
    new: NewColleague,
    given: Secret,
    *,
    temporary: bool = False,
    kdf: KdfCost | None = None,
) -> UserId:
    """Give a colleague a key to a vault that is open.

    Args:
        given: What is to open it; with a key file in it, both.
        temporary: Whether the colleague must choose a passphrase of their own first.

    Raises:
        UnitIncomplete, AccessDenied, WeakPassphrase, KeyFileRequired, LoginTaken: As ``add_user``.
    """
    from screening_app.vault.keys import calibrate  # noqa: PLC0415 (measures, for new slots only)

    check_unit(new.name, new.login)
    check_may_add(session)
    user = User(
        id=UserId(session.entropy.new_id()),
        unit=session.unit.id,
        login=new.login,
        name=new.name,
        role=new.role,
        public_key=b"",
    )
    seed = secrets.token_bytes(_SEED_BYTES)
    added = vault.add_user(user, given, seed=seed, kdf=kdf or calibrate(), temporary=temporary)
    keys, role = vault.header.keys_held, str(added.role)
    record_keys(session, AuditAction.USER_ADDED, added.id, keys, role=role)
    return added.id


@contextmanager
def open_session(folder: Path, login: str, passphrase: Secret, *, write: bool = True) -> Iterator[Session]:
    """Open a vault for a user, and close it at the end.

    Opened for writing, the unlock and what happened at the door before go into the audit chain;
    a reader works beside the one writer and can record nothing.

    Raises:
        As ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, passphrase, write=write) as vault:
        yield session_on_record(vault) if write else session_of(vault)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Unlocked:
    """A vault that a window has open; the window closes it when it locks.

    Attributes:
        session: What the pages work with.
        vault: For what needs the key itself, such as a backup.
    """

    session: Session
    vault: "OpenVault"

    def confirm(self, passphrase: str) -> None:
        """Check the passphrase of the user at the desk; a wrong one counts at the door.

        Raises:
            WrongPassphrase: If it is another.
        """
        from screening_app.vault.opening import confirm_passphrase  # noqa: PLC0415 (database)

        login = self.session.user.login
        given = Credential(passphrase, self.vault.key_file)
        confirm_passphrase(self.vault.folder, login, given, clock=SystemClock())

    def close(self, *, keep_lock: bool = False) -> None:
        """Close every connection; the right to write stays with the process if ``keep_lock``."""
        self.vault.close(keep_lock=keep_lock)


def unlock(folder: Path, login: str, passphrase: Secret, *, lock: VaultLock | None = None) -> Unlocked:
    """Open a vault for a window, and record the unlock and what happened at the door before.

    Args:
        lock: The right to write, if this process holds it already; it keeps it when refused.

    Raises:
        As ``vault.opening.open_vault``.
    """
    vault = opened_vault_of(folder, login, passphrase, write=True, lock=lock)
    try:
        session = session_on_record(vault)
    except BaseException:
        vault.close(keep_lock=lock is not None)
        raise
    return Unlocked(session=session, vault=vault)


def hold_vault(folder: Path, descriptor: int | None = None) -> VaultLock:
    """Take the right to write, or take it over from the process that this one was before.

    Args:
        descriptor: What was handed over by re-execution.

    Raises:
        VaultOpenElsewhere: If another process has it.
        ReadOnlyVault, DiskFull: If the lock file cannot be written.
    """
    inherited = None if descriptor is None else VaultLock.inherit(folder, descriptor)
    return inherited or VaultLock.take(folder, SystemClock())


def preload() -> None:
    """Import what unlocking needs, so that nobody waits for it after typing a passphrase."""
    import babel.dates  # noqa: F401, PLC0415 (times and dates of the first page)

    import screening_app.storage.store  # noqa: PLC0415 (database)
    import screening_app.vault.opening  # noqa: F401, PLC0415 (database)


def public_contacts(data_dir: Path) -> Sequence[Contact]:
    """Return whom anybody may call, for the country of this workstation; needs no vault.

    Raises:
        SettingsUnreadable: If the settings cannot be used.
        FormNotFound: If no country's contacts ship.
    """
    country = load_settings(data_dir).country or FIRST_COUNTRY
    return forms_library().packs(country).contacts.contact


def read_forms_ahead(vault: Path, data_dir: Path) -> Iterator[None]:
    """Read, in parts, what the first page needs to tell how drafts stand; needs no key.

    Raises:
        SettingsUnreadable: If the settings cannot be used.
        FormNotFound, FormError, FormFileUnreadable: If a file is missing or has a mistake; it is told again
            where it is needed.
    """
    library = forms_library(own_forms(vault))
    library.packs(load_settings(data_dir).country or FIRST_COUNTRY)
    yield
    for pathway in library.pathways():
        for step in library.pathway(pathway).step:
            if step.questionnaire:
                library.questionnaire(step.questionnaire)
        yield


def unlock_delay(folder: Path) -> dt.timedelta:
    """Return how long the next try to unlock has to wait."""
    from screening_app.vault.door import DoorLog  # noqa: PLC0415 (not needed to list forms)

    return DoorLog(folder, SystemClock()).delay()
