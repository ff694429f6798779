"""Notes beside a person's conversations: kept as they were written, for those within reach only."""

import pytest

from screening_app.domain.access import Access
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.records import CaseNote
from screening_app.vault.opened import OpenVault
from tests.vault.making import CLOCK, ENTROPY, Begun


def note(begun: Begun) -> CaseNote:
    """Return a note."""
    return CaseNote(
        id=ENTROPY.new_id(),
        person=begun.person.id,
        kind="note",
        body='{"kind":"emergency"}',
        salt=ENTROPY.salt(),
        hash=bytes(32),
        recorded_at=CLOCK.now(),
        recorded_by=begun.access.user,
    )


def test_notes_come_back_in_the_order_they_were_written(vault: OpenVault, begun: Begun) -> None:
    written = [note(begun), note(begun)]
    with vault.records.write() as uow:
        for one in written:
            uow.notes.add(one, access=begun.access)
        uow.commit()

    with vault.records.read() as uow:
        assert list(uow.notes.of_person(begun.person.id, access=begun.access)) == written


def test_nobody_out_of_reach_adds_or_reads_a_note(vault: OpenVault, begun: Begun, colleague: Access) -> None:
    with vault.records.write() as uow:
        uow.notes.add(note(begun), access=begun.access)
        uow.commit()

    with vault.records.write() as uow, pytest.raises(PersonNotFound):
        uow.notes.add(note(begun), access=colleague)
    with vault.records.read() as uow:
        assert list(uow.notes.of_person(begun.person.id, access=colleague)) == []
