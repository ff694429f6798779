"""The house rules hold in the package and the tests, and each can be broken."""

import ast
from pathlib import PurePosixPath

import pytest

from tests.helpers.surroundings import CHECKOUT
from tests.house import rules
from tests.house.rules import RULES, Rule, Source


def source(path: str, text: str) -> Source:
    """Return a source file with this text."""
    return Source(PurePosixPath(path), text, ast.parse(text))


def everything() -> list[Source]:
    """Return every source file of the package and the tests."""
    files = [path for folder in ("screening_app", "tests") for path in (CHECKOUT / folder).rglob("*.py")]
    return [source(path.relative_to(CHECKOUT).as_posix(), path.read_text("utf-8")) for path in sorted(files)]


def name_of(rule: object) -> str:
    """Return a rule's name, for the test's."""
    return getattr(rule, "__name__", "")


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_rule_holds(rule: Rule) -> None:
    offences = [f"{file.path}:{line}: {what}" for file in everything() for line, what in rule(file)]

    assert not offences, "\n".join(offences)


SERVICE = "screening_app/services/people.py"
VIEW = "screening_app/gui/views/home.py"
TEST = "tests/services/test_people.py"
DOC = '"""A module."""\n'
LONG = "def grow() -> None:\n" + "    x = 1\n" * 41

OFFENCES: list[tuple[Rule, str, str]] = [
    (rules.docstrings, SERVICE, "x = 1\n"),
    (rules.docstrings, TEST, "x = 1\n"),
    (rules.docstrings, SERVICE, DOC + "def give() -> int:\n    return 1\n"),
    (rules.docstrings, SERVICE, DOC + "class Giver:\n    pass\n"),
    (rules.docstrings, SERVICE, DOC + 'class Giver:\n    """Gives."""\n    def give(self) -> None: ...\n'),
    (rules.lengths, SERVICE, "x = 1\n" * 401),
    (rules.lengths, TEST, LONG),
    (rules.no_mocks, TEST, "from unittest.mock import patch\n"),
    (rules.no_mocks, TEST, "from unittest import mock\n"),
    (rules.no_mocks, TEST, "monkeypatch.setattr(thing, 'name', 1)\n"),
    (rules.no_print, SERVICE, "print('x')\n"),
    (rules.no_assert, SERVICE, "assert True\n"),
    (rules.no_bare_ignore, SERVICE, "x = 1  # type: " + "ignore\n"),
    (rules.no_any, SERVICE, "from typing import Any\n"),
    (rules.no_any, TEST, "import typing\nx: typing.Any = 1\n"),
    (rules.whole_sentences, SERVICE, "_(f'{count} left')\n"),
    (rules.whole_sentences, SERVICE, "i18n.gettext('left: ' + count)\n"),
    (rules.whole_sentences, SERVICE, "N_('{} left'.format(count))\n"),
    (rules.bound_sql, SERVICE, "connection.execute(f'select {name}')\n"),
    (rules.bound_sql, SERVICE, "connection.execute('select %s' % name)\n"),
    (rules.bound_sql, SERVICE, "from sqlalchemy import text\n"),
    (rules.silent_logs, SERVICE, "log.info('saved %s', name)\n"),
    (rules.silent_logs, SERVICE, "log.info(f'saved {name}')\n"),
    (rules.silent_logs, SERVICE, "log.exception('failed')\n"),
    (rules.silent_logs, SERVICE, "log.error('failed', exc_info=True)\n"),
    (rules.silent_logs, SERVICE, "log.info('saved', extra={'name': name})\n"),
    (rules.plain_names, "screening_app/services/utils.py", DOC),
    (rules.plain_names, "screening_app/data/people.py", DOC),
    (rules.one_clock, SERVICE, "datetime.now(UTC)\n"),
    (rules.one_clock, SERVICE, "datetime.datetime.now(UTC)\n"),
    (rules.one_clock, SERVICE, "time.time()\n"),
    (rules.no_network_qt, "screening_app/gui/app.py", "from PySide6.QtNetwork import QLocalServer\n"),
    (rules.no_network_qt, "screening_app/gui/app.py", "from PySide6 import QtWebEngineWidgets\n"),
    (rules.no_layout_items, VIEW, "row.itemAt(0)\n"),
    (rules.no_layout_items, VIEW, "self.body.takeAt(0)\n"),
    (rules.themed, VIEW, "page.setStyleSheet(made)\n"),
    (rules.themed, VIEW, "QColor('red')\n"),
    (rules.themed, VIEW, "QColor(1, 2, 3)\n"),
    (rules.themed, VIEW, "ground = '#F2F4F3'\n"),
    (rules.themed, VIEW, "rule = 'border: 2px'\n"),
    (rules.themed, VIEW, "page.setContentsMargins(0, 8, 0, 8)\n"),
    (rules.themed, VIEW, "Column(margins=(16, 0, 16, 0))\n"),
    (rules.themed, VIEW, "IconLabel('lock', size=18)\n"),
    (rules.themed, VIEW, "space(8)\n"),
]


@pytest.mark.parametrize(("rule", "path", "text"), OFFENCES)
def test_rule_can_be_broken(rule: Rule, path: str, text: str) -> None:
    assert list(rule(source(path, text)))


def test_every_rule_was_broken() -> None:
    assert {rule for rule, _, _ in OFFENCES} == set(RULES)


HARMLESS: list[tuple[Rule, str, str]] = [
    (rules.docstrings, SERVICE, DOC + "def _hidden() -> None: ...\n"),
    (rules.docstrings, TEST, DOC + "def test_it() -> None: ...\n"),
    (rules.no_print, "screening_app/cli/forms.py", "print('x')\n"),
    (rules.no_bare_ignore, SERVICE, "x = 1  # type: " + "ignore[arg-type]\ny = '# type: ignore'\n"),
    (rules.whole_sentences, SERVICE, "_('{count} left').format(count=count)\n"),
    (rules.silent_logs, SERVICE, "log.info('saved', extra={'code': error.code})\n"),
    (rules.one_clock, "screening_app/storage/clock.py", "datetime.now(UTC)\n"),
    (
        rules.themed,
        VIEW,
        "QColor(theme().color('text'))\npage.setContentsMargins(0, 0, 0, 0)\nspace(Space.M)\n",
    ),
    (rules.themed, "screening_app/gui/theme/tokens.py", "bg = '#F2F4F3'\nQColor('red')\n"),
    (rules.themed, SERVICE, "number = '#123456'\n"),
    (rules.lengths, SERVICE, 'def say() -> None:\n    """Say.' + "\n" * 60 + '    """\n    x = 1\n'),
]


@pytest.mark.parametrize(("rule", "path", "text"), HARMLESS)
def test_rule_lets_the_rest_pass(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(source(path, text)))
