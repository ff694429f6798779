"""Who may mark the genital area on the body map: named by a method lead, read by everybody (W-8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.access import READS_PERSONS, Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.set_up_words import role_text
from screening_app.gui.presenters.wording import time_in_words
from screening_app.i18n import gettext as _
from screening_app.services.marks import may_name_markers, name_restricted_roles, restricted_roles
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChoice:
    """A role that can be named."""

    code: str
    text: str
    digit: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkersModel:
    """What the page shows.

    Attributes:
        said: Who may now, a sentence.
        choices: Roles to name; empty for whoever may only read.
        reader: Who names them, for whoever may not; empty for a method lead.
    """

    said: str
    choices: tuple[RoleChoice, ...]
    reader: str


class MarkersView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: MarkersModel) -> None:
        """Show who may."""

    def show_problem(self, text: str) -> None:
        """Show why nothing is shown, or nothing was changed."""

    def show_saved(self, text: str) -> None:
        """Say when it was saved."""


class MarkersPresenter:
    """Names a role, or takes it back, at once and on record."""

    def __init__(self, view: MarkersView, session: Session) -> None:
        self._view, self._session = view, session

    def show(self) -> None:
        """Show who may now."""
        try:
            named = restricted_roles(self._session)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._view.show_model(self._model(named))

    def choose(self, code: str) -> None:
        """Name a role, or take it back if it is named."""
        try:
            named = restricted_roles(self._session)
            name_restricted_roles(self._session, named ^ {Role(code)})
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
        else:
            now = time_in_words(self._session.clock.now())
            self._view.show_saved(_("Saved {time}").format(time=now))
        self.show()

    def _model(self, named: frozenset[Role]) -> MarkersModel:
        may = may_name_markers(self._session)
        return MarkersModel(
            said=who_may_mark(named),
            choices=tuple(_choices(named)) if may else (),
            reader="" if may else _("A method lead names them."),
        )


def who_may_mark(named: frozenset[Role]) -> str:
    """Return who may mark the genital area, a sentence."""
    if not named:
        return _("Nobody may mark the genital area on the body map.")
    roles = ", ".join(role_text(role) for role in sorted(named))
    return _("These roles may mark the genital area: {roles}").format(roles=roles)


def _choices(named: frozenset[Role]) -> tuple[RoleChoice, ...]:
    roles: Mapping[int, Role] = dict(enumerate(sorted(READS_PERSONS), start=1))
    return tuple(
        RoleChoice(code=str(role), text=role_text(role), digit=digit, chosen=role in named)
        for digit, role in roles.items()
    )
