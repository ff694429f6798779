"""A unit of work stores everything or nothing, and writers take turns."""

import threading
from dataclasses import replace

import pytest

from screening_app.domain.answers import PartialDate
from screening_app.domain.codec import AnswerUnreadable
from screening_app.domain.errors import DamagedData
from screening_app.services.session import Session
from screening_app.services.unlock import record_unlock
from screening_app.storage.errors import DamagedRecord, RecordRefused, UserNotFound
from screening_app.vault.cipher import connect
from screening_app.vault.keys import database_key
from screening_app.vault.opened import OpenVault
from tests.helpers.fakes import FakeClock
from tests.vault.making import ENTROPY, Begun, answered, new_person, reopen, save, stored_numbers


class Unhappy(Exception):
    """Something that goes wrong in a use case."""


def test_what_is_not_committed_is_not_stored(vault: OpenVault, begun: Begun) -> None:
    with vault.records.write() as uow:
        uow.screenings.add_event(answered(begun, 1), access=begun.access)

    assert stored_numbers(vault) == []


def test_an_error_rolls_back_and_the_next_one_may_write(vault: OpenVault, begun: Begun) -> None:
    def go_wrong() -> None:
        with vault.records.write() as uow:
            uow.screenings.add_event(answered(begun, 1), access=begun.access)
            raise Unhappy

    with pytest.raises(Unhappy):
        go_wrong()
    save(vault, answered(begun, 1), access=begun.access)
    assert stored_numbers(vault) == [1]


def test_a_row_that_breaks_a_rule_says_nothing_of_its_values(vault: OpenVault, begun: Begun) -> None:
    with vault.records.write() as uow, pytest.raises(RecordRefused) as caught:
        uow.persons.add(begun.person, access=begun.access)

    error: BaseException | None = caught.value
    while error is not None:
        said = f"{error!r} {error} {error.args} {vars(error)}"
        assert begun.person.name is not None
        assert begun.person.name not in said
        assert begun.person.case_number not in said
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def test_a_reader_commits_nothing(vault: OpenVault) -> None:
    with vault.records.read() as uow, pytest.raises(RuntimeError):
        uow.commit()


def test_a_reader_sees_the_state_of_its_beginning_and_makes_no_answer_wait(
    vault: OpenVault, begun: Begun
) -> None:
    with vault.records.read() as reader:
        assert reader.screenings.events(begun.response.id, access=begun.access) == ()
        save(vault, answered(begun, 1), access=begun.access)
        assert reader.screenings.events(begun.response.id, access=begun.access) == ()

    assert stored_numbers(vault) == [1]


def test_two_threads_write_one_after_the_other(vault: OpenVault, begun: Begun) -> None:
    lock, failures = threading.Lock(), list[Exception]()
    numbers = iter(range(1, 21))

    def work() -> None:
        for _ in range(10):
            try:
                with vault.records.write() as uow, lock:
                    event = answered(begun, next(numbers))
                    uow.screenings.add_event(event, access=begun.access)
                    uow.commit()
            except Exception as error:  # noqa: BLE001 (told in the main thread)
                failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert stored_numbers(vault) == list(range(1, 21))


def test_closing_twice_is_allowed_and_leaves_no_log(vault: OpenVault, begun: Begun) -> None:
    vault.close()
    vault.close()

    assert not list(vault.folder.glob("*-wal"))
    assert begun.person.id


def test_settings_are_stored_and_changed(vault: OpenVault) -> None:
    with vault.records.write() as uow:
        assert uow.office.setting("place") is None
        uow.office.store_setting("place", "1")
        uow.office.store_setting("place", "2")
        uow.commit()

    with vault.records.read() as uow:
        assert uow.office.setting("place") == "2"
        assert uow.office.users() == (vault.user,)
        assert uow.office.user(vault.user.id) == vault.user
        with pytest.raises(UserNotFound):
            uow.office.user(replace(vault.user, id="NOBODY").id)  # type: ignore[arg-type]


def test_a_damaged_row_is_said_to_be_damaged_without_its_text(vault: OpenVault, begun: Begun) -> None:
    save(vault, answered(begun, 1), access=begun.access)
    key = database_key(vault.vault_key, vault.header.id, vault.header.cipher)
    vault.close()
    raw = connect(vault.folder / vault.header.database, key, mode="write")
    raw.execute("DROP TRIGGER answer_event_kept")
    raw.execute('UPDATE answer_event SET answer = \'{"values": [{"secret": 1}]}\'')
    raw.close()

    opened = reopen(vault.folder)
    with opened.records.read() as uow, pytest.raises(AnswerUnreadable) as caught:
        uow.screenings.events(begun.response.id, access=begun.access)

    assert isinstance(caught.value, DamagedData)
    assert "secret" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    opened.close()


def test_a_damaged_column_names_its_table_only(vault: OpenVault, begun: Begun) -> None:
    key = database_key(vault.vault_key, vault.header.id, vault.header.cipher)
    vault.close()
    raw = connect(vault.folder / vault.header.database, key, mode="write")
    raw.execute("UPDATE person SET created_at = 'secret'")
    raw.close()

    opened = reopen(vault.folder)
    with opened.records.read() as uow, pytest.raises(DamagedRecord) as caught:
        uow.persons.get(begun.person.id, access=begun.access)

    assert "person" in caught.value.describe()
    assert caught.value.__suppress_context__
    opened.close()


def test_the_door_is_taken_in_with_the_unlock_and_once(vault: OpenVault) -> None:
    vault.door.append("wrong-passphrase", vault.user.id)
    session = session_of(vault)

    first = record_unlock(session, vault.door.pending, vault.header.keys_held)
    second = record_unlock(session, vault.door.pending, vault.header.keys_held)

    assert [event.kind for event in first.events] == ["wrong-passphrase"]
    assert second.events == ()
    assert not second.altered


def session_of(vault: OpenVault) -> Session:
    """Return a session of the vault's user; no form is asked for."""
    return Session(
        unit=vault.unit,
        user=vault.user,
        records=vault.records,
        signer=vault.signer,
        clock=FakeClock(),
        entropy=ENTROPY,
        forms=NoForms(),  # type: ignore[arg-type]
    )


class NoForms:
    """No form is asked for here."""


def test_a_person_comes_back_as_they_were(vault: OpenVault, begun: Begun) -> None:
    person = replace(new_person(vault), birth_date=PartialDate(1980, 2))
    with vault.records.write() as uow:
        uow.persons.add(person, access=begun.access)
        uow.commit()

    with vault.records.read() as uow:
        assert uow.persons.get(person.id, access=begun.access) == person


def test_a_name_with_a_zero_byte_is_refused_as_it_would_look_like_damage(
    vault: OpenVault, begun: Begun
) -> None:
    with vault.records.write() as uow, pytest.raises(RecordRefused):
        uow.persons.add(new_person(vault, name="Anna\0", number=None), access=begun.access)
