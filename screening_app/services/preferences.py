"""How a user wants the screen: theme, size of text, language; kept in the vault, one per user."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from screening_app.domain.audit import AuditAction
from screening_app.i18n import LANGUAGES
from screening_app.services.audit import record
from screening_app.services.session import Session

Choice = TypeVar("Choice", str, int)

TEXT_SIZES = (100, 115, 130, 150, 175, 200)
"""Percent (VISUAL 2.5)."""


class ThemeChoice(StrEnum):
    """What the user chose; ``system`` follows the computer's settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HC_LIGHT = "hc-light"
    HC_DARK = "hc-dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """One user's wishes.

    Attributes:
        percent: Size of text, one of ``TEXT_SIZES``.
        language: One of ``LANGUAGES``; ``None`` follows the workstation.

    Raises:
        ValueError: If size or language is another.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    percent: int = 100
    language: str | None = None

    def __post_init__(self) -> None:
        if self.percent not in TEXT_SIZES or self.language not in (None, *LANGUAGES):
            raise ValueError("not a choice")


def preferences_of(session: Session) -> Preferences:
    """Return the user's wishes, or the defaults.

    What a later version stored and this one does not know is passed over, never written over: nobody
    is kept from the records by the colour of a button.
    """
    with session.records.read() as uow:
        stored = uow.office.setting(_name(session))
    return Preferences() if stored is None else _read(stored)


def keep_preferences(session: Session, wanted: Preferences) -> None:
    """Store the user's wishes; that they changed is on record."""
    stored = json.dumps({"theme": str(wanted.theme), "percent": wanted.percent, "language": wanted.language})
    with session.records.write() as uow:
        uow.office.store_setting(_name(session), stored)
        record(uow, session, AuditAction.SETTING_CHANGED, session.user.id, setting="appearance")
        uow.commit()


def next_size(percent: int, step: int) -> int:
    """Return the size one step larger (1) or smaller (-1), or the same at either end."""
    at = TEXT_SIZES.index(percent) + step
    return TEXT_SIZES[min(max(at, 0), len(TEXT_SIZES) - 1)]


def _name(session: Session) -> str:
    return f"appearance:{session.user.id}"


def _read(untrusted: str) -> Preferences:
    try:
        stored = json.loads(untrusted)
    except (ValueError, RecursionError):
        return Preferences()
    if not isinstance(stored, dict):
        return Preferences()
    wishes = Preferences()
    theme = _one_of([str(choice) for choice in ThemeChoice], stored.get("theme"))
    if theme is not None:
        wishes = replace(wishes, theme=ThemeChoice(theme))
    percent = _one_of(TEXT_SIZES, stored.get("percent"))
    if percent is not None:
        wishes = replace(wishes, percent=percent)
    return replace(wishes, language=_one_of(LANGUAGES, stored.get("language")))


def _one_of(choices: Sequence[Choice], untrusted: object) -> Choice | None:
    """Return the choice that equals it and is of the same type, such as 100 and not 100.0."""
    return next((one for one in choices if type(one) is type(untrusted) and one == untrusted), None)
