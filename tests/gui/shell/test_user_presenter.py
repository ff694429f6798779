"""One user: what is offered, what is asked once, and what is said of it."""

import pytest

from screening_app.domain.ids import UserId
from screening_app.gui.presenters.user import UserPresenter
from tests.gui.shell.desk import at_once
from tests.gui.shell.keys import NEW, STICK, Keys, OfUser


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def of_bo() -> OfUser:
    return OfUser()


@pytest.fixture
def bo(of_bo: OfUser, keys: Keys) -> UserPresenter:
    made = UserPresenter(of_bo, keys, UserId("bo"), at_once)
    made.show()
    return made


def passphrase(place: str = "") -> dict[str, str]:
    return {"passphrase": NEW, "passphrase-again": NEW, "key-file": place}


def lets_in(keys: Keys, login: str) -> bool:
    return next(one.is_active for one in keys.people if one.login == login)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ["give", "disable", "remove"]),
        ({"is_active": False}, ["enable", "remove"]),
        ({"is_active": False, "has_key": False}, ["give"]),
    ],
)
def test_only_what_can_be_done_is_offered(
    bo: UserPresenter, of_bo: OfUser, keys: Keys, changes: dict[str, bool], codes: list[str]
) -> None:
    keys.change("bo", **changes)

    bo.show()

    assert [row.place for row in of_bo.model.rows] == codes


def test_somebody_is_shut_out_only_after_it_was_said_what_happens_and_let_in_again_at_once(
    bo: UserPresenter, of_bo: OfUser, keys: Keys
) -> None:
    bo.open("disable")
    assert of_bo.question is not None
    assert "The key is still theirs" in of_bo.question.text
    assert lets_in(keys, "bo")

    of_bo.act()
    assert not lets_in(keys, "bo")
    assert of_bo.done == "Bo cannot unlock any more, until you let them in again."
    assert of_bo.model.standing == "shut out"

    bo.open("enable")
    assert lets_in(keys, "bo")
    assert of_bo.done == "Bo gets in again, with the same passphrase."


def test_a_key_is_taken_away_only_after_it_was_said_what_happens(bo: UserPresenter, of_bo: OfUser) -> None:
    bo.open("remove")
    assert of_bo.question is not None
    assert "Bo cannot unlock any more" in of_bo.question.text
    assert "Old backups still open" in of_bo.question.text
    assert of_bo.rotated == []

    of_bo.act()

    assert of_bo.rotated == ["bo"]


def test_somebody_who_cannot_get_in_is_given_another_passphrase_and_maybe_a_key_file(
    bo: UserPresenter, of_bo: OfUser, keys: Keys
) -> None:
    bo.open("give")
    assert "opens nothing any more" in of_bo.explained
    assert [field.code for field in of_bo.fields] == ["passphrase", "passphrase-again", "key-file"]
    assert keys.given == []

    bo.give(passphrase(STICK))

    assert keys.given == [("bo", NEW)]
    assert "Bo gets in with that passphrase, and chooses another" in of_bo.done
    assert "Its name is 1a2b.key." in of_bo.done
    assert "must choose a passphrase" in of_bo.model.about


def test_it_is_said_when_a_key_file_ends_with_the_old_passphrase(
    bo: UserPresenter, of_bo: OfUser, keys: Keys
) -> None:
    keys.change("bo", needs_key_file=True)

    bo.open("give")

    assert "The key file they have opens nothing any more either." in of_bo.explained


def test_a_given_passphrase_that_will_not_do_is_said_at_its_field(
    bo: UserPresenter, of_bo: OfUser, keys: Keys
) -> None:
    keys.required = True
    bo.open("give")

    bo.give(passphrase())
    assert list(of_bo.errors) == ["key-file"]
    bo.give(passphrase(STICK) | {"passphrase": "bo bo bo bo bo"})
    assert list(of_bo.errors) == ["passphrase"]

    assert keys.given == []
