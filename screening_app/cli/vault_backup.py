"""``vault``: backups, the proof of them, and putting one back."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.cli.opening import login, opened, passphrase
from screening_app.cli.paths import named_path
from screening_app.cli.printing import DAMAGED, say, tell_faults
from screening_app.domain.backup import When
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from screening_app.services.faults import VaultFault


class FileOrFolder(ScreeningAppError):
    """A file was named, and a folder to tidy up."""

    code = "cli/file-or-folder"
    user_message = N_("Name a file, or --to DIR and --keep N, but not both.")


def add_actions(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the actions about backups."""
    backup = family.add_parser("backup", help=N_("write a backup; others may work meanwhile"))
    backup.add_argument(
        "file",
        nargs="?",
        type=named_path,
        metavar="FILE",
        help=N_("a new file; left out, a backup as planned"),
    )
    backup.add_argument(
        "--to", type=named_path, metavar="DIR", help=N_("make one in DIR, prove it, then let older ones go")
    )
    backup.add_argument("--keep", type=int, metavar="N", help=N_("how many stay in DIR"))
    backup.set_defaults(run=back_up)
    schedule = family.add_parser("schedule", help=N_("say or show where backups go, when, and how many stay"))
    schedule.add_argument("--to", type=named_path, metavar="DIR", help=N_("folder for backups"))
    schedule.add_argument("--keep", type=int, metavar="N", help=N_("how many stay"))
    schedule.add_argument("--when", choices=[str(when) for when in When], help=N_("at unlock, or by hand"))
    schedule.set_defaults(run=plan_backups)
    prove = family.add_parser("prove", help=N_("put a backup back into a scratch folder and read all of it"))
    prove.add_argument("file", type=named_path, metavar="FILE")
    prove.add_argument(
        "--scratch", type=named_path, metavar="DIR", help=N_("where there is room for a second vault")
    )
    prove.set_defaults(run=prove_backup)
    restore = family.add_parser("restore", help=N_("put a backup back where there is no vault"))
    restore.add_argument("file", type=named_path, metavar="FILE")
    restore.set_defaults(run=restore_backup)
    salvage = family.add_parser("salvage", help=N_("make a new vault of what can be read of a damaged one"))
    salvage.add_argument("--out", required=True, type=named_path, metavar="DIR")
    salvage.set_defaults(run=salvage_vault)


def back_up(options: argparse.Namespace) -> int:
    """Write a backup into a file; or one into the folder for backups, proven and tidied up after."""
    from screening_app.bootstrap.backups import back_up_vault  # noqa: PLC0415 (loads the database)

    if options.file is None:
        return _back_up_as_planned(options)
    if options.to is not None or options.keep is not None:
        raise FileOrFolder
    back_up_vault(options.vault, login(options), passphrase(options), options.file)
    said = gettext("The backup is in {file}. It counts once it is proven: screening-app vault prove.")
    say(said.format(file=options.file))
    return 0


def _back_up_as_planned(options: argparse.Namespace) -> int:
    from screening_app.bootstrap.backups import back_up_by_hand  # noqa: PLC0415 (loads the database)

    made = back_up_by_hand(
        options.vault,
        login(options),
        passphrase(options),
        options.to and options.to.absolute(),
        keep=options.keep,
        scratch=options.data_dir / "scratch",
    )
    if options.json:
        codes = [fault.code for fault in made.proof.faults]
        told = {"file": str(made.file), "proven": made.proof.is_sound, "removed": made.removed}
        say(json.dumps({**told, "faults": codes, "rows": dict(made.proof.rows)}))
        return 0 if made.proof.is_sound else DAMAGED
    if not made.proof.is_sound:
        return _tell_unproven(made.proof.faults, made.file)
    said = gettext("The backup is in {file}, and it is proven.")
    say(said.format(file=made.file))
    if made.removed:
        gone = ngettext(
            "{count} older backup was removed.", "{count} older backups were removed.", made.removed
        )
        say(gone.format(count=made.removed))
    return 0


def plan_backups(options: argparse.Namespace) -> int:
    """Store where backups go, when, and how many stay; without a change, show it."""
    from screening_app.services.backup_plan import (  # noqa: PLC0415 (loads the forms)
        backup_plan,
        changed_plan,
        keep_backup_plan,
    )

    given = {"keep": options.keep, "when": options.when and When(options.when)}
    folder = options.to and str(options.to.absolute())
    changes = {name: value for name, value in {"folder": folder, **given}.items() if value is not None}
    with opened(options, write=bool(changes)) as session:
        plan = changed_plan(session, changes) if changes else backup_plan(session)
        if changes:
            keep_backup_plan(session, plan)
    if options.json:
        say(json.dumps({"folder": plan.folder, "keep": plan.keep, "when": str(plan.when)}))
        return 0
    if not plan.folder:
        say(gettext("No folder for backups is chosen yet: screening-app vault schedule --to DIR."))
        return 0
    say(gettext("Backups go to {folder}.").format(folder=plan.folder))
    kept = ngettext("{count} backup stays.", "{count} backups stay.", plan.keep)
    say(kept.format(count=plan.keep))
    by_itself = plan.when is When.WORKING_DAYS
    say(gettext("Every working day at unlock.") if by_itself else gettext("By hand only."))
    return 0


def _tell_unproven(faults: "Sequence[VaultFault]", file: Path) -> int:
    tell_faults(faults)
    advice = gettext("{file} does not give back a sound vault. Keep it apart and make a new backup.")
    print(advice.format(file=file), file=sys.stderr)
    return DAMAGED


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
    if not proof.is_sound:
        return _tell_unproven(proof.faults, options.file)
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
