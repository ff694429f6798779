"""Deeds about keys: given, taken away, changed, rotated, and got back with sheets."""

import json
from contextlib import suppress
from pathlib import Path

from screening_app.bootstrap import NewColleague, add_user
from screening_app.bootstrap.keys import (
    change_own_passphrase,
    make_recovery_sheets,
    recover_vault,
    rehearse_recovery,
    remove_user,
    retire_sheets,
    rotate_vault,
)
from screening_app.domain.access import Role
from screening_app.services.new_file import write_new
from screening_app.vault.errors import NoKey, SheetsDoNotBelong, SheetUnreadable, TooFewSheets
from screening_app.vault.header import read_header
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE
from tests.vault.keeping import VAULT, Say, keeps_all, keys_are_on_record, opens, remember_keys, rows, told

NEW_PASSPHRASE = "nio blå elefanter dricker saft"
BERIT, CARIN = "berit", "carin"


def told_to_two(place: Path) -> None:
    """Add a colleague."""
    told(place)
    give_key(place)
    (place / "rows").write_text(json.dumps(rows(place / VAULT)))
    remember_keys(place)


def turn(place: Path, say: Say) -> None:
    """Rotate the vault key."""
    rotate_vault(place / VAULT, LOGIN, PASSPHRASE)
    say()


def turned(place: Path, _said: int) -> str:
    """Hold that everybody opens one whole vault, and that it can be rotated then."""
    keeps_all(place)
    keys_are_on_record(place)
    keeps_all(place, login=BERIT, passphrase=NEW_PASSPHRASE)
    if list((place / VAULT).glob("records-*.new*")):
        raise AssertionError("something unfinished")
    return read_header(place / VAULT).database


def change(place: Path, say: Say) -> None:
    """Change a passphrase."""
    change_own_passphrase(place / VAULT, LOGIN, PASSPHRASE, NEW_PASSPHRASE, kdf=CHEAP)
    say()


def changed(place: Path, said: int) -> str:
    """Hold that exactly one of the two passphrases opens the vault, with everything in it."""
    works = [word for word in (PASSPHRASE, NEW_PASSPHRASE) if opens(place / VAULT, LOGIN, word)]
    if len(works) != 1 or (said and works != [NEW_PASSPHRASE]):
        raise AssertionError(works)
    keeps_all(place, passphrase=works[0])
    keys_are_on_record(place, works[0])
    return "new" if works == [NEW_PASSPHRASE] else "old"


def with_sheets(place: Path) -> None:
    """Make a vault with recovery sheets."""
    told(place)
    (place / "sheets").write_text("\n".join(make_recovery_sheets(place / VAULT, LOGIN, PASSPHRASE)))
    remember_keys(place)


def sheets_of(place: Path) -> list[str]:
    """Return the words of the sheets."""
    return (place / "sheets").read_text().splitlines()


def replace_sheets(place: Path, say: Say) -> None:
    """Make new sheets, hand them over, and let those before open nothing any more."""
    sheets = make_recovery_sheets(place / VAULT, LOGIN, PASSPHRASE)
    write_new(place, "newer", "\n".join(sheets).encode())
    say()
    retire_sheets(place / VAULT, LOGIN, PASSPHRASE)
    say()


def sheets_replaced(place: Path, said: int) -> str:
    """Hold that sheets which somebody holds open the vault, and that the replacement can be finished."""
    keeps_all(place)
    keys_are_on_record(place)
    newer = place / "newer"
    held = {"old": sheets_of(place), "new": newer.read_text().splitlines() if newer.exists() else []}
    works = [name for name, sheets in held.items() if fit(place, sheets)]
    if ("new" if said else "old") not in works or (said > 1 and "old" in works):
        raise AssertionError(works)
    if "old" in works:
        newer.unlink(missing_ok=True)
        replace_sheets(place, lambda: None)
        if fit(place, sheets_of(place)) or not fit(place, newer.read_text().splitlines()):
            raise AssertionError("not finished")
    return " and ".join(works)


def fit(place: Path, sheets: list[str]) -> bool:
    """Tell whether any two of these sheets open the vault."""
    try:
        rehearse_recovery(place / VAULT, sheets[:2])
        rehearse_recovery(place / VAULT, sheets[1:])
    except (SheetsDoNotBelong, SheetUnreadable, TooFewSheets):
        return False
    return True


def recover(place: Path, say: Say) -> None:
    """Give a new administrator a key with two sheets."""
    sheets = sheets_of(place)[:2]
    recover_vault(place / VAULT, sheets, login=CARIN, name="Carin", passphrase=NEW_PASSPHRASE, kdf=CHEAP)
    say()


def recovered(place: Path, said: int) -> str:
    """Hold that the administrator opens it, or can be given a key; sheets and other keys work."""
    keeps_all(place)
    keys_are_on_record(place)
    rehearse_recovery(place / VAULT, sheets_of(place)[1:])
    found = opens(place / VAULT, CARIN, NEW_PASSPHRASE)
    if said and not found:
        raise AssertionError("no key")
    if not found:
        recover(place, lambda: None)
    keeps_all(place, login=CARIN, passphrase=NEW_PASSPHRASE)
    return "key" if found else "no key"


def give_key(place: Path, say: Say = lambda: None) -> None:
    """Give a colleague a key."""
    new = NewColleague(login=BERIT, name="Berit", role=Role.STAFF)
    add_user(place / VAULT, LOGIN, PASSPHRASE, new=new, new_passphrase=NEW_PASSPHRASE, kdf=CHEAP)
    say()


def key_given(place: Path, said: int) -> str:
    """Hold that the colleague opens it, or can be given a key."""
    keeps_all(place)
    keys_are_on_record(place)
    found = opens(place / VAULT, BERIT, NEW_PASSPHRASE)
    if said and not found:
        raise AssertionError("no key")
    if not found:
        give_key(place)
    keeps_all(place, login=BERIT, passphrase=NEW_PASSPHRASE)
    return "key" if found else "no key"


def take_key(place: Path, say: Say) -> None:
    """Take a colleague's key away, and rotate."""
    remove_user(place / VAULT, LOGIN, PASSPHRASE, leaving=BERIT)
    say()


def key_taken(place: Path, said: int) -> str:
    """Hold that who stays has everything, and that the key is gone or can be taken away."""
    keeps_all(place)
    keys_are_on_record(place)
    found = opens(place / VAULT, BERIT, NEW_PASSPHRASE)
    if said and found:
        raise AssertionError("still a key")
    if not said:
        # A colleague may be shut out already, and have a key still.
        with suppress(NoKey):
            take_key(place, lambda: None)
        keeps_all(place)
    if opens(place / VAULT, BERIT, NEW_PASSPHRASE):
        raise AssertionError("a key after all")
    return "key" if found else "no key"
