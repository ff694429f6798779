"""Common options stand before or after a command; every failure is one sentence and a status."""

import argparse
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from screening_app.cli.main import FAMILIES, Subparsers, run_command
from screening_app.domain.errors import DamagedData, ScreeningAppError
from screening_app.i18n import gettext, language
from tests.helpers.canaries import CANARIES


class Refused(ScreeningAppError):
    """An expected failure."""

    code = "test/refused"
    user_message = "Not {what}. Ask first."


class Broken(DamagedData):
    """A failure of stored data."""

    code = "test/broken"
    user_message = "It is broken."


class Family:
    """Two commands: ``tell`` at the top, ``group tell`` below; both do what the test says."""

    def __init__(self, act: Callable[[], int] = lambda: 0) -> None:
        self.act = act

    def add_commands(self, commands: "Subparsers[argparse.ArgumentParser]") -> None:
        """Add them."""
        commands.add_parser("tell").set_defaults(run=self.run)
        below = commands.add_parser("group").add_subparsers()
        below.add_parser("tell").set_defaults(run=self.run)

    def run(self, options: argparse.Namespace) -> int:
        """Keep the options and act."""
        self.options = options
        return self.act()


OPTIONS = (
    ["--data-dir", "d"],
    ["--vault", "v"],
    ["--user", "anna"],
    ["--passphrase-fd", "3"],
    ["--lang", "sv"],
    ["--json"],
)


@pytest.mark.parametrize("command", [["tell"], ["group", "tell"]])
@pytest.mark.parametrize("cut", range(len(OPTIONS) + 1))
def test_common_options_stand_before_and_after_a_command(command: list[str], cut: int) -> None:
    family = Family()
    before, after = chain(*OPTIONS[:cut]), chain(*OPTIONS[cut:])

    assert run_command([*before, *command, *after], families=[family]) == 0

    given = family.options
    assert (given.data_dir, given.vault) == (Path.cwd() / "d", Path.cwd() / "v")
    assert (given.user, given.passphrase_fd, given.lang, given.json) == ("anna", 3, "sv", True)


def test_options_not_given_have_their_defaults(own_home: Path) -> None:
    family = Family()

    run_command(["tell"], families=[family])

    given = family.options
    assert (given.data_dir, given.vault) == (own_home / "data", own_home / "data" / "vault")
    assert (given.user, given.passphrase_fd, given.passphrase_file, given.json) == (None, None, None, False)


def test_the_chosen_language_is_spoken() -> None:
    run_command(["tell", "--lang", "sv"], families=[Family()])

    assert language() == "sv"
    assert gettext("No person matches. Check the number, or ask your supervisor.").startswith("Ingen")


def test_the_commands_status_is_the_programs() -> None:
    assert run_command(["tell"], families=[Family(lambda: 7)]) == 7


def failing(error: BaseException) -> Family:
    """Return a family whose commands fail so."""

    def fail() -> int:
        raise error

    return Family(fail)


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [(Refused(what="now"), 1, "Not now. Ask first.\n"), (Broken(), 3, "It is broken.\n")],
)
def test_an_expected_failure_is_its_sentence(
    error: ScreeningAppError, status: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["tell"], families=[failing(error)]) == status
    assert capsys.readouterr() == ("", sentence)


def test_an_unexpected_failure_tells_where_and_nothing_that_was_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command(["tell", "--lang", "en"], families=[failing(ValueError(CANARIES[0]))]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "ValueError, main.py:" in err
    assert "Traceback" not in err
    assert CANARIES[0] not in err


def test_an_interrupt_is_no_failure_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["tell"], families=[failing(KeyboardInterrupt())]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("argv", [["fly"], ["tell", "--lang", "xx"], ["tell", "--passphrase", "secret"]])
def test_a_mistake_in_the_arguments_is_status_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(argv, families=[Family()]) == 2
    assert "användning:" in capsys.readouterr().err


def test_help_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["--help"], families=[Family()]) == 0
    assert "--passphrase-fd" in capsys.readouterr().out


def test_settings_that_cannot_be_read_stop_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.json").write_text("{", "utf-8")

    assert run_command(["tell", "--data-dir", str(tmp_path)], families=[Family()]) == 1
    assert "settings.json" in capsys.readouterr().err


@pytest.mark.parametrize("family", [*FAMILIES, None])
def test_every_family_of_ours_has_help(family: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command([family, "--help"] if family else ["--help"]) == 0
    assert "--lang" in capsys.readouterr().out
