"""Users and one's own passphrase: who has a key, giving one, taking one away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.access import Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.set_up_words import (
    FieldKind,
    FieldWords,
    colleague_fields,
    field_problem,
    passphrase_fields,
    role_text,
)
from screening_app.gui.presenters.when import short_day
from screening_app.i18n import gettext as _
from screening_app.services.colleagues import Colleague
from screening_app.services.new_unit import NewColleague
from screening_app.services.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """Somebody who has a key.

    Attributes:
        about: Role, user name, and since when.
        may_go: Whether the key can be taken away: anybody's but one's own.
    """

    login: str
    name: str
    about: str
    may_go: bool


class KeysDesk(Protocol):
    """Users of the open vault."""

    def colleagues(self) -> Sequence[Colleague]:
        """Return everybody who may open the vault."""

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        """Refuse a passphrase that is too easy to guess."""

    def add_user(self, new: NewColleague, passphrase: str) -> None:
        """Give a colleague a key of their own."""

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the user's own passphrase."""


class FormView(Protocol):
    """What both presenters ask of their page."""

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""

    def show_problem(self, text: str) -> None:
        """Show why it was not done; empty takes it back."""

    def show_done(self, text: str) -> None:
        """Say what was done, and empty the fields."""

    def show_working(self, text: str) -> None:
        """Show that something is being done; empty when it is not."""


class UsersView(FormView, Protocol):
    """What the presenter asks of the page."""

    def show_rows(self, rows: tuple[UserRow, ...]) -> None:
        """Show who has a key."""

    def ask_removal(self, login: str, title: str, text: str) -> None:
        """Say what happens when this key is taken away, and let it be confirmed."""

    def rotate(self, login: str) -> None:
        """Take the key away and give the records a new one; the pages end."""


class UsersPresenter:
    """Shows who has a key, gives one, and takes one away."""

    def __init__(self, view: UsersView, desk: KeysDesk, clock: Clock, beside: Beside) -> None:
        self._view, self._desk, self._clock, self._beside = view, desk, clock, beside
        self._busy = False

    def show(self) -> None:
        """Show who has a key."""
        today = self._clock.now().astimezone().date()
        try:
            people = self._desk.colleagues()
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        rows = list[UserRow]()
        for one in people:
            since = short_day(one.since.astimezone().date(), today) if one.since else ""
            # Translators: {login} is a user name; sv "sedan {day}".
            said = _("since {day}").format(day=since) if since else ""
            about = " · ".join(filter(None, (role_text(one.role), one.login, said)))
            # Translators: after the name of whoever is at the desk; sv "{name} (du)".
            name = _("{name} (you)").format(name=one.name) if one.is_self else one.name
            rows.append(UserRow(login=one.login, name=name, about=about, may_go=not one.is_self))
        self._view.show_rows(tuple(rows))

    def add(self, values: Mapping[str, str]) -> None:
        """Give a colleague a key."""
        if self._busy:
            return
        errors = _wrong(colleague_fields(), values) or _wrong_passphrase(self._desk, values, values["login"])
        self._view.show_errors(errors)
        if errors:
            return
        name, login = (" ".join(values[code].split()) for code in ("name", "login"))
        new, passphrase = (
            NewColleague(login=login, name=name, role=Role(values["role"])),
            values["passphrase"],
        )
        self._busy = True
        self._view.show_problem("")
        self._view.show_working(_("Making the key. This takes a few seconds."))
        self._beside(
            lambda: self._desk.add_user(new, passphrase), lambda _nothing: self._added(name), self._failed
        )

    def ask_removal(self, login: str) -> None:
        """Say what happens when a key is taken away."""
        person = next((one for one in self._desk.colleagues() if one.login == login), None)
        if person is None:
            return
        self._view.ask_removal(
            login,
            # Translators: sv "Ta ifrån {name} nyckeln?".
            _("Take the key away from {name}?").format(name=person.name),
            _(
                "{name} cannot unlock any more; what they wrote and signed stays. Then the records get a new "
                "key, which takes a while, and everybody unlocks again with the passphrase they have. Old "
                "backups still open with {name}'s passphrase: destroy those that are not needed."
            ).format(name=person.name),
        )

    def ask_rotation(self) -> None:
        """Say what a new key for the records means."""
        self._view.ask_removal(
            "",
            # Translators: sv "Ge uppgifterna en ny nyckel?".
            _("Give the records a new key?"),
            _(
                "Every record is copied under a new key and compared, which takes a while. Passphrases and "
                "recovery sheets stay. Everybody unlocks again."
            ),
        )

    def remove(self, login: str) -> None:
        """Take the key away, and give the records a new one."""
        if not self._busy:
            self._view.rotate(login)

    def _added(self, name: str) -> None:
        self._busy = False
        self._view.show_working("")
        said = _("{name} has a key now, and chooses a passphrase of their own at the first unlock.")
        self._view.show_done(said.format(name=name))
        self.show()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_working("")
        self._view.show_problem(error.describe())


def own_passphrase_fields() -> tuple[FieldWords, ...]:
    """Return the fields of the page for one's own passphrase."""
    old = FieldWords(code="old", label=_("Passphrase now"), kind=FieldKind.SECRET)
    return (old, *passphrase_fields())


class PassphrasePresenter:
    """Changes the passphrase of whoever is at the desk."""

    def __init__(self, view: FormView, desk: KeysDesk, login: str, beside: Beside) -> None:
        self._view, self._desk, self._login, self._beside = view, desk, login, beside
        self._busy = False

    def change(self, values: Mapping[str, str]) -> None:
        """Change it, or say at each field what is in the way."""
        if self._busy:
            return
        wrong = _wrong(own_passphrase_fields(), values)
        errors = wrong or _wrong_passphrase(self._desk, values, self._login)
        self._view.show_errors(errors)
        if errors:
            return
        old, new = values["old"], values["passphrase"]
        self._busy = True
        self._view.show_problem("")
        self._view.show_working(_("Changing the passphrase. This takes a few seconds."))
        self._beside(
            lambda: self._desk.change_passphrase(old, new), lambda _nothing: self._changed(), self._failed
        )

    def _changed(self) -> None:
        self._busy = False
        self._view.show_working("")
        self._view.show_done(_("The passphrase is changed."))

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_working("")
        self._view.show_problem(error.describe())


def _wrong(fields: Sequence[FieldWords], values: Mapping[str, str]) -> dict[str, str]:
    return {
        field.code: problem
        for field in fields
        if (problem := field_problem(field, values.get(field.code, "")))
    }


def _wrong_passphrase(desk: KeysDesk, values: Mapping[str, str], login: str) -> dict[str, str]:
    try:
        desk.check_passphrase(values["passphrase"], login=login)
    except ScreeningAppError as error:
        return {"passphrase": error.describe()}
    if values["passphrase"] != values["passphrase-again"]:
        return {"passphrase-again": _("The two are not alike. Write the passphrase once more.")}
    return {}
