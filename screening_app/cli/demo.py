"""``demo``: a throw-away vault with made-up people, whole conversations, and what is printed of them."""

import argparse
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from screening_app.cli.paths import named_path
from screening_app.cli.printing import say
from screening_app.domain.access import Regime, Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import LANGUAGES, N_, gettext, text_in
from screening_app.i18n import language as spoken

_MARKER = "demo.json"
_FRESH_MARKER = "demo.json.new"
_MADE_BY = "screening-app demo"
_VAULT = "vault"
_KEY = "passphrase.txt"
_MAKES = re.compile(rf"{_VAULT}|{re.escape(_KEY)}|[^/\\\\]+\.pdf")
"""What a demo may claim to have made, whatever its marker says."""
_OF_A_VAULT = re.compile(r"vault\.json(\.copy)?(\.new)?|vault\.lock|door\.log|records-\d+\.db.*")
_LOGIN = "anna"
_SCRIPTS = ("yes", "no", "not-asked")


class FolderInUse(ScreeningAppError):
    """The folder holds something that no demo made."""

    code = "demo/folder-in-use"
    user_message = N_("{folder} holds something else. Choose a new or empty folder with --out.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What the demo made; ``outcomes`` holds id and words of each conversation's."""

    files: list[Path]
    head: str
    outcomes: dict[str, str]


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``demo``."""
    parser = commands.add_parser("demo", help="show everything once, with made-up people")
    parser.add_argument("--out", type=named_path, required=True, metavar="DIR")
    parser.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace) -> int:
    """Make the vault, hold three conversations, make the referral in both languages, check the chain."""
    from screening_app.bootstrap import NewVault, make_vault  # noqa: PLC0415 (loads the database)
    from screening_app.services.new_file import write_new  # noqa: PLC0415

    folder: Path = options.out
    _make_room(folder)
    passphrase = secrets.token_hex(16)
    vault = folder / _VAULT
    made_up = NewVault(
        country="se",
        authority="Region Exempel",
        unit="Barnmorskemottagningen Norr",
        phone="010-555 01 00",
        regime=Regime.HSL_PUBLIC,
        login=_LOGIN,
        name="Anna Exempelsson",
        role=Role.STAFF,
    )
    make_vault(vault, made_up, passphrase)
    key = folder / _KEY
    write_new(folder, key.name, f"{passphrase}\n".encode())
    shown = _converse(folder, vault, passphrase)
    facts = {
        "head": shown.head,
        "outcomes": list(shown.outcomes),
        "files": [str(path) for path in shown.files],
    }
    _mark(folder, [path.name for path in shown.files], facts)
    if options.json:
        say(json.dumps(facts, ensure_ascii=False, indent=2))
        return 0
    _tell(shown, f"--vault {vault} --user {_LOGIN} --passphrase-file {key}")
    return 0


def _tell(shown: _Shown, opening: str) -> None:
    for outcome in shown.outcomes.values():
        say(gettext("Conversation held: {outcome}").format(outcome=outcome))
    for path in shown.files:
        say(str(path))
    say(
        gettext("The chain is sound and contains the control line {head}. Check it yourself:").format(
            head=shown.head
        )
    )
    say(f'screening-app audit verify {opening} --head "{shown.head}"')


def _converse(folder: Path, vault: Path, passphrase: str) -> _Shown:
    from screening_app.bootstrap import check_signature, open_session, referral_renderer  # noqa: PLC0415
    from screening_app.services.audit import verify_audit  # noqa: PLC0415
    from screening_app.services.new_file import write_new  # noqa: PLC0415
    from screening_app.services.referral import Order, make_referral  # noqa: PLC0415
    from screening_app.services.script import run_script  # noqa: PLC0415
    from screening_app.services.script_file import read_script  # noqa: PLC0415
    from screening_app.settings import shipped_folder  # noqa: PLC0415

    scripts = {name: shipped_folder("resources") / "demo" / f"{name}.answers.yaml" for name in _SCRIPTS}
    with open_session(vault, _LOGIN, passphrase) as session:
        runs = {
            name: run_script(session, "pathway-health", read_script(path), source=path.name)
            for name, path in scripts.items()
        }
        told = runs["yes"]
        recipient = told.consent.recipient if told.consent else ""
        files, head = list[Path](), ""
        for language in LANGUAGES:
            order = Order(
                screening=told.conversation.screening.id,
                recipient=recipient,
                basis="CONSENT",
                language=language,
            )
            made = make_referral(session, order, render=referral_renderer(), check=check_signature)
            files.append(folder / made.file_name)
            _mark(folder, [path.name for path in files])
            write_new(folder, made.file_name, made.pdf)
            head = head or made.document.head
        report = verify_audit(session, check_signature)
    if report.faults:
        raise RuntimeError(len(report.faults))
    closed = [run.closed.outcome for run in runs.values() if run.closed]
    outcomes = {outcome.id: text_in(outcome.text, spoken()) for outcome in closed}
    return _Shown(files=files, head=head, outcomes=outcomes)


def _make_room(folder: Path) -> None:
    """Take away what an earlier demo made, finished or not, and claim the folder before anything is made.

    Raises:
        FolderInUse: If there is something that no demo made; nothing is taken away.
        CannotWrite: If the folder cannot be made or written.
    """
    from screening_app.services.new_file import CannotWrite  # noqa: PLC0415

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in _made_before(folder):
            path.rmdir() if path.is_dir() else path.unlink()
        _mark(folder, [])
    except FileExistsError:
        raise FolderInUse(folder=str(folder)) from None
    except OSError as error:
        raise CannotWrite(path=str(folder), reason=error.strerror or "") from None


def _made_before(folder: Path) -> list[Path]:
    """Return what an earlier demo made, files before their folder and the marker last."""
    there = {path.name: path for path in folder.iterdir()}
    there.pop(_FRESH_MARKER, None)
    marker = there.pop(_MARKER, None)
    made = _claimed(marker) if marker else frozenset[str]()
    if made is None or not set(there) <= made or any(path.is_symlink() for path in there.values()):
        raise FolderInUse(folder=str(folder))
    inside = list[Path]()
    for name, path in there.items():
        if path.is_dir() != (name == _VAULT):
            raise FolderInUse(folder=str(folder))
        inside += path.iterdir() if name == _VAULT else ()
    if any(path.is_dir() or not _OF_A_VAULT.fullmatch(path.name) for path in inside):
        raise FolderInUse(folder=str(folder))
    return [*inside, *there.values(), *([marker] if marker else [])]


def _claimed(marker: Path) -> frozenset[str] | None:
    """Return the names that a marker of ours lists, or ``None`` if it is no marker of ours."""
    try:
        found = json.loads(marker.read_bytes())
        ours = found["madeBy"] == _MADE_BY
        names = frozenset(name for name in found["makes"] if _MAKES.fullmatch(name))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return names if ours else None


def _mark(folder: Path, papers: list[str], facts: Mapping[str, object] | None = None) -> None:
    """Write down what the demo makes, before it makes it: an interrupted one can be taken away too."""
    content = {"madeBy": _MADE_BY, "makes": [_VAULT, _KEY, *papers], **(facts or {})}
    fresh = folder / _FRESH_MARKER
    fresh.unlink(missing_ok=True)
    with fresh.open("x", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
    fresh.replace(folder / _MARKER)
