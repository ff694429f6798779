"""``vault``: how users get in: key files, passphrases given by somebody else, being shut out for a time."""

import argparse
import json
from dataclasses import asdict

from screening_app.cli.opening import add_new_key_file, add_new_passphrase, login, new_passphrase, passphrase
from screening_app.cli.paths import named_path
from screening_app.cli.printing import say
from screening_app.i18n import N_, gettext

REQUIRED = "required"
OPTIONAL = "optional"


def add_actions(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the actions about getting in."""
    family.add_parser("users", help=N_("who has a key, and of which kind")).set_defaults(run=list_users)
    disable = family.add_parser("disable-user", help=N_("let a colleague in no longer, until enable-user"))
    disable.add_argument("--login", required=True, metavar="NAME", help=N_("the colleague's user name"))
    disable.set_defaults(run=disable_user)
    enable = family.add_parser("enable-user", help=N_("let a colleague in again"))
    enable.add_argument("--login", required=True, metavar="NAME", help=N_("the colleague's user name"))
    enable.set_defaults(run=enable_user)
    give = family.add_parser(
        "give-passphrase", help=N_("let a colleague in again who lost the passphrase or the key file")
    )
    give.add_argument("--login", required=True, metavar="NAME", help=N_("the colleague's user name"))
    add_new_passphrase(give)
    add_new_key_file(give)
    give.set_defaults(run=give_passphrase)
    key_file = family.add_parser("key-file", help=N_("a file on a removable medium beside your passphrase"))
    what = key_file.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--to",
        type=named_path,
        metavar="PLACE",
        help=N_("make a new one, a file or in a folder, and need it"),
    )
    what.add_argument("--none", action="store_true", help=N_("need none any more"))
    what.add_argument("--rule", choices=(REQUIRED, OPTIONAL), help=N_("say whether everybody needs one"))
    what.add_argument("--show-rule", action="store_true", help=N_("show whether everybody needs one"))
    key_file.set_defaults(run=change_key_file)


def list_users(options: argparse.Namespace) -> int:
    """Show every user and what their key is."""
    from screening_app.bootstrap.entry import list_key_holders  # noqa: PLC0415 (loads the database)

    holders = list_key_holders(options.vault, login(options), passphrase(options))
    if options.json:
        say(json.dumps([asdict(holder) for holder in holders], ensure_ascii=False))
        return 0
    for holder in holders:
        states = {
            gettext("no key"): not holder.has_key,
            gettext("shut out"): holder.has_key and not holder.is_active,
            gettext("key file"): holder.needs_key_file,
            gettext("must choose a passphrase"): holder.must_choose,
        }
        said = ", ".join(word for word, holds in states.items() if holds)
        say(f"{holder.login} · {holder.name} · {holder.role}" + (f" · {said}" if said else ""))
    return 0


def disable_user(options: argparse.Namespace) -> int:
    """Let a colleague in no longer."""
    from screening_app.bootstrap import entry  # noqa: PLC0415 (loads the database)

    entry.disable_user(options.vault, login(options), passphrase(options), colleague=options.login)
    said = gettext(
        "The application lets {login} in no longer. The key is still theirs: with a copy of the vault's "
        "files and other tools it opens them. To take it away: screening-app vault remove-user."
    )
    say(said.format(login=options.login))
    return 0


def enable_user(options: argparse.Namespace) -> int:
    """Let a colleague in again."""
    from screening_app.bootstrap import entry  # noqa: PLC0415 (loads the database)

    entry.enable_user(options.vault, login(options), passphrase(options), colleague=options.login)
    say(gettext("{login} gets in again, with the same passphrase.").format(login=options.login))
    return 0


def give_passphrase(options: argparse.Namespace) -> int:
    """Give a colleague who cannot get in a temporary passphrase."""
    from screening_app.bootstrap import entry  # noqa: PLC0415 (loads the database)

    giving = passphrase(options)
    entry.give_passphrase(
        options.vault,
        login(options),
        giving,
        colleague=options.login,
        passphrase=new_passphrase(options),
        place=options.new_key_file,
    )
    said = gettext("{login} gets in with that passphrase, and chooses another before anything else.")
    say(said.format(login=options.login))
    tell_key_file(options)
    return 0


def change_key_file(options: argparse.Namespace) -> int:
    """Make a key file for oneself, need none any more, or say whether everybody needs one."""
    from screening_app.bootstrap import entry  # noqa: PLC0415 (loads the database)

    who, given = login(options), passphrase(options)
    if options.show_rule:
        required = entry.key_file_rule(options.vault, who, given)
        _say_rule(required)
    elif options.rule:
        entry.set_key_file_rule(options.vault, who, given, required=options.rule == REQUIRED)
        _say_rule(options.rule == REQUIRED)
    else:
        entry.change_key_file(options.vault, who, given, options.to)
        options.new_key_file = options.to
        if options.none:
            say(gettext("You need no key file any more."))
        tell_key_file(options)
    return 0


def tell_key_file(options: argparse.Namespace) -> None:
    """Say what a new key file means, and whether it is in the wrong place."""
    from screening_app.bootstrap import entry  # noqa: PLC0415 (loads the database)

    place = options.new_key_file
    if place is None:
        return
    say(
        gettext(
            "The key file is made. From now on nothing opens without it: keep a copy in a safe place. "
            "Who loses it needs an administrator or the recovery sheets."
        )
    )
    if entry.is_on_disk_of(options.vault, place):
        say(
            gettext(
                "It is on the same disk as the vault, where one theft takes both. "
                "Move it to a removable medium."
            )
        )


def _say_rule(required: bool) -> None:
    if required:
        say(
            gettext(
                "Everybody needs a key file. Who has none gets one at the next change of their passphrase."
            )
        )
    else:
        say(gettext("A key file is everybody's own choice."))
