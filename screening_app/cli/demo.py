"""``demo``: a throw-away vault with made-up people, whole conversations, and what is printed of them."""

import argparse
import json
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from screening_app.cli.demo_folder import KEY, PICTURES, VAULT, make_room, mark
from screening_app.cli.demo_windows import NoWindows, show_windows
from screening_app.cli.paths import named_path
from screening_app.cli.printing import say
from screening_app.domain.access import Regime, Role
from screening_app.i18n import LANGUAGES, N_, gettext, ngettext, text_in
from screening_app.i18n import language as spoken

_NEUTRAL = "neutral-page.json"
_LOGIN = "anna"
_SCRIPTS = ("yes", "no", "not-asked")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What the demo made; ``outcomes`` holds id and words of each conversation's."""

    files: list[Path]
    head: str
    outcomes: dict[str, str]


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``demo``."""
    parser = commands.add_parser("demo", help=N_("show everything once, with made-up people"))
    parser.add_argument("--out", type=named_path, required=True, metavar="DIR")
    parser.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace) -> int:
    """Make the vault, hold three conversations, make the referral twice, check the chain, show the windows.

    A computer that cannot show windows, such as a server without their libraries, still makes all the rest.
    """
    from screening_app.bootstrap import NewVault, make_vault  # noqa: PLC0415 (loads the database)
    from screening_app.services.new_file import write_new  # noqa: PLC0415

    folder: Path = options.out
    make_room(folder)
    passphrase = secrets.token_hex(16)
    vault = folder / VAULT
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
    key = folder / KEY
    write_new(folder, key.name, f"{passphrase}\n".encode())
    shown = _converse(folder, vault, passphrase)
    pictures = _windows(folder, key, options.lang)
    facts = {
        "head": shown.head,
        "outcomes": list(shown.outcomes),
        "files": [str(path) for path in shown.files],
        "pictures": [str(path) for path in pictures],
    }
    mark(folder, [path.name for path in shown.files], facts)
    if options.json:
        say(json.dumps(facts, ensure_ascii=False, indent=2))
        return 0
    _tell(shown, len(pictures), folder / PICTURES, f"--vault {vault} --user {_LOGIN} --passphrase-file {key}")
    return 0


def _windows(folder: Path, key: Path, language: str) -> list[Path]:
    try:
        return show_windows(folder / VAULT, folder / PICTURES, login=_LOGIN, key=key, language=language)
    except NoWindows as error:
        print(error.describe(), file=sys.stderr)
        return []


def _tell(shown: _Shown, pictures: int, place: Path, opening: str) -> None:
    for outcome in shown.outcomes.values():
        say(gettext("Conversation held: {outcome}").format(outcome=outcome))
    for path in shown.files:
        say(str(path))
    if pictures:
        # Translators: {place} is a folder; sv "{count} bilder av fönstren: {place}".
        told = ngettext(
            "{count} picture of the windows: {place}", "{count} pictures of the windows: {place}", pictures
        )
        say(told.format(count=pictures, place=place))
    say(
        gettext("The chain is sound and contains the control line {head}. Check it yourself:").format(
            head=shown.head
        )
    )
    say(f'screening-app audit verify {opening} --head "{shown.head}"')


def _converse(folder: Path, vault: Path, passphrase: str) -> _Shown:
    from screening_app.bootstrap import check_signature, open_session, referral_renderer  # noqa: PLC0415
    from screening_app.services.audit import verify_audit  # noqa: PLC0415
    from screening_app.services.neutral_page import NeutralPage, keep_neutral_page  # noqa: PLC0415
    from screening_app.services.new_file import write_new  # noqa: PLC0415
    from screening_app.services.referral import Order, make_referral  # noqa: PLC0415
    from screening_app.services.script import run_script  # noqa: PLC0415
    from screening_app.services.script_file import read_script  # noqa: PLC0415
    from screening_app.settings import shipped_folder  # noqa: PLC0415

    scripts = {name: shipped_folder("resources") / "demo" / f"{name}.answers.yaml" for name in _SCRIPTS}
    hidden = json.loads((shipped_folder("resources") / "demo" / _NEUTRAL).read_text(encoding="utf-8"))
    lines = tuple((day, hours) for day, hours in hidden["lines"])
    with open_session(vault, _LOGIN, passphrase) as session:
        keep_neutral_page(session, NeutralPage(heading=hidden["heading"], lines=lines))
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
            mark(folder, [path.name for path in files])
            write_new(folder, made.file_name, made.pdf)
            head = head or made.document.head
        report = verify_audit(session, check_signature)
    if report.faults:
        raise RuntimeError(len(report.faults))
    closed = [run.closed.outcome for run in runs.values() if run.closed]
    outcomes = {outcome.id: text_in(outcome.text, spoken()) for outcome in closed}
    return _Shown(files=files, head=head, outcomes=outcomes)
