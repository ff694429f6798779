"""Who permitted the use of an adapted instrument, when, and where that is written (DESIGN 6)."""

import datetime as dt
import json
from dataclasses import dataclass

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction, Deed
from screening_app.domain.ids import UserId
from screening_app.i18n import Text
from screening_app.questionnaire.model import Questionnaire
from screening_app.services.audit import record
from screening_app.services.errors import (
    BrokenSetting,
    NothingPermitted,
    PermissionIncomplete,
    PermissionNotNeeded,
    RoleDenied,
)
from screening_app.services.ports import UnitOfWork
from screening_app.services.refusals import write_down_refusal
from screening_app.services.session import Session

_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What a method lead wrote down.

    Attributes:
        who: Who permitted it: the owner, or whoever answers for the owner.
        on: The day on which it was permitted.
        where: Where the permission itself is kept, such as a letter's number.
        by: The method lead who wrote this down.
    """

    who: str
    on: dt.date
    where: str
    by: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsPermission:
    """A form whose owner must permit its use, and what is recorded; ``None``: nothing is."""

    url: str
    title: Text
    owner: str
    licence: str
    permission: Permission | None


def record_permission(session: Session, name: str, *, who: str, on: dt.date, where: str) -> Permission:
    """Write down who permitted the use of an adapted instrument; every version of it may be used then.

    Args:
        name: Url of the form, its canonical, or the last part of its url.

    Raises:
        RoleDenied: If the user is not a method lead.
        FormNotFound: If there is no such form.
        PermissionNotNeeded: If nobody has to permit it.
        PermissionIncomplete: If something is blank, too long, or the day is still to come.
    """
    form = _of_method_lead(session, name)
    who, where = " ".join(who.split()), " ".join(where.split())
    if not (who and where) or max(len(who), len(where)) > _LONGEST or on > session.today():
        raise PermissionIncomplete
    permission = Permission(who=who, on=on, where=where, by=session.user.id)
    stored = {"who": who, "on": on.isoformat(), "where": where, "by": str(session.user.id)}
    with session.records.write() as uow:
        uow.office.store_setting(_name(form.url), json.dumps(stored, ensure_ascii=False))
        record(uow, session, AuditAction.PERMISSION_RECORDED, form.url, on=on.isoformat())
        uow.commit()
    return permission


def withdraw_permission(session: Session, name: str) -> None:
    """Write down that the owner no longer permits it: it cannot be begun any more; records stay.

    Raises:
        RoleDenied: If the user is not a method lead.
        FormNotFound: If there is no such form.
        PermissionNotNeeded: If nobody has to permit it.
        NothingPermitted: If no permission is recorded.
    """
    form = _of_method_lead(session, name)
    with session.records.write() as uow:
        if permission_of(uow, form) is None:
            raise NothingPermitted(form=form.url)
        uow.office.store_setting(_name(form.url), "null")
        record(uow, session, AuditAction.PERMISSION_WITHDRAWN, form.url)
        uow.commit()


def permissions(session: Session) -> tuple[NeedsPermission, ...]:
    """Return every form that somebody must permit, with what is recorded, in order of its url."""
    urls = {canonical.partition("|")[0] for canonical in session.forms.questionnaires()}
    forms = {url: session.forms.find_questionnaire(url) for url in urls}
    needing = {url: form for url, form in forms.items() if needs_permission(form)}
    with session.records.read() as uow:
        return tuple(
            NeedsPermission(
                url=url,
                title=form.title,
                owner=form.provenance.owner or "",
                licence=form.provenance.licence,
                permission=permission_of(uow, form),
            )
            for url, form in sorted(needing.items())
        )


def needs_permission(form: Questionnaire) -> bool:
    """Tell whether a form may be used for a person only with a recorded permission."""
    return form.provenance.permission == "needed"


def permission_of(uow: UnitOfWork, form: Questionnaire) -> Permission | None:
    """Return what is recorded for a form.

    Raises:
        BrokenSetting: If what is stored cannot be read.
    """
    stored = uow.office.setting(_name(form.url))
    if stored is None:
        return None
    try:
        found = json.loads(stored)
        if found is None:
            return None
        return Permission(
            who=str(found["who"]),
            on=dt.date.fromisoformat(found["on"]),
            where=str(found["where"]),
            by=UserId(str(found["by"])),
        )
    except (ValueError, KeyError, TypeError):
        raise BrokenSetting from None


def _of_method_lead(session: Session, name: str) -> Questionnaire:
    if session.user.role is not Role.METHOD_LEAD:
        write_down_refusal(session, Deed.PERMIT_FORM)
        raise RoleDenied(Role.METHOD_LEAD)
    form = session.forms.find_questionnaire(name)
    if not needs_permission(form):
        raise PermissionNotNeeded(form=form.url)
    return form


def _name(url: str) -> str:
    return f"permission:{url}"
