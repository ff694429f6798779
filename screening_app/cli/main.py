"""The command line's front: common options, language, and what every failure looks like.

A command family is one module here with ``add_commands``. It gets the parsed options with these
filled in: ``data_dir`` and ``vault`` (absolute), ``lang``, ``user``, ``passphrase_fd``,
``passphrase_file``, ``key_file``, ``json``, and returns the exit status.
"""

import argparse
import importlib
import io
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, cast

from screening_app import settings
from screening_app.cli.paths import named_path
from screening_app.cli.printing import abandon_output
from screening_app.cli.usage import asked_language, speak_usage, translate_help
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import LANGUAGES, N_, use_language
from screening_app.i18n import gettext as _

FAMILIES: tuple[str, ...] = ("forms", "vault", "run", "document", "audit", "demo", "practice", "seed")
"""Command families in the order of the help; each is a module of this package."""

FAILED = 1
USAGE = 2
INTERRUPTED = 130

_COMMON: dict[str, object] = {
    "data_dir": None,
    "vault": None,
    "user": None,
    "passphrase_fd": None,
    "passphrase_file": None,
    "key_file": None,
    "lang": None,
    "json": False,
}

Subparsers = argparse._SubParsersAction  # argparse has no public name for it


class Family(Protocol):
    """A module that adds commands."""

    def add_commands(self, commands: "Subparsers[argparse.ArgumentParser]") -> None:
        """Add the family's parsers; each sets ``run`` to a function of the parsed options."""


def run_command(argv: Sequence[str], *, families: Sequence[Family] | None = None) -> int:
    """Run one command and return its exit status; every failure is one sentence on stderr.

    Args:
        argv: The arguments without the program's name.
        families: The command families; None means those of ``FAMILIES`` that may be meant.
    """
    _survive_narrow_terminals()
    try:
        _speak(settings.interface_language(settings=settings.Settings(), chosen=asked_language(argv)))
        speak_usage()
        parser = build_parser(_meant(argv) if families is None else families)
        return _run(parser.parse_args(argv))
    except SystemExit as leaving:  # argparse: help (0) and usage (2)
        return leaving.code if isinstance(leaving.code, int) else USAGE
    except ScreeningAppError as error:
        return _complain(error.describe(), error.exit_status)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader, such as ``head``, had enough
        abandon_output()
        return FAILED
    except Exception as error:  # noqa: BLE001 (the last net: a traceback could show what a person said)
        return _complain(_unexpected(error), FAILED)


def build_parser(families: Sequence[Family]) -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="screening-app", description=N_("Samtalsstöd: conversation support.")
    )
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND")
    for family in families:
        family.add_commands(commands)
    _add_common_options(parser)
    translate_help(parser)
    return parser


def _add_common_options(parser: argparse.ArgumentParser) -> None:
    """Add them to a parser and to its commands', so that they may stand before or after a command.

    None has a default here: a command's parser would overwrite with it what stood before.
    """
    common = parser.add_argument_group(_("common options"), argument_default=argparse.SUPPRESS)
    common.add_argument("--data-dir", type=named_path, metavar="DIR", help=N_("folder of settings and vault"))
    common.add_argument("--vault", type=named_path, metavar="DIR", help=N_("folder of the vault"))
    common.add_argument("--user", metavar="NAME", help=N_("key holder"))
    common.add_argument(
        "--passphrase-fd", type=int, metavar="N", help=N_("read the passphrase from descriptor N")
    )
    common.add_argument(
        "--passphrase-file", type=named_path, metavar="FILE", help=N_("read the passphrase from FILE")
    )
    common.add_argument(
        "--key-file", type=named_path, metavar="FILE", help=N_("the user's key file, if they need one")
    )
    common.add_argument("--lang", choices=LANGUAGES, help=N_("language of the sentences"))
    common.add_argument("--json", action="store_true", help=N_("results as JSON, for scripts"))
    for action in parser._actions:
        if isinstance(action, Subparsers):
            for child in set(action.choices.values()):
                _add_common_options(child)


def _run(options: argparse.Namespace) -> int:
    _fill_in(options)
    run = cast("Callable[[argparse.Namespace], int] | None", getattr(options, "run", None))
    if run is None:
        return _complain(
            _("There is no display for a window here. Run “screening-app demo --out DIR”, or see --help."),
            USAGE,
        )
    return run(options)


def _fill_in(options: argparse.Namespace) -> None:
    for name, default in _COMMON.items():
        if not hasattr(options, name):
            setattr(options, name, default)
    # Before the settings are read, so that a complaint about them has a language too.
    defaults = settings.Settings()
    _speak(settings.interface_language(settings=defaults, chosen=options.lang))
    options.data_dir = settings.data_folder(options.data_dir)
    settled = settings.load_settings(options.data_dir)
    options.vault = settings.vault_folder(options.data_dir, settings=settled, chosen=options.vault)
    options.lang = settings.interface_language(settings=settled, chosen=options.lang)
    _speak(options.lang)


def _speak(language: str) -> None:
    try:
        use_language(language, settings.catalogs_folder())
    except FileNotFoundError:
        raise settings.InstallationIncomplete(folder=f"resources/locale/{language}") from None


def _meant(argv: Sequence[str]) -> list[Family]:
    """Return the families whose command may be among the arguments; they alone are imported."""
    names = [name for name in FAMILIES if name in argv] or FAMILIES
    return [cast("Family", importlib.import_module(f"screening_app.cli.{name}")) for name in names]


def _complain(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def _unexpected(error: Exception) -> str:
    """Say where it happened, never what was being handled: a message may repeat what a person said."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "screening_app" in Path(frame.filename).parts]
    last = (ours or frames)[-1]
    where = f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"
    return _(
        "Something unexpected happened ({where}). Report these words; they hold nothing personal."
    ).format(where=where)


def _survive_narrow_terminals() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
