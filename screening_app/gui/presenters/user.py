"""One user: letting in no longer and again, another passphrase, and taking the key away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from screening_app.bootstrap.entry import KeyHolder
from screening_app.bootstrap.upkeep import MadeKeyFile
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import UserId
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
from screening_app.gui.presenters.set_up_words import FieldWords, passphrase_fields
from screening_app.gui.presenters.upkeep import UpkeepRow
from screening_app.gui.presenters.users import Question
from screening_app.i18n import gettext as _
from screening_app.services.colleagues import UserUnknown


@dataclass(frozen=True, slots=True, kw_only=True)
class UserModel:
    """What the page shows.

    Attributes:
        about: Role, user name, and what the key is.
        standing: Why they do not get in; empty for whoever does.
        rows: What can be done, by code: ``give``, ``disable``, ``enable`` and ``remove``.
    """

    name: str
    about: str
    standing: str
    rows: tuple[UpkeepRow, ...]


class UserView(FormView, Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: UserModel) -> None:
        """Show who it is and what can be done."""

    def show_form(self, explained: str, fields: tuple[FieldWords, ...]) -> None:
        """Let another passphrase be typed."""

    def ask(self, question: Question, act: Callable[[], None]) -> None:
        """Say what happens, and let it be confirmed."""

    def rotate(self, login: str) -> None:
        """Take the key away and give the records a new one; the pages end."""


class UserPresenter:
    """Does for one user what the user cannot do alone, or is not to be asked about."""

    def __init__(self, view: UserView, desk: KeysDesk, user: UserId, beside: Beside) -> None:
        self._view, self._desk, self._user = view, desk, user
        self._work = FormWork(view, beside)

    def show(self) -> None:
        """Show who it is and what can be done."""
        try:
            holder = self._holder()
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        model = UserModel(
            name=holder.name, about=about(holder), standing=standing(holder), rows=_rows(holder)
        )
        self._view.show_model(model)

    def open(self, code: str) -> None:
        """Begin what a row is about."""
        if self._work.is_busy:
            return
        holder = self._holder()
        match code:
            case "give":
                self._view.show_form(_what_giving_means(holder), self.fields())
            case "disable":
                self._view.ask(_disabling(holder), partial(self._disable, holder))
            case "enable":
                self._do(lambda: self._desk.enable_user(holder.login), _is_in_again(holder))
            case "remove":
                self._view.ask(_removing(holder), partial(self._view.rotate, holder.login))

    def fields(self) -> tuple[FieldWords, ...]:
        """Return what is asked for another passphrase."""
        return (*passphrase_fields(), key_file_field(required=self._desk.key_files_required()))

    def give(self, values: Mapping[str, str]) -> None:
        """Give them another passphrase, or say at each field what is in the way."""
        if self._work.is_busy:
            return
        holder = self._holder()
        wrong = mistakes(self.fields(), values)
        errors = wrong or passphrase_mistakes(self._desk, values, holder.login)
        self._view.show_errors(errors)
        if errors:
            return
        passphrase, place = values["passphrase"], place_in(values)

        def said(made: MadeKeyFile | None) -> str:
            self.show()
            given = _("{name} gets in with that passphrase, and chooses another before anything else.")
            return with_key_file(given.format(name=holder.name), made)

        self._work.do(
            _("Making the key. This takes a few seconds."),
            lambda: self._desk.give_passphrase(holder.login, passphrase, place),
            said,
        )

    def _holder(self) -> KeyHolder:
        found = next((one for one in self._desk.key_holders() if one.id == self._user), None)
        if found is None:
            raise UserUnknown
        return found

    def _disable(self, holder: KeyHolder) -> None:
        said = _("{name} cannot unlock any more, until you let them in again.").format(name=holder.name)
        self._do(lambda: self._desk.disable_user(holder.login), said)

    def _do(self, work: Callable[[], None], said: str) -> None:
        def done(_nothing: None) -> str:
            self.show()
            return said

        self._work.do("", work, done)


def _rows(holder: KeyHolder) -> tuple[UpkeepRow, ...]:
    # Translators: rows that each begin something; sv "Ge en ny lösenfras…", "Ge en nyckel igen…",
    # "Stäng av…", "Släpp in igen", "Ta ifrån nyckeln…".
    if not holder.has_key:
        again = _("With a passphrase that gives way to their own. Cases and signatures stay theirs.")
        return (UpkeepRow(place="give", text=_("Give a key again…"), second=again),)
    remove = UpkeepRow(
        place="remove",
        text=_("Take the key away…"),
        second=_("For good. The records get a new key, and everybody unlocks again."),
    )
    if not holder.is_active:
        same = _("With the passphrase they have.")
        return (UpkeepRow(place="enable", text=_("Let in again"), second=same), remove)
    return (
        UpkeepRow(
            place="give",
            text=_("Give a new passphrase…"),
            second=_("When the passphrase is forgotten, or the key file lost."),
        ),
        UpkeepRow(
            place="disable",
            text=_("Shut out…"),
            second=_("For a time. The key stays, and works again later."),
        ),
        remove,
    )


def _what_giving_means(holder: KeyHolder) -> str:
    said = _(
        "The passphrase that {name} has now opens nothing any more. Let {name} write the new one, or tell it "
        "to them alone: they choose another at the next unlock. That you gave it is on record."
    ).format(name=holder.name)
    if not holder.needs_key_file:
        return said
    # Translators: {said} is whole sentences.
    return _("{said} The key file they have opens nothing any more either.").format(said=said)


def _disabling(holder: KeyHolder) -> Question:
    return Question(
        # Translators: sv "Stänga av {name}?", "Stäng av".
        title=_("Shut {name} out?").format(name=holder.name),
        text=_(
            "{name} cannot unlock any more, until you let them in again. The key is still theirs: with a "
            "copy of the files and other tools it opens them. If it is for good, take the key away instead."
        ).format(name=holder.name),
        yes=_("Shut out"),
    )


def _removing(holder: KeyHolder) -> Question:
    return Question(
        # Translators: sv "Ta ifrån {name} nyckeln?", "Ta ifrån nyckeln".
        title=_("Take the key away from {name}?").format(name=holder.name),
        text=_(
            "{name} cannot unlock any more; what they wrote and signed stays. Then the records get a new "
            "key, which takes a while, and everybody unlocks again with the passphrase they have. Old "
            "backups still open with {name}'s passphrase: destroy those that are not needed."
        ).format(name=holder.name),
        yes=_("Take the key away"),
    )


def _is_in_again(holder: KeyHolder) -> str:
    return _("{name} gets in again, with the same passphrase.").format(name=holder.name)
