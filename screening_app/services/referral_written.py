"""What staff write on a paper themselves, and which answers they leave out of it (DESIGN 8)."""

from collections.abc import Iterator, Mapping, Sequence

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_
from screening_app.questionnaire.pack_documents import DocumentField, DocumentType
from screening_app.services.referral_content import Content
from screening_app.services.referral_secrets import FREE_TEXT

OWN_WORDS = "own-words:"
"""What the place of a text by staff begins with, where a sentence names it; the field follows."""


class NoPlaceForWords(ScreeningAppError):
    """Staff wrote something where the document has no place for it."""

    code = "document/no-place-for-words"
    user_message = N_(
        "The document has no place named {field} for words of your own. The places are: {fields}."
    )


class NotLeftOut(ScreeningAppError):
    """Something was to be left out that is no text answer of this document."""

    code = "document/not-left-out"
    user_message = N_("{item} is no text that this document would hold. Leave out an answer that it names.")


def fields_to_write(kind: DocumentType, left_out: Sequence[str]) -> Iterator[DocumentField]:
    """Yield where staff may write: fields made for it, and those whose answer is left out."""
    without = {address.partition("@")[0] for address in left_out}
    for _, field in kind.fields():
        if field.own_words or without & set(field.from_):
            yield field


def check_written(content: Content, own_words: Mapping[str, str], left_out: Sequence[str]) -> None:
    """Do nothing if each text has its place, and each answer left out is a text of this document.

    Raises:
        NotLeftOut, NoPlaceForWords: Else.
    """
    known = set(content.addresses())
    for address in left_out:
        if address not in known or content.item(address).type not in FREE_TEXT:
            raise NotLeftOut(item=address)
    places = [field.id for field in fields_to_write(content.document, left_out)]
    for name, text in own_words.items():
        if name not in places and text.strip():
            raise NoPlaceForWords(field=name, fields=", ".join(places) or "–")
