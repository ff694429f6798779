"""What every command that opens a vault shares: the passphrase, and the session."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.cli.paths import named_path
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext

if TYPE_CHECKING:
    from screening_app.bootstrap import Secret
    from screening_app.services.session import Session

_LONGEST = 4096


class PassphraseMissing(ScreeningAppError):
    """No passphrase was handed over, and nobody is there to type one."""

    code = "cli/passphrase-missing"
    user_message = N_("No passphrase was given. Use --passphrase-fd N or --passphrase-file FILE.")


class PassphraseTooLong(ScreeningAppError):
    """What was handed over cannot be one line that somebody chose as a passphrase."""

    code = "cli/passphrase-too-long"
    user_message = N_("What {source} holds is too long for a passphrase. It is the first line, and no more.")


class PassphraseUnreadable(ScreeningAppError):
    """The descriptor or file with the passphrase cannot be read."""

    code = "cli/passphrase-unreadable"
    user_message = N_("The passphrase cannot be read from {source}. Check that it exists and is UTF-8 text.")


class PassphrasesDiffer(ScreeningAppError):
    """A new passphrase was typed in two ways."""

    code = "cli/passphrases-differ"
    user_message = N_("The two new passphrases are not the same. Nothing was changed; try again.")


class UserMissing(ScreeningAppError):
    """No user was named."""

    code = "cli/user-missing"
    user_message = N_("Say who is opening the vault: --user NAME.")


def passphrase(options: argparse.Namespace) -> "Secret":
    """Return what opens the user's slot: the passphrase, with what ``--key-file`` holds.

    Whoever needs a key file and names none is told so before a passphrase is asked for.

    Raises:
        KeyFileNeeded: If so.
        PassphraseMissing, PassphraseUnreadable, PassphraseTooLong: As ``typed_passphrase``.
    """
    from screening_app.bootstrap import credential_with  # noqa: PLC0415 (loads the database)
    from screening_app.bootstrap.entry import check_key_file_named  # noqa: PLC0415 (loads the database)

    check_key_file_named(options.vault, login(options), options.key_file)
    return credential_with(typed_passphrase(options), options.key_file)


def typed_passphrase(options: argparse.Namespace) -> str:
    """Return the passphrase from the descriptor, the file, or the keyboard; never from argv.

    It is the first line of the source, however slowly that arrives, without its line end.

    Raises:
        PassphraseMissing: If there is no source for it.
        PassphraseUnreadable: If the source cannot be read.
        PassphraseTooLong: If the line does not end within reason.
    """
    if options.passphrase_fd is not None:
        return _first_line(options.passphrase_fd, f"--passphrase-fd {options.passphrase_fd}")
    if options.passphrase_file is not None:
        return _of_file(options.passphrase_file, f"--passphrase-file {options.passphrase_file}")
    return _typed(gettext("Passphrase: "))


def new_passphrase(options: argparse.Namespace) -> str:
    """Return the passphrase that somebody is to have, from ``--new-passphrase-file`` or typed twice.

    Raises:
        PassphraseMissing, PassphraseUnreadable, PassphraseTooLong: As ``passphrase``.
        PassphrasesDiffer: If the second typing was another.
    """
    if options.new_passphrase_file is not None:
        return _of_file(options.new_passphrase_file, f"--new-passphrase-file {options.new_passphrase_file}")
    first = _typed(gettext("New passphrase: "))
    if _typed(gettext("The new passphrase again: ")) != first:
        raise PassphrasesDiffer
    return first


def add_new_passphrase(parser: argparse.ArgumentParser) -> None:
    """Add the option that hands over a new passphrase."""
    parser.add_argument(
        "--new-passphrase-file", type=named_path, metavar="FILE", help=N_("read the new passphrase from FILE")
    )


def add_new_key_file(parser: argparse.ArgumentParser) -> None:
    """Add the option that says where a new key file goes."""
    parser.add_argument(
        "--new-key-file",
        type=named_path,
        metavar="PLACE",
        help=N_("make a key file there, which is needed beside the passphrase; best on a removable medium"),
    )


def login(options: argparse.Namespace) -> str:
    """Return the user's login name.

    Raises:
        UserMissing: If none was named.
    """
    if not options.user:
        raise UserMissing
    return str(options.user)


@contextmanager
def opened(options: argparse.Namespace, *, write: bool = True) -> Iterator["Session"]:
    """Open the vault that the options name for the user they name, and close it again."""
    from screening_app.bootstrap import open_session  # noqa: PLC0415 (loads the database)

    with open_session(options.vault, login(options), passphrase(options), write=write) as session:
        yield session


def _of_file(path: Path, source: str) -> str:
    try:
        with path.open("rb") as file:
            return _first_line(file.fileno(), source)
    except OSError:
        raise PassphraseUnreadable(source=source) from None


def _typed(prompt: str) -> str:
    # A program started without a standard input has none at all.
    if sys.stdin is None or not sys.stdin.isatty():
        raise PassphraseMissing
    try:
        return getpass.getpass(prompt)
    except EOFError:
        raise PassphraseMissing from None


def _first_line(descriptor: int, source: str) -> str:
    """Read to the end of the line or file: a pipe hands over what there is, not all there will be."""
    raw = b""
    try:
        while b"\n" not in raw and (more := os.read(descriptor, _LONGEST)):
            raw += more
            if len(raw) > _LONGEST:
                raise PassphraseTooLong(source=source)
        return raw.partition(b"\n")[0].decode("utf-8").removesuffix("\r")
    except (OSError, OverflowError, UnicodeDecodeError):  # overflow: no descriptor has such a number
        raise PassphraseUnreadable(source=source) from None
