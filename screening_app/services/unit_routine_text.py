"""A unit's routine as the text that is kept in the vault, and back."""

import datetime as dt
from typing import Self

import rfc8785
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from screening_app.domain.ids import UserId
from screening_app.domain.unit_routine import (
    MOST_MONTHS,
    NOT_TEXT,
    Checked,
    ConsentNeed,
    LocalContact,
    Reach,
    RoutineItem,
    UnitRoutine,
    Written,
)
from screening_app.services.errors import BrokenSetting

LONGEST_TEXT = 2_000
LONGEST_LINE = 200
MOST_CONTACTS = 60


class _Stored(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class _Contact(_Stored):
    id: str = Field(min_length=1, max_length=LONGEST_LINE)
    need: str = Field(min_length=1, max_length=LONGEST_LINE)
    name: str = Field(min_length=1, max_length=LONGEST_LINE)
    number: str = Field(min_length=1, max_length=LONGEST_LINE)
    hours: str = Field("", max_length=LONGEST_LINE)
    area: str = Field("", max_length=LONGEST_LINE)
    who_may_refer: str = Field("", max_length=LONGEST_LINE)
    consent: ConsentNeed
    confirmed_on: dt.date | None = None
    confirmed_by: str | None = None


class _Checked(_Stored):
    number: str
    on: dt.date
    by: str


class _Written(_Stored):
    by: str
    at: dt.datetime


class _Routine(_Stored):
    version: int = Field(ge=1)
    texts: dict[RoutineItem, str]
    reach: Reach | None
    months: int | None = Field(ge=1, le=MOST_MONTHS)
    steps_off: tuple[str, ...]
    contacts: tuple[_Contact, ...] = Field(max_length=MOST_CONTACTS)
    checked: dict[str, _Checked]
    written: dict[RoutineItem, _Written]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        ids = [contact.id for contact in self.contacts]
        long = any(len(text) > LONGEST_TEXT for text in self.texts.values())
        if long or NOT_TEXT & set(self.texts) or len(ids) != len(set(ids)):
            msg = "not a routine"
            raise ValueError(msg)
        return self


def routine_text(routine: UnitRoutine) -> str:
    """Return a routine as canonical JSON, so that its digest can be compared."""
    return rfc8785.dumps(
        {
            "version": routine.version,
            "texts": {str(item): text for item, text in routine.texts.items()},
            "reach": str(routine.reach) if routine.reach else None,
            "months": routine.months,
            "steps_off": sorted(routine.steps_off),
            "contacts": [_stored_contact(contact) for contact in routine.contacts],
            "checked": {
                name: {"number": one.number, "on": one.on.isoformat(), "by": str(one.by)}
                for name, one in routine.checked.items()
            },
            "written": {
                str(item): {"by": str(one.by), "at": one.at.isoformat(timespec="microseconds")}
                for item, one in routine.written.items()
            },
        }
    ).decode()


def read_routine(untrusted: str) -> UnitRoutine:
    """Return a routine from the text that is kept.

    Raises:
        BrokenSetting: If it is not one.
    """
    try:
        stored = _Routine.model_validate_json(untrusted)
    except (ValidationError, RecursionError):
        raise BrokenSetting from None
    if any(one.at.tzinfo is None for one in stored.written.values()):
        raise BrokenSetting
    return UnitRoutine(
        version=stored.version,
        texts=stored.texts,
        reach=stored.reach,
        months=stored.months,
        steps_off=frozenset(stored.steps_off),
        contacts=tuple(_contact(one) for one in stored.contacts),
        checked={
            name: Checked(number=one.number, on=one.on, by=UserId(one.by))
            for name, one in stored.checked.items()
        },
        written={item: Written(by=UserId(one.by), at=one.at) for item, one in stored.written.items()},
    )


def _stored_contact(contact: LocalContact) -> dict[str, str | None]:
    return {
        "id": contact.id,
        "need": contact.need,
        "name": contact.name,
        "number": contact.number,
        "hours": contact.hours,
        "area": contact.area,
        "who_may_refer": contact.who_may_refer,
        "consent": str(contact.consent),
        "confirmed_on": contact.confirmed_on.isoformat() if contact.confirmed_on else None,
        "confirmed_by": str(contact.confirmed_by) if contact.confirmed_by else None,
    }


def _contact(stored: _Contact) -> LocalContact:
    return LocalContact(
        id=stored.id,
        need=stored.need,
        name=stored.name,
        number=stored.number,
        hours=stored.hours,
        area=stored.area,
        who_may_refer=stored.who_may_refer,
        consent=stored.consent,
        confirmed_on=stored.confirmed_on,
        confirmed_by=UserId(stored.confirmed_by) if stored.confirmed_by else None,
    )
