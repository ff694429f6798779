"""The page on contact in the real window, by keyboard: rules first, a number on record for a short time."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.audit import AuditAction
from screening_app.domain.contact import Reached
from screening_app.domain.person import CaseKind
from screening_app.gui.pages import Place
from screening_app.gui.presenters.contact_words import RuleRow
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.contact import ContactPage
from screening_app.gui.views.contact_way import WayCard
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.contact import attempts_of, end_contact, open_contact
from screening_app.services.people import NewPerson, register_person
from screening_app.settings import catalogs_folder
from tests.gui.shell.contact_desk import REASON, Desk, button, opened, press, said_by_window, type_in, way
from tests.gui.shell.desk import tables
from tests.helpers.agreements import PHONE, agreed, days_later, demo_agreement, person_of, script


@pytest.fixture
def desk(library: FileFormLibrary, qapp: QApplication) -> Iterator[Desk]:
    apply_appearance(qapp, Appearance(theme="light"))
    yield Desk(library)
    use_language("en", catalogs_folder())
    apply_appearance(qapp, Appearance(theme="light"))


def test_k_leads_from_the_person_to_the_card_and_esc_back(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    shell.person(desk.person)

    press(qtbot, Qt.Key.Key_K)

    assert shell.here == Place("contact", person=desk.person)
    page = shell.page
    assert isinstance(page, ContactPage)
    qtbot.waitUntil(lambda: page.findChild(Card, "attempts") is not None, timeout=5_000)
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here == Place("person", person=desk.person)


def test_what_must_never_be_done_stands_first_and_no_number_anywhere(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)

    shown = [one.text() for one in page.findChildren(Prose) if one.isVisible()]

    assert shown.index("Ring aldrig hemnumret.") < shown.index("Vardagar 9–11")
    assert "Never" in " ".join(shown[: shown.index("Ring aldrig hemnumret.") + 1]).title()
    for behind in (PHONE, "tulpan", "kanel"):
        assert behind not in said_by_window(shell)
    assert desk.actions(AuditAction.CONTACT_SHOWN) == 0


def test_within_the_hours_the_number_is_shown_by_keyboard_and_on_record(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)

    press(qtbot, Qt.Key.Key_1)
    assert way(page).stage == "asking"
    assert desk.actions(AuditAction.CONTACT_SHOWN) == 0
    press(qtbot, Qt.Key.Key_Backtab)
    press(qtbot, Qt.Key.Key_Return)

    assert way(page).stage == "shown"
    for behind in (PHONE, "tulpan", "kanel"):
        assert behind in said_by_window(shell)
    assert PHONE not in shell.window().windowTitle()
    assert desk.actions(AuditAction.CONTACT_SHOWN) == 1
    assert PHONE not in "".join(event.body or "" for event in tables(desk.session).audit)
    assert PHONE not in "".join(tables(desk.session).settings.values())


def test_outside_the_hours_nothing_is_shown_without_a_reason(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)
    press(qtbot, Qt.Key.Key_1)
    press(qtbot, Qt.Key.Key_Return)
    assert way(page).stage == "reason"

    press(qtbot, Qt.Key.Key_Return)
    assert way(page).stage == "reason"
    assert desk.actions(AuditAction.CONTACT_SHOWN) == 0
    type_in(qtbot, REASON)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.wait(40)

    assert way(page).stage == "shown"
    assert [one.reason for one in open_contact(desk.session, desk.person).opened] == [REASON]
    shown = [one.text() for one in page.findChildren(Prose) if one.isVisible()]
    assert PHONE in shown
    assert any(REASON in text for text in shown)


@pytest.mark.parametrize("how", ["esc", "leave", "cover"])
def test_the_number_goes_by_itself_when_left_and_when_covered(qtbot: QtBot, desk: Desk, how: str) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)
    card = way(page)
    card.show_address(PHONE, (RuleRow(label="Ord", text="tulpan"),))
    address = card.findChild(Prose, "address")
    assert address is not None
    assert address.text() == PHONE
    assert "tulpan" in said_by_window(shell)

    match how:
        case "esc":
            press(qtbot, Qt.Key.Key_Escape)
        case "leave":
            page.left()
        case "cover":
            page.hide()

    qtbot.wait(40)
    assert card.stage == "rules"
    assert address.text() == ""
    assert "tulpan" not in said_by_window(shell)
    if how == "esc":
        assert shell.here.name == "contact"


def test_the_number_goes_after_its_time(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    model_page = opened(qtbot, shell, desk.person)
    card = WayCard(way(model_page).model, shown_ms=30)
    qtbot.addWidget(card)

    card.show_address(PHONE)
    qtbot.waitUntil(lambda: card.stage == "rules", timeout=5_000)

    address = card.findChild(Prose, "address")
    assert address is not None
    assert address.text() == ""


def test_an_old_card_says_so_and_asks_why_even_within_the_hours(qtbot: QtBot, desk: Desk) -> None:
    desk.session = days_later(desk.session, 120)
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)

    banner = page.findChild(Banner, "stale")
    assert banner is not None
    press(qtbot, Qt.Key.Key_1)
    press(qtbot, Qt.Key.Key_Backtab)
    press(qtbot, Qt.Key.Key_Return)

    assert way(page).stage == "reason"
    assert desk.actions(AuditAction.CONTACT_SHOWN) == 0


def test_asked_again_it_is_fresh_by_two_keys(qtbot: QtBot, desk: Desk) -> None:
    desk.session = days_later(desk.session, 120)
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)

    press(qtbot, Qt.Key.Key_S)
    press(qtbot, Qt.Key.Key_Return)

    assert page.findChild(Banner, "stale") is None or not page.findChild(Banner, "stale").isVisible()  # type: ignore[union-attr]
    assert open_contact(desk.session, desk.person).card.stale is None


def test_a_day_too_far_ahead_is_refused_at_its_field(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    opened(qtbot, shell, desk.person)
    press(qtbot, Qt.Key.Key_S)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    focus.setText("2031-01-01")
    press(qtbot, Qt.Key.Key_Return)

    assert "90" in focus.accessibleDescription()
    assert desk.actions(AuditAction.CONTACT_CONFIRMED) == 0


def test_it_holds_no_longer_after_one_question_and_nothing_is_left_to_press(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)

    qtbot.keyClick(button(page, "ended"), Qt.Key.Key_Return)
    assert desk.actions(AuditAction.CONTACT_ENDED) == 0
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Return)

    assert desk.actions(AuditAction.CONTACT_ENDED) == 1
    nothing_to_send(page)


def nothing_to_send(page: ContactPage) -> None:
    """Hold that no way, no number, no message can be had from the page."""
    page.window().repaint()
    names = {one.objectName() for one in page.findChildren(Button) if one.isVisible()}
    assert names == {"note-attempt", "back"}, names
    assert page.findChildren(WayCard) == [] or not any(one.isVisible() for one in page.findChildren(WayCard))
    shown = " ".join(one.text() for one in page.findChildren(Prose) if one.isVisible())
    assert "never leave a message" in shown


def test_with_the_default_card_no_key_and_no_button_gives_a_way(qtbot: QtBot, desk: Desk) -> None:
    stranger = register_person(desk.session, NewPerson(kind=CaseKind.PSEUDONYM)).id
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, stranger)
    nothing_to_send(page)
    before = len(tables(desk.session).notes), desk.actions(AuditAction.CONTACT_SHOWN)

    for key in range(Qt.Key.Key_0, Qt.Key.Key_9 + 1):
        press(qtbot, Qt.Key(key))
    press(qtbot, Qt.Key.Key_S)
    press(qtbot, Qt.Key.Key_A)

    left = page.findChild(QWidget, "left-message")
    assert left is not None
    assert not left.isVisible()
    assert (len(tables(desk.session).notes), desk.actions(AuditAction.CONTACT_SHOWN)) == before


def test_an_attempt_is_noted_by_keyboard_and_stands_on_top(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)

    press(qtbot, Qt.Key.Key_A)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Tab)
    type_in(qtbot, "Ringde klockan nio.")
    press(qtbot, Qt.Key.Key_Return)

    (attempt,) = attempts_of(desk.session, desk.person)
    assert (attempt.way, attempt.reached) == ("phone", Reached.NOT_ALONE)
    shown = [one.text() for one in page.findChildren(Prose) if one.isVisible()]
    assert any("Phone call: Yes, but was not alone" in text for text in shown)


def test_nothing_is_noted_while_nobody_said_what_came_of_it(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)
    press(qtbot, Qt.Key.Key_A)

    qtbot.keyClick(button(page, "take-attempt"), Qt.Key.Key_Return)

    assert attempts_of(desk.session, desk.person) == ()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == "Choose what came of the attempt."


def test_a_time_ahead_is_refused_at_its_field_and_nothing_typed_is_lost(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)
    press(qtbot, Qt.Key.Key_A)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Tab)
    type_in(qtbot, "2031-01-01 10:00")
    press(qtbot, Qt.Key.Key_Return)

    assert attempts_of(desk.session, desk.person) == ()
    assert page.keep_typed() is False
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() == "2031-01-01 10:00"
    assert focus.accessibleDescription().startswith("The time lies ahead")


def test_a_message_can_be_noted_only_where_one_is_agreed_on(qtbot: QtBot, desk: Desk) -> None:
    agreement = demo_agreement()
    ways = agreement["channel"]
    assert isinstance(ways, list)
    wanted = script({**agreement, "channel": [{**ways[0], "channel-message": "neutral"}]})
    person = person_of(agreed(desk.session, wanted))
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, person)
    press(qtbot, Qt.Key.Key_A)

    left = page.findChild(QWidget, "left-message")
    assert left is not None
    assert left.isVisible()


def test_what_ended_meanwhile_at_another_window_is_not_shown(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk.person)
    press(qtbot, Qt.Key.Key_1)
    end_contact(desk.session, desk.person)

    press(qtbot, Qt.Key.Key_Backtab)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.wait(40)

    assert PHONE not in said_by_window(shell)
    assert desk.actions(AuditAction.CONTACT_SHOWN) == 0
    assert any("does not allow" in one.text() for one in page.findChildren(Prose) if one.isVisible())


def test_who_is_out_of_reach_is_a_sentence_and_no_card(qtbot: QtBot, desk: Desk) -> None:
    tables(desk.session).relations.clear()
    shell = desk.open(qtbot)
    shell.contact(desk.person)
    page = shell.page
    assert isinstance(page, ContactPage)

    qtbot.waitUntil(lambda: page.findChild(Banner) is not None, timeout=5_000)

    assert page.findChild(Card, "agreement") is None
    assert page.findChildren(WayCard) == []
