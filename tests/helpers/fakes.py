"""Working stand-ins for the ports: a clock that ticks, entropy that counts, a desk in memory."""

import datetime as dt
import hashlib
import hmac

from screening_app.domain.access import Regime, Role
from screening_app.domain.ids import UnitId, UserId
from screening_app.domain.records import (
    Unit,
    User,
)
from screening_app.services.ports import FormLibrary
from screening_app.services.session import Session
from tests.helpers.fake_records import FakeRecords, Tables

__all__ = ["FakeClock", "FakeEntropy", "FakeRecords", "FakeSigner", "Tables"]


class FakeClock:
    """Starts on a fixed morning and ticks one second at every look."""

    def __init__(self, start: dt.datetime | None = None) -> None:
        self._next = start or dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)

    def now(self) -> dt.datetime:
        """Return the time, a second later than last time."""
        now = self._next
        self._next += dt.timedelta(seconds=1)
        return now


class FakeEntropy:
    """Counts: the same run gives the same ids and salts."""

    def __init__(self) -> None:
        self._count = 0

    def _tick(self) -> int:
        self._count += 1
        return self._count

    def salt(self) -> bytes:
        """Return 16 bytes unlike any before."""
        return self._tick().to_bytes(16, "big")

    def new_id(self) -> str:
        """Return an id unlike any before."""
        return f"ID{self._tick():024}"

    def case_number(self) -> str:
        """Return a case number unlike any before."""
        return f"K{self._tick():03}-TEST"


class FakeSigner:
    """Signs with a keyed hash: enough to tell one signer from another."""

    def __init__(self, user: str = "anna") -> None:
        self.user = UserId(user)
        self.public_key = hashlib.sha256(user.encode()).digest()

    def sign(self, message: bytes) -> bytes:
        """Return 64 bytes that ``check_signature`` accepts."""
        return hmac.new(self.public_key, message, hashlib.sha512).digest()


def check_signature(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether ``FakeSigner`` with that key signed the message."""
    return hmac.compare_digest(hmac.new(public_key, message, hashlib.sha512).digest(), signature)


def unit(regime: Regime = Regime.HSL_PUBLIC, country: str = "se") -> Unit:
    """Return a made-up unit."""
    return Unit(
        id=UnitId("unit"),
        country=country,
        authority="Region Exempel",
        name="Barnmorskemottagningen Norr",
        phone="010-555 01 00",
        regime=regime,
    )


def user(name: str = "anna", role: Role = Role.STAFF) -> User:
    """Return a made-up user whose key is ``FakeSigner``'s."""
    return User(
        id=UserId(name),
        unit=UnitId("unit"),
        login=name,
        name=name.capitalize(),
        role=role,
        public_key=FakeSigner(name).public_key,
    )


def session(
    forms: FormLibrary,
    *,
    records: FakeRecords | None = None,
    regime: Regime = Regime.HSL_PUBLIC,
    country: str = "se",
    as_user: User | None = None,
) -> Session:
    """Return a session at the desk of a vault in memory."""
    who = as_user or user()
    records = records or FakeRecords(unit(regime, country), [who])
    records.tables.users.setdefault(who.id, who)
    return Session(
        unit=records.tables.unit,
        user=who,
        records=records,
        signer=FakeSigner(who.id),
        clock=FakeClock(),
        entropy=FakeEntropy(),
        forms=forms,
    )
