"""``vault``: backups, the proof of them, and putting one back."""

import argparse
import json
import sys

from screening_app.cli.opening import login, passphrase
from screening_app.cli.paths import named_path
from screening_app.cli.printing import say, tell_faults
from screening_app.i18n import gettext, ngettext

Family = argparse._SubParsersAction  # argparse has no public name for it

DAMAGED = 3


def add_actions(family: "Family[argparse.ArgumentParser]") -> None:
    """Add the actions about backups."""
    backup = family.add_parser("backup", help="write a backup into a new file; others may work meanwhile")
    backup.add_argument("file", type=named_path, metavar="FILE")
    backup.set_defaults(run=back_up)
    prove = family.add_parser("prove", help="put a backup back into a scratch folder and read all of it")
    prove.add_argument("file", type=named_path, metavar="FILE")
    prove.add_argument(
        "--scratch", type=named_path, metavar="DIR", help="where there is room for a second vault"
    )
    prove.set_defaults(run=prove_backup)
    restore = family.add_parser("restore", help="put a backup back where there is no vault")
    restore.add_argument("file", type=named_path, metavar="FILE")
    restore.set_defaults(run=restore_backup)
    salvage = family.add_parser("salvage", help="make a new vault of what can be read of a damaged one")
    salvage.add_argument("--out", required=True, type=named_path, metavar="DIR")
    salvage.set_defaults(run=salvage_vault)


def back_up(options: argparse.Namespace) -> int:
    """Write a backup."""
    from screening_app.bootstrap.backups import back_up_vault  # noqa: PLC0415 (loads the database)

    back_up_vault(options.vault, login(options), passphrase(options), options.file)
    said = gettext("The backup is in {file}. It counts once it is proven: screening-app vault prove.")
    say(said.format(file=options.file))
    return 0


def prove_backup(options: argparse.Namespace) -> int:
    """Prove that a backup gives everything back; 0 when it does, 3 when not."""
    from screening_app.bootstrap import backups  # noqa: PLC0415 (loads the database)

    scratch = options.scratch or options.data_dir / "scratch"
    proof = backups.prove_backup(
        options.vault, options.file, login(options), passphrase(options), scratch=scratch
    )
    rows = sum(proof.rows.values())
    if options.json:
        codes = [fault.code for fault in proof.faults]
        say(json.dumps({"proven": proof.is_sound, "faults": codes, "rows": dict(proof.rows)}))
        return 0 if proof.is_sound else DAMAGED
    tell_faults(proof.faults)
    if not proof.is_sound:
        advice = gettext("{file} does not give back a sound vault. Keep it apart and make a new backup.")
        print(advice.format(file=options.file), file=sys.stderr)
        return DAMAGED
    said = ngettext(
        "The backup is proven: {rows} row came back and was checked.",
        "The backup is proven: {rows} rows came back and were checked.",
        rows,
    )
    say(said.format(rows=rows))
    return 0


def restore_backup(options: argparse.Namespace) -> int:
    """Put a backup back."""
    from screening_app.bootstrap.backups import restore_backup as put_back  # noqa: PLC0415 (loads pydantic)

    put_back(options.file, options.vault)
    said = gettext("The vault is back in {folder}. Passphrases are those of the day of the backup.")
    say(said.format(folder=options.vault))
    return 0


def salvage_vault(options: argparse.Namespace) -> int:
    """Make a new vault out of a damaged one; 0 when every row came over, 3 when some did not."""
    from screening_app.bootstrap.backups import salvage_vault as save  # noqa: PLC0415 (loads the database)

    found = save(options.vault, login(options), passphrase(options), options.out)
    missing = {table: lost.rows for table, lost in found.lost.items()}
    whole = not missing and not found.dangling
    if options.json:
        told = {"rows": dict(found.rows), "lost": missing, "dangling": dict(found.dangling)}
        say(json.dumps(told))
        return 0 if whole else DAMAGED
    rows = sum(found.rows.values())
    said = ngettext("{rows} row is in {folder}.", "{rows} rows are in {folder}.", rows)
    say(said.format(rows=rows, folder=options.out))
    for table, count in sorted(missing.items()):
        number = gettext("an unknown number") if count is None else str(count)
        say(gettext("Missing from {table}: {count}.").format(table=table, count=number))
    for table, count in sorted(found.dangling.items()):
        say(gettext("Rows of {table} that point at missing rows: {count}.").format(table=table, count=count))
    return 0 if whole else DAMAGED
