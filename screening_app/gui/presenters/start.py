"""Beginning: how the case is kept, who it is if that may be said, along which pathway."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from babel.dates import format_date

from screening_app.domain.answers import PartialDate
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import Canonical, PersonId
from screening_app.domain.person import CaseKind, IdentityKind, Person, ProtectionLevel, completed_years
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.typed_answers import read_date, read_moment
from screening_app.gui.presenters.wording import day_in_words, text_of, time_in_words
from screening_app.i18n import gettext as _
from screening_app.i18n import language, locale_of
from screening_app.questionnaire.pack import IdentityPack
from screening_app.services.begin import PathwayChoice, begin_again, begin_with_new, pathways_allowed
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import CheckDigitDiffers
from screening_app.services.find import find_persons
from screening_app.services.held import refuse_wrong_time
from screening_app.services.identity import OLDEST_YEARS, accepted_number, has_number
from screening_app.services.people import NewPerson, open_person
from screening_app.services.session import Session

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One of several; ``second`` explains it.

    Attributes:
        refused: It cannot be chosen; ``second`` says why.
    """

    code: str
    text: str
    second: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StartForm:
    """What stands in the page's fields.

    Attributes:
        held: When it was held on paper, as far as that is typed; ``None`` if it begins now.
    """

    kind: str = ""
    name: str = ""
    number_kind: str = ""
    number: str = ""
    number_reason: str = ""
    born: str = ""
    protection: str = ""
    pathway: str = ""
    held: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartModel:
    """What the page offers.

    Attributes:
        kinds: How the case can be kept; empty for somebody who has a record.
        number_kinds: Kinds of identity number, those without a number last.
        numbered: Codes of the kinds that carry a number.
        pathways: Empty where there is only one that can be used.
        pathway: Code of the one that is chosen beforehand; empty if the user has to choose.
        problem: Why no conversation can begin, or empty.
        lead: Whom it is with, by case number; empty for somebody new.
        asks_age: Whether birth date or age is asked; not where the birth date on record tells it.
        takes_date: Whether a birth date may be kept: not for somebody whose record has no name.
    """

    kinds: tuple[Offer, ...]
    number_kinds: tuple[Offer, ...]
    numbered: frozenset[str]
    protections: tuple[Offer, ...]
    reasons: tuple[Offer, ...]
    pathways: tuple[Offer, ...]
    pathway: str = ""
    problem: str = ""
    lead: str = ""
    asks_age: bool = True
    takes_date: bool = True


class StartView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: StartModel) -> None:
        """Show what can be chosen."""

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""

    def ask_reason(self, sentence: str) -> None:
        """Show that the check digit differs, and let a reason be chosen."""

    def show_problem(self, text: str) -> None:
        """Show why nothing began."""


@dataclass(slots=True)
class _Reading:
    """What was read of the form so far, and what is wrong with it."""

    errors: dict[str, str] = field(default_factory=dict)
    number: str | None = None
    number_kind: IdentityKind = IdentityKind.UNKNOWN
    digit_sentence: str = ""
    born: PartialDate | None = None
    age: int | None = None
    asked_at: dt.datetime | None = None


class StartPresenter:
    """Reads the form and begins the conversation."""

    def __init__(
        self, view: StartView, session: Session, navigation: DeskNavigation, person_id: PersonId | None = None
    ) -> None:
        self._view, self._session, self._navigation = view, session, navigation
        self._person_id = person_id
        self._person: Person | None = None
        self._usable: tuple[Canonical, ...] = ()
        self._has_begun = False
        self._usual = ""

    def show(self) -> None:
        """Show what can be chosen in this unit."""
        try:
            allowed = pathways_allowed(self._session)
            if self._person_id is not None:
                self._person = open_person(self._session, self._person_id)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._usable = tuple(choice.canonical for choice in allowed if not choice.refusal)
        model = _model(self._identity, self._person, allowed, self._session.today())
        self._usual = model.pathway
        self._view.show_model(model)

    @property
    def _known(self) -> PartialDate | None:
        """What is on record of the birth date."""
        return self._person.birth_date if self._person else None

    @property
    def _identity(self) -> IdentityPack:
        return self._session.forms.packs(self._session.unit.country).identity

    def missing(self, form: StartForm) -> str:
        """Return what still has to be chosen before a conversation can begin; empty when it can."""
        if not self._usable:
            return _no_guide()
        if self._person_id is None and not form.kind:
            # Translators: sv "Återstår: hur ärendet förs".
            return _("Left: how the case is kept")
        if form.kind == CaseKind.IDENTIFIED and not form.name.strip():
            return _("Left: name")
        if not (form.pathway or self._usual):
            return _("Left: which conversation")
        if form.held is not None and not form.held.strip():
            # Translators: sv "Återstår: när det hölls".
            return _("Left: when it was held")
        return ""

    def held_in_words(self, form: StartForm) -> str:
        """Return how the time on the paper was understood, so that a slip is seen; empty if it is none."""
        moment = read_moment(form.held or "", today=self._session.today())
        if moment is None:
            return ""
        day = moment.astimezone().date()
        # Translators: how a day and a time were understood; sv "{weekday} {date} kl. {time}".
        return _("{weekday} {date} at {time}").format(
            weekday=format_date(day, format="EEEE", locale=locale_of(language())).capitalize(),
            date=day_in_words(day),
            time=time_in_words(moment),
        )

    def begin(self, form: StartForm) -> None:
        """Begin, or say at each field what is in the way; once begun, another Enter begins nothing more."""
        if self._has_begun or self.missing(form):
            return
        read = self._read(form)
        self._view.show_errors(read.errors)
        if read.digit_sentence:
            self._view.ask_reason(read.digit_sentence)
        if read.errors or read.digit_sentence:
            return
        try:
            conversation = self._begin(form, read)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._has_begun = True
        self._navigation.conversation(conversation.screening.id)

    def back(self) -> None:
        """Return without having begun; nothing is stored."""
        self._navigation.back()

    def _begin(self, form: StartForm, read: _Reading) -> Conversation:
        pathway = Canonical(form.pathway or self._usual)
        if self._person_id is not None:
            return begin_again(
                self._session,
                self._person_id,
                pathway,
                age=read.age,
                born=read.born,
                asked_at=read.asked_at,
            )
        kind = CaseKind(form.kind)
        if kind is not CaseKind.IDENTIFIED:
            return begin_with_new(
                self._session, NewPerson(kind=kind), pathway, age=read.age, asked_at=read.asked_at
            )
        new = NewPerson(
            kind=kind,
            name=" ".join(form.name.split()),
            identity_kind=read.number_kind,
            identity_number=read.number,
            birth_date=read.born,
            protection=ProtectionLevel(form.protection or ProtectionLevel.NONE),
        )
        reason = form.number_reason or None
        return begin_with_new(
            self._session, new, pathway, age=read.age, asked_at=read.asked_at, check_digit_reason=reason
        )

    def _read(self, form: StartForm) -> _Reading:
        read = _Reading()
        today = self._session.today()
        kind = self._person.kind if self._person else form.kind
        named = kind == CaseKind.IDENTIFIED
        self._read_born(form, read, today, named=named)
        self._read_held(form, read, today)
        if named and self._person_id is None:
            if len(form.name) > _LONGEST_NAME:
                read.errors["name"] = _("The name is too long. Write at most 200 characters.")
            self._read_number(form, read, today)
        return read

    def _read_held(self, form: StartForm, read: _Reading, today: dt.date) -> None:
        if form.held is None:
            return
        read.asked_at = read_moment(form.held, today=today)
        if read.asked_at is None:
            # Translators: under a field for day and time.
            read.errors["held"] = _("Write day and time such as 2026-11-22 14:30.")
            return
        try:
            refuse_wrong_time(read.asked_at, now=self._session.clock.now(), born=read.born or self._known)
        except ScreeningAppError as error:
            read.errors["held"] = error.describe()

    def _read_number(self, form: StartForm, read: _Reading, today: dt.date) -> None:
        kind = IdentityKind(form.number_kind or IdentityKind.UNKNOWN)
        of_kind = self._identity.number_kind(kind)
        if not has_number(of_kind):
            read.number_kind = kind
            return
        if not form.number.strip():
            return
        try:
            number = accepted_number(of_kind, form.number, today=today, reason=form.number_reason)
        except CheckDigitDiffers as error:
            read.digit_sentence = error.describe()
        except ScreeningAppError as error:
            read.errors["number"] = error.describe()
        else:
            read.number_kind, read.number = kind, number.text
            if find_persons(self._session, number.text):
                # Nobody out of reach is told of; whoever is found here is one this user may open.
                read.errors["number"] = _(
                    "Somebody with that number is here already. Look them up under People."
                )

    def _read_born(self, form: StartForm, read: _Reading, today: dt.date, *, named: bool) -> None:
        text = form.born.strip()
        if not text:
            return
        if text.isdecimal() and int(text) <= OLDEST_YEARS:
            read.age = int(text)
            held = read_moment(form.held or "", today=today)
            day = held.astimezone().date() if held else today
            if self._known and read.age not in _ages_in_year(self._known, day):
                read.errors["born"] = _other_date()
            return
        written = read_date(text, today=today) if named else None
        born = PartialDate.parse(written) if written else None
        if born is None or not _can_be_born(born, today):
            read.errors["born"] = (
                _("Write a birth date such as 1988-05-02, a year, or an age.")
                if named
                else _("Write the age in years. A birth date is kept only with a name.")
            )
            return
        if self._known and not str(born).startswith(str(self._known)):
            read.errors["born"] = _other_date()
        read.born = born


def _can_be_born(born: PartialDate, today: dt.date) -> bool:
    first = dt.date(born.year, born.month or 1, born.day or 1)
    return first <= today and born.year >= today.year - OLDEST_YEARS


def _ages_in_year(born: PartialDate, day: dt.date) -> range:
    """Return the ages that somebody born then has in the course of that day's year."""
    age = day.year - born.year
    return range(age - 1, age + 1)


def _other_date() -> str:
    # Translators: sv "Det stämmer inte med det födelsedatum som är antecknat."
    return _("That does not match the birth date on record.")


def _model(
    identity: IdentityPack, person: Person | None, allowed: Sequence[PathwayChoice], today: dt.date
) -> StartModel:
    usual = [choice.canonical for choice in allowed if not (choice.unlinked or choice.refusal)]
    kinds = [kind for kind in identity.kind if kind.id is not IdentityKind.ANONYMOUS]
    kinds.sort(key=lambda kind: not has_number(kind))
    born = person.birth_date if person else None
    return StartModel(
        kinds=_case_kinds() if person is None else (),
        number_kinds=tuple(Offer(code=str(kind.id), text=text_of(kind.label)) for kind in kinds),
        numbered=frozenset(str(kind.id) for kind in kinds if has_number(kind)),
        protections=tuple(
            Offer(code=str(level.id), text=text_of(level.label)) for level in identity.protection
        ),
        reasons=_reasons(),
        pathways=tuple(map(_offer, allowed)) if len(allowed) > 1 or not usual else (),
        pathway=usual[0] if len(usual) == 1 else "",
        problem="" if allowed else _no_guide(),
        lead=_("Case {number}.").format(number=person.case_number) if person else "",
        asks_age=born is None or completed_years(born, today) is None,
        takes_date=person is None or person.kind is CaseKind.IDENTIFIED,
    )


def _offer(choice: PathwayChoice) -> Offer:
    refused = bool(choice.refusal)
    return Offer(code=choice.canonical, text=text_of(choice.title), second=choice.refusal, refused=refused)


def _no_guide() -> str:
    return _("No conversation guide ships for this kind of unit yet.")


def _case_kinds() -> tuple[Offer, ...]:
    # Translators: sv "Med namn", "Med ärende-id, utan namn", "Helt utan identitet" as in the form "prepare".
    return (
        Offer(
            code=str(CaseKind.IDENTIFIED),
            text=_("With name"),
            second=_("Name and number are stored encrypted, and found only by those who meet the person."),
        ),
        Offer(
            code=str(CaseKind.PSEUDONYM),
            text=_("With a case number, without name"),
            second=_("You can go on another day. Write the case number down where you keep it."),
        ),
        Offer(
            code=str(CaseKind.ANONYMOUS),
            text=_("Without any identity"),
            second=_("For advice, and where the routine allows it."),
        ),
    )


def _reasons() -> tuple[Offer, ...]:
    return (
        Offer(code="document-shows-it", text=_("The identity document shows this number")),
        Offer(code="as-stated", text=_("The person states this number")),
        Offer(code="from-register", text=_("A register shows this number")),
        Offer(code="urgent", text=_("It is urgent; the number is checked later")),
    )
