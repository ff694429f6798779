"""One's own passphrase and key file."""

from pathlib import Path

import pytest

from screening_app.gui.presenters.own_key import KeyFilePresenter, PassphrasePresenter
from screening_app.vault.errors import WrongPassphrase
from tests.gui.shell.desk import at_once
from tests.gui.shell.keys import NEW, OLD, STICK, Keys, OfKeyFile, View


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def keys() -> Keys:
    return Keys()


def can_need_none(view: OfKeyFile) -> bool:
    return view.model.can_need_none


def test_ones_own_passphrase_needs_the_one_of_now(view: View, keys: Keys) -> None:
    presenter = PassphrasePresenter(view, keys, "anna", at_once)
    typed = {"old": "another one", "passphrase": NEW, "passphrase-again": NEW}
    presenter.change(typed)
    assert view.problem == WrongPassphrase().describe()
    assert keys.changed == []

    presenter.change(typed | {"old": OLD})

    assert keys.changed == [NEW]
    assert view.done == "The passphrase is changed."


def test_with_the_rule_the_next_change_of_passphrase_brings_a_key_file(view: View, keys: Keys) -> None:
    keys.required = True
    presenter = PassphrasePresenter(view, keys, "anna", at_once)
    typed = {"old": OLD, "passphrase": NEW, "passphrase-again": NEW, "key-file": ""}
    presenter.change(typed)
    assert list(view.errors) == ["key-file"]

    presenter.change(typed | {"key-file": STICK})

    assert keys.changed == [NEW]
    assert "From now on nothing opens without it" in view.done


def test_whoever_has_a_key_file_is_not_asked_for_another_with_the_passphrase(view: View, keys: Keys) -> None:
    keys.required = keys.needs_key_file = True

    fields = PassphrasePresenter(view, keys, "anna", at_once).fields()

    assert [field.code for field in fields] == ["old", "passphrase", "passphrase-again"]


def test_one_makes_a_key_file_and_needs_none_any_more_with_the_passphrase_only(keys: Keys) -> None:
    view = OfKeyFile()
    presenter = KeyFilePresenter(view, keys, at_once)
    presenter.show()
    assert "passphrase alone" in view.model.text
    assert not can_need_none(view)
    presenter.make({"old": "", "key-file": ""})
    assert set(view.errors) == {"old", "key-file"}
    presenter.make({"old": "wrong", "key-file": STICK})
    assert view.problem == WrongPassphrase().describe()
    assert not keys.needs_key_file

    presenter.make({"old": OLD, "key-file": STICK})
    assert keys.places == [Path(STICK)]
    assert "The key file is made." in view.done
    assert can_need_none(view)

    presenter.need_none({"old": "", "key-file": ""})
    assert set(view.errors) == {"old"}
    presenter.need_none({"old": OLD, "key-file": ""})
    assert not keys.needs_key_file
    assert view.done == "You need no key file any more."


def test_where_everybody_needs_one_nobody_is_offered_to_need_none(keys: Keys) -> None:
    keys.required = keys.needs_key_file = True
    view = OfKeyFile()

    KeyFilePresenter(view, keys, at_once).show()

    assert not view.model.can_need_none


def test_whoever_has_none_where_everybody_needs_one_is_told_so(keys: Keys) -> None:
    keys.required = True
    view = OfKeyFile()

    KeyFilePresenter(view, keys, at_once).show()

    assert "you have none yet" in view.model.text
