"""Users and keys in memory, and pages that keep what they were told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from screening_app.bootstrap import check_passphrase
from screening_app.bootstrap.entry import KeyHolder
from screening_app.bootstrap.upkeep import MadeKeyFile
from screening_app.domain.access import Role
from screening_app.domain.ids import UserId
from screening_app.gui.presenters.own_key import KeyFileModel
from screening_app.gui.presenters.set_up_words import FieldWords
from screening_app.gui.presenters.user import UserModel
from screening_app.gui.presenters.users import Question, RuleModel, UserRow
from screening_app.services.new_unit import NewColleague
from screening_app.vault.errors import LoginTaken, WrongPassphrase

NEW = "nio blå elefanter dricker saft"
OLD = "sju gröna krokodiler äter pizza"
STICK = "/media/stick"


def holder(login: str) -> KeyHolder:
    return KeyHolder(
        id=UserId(login),
        login=login,
        name=login.title(),
        role=Role.STAFF,
        is_active=True,
        has_key=True,
        needs_key_file=False,
        must_choose=False,
    )


class View:
    """Keeps what any of the pages was told."""

    def __init__(self) -> None:
        self.rows: tuple[UserRow, ...] = ()
        self.rule: RuleModel | None = None
        self.errors: Mapping[str, str] = {}
        self.problem = self.done = self.working = self.explained = ""
        self.question: Question | None = None
        self.act: Callable[[], None] = lambda: None
        self.rotated: list[str] = []
        self.fields: tuple[FieldWords, ...] = ()

    def show_rows(self, rows: tuple[UserRow, ...]) -> None:
        self.rows = rows

    def show_rule(self, rule: RuleModel) -> None:
        self.rule = rule

    def show_errors(self, errors: Mapping[str, str]) -> None:
        self.errors = errors

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_done(self, text: str) -> None:
        self.done = text

    def show_working(self, text: str) -> None:
        self.working = text

    def show_form(self, explained: str, fields: tuple[FieldWords, ...]) -> None:
        self.explained, self.fields = explained, fields

    def ask(self, question: Question, act: Callable[[], None]) -> None:
        self.question, self.act = question, act

    def rotate(self, login: str) -> None:
        self.rotated.append(login)


class OfUser(View):
    """The page about one user."""

    model: UserModel

    def show_model(self, model: UserModel) -> None:
        self.model = model


class OfKeyFile(View):
    """The page about one's own key file."""

    model: KeyFileModel

    def show_model(self, model: KeyFileModel) -> None:
        self.model = model


class Keys:
    """Users in memory."""

    def __init__(self) -> None:
        self.people = [holder("anna"), holder("bo")]
        self.added: list[NewColleague] = []
        self.changed: list[str] = []
        self.places: list[Path] = []
        self.given: list[tuple[str, str]] = []
        self.required = self.needs_key_file = False

    def key_holders(self) -> Sequence[KeyHolder]:
        return self.people

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        check_passphrase(passphrase, login=login)

    def add_user(self, new: NewColleague, _passphrase: str, place: Path | None = None) -> MadeKeyFile | None:
        if any(one.login == new.login for one in self.people):
            raise LoginTaken
        self.added.append(new)
        self.people.append(holder(new.login))
        return self._made(place)

    def disable_user(self, login: str) -> None:
        self.change(login, is_active=False)

    def enable_user(self, login: str) -> None:
        self.change(login, is_active=True)

    def give_passphrase(self, login: str, passphrase: str, place: Path | None = None) -> MadeKeyFile | None:
        self.given.append((login, passphrase))
        self.change(login, is_active=True, has_key=True, must_choose=True, needs_key_file=place is not None)
        return self._made(place)

    def change_passphrase(self, old: str, new: str, place: Path | None = None) -> MadeKeyFile | None:
        if old != OLD:
            raise WrongPassphrase
        self.changed.append(new)
        return self._made(place)

    def renew_key_file(self, passphrase: str, place: Path | None) -> MadeKeyFile | None:
        if passphrase != OLD:
            raise WrongPassphrase
        self.needs_key_file = place is not None
        return self._made(place)

    def key_files_required(self) -> bool:
        return self.required

    def require_key_files(self, required: bool) -> None:
        self.required = required

    def change(self, login: str, **changes: bool) -> None:
        self.people = [
            replace(one, **changes) if one.login == login else one  # type: ignore[arg-type]  # booleans all
            for one in self.people
        ]

    def _made(self, place: Path | None) -> MadeKeyFile | None:
        if place is None:
            return None
        self.places.append(place)
        return MadeKeyFile(file=place / "1a2b.key", is_beside=not place.is_relative_to("/media"))
