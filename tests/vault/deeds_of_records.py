"""Deeds that change records: a conversation is closed, a document made, tables brought up to date."""

from contextlib import suppress
from pathlib import Path

from screening_app.bootstrap import (
    archive_press,
    check_signature,
    file_check,
    open_session,
    open_vault_for,
    referral_renderer,
)
from screening_app.bootstrap.backups import restore_backup
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.domain.records import ResponseStatus
from screening_app.services.archive import archive_copy
from screening_app.services.closing import close_conversation
from screening_app.services.conversation import resume_conversation
from screening_app.services.integrity import is_intact
from screening_app.services.new_file import write_new
from screening_app.services.referral import Order, make_referral
from screening_app.services.verify_document import verify_file, verify_in_vault
from screening_app.vault.errors import VaultTooNew
from screening_app.vault.header import write_header
from tests.e2e.desk import LOGIN, PASSPHRASE, RECIPIENT
from tests.vault.keeping import BACK, PAPER, VAULT, Say, keeps_all, told
from tests.vault.later import opens_with_later_tables, write_revisions


def complete(place: Path, say: Say) -> None:
    """Close and sign a conversation in which everything has been answered."""
    with open_session(place / VAULT, LOGIN, PASSPHRASE) as session:
        screening = ScreeningId((place / "screening").read_text())
        close_conversation(session, resume_conversation(session, screening))
        say()


def completed(place: Path, said: int) -> str:
    """Hold that it is closed with every signature, or open as it was."""
    keeps_all(place)
    with open_session(place / VAULT, LOGIN, PASSPHRASE) as session, session.records.read() as uow:
        screening = ScreeningId((place / "screening").read_text())
        status = uow.screenings.get(screening, access=session.access).status
        responses = uow.screenings.responses(screening, access=session.access)
        events = {each.id: uow.screenings.events(each.id, access=session.access) for each in responses}
        intact = [
            is_intact(each, events[each.id], session.user.public_keys, check_signature) for each in responses
        ]
    if set(intact) != {status is not ResponseStatus.IN_PROGRESS}:
        raise AssertionError(status, intact)
    if said and status is not ResponseStatus.COMPLETED:
        raise AssertionError(status)
    if not any(intact):
        complete(place, lambda: None)
    return str(status)


def sign(place: Path, say: Say) -> None:
    """Make a document, and its signed archive copy."""
    with open_session(place / VAULT, LOGIN, PASSPHRASE) as session:
        screening = ScreeningId((place / "screening").read_text())
        order = Order(screening=screening, recipient=RECIPIENT, basis="CONSENT")
        made = make_referral(session, order, render=referral_renderer(), check=check_signature)
        write_new(place / PAPER, made.file_name, made.pdf)
        say()
        copy = archive_copy(session, made, press=archive_press())
        write_new(place / PAPER, copy.file_name, copy.pdf)
        say()


def signed(place: Path, said: int) -> str:
    """Hold that the vault knows each file that was promised, and that another can be made."""
    keeps_all(place)
    known = list[str]()
    with open_session(place / VAULT, LOGIN, PASSPHRASE) as session:
        for file in sorted((place / PAPER).glob("*.pdf")):
            with suppress(ScreeningAppError):
                proof = verify_file(file.read_bytes(), file_check())
                verify_in_vault(session, proof, check_signature)
                known.append(file.name)
    if len(known) < said:
        raise AssertionError(known)
    return f"{len(known)} known"


def for_later(place: Path) -> None:
    """Make a vault, and the revisions of a later version."""
    told(place)
    write_revisions(place)


def move(place: Path, say: Say) -> None:
    """Open a vault with a version whose tables are later."""
    opens_with_later_tables(place)
    say()


def moved(place: Path, said: int) -> str:
    """Hold that the later version opens it, and that what was put aside opens with this version."""
    aside = place / VAULT / "records-1.db.before-upgrade.samtalsstod"
    try:
        keeps_all(place)
        is_later = False
    except VaultTooNew:
        is_later = True
    if said and not is_later:
        raise AssertionError("not upgraded")
    opens_with_later_tables(place)
    restore_backup(aside, place / BACK)
    keeps_all(place, BACK)
    return "later" if is_later else "as it was"


def write_again(place: Path, say: Say) -> None:
    """Write the header with one more slot."""
    with open_vault_for(place / VAULT, LOGIN, PASSPHRASE, write=True) as vault:
        slot = vault.header.slots[0].model_copy(update={"id": "OTHER", "kind": "future"})
        write_header(vault.folder, vault.header.with_slot(slot))
        say()


def written_again(place: Path, said: int) -> str:
    """Hold that header and copy say the same, old or new."""
    keeps_all(place)
    header, twin = ((place / VAULT / name).read_bytes() for name in ("vault.json", "vault.json.copy"))
    is_new = b"OTHER" in header
    if header != twin or (said and not is_new):
        raise AssertionError(is_new)
    return "new" if is_new else "old"
