"""A unit's routine in the vault: written by a method lead, every version kept (L-25, W-1)."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction, Deed
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import StepId
from screening_app.domain.unit_routine import (
    MOST_MONTHS,
    NOT_TEXT,
    Checked,
    LocalContact,
    Reach,
    RoutineItem,
    UnitRoutine,
    Written,
)
from screening_app.i18n import N_
from screening_app.questionnaire.pathway import Pathway, Step
from screening_app.services.audit import record
from screening_app.services.errors import RoleDenied
from screening_app.services.ports import UnitOfWork
from screening_app.services.refusals import write_down_refusal
from screening_app.services.session import Session
from screening_app.services.unit_routine_text import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_CONTACTS,
    read_routine,
    routine_text,
)

SETTING = "unit-routine"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class RoutineTextTooLong(ScreeningAppError):
    """An item of the routine does not fit."""

    code = "routine/too-long"
    user_message = N_("The text is too long. Write at most {length} characters; nothing was saved.")


class IntervalOutOfRange(ScreeningAppError):
    """The time before asking again is not a usual one."""

    code = "routine/interval"
    user_message = N_("Write a whole number of months, from 1 to {most}.")


class ContactIncomplete(ScreeningAppError):
    """A contact without a name or a number helps nobody."""

    code = "routine/contact-incomplete"
    user_message = N_("Write at least a name and a telephone number, each at most {length} characters.")


class TooManyContacts(ScreeningAppError):
    """The list of contacts would be longer than anybody reads."""

    code = "routine/too-many-contacts"
    user_message = N_("There are {most} contacts already. Take one away first.")


class StepNotSwitchable(ScreeningAppError):
    """The pathway needs the step."""

    code = "routine/step-not-switchable"
    user_message = N_("That step cannot be turned off: a safe conversation needs it.")


def may_edit_routine(session: Session) -> bool:
    """Tell whether the routine is the user's to write."""
    return session.user.role is Role.METHOD_LEAD


def routine_of(session: Session) -> UnitRoutine:
    """Return the routine as it stands; an empty one before anybody wrote anything.

    Raises:
        BrokenSetting: If what is stored cannot be read.
    """
    with session.records.read() as uow:
        return routine_in(uow)


def routine_in(uow: UnitOfWork) -> UnitRoutine:
    """Return the routine within a transaction. Raises as ``routine_of``."""
    stored = uow.office.setting(SETTING)
    return UnitRoutine() if stored is None else read_routine(stored)


def earlier_routine(session: Session, version: int) -> UnitRoutine | None:
    """Return the routine as it stood in a version, the newest one too; ``None`` if there was none.

    Raises:
        BrokenSetting: If what is stored cannot be read.
    """
    with session.records.read() as uow:
        stored = uow.office.setting(_version_name(version))
    return None if stored is None else read_routine(stored)


def write_item(session: Session, item: RoutineItem, text: str) -> UnitRoutine:
    """Save the text of an item; empty takes it out.

    Raises:
        RoleDenied: If the user is not a method lead; the attempt is on record.
        RoutineTextTooLong: If it does not fit.
        ValueError: If the item holds something else than a text.
    """
    if item in NOT_TEXT:
        raise ValueError(item)
    said = _CONTROL.sub("", text.replace("\r\n", "\n")).strip()
    if len(said) > LONGEST_TEXT:
        raise RoutineTextTooLong(length=LONGEST_TEXT)

    def change(routine: UnitRoutine) -> UnitRoutine:
        texts = {one: was for one, was in routine.texts.items() if one is not item}
        return replace(routine, texts=texts | {item: said} if said else texts)

    return _change(session, item, change)


def choose_reach(session: Session, reach: Reach) -> UnitRoutine:
    """Save who is asked as a rule. Raises as ``write_item``."""
    return _change(session, RoutineItem.WHICH, lambda routine: replace(routine, reach=reach))


def set_interval(session: Session, months: int | None) -> UnitRoutine:
    """Save the least time before the same person is asked again.

    Raises:
        RoleDenied: As ``write_item``.
        IntervalOutOfRange: If it is not a usual number of months.
    """
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise IntervalOutOfRange(most=MOST_MONTHS)
    return _change(session, RoutineItem.INTERVAL, lambda routine: replace(routine, months=months))


def save_contact(session: Session, contact: LocalContact) -> UnitRoutine:
    """Save a contact, in the place of the one with its id or as the last.

    A number that changed has not been confirmed: that has to be done anew.

    Raises:
        RoleDenied: As ``write_item``.
        ContactIncomplete, TooManyContacts: If it cannot be kept.
    """
    kept = _tidied(contact)
    lines = (kept.name, kept.number, kept.hours, kept.area, kept.who_may_refer)
    if not (kept.name and kept.number) or any(len(line) > LONGEST_LINE for line in lines):
        raise ContactIncomplete(length=LONGEST_LINE)

    def change(routine: UnitRoutine) -> UnitRoutine:
        before = routine.contact(kept.id)
        same = before is not None and before.number == kept.number
        now = replace(
            kept,
            confirmed_on=before.confirmed_on if before is not None and same else None,
            confirmed_by=before.confirmed_by if before is not None and same else None,
        )
        if before is not None:
            return replace(
                routine, contacts=tuple(now if one.id == now.id else one for one in routine.contacts)
            )
        if len(routine.contacts) >= MOST_CONTACTS:
            raise TooManyContacts(most=MOST_CONTACTS)
        return replace(routine, contacts=(*routine.contacts, now))

    return _change(session, RoutineItem.CONTACTS, change)


def confirm_contact(session: Session, contact_id: str) -> UnitRoutine:
    """Write down that the user has checked a contact today, the unit's or one that ships.

    Raises:
        RoleDenied: As ``write_item``.
    """
    today, who = session.today(), session.user.id
    shipped = {one.id: one.number for one in session.forms.packs(session.unit.country).contacts.contact}

    def change(routine: UnitRoutine) -> UnitRoutine:
        if routine.contact(contact_id) is not None:
            contacts = tuple(
                replace(one, confirmed_on=today, confirmed_by=who) if one.id == contact_id else one
                for one in routine.contacts
            )
            return replace(routine, contacts=contacts)
        number = shipped.get(contact_id)
        if number is None:
            return routine
        checked = Checked(number=number, on=today, by=who)
        return replace(routine, checked={**routine.checked, contact_id: checked})

    return _change(session, RoutineItem.CONTACTS, change)


def remove_contact(session: Session, contact_id: str) -> UnitRoutine:
    """Take a contact out of the list; earlier versions keep it. Raises as ``write_item``."""

    def change(routine: UnitRoutine) -> UnitRoutine:
        return replace(routine, contacts=tuple(one for one in routine.contacts if one.id != contact_id))

    return _change(session, RoutineItem.CONTACTS, change)


def switch_step(session: Session, pathway: Pathway, step_id: str, *, on: bool) -> UnitRoutine:
    """Use an optional step in the unit, or do not; what was answered in it stays.

    Raises:
        RoleDenied: As ``write_item``.
        StepNotSwitchable: If the pathway does not let a unit turn it off.
    """
    if not any(step.id == step_id for step in switchable_steps(pathway)):
        raise StepNotSwitchable
    name = step_address(pathway, step_id)

    def change(routine: UnitRoutine) -> UnitRoutine:
        off = routine.steps_off - {name} if on else routine.steps_off | {name}
        return replace(routine, steps_off=off)

    return _change(session, RoutineItem.STEPS, change)


def switchable_steps(pathway: Pathway) -> tuple[Step, ...]:
    """Return the steps that a unit may turn off: optional, and no gate or closing rule reads them."""
    return tuple(step for step in pathway.step if step.switchable and step.optional)


def switched_off_in(uow: UnitOfWork, pathway: Pathway) -> frozenset[StepId]:
    """Return the steps of a pathway that the unit does not use; never one that the pathway needs.

    Raises:
        BrokenSetting: If what is stored cannot be read.
    """
    off = routine_in(uow).steps_off
    return frozenset(step.id for step in switchable_steps(pathway) if step_address(pathway, step.id) in off)


def step_address(pathway: Pathway, step_id: str) -> str:
    """Return what a step is kept as: of every version of its pathway."""
    return f"{pathway.url}#{step_id}"


def names_of(session: Session) -> Mapping[str, str]:
    """Return the name of each user by id, to say who wrote an item."""
    with session.records.read() as uow:
        return {str(user.id): user.name for user in uow.office.users()}


def _change(session: Session, item: RoutineItem, change: Callable[[UnitRoutine], UnitRoutine]) -> UnitRoutine:
    """Make one change as a new version, or none if nothing differs; the chain names version and digest."""
    if not may_edit_routine(session):
        write_down_refusal(session, Deed.EDIT_ROUTINE)
        raise RoleDenied(Role.METHOD_LEAD)
    with session.records.write() as uow:
        before = routine_in(uow)
        after = change(before)
        if after == before:
            return before
        written = Written(by=session.user.id, at=session.clock.now())
        after = replace(after, version=before.version + 1, written={**before.written, item: written})
        text = routine_text(after)
        uow.office.store_setting(SETTING, text)
        uow.office.store_setting(_version_name(after.version), text)
        record(
            uow,
            session,
            AuditAction.SETTING_CHANGED,
            session.unit.id,
            setting=SETTING,
            item=str(item),
            version=after.version,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
        uow.commit()
    return after


def _version_name(version: int) -> str:
    return f"{SETTING}:{version}"


def _tidied(contact: LocalContact) -> LocalContact:
    def line(text: str) -> str:
        return " ".join(_CONTROL.sub(" ", text).split())

    return replace(
        contact,
        name=line(contact.name),
        number=line(contact.number),
        hours=line(contact.hours),
        area=line(contact.area),
        who_may_refer=line(contact.who_may_refer),
    )
