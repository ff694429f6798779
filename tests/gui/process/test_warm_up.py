"""The forms are checked beside the window, so that nobody waits where a conversation begins."""

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from screening_app.bootstrap import open_session
from screening_app.gui.desk import warm_up
from screening_app.gui.jobs import Jobs
from screening_app.services import forms_fit
from screening_app.services.begin import pathways_allowed
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk


def test_beginning_a_conversation_finds_every_form_checked(qtbot: QtBot, tmp_path: Path) -> None:
    desk, jobs, done = make_desk(tmp_path / "desk"), Jobs(), list[None]()
    forms_fit._first_finding.cache_clear()
    with open_session(desk.vault, LOGIN, PASSPHRASE) as session:
        warm_up(session, jobs, jobs)
        jobs.run(lambda: None, owner=QObject(jobs), success=done.append, failure=print)
        qtbot.waitUntil(lambda: bool(done), timeout=20_000)
        checked = forms_fit._first_finding.cache_info().misses

        assert pathways_allowed(session)

    assert checked > 0
    assert forms_fit._first_finding.cache_info().misses == checked
