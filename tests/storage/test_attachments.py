"""Files kept with conversations: for those within reach only, and gone when erased."""

import hashlib

import pytest

from screening_app.domain.access import Access
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.records import Attachment
from screening_app.vault.opened import OpenVault
from tests.vault.making import CLOCK, ENTROPY, Begun

CONTENT = "en bild av ett märke".encode()


def attachment(begun: Begun) -> Attachment:
    """Return a picture's head."""
    return Attachment(
        id=ENTROPY.new_id(),
        person=begun.person.id,
        screening=begun.screening.id,
        media_type="image/jpeg",
        content_class="finding",
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        size=len(CONTENT),
        recorded_at=CLOCK.now(),
        recorded_by=begun.access.user,
    )


def kept(vault: OpenVault, begun: Begun) -> Attachment:
    """Keep a picture."""
    new = attachment(begun)
    with vault.records.write() as uow:
        uow.attachments.add(new, CONTENT, access=begun.access)
        uow.commit()
    return new


def test_a_file_comes_back_as_it_was_kept(vault: OpenVault, begun: Begun) -> None:
    new = kept(vault, begun)

    with vault.records.read() as uow:
        assert list(uow.attachments.of_screening(begun.screening.id, access=begun.access)) == [new]
        assert uow.attachments.content(new.id, access=begun.access) == CONTENT


def test_nobody_out_of_reach_adds_sees_or_erases_a_file(
    vault: OpenVault, begun: Begun, colleague: Access
) -> None:
    new = kept(vault, begun)

    with vault.records.write() as uow:
        with pytest.raises(PersonNotFound):
            uow.attachments.add(attachment(begun), CONTENT, access=colleague)
        with pytest.raises(PersonNotFound):
            uow.attachments.erase(new.id, access=colleague)
    with vault.records.read() as uow:
        assert list(uow.attachments.of_screening(begun.screening.id, access=colleague)) == []
        assert uow.attachments.content(new.id, access=colleague) is None
        assert uow.attachments.content(new.id, access=begun.access) == CONTENT


def test_an_erased_file_leaves_its_digest_and_no_content(vault: OpenVault, begun: Begun) -> None:
    new = kept(vault, begun)
    with vault.records.write() as uow:
        uow.attachments.erase(new.id, access=begun.access)
        uow.commit()

    with vault.records.read() as uow:
        (head,) = uow.attachments.of_screening(begun.screening.id, access=begun.access)
        assert (head.size, head.sha256) == (0, new.sha256)
        assert uow.attachments.content(new.id, access=begun.access) is None
