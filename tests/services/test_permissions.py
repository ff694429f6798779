"""A permission says who, when and where, is written by a method lead, and is on record."""

import datetime as dt

import pytest

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import AccessDenied
from screening_app.questionnaire.errors import FormNotFound
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.errors import BrokenSetting, PermissionIncomplete, PermissionNotNeeded
from screening_app.services.permissions import Permission, permissions, record_permission, withdraw_permission
from screening_app.services.session import Session
from tests.helpers import fakes

HARK = "https://samtalsstod.example/instruments/hark"
DAY = dt.date(2026, 11, 1)
ADAPTED = {
    *("aas", "audit-c", "da-5", "dash-ric", "e-hits", "easi", "hark", "hits", "pvs", "wast", "wast-short"),
}


@pytest.fixture
def lead(library: FileFormLibrary) -> Session:
    """Return the session of a method lead."""
    return fakes.session(library, as_user=fakes.user("lena", Role.METHOD_LEAD))


def tables(session: Session) -> fakes.Tables:
    """Return what is stored."""
    assert isinstance(session.records, fakes.FakeRecords)
    return session.records.tables


def recorded(session: Session, url: str = HARK) -> Permission | None:
    """Return what is recorded for a form."""
    return next(one.permission for one in permissions(session) if one.url == url)


def test_every_adapted_instrument_waits_for_its_owner(lead: Session) -> None:
    found = permissions(lead)

    assert {one.url.rpartition("/")[2] for one in found} == ADAPTED
    assert all(one.permission is None and one.owner and one.licence for one in found)


@pytest.mark.parametrize("name", ["hark", HARK, f"{HARK}|1.0.0"])
def test_who_when_and_where_are_kept_with_who_wrote_it(lead: Session, name: str) -> None:
    given = record_permission(lead, name, who="  A.  Owner ", on=DAY, where="letter 12")

    assert recorded(lead) == given == Permission(who="A. Owner", on=DAY, where="letter 12", by=lead.user.id)


def test_recording_and_withdrawing_are_on_record_without_a_name(lead: Session) -> None:
    record_permission(lead, "hark", who="A. Owner", on=DAY, where="letter 12")
    withdraw_permission(lead, "hark")

    given, taken = tables(lead).audit[-2:]
    assert (given.action, given.object) == (AuditAction.PERMISSION_RECORDED, HARK)
    assert (taken.action, taken.object) == (AuditAction.PERMISSION_WITHDRAWN, HARK)
    assert "2026-11-01" in str(given.body)
    assert "Owner" not in str(given.body)
    assert recorded(lead) is None


def test_a_permission_can_be_recorded_anew(lead: Session) -> None:
    record_permission(lead, "hark", who="A. Owner", on=DAY, where="letter 12")
    withdraw_permission(lead, "hark")
    record_permission(lead, "hark", who="B. Heir", on=DAY, where="letter 13")

    found = recorded(lead)
    assert found is not None
    assert found.who == "B. Heir"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.METHOD_LEAD])
def test_only_a_method_lead_records_and_withdraws(library: FileFormLibrary, role: Role) -> None:
    session = fakes.session(library, as_user=fakes.user("anna", role))

    with pytest.raises(AccessDenied):
        record_permission(session, "hark", who="A. Owner", on=DAY, where="letter 12")
    with pytest.raises(AccessDenied):
        withdraw_permission(session, "hark")

    assert not tables(session).settings
    assert [event.action for event in tables(session).audit] == [AuditAction.REFUSED] * 2


@pytest.mark.parametrize(
    ("who", "on", "where"),
    [
        (" ", DAY, "letter"),
        ("Owner", DAY, "\t"),
        ("o" * 201, DAY, "letter"),
        ("Owner", DAY, "l" * 201),
        ("Owner", dt.date(2026, 11, 23), "letter"),
    ],
)
def test_a_permission_that_says_too_little_is_refused(
    lead: Session, who: str, on: dt.date, where: str
) -> None:
    with pytest.raises(PermissionIncomplete):
        record_permission(lead, "hark", who=who, on=on, where=where)

    assert recorded(lead) is None


def test_a_form_that_needs_none_or_is_none_is_named(lead: Session) -> None:
    with pytest.raises(PermissionNotNeeded):
        record_permission(lead, "odara", who="A. Owner", on=DAY, where="letter 12")
    with pytest.raises(FormNotFound):
        withdraw_permission(lead, "horoscope")


@pytest.mark.parametrize(
    "stored", ["{", "[]", "7", '{"who": "A"}', '{"who": "A", "on": "soon", "where": "", "by": ""}']
)
def test_a_stored_permission_that_cannot_be_read_is_damage(lead: Session, stored: str) -> None:
    tables(lead).settings[f"permission:{HARK}"] = stored

    with pytest.raises(BrokenSetting):
        permissions(lead)
