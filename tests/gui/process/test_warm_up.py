"""What nobody waits for yet is done beside the window in parts, and is there when it is needed."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from screening_app.bootstrap import open_session, read_forms_ahead
from screening_app.gui.behind import do_ahead
from screening_app.gui.jobs import Jobs
from screening_app.services import forms_fit
from screening_app.services.begin import check_ahead, pathways_allowed
from screening_app.services.errors import FormChanged
from tests.benchmarks.asking import at_the_first_question
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk

PATIENCE_MS = 20_000


def counted(told: list[int], upto: int) -> Iterator[None]:
    for number in range(upto):
        told.append(number)
        yield


def test_other_work_gets_its_turn_between_the_parts(qtbot: QtBot) -> None:
    jobs, told, done = Jobs(), list[int](), list[None]()
    owner = QObject(jobs)

    do_ahead(counted(told, 5), jobs, owner=owner)
    jobs.run(lambda: told.append(-1), owner=owner, success=done.append, failure=print)
    qtbot.waitUntil(lambda: 4 in told, timeout=PATIENCE_MS)

    assert told == [0, -1, 1, 2, 3, 4]


def test_it_ends_where_it_is_not_wanted_any_more(qtbot: QtBot) -> None:
    jobs, told = Jobs(), list[int]()

    do_ahead(counted(told, 50), jobs, owner=jobs, goes_on=lambda: len(told) < 3)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=PATIENCE_MS)
    qtbot.wait(50)

    assert told == [0, 1, 2]


def test_what_goes_wrong_is_told_where_the_work_is_needed(qtbot: QtBot) -> None:
    jobs, told = Jobs(), list[int]()

    def parts() -> Iterator[None]:
        yield from counted(told, 2)
        raise FormChanged(form="x")

    do_ahead(parts(), jobs, owner=jobs)
    qtbot.waitUntil(lambda: told == [0, 1], timeout=PATIENCE_MS)
    qtbot.wait(50)  # an error that is not ours would have failed the test by now


def test_a_conversation_finds_every_form_checked(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    forms_fit._first_finding.cache_clear()
    with open_session(desk.vault, LOGIN, PASSPHRASE) as session:
        for _part in check_ahead(session):
            pass
        checked = forms_fit._first_finding.cache_info().misses

        assert pathways_allowed(session)
        assert at_the_first_question(session)

    assert checked > 0
    assert forms_fit._first_finding.cache_info().misses == checked


def test_the_forms_of_drafts_are_read_before_anybody_unlocks(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")

    for _part in read_forms_ahead(desk.vault, desk.folder):
        pass

    with open_session(desk.vault, LOGIN, PASSPHRASE, write=False) as session:
        read = set(session.forms._questionnaires_read)  # type: ignore[attr-defined]  # the real library
        for choice in pathways_allowed(session):
            used = {step.questionnaire for step in session.forms.pathway(choice.canonical).step}
            assert used - {None} <= read
