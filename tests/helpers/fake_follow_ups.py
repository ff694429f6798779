"""Follow-ups in memory, with the reach and the order of the real ones."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from screening_app.domain.access import Access
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.follow_up import FollowUp
from screening_app.domain.ids import PersonId, UserId

if TYPE_CHECKING:
    from tests.helpers.fake_records import Tables


class FakeFollowUps:
    """What is to be done later."""

    def __init__(self, tables: "Tables") -> None:
        self._t = tables

    def add(self, new: FollowUp, *, access: Access) -> None:
        self._t.reach(new.person, access)
        self._t.follow_ups[new.id] = new

    def get(self, follow_up_id: str, *, access: Access) -> FollowUp:
        found = self._t.follow_ups.get(follow_up_id)
        if found is None:
            raise PersonNotFound
        self._t.reach(found.person, access)
        return found

    def change(self, changed: FollowUp, *, access: Access) -> None:
        if not self.get(changed.id, access=access).is_open:
            raise PersonNotFound
        self._t.follow_ups[changed.id] = changed

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[FollowUp]:
        self._t.reach(person_id, access)
        return _in_order([one for one in self._t.follow_ups.values() if one.person == person_id])

    def waiting(self, until: dt.date, *, access: Access, limit: int) -> Sequence[FollowUp]:
        return _in_order(self._waiting(until, access))[:limit]

    def count_waiting(self, until: dt.date, *, access: Access) -> int:
        return len(self._waiting(until, access))

    def takers(self, person_id: PersonId, *, access: Access) -> Sequence[UserId]:
        self._t.reach(person_id, access)
        related = [user for user, person in self._t.relations if person == person_id]
        return sorted(user for user in related if self._t.users[user].active)

    def _waiting(self, until: dt.date, access: Access) -> list[FollowUp]:
        own = [one for one in self._t.follow_ups.values() if one.is_open and one.due_on <= until]
        return [one for one in own if self._is_near(one, access) and self._is_for(one, access)]

    def _is_near(self, one: FollowUp, access: Access) -> bool:
        try:
            self._t.reach(one.person, access)
        except PersonNotFound:
            return False
        return True

    def _is_for(self, one: FollowUp, access: Access) -> bool:
        return one.assigned_to in {None, access.user} or one.assigned_to not in self.takers(
            one.person, access=access
        )


def _in_order(found: list[FollowUp]) -> list[FollowUp]:
    return sorted(found, key=lambda one: (one.due_on, one.id))
