"""``forms preview``: a form in the real window, without a vault; nothing is kept."""

import argparse
import subprocess

from screening_app.cli.paths import named_path
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_
from screening_app.settings import ourselves


class PreviewFailed(ScreeningAppError):
    """The window could not be shown, or did not end as it should."""

    code = "preview/failed"
    user_message = N_(
        "The window could not be shown ({status}). A preview needs a screen, and the libraries that windows "
        "need (see README)."
    )


def add_commands(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``forms preview``."""
    parser = family.add_parser("preview", help=N_("open a form in the window; nothing is kept"))
    parser.add_argument("form", type=named_path, metavar="FORM")
    parser.set_defaults(run=preview_form)


def preview_form(options: argparse.Namespace) -> int:
    """Show the form until its window is closed; a form that cannot be used is refused here."""
    from screening_app.questionnaire.loader import load_questionnaire  # noqa: PLC0415 (reads YAML)

    load_questionnaire(options.form)
    words = [*ourselves(), "preview", str(options.form.absolute()), options.lang]
    done = subprocess.run(words, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 (ourselves)
    if done.returncode:
        raise PreviewFailed(status=done.returncode)
    return 0
