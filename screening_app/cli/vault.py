"""``vault``: creating, describing and checking the encrypted container."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from screening_app import settings
from screening_app.cli import vault_backup, vault_entry, vault_keys
from screening_app.cli.opening import login, passphrase, typed_passphrase
from screening_app.cli.printing import DAMAGED, say, tell_faults
from screening_app.domain.access import Regime, Role
from screening_app.i18n import N_, gettext, ngettext


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``vault`` and its actions."""
    family = commands.add_parser("vault", help=N_("the encrypted vault")).add_subparsers(
        required=True, metavar="ACTION"
    )
    create = family.add_parser("create", help=N_("make a new vault with its unit and first user"))
    create.add_argument("--authority", required=True, help=N_("printed on documents, such as Region Exempel"))
    create.add_argument("--unit", required=True, help=N_("name of the unit"))
    create.add_argument("--phone", required=True, help=N_("telephone of the unit"))
    create.add_argument("--country", required=True, metavar="CC", help=N_("whose packs apply, such as se"))
    create.add_argument("--regime", required=True, choices=[str(regime) for regime in Regime])
    create.add_argument("--name", required=True, help=N_("the first user's name, as documents show it"))
    create.add_argument("--role", default=str(Role.STAFF), choices=[str(role) for role in Role])
    create.set_defaults(run=create_vault)
    family.add_parser("info", help=N_("what can be told without a key")).set_defaults(run=vault_info)
    family.add_parser("verify", help=N_("read every page and row and check them")).set_defaults(
        run=verify_vault
    )
    vault_keys.add_actions(family)
    vault_entry.add_actions(family)
    vault_backup.add_actions(family)
    for action in family.choices.values():
        run = action.get_default("run")
        action.set_defaults(run=partial(_and_tell_of_sheets, run))


def _and_tell_of_sheets(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Do what was asked, then say if sheets were replaced and the replacement never finished."""
    from screening_app.bootstrap.inspection import awaits_trial  # noqa: PLC0415 (loads pydantic)

    status = run(options)
    if awaits_trial(options.vault):
        unfinished = gettext(
            "New recovery sheets were made and nobody has tried them yet, so those from before open the "
            "vault too: try two of the new ones with “vault recover --check”, or end it with "
            "“vault sheets --finish”."
        )
        print(unfinished, file=sys.stderr)
    return status


def create_vault(options: argparse.Namespace) -> int:
    """Make a vault; an existing one is never touched."""
    from screening_app.bootstrap import NewVault, make_vault  # noqa: PLC0415 (loads the database)

    make_vault(
        options.vault,
        NewVault(
            country=options.country,
            authority=options.authority,
            unit=options.unit,
            phone=options.phone,
            regime=Regime(options.regime),
            login=login(options),
            name=options.name,
            role=Role(options.role),
        ),
        typed_passphrase(options),
    )
    settings.keep_country(options.data_dir, options.country)
    say(gettext("The vault is ready in {folder}.").format(folder=options.vault))
    say(gettext("No recovery yet: whoever forgets this passphrase cannot open the vault again."))
    return 0


def vault_info(options: argparse.Namespace) -> int:
    """Tell what the header says; needs no key."""
    from screening_app.bootstrap.inspection import describe_vault  # noqa: PLC0415 (loads pydantic)

    facts = describe_vault(options.vault)
    if options.json:
        say(json.dumps(asdict(facts), ensure_ascii=False, indent=2))
        return 0
    say(gettext("Vault: {id}").format(id=facts.id))
    say(gettext("Version of the format: {version}").format(version=facts.version))
    say(gettext("File of records: {file}").format(file=facts.database))
    for kind, count in facts.slots.items():
        say(gettext("Keys of kind {kind}: {count}").format(kind=kind, count=count))
    for name, size in facts.sizes.items():
        say(gettext("{file}: {size} bytes").format(file=name, size=size))
    return 0


def verify_vault(options: argparse.Namespace) -> int:
    """Check every page, row, trigger and signature; 0 when all is sound, 3 when not."""
    from screening_app.bootstrap.inspection import check_vault  # noqa: PLC0415 (loads the database)

    report = check_vault(options.vault, login(options), passphrase(options))
    if options.json:
        codes = [fault.code for fault in report.faults]
        say(json.dumps({"sound": not codes, "faults": codes, "rows": dict(report.rows)}))
        return DAMAGED if codes else 0
    tell_faults(report.faults)
    if report.faults:
        advice = gettext(
            "The vault is not sound. Store nothing more in it, make a copy of its folder, "
            "then restore a backup or ask your administrator."
        )
        print(advice, file=sys.stderr)
        return DAMAGED
    rows = sum(report.rows.values())
    said = ngettext(
        "The vault is sound: {rows} row checked.", "The vault is sound: {rows} rows checked.", rows
    )
    say(said.format(rows=rows))
    return 0
