"""When backups are made, where they go, and how many are kept; stored in the vault (DESIGN 5)."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from screening_app.domain.audit import AuditAction, Deed
from screening_app.domain.backup import When
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_
from screening_app.services.audit import record
from screening_app.services.colleagues import check_may_administer
from screening_app.services.session import Session

MOST_KEPT = 99
_SETTING = "backup-plan"
_WORKING_DAYS = 5


class PlanImpossible(ScreeningAppError):
    """The plan names no folder, or keeps too few or too many."""

    code = "backup-plan/impossible"
    user_message = N_("Choose a folder by its whole path, and keep between 1 and {most} backups.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """What the unit decided.

    Attributes:
        folder: Where backups go; empty until somebody chose.
        keep: How many stay; those beyond go only when a newer one is proven.
    """

    folder: str = ""
    keep: int = 7
    when: When = When.WORKING_DAYS


def backup_plan(session: Session) -> BackupPlan:
    """Return the unit's plan; what cannot be read counts as none."""
    with session.records.read() as uow:
        stored = uow.office.setting(_SETTING)
    try:
        plan = json.loads(stored or "{}")
        kept = BackupPlan(folder=str(plan["folder"]), keep=int(plan["keep"]), when=When(str(plan["when"])))
    except (ValueError, TypeError, KeyError):
        return BackupPlan()
    return kept if _can_stand(kept) else BackupPlan()


def changed_plan(session: Session, changes: Mapping[str, object]) -> BackupPlan:
    """Return the unit's plan with some of it changed, not stored; what is ``None`` stays.

    Raises:
        PlanImpossible: If it cannot be followed.
    """
    wanted = {name: value for name, value in changes.items() if value is not None}
    plan = replace(backup_plan(session), **wanted)  # type: ignore[arg-type]  # names and types of the plan
    if not _can_stand(plan):
        raise PlanImpossible(most=MOST_KEPT)
    return plan


def keep_backup_plan(session: Session, plan: BackupPlan) -> None:
    """Store the unit's plan; that it changed is on record.

    Raises:
        AccessDenied: If it is somebody else's to decide.
        PlanImpossible: If it cannot be followed.
    """
    check_may_administer(session, Deed.PLAN_BACKUPS)
    if not _can_stand(plan):
        raise PlanImpossible(most=MOST_KEPT)
    stored = json.dumps({"folder": plan.folder, "keep": plan.keep, "when": str(plan.when)})
    with session.records.write() as uow:
        uow.office.store_setting(_SETTING, stored)
        record(uow, session, AuditAction.SETTING_CHANGED, session.unit.id, setting=_SETTING)
        uow.commit()


def is_due(plan: BackupPlan, *, last: dt.datetime | None, now: dt.datetime) -> bool:
    """Tell whether a backup is to be made at this unlock: on working days, once a day.

    Args:
        last: When one was last made.
        now: Both are compared as days of this computer.
    """
    today = now.astimezone().date()
    if not plan.folder or plan.when is When.BY_HAND or today.weekday() >= _WORKING_DAYS:
        return False
    return last is None or last.astimezone().date() < today


class Dated(Protocol):
    """Something that was made at a time."""

    @property
    def made_at(self) -> dt.datetime:
        """Return when."""


Kept = TypeVar("Kept", bound=Dated)


def beyond(backups: Sequence[Kept], *, keep: int, proven: Kept) -> tuple[Kept, ...]:
    """Return which backups may go: beyond the newest ``keep``, and older than the one just proven."""
    newest_first = sorted(backups, key=lambda one: one.made_at, reverse=True)
    return tuple(one for one in newest_first[keep:] if one.made_at < proven.made_at)


def _can_stand(plan: BackupPlan) -> bool:
    return 1 <= plan.keep <= MOST_KEPT and Path(plan.folder).is_absolute()
