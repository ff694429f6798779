"""``vault``: who holds a key, under which passphrase, and the sheets for when nobody does."""

import argparse
import json

from screening_app.cli.opening import (
    add_new_key_file,
    add_new_passphrase,
    login,
    new_passphrase,
    passphrase,
)
from screening_app.cli.paths import named_path
from screening_app.cli.printing import say
from screening_app.cli.vault_entry import tell_key_file
from screening_app.domain.access import Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext

_LONGEST = 1 << 16


class SheetsUnreadable(ScreeningAppError):
    """The file with the words of the sheets cannot be read."""

    code = "cli/sheets-unreadable"
    user_message = N_("{file} cannot be read. Write the words of each sheet on one line of a text file.")


def add_actions(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the actions about keys."""
    add = family.add_parser("add-user", help=N_("give a colleague a key"))
    add.add_argument("--login", required=True, metavar="NAME", help=N_("the colleague's user name"))
    add.add_argument("--name", required=True, help=N_("the colleague's name, as documents show it"))
    add.add_argument("--role", default=str(Role.STAFF), choices=[str(role) for role in Role])
    add.add_argument(
        "--chosen-by-them",
        action="store_true",
        help=N_("the colleague chose the passphrase, so that they need not choose another at first"),
    )
    add_new_passphrase(add)
    add_new_key_file(add)
    add.set_defaults(run=give_key)
    remove = family.add_parser(
        "remove-user", help=N_("take a colleague's key away and give the vault a new one")
    )
    remove.add_argument("--login", required=True, metavar="NAME", help=N_("the colleague's user name"))
    remove.set_defaults(run=take_key)
    change = family.add_parser("change-passphrase", help=N_("change your own passphrase"))
    add_new_passphrase(change)
    add_new_key_file(change)
    change.set_defaults(run=change_passphrase)
    family.add_parser("rotate", help=N_("give the vault a new key")).set_defaults(run=rotate)
    _add_recovery(family)


def _add_recovery(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    sheets = family.add_parser("sheets", help=N_("make recovery sheets, or new ones"))
    sheets.add_argument(
        "--finish",
        action="store_true",
        help=N_("make none; let those before the newest open nothing any more"),
    )
    sheets.set_defaults(run=make_sheets)
    recover = family.add_parser("recover", help=N_("get in with recovery sheets when no passphrase is known"))
    recover.add_argument(
        "--sheets-file",
        required=True,
        type=named_path,
        metavar="FILE",
        help=N_("one sheet's words on each line"),
    )
    recover.add_argument("--check", action="store_true", help=N_("only try whether the sheets fit"))
    recover.add_argument("--login", metavar="NAME", help=N_("user name of the new administrator"))
    recover.add_argument("--name", help=N_("the new administrator's name"))
    add_new_passphrase(recover)
    add_new_key_file(recover)
    recover.set_defaults(run=recover_vault)


def give_key(options: argparse.Namespace) -> int:
    """Give a colleague a key of their own."""
    from screening_app.bootstrap import Credential, NewColleague, add_user  # noqa: PLC0415 (loads the database)
    from screening_app.bootstrap.entry import new_key_file  # noqa: PLC0415 (loads the database)

    giving = passphrase(options)
    new = NewColleague(login=options.login, name=options.name, role=Role(options.role))
    typed = new_passphrase(options)
    with new_key_file(options.vault, options.new_key_file) as held:
        add_user(
            options.vault,
            login(options),
            giving,
            new=new,
            new_passphrase=Credential(typed, held),
            temporary=not options.chosen_by_them,
        )
    if options.chosen_by_them:
        say(gettext("{login} has a key now.").format(login=new.login))
    else:
        said = gettext("{login} has a key now, and chooses another passphrase before anything else.")
        say(said.format(login=new.login))
    tell_key_file(options)
    return 0


def take_key(options: argparse.Namespace) -> int:
    """Take a colleague's key away, and rotate."""
    from screening_app.bootstrap.keys import remove_user  # noqa: PLC0415 (loads the database)

    remove_user(options.vault, login(options), passphrase(options), leaving=options.login)
    said = gettext("{login} has no key any more, and the vault has a new one. Other passphrases stay.")
    say(said.format(login=options.login))
    return 0


def change_passphrase(options: argparse.Namespace) -> int:
    """Change one's own passphrase."""
    from screening_app.bootstrap import Credential  # noqa: PLC0415 (loads the database)
    from screening_app.bootstrap.entry import new_key_file  # noqa: PLC0415 (loads the database)
    from screening_app.bootstrap.keys import change_own_passphrase  # noqa: PLC0415 (loads the database)

    old, new = passphrase(options), new_passphrase(options)
    with new_key_file(options.vault, options.new_key_file) as held:
        change_own_passphrase(options.vault, login(options), old, Credential(new, held))
    say(gettext("The passphrase is changed."))
    tell_key_file(options)
    return 0


def rotate(options: argparse.Namespace) -> int:
    """Give the vault a new key."""
    from screening_app.bootstrap.keys import rotate_vault  # noqa: PLC0415 (loads the database)

    rotate_vault(options.vault, login(options), passphrase(options))
    say(gettext("The vault has a new key. Passphrases and recovery sheets stay as they are."))
    return 0


def make_sheets(options: argparse.Namespace) -> int:
    """Make recovery sheets and print their words: they are stored nowhere."""
    from screening_app.bootstrap.keys import make_recovery_sheets  # noqa: PLC0415 (loads the database)

    if options.finish:
        return _finish_sheets(options)
    sheets = make_recovery_sheets(options.vault, login(options), passphrase(options))
    if options.json:
        say(json.dumps({"sheets": sheets}))
        return 0
    for number, sheet in enumerate(sheets, start=1):
        say(gettext("Sheet {number} of {count}").format(number=number, count=len(sheets)))
        say(sheet)
    say(
        gettext(
            "Any two of them open the vault. Write each on a paper of its own, keep them in different "
            "places, and close this window."
        )
    )
    return 0


def _finish_sheets(options: argparse.Namespace) -> int:
    from screening_app.bootstrap.keys import retire_sheets  # noqa: PLC0415 (loads the database)

    if retire_sheets(options.vault, login(options), passphrase(options)):
        say(gettext("Sheets from before open nothing any more. Collect and destroy them."))
    else:
        say(gettext("There is nothing to finish: only the newest sheets open the vault."))
    return 0


def recover_vault(options: argparse.Namespace) -> int:
    """Give a new administrator a key with recovery sheets, or try whether they fit."""
    from screening_app.bootstrap import Credential, entry, keys  # noqa: PLC0415 (loads the database)

    sheets = _sheets(options)
    keys.rehearse_recovery(options.vault, sheets)
    if options.check:
        say(gettext("The sheets open this vault. Nothing was changed."))
        return 0
    typed = new_passphrase(options)
    with entry.new_key_file(options.vault, options.new_key_file) as held:
        keys.recover_vault(
            options.vault,
            sheets,
            login=options.login or "",
            name=options.name or "",
            passphrase=Credential(typed, held),
        )
    tell_key_file(options)
    said = gettext(
        "{login} is administrator now. Take away the keys that are not wanted, and make new sheets."
    )
    say(said.format(login=options.login))
    return 0


def _sheets(options: argparse.Namespace) -> list[str]:
    try:
        with options.sheets_file.open("rb") as file:
            text = file.read(_LONGEST).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise SheetsUnreadable(file=str(options.sheets_file)) from None
    return [line for line in text.splitlines() if line.strip()]
