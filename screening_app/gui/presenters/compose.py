"""Leads from a closed conversation to a document that was decided, shown and handed over."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Protocol, TypeVar

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.compose_models import ComposeModel
from screening_app.gui.presenters.compose_words import (
    Chosen,
    can_preview,
    compose_model,
    place_in_words,
    what_is_left,
)
from screening_app.gui.presenters.typed_answers import read_date
from screening_app.i18n import gettext as _
from screening_app.services.archive import ArchivePress, archive_copy
from screening_app.services.compose import Choices, compose_choices
from screening_app.services.consent import NewConsent, record_consent
from screening_app.services.errors import ProtectedWordInText
from screening_app.services.leaving import record_leaving
from screening_app.services.new_file import check_folder, write_new
from screening_app.services.ports import ReferralRenderer, SignatureCheck
from screening_app.services.preview import preview_referral
from screening_app.services.referral import CONSENT, Made, Order, make_referral
from screening_app.services.referral_written import fields_to_write
from screening_app.services.session import Session

T = TypeVar("T")

Printing = Callable[[bytes, str], None]
"""A printer that the user chose: takes a document under a neutral name, or raises ``PrinterRefused``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What documents are made with."""

    render: ReferralRenderer
    check: SignatureCheck
    press: ArchivePress


class ComposeView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: ComposeModel) -> None:
        """Show what is chosen and what is missing."""

    def show_paper(self, pdf: bytes, *, decided: bool) -> None:
        """Show the paper; one that is not decided is marked as a preview."""

    def show_problem(self, text: str, *, leave_out: str = "") -> None:
        """Show what went wrong; empty takes it back.

        Args:
            leave_out: Address of an answer that may be left out for it.
        """

    def show_done(self, text: str) -> None:
        """Say what has left."""

    def show_consent_problem(self, field: str, text: str) -> None:
        """Show at ``scope`` or ``until`` why a consent was not recorded."""

    def show_consent_recorded(self) -> None:
        """Put the form for a consent away."""

    def ask_printer(self) -> None:
        """Let the user choose a printer; the page then calls ``print_on``."""


class ComposePresenter:
    """Keeps the order, shows the paper beside it, and lets it leave only as it was decided."""

    def __init__(
        self, view: ComposeView, session: Session, screening: ScreeningId, workshop: Workshop, beside: Beside
    ) -> None:
        self._view, self._session, self._workshop, self._beside = view, session, workshop, beside
        self._choices: Choices | None = None
        self._order = Order(screening=screening, recipient="", basis="", kind="")
        self._ticked: frozenset[int] = frozenset()
        self._round = self._asked = 0
        self._busy = False
        self._has_paper = self._is_blocked = False
        self._offered = ""
        self._begun_others = set[tuple[str, int | None]]()
        self._made: Made | None = None
        self._kept: dict[tuple[str, int | None], tuple[Mapping[str, str], tuple[str, ...]]] = {}

    def open(self) -> None:
        """Show what can be chosen; a consent that holds is chosen beforehand, nothing else is."""

        self._asked += 1
        order, asked = self._order, self._asked

        def found(choices: Choices) -> None:
            # Another document was chosen meanwhile: its own choices are on their way.
            if asked != self._asked:
                return
            self._choices = choices
            self._offered = self._recipient_for(choices)
            self._order = replace(
                self._order,
                kind=choices.kind.kind,
                basis=choices.default_basis or "",
                recipient=self._offered,
                child=choices.child,
                language=self._order.language or choices.language,
            )
            self._changed()

        self._beside(lambda: self._choose(order), found, self._failed)

    def _choose(self, order: Order) -> Choices:
        check = self._workshop.check
        return compose_choices(
            self._session, order.screening, check=check, kind=order.kind, child=order.child
        )

    def _recipient_for(self, choices: Choices) -> str:
        """Return whom the consent names, or who received the report on the child; else what was typed."""
        told = next((one.recipient for one in choices.children if one.number == choices.child), "")
        by_consent = choices.default_basis == CONSENT
        return choices.consents[0].recipient if by_consent else told or self._order.recipient

    def choose_kind(self, kind: str) -> None:
        """Make another document of the conversation; basis and places are chosen anew."""
        if self._busy or kind == self._order.kind:
            return
        self._begin_other(kind, None)

    def choose_child(self, number: int) -> None:
        """Make the document about this child; basis and places are chosen anew."""
        if self._busy or number == self._order.child:
            return
        self._begin_other(self._order.kind, number)

    def _begin_other(self, kind: str, child: int | None) -> None:
        """Begin another document; what was written for this one is there when it is chosen again."""
        order = self._order
        if self._is_begun:
            self._begun_others.add((order.kind, order.child))
        self._kept[order.kind, order.child] = (order.own_words, order.left_out)
        words, left_out = self._kept.get((kind, child), ({}, ()))
        self._ticked = frozenset()
        self._order = replace(
            order, kind=kind, basis="", opened=(), child=child, own_words=words, left_out=left_out
        )
        self.open()

    def choose_basis(self, code: str) -> None:
        """Choose the legal basis; its conditions are to be assessed anew."""
        self._ticked = frozenset()
        self._reorder(replace(self._order, basis=code))

    def tick(self, condition: int, *, met: bool) -> None:
        """Say that a condition of the basis is met, or take that back; the paper does not change."""
        self._ticked = self._ticked | {condition} if met else self._ticked - {condition}
        self._show()

    def rest_on(self, consent_id: str) -> None:
        """Take the recipient from a recorded consent."""
        if self._choices is not None:
            consent = next(one for one in self._choices.consents if one.id == consent_id)
            self._offered = consent.recipient
            self._reorder(replace(self._order, recipient=consent.recipient))

    def record_consent(self, new: NewConsent) -> None:
        """Record what the person agreed to today, and rest on it."""
        if self._choices is None:
            return
        person = self._choices.person

        def recorded(choices: Choices) -> None:
            self._choices, self._offered = choices, new.recipient
            self._view.show_consent_recorded()
            self._reorder(replace(self._order, basis=CONSENT, recipient=new.recipient), force=True)

        order = self._order

        def work() -> Choices:
            record_consent(self._session, person, new)
            return self._choose(order)

        self._beside(work, recorded, self._failed)

    def take_consent(self, scope: str, how: str, until: str) -> None:
        """Record a consent as it was typed: for the recipient named, from today."""
        recipient, today = self._order.recipient.strip(), self._session.today()
        day = read_date(until, today=today) if until.strip() else None
        if not recipient:
            # Translators: sv "Skriv mottagaren först, ovanför."
            self._view.show_consent_problem("scope", _("Name the recipient first, above."))
        elif not scope.strip():
            # Translators: sv "Skriv vad som får berättas, med personens ord."
            self._view.show_consent_problem("scope", _("Write what may be told, in the person's words."))
        elif until.strip() and (day is None or day < str(today) or len(day) != len(str(today))):
            # Translators: sv "Skriv en dag som kommer, till exempel 2027-02-26."
            self._view.show_consent_problem("until", _("Write a day to come, such as 2027-02-26."))
        else:
            valid_until = dt.date.fromisoformat(day) if day else None
            self.record_consent(
                NewConsent(recipient=recipient, scope=scope.strip(), how=how, valid_until=valid_until)
            )

    def include(self, address: str, *, included: bool) -> None:
        """Open one location item, or close it again."""
        others = tuple(one for one in self._order.opened if one != address)
        self._reorder(replace(self._order, opened=(*others, address) if included else others))

    def leave_out(self, address: str) -> None:
        """Leave an answer out of this paper; staff may write in its place."""
        if address not in self._order.left_out:
            self._reorder(replace(self._order, left_out=(*self._order.left_out, address)))

    def put_back(self, address: str) -> None:
        """Take an answer that was left out into the paper again."""
        if self._choices is None:
            return
        left_out = tuple(one for one in self._order.left_out if one != address)
        places = {field.id for field in fields_to_write(self._choices.kind, left_out)}
        # What was written in its place has none any more.
        words = {field: text for field, text in self._order.own_words.items() if field in places}
        self._reorder(replace(self._order, left_out=left_out, own_words=words))

    def write(self, words: Mapping[str, str]) -> None:
        """Put on the paper what staff wrote, by field."""
        written = {field: text.strip() for field, text in words.items() if text.strip()}
        self._reorder(replace(self._order, own_words=written))

    def set_language(self, language: str) -> None:
        """Choose the language of the paper."""
        self._reorder(replace(self._order, language=language))

    def set_typed(self, recipient: str, number: str) -> None:
        """Name the recipient, and put the authority's own number on the paper."""
        self._reorder(replace(self._order, recipient=recipient.strip(), registration_number=number.strip()))

    def print(self) -> None:
        """Ask for a printer, if nothing is missing."""
        if self._is_ready():
            self._view.ask_printer()

    def print_on(self, printer: Printing) -> None:
        """Decide the document unless it is, record that it leaves, and hand it to the printer."""

        def hand_over(made: Made) -> str:
            record_leaving(self._session, made.document, made.pdf, way="print")
            printer(made.pdf, PurePath(made.file_name).stem)
            # Translators: sv "Skickad till skrivaren: {name}. Kontrollrad {head}."
            return _("Sent to the printer: {name}. Control line {head}.").format(
                name=PurePath(made.file_name).stem, head=made.document.head
            )

        self._leave(hand_over)

    def save_archive_copy(self, folder: Path) -> None:
        """Decide the document unless it is, and write its signed archive copy to a folder."""

        def hand_over(made: Made) -> str:
            copy = archive_copy(self._session, made, press=self._workshop.press)
            path = write_new(folder, copy.file_name, copy.pdf)
            # Translators: sv "Arkivkopian är sparad: {path}".
            return _("The archive copy is saved: {path}").format(path=path)

        # A folder that takes no file must not have a document decided for it.
        self._leave(hand_over, before=lambda: check_folder(folder))

    def _leave(self, hand_over: Callable[[Made], str], *, before: Callable[[], None] = lambda: None) -> None:
        """Hand the document over as it was decided; it is decided now unless nothing changed since."""
        if self._busy or not self._is_ready():
            return
        self._busy = True
        self._round += 1
        order = replace(self._order, assessed=True)
        decided = [self._made] if self._made else []

        def work() -> str:
            before()
            if not decided:
                workshop = self._workshop
                decided.append(
                    make_referral(self._session, order, render=workshop.render, check=workshop.check)
                )
            return hand_over(decided[0])

        def left(said: str) -> None:
            self._keep(order, decided)
            self._view.show_done(said)

        def failed(error: Exception) -> None:
            self._keep(order, decided)
            self._failed(error)

        self._view.show_problem("")
        self._beside(work, left, failed)

    def _keep(self, order: Order, decided: list[Made]) -> None:
        """Show a document that was decided, and hand out the same one as long as nothing changes."""
        self._busy = False
        if decided and replace(self._order, assessed=True) == order:
            self._made, self._has_paper = decided[0], True
            self._begun_others.discard((order.kind, order.child))
            self._view.show_paper(decided[0].pdf, decided=True)
            self._show()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was ticked, chosen or written for a document that was not made."""
        here = (self._order.kind, self._order.child)
        return self._is_begun or bool(self._begun_others - {here})

    @property
    def _is_begun(self) -> bool:
        order = self._order
        chosen = self._ticked or order.opened or order.left_out or order.own_words
        typed = order.registration_number or order.recipient != self._offered
        return self._made is None and bool(chosen or typed)

    def _is_ready(self) -> bool:
        if self._choices is None or self._is_blocked:
            return False
        return not what_is_left(self._choices, self._chosen())

    def _chosen(self) -> Chosen:
        return Chosen(
            order=self._order,
            ticked=self._ticked,
            today=self._session.today(),
            has_paper=self._has_paper,
            is_blocked=self._is_blocked,
        )

    def _reorder(self, order: Order, *, force: bool = False) -> None:
        if force or order != self._order:
            self._order = order
            self._changed()

    def _changed(self) -> None:
        """Take the paper away and set another, if there is enough to."""
        self._made, self._has_paper, self._is_blocked = None, False, False
        self._round += 1
        self._view.show_problem("")
        if self._choices is None or not can_preview(self._choices, self._chosen()):
            self._show()
            return
        self._show()
        order, round_ = self._order, self._round

        def work() -> bytes:
            workshop = self._workshop
            preview = preview_referral(self._session, order, render=workshop.render, check=workshop.check)
            return preview.pdf

        def done(pdf: bytes) -> None:
            if round_ == self._round:
                self._has_paper = True
                self._view.show_paper(pdf, decided=False)
                self._show()

        def failed(error: Exception) -> None:
            if round_ == self._round:
                self._is_blocked = True
                self._failed(error)

        self._beside(work, done, failed)

    def _show(self) -> None:
        if self._choices is not None:
            self._view.show_model(compose_model(self._choices, self._chosen()))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self._show()
        if not isinstance(error, ProtectedWordInText):
            self._view.show_problem(error.describe())
            return
        where = str(error.params.get("where", ""))
        said = ProtectedWordInText(where=place_in_words(self._choices, where)).describe()
        answered = self._choices is not None and self._choices.place(where) is not None
        self._view.show_problem(said, leave_out=where if answered else "")
