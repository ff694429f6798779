"""One's own key: another passphrase, and the key file beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from screening_app.bootstrap.upkeep import MadeKeyFile
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.key_forms import (
    FormView,
    FormWork,
    KeysDesk,
    key_file_field,
    mistakes,
    passphrase_mistakes,
    place_in,
    with_key_file,
)
from screening_app.gui.presenters.set_up_words import FieldKind, FieldWords, passphrase_fields
from screening_app.i18n import gettext as _


class PassphrasePresenter:
    """Changes the passphrase of whoever is at the desk."""

    def __init__(self, view: FormView, desk: KeysDesk, login: str, beside: Beside) -> None:
        self._view, self._desk, self._login = view, desk, login
        self._work = FormWork(view, beside)

    def fields(self) -> tuple[FieldWords, ...]:
        """Return what is asked; a key file too, where the rule asks for one and there is none."""
        fields = (_old(), *passphrase_fields())
        if self._desk.needs_key_file or not self._desk.key_files_required():
            return fields
        return (*fields, key_file_field(required=True))

    def change(self, values: Mapping[str, str]) -> None:
        """Change it, or say at each field what is in the way."""
        if self._work.is_busy:
            return
        wrong = mistakes(self.fields(), values)
        errors = wrong or passphrase_mistakes(self._desk, values, self._login)
        self._view.show_errors(errors)
        if errors:
            return
        old, new, place = values["old"], values["passphrase"], place_in(values)
        self._work.do(
            _("Changing the passphrase. This takes a few seconds."),
            lambda: self._desk.change_passphrase(old, new, place),
            lambda made: with_key_file(_("The passphrase is changed."), made),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFileModel:
    """How it stands with one's own key file.

    Attributes:
        text: Whether one is needed, and what a new one means.
        can_need_none: Whether it can be given up.
    """

    text: str
    can_need_none: bool


class KeyFileView(FormView, Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: KeyFileModel) -> None:
        """Show how it stands."""


class KeyFilePresenter:
    """Makes a key file for whoever is at the desk, or has them need none."""

    def __init__(self, view: KeyFileView, desk: KeysDesk, beside: Beside) -> None:
        self._view, self._desk = view, desk
        self._work = FormWork(view, beside)

    def show(self) -> None:
        """Show how it stands."""
        has_one, required = self._desk.needs_key_file, self._desk.key_files_required()
        if has_one:
            text = _(
                "You need your key file to unlock. A new one takes its place: the old one then opens nothing."
            )
        elif required:
            text = _("Everybody needs a key file here, and you have none yet. Make yours now.")
        else:
            text = _("You unlock with your passphrase alone. With a key file, one that was seen is no use.")
        self._view.show_model(KeyFileModel(text=text, can_need_none=has_one and not required))

    def fields(self) -> tuple[FieldWords, ...]:
        """Return what is asked for a new one."""
        return (_old(), key_file_field(required=True))

    def make(self, values: Mapping[str, str]) -> None:
        """Make a new one, or say at each field what is in the way."""
        if self._work.is_busy:
            return
        errors = mistakes(self.fields(), values)
        self._view.show_errors(errors)
        if not errors:
            # Translators: while it is being done; sv "Gör nyckelfilen. Det tar några sekunder."
            said = _("Making the key file. This takes a few seconds.")
            passphrase, place = values["old"], place_in(values)
            self._work.do(said, lambda: self._desk.renew_key_file(passphrase, place), self._done)

    def need_none(self, values: Mapping[str, str]) -> None:
        """Have the passphrase be enough from now on; it has to be typed for that."""
        if self._work.is_busy:
            return
        errors = mistakes((_old(),), {"old": values["old"]})
        self._view.show_errors(errors)
        if not errors:
            passphrase = values["old"]
            said = _("Changing your key. This takes a few seconds.")
            self._work.do(said, lambda: self._desk.renew_key_file(passphrase, None), self._done)

    def _done(self, made: MadeKeyFile | None) -> str:
        self.show()
        if made is None:
            return _("You need no key file any more.")
        return with_key_file("", made)


def _old() -> FieldWords:
    return FieldWords(code="old", label=_("Passphrase now"), kind=FieldKind.SECRET)
