"""Answers, times and case texts in the words of the interface."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from babel.dates import format_date, format_time

from screening_app.domain.answers import AbsentReason, Answer, PartialDate, Value
from screening_app.domain.quotation import without_marks
from screening_app.i18n import N_, Text, gettext, language, locale_of, text_in
from screening_app.questionnaire.model import ContentClass, Item, ItemType

_ABSENT: Mapping[AbsentReason, str] = {
    # Translators: sv "Vill inte svara"; never a word that means refuses.
    AbsentReason.DECLINED: N_("Prefers not to answer"),
    # Translators: sv "Vet inte".
    AbsentReason.UNKNOWN: N_("Does not know"),
    # Translators: sv "Gäller inte".
    AbsentReason.NOT_APPLICABLE: N_("Does not apply"),
    # Translators: sv "Frågan ställdes inte".
    AbsentReason.NOT_ASKED: N_("Not asked"),
}


NOT_IN_PASSING: Final = frozenset(
    {ContentClass.CONTACT, ContentClass.LOCATION, ContentClass.SAFE_CONTACT, ContentClass.DANGER_IF_DISCLOSED}
)
"""Ways of contact and places: they stand on no page before they are asked for (W-11)."""


def absent_in_words(reason: AbsentReason) -> str:
    """Return why there is no answer; never a word that could be read as a No."""
    return gettext(_ABSENT[reason])


def text_of(text: Text | None) -> str:
    """Return a text of a form in the language in use; empty for none."""
    return text_in(text, language()) if text else ""


def quoted(said: str) -> str:
    """Return somebody's words in the quotation marks of the language in use, whatever marks were typed."""
    # Translators: quotation marks; sv ”{text}”.
    return gettext("“{text}”").format(text=without_marks(said))


def label_of(item: Item) -> str:
    """Return a few words for a question."""
    return text_of(item.short_text or item.text)


def answer_in_words(item: Item, answer: Answer | None) -> str:
    """Return an answer as it is read on screen."""
    if answer is None:
        # Translators: sv "Inget svar".
        return gettext("No answer")
    if answer.absent is not None:
        return absent_in_words(answer.absent)
    return ", ".join(_value(item, value) for value in answer.values)


def _value(item: Item, value: Value) -> str:
    if item.type is ItemType.CHOICE:
        option = item.option(str(value))
        return text_of(option.display) if option else str(value)
    if isinstance(value, PartialDate):
        return date_in_words(value)
    if isinstance(value, Decimal | int) and item.unit:
        return f"{value} {item.unit}"
    return str(value)


def date_in_words(date: PartialDate) -> str:
    """Return a date as far as it is known."""
    if date.month is None:
        return str(date.year)
    first = dt.date(date.year, date.month, date.day or 1)
    if date.day is None:
        return format_date(first, format="LLLL y", locale=locale_of(language()))
    return format_date(first, format="long", locale=locale_of(language()))


def time_in_words(moment: dt.datetime) -> str:
    """Return the time of day here, as the screen writes it: 14.32 in Swedish, 14:32 in English."""
    here = moment.astimezone()
    if language() == "sv":
        return f"{here.hour:02}.{here.minute:02}"
    return format_time(here.time(), format="HH:mm", locale=locale_of(language()))


def day_in_words(day: dt.date) -> str:
    """Return a date in full, as that language writes it."""
    return format_date(day, format="long", locale=locale_of(language()))
