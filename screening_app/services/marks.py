"""Marks on the body: placing one, moving it, and who may mark which region (W-8).

The place of a mark is an ordinary answer, and an event like any other: there is no second store of it.
"""

import json
from collections.abc import Collection

from screening_app.domain.access import READS_PERSONS, Role
from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.audit import AuditAction, Deed
from screening_app.domain.body import RESTRICTED, BodySpot, parts_of
from screening_app.domain.events import Change, EventKind
from screening_app.domain.ids import StepId
from screening_app.engine.form import CompiledForm
from screening_app.engine.marks import MarkItems, mark_items
from screening_app.services.audit import record
from screening_app.services.changes import new_instance
from screening_app.services.conversation import make_changes
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import BrokenSetting, NotAMark, RegionRestricted, RoleDenied
from screening_app.services.refusals import write_down_refusal
from screening_app.services.session import Session

_SETTING = "body-map.restricted-roles"


def place_mark(
    session: Session, conversation: Conversation, step_id: StepId, group: AnswerKey, spot: BodySpot
) -> tuple[Conversation, AnswerKey]:
    """Add a mark at a place, with the part of the body that the place says; returns the mark's key too.

    Its side is never taken from the map by itself: somebody says it.

    Raises:
        NotAMark: If the group has no body map.
        RegionRestricted: If the user's role may not mark there.
        As ``give_answer``.
    """
    _refuse_restricted(session, spot)
    added = new_instance(conversation, step_id, group)
    mark = added.key
    changes = [added, *_place(conversation, step_id, mark, spot)]
    return make_changes(session, conversation, step_id, changes), mark


def move_mark(
    session: Session, conversation: Conversation, step_id: StepId, mark: AnswerKey, spot: BodySpot
) -> Conversation:
    """Give a mark another place.

    A side that the new place contradicts is taken back and has to be said anew; it is never changed to
    the other by itself. So is a part of the body that the place does not have.

    Raises:
        As ``place_mark``.
    """
    _refuse_restricted(session, spot)
    return make_changes(session, conversation, step_id, _place(conversation, step_id, mark, spot))


def _place(conversation: Conversation, step_id: StepId, mark: AnswerKey, spot: BodySpot) -> list[Change]:
    form = conversation.records[step_id].evaluation.form
    items = _items(form, mark)
    given = conversation.records[step_id].answers.given
    changes: list[Change] = []
    if items.side is not None:
        side = AnswerKey(items.side.link_id, mark.instance)
        stands = given.get(side)
        if stands is not None and any(spot.contradicts(str(one)) for one in stands.values):
            changes.append(Change(kind=EventKind.CLEARED, key=side))
    changes.append(_answered(AnswerKey(items.place.link_id, mark.instance), str(spot)))
    if items.part is not None:
        part = AnswerKey(items.part.link_id, mark.instance)
        offered = [code for code in parts_of(spot.region) if items.part.option(code) is not None]
        stands = given.get(part)
        if offered and (stands is None or not set(map(str, stands.values)) & set(offered)):
            changes.append(_answered(part, offered[0]))
    return changes


def _items(form: CompiledForm, mark: AnswerKey) -> MarkItems:
    items = mark_items(form.items[mark.link_id])
    if items is None:
        raise NotAMark
    return items


def _answered(key: AnswerKey, code: str) -> Change:
    return Change(kind=EventKind.ANSWERED, key=key, answer=Answer(values=(code,)))


def may_mark_restricted(session: Session) -> bool:
    """Tell whether the user's role is one that the unit has named for the restricted regions.

    Raises:
        BrokenSetting: If what is stored cannot be read.
    """
    return session.user.role in restricted_roles(session)


def restricted_roles(session: Session) -> frozenset[Role]:
    """Return the roles that may mark the restricted regions; none until the unit names some.

    Raises:
        BrokenSetting: If what is stored cannot be read.
    """
    with session.records.read() as uow:
        stored = uow.office.setting(_SETTING)
    try:
        return frozenset(map(Role, json.loads(stored))) if stored else frozenset()
    except (ValueError, TypeError):
        raise BrokenSetting(name=_SETTING) from None


def may_name_markers(session: Session) -> bool:
    """Tell whether naming those roles is the user's to do."""
    return session.user.role is Role.METHOD_LEAD


def name_restricted_roles(session: Session, roles: Collection[Role]) -> None:
    """Name the roles that may mark the restricted regions; on record.

    Raises:
        RoleDenied: If the user is not a method lead, or a role is one that opens no records.
    """
    if not may_name_markers(session) or not READS_PERSONS.issuperset(roles):
        write_down_refusal(session, Deed.NAME_MARKERS)
        raise RoleDenied(Role.METHOD_LEAD)
    named = sorted(role.value for role in roles)
    with session.records.write() as uow:
        uow.office.store_setting(_SETTING, json.dumps(named))
        record(
            uow,
            session,
            AuditAction.SETTING_CHANGED,
            session.unit.id,
            setting=_SETTING,
            roles=", ".join(named),
        )
        uow.commit()


def _refuse_restricted(session: Session, spot: BodySpot) -> None:
    if spot.region in RESTRICTED and not may_mark_restricted(session):
        raise RegionRestricted
