"""Follow-ups keep to reach, order and day, in the vault exactly as in memory."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from screening_app.domain.access import Access, Role
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.follow_up import FollowUp, FollowUpKind, FollowUpOutcome
from screening_app.domain.ids import PersonId, UserId
from screening_app.domain.person import CaseKind, IdentityKind, Person
from screening_app.services.ports import Records
from screening_app.vault.opened import OpenVault
from tests.helpers import fakes
from tests.helpers.fake_records import FakeRecords
from tests.vault.making import CLOCK, ENTROPY, Begun

DAY = dt.date(2026, 11, 23)
WEEK = DAY + dt.timedelta(days=7)


@dataclass(frozen=True)
class Kept:
    """Records with a person, somebody who may open the person and somebody who may not."""

    records: Records
    person: PersonId
    access: Access
    stranger: Access

    def add(self, days: int = 0, *, to: UserId | None = None) -> FollowUp:
        """Store something due some days after the day."""
        one = FollowUp(
            id=ENTROPY.new_id(),
            person=self.person,
            kind=FollowUpKind.CONTACT,
            due_on=DAY + dt.timedelta(days=days),
            created_at=CLOCK.now(),
            created_by=self.access.user,
            assigned_to=to,
        )
        with self.records.write() as uow:
            uow.follow_ups.add(one, access=self.access)
            uow.commit()
        return one

    def waiting(self, access: Access, limit: int = 10) -> list[str]:
        """Return the ids of what waits within a week."""
        with self.records.read() as uow:
            return [one.id for one in uow.follow_ups.waiting(WEEK, access=access, limit=limit)]


@pytest.fixture(params=["vault", "memory"])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    """Return the records of an open vault, then the ones in memory."""
    if request.param == "vault":
        vault: OpenVault = request.getfixturevalue("vault")
        begun: Begun = request.getfixturevalue("begun")
        stranger: Access = request.getfixturevalue("colleague")
        yield Kept(vault.records, begun.person.id, begun.access, stranger)
        return
    anna, berit = fakes.user(), fakes.user("berit")
    records = FakeRecords(fakes.unit(), [anna, berit])
    access, other = (
        Access(user=one.id, role=Role.STAFF, unit=one.unit, regime=records.tables.unit.regime)
        for one in (anna, berit)
    )
    person = Person(
        id=PersonId(ENTROPY.new_id()),
        unit=anna.unit,
        kind=CaseKind.PSEUDONYM,
        case_number="K001-TEST",
        identity_kind=IdentityKind.UNKNOWN,
        created_at=CLOCK.now(),
    )
    with records.write() as uow:
        uow.persons.add(person, access=access)
        uow.commit()
    yield Kept(records, person.id, access, other)


def test_what_is_stored_comes_back(kept: Kept) -> None:
    one = kept.add(to=kept.access.user)

    with kept.records.read() as uow:
        assert uow.follow_ups.get(one.id, access=kept.access) == one
        assert list(uow.follow_ups.of_person(kept.person, access=kept.access)) == [one]


def test_what_waits_is_what_is_due_by_the_day_the_longest_due_first(kept: Kept) -> None:
    later, soon, overdue = kept.add(8), kept.add(7), kept.add(-30)

    assert kept.waiting(kept.access) == [overdue.id, soon.id]
    assert kept.waiting(kept.access, limit=1) == [overdue.id]
    with kept.records.read() as uow:
        assert uow.follow_ups.count_waiting(WEEK, access=kept.access) == 2
        assert uow.follow_ups.count_waiting(later.due_on, access=kept.access) == 3


def test_what_is_done_waits_no_more_and_changes_no_more(kept: Kept) -> None:
    one = kept.add()
    done = replace(one, done_at=CLOCK.now(), outcome=FollowUpOutcome.DONE)
    with kept.records.write() as uow:
        uow.follow_ups.change(done, access=kept.access)
        uow.commit()

    assert kept.waiting(kept.access) == []
    with kept.records.write() as uow, pytest.raises(PersonNotFound):
        uow.follow_ups.change(replace(one, due_on=WEEK), access=kept.access)
    with kept.records.read() as uow:
        assert uow.follow_ups.get(one.id, access=kept.access) == done


def test_nobody_out_of_reach_adds_sees_counts_or_changes_anything(kept: Kept) -> None:
    one = kept.add()
    stranger = kept.stranger

    assert kept.waiting(stranger) == []
    with kept.records.read() as uow:
        assert uow.follow_ups.count_waiting(WEEK, access=stranger) == 0
        with pytest.raises(PersonNotFound):
            uow.follow_ups.get(one.id, access=stranger)
    with kept.records.write() as uow:
        with pytest.raises(PersonNotFound):
            uow.follow_ups.change(replace(one, due_on=WEEK), access=stranger)
        with pytest.raises(PersonNotFound):
            uow.follow_ups.add(replace(one, id=ENTROPY.new_id()), access=stranger)


def test_an_administrator_sees_nothing_although_a_relation_stands(kept: Kept) -> None:
    kept.add()

    assert kept.waiting(replace(kept.access, role=Role.ADMINISTRATOR)) == []


def test_what_was_given_to_somebody_who_may_not_open_the_person_is_everybodys(kept: Kept) -> None:
    one = kept.add(to=kept.stranger.user)

    assert kept.waiting(kept.access) == [one.id]


def test_only_those_who_may_open_the_person_can_take_something(kept: Kept) -> None:
    with kept.records.read() as uow:
        assert list(uow.follow_ups.takers(kept.person, access=kept.access)) == [kept.access.user]


def test_a_follow_up_is_done_with_an_outcome_or_not_at_all() -> None:
    with pytest.raises(ValueError, match="go together"):
        FollowUp(
            id="1",
            person=PersonId("1"),
            kind=FollowUpKind.PLAN,
            due_on=DAY,
            created_at=CLOCK.now(),
            created_by=UserId("anna"),
            outcome=FollowUpOutcome.DONE,
        )
