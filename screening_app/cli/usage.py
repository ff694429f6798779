"""The sentences of ``argparse`` in the language in use: what it says of a wrong command, and its headings."""

import argparse
from collections.abc import Sequence

from screening_app.i18n import LANGUAGES, N_, gettext, ngettext

_LANG = "--lang"

SENTENCES: tuple[str, ...] = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("ignored explicit argument %r"),
    N_("unexpected option string: %s"),
    N_("can't open '%(filename)s': %(error)s"),
)
"""What Python's own ``argparse`` says to whoever types a command."""


def counted(count: int) -> str:
    """Return how it says that a number of arguments is expected; here for the catalog to find."""
    return ngettext("expected %s argument", "expected %s arguments", count)


def speak_usage() -> None:
    """Let ``argparse`` speak the language in use.

    It takes the functions of the standard library when it is imported, and these go by the environment
    alone; its names for them are the one place where another language can be put in.
    """
    vars(argparse).update({"_": gettext, "ngettext": ngettext})


def translate_help(parser: argparse.ArgumentParser) -> None:
    """Put what a parser and its commands say of themselves into the language in use; marked with ``N_``."""
    parser.description = gettext(parser.description) if parser.description else None
    for action in parser._actions:
        said = [action, *getattr(action, "_choices_actions", ())]  # a command's own line in the list
        for one in said:
            if one.help and one.help is not argparse.SUPPRESS:
                one.help = gettext(one.help)
        if isinstance(action, argparse._SubParsersAction):
            for child in set(action.choices.values()):
                translate_help(child)


def asked_language(argv: Sequence[str]) -> str | None:
    """Return the language that the words of a command ask for, before anybody has checked them."""
    for position, word in enumerate(argv):
        following = argv[position + 1] if position + 1 < len(argv) else ""
        named = following if word == _LANG else word.removeprefix(f"{_LANG}=")
        if (word == _LANG or named != word) and named in LANGUAGES:
            return named
    return None
