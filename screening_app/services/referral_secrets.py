"""What must not recur in a text on paper: contact, places, and on a child's paper more (finding 7)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from screening_app.domain.answers import AnswerKey
from screening_app.domain.records import Screening
from screening_app.engine.form import CompiledForm
from screening_app.questionnaire.model import ContentClass, Item, ItemType
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.services.contact_card import agreements_of
from screening_app.services.conversation_state import Conversation
from screening_app.services.recurring import recurs
from screening_app.services.referral_subject import Subject, entry_of
from screening_app.services.session import Session

FREE_TEXT = frozenset({ItemType.STRING, ItemType.TEXT})
_PROTECTED = frozenset({ContentClass.SAFE_CONTACT, ContentClass.LOCATION})
_SHORTEST_NAME = 2
_WORDS_OF_A_QUOTATION = 3
"""Fewer words are said by many; three in a row, one after the other, are somebody's own."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that a text may not repeat, and the address of the answer that holds it."""

    address: str
    value: str
    shortest: int | None = None

    def stands_in(self, text: str) -> bool:
        """Tell whether a text repeats it word for word."""
        return recurs(self.value, text) if self.shortest is None else recurs(self.value, text, self.shortest)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What a document's texts may not repeat of its conversation.

    Attributes:
        opened: Addresses of places opened one by one; those are no secret here.
        subject: The child it is about; what others said and are called is a secret then, too.
        elsewhere: Ways of contact that were agreed on in other conversations with the person.
        given: What was chosen for this very paper from the card on contact; that is no secret here.
    """

    conversation: Conversation
    document: DocumentType
    opened: frozenset[str]
    subject: Subject | None = None
    elsewhere: tuple[Secret, ...] = ()
    given: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Secret]:
        """Yield each secret."""
        for secret in (*self._told_here(), *self.elsewhere):
            if secret.value not in self.given:
                yield secret

    def _told_here(self) -> Iterator[Secret]:
        for step, record in self.conversation.records.items():
            if not self.conversation.step(step).enabled:
                continue
            form = record.evaluation.form
            for place in record.evaluation.places:
                answer, where = record.evaluation.effective.get(place.key), f"{step}/{place.key}"
                if answer is None or place.item.type not in FREE_TEXT or where in self.opened:
                    continue
                if f"{step}/{place.key.link_id}" == self.document.addressee:
                    continue
                for value in answer.values:
                    yield from self._of(form, place.item, place.key, Secret(where, str(value)))

    def _of(self, form: CompiledForm, item: Item, key: AnswerKey, secret: Secret) -> Iterator[Secret]:
        content_class = item.content_class
        if content_class in _PROTECTED:
            yield secret
        if self.subject is None or self._is_own(form, key):
            return
        if content_class is ContentClass.IDENTITY:
            yield Secret(secret.address, secret.value, _SHORTEST_NAME)
        elif content_class in self.document.only_about or content_class in self.document.forbidden_class:
            for said in _quotations(secret.value):
                yield Secret(secret.address, said)

    def _is_own(self, form: CompiledForm, key: AnswerKey) -> bool:
        subject, group = self.subject, self.document.one_per
        return subject is not None and group is not None and entry_of(form, key, group) == subject.instance


def agreed_elsewhere(session: Session, here: Screening) -> tuple[Secret, ...]:
    """Return the ways of contact on record in the person's other conversations, in force or not."""
    with session.records.read() as uow:
        agreements = agreements_of(session, uow, here.person)
    return tuple(
        Secret(f"{said.screening}/{place.key}", str(value))
        for said in agreements
        if said.screening != here.id
        for place in said.evaluation.places
        if place.item.type in FREE_TEXT and place.item.content_class is ContentClass.SAFE_CONTACT
        if (answer := said.evaluation.effective.get(place.key)) is not None
        for value in answer.values
    )


def _quotations(text: str) -> Iterator[str]:
    """Yield what of a text would be a quotation: each sentence that is long enough to be somebody's own."""
    for said in re.split(r"(?<=[.!?…])\s+|\n+", text):
        if len(said.split()) >= _WORDS_OF_A_QUOTATION:
            yield said
