"""The unit's routine, whole: its items in order, what is missing, and where each is written (L-25, W-1)."""

from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.unit_routine import RoutineItem, UnitRoutine
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.markers import who_may_mark
from screening_app.gui.presenters.routine_words import item_in_words, missing_in_words, sections_of
from screening_app.gui.presenters.wording import day_in_words, text_of
from screening_app.i18n import gettext as _
from screening_app.questionnaire.pack_documents import DocumentSection
from screening_app.services.marks import restricted_roles
from screening_app.services.session import Session
from screening_app.services.unit_routine import may_edit_routine, names_of, routine_of

_MARKERS = "markers"
_SHOWN = 140
"""Letters of an item in the list; its own page shows it whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item in the list.

    Attributes:
        second: How it begins, or that nothing stands there.
        is_missing: Whether the unit needs it before it goes live, and it is not there.
    """

    code: str
    text: str
    second: str
    is_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRows:
    """Items that belong together."""

    title: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineModel:
    """What the page shows.

    Attributes:
        lead: Which version it is, and who changed it last.
        missing: A sentence on what is missing before go-live; empty when nothing is.
        next_missing: Code of the first missing item, for whoever may write it; empty otherwise.
        reader: Who writes it, for whoever may not; empty for a method lead.
        markers: Who may mark the genital area; no item of the routine on paper.
    """

    lead: str
    missing: str
    next_missing: str
    reader: str
    sections: tuple[SectionRows, ...]
    markers: ItemRow


class RoutineView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: RoutineModel) -> None:
        """Show the routine."""

    def show_problem(self, text: str) -> None:
        """Show why there is nothing to show."""


class RoutinePresenter:
    """Shows the routine and leads to its items."""

    def __init__(self, view: RoutineView, session: Session, navigation: DeskNavigation) -> None:
        self._view, self._session, self._navigation = view, session, navigation

    def show(self) -> None:
        """Show the routine as it stands."""
        try:
            model = routine_model(self._session, routine_of(self._session))
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._view.show_model(model)

    def open(self, code: str) -> None:
        """Show an item whole."""
        if code == _MARKERS:
            self._navigation.markers()
        elif code == RoutineItem.CONTACTS:
            self._navigation.contacts()
        else:
            self._navigation.routine(code)


def routine_model(session: Session, routine: UnitRoutine) -> RoutineModel:
    """Return what the page shows of a routine.

    Raises:
        PackEntryNotFound: If the country's pack has no words for it.
    """
    missing = routine.missing
    may_edit = may_edit_routine(session)
    return RoutineModel(
        lead=_lead(session, routine),
        missing=missing_in_words(len(missing)),
        next_missing=str(missing[0]) if missing and may_edit else "",
        reader="" if may_edit else _("A method lead writes it. Everybody can read and print it."),
        sections=tuple(_section(session, routine, section) for section in sections_of(session)),
        markers=_markers(session),
    )


def _markers(session: Session) -> ItemRow:
    return ItemRow(
        code=_MARKERS,
        text=_("Who may mark the genital area"),
        second=who_may_mark(restricted_roles(session)),
        is_missing=False,
    )


def _lead(session: Session, routine: UnitRoutine) -> str:
    last = routine.last_written
    if last is None:
        return _("Nobody has written it yet.")
    # Translators: sv "Version {version}. Ändrad {day} av {name}."
    return _("Version {version}. Changed on {day} by {name}.").format(
        version=routine.version,
        day=day_in_words(last.at.astimezone().date()),
        name=names_of(session).get(str(last.by), ""),
    )


def _section(session: Session, routine: UnitRoutine, section: DocumentSection) -> SectionRows:
    return SectionRows(
        title=text_of(section.heading),
        rows=tuple(
            _row(session, routine, RoutineItem(field.id), text_of(field.label)) for field in section.field
        ),
    )


def _row(session: Session, routine: UnitRoutine, item: RoutineItem, label: str) -> ItemRow:
    said = " ".join(item_in_words(session, routine, item).split())
    is_missing = item in routine.missing
    return ItemRow(
        code=str(item), text=label, second=_second(said, is_missing=is_missing), is_missing=is_missing
    )


def _second(said: str, *, is_missing: bool) -> str:
    short = said if len(said) <= _SHOWN else said[:_SHOWN].rsplit(" ", 1)[0] + " …"
    if is_missing:
        # Translators: of an item of the routine; sv "Inte ifyllt".
        nothing = _("Not filled in")
        return f"{nothing}. {short}" if short else nothing
    # Translators: of an item that a unit may leave empty; sv "Tomt".
    return short or _("Empty")
