"""The list of users: who has a key, giving one, and the rule about key files."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.bootstrap.entry import KeyHolder
from screening_app.domain.access import Role
from screening_app.domain.errors import AccessDenied
from screening_app.domain.ids import UserId
from screening_app.gui.presenters.users import UsersPresenter
from screening_app.vault.entropy import SystemEntropy
from screening_app.vault.errors import LoginTaken
from tests.gui.shell.desk import at_once
from tests.gui.shell.keys import NEW, STICK, Keys, View, holder
from tests.helpers.fakes import FakeClock


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def users(view: View, keys: Keys) -> UsersPresenter:
    made = UsersPresenter(view, keys, UserId("anna"), FakeClock(), at_once)
    made.show()
    return made


def person(login: str = "cecilia", passphrase: str = NEW) -> dict[str, str]:
    typed = {"passphrase": passphrase, "passphrase-again": passphrase}
    return {"name": " Cecilia   Ek ", "login": login, "role": "supervisor", "key-file": "", **typed}


def test_the_list_says_who_with_which_role_and_key_and_who_one_is(users: UsersPresenter, view: View) -> None:
    assert [(row.name, row.about, row.standing, row.may_change) for row in view.rows] == [
        ("Anna (you)", "Staff · anna", "", False),
        ("Bo", "Staff · bo", "", True),
    ]


def test_the_list_says_since_when_what_the_key_is_and_who_does_not_get_in(
    users: UsersPresenter, view: View, keys: Keys
) -> None:
    clock = FakeClock()
    since = replace(
        holder("eva"), id=UserId(SystemEntropy(clock).new_id()), needs_key_file=True, must_choose=True
    )
    removed, disabled = (replace(holder(login), is_active=False) for login in ("cecilia", "david"))
    keys.people = [replace(removed, has_key=False), disabled, since]

    users.show()

    day = f"{clock.now().astimezone():%d %B}".removeprefix("0")
    assert [(row.about, row.standing) for row in view.rows] == [
        (f"Staff · eva · since {day} · key file · must choose a passphrase", ""),
        ("Staff · david", "shut out"),
        ("Staff · cecilia", "no key"),
    ]


def test_somebody_gets_a_key_and_stands_in_the_list(users: UsersPresenter, view: View, keys: Keys) -> None:
    users.add(person())

    assert [(new.name, new.login, new.role) for new in keys.added] == [
        ("Cecilia Ek", "cecilia", Role.SUPERVISOR)
    ]
    assert "Cecilia Ek has a key now" in view.done
    assert "key file" not in view.done
    assert len(view.rows) == 3


def test_somebody_gets_a_key_file_too_and_its_name_is_said(
    users: UsersPresenter, view: View, keys: Keys
) -> None:
    users.add(person() | {"key-file": STICK})

    assert keys.places == [Path(STICK)]
    assert "Its name is 1a2b.key." in view.done
    assert "same disk" not in view.done


def test_a_key_file_on_the_vaults_own_disk_is_told_to_go_elsewhere(users: UsersPresenter, view: View) -> None:
    users.add(person() | {"key-file": "/srv/here"})

    assert "on the same disk as the records" in view.done


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"passphrase": "sommar2026"}, "passphrase"),
        ({"passphrase-again": NEW + "x"}, "passphrase-again"),
        ({"key-file": "stick"}, "key-file"),
    ],
)
def test_a_key_that_will_not_do_is_said_at_its_field(
    users: UsersPresenter, view: View, keys: Keys, values: dict[str, str], field: str
) -> None:
    users.add(person() | values)

    assert field in view.errors
    assert keys.added == []


def test_where_everybody_needs_a_key_file_nobody_new_goes_without(
    users: UsersPresenter, view: View, keys: Keys
) -> None:
    keys.required = True

    users.add(person())

    assert list(view.errors) == ["key-file"]
    assert keys.added == []


def test_a_login_that_is_taken_is_a_sentence_and_can_be_tried_again(
    users: UsersPresenter, view: View, keys: Keys
) -> None:
    users.add(person("bo"))
    assert view.problem == LoginTaken().describe()

    users.add(person())

    assert len(keys.added) == 1


def test_the_rule_about_key_files_changes_only_after_it_was_said_what_it_means(
    users: UsersPresenter, view: View, keys: Keys
) -> None:
    for required, said in ((True, "Everybody needs a key file."), (False, "everybody's own choice")):
        users.ask_rule()
        assert view.question is not None
        assert keys.required is not required

        view.act()

        assert keys.required is required
        assert said in view.done
        assert view.rule is not None
        assert said in view.rule.text


def test_a_new_key_for_the_records_is_asked_about_first(users: UsersPresenter, view: View) -> None:
    users.ask_rotation()
    assert view.rotated == []

    view.act()

    assert view.rotated == [""]


def test_whoever_may_not_look_is_told(view: View, keys: Keys) -> None:
    class Refusing(Keys):
        def key_holders(self) -> Sequence[KeyHolder]:
            raise AccessDenied

    UsersPresenter(view, Refusing(), UserId("anna"), FakeClock(), at_once).show()

    assert view.problem == AccessDenied().describe()
