"""Keys are given by an administrator, and in set-up by the one user there is."""

import pytest

from screening_app.domain.access import Role
from screening_app.domain.errors import AccessDenied
from screening_app.services.colleagues import check_may_add
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.helpers.fake_records import FakeRecords


def beside(desk: Session, role: Role) -> Session:
    """Return the session of a second user of the desk's vault."""
    assert isinstance(desk.records, FakeRecords)
    return fakes.session(desk.forms, records=desk.records, as_user=fakes.user("bo", role))


def test_the_first_user_gives_the_second_a_key(desk: Session) -> None:
    check_may_add(desk)


@pytest.mark.parametrize("role", set(Role) - {Role.ADMINISTRATOR})
def test_among_several_only_an_administrator_gives_keys(desk: Session, role: Role) -> None:
    other = beside(desk, role)

    for session in (desk, other):
        with pytest.raises(AccessDenied):
            check_may_add(session)


def test_an_administrator_gives_keys(desk: Session) -> None:
    check_may_add(beside(desk, Role.ADMINISTRATOR))
