"""Whom to turn to: the contacts of the country's pack with the unit's, and how fresh they are (W-10)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from screening_app.domain.unit_routine import ConsentNeed, LocalContact, UnitRoutine, is_stale
from screening_app.i18n import LANGUAGES, Text
from screening_app.questionnaire.pack import Contact, ContactsPack
from screening_app.services.session import Session
from screening_app.services.unit_routine import routine_of


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownContact:
    """A contact as it is shown.

    Attributes:
        needs: Codes of the needs that it answers.
        label: What it is for.
        number: Empty where the unit has not filled it in.
        who_may_refer: Who may turn to it; empty where nobody has said.
        consent: Whether the person must agree first; ``None`` where nobody has said.
        is_stale: Whether it has to be confirmed again, or never was.
        is_local: Whether the unit fills it in; else it ships.
        remark: What else to know of it.
    """

    id: str
    needs: tuple[str, ...]
    label: Text
    name: Text
    number: str
    hours: Text
    area: Text
    who_may_refer: Text
    consent: ConsentNeed | None
    confirmed_on: dt.date | None
    is_stale: bool
    is_local: bool
    remark: Text


def contacts_of(session: Session) -> tuple[KnownContact, ...]:
    """Return every contact, also the places that the unit has not filled in yet.

    Raises:
        BrokenSetting: If the unit's routine cannot be read.
    """
    pack = session.forms.packs(session.unit.country).contacts
    return known_contacts(pack, routine_of(session), session.today())


def known_contacts(pack: ContactsPack, routine: UnitRoutine, today: dt.date) -> tuple[KnownContact, ...]:
    """Return the pack's contacts in their order, filled in by the unit's, then the unit's own."""
    return tuple(_known(pack, routine, today))


def urgent_first(pack: ContactsPack, contacts: tuple[KnownContact, ...]) -> tuple[KnownContact, ...]:
    """Return the contacts that have a number: the emergency number, the unit's urgent ones, then the rest."""
    urgent = {need.id for need in pack.need if need.urgent}
    numbered = [one for one in contacts if one.number]
    first = numbered[:1]
    near = [one for one in numbered[1:] if one.is_local and urgent & set(one.needs)]
    rest = [one for one in numbered[1:] if not one.is_local]
    return (*first, *near, *rest)


def _known(pack: ContactsPack, routine: UnitRoutine, today: dt.date) -> Iterator[KnownContact]:
    months = pack.stale_after_months
    for contact in pack.contact:
        needs = tuple(need.id for need in pack.need if contact.id in need.contact)
        filled = routine.contact(contact.id)
        if contact.number is None and filled is not None:
            yield _local(filled, (*needs, filled.need), contact.need, today, months)
        else:
            yield _shipped(contact, needs, routine, today, months)
    shipped = {one.id for one in pack.contact}
    for own in routine.contacts:
        if own.id not in shipped:
            kind = pack.need_kind(own.need)
            yield _local(own, (own.need,), kind.label if kind is not None else {}, today, months)


def _local(
    contact: LocalContact, needs: tuple[str, ...], label: Text, today: dt.date, months: int
) -> KnownContact:
    return KnownContact(
        id=contact.id,
        needs=tuple(dict.fromkeys(needs)),
        label=label,
        name=_as_written(contact.name),
        number=contact.number,
        hours=_as_written(contact.hours),
        area=_as_written(contact.area),
        who_may_refer=_as_written(contact.who_may_refer),
        consent=contact.consent,
        confirmed_on=contact.confirmed_on,
        is_stale=is_stale(contact.confirmed_on, today, months),
        is_local=True,
        remark={},
    )


def _shipped(
    contact: Contact, needs: tuple[str, ...], routine: UnitRoutine, today: dt.date, months: int
) -> KnownContact:
    checked = routine.checked.get(contact.id)
    days = [contact.confirmed_on] if contact.confirmed_on is not None else []
    if checked is not None and checked.number == contact.number:
        days.append(checked.on)
    confirmed = max(days, default=None)
    return KnownContact(
        id=contact.id,
        needs=needs,
        label=contact.need,
        name=contact.name,
        number=contact.number or "",
        hours=contact.hours or {},
        area=contact.area,
        who_may_refer=contact.who_may_call,
        consent=None,
        confirmed_on=confirmed,
        is_stale=is_stale(confirmed, today, months),
        is_local=contact.number is None,
        remark=contact.remark or {},
    )


def _as_written(words: str) -> Text:
    return dict.fromkeys(LANGUAGES, words) if words else {}
