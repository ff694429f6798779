"""Users: who has a key, giving one to somebody new, and whether everybody needs a key file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from screening_app.bootstrap.entry import KeyHolder
from screening_app.bootstrap.upkeep import MadeKeyFile
from screening_app.domain.access import Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import UserId, made_at
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.key_forms import (
    FormView,
    FormWork,
    KeysDesk,
    about,
    key_file_field,
    mistakes,
    passphrase_mistakes,
    place_in,
    standing,
    with_key_file,
)
from screening_app.gui.presenters.set_up_words import FieldWords, colleague_fields
from screening_app.gui.presenters.when import short_day
from screening_app.i18n import gettext as _
from screening_app.services.new_unit import NewColleague
from screening_app.services.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """Somebody who has a key, or had one.

    Attributes:
        about: Role, user name, since when, and what the key is.
        standing: Why they do not get in; empty for whoever does.
        may_change: Whether something can be done about it here: anybody's but one's own.
    """

    id: UserId
    login: str
    name: str
    about: str
    standing: str
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked once before it is done.

    Attributes:
        title: The question.
        text: What happens.
        yes: Verb of the button that does it.
    """

    title: str
    text: str
    yes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleModel:
    """The rule about key files, and the verb of the button that changes it."""

    text: str
    change: str


class UsersView(FormView, Protocol):
    """What the presenter asks of the page."""

    def show_rows(self, rows: tuple[UserRow, ...]) -> None:
        """Show who has a key."""

    def show_rule(self, rule: RuleModel) -> None:
        """Show whether everybody needs a key file."""

    def ask(self, question: Question, act: Callable[[], None]) -> None:
        """Say what happens, and let it be confirmed."""

    def rotate(self, login: str) -> None:
        """Take the key away, nobody's for an empty login, and give the records a new one; the pages end."""


class UsersPresenter:
    """Shows who has a key, gives one, and keeps the rule about key files."""

    def __init__(self, view: UsersView, desk: KeysDesk, me: UserId, clock: Clock, beside: Beside) -> None:
        self._view, self._desk, self._me, self._clock = view, desk, me, clock
        self._work = FormWork(view, beside)

    def show(self) -> None:
        """Show who has a key, and the rule."""
        try:
            holders, required = self._desk.key_holders(), self._desk.key_files_required()
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        # Whoever gets in stands before those who do not.
        holders = sorted(holders, key=lambda one: (not one.is_active, not one.has_key))
        self._view.show_rows(tuple(map(self._row, holders)))
        self._view.show_rule(_rule(required=required))

    def fields(self) -> tuple[FieldWords, ...]:
        """Return what is asked of a colleague who gets a key."""
        try:
            required = self._desk.key_files_required()
        except ScreeningAppError:
            required = False
        return (*colleague_fields(), key_file_field(required=required))

    def add(self, values: Mapping[str, str]) -> None:
        """Give a colleague a key."""
        if self._work.is_busy:
            return
        errors = mistakes(self.fields(), values) or passphrase_mistakes(self._desk, values, values["login"])
        self._view.show_errors(errors)
        if errors:
            return
        name, login = (" ".join(values[code].split()) for code in ("name", "login"))
        new = NewColleague(login=login, name=name, role=Role(values["role"]))
        passphrase, place = values["passphrase"], place_in(values)
        self._work.do(
            _("Making the key. This takes a few seconds."),
            lambda: self._desk.add_user(new, passphrase, place),
            partial(self._added, name),
        )

    def ask_rule(self) -> None:
        """Say what the other rule about key files means."""
        required = not self._desk.key_files_required()
        if required:
            # Translators: sv "Ska alla behöva en nyckelfil?", "Kräv nyckelfil".
            question = Question(
                title=_("Shall everybody need a key file?"),
                text=_(
                    "Whoever has none gets one at the next change of passphrase, and new users get one from "
                    "you. A key file that is lost shuts its owner out until you give another."
                ),
                yes=_("Require key files"),
            )
        else:
            # Translators: sv "Ska en nyckelfil vara vars och ens val?", "Kräv inte nyckelfil".
            question = Question(
                title=_("Shall a key file be everybody's own choice?"),
                text=_("Whoever has one needs it until they make themselves need none."),
                yes=_("Require none"),
            )
        self._view.ask(question, partial(self._keep_rule, required=required))

    def ask_rotation(self) -> None:
        """Say what a new key for the records means."""
        self._view.ask(
            Question(
                # Translators: sv "Ge uppgifterna en ny nyckel?".
                title=_("Give the records a new key?"),
                text=_(
                    "Every record is copied under a new key and compared, which takes a while. Passphrases "
                    "and recovery sheets stay. Everybody unlocks again."
                ),
                # Translators: sv "Ge ny nyckel".
                yes=_("Give a new key"),
            ),
            self._rotate,
        )

    def _row(self, holder: KeyHolder) -> UserRow:
        got, is_me = made_at(holder.id), holder.id == self._me
        today = self._clock.now().astimezone().date()
        # Translators: {login} is a user name; sv "sedan {day}".
        since = _("since {day}").format(day=short_day(got.astimezone().date(), today)) if got else ""
        # Translators: after the name of whoever is at the desk; sv "{name} (du)".
        name = _("{name} (you)").format(name=holder.name) if is_me else holder.name
        return UserRow(
            id=holder.id,
            login=holder.login,
            name=name,
            about=about(holder, since),
            standing=standing(holder),
            may_change=not is_me,
        )

    def _added(self, name: str, made: MadeKeyFile | None) -> str:
        self.show()
        said = _("{name} has a key now, and chooses a passphrase of their own at the first unlock.")
        return with_key_file(said.format(name=name), made)

    def _keep_rule(self, *, required: bool) -> None:
        try:
            self._desk.require_key_files(required)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self.show()
        self._view.show_done(_rule(required=required).text)

    def _rotate(self) -> None:
        if not self._work.is_busy:
            self._view.rotate("")


def _rule(*, required: bool) -> RuleModel:
    if required:
        text = _("Everybody needs a key file. Who has none gets one at the next change of their passphrase.")
        # Translators: opens a question; sv "Kräv inte nyckelfil…".
        return RuleModel(text=text, change=_("Require none…"))
    # Translators: opens a question; sv "Kräv nyckelfil…".
    return RuleModel(text=_("A key file is everybody's own choice."), change=_("Require key files…"))
