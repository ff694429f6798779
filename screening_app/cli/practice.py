"""``practice``: the windows with made-up people, in a process of its own; nothing is kept."""

import argparse

from screening_app.i18n import N_
from screening_app.settings import FIRST_COUNTRY, load_settings


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``practice``."""
    parser = commands.add_parser("practice", help=N_("practise in the window; nothing is kept"))
    parser.set_defaults(run=run_practice)


def run_practice(options: argparse.Namespace) -> int:
    """Show practice until its window is closed.

    Raises:
        PracticeFailed: If it could not be shown.
    """
    from screening_app.bootstrap.rehearsal import show_practice  # noqa: PLC0415 (reads YAML)

    show_practice(load_settings(options.data_dir).country or FIRST_COUNTRY, options.lang)
    return 0
