"""The unit, its users, settings, and form versions."""

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select, update

from screening_app.domain.access import Regime, Role
from screening_app.domain.ids import Canonical, UnitId, UserId
from screening_app.domain.records import FormVersion, Unit, User
from screening_app.storage.errors import DamagedRecord, UserNotFound
from screening_app.storage.rows import Columns, blob, number, read_row, words
from screening_app.storage.tables import audit_event, form_version, setting, unit, user

_FORMER_KEYS = "former-keys:"


class SqlOfficeRepository:
    """Port ``OfficeRepository``, and what the vault stores of unit and users."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unit(self) -> Unit:
        """Return the unit that keeps the vault.

        Raises:
            DamagedRecord: If there is not exactly one.
        """
        rows = self._connection.execute(select(unit)).all()
        if len(rows) != 1:
            raise DamagedRecord(table=unit.name)
        return read_row(rows[0], unit.name, _unit)

    def users(self) -> Sequence[User]:
        """Return everyone who ever had a slot."""
        rows = self._connection.execute(select(user).order_by(user.c.id))
        return tuple(self._with_former_keys(read_row(row, user.name, _user)) for row in rows)

    def user(self, user_id: UserId) -> User:
        """Return one user.

        Raises:
            UserNotFound: If there is none.
        """
        row = self._connection.execute(select(user).where(user.c.id == user_id)).first()
        if row is None:
            raise UserNotFound
        return self._with_former_keys(read_row(row, user.name, _user))

    def setting(self, name: str) -> str | None:
        """Return a stored setting, JSON text."""
        return self._connection.execute(
            select(setting.c.value).where(setting.c.name == name)
        ).scalar_one_or_none()

    def store_setting(self, name: str, value: str) -> None:
        """Store a setting, JSON text."""
        changed = update(setting).where(setting.c.name == name).values(value=value)
        if self._connection.execute(changed).rowcount == 0:
            self._connection.execute(insert(setting).values(name=name, value=value))

    def keep_form(self, form: FormVersion) -> None:
        """Store a form's text unless that digest is there already."""
        if self.form(form.sha256) is None:
            self._connection.execute(
                insert(form_version).values(
                    sha256=form.sha256, canonical=form.canonical, kind=form.kind, body=form.text
                )
            )

    def form(self, sha256: str) -> FormVersion | None:
        """Return a stored form by its digest."""
        query = select(form_version).where(form_version.c.sha256 == sha256)
        row = self._connection.execute(query).first()
        return None if row is None else read_row(row, form_version.name, _form)

    def add_unit(self, new: Unit) -> None:
        """Store the unit; a vault has one."""
        self._connection.execute(
            insert(unit).values(
                id=new.id,
                country=new.country,
                authority=new.authority,
                name=new.name,
                phone=new.phone,
                regime=str(new.regime),
            )
        )

    def add_user(self, new: User) -> None:
        """Store a user."""
        self._connection.execute(
            insert(user).values(
                id=new.id,
                unit_id=new.unit,
                login=new.login,
                name=new.name,
                role=str(new.role),
                public_key=new.public_key,
                active=int(new.active),
            )
        )

    def forget_user(self, user_id: UserId) -> None:
        """Take away a user who did nothing; who opened the vault once stands in the chain, and stays."""
        did_something = select(audit_event.c.seq).where(audit_event.c.user_id == user_id).exists()
        self._connection.execute(delete(user).where(user.c.id == user_id, ~did_something))

    def disable_user(self, user_id: UserId) -> None:
        """Let somebody open the vault no longer."""
        self._connection.execute(update(user).where(user.c.id == user_id).values(active=0))

    def enable_user(self, user_id: UserId) -> None:
        """Let somebody open the vault again."""
        self._connection.execute(update(user).where(user.c.id == user_id).values(active=1))

    def change_public_key(self, user_id: UserId, public_key: bytes, *, keep: bool) -> None:
        """Give a user another signing key.

        Args:
            keep: Whether what was signed with the old key stays good.
        """
        found = self.user(user_id)
        if keep:
            kept = [key.hex() for key in (*found.former_keys, found.public_key)]
            self.store_setting(_FORMER_KEYS + user_id, json.dumps(kept))
        self._connection.execute(update(user).where(user.c.id == user_id).values(public_key=public_key))

    def _with_former_keys(self, found: User) -> User:
        stored = self.setting(_FORMER_KEYS + found.id)
        if stored is None:
            return found
        try:
            keys = tuple(bytes.fromhex(key) for key in json.loads(stored))
        except (ValueError, TypeError):
            raise DamagedRecord(table=setting.name) from None
        return replace(found, former_keys=keys)


def _unit(columns: Columns) -> Unit:
    return Unit(
        id=UnitId(words(columns, "id")),
        country=words(columns, "country"),
        authority=words(columns, "authority"),
        name=words(columns, "name"),
        phone=words(columns, "phone"),
        regime=Regime(words(columns, "regime")),
    )


def _user(columns: Columns) -> User:
    return User(
        id=UserId(words(columns, "id")),
        unit=UnitId(words(columns, "unit_id")),
        login=words(columns, "login"),
        name=words(columns, "name"),
        role=Role(words(columns, "role")),
        public_key=blob(columns, "public_key"),
        active=bool(number(columns, "active")),
    )


def _form(columns: Columns) -> FormVersion:
    return FormVersion(
        canonical=Canonical(words(columns, "canonical")),
        sha256=words(columns, "sha256"),
        kind=words(columns, "kind"),
        text=words(columns, "body"),
    )
