"""The unit's routine: written by a method lead, every version kept and on record (L-25, W-1)."""

import datetime as dt
import hashlib
import json
from dataclasses import replace

import pytest

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.ids import StepId
from screening_app.domain.person import CaseKind
from screening_app.domain.unit_routine import (
    MAY_BE_EMPTY,
    ConsentNeed,
    LocalContact,
    Reach,
    RoutineItem,
    UnitRoutine,
    is_stale,
    months_later,
)
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import resume_conversation, start_conversation
from screening_app.services.errors import BrokenSetting, RoleDenied
from screening_app.services.people import NewPerson, register_person
from screening_app.services.permissions import record_permission
from screening_app.services.session import Session
from screening_app.services.unit_routine import (
    SETTING,
    ContactIncomplete,
    IntervalOutOfRange,
    RoutineTextTooLong,
    StepNotSwitchable,
    TooManyContacts,
    choose_reach,
    confirm_contact,
    earlier_routine,
    names_of,
    remove_contact,
    routine_of,
    save_contact,
    set_interval,
    switch_step,
    switchable_steps,
    write_item,
)
from screening_app.services.unit_routine_text import MOST_CONTACTS, read_routine, routine_text
from tests.gui.shell.desk import tables
from tests.helpers import fakes
from tests.services.conftest import ready_to_ask, say

CONTACT = LocalContact(id="own-1", need="social", name="Socialjouren", number="010-555 02 00")


@pytest.fixture
def lead(library: FileFormLibrary) -> Session:
    """Return the session of a method lead."""
    return fakes.session(library, as_user=fakes.user("malin", Role.METHOD_LEAD))


def staff_beside(lead: Session, library: FileFormLibrary) -> Session:
    """Return a session of staff on the same vault."""
    records = lead.records
    assert isinstance(records, fakes.FakeRecords)
    return fakes.session(library, records=records)


def test_before_anybody_wrote_anything_every_item_of_the_checklist_is_missing(desk: Session) -> None:
    routine = routine_of(desk)

    assert routine == UnitRoutine()
    assert set(routine.missing) == set(RoutineItem) - MAY_BE_EMPTY
    assert len(routine.missing) == 18


def test_what_a_method_lead_writes_is_read_by_staff(lead: Session, library: FileFormLibrary) -> None:
    write_item(lead, RoutineItem.WHEN, "  Vid inskrivning.\r\nOch i vecka 25.\x00 ")

    routine = routine_of(staff_beside(lead, library))

    assert routine.texts[RoutineItem.WHEN] == "Vid inskrivning.\nOch i vecka 25."
    assert routine.written[RoutineItem.WHEN].by == "malin"
    assert routine.version == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.METHOD_LEAD])
def test_nobody_else_writes_it_and_the_attempt_is_on_record(library: FileFormLibrary, role: Role) -> None:
    other = fakes.session(library, as_user=fakes.user("bo", role))

    with pytest.raises(RoleDenied):
        write_item(other, RoutineItem.WHEN, "Aldrig")

    assert routine_of(other) == UnitRoutine()
    last = tables(other).audit[-1]
    assert last.action is AuditAction.REFUSED
    assert json.loads(last.body or "")["deed"] == "edit-routine"


def test_every_version_is_kept_and_the_chain_proves_it(lead: Session) -> None:
    write_item(lead, RoutineItem.WHEN, "Vid inskrivning")
    write_item(lead, RoutineItem.WHEN, "Vid varje besök")

    first = earlier_routine(lead, 1)

    assert first is not None
    assert first.texts[RoutineItem.WHEN] == "Vid inskrivning"
    assert earlier_routine(lead, 2) == routine_of(lead)
    assert earlier_routine(lead, 3) is None
    events = [json.loads(one.body or "") for one in tables(lead).audit]
    assert [one["version"] for one in events] == [1, 2]
    for event in events:
        kept = tables(lead).settings[f"{SETTING}:{event['version']}"]
        assert event["sha256"] == hashlib.sha256(kept.encode()).hexdigest()
        assert event["item"] == "when"
        assert "inskrivning" not in json.dumps(event)


def test_saving_the_same_again_makes_no_version(lead: Session) -> None:
    write_item(lead, RoutineItem.WHEN, "Vid inskrivning")
    write_item(lead, RoutineItem.WHEN, "Vid inskrivning ")

    assert routine_of(lead).version == 1
    assert len(tables(lead).audit) == 1


def test_an_item_that_is_emptied_is_missing_again(lead: Session) -> None:
    write_item(lead, RoutineItem.HOW, "Frågorna i formuläret")
    assert RoutineItem.HOW not in routine_of(lead).missing

    write_item(lead, RoutineItem.HOW, "  ")

    assert RoutineItem.HOW in routine_of(lead).missing


def test_who_is_asked_needs_both_the_rule_and_the_words(lead: Session) -> None:
    choose_reach(lead, Reach.GROUPS)
    assert RoutineItem.WHICH in routine_of(lead).missing

    write_item(lead, RoutineItem.WHICH, "Alla gravida")

    assert RoutineItem.WHICH not in routine_of(lead).missing
    assert routine_of(lead).reach is Reach.GROUPS


def test_a_text_that_is_too_long_is_refused_whole(lead: Session) -> None:
    with pytest.raises(RoutineTextTooLong):
        write_item(lead, RoutineItem.WHEN, "x" * 2_001)

    assert routine_of(lead) == UnitRoutine()


def test_what_holds_no_text_takes_none(lead: Session) -> None:
    with pytest.raises(ValueError, match="interval"):
        write_item(lead, RoutineItem.INTERVAL, "6")


@pytest.mark.parametrize("months", [0, -1, 121])
def test_an_interval_that_cannot_be_meant_is_refused(lead: Session, months: int) -> None:
    with pytest.raises(IntervalOutOfRange):
        set_interval(lead, months)


def test_an_interval_can_be_set_and_taken_back(lead: Session) -> None:
    assert set_interval(lead, 6).months == 6
    assert set_interval(lead, None).months is None


# Contacts


def test_a_contact_counts_for_the_list_once_somebody_has_confirmed_it(lead: Session) -> None:
    save_contact(lead, CONTACT)
    assert RoutineItem.CONTACTS in routine_of(lead).missing

    routine = confirm_contact(lead, "own-1")

    assert RoutineItem.CONTACTS not in routine.missing
    assert routine.contacts[0].confirmed_on == lead.today()
    assert routine.contacts[0].confirmed_by == "malin"


def test_a_number_that_changed_has_to_be_confirmed_anew(lead: Session) -> None:
    save_contact(lead, CONTACT)
    confirm_contact(lead, "own-1")

    same = save_contact(lead, replace(CONTACT, hours="Dygnet runt", consent=ConsentNeed.NEEDED))
    assert same.contacts[0].confirmed_on is not None
    changed = save_contact(lead, replace(CONTACT, number="010-555 03 00"))

    assert changed.contacts[0].confirmed_on is None
    assert len(changed.contacts) == 1


def test_nobody_confirms_a_contact_by_saving_it(lead: Session) -> None:
    saved = save_contact(lead, replace(CONTACT, confirmed_on=dt.date(2026, 1, 1)))

    assert saved.contacts[0].confirmed_on is None


@pytest.mark.parametrize("broken", [{"name": " "}, {"number": ""}, {"hours": "x" * 201}])
def test_a_contact_that_helps_nobody_is_refused(lead: Session, broken: dict[str, str]) -> None:
    with pytest.raises(ContactIncomplete):
        save_contact(lead, LocalContact(**{**_plain(), **broken}))  # type: ignore[arg-type]


def _plain() -> dict[str, object]:
    return {"id": "own-1", "need": "social", "name": "Socialjouren", "number": "1"}


def test_the_list_has_an_end(lead: Session) -> None:
    for number in range(MOST_CONTACTS):
        save_contact(lead, replace(CONTACT, id=f"own-{number}"))

    with pytest.raises(TooManyContacts):
        save_contact(lead, replace(CONTACT, id="one-more"))


def test_a_contact_that_is_taken_away_stays_in_the_earlier_version(lead: Session) -> None:
    save_contact(lead, CONTACT)

    assert remove_contact(lead, "own-1").contacts == ()

    earlier = earlier_routine(lead, 1)
    assert earlier is not None
    assert earlier.contacts[0].name == "Socialjouren"


@pytest.mark.parametrize(
    ("confirmed", "stale"),
    [
        (None, True),
        (dt.date(2026, 5, 21), True),
        (dt.date(2026, 5, 22), False),
        (dt.date(2026, 11, 22), False),
    ],
)
def test_a_contact_is_stale_after_six_months(confirmed: dt.date | None, stale: bool) -> None:
    assert is_stale(confirmed, dt.date(2026, 11, 22), 6) is stale


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2026, 6, 15), 6, dt.date(2026, 12, 15)),
        (dt.date(2023, 8, 31), 6, dt.date(2024, 2, 29)),
        (dt.date(2026, 1, 1), 24, dt.date(2028, 1, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_its_month(
    day: dt.date, months: int, later: dt.date
) -> None:
    assert months_later(day, months) == later


# Optional steps


def test_a_step_that_is_off_is_no_part_of_a_conversation_until_it_is_on_again(
    lead: Session, library: FileFormLibrary
) -> None:
    pathway = library.find_pathway("pathway-health")
    staff = staff_beside(lead, library)
    switch_step(lead, pathway, "w4-hark", on=False)
    person = register_person(staff, NewPerson(kind=CaseKind.PSEUDONYM))

    begun = start_conversation(staff, person.id, "pathway-health")

    assert not begun.step(StepId("w4-hark")).enabled
    assert not ready_to_ask(staff, begun).step(StepId("w4-hark")).enabled
    switch_step(lead, pathway, "w4-hark", on=True)
    assert resume_conversation(staff, begun.screening.id).step(StepId("w4-hark")).enabled


def test_what_was_answered_in_a_step_stays_when_the_unit_turns_it_off(
    lead: Session, library: FileFormLibrary
) -> None:
    record_permission(lead, "hark", who="Owner", on=dt.date(2026, 1, 1), where="Letter 1")
    staff = staff_beside(lead, library)
    person = register_person(staff, NewPerson(kind=CaseKind.PSEUDONYM))
    begun = ready_to_ask(staff, start_conversation(staff, person.id, "pathway-health"))
    form = begun.records[StepId("w4-hark")].evaluation.form
    first = next(item for item in form.questionnaire.item if item.is_answerable)
    begun = say(staff, begun, "w4-hark", {first.link_id: first.answer_option[0].code})

    switch_step(lead, library.find_pathway("pathway-health"), "w4-hark", on=False)

    assert resume_conversation(staff, begun.screening.id).step(StepId("w4-hark")).enabled


@pytest.mark.parametrize("step", ["w2-safe-check", "w4-ask", "w5-danger", "w9-plan", "no-such-step"])
def test_a_step_that_a_safe_conversation_needs_cannot_be_turned_off(
    lead: Session, library: FileFormLibrary, step: str
) -> None:
    with pytest.raises(StepNotSwitchable):
        switch_step(lead, library.find_pathway("pathway-health"), step, on=False)


def test_no_shipped_step_with_a_gate_can_be_turned_off(library: FileFormLibrary) -> None:
    found = [library.pathway(name) for name in library.pathways()]

    assert any(switchable_steps(pathway) for pathway in found)
    for pathway in found:
        assert all(step.gate is None for step in switchable_steps(pathway))


# What is kept


def test_a_routine_comes_back_as_it_was_kept(lead: Session) -> None:
    choose_reach(lead, Reach.EVERYONE)
    set_interval(lead, 12)
    save_contact(lead, CONTACT)
    confirm_contact(lead, "own-1")
    kept = write_item(lead, RoutineItem.REPORT, "Ring, skriv, skicka.")

    assert read_routine(routine_text(kept)) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '{"version": 1}',
        '{"version":0,"texts":{},"reach":null,"months":null,"steps_off":[],"contacts":[],"written":{}}',
        '{"version":1,"texts":{"no-such":"x"},"reach":null,"months":null,"steps_off":[],"contacts":[],"written":{}}',
        '{"version":1,"texts":{"steps":"x"},"reach":null,"months":null,"steps_off":[],"contacts":[],"written":{}}',
        '{"version":1,"texts":{},"reach":null,"months":0,"steps_off":[],"contacts":[],"written":{}}',
        '{"version":1,"texts":{},"reach":null,"months":null,"steps_off":[],"contacts":[],"written":'
        '{"when":{"by":"a","at":"2026-01-01T00:00:00"}}}',
    ],
)
def test_a_text_that_is_no_routine_is_damage_and_repeats_nothing_of_itself(lead: Session, text: str) -> None:
    tables(lead).settings[SETTING] = text

    with pytest.raises(BrokenSetting) as raised:
        routine_of(lead)

    assert raised.value.__cause__ is None


def test_names_are_those_of_the_users(lead: Session) -> None:
    assert names_of(lead)["malin"] == "Malin"
