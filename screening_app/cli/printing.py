"""Where commands write their results."""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from screening_app.domain.errors import DamagedData, ScreeningAppError
from screening_app.i18n import N_

if TYPE_CHECKING:
    from screening_app.services.faults import VaultFault

DAMAGED = DamagedData.exit_status
"""Exit status of a command that found what it checked damaged."""


class ResultNotWritten(ScreeningAppError):
    """Standard output takes nothing more."""

    code = "cli/result-not-written"
    user_message = N_(
        "The result could not be written ({reason}). What was done stands; only its report is cut off."
    )


def say(text: str) -> None:
    """Print one line of a result, at once: what cannot be written shall show while it can be said.

    Raises:
        ResultNotWritten: If the output takes nothing more.
        BrokenPipeError: If the reader had enough.
    """
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or ""
        abandon_output()
        raise ResultNotWritten(reason=reason) from None


def tell_faults(faults: "Iterable[VaultFault]") -> None:
    """Print each fault of a check as one sentence where failures go."""
    for fault in faults:
        print(fault.describe(), file=sys.stderr)


def abandon_output() -> None:
    """Let Python's own last flush go nowhere, or it would complain in its own words."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
