"""Escape on the page that composes a document: nothing half written goes without a question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.jobs import Jobs
from tests.gui.compose.test_compose_page import WITHOUT_CONSENT, Opened
from tests.helpers.appearance import wear


@pytest.fixture
def bare(qtbot: QtBot, qapp: QApplication) -> Opened:
    """Return the page of a conversation without a consent."""
    wear(qapp)
    return Opened(qtbot, Jobs(qapp), WITHOUT_CONSENT)


def test_leaving_a_half_written_consent_is_asked_first(bare: Opened) -> None:
    bare.focus(QWidget, "recipient")
    bare.page._form._recipient.input.setFocus()
    bare.press("Socialtjänsten")
    bare.press(Qt.Key.Key_Escape)

    assert bare.away.gone == []
    assert not bare.page.keep_typed()
    asked = bare.part(QWidget, "decision")
    assert asked.isVisible()
    assert QApplication.focusWidget() is bare.part(QAbstractButton, "decide-no")
    bare.press(Qt.Key.Key_Escape)
    assert not asked.isVisible()
    assert bare.away.gone == []
    assert bare.page._form._recipient.value == "Socialtjänsten"

    bare.press(Qt.Key.Key_Escape)
    bare.part(QAbstractButton, "decide-yes").setFocus()
    bare.press(Qt.Key.Key_Space)
    assert bare.away.gone == ["back"]


def test_words_of_a_consent_that_is_not_recorded_are_not_dropped_by_escape(bare: Opened) -> None:
    bare.page._form.consent.open_form()
    assert bare.page.keep_typed()
    bare.page._form.consent._scope.input.setFocus()
    bare.press("Hon vill att de vet.")

    bare.press(Qt.Key.Key_Escape)

    assert bare.away.gone == []
    assert bare.part(QWidget, "decision").isVisible()
