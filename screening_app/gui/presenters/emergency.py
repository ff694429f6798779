"""The emergency panel: what to do in order, whom to call, and when each step was done."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import LinkId, ScreeningId
from screening_app.gui.presenters.alarms import alarms_of
from screening_app.gui.presenters.emergency_ticks import UNSAVED, WAITING, store_unsaved
from screening_app.gui.presenters.moment import STILL, Moment
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.presenters.wording import day_in_words, text_of, time_in_words
from screening_app.i18n import gettext as _
from screening_app.i18n import ngettext
from screening_app.questionnaire.model import Item, ItemType
from screening_app.services.case import case_of
from screening_app.services.conversation import resume_conversation
from screening_app.services.emergency import (
    Tick,
    danger_panel,
    numbers_to_call,
    recorded_ticks,
    standing,
)
from screening_app.services.known_contacts import KnownContact
from screening_app.services.ports import FormLibrary
from screening_app.services.session import Session

_KEYS = 10
_SHOWN_NUMBERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRow:
    """A step.

    Attributes:
        is_done: Whether it is ticked.
        time: When it was, and whether that is not stored yet.
    """

    code: str
    digit: int | None
    text: str
    help: str
    is_done: bool
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number to call."""

    id: str
    number: str
    need: str
    when: str
    is_urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyModel:
    """The panel.

    Attributes:
        numbers: The first is the emergency number.
        reasons: The answers of the conversation that call for action now.
        confirmed: When the numbers were last confirmed, or that nobody has.
        kept: Where ticks go: to a case, or nowhere yet.
        problem: Why ticks are not stored; empty as a rule.
        to_conversation: Whether going back leads to a conversation.
    """

    heading: str
    lead: str
    opened: str
    rows: tuple[EmergencyRow, ...]
    numbers: tuple[NumberRow, ...]
    reasons: tuple[str, ...]
    confirmed: str
    kept: str
    problem: str
    to_conversation: bool


class EmergencyView(Protocol):
    """Shows the panel."""

    def show_panel(self, model: EmergencyModel) -> None:
        """Show it as it stands."""


class EmergencyPresenter:
    """Ticks steps; stores them with a conversation, or holds them until one begins.

    Args:
        by_itself: Whether an answer opened the panel: then the next key may be meant for the next
            question, and none is taken before the keyboard has been still for a moment.
    """

    def __init__(
        self,
        view: EmergencyView,
        session: Session | None,
        screening_id: ScreeningId | None,
        navigation: Navigation,
        *,
        forms: FormLibrary,
        country: str,
        now: Callable[[], dt.datetime],
        by_itself: bool = False,
    ) -> None:
        self._view, self._session, self._screening = view, session, screening_id
        self._navigation, self._now = navigation, now
        self._forms, self._country = forms, country
        self._opened = now()
        self._problem = ""
        self._items = [item for item in danger_panel(forms).item if item.type is ItemType.CHOICE]
        self._case, self._reasons = self._of_conversation()
        self._moment = Moment(now, STILL)
        self._by_itself = by_itself

    def open(self) -> None:
        """Show the panel."""
        self._show()
        if self._by_itself:
            self._moment.begin()

    def takes_key(self) -> bool:
        """Tell whether a key that was pressed now acts; one that does not begins the moment anew."""
        return self._moment.takes_key()

    def is_touched(self) -> None:
        """Take keys from now on: somebody turned to the panel on purpose."""
        self._moment.end()

    def tick(self, code: str) -> None:
        """Tick a step, or take its tick back; the time stands either way."""
        step = LinkId(code)
        tick = Tick(step=step, at=self._now(), done=step not in self._standing())
        if self._session is None or self._screening is None:
            WAITING.append(tick)
        else:
            UNSAVED.setdefault(self._screening, []).append(tick)
            self._store()
        self._show()

    def try_again(self) -> None:
        """Try again to store what could not be stored; shows the panel anew only where it could."""
        if self._problem and self._store():
            self._show()

    @property
    def may_ask_duties(self) -> bool:
        """Whether the guide to duties can be opened: it needs the unit's regime."""
        return self._session is not None

    def show_duties(self) -> None:
        """Show what must be done, by a few questions (W-5, the help on legal basis)."""
        if self.may_ask_duties:
            self._navigation.duties()

    def leave(self) -> None:
        """Go back to where the panel was opened."""
        self._navigation.back()

    def _store(self) -> bool:
        if self._session is None:
            return True
        try:
            store_unsaved(self._session)
        except ScreeningAppError as error:
            self._problem = error.describe()
            return False
        self._problem = ""
        return True

    def _unsaved(self) -> list[Tick]:
        return UNSAVED.get(self._screening, []) if self._screening is not None else []

    def _standing(self) -> dict[LinkId, dt.datetime]:
        if self._session is None or self._screening is None:
            return standing(WAITING)
        return standing([*recorded_ticks(self._session, self._screening), *self._unsaved()])

    def _of_conversation(self) -> tuple[str, tuple[str, ...]]:
        """Return the case number, and which answers call for action now."""
        if self._session is None or self._screening is None:
            return "", ()
        conversation = resume_conversation(self._session, self._screening)
        case = case_of(self._session, conversation.screening.person)
        return case.number, tuple(one.text for one in alarms_of(conversation))

    def _show(self) -> None:
        done = self._standing()
        unsaved = frozenset(tick.step for tick in self._unsaved())
        numbers = numbers_to_call(self._forms, self._country, self._session)
        self._view.show_panel(
            EmergencyModel(
                # Translators: sv "Akut: gör så här".
                heading=_("Urgent: do this"),
                # Translators: sv "Börja uppifrån. Varje rad får en tid när du bockar av."
                lead=_("Begin at the top. Each row gets a time when you tick it."),
                # Translators: sv "Öppnad {time}".
                opened=_("Opened {time}").format(time=time_in_words(self._opened)),
                rows=tuple(_row(at, item, done, unsaved) for at, item in enumerate(self._items, start=1)),
                numbers=tuple(_number(one, first=at == 0) for at, one in enumerate(numbers[:_SHOWN_NUMBERS])),
                reasons=self._reasons,
                confirmed=_confirmed(numbers[:_SHOWN_NUMBERS]),
                kept=self._kept(),
                problem=self._problem,
                to_conversation=self._screening is not None,
            )
        )

    def _kept(self) -> str:
        if count := len({tick.step for tick in self._unsaved()}):
            # Translators: sv "{count} rad är inte sparad. Det prövas igen av sig självt."
            said = ngettext(
                "{count} row is not saved. It is tried again by itself.",
                "{count} rows are not saved. They are tried again by themselves.",
                count,
            )
            return said.format(count=count)
        if self._case:
            # Translators: {case} is a case number; sv "Sparas på ärende {case}. Inget namn behövs."
            return _("Saved with case {case}. No name is needed.").format(case=self._case)
        return _("Not saved yet: the ticks follow the next conversation that you begin, until the lock.")


def _row(at: int, item: Item, done: dict[LinkId, dt.datetime], unsaved: frozenset[LinkId]) -> EmergencyRow:
    ticked = done.get(item.link_id)
    # Translators: beside the time of a step that could not be stored yet; sv "inte sparat".
    words = (time_in_words(ticked) if ticked else "", _("not saved") if item.link_id in unsaved else "")
    return EmergencyRow(
        code=item.link_id,
        digit=at % _KEYS if at <= _KEYS else None,
        text=text_of(item.text),
        help=text_of(item.help),
        is_done=ticked is not None,
        time=" · ".join(filter(None, words)),
    )


def _number(contact: KnownContact, *, first: bool) -> NumberRow:
    return NumberRow(
        id=contact.id,
        number=contact.number,
        need=text_of(contact.label),
        is_urgent=first,
        when=" · ".join(filter(None, (text_of(contact.name), text_of(contact.hours)))),
    )


def _confirmed(contacts: tuple[KnownContact, ...]) -> str:
    known = [one.confirmed_on for one in contacts if one.confirmed_on is not None]
    if len(known) < len(contacts) or not known:
        return _("These numbers have not all been confirmed by a call.")
    if any(one.is_stale for one in contacts):
        # Translators: sv "Numren kontrollerades senast {date}. Kontrollera dem igen."
        return _("The numbers were last confirmed on {date}. Confirm them again.").format(
            date=day_in_words(min(known))
        )
    # Translators: sv "Numren kontrollerades {date}".
    return _("The numbers were confirmed on {date}.").format(date=day_in_words(min(known)))
