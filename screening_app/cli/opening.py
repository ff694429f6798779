"""What every command that opens a vault shares: the passphrase, and the session."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext

if TYPE_CHECKING:
    from screening_app.services.session import Session

_LONGEST = 4096


class PassphraseMissing(ScreeningAppError):
    """No passphrase was handed over, and nobody is there to type one."""

    code = "cli/passphrase-missing"
    user_message = N_("No passphrase was given. Use --passphrase-fd N or --passphrase-file FILE.")


class PassphraseUnreadable(ScreeningAppError):
    """The descriptor or file with the passphrase cannot be read."""

    code = "cli/passphrase-unreadable"
    user_message = N_("The passphrase cannot be read from {source}. Check that it exists and is UTF-8 text.")


class UserMissing(ScreeningAppError):
    """No user was named."""

    code = "cli/user-missing"
    user_message = N_("Say who is opening the vault: --user NAME.")


def passphrase(options: argparse.Namespace) -> str:
    """Return the passphrase from the descriptor, the file, or the keyboard; never from argv.

    One line end at its end is not part of it.

    Raises:
        PassphraseMissing: If there is no source for it.
        PassphraseUnreadable: If the source cannot be read.
    """
    try:
        if options.passphrase_fd is not None:
            source = f"--passphrase-fd {options.passphrase_fd}"
            return _line(os.read(options.passphrase_fd, _LONGEST))
        if options.passphrase_file is not None:
            source = f"--passphrase-file {options.passphrase_file}"
            with options.passphrase_file.open("rb") as file:
                return _line(file.read(_LONGEST))
    except (OSError, UnicodeDecodeError):
        raise PassphraseUnreadable(source=source) from None
    if not sys.stdin.isatty():
        raise PassphraseMissing
    return getpass.getpass(gettext("Passphrase: "))


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


def _line(raw: bytes) -> str:
    return raw.decode("utf-8").removesuffix("\n").removesuffix("\r")
