"""The vault's rule about key files: whether everybody needs one beside the passphrase."""

import json

from screening_app.domain.audit import AuditAction, Deed
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_
from screening_app.services.audit import record
from screening_app.services.colleagues import check_may_administer
from screening_app.services.ports import Records
from screening_app.services.session import Session

_SETTING = "key-files"
_REQUIRED = "required"
_OPTIONAL = "optional"


class KeyFileRequired(ScreeningAppError):
    """The rule asks for a key file, and the slot would have none."""

    code = "user/key-file-required"
    user_message = N_("Everybody needs a key file for this vault. Name a place for it on a removable medium.")


def key_files_required(records: Records) -> bool:
    """Tell whether everybody needs a key file; the rule stands inside the vault, where nobody edits it."""
    with records.read() as uow:
        return uow.office.setting(_SETTING) == json.dumps(_REQUIRED)


def check_key_file_rule(records: Records, *, has_one: bool) -> None:
    """Refuse a slot without a key file where the rule asks for one.

    Raises:
        KeyFileRequired: If so.
    """
    if not has_one and key_files_required(records):
        raise KeyFileRequired


def require_key_files(session: Session, required: bool) -> None:
    """Change the rule; slots that are there already come under it when their passphrase is changed next.

    Raises:
        AccessDenied: If it is somebody else's to decide.
    """
    check_may_administer(session, Deed.RULE_ON_KEY_FILES)
    rule = _REQUIRED if required else _OPTIONAL
    with session.records.write() as uow:
        uow.office.store_setting(_SETTING, json.dumps(rule))
        record(uow, session, AuditAction.SETTING_CHANGED, session.unit.id, setting=_SETTING, rule=rule)
        uow.commit()
