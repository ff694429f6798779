"""Files kept with conversations, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from screening_app.domain.access import Access
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.domain.person import Person
from screening_app.domain.records import Attachment


class KeepsAttachments(Protocol):
    """The tables that hold them."""

    attachments: dict[str, tuple[Attachment, bytes | None]]

    def reach(self, person_id: PersonId, access: Access) -> Person:
        """Return a person within reach, else raise."""


class FakeAttachments:
    """Port ``AttachmentRepository`` in memory."""

    def __init__(self, tables: KeepsAttachments) -> None:
        self._t = tables

    def add(self, attachment: Attachment, content: bytes, *, access: Access) -> None:
        self._t.reach(attachment.person, access)
        self._t.attachments[attachment.id] = (attachment, content)

    def of_screening(self, screening_id: ScreeningId, *, access: Access) -> Sequence[Attachment]:
        own = [one for one, _ in self._t.attachments.values() if one.screening == screening_id]
        return [one for one in own if self._is_within_reach(one, access)]

    def _is_within_reach(self, attachment: Attachment, access: Access) -> bool:
        try:
            self._t.reach(attachment.person, access)
        except PersonNotFound:
            return False
        return True

    def content(self, attachment_id: str, *, access: Access) -> bytes | None:
        found = self._t.attachments.get(attachment_id)
        return found[1] if found is not None and self._is_within_reach(found[0], access) else None

    def erase(self, attachment_id: str, *, access: Access) -> None:
        found = self._t.attachments.get(attachment_id)
        if found is None or not self._is_within_reach(found[0], access):
            raise PersonNotFound
        self._t.attachments[attachment_id] = (replace(found[0], size=0), None)
