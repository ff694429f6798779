"""Every change of who holds a key is in the audit chain, at the latest when the vault is opened next.

The header is a file of its own: no transaction holds both it and the chain. So the vault remembers, in the
transaction of each event about keys, which keys there were; and each opening compares (decision 0102).
"""

import json
from collections.abc import Mapping

from screening_app.domain.audit import AuditAction
from screening_app.domain.keys import KeysHeld
from screening_app.services.audit import record
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session

_SETTING = "keys-on-record"


def record_keys(session: Session, action: AuditAction, about: str, keys: KeysHeld, **body: object) -> None:
    """Write down what was done to keys, and remember which there are now, in one transaction.

    Args:
        about: Id of the user or vault.
        keys: As the header has them now.
        body: As ``services.audit.record``.
    """
    with session.records.write() as uow:
        remember_keys(uow, keys)
        record(uow, session, action, about, **body)
        uow.commit()


def remember_keys(uow: UnitOfWork, keys: KeysHeld) -> None:
    """Remember which keys there are, within the caller's transaction, which says why they changed."""
    uow.office.store_setting(_SETTING, json.dumps({"key": keys.key, "slots": dict(keys.slots)}))


def find_unrecorded(uow: UnitOfWork, session: Session, keys: KeysHeld) -> None:
    """Write down how the header differs from what is remembered, within the caller's transaction.

    A process was ended between header and chain, or somebody changed or put back the header by hand. A
    vault that remembers nothing, of an earlier version or salvaged, has every key found.

    Args:
        keys: As the header has them.
    """
    stored = uow.office.setting(_SETTING)
    key, slots = _remembered(stored)
    if (key, slots) == (keys.key, dict(keys.slots)):
        return
    both = slots.keys() & keys.slots.keys()
    record(
        uow,
        session,
        AuditAction.KEYS_FOUND,
        keys.vault,
        added=sorted(keys.slots.keys() - slots.keys()),
        removed=sorted(slots.keys() - keys.slots.keys()),
        changed=sorted(slot for slot in both if slots[slot] != keys.slots[slot]),
        rotated=key != keys.key,
        first=stored is None,
    )
    remember_keys(uow, keys)


def _remembered(stored: str | None) -> tuple[str, Mapping[str, str]]:
    try:
        found = json.loads(stored or "{}")
        return str(found["key"]), {str(slot): str(what) for slot, what in found["slots"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return "", {}
