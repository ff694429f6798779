"""A wrong command is answered in the language that was asked for."""

import argparse
import ast
import importlib
import inspect
from collections.abc import Iterator
from typing import cast

import pytest

from screening_app.cli.main import FAMILIES, Family, build_parser, run_command
from screening_app.cli.usage import SENTENCES, asked_language
from screening_app.i18n import gettext, use_language
from screening_app.settings import catalogs_folder

TO_PROGRAMMERS = (
    "is not callable",
    "'required' is an invalid",
    ".__call__()",
    'argument "-"',
    "cannot have multiple",
    "cannot merge actions",
    "conflicting ",
    "dest= is required",
    "invalid conflict_resolution",
    "invalid option string",
    "mutually exclusive arguments must",
)
"""Beginnings and parts of what it says to whoever writes a command."""


def said_by_argparse() -> set[str]:
    """Return what this Python's argparse says, apart from what it says to programmers."""
    tree = ast.parse(inspect.getsource(argparse))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    said = {
        part.value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}
        for part in call.args
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
    return {text for text in said if not any(part in text for part in TO_PROGRAMMERS)}


def test_all_that_argparse_says_is_in_the_catalog() -> None:
    counted = {"expected %s argument", "expected %s arguments"}

    assert said_by_argparse() - set(SENTENCES) - counted <= {"subcommands", "deprecated"}


def test_each_sentence_has_a_swedish_one() -> None:
    use_language("sv", catalogs_folder())
    same = [sentence for sentence in SENTENCES if gettext(sentence) == sentence]
    use_language("en", catalogs_folder())

    assert same == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["forms", "diff", "a.yaml"], "dessa argument krävs: NEW"),
        (["forms", "chek", "a.yaml"], "finns inte att välja"),
        (["forms", "list", "--colour"], "okända argument: --colour"),
        (["forms", "check", ""], "en sökväg kan inte vara tom"),
        (["forms", "wording", "import", "a", "b", "--owner"], "ett argument väntas"),
        (["forms", "permit", "hark", "--withdraw", "--who", "x"], "--withdraw står ensamt"),
    ],
)
def test_a_wrong_command_is_answered_in_swedish(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["--lang", "sv", *words]) == 2

    told = capsys.readouterr().err
    assert said in told
    assert told.startswith("användning: ")
    assert "error" not in told


def test_a_wrong_day_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    day = ["--owner", "a", "--licence", "b", "--date", "yesterday"]

    assert run_command(["--lang=en", "forms", "wording", "import", "a", "b", *day]) == 2
    assert "a day is written YYYY-MM-DD" in capsys.readouterr().err


def test_the_headings_of_the_help_are_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["forms", "check", "--help", "--lang", "sv"]) == 0

    told = capsys.readouterr().out
    assert "visa denna hjälp och avsluta" in told
    assert "gemensamma val" in told


def test_what_the_commands_of_forms_say_of_themselves_is_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["forms", "--help", "--lang", "sv"]) == 0

    told = capsys.readouterr().out
    assert "kontrollera formulärfiler och deras vinjetter" in told
    assert "keep a copy" not in told


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["--lang", "sv"], "sv"),
        (["forms", "--lang=en"], "en"),
        (["--lang"], None),
        (["--lang", "xx"], None),
        (["sv"], None),
        ([], None),
    ],
)
def test_the_language_is_seen_before_the_words_are_checked(words: list[str], language: str | None) -> None:
    assert asked_language(words) == language


def helps(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Yield every command or option with what it says of itself, its commands' too."""
    for action in parser._actions:
        for one in (action, *getattr(action, "_choices_actions", ())):
            if one.help and one.help is not argparse.SUPPRESS:
                yield f"{parser.prog} {one.dest}", one.help
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                yield from helps(child)


def test_every_command_and_option_says_in_swedish_what_it_is() -> None:
    families = [cast("Family", importlib.import_module(f"screening_app.cli.{name}")) for name in FAMILIES]
    said = {}
    for code in ("sv", "en"):
        use_language(code, catalogs_folder())
        said[code] = dict(helps(build_parser(families)))

    assert len(said["en"]) > 100
    same = {place for place, words in said["en"].items() if said["sv"][place] == words and " " in words}
    assert same == set()
