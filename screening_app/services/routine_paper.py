"""The unit's routine on paper (D-12): what is written, what is missing, and no word of any person.

Decided and rendered as every document: its head is printed on each page, and its bytes are on record
before they leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from screening_app.domain.document import (
    Footer,
    Letterhead,
    Line,
    Referral,
    Row,
    Section,
    SignatureBlock,
    Stamp,
)
from screening_app.domain.unit_routine import (
    MAY_BE_EMPTY,
    Reach,
    RoutineItem,
    UnitRoutine,
    Written,
    months_later,
)
from screening_app.i18n import text_in
from screening_app.questionnaire.pack_documents import DocumentSection, DocumentType
from screening_app.services.begin import pathways_allowed
from screening_app.services.known_contacts import KnownContact, known_contacts
from screening_app.services.on_paper import Paper, leave
from screening_app.services.paper_words import PaperWords
from screening_app.services.ports import ReferralRenderer
from screening_app.services.session import Session
from screening_app.services.unit_routine import names_of, routine_of, step_address, switchable_steps

KIND = "unit-routine"
_REVIEW_MONTHS = 12


def make_routine_paper(session: Session, *, render: ReferralRenderer) -> Paper:
    """Decide, render and record the routine as it stands, and hand over its bytes.

    Raises:
        PackEntryNotFound: If the country's pack has no such document.
        BrokenSetting: If the routine cannot be read.
    """
    routine = routine_of(session)
    packs = session.forms.packs(session.unit.country)
    kind = packs.documents.document(KIND)
    words = PaperWords(packs, packs.documents.record_language)
    sheet = _Sheet(session, words, kind, routine).whole
    return leave(session, kind, words, version=str(routine.version), sheet=sheet, render=render)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The words of the paper, in the language of the country's records."""

    session: Session
    words: PaperWords
    kind: DocumentType
    routine: UnitRoutine

    def whole(self, head: str, neutral_title: str) -> Referral:
        """Return everything that stands on it."""
        words, unit, now = self.words, self.session.unit, self.session.clock.now()
        return Referral(
            language=words.language,
            title=text_in(self.kind.title, words.language),
            neutral_title=neutral_title,
            letterhead=Letterhead(
                authority=unit.authority,
                unit=unit.name,
                phone=unit.phone,
                stamp=Stamp(word="", provision="", date="", authority=""),
                registration_label=words.label("version"),
                registration_number=str(self.routine.version),
                recipient_label=words.label("recipient"),
                recipient=self._fixed("for"),
            ),
            legal_basis=self._valid(),
            purpose=self._unfinished(),
            readers="",
            sections=tuple(self._section(section) for section in self.kind.section),
            signature=SignatureBlock(
                prepared_by=f"{words.label('prepared-by')}: {self.session.user.name}",
                role=f"{words.label('role')}: {words.fixed(f'role-{self.session.user.role}')}",
                date=f"{words.label('date')}: {words.day(self.session.today())}",
                label=words.label("signature"),
            ),
            own_pages=(),
            footer=Footer(
                copy=self._fixed("printed", version=self.routine.version),
                warning=self._fixed("valid-when"),
                audit=words.label("audit-head").format(head=head),
                page=words.label("page"),
            ),
            made_at=now,
        )

    def _fixed(self, name: str, **values: object) -> str:
        return self.words.fixed(name, of=self.kind, **values)

    def _valid(self) -> str:
        last = self.routine.last_written
        if last is None:
            return self._fixed("empty")
        # What is half written is decided by nobody.
        return self._changed(last) if self.routine.missing else f"{self._decided(last)} {self._changed(last)}"

    def _decided(self, last: Written) -> str:
        day = last.at.astimezone().date()
        return self._fixed(
            "valid",
            version=self.routine.version,
            date=self.words.day(day),
            role=self.words.fixed("role-method-lead").lower(),
            review=self.words.day(months_later(day, _REVIEW_MONTHS)),
        )

    def _changed(self, last: Written) -> str:
        day = last.at.astimezone().date()
        return self._fixed(
            "written-by", date=self.words.day(day), who=names_of(self.session).get(str(last.by), "")
        )

    def _unfinished(self) -> str:
        missing = len(self.routine.missing)
        if not missing:
            return ""
        return self._fixed("unfinished", count=missing, total=len(RoutineItem) - len(MAY_BE_EMPTY))

    def _section(self, section: DocumentSection) -> Section:
        language = self.words.language
        return Section(
            heading=text_in(section.heading, language),
            rows=tuple(
                Row(label=text_in(field.label, language), lines=tuple(self._lines(RoutineItem(field.id))))
                for field in section.field
            ),
        )

    def _lines(self, item: RoutineItem) -> Iterator[Line]:
        lines = [*self._said(item)]
        yield from lines or [Line(text=self._fixed("empty"))]

    def _said(self, item: RoutineItem) -> Iterator[Line]:
        routine = self.routine
        if item is RoutineItem.WHICH and routine.reach is not None:
            yield Line(text=self._reach(routine.reach))
        if item is RoutineItem.INTERVAL and routine.months is not None:
            yield Line(text=self._fixed("months", count=routine.months))
        elif item is RoutineItem.CONTACTS:
            yield from self._contacts()
        elif item is RoutineItem.STEPS:
            yield from self._steps()
        elif item in routine.texts:
            yield from (Line(text=text) for text in routine.texts[item].split("\n") if text.strip())

    def _reach(self, reach: Reach) -> str:
        return self._fixed(str(reach))

    def _steps(self) -> Iterator[Line]:
        for choice in pathways_allowed(self.session):
            pathway = self.session.forms.pathway(choice.canonical)
            for step in switchable_steps(pathway):
                off = step_address(pathway, step.id) in self.routine.steps_off
                title = text_in(step.title, self.words.language)
                yield Line(text=self._fixed("step-off" if off else "step-on", step=title))

    def _contacts(self) -> Iterator[Line]:
        pack = self.words.packs.contacts
        contacts = known_contacts(pack, self.routine, self.session.today())
        for contact in sorted(contacts, key=lambda one: not one.is_local):
            if contact.number:
                yield Line(text=self._contact(contact))

    def _contact(self, contact: KnownContact) -> str:
        language = self.words.language
        texts = (contact.name, contact.hours, contact.area, contact.who_may_refer)
        name, *others = (text_in(text, language) for text in texts)
        consent = self._fixed(f"consent-{contact.consent}") if contact.consent is not None else ""
        return ", ".join(
            filter(None, (f"{name}: {contact.number}", *others, consent, self._confirmed(contact)))
        )

    def _confirmed(self, contact: KnownContact) -> str:
        if contact.confirmed_on is None:
            return self._fixed("never-confirmed")
        return self._fixed(
            "stale" if contact.is_stale else "confirmed", date=self.words.day(contact.confirmed_on)
        )
